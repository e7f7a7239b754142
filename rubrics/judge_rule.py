"""One rule on one submission: measures, scorer and modifiers together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rubrics.answers import answers_for, questions
from rubrics.conditions import Fact, all_hold, unknown_facts
from rubrics.explain import explain
from rubrics.fact_names import fact_titles
from rubrics.finding import Answer, DecidedBy, FindingStatus, RuleFinding
from rubrics.interval import ZERO, Interval, exactly
from rubrics.measure import observe
from rubrics.measured import Measured, Setting, combine, unique
from rubrics.measures import Measure
from rubrics.rubric import Rule
from rubrics.score import score
from rubrics.scorers import Discretion
from rubrics.wording import number, tidy

_NA = {
    "full": "视同符合要求",
    "zero": "不得分",
    "human": "由人决定如何计分",
    "exclude": "不计入满分",
}


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """A rule's finding, what was seen, and whether its points leave the maximum (`excluded`)."""

    rule: Rule
    finding: RuleFinding
    seen: Measured
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class _Scored:
    """What was seen and what it earns, before applicability is looked at."""

    seen: Measured
    earned: Interval | None


def judge_rule(rule: Rule, setting: Setting, facts: Sequence[Fact] = ()) -> RuleOutcome:
    """Measure and score one rule; facts nobody declared keep it open and are asked for."""
    outcome = _judged(rule, setting, facts, ())
    if rule.points is None or not outcome.finding.needs:
        return outcome

    def judge(other: Setting) -> tuple[RuleFinding, bool]:
        tried = _judged(rule, replace(other, passages=None), facts, ())
        return tried.finding, tried.excluded

    answers = answers_for(rule, outcome.finding.needs, setting, judge)
    return _judged(rule, setting, facts, answers) if answers else outcome


def _judged(
    rule: Rule, setting: Setting, facts: Sequence[Fact], answers: Sequence[Answer]
) -> RuleOutcome:
    setting = replace(setting, words=rule.words)
    scored = _limited(rule, _gated(rule, _scored(rule, setting), setting))
    scored = _rounded(rule, scored, setting.places)
    applies = all_hold(rule.when, setting.profile)
    follows = tuple(setting.inferred[c.fact] for c in rule.when if c.fact in setting.inferred)
    if follows and applies:
        scored = _Scored(
            replace(scored.seen, notes=(*scored.seen.notes, *unique(follows))), scored.earned
        )
    if applies is None:
        scored = _perhaps(rule, scored, unknown_facts(rule.when, setting.profile), setting.facts)
    elif applies is False:
        return _not_applicable(rule, scored, setting)
    asked = _asked(_shown_also(rule, scored, setting), facts, answers)
    finding = replace(_finding(rule, asked), answers=tuple(answers))
    return RuleOutcome(rule, finding, asked.seen)


def _shown_also(rule: Rule, scored: _Scored, setting: Setting) -> _Scored:
    """Tell of demands that the form states without points; they never change the score."""
    told = tuple(
        f"另有要求（不计分）：{observe(measure, setting).sentence}" for measure in rule.also
    )
    return _Scored(replace(scored.seen, notes=(*scored.seen.notes, *told)), scored.earned)


def _scored(rule: Rule, setting: Setting) -> _Scored:
    if not rule.choose:
        return _score(rule, rule.measures, setting)
    holding = [(branch, branch.when.holds(setting.profile)) for branch in rule.choose]
    for branch, holds in holding:
        if holds:
            return _score(rule, branch.measures, setting)
    open_branches = [branch for branch, holds in holding if holds is None]
    if not open_branches:
        sentence = "学校情况不属于本条列出的任何一种"
        seen = Measured(Interval(ZERO, None), exactly(0), DecidedBy.JUDGEMENT, sentence, human=True)
        return _Scored(seen, None if rule.points is None else Interval(ZERO, rule.points))
    cases = [(branch, _score(rule, branch.measures, setting)) for branch in open_branches]
    sentence = "；".join(f"若为{branch.title}：{case.seen.sentence}" for branch, case in cases)
    seen = combine([_of_branch(case.seen, branch.title) for branch, case in cases])
    lacking = cases[0][1].seen.lacking
    earned = cases[0][1].earned
    for _, case in cases[1:]:
        lacking = lacking.hull(case.seen.lacking)
        earned = earned.hull(case.earned) if earned and case.earned else earned
    fact = open_branches[0].when.fact
    needs = seen.needs if earned and earned.exact else unique((*seen.needs, fact))
    seen = replace(seen, lacking=lacking, sentence=sentence, needs=needs)
    return _Scored(seen, earned)


def _of_branch(seen: Measured, title: str) -> Measured:
    """Say with each lacking thing in which case it is asked for."""
    lacks = tuple(replace(one, name=f"{one.name}（{title}）") for one in seen.lacks)
    return replace(seen, lacks=lacks)


def _score(rule: Rule, measures: Sequence[Measure], setting: Setting) -> _Scored:
    parts = [observe(measure, setting) for measure in measures]
    seen = combine(parts)
    if isinstance(rule.score, Discretion):
        seen = replace(seen, human=True, decided_by=DecidedBy.JUDGEMENT)
    earned = None if rule.points is None else score(rule.score, rule.points, seen)
    counted = [part for part in parts if not part.human]
    if earned is not None and earned.exact and seen.human and counted:
        decided_by = combine(counted).decided_by  # nothing is left for the person to decide
        seen = replace(seen, human=False, decided_by=decided_by)
    return _Scored(seen, earned)


def _gated(rule: Rule, scored: _Scored, setting: Setting) -> _Scored:
    """A prerequisite that fails costs the points or hands the rule to a person."""
    gate = rule.gate
    asked = gate is None or gate.when is None or gate.when.holds(setting.profile)
    if gate is None or asked is False:
        return scored
    met = gate.then.holds(setting.profile)
    if met and asked:
        return scored
    facts = [gate.then.fact] if met is None else []
    facts += [gate.when.fact] if asked is None and gate.when else []
    refused = met is False and asked is True and gate.otherwise == "zero"
    note = f"前提“{gate.title}”{'不成立' if met is False else '尚不清楚'}"
    seen = replace(
        scored.seen,
        needs=unique((*scored.seen.needs, *facts)),
        doubts=(*scored.seen.doubts, note),
        lacking=Interval(
            scored.seen.lacking.low + (1 if refused else 0),
            None if scored.seen.lacking.high is None else scored.seen.lacking.high + 1,
        ),
    )
    if scored.earned is None:
        return _Scored(seen, None)
    return _Scored(seen, exactly(0) if refused else Interval(ZERO, scored.earned.high))


def _limited(rule: Rule, scored: _Scored) -> _Scored:
    if rule.limit is None or scored.earned is None or rule.points is None:
        return scored
    floor = ZERO if rule.limit.floor is None else rule.limit.floor
    cap = rule.points if rule.limit.cap is None else rule.limit.cap
    return _Scored(scored.seen, scored.earned.clamp(floor, cap))


def _rounded(rule: Rule, scored: _Scored, places: int | None) -> _Scored:
    """Round a rule's points where the form says so; the sum in words says what was done."""
    if places is None or scored.earned is None or rule.points is None:
        return scored
    earned = scored.earned.rounded(places).clamp(min(ZERO, scored.earned.low), rule.points)
    if earned == scored.earned:
        return scored
    note = f"四舍五入到小数点后 {places} 位，得 {_ends(earned)} 分"
    return _Scored(replace(scored.seen, notes=(*scored.seen.notes, note)), earned)


def _ends(earned: Interval) -> str:
    high = earned.low if earned.high is None else earned.high
    return number(high) if earned.exact else f"{number(earned.low)}～{number(high)}"


def _perhaps(rule: Rule, scored: _Scored, facts: tuple[str, ...], known: Sequence[Fact]) -> _Scored:
    """Nobody said whether the rule applies: both outcomes stay possible, the fact is asked for."""
    other = _points_if_na(rule)
    if scored.earned is not None and other is not None:
        both = scored.earned.hull(other)
        if both.exact:
            return scored
        scored = _Scored(scored.seen, both)
    elif scored.seen.lacking == exactly(0):
        return scored
    titles = fact_titles(facts, known)
    doubt = f"本条是否适用，要看学校信息里的{titles}；不适用时{_na_words(rule)}"
    seen = replace(
        scored.seen,
        lacking=Interval(ZERO, scored.seen.lacking.high),
        needs=unique((*scored.seen.needs, *facts)),
        doubts=(*scored.seen.doubts, doubt),
    )
    return _Scored(seen, scored.earned)


def _na_words(rule: Rule) -> str:
    return _NA[rule.na] if rule.points is not None else "不作要求"


def _points_if_na(rule: Rule) -> Interval | None:
    if rule.points is None:
        return None
    if rule.na == "zero":
        return exactly(0)
    return exactly(rule.points) if rule.na == "full" else Interval(ZERO, rule.points)


def _not_applicable(rule: Rule, scored: _Scored, setting: Setting) -> RuleOutcome:
    failed = tuple(one.fact for one in rule.when if one.holds(setting.profile) is False)
    if rule.na == "human" and scored.seen.present:  # done all the same: counted as for anybody
        return RuleOutcome(rule, _finding(rule, scored), scored.seen)
    points = None if rule.na == "exclude" else _points_if_na(rule)
    why = "；".join(unique(setting.inferred[name] for name in failed if name in setting.inferred))
    why = why or f"按学校信息里的{fact_titles(failed, setting.facts)}"
    seen = replace(
        scored.seen,
        sentence=f"{why}，本条不适用，{_na_words(rule)}",
        decided_by=DecidedBy.PROFILE,
        needs=(),
        doubts=("不适用时如何计分由人决定",) if rule.na == "human" else (),
        missing=(),
        lacks=(),
        human=rule.na == "human",
    )
    note = f"口径：{rule.note}。" if rule.note and rule.na == "human" else ""
    shown = f"，计 {number(points.low)} 分" if points is not None and points.exact else ""
    finding = _finding(rule, _Scored(seen, points))
    finding = replace(finding, explanation=f"{seen.sentence}{shown}。{note}")
    if rule.na != "human":
        finding = replace(finding, status=FindingStatus.NOT_APPLICABLE)
    return RuleOutcome(rule, finding, seen, excluded=rule.na == "exclude")


def _asked(scored: _Scored, facts: Sequence[Fact], answers: Sequence[Answer]) -> _Scored:
    """Put the question for every missing fact that could change the points into the notes."""
    if scored.earned is not None and scored.earned.exact:
        return _Scored(replace(scored.seen, needs=()), scored.earned)
    asked = questions(scored.seen.needs, facts, answers)
    seen = replace(scored.seen, notes=(*scored.seen.notes, *asked))
    return _Scored(seen, scored.earned)


def _finding(rule: Rule, scored: _Scored) -> RuleFinding:
    seen, earned = scored.seen, scored.earned
    low = tidy(earned.low) if earned else None
    high = tidy(earned.high) if earned and earned.high is not None else low
    return RuleFinding(
        id=rule.id,
        text=rule.text,
        max=rule.points,
        suggested=_suggested(low, high),
        low=low,
        high=high,
        decided_by=seen.decided_by,
        status=_status(rule, seen, earned),
        required=seen.required,
        counted=seen.counted,
        possible=seen.possible,
        claimed=seen.claimed,
        missing=seen.missing,
        events=seen.events,
        documents=seen.documents,
        citations=seen.citations,
        not_counted=seen.not_counted,
        needs=seen.needs,
        explanation=explain(rule, seen, earned),
        lacking=seen.gaps,
    )


def _suggested(low: Decimal | None, high: Decimal | None) -> Decimal | None:
    """Suggest decided points, or what confirmed evidence already earns; never a bare zero."""
    if low is None or low == high:
        return low
    return low if low > ZERO else None


def _status(rule: Rule, seen: Measured, earned: Interval | None) -> FindingStatus:
    if earned is None:
        return _status_without_points(seen)
    if not earned.exact:
        return FindingStatus.NEEDS_REVIEW
    if earned.low == rule.points:
        return FindingStatus.MET
    return FindingStatus.UNMET if earned.low <= ZERO else FindingStatus.PARTIAL


def _status_without_points(seen: Measured) -> FindingStatus:
    if seen.human:
        return FindingStatus.NEEDS_REVIEW if seen.present else FindingStatus.UNMET
    if seen.lacking == exactly(0):
        return FindingStatus.MET
    if seen.lacking.low == ZERO:
        return FindingStatus.NEEDS_REVIEW
    return FindingStatus.PARTIAL if seen.present else FindingStatus.UNMET
