"""What a missing fact would change is told in points, before and after, where it can be."""

from __future__ import annotations

from typing import Any

import pytest

from matchers.period import parse_period
from matchers.profile import Profile
from rubrics.case_evidence import build_evidence
from rubrics.case_model import Case, CaseEvent, Expected
from rubrics.finding import RuleFinding
from rubrics.judge import assess
from rubrics.load import known_rubrics, load_rubric
from rubrics.rubric import Rubric

YANGZHOU = load_rubric("yangzhou-2022")


def _rules(
    rubric: Rubric, profile: Profile, events: tuple[CaseEvent, ...] = ()
) -> dict[str, RuleFinding]:
    case = Case(name="", rule="1.1", events=events, expect=Expected())
    card = assess(rubric, build_evidence(case), profile, parse_period("2022"))
    return {rule.id: rule for finding in card.findings for rule in finding.rules}


def _said(rule: RuleFinding, fact: str) -> dict[str, Any]:
    return {one.answer: (one.low, one.high) for one in rule.answers if one.fact == fact}


HELD = (CaseEvent.model_validate({"types": ["members_meeting"], "on": "2022-03-01"}),)


def test_a_yes_and_a_no_are_told_with_their_points() -> None:
    rule = _rules(YANGZHOU, Profile(), HELD)["10.1"]
    assert rule.low == 0 and rule.high == 2
    assert _said(rule, "election_due") == {"是": (0, 0), "否": (2, 2)}
    assert "答“是”为 0 分，答“否”为 2 分" in rule.explanation


def test_a_number_of_members_is_told_by_its_bound() -> None:
    months = tuple(
        CaseEvent.model_validate({"types": [kind], "on": f"2022-{month:02}-05"})
        for month in range(1, 12)
        for kind in ("members_meeting", "group_meeting", "party_lecture")
    )
    rule = _rules(YANGZHOU, Profile(groups=0), months)["18.1"]
    assert _said(rule, "members") == {"7 以上": (0, 0), "不足 7": (4, 4)}


def test_kinds_of_schools_are_told_by_their_names() -> None:
    rule = _rules(YANGZHOU, Profile.model_validate({"declares": {"reader_task": True}}), HELD)[
        "30.3"
    ]
    assert _said(rule, "stage") == {
        "幼儿园、初中、高中、职校": (2, 2),
        "小学、九年一贯制": (0, 0),
    }


def test_a_fact_to_reckon_with_has_no_few_answers() -> None:
    rule = _rules(YANGZHOU, Profile(), HELD)["21.1"]
    assert "members" in rule.needs
    assert _said(rule, "members") == {}


def test_what_is_known_is_not_asked() -> None:
    profile = Profile.model_validate({"declares": {"election_due": True}})
    assert _rules(YANGZHOU, profile, HELD)["10.1"].answers == ()


@pytest.mark.parametrize("name", known_rubrics())
def test_what_is_told_is_what_comes_when_it_is_answered(name: str) -> None:
    rubric = load_rubric(name)
    values: dict[str, Any] = {"是": True, "否": False, "公办": "public", "民办": "private"}
    values |= {"党支部": "branch", "党总支": "general_branch", "党委": "committee", "0": 0, "1": 1}
    for rule in _rules(rubric, Profile(), HELD).values():
        for answer in rule.answers:
            first = answer.answer.split("、")[0]
            if first not in values:
                continue
            own = answer.fact in Profile.model_fields
            data = {answer.fact: values[first]}
            told = Profile.model_validate(data if own else {"declares": data})
            after = _rules(rubric, told, HELD)[rule.id]
            if not answer.excluded:
                assert (after.low, after.high) == (answer.low, answer.high), (rule.id, answer)
            assert (answer.low, answer.high) != (rule.low, rule.high) or any(
                (other.low, other.high) != (answer.low, answer.high)
                for other in rule.answers
                if other.fact == answer.fact
            )
