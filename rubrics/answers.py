"""What a rule would come to if a missing fact were known: its points for each answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from matchers.profile import OrganizationForm, Ownership, Profile, Stage
from rubrics.conditions import Condition, Fact, Value
from rubrics.fact_names import ask
from rubrics.finding import Answer, RuleFinding
from rubrics.measured import Setting
from rubrics.measures import Documents, Events, Findings, Measure
from rubrics.rubric import Rule
from rubrics.wording import number

Judge = Callable[[Setting], tuple[RuleFinding, bool]]

_NAMES: dict[str, dict[str, str]] = {
    "ownership": {Ownership.PUBLIC.value: "公办", Ownership.PRIVATE.value: "民办"},
    "organization": {
        OrganizationForm.BRANCH.value: "党支部",
        OrganizationForm.GENERAL_BRANCH.value: "党总支",
        OrganizationForm.COMMITTEE.value: "党委",
    },
    "stage": {
        Stage.KINDERGARTEN.value: "幼儿园",
        Stage.PRIMARY.value: "小学",
        Stage.JUNIOR.value: "初中",
        Stage.SENIOR.value: "高中",
        Stage.NINE_YEAR.value: "九年一贯制",
        Stage.VOCATIONAL.value: "职校",
    },
}


def answers_for(
    rule: Rule, needs: Sequence[str], setting: Setting, judge: Judge
) -> tuple[Answer, ...]:
    """Judge a rule once more for every answer to every fact it waits for.

    Facts that are numbers to reckon with (a budget by the members) have no few answers and are
    left out, and so is a fact that would change nothing by itself. Other facts stay unknown.
    """
    found: list[Answer] = []
    for name in needs:
        tried = [_tried(name, label, value, setting, judge) for label, value in _values(rule, name)]
        ends = {(one.low, one.high, one.excluded) for one in tried}
        if len(ends) > 1:
            found += _joined(tried)
    return tuple(found)


def _tried(name: str, label: str, value: Value, setting: Setting, judge: Judge) -> Answer:
    finding, excluded = judge(replace(setting, profile=_with(setting.profile, name, value)))
    return Answer(name, label, finding.low, finding.high, excluded)


def _with(profile: Profile, name: str, value: Value) -> Profile:
    if name == "ownership":
        return profile.model_copy(update={name: Ownership(str(value))})
    if name == "organization":
        return profile.model_copy(update={name: OrganizationForm(str(value))})
    if name == "stage":
        return profile.model_copy(update={name: Stage(str(value))})
    if name in Profile.model_fields:
        return profile.model_copy(update={name: value})
    return profile.model_copy(update={"declares": {**profile.declares, name: value}})


def _joined(tried: Sequence[Answer]) -> Iterator[Answer]:
    """Say answers that come to the same in one."""
    by_end: dict[tuple[Decimal | None, Decimal | None, bool], list[Answer]] = {}
    for one in tried:
        by_end.setdefault((one.low, one.high, one.excluded), []).append(one)
    for same in by_end.values():
        yield replace(same[0], answer="、".join(one.answer for one in same))


def _values(rule: Rule, name: str) -> list[tuple[str, Value]]:
    """List the answers that tell a rule's conditions apart; none for a fact to reckon with."""
    if any(_reckons(measure, name) for measure in _measures(rule)):
        return []
    if any(isinstance(m, Findings) and m.declared == name for m in _measures(rule)):
        return [("0", 0), ("1", 1)]
    if name in _NAMES:
        return [(label, value) for value, label in _NAMES[name].items()]
    found: dict[str, Value] = {}
    for condition in _conditions(rule):
        if condition.fact != name:
            continue
        if isinstance(condition.equals, bool):
            found |= {"是": True, "否": False}
        bound = condition.at_least if condition.at_least is not None else condition.below
        if bound is not None:
            found |= {f"{bound} 以上": bound, f"不足 {bound}": bound - 1}
    return list(found.items())


def _measures(rule: Rule) -> tuple[Measure, ...]:
    return (*rule.measures, *(one for branch in rule.choose for one in branch.measures))


def _reckons(measure: Measure, name: str) -> bool:
    """Say whether a measure takes a fact for a number, a day or a list of people."""
    if isinstance(measure, Events | Documents | Findings):
        return False
    told = measure.model_dump(exclude_defaults=True)
    return name in str(told)


def _conditions(rule: Rule) -> Iterator[Condition]:
    yield from rule.when
    yield from (branch.when for branch in rule.choose)
    if rule.gate is not None:
        yield rule.gate.then
        if rule.gate.when is not None:
            yield rule.gate.when
    for measure in _measures(rule):
        if isinstance(measure, Events):
            yield from (one for stream in measure.streams for one in stream.conditions)
        elif isinstance(measure, Documents):
            yield from (one for part in measure.of for one in part.when)


def questions(
    needs: Sequence[str], facts: Sequence[Fact], answers: Sequence[Answer]
) -> tuple[str, ...]:
    """Ask for every missing fact, with what its answers would come to."""
    asked = []
    for name in needs:
        said = answers_said([one for one in answers if one.fact == name])
        asked.append(f"需要知道：{ask(name, facts)}" + (f"，{said}" if said else ""))
    return tuple(asked)


def answers_said(answers: Sequence[Answer]) -> str:
    """Say in one phrase what each answer would come to: 答“是”为 0～2 分，答“否”为 2 分."""
    return "，".join(f"答“{one.answer}”{_ends(one)}" for one in answers)


def _ends(answer: Answer) -> str:
    if answer.excluded:
        return "不计入满分"
    if answer.low is None or answer.high is None:
        return ""
    if answer.low == answer.high:
        return f"为 {number(answer.low)} 分"
    return f"为 {number(answer.low)}～{number(answer.high)} 分"
