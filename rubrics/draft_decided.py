"""How each rule of a draft is decided: from evidence, by a number filled in, or by a person."""

from __future__ import annotations

from enum import StrEnum

from rubrics.clause_model import Reading
from rubrics.draft_facts import fact_to_fill_in
from rubrics.draft_readings import wording
from rubrics.form_items import FormItem
from rubrics.measures import Findings, Judgement, Measure
from rubrics.scorers import Scorer


class Decided(StrEnum):
    """How a rule of the draft is decided."""

    COUNTED = "counted"  # from evidence
    NUMBER = "number"  # by a number that is filled in
    PERSON = "person"
    UNREAD = "unread"  # its wording was not understood: a person


def lost(reading: Reading, score: Scorer) -> str:
    """Say what was read of a clause for which nothing to count was found."""
    names = {
        "deduct": "扣分",
        "per_unit": "按项得分",
        "ladder": "按级别得分",
        "linear": "按比例得分",
    }
    if score.kind == reading.scorer or reading.scorer not in names:
        return ""
    return f"读作{names[reading.scorer]}，但不知道数什么"


def speaks_of_points(item: FormItem) -> bool:
    """Say whether an item tells how it is scored; one that does not was not misread."""
    return bool(item.criteria or wording(item))


def decided_by(reading: Reading, measures: tuple[Measure, ...]) -> Decided:
    """Say how a rule with these measures is decided."""
    if not reading.understood:
        return Decided.UNREAD
    if isinstance(measures[0], Judgement | Findings):
        return Decided.PERSON
    return Decided.COUNTED if fact_to_fill_in(measures[0]) is None else Decided.NUMBER
