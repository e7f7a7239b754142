"""All items of a rubric on one submission: pure, deterministic, all steps on one screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from matchers.period import Period
from matchers.profile import Profile
from rubrics.batch_figure import BatchFigure
from rubrics.batch_statistics import own_figures
from rubrics.contender import contender
from rubrics.declared_facts import unasked_notes
from rubrics.due_facts import with_due_facts
from rubrics.evidence import Evidence
from rubrics.finding import (
    Coverage,
    DecidedBy,
    Finding,
    FindingStatus,
    RuleFinding,
    Scorecard,
)
from rubrics.grade import grade
from rubrics.interval import ZERO, Interval, half_up, total
from rubrics.judge_rule import RuleOutcome, judge_rule
from rubrics.known_facts import facts_of_known_forms
from rubrics.loose_ends import loose_ends
from rubrics.measured import PassageFinder, Setting
from rubrics.remedy import remedy
from rubrics.rubric import Item, Rubric, still_waived
from rubrics.summing import sum_up
from rubrics.unread import nothing_read
from rubrics.vetoes import graded_after, judge_vetoes, total_after, without_vetoed
from rubrics.vocabulary import Vocabulary, load_vocabulary
from rubrics.wording import tidy

__all__ = ["PassageFinder", "assess"]


def assess(
    rubric: Rubric,
    evidence: Evidence,
    profile: Profile,
    period: Period,
    *,
    passages: PassageFinder | None = None,
    vocabulary: Vocabulary | None = None,
    batch: Mapping[str, BatchFigure] | None = None,
) -> Scorecard:
    """Check evidence against a rubric.

    Args:
        rubric: the form, resolved by `load_rubric`.
        evidence: events, papers and files of one submission; their order does not matter.
        profile: what the school declares; missing facts are asked for, never assumed.
        period: the stretch that is assessed.
        passages: finds what a person should read for rules that only a person can judge.
        vocabulary: names of event and document types; the built-in lexicons' when not given.
        batch: what all schools of the batch reach, by key, where they are judged together.

    Returns:
        Findings in the form's order, their sums, and the grade where the form has bands.
    """
    known = vocabulary or load_vocabulary()
    told, inferred = with_due_facts(profile, rubric.facts, period)
    setting = Setting(
        evidence,
        told,
        period,
        known,
        passages,
        batch=batch,
        facts=rubric.facts,
        inferred=inferred,
        places=rubric.form.round.rules,
    )
    judged = [_item(rubric, item, setting) for item in rubric.items]
    outcomes = [outcome for _, found in judged for outcome in found]
    plain = tuple(finding for finding, _ in judged)
    verdicts = judge_vetoes(rubric.form, plain, setting)
    findings = without_vetoed(rubric, plain, verdicts)
    summed = sum_up(rubric, findings, outcomes)
    graded = graded_after(summed.graded, verdicts)
    return Scorecard(
        findings=findings,
        total=total_after(summed.total, verdicts),
        grade=grade(rubric.form, graded, verdicts),
        coverage=_coverage(findings),
        notes=(
            *_notes(rubric, evidence, known),
            *unasked_notes(profile.declares, rubric, facts_of_known_forms),
        ),
        contender=contender(rubric.form, graded, verdicts),
        own_figures=own_figures(rubric, setting),
        verdicts=verdicts,
    )


def _notes(rubric: Rubric, evidence: Evidence, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Say what the scores cannot show: that nothing was read, or which files were not."""
    if nothing_read(evidence):
        return (
            "没有一个文件读出了文字，各项得分都不能确定；请先按文件清单里的原因处理后重新核查。",
        )
    return loose_ends(rubric, evidence.unread, vocabulary)


def _item(rubric: Rubric, item: Item, setting: Setting) -> tuple[Finding, tuple[RuleOutcome, ...]]:
    if item.waived is not None and still_waived(item, setting.period):
        return _waived(rubric, item, item.waived), ()
    outcomes = tuple(judge_rule(rule, setting, rubric.facts) for rule in item.rules)
    rules = tuple(outcome.finding for outcome in outcomes)
    scored = item.max is not None
    kept = [outcome for outcome in outcomes if not outcome.excluded]
    most = None if item.max is None else item.max - _most(outcomes) + _most(kept)
    places = rubric.form.round.items
    earned = None
    if most is not None:
        earned = _earned(outcomes).rounded(places).clamp(item.floor, most)
    suggested = _suggested(outcomes, item.floor, most, places) if scored else None
    finding = Finding(
        item=item.id,
        path=rubric.path(item),
        text=item.text,
        criteria=item.criteria,
        max=most,
        suggested=None if suggested is None else tidy(suggested),
        low=tidy(earned.low) if earned else None,
        high=tidy(earned.high) if earned and earned.high is not None else None,
        status=_status(rules, earned, most),
        rules=rules,
        remedy=remedy(item, outcomes, rubric.facts),
        hints=_hints(item),
    )
    return finding, outcomes


def _hints(item: Item) -> tuple[str, ...]:
    """Give what speakers advise about an item and its rules; it is shown and never scores."""
    return (*item.hints, *(rule.hint for rule in item.rules if rule.hint))


def _waived(rubric: Rubric, item: Item, reason: str) -> Finding:
    until = f"（至 {item.waived_until.isoformat()}）" if item.waived_until else ""
    given = item.max if item.waived_as == "full" or item.max is None else ZERO
    text = f"本条免评{until}：{reason}"
    return Finding(
        item=item.id,
        path=rubric.path(item),
        text=item.text,
        criteria=item.criteria,
        max=given,
        suggested=given,
        low=given,
        high=given,
        status=FindingStatus.NOT_APPLICABLE,
        rules=(),
        remedy=text,
    )


def _groups(outcomes: Sequence[RuleOutcome]) -> list[list[RuleOutcome]]:
    """Put rules of which only the best counts together; every other rule stands alone."""
    groups: dict[str, list[RuleOutcome]] = {}
    for index, outcome in enumerate(outcomes):
        if not outcome.excluded:
            groups.setdefault(outcome.rule.max_of or f"#{index}", []).append(outcome)
    return list(groups.values())


def _most(outcomes: Sequence[RuleOutcome]) -> Decimal:
    """Add up what rules can earn; of those of which only the best counts, the most."""
    groups: dict[str, Decimal] = {}
    for index, outcome in enumerate(outcomes):
        key = outcome.rule.max_of or f"#{index}"
        groups[key] = max(groups.get(key, ZERO), outcome.rule.points or ZERO)
    return sum(groups.values(), ZERO)


def _earned(outcomes: Sequence[RuleOutcome]) -> Interval:
    return total(
        Interval(
            max(one.finding.low or ZERO for one in group),
            max(one.finding.high or ZERO for one in group),
        )
        for group in _groups(outcomes)
    )


def _suggested(
    outcomes: Sequence[RuleOutcome], floor: Decimal, most: Decimal | None, places: int | None
) -> Decimal | None:
    """Add up what could be suggested; None when nothing could."""
    best = [
        max(known)
        for group in _groups(outcomes)
        if (known := [o.finding.suggested for o in group if o.finding.suggested is not None])
    ]
    if not best:
        return None
    summed = sum(best, ZERO)
    summed = summed if places is None else half_up(summed, places)
    return summed if most is None else max(floor, min(summed, most))


def _status(
    rules: Sequence[RuleFinding], earned: Interval | None, most: Decimal | None
) -> FindingStatus:
    states = [rule.status for rule in rules]
    if all(state is FindingStatus.NOT_APPLICABLE for state in states):
        return FindingStatus.NOT_APPLICABLE
    if earned is None:
        return _status_without_points(rules)
    if not earned.exact:
        return FindingStatus.NEEDS_REVIEW
    if earned.low == most:
        return FindingStatus.MET
    return FindingStatus.UNMET if earned.low <= ZERO else FindingStatus.PARTIAL


def _status_without_points(rules: Sequence[RuleFinding]) -> FindingStatus:
    """Met, partly met, without evidence, or for a person; no points are invented.

    Partly met is only what has something confirmed; a demand that failed beside one that waits
    for a person leaves the item to that person.
    """
    asked = [rule for rule in rules if rule.status is not FindingStatus.NOT_APPLICABLE]
    states = {rule.status for rule in asked}
    counted = {r.status for r in asked if r.decided_by is not DecidedBy.JUDGEMENT}
    if len(states) == 1:
        return states.pop()
    if counted & {FindingStatus.PARTIAL, FindingStatus.UNMET}:
        if states & {FindingStatus.MET, FindingStatus.PARTIAL}:
            return FindingStatus.PARTIAL
        waits = FindingStatus.NEEDS_REVIEW in states
        return FindingStatus.NEEDS_REVIEW if waits else FindingStatus.UNMET
    return FindingStatus.NEEDS_REVIEW


def _coverage(findings: Sequence[Finding]) -> Coverage:
    def count(status: FindingStatus) -> int:
        return sum(finding.status is status for finding in findings)

    demands = [
        rule
        for finding in findings
        for rule in finding.rules
        if rule.decided_by is not DecidedBy.JUDGEMENT
        and rule.status is not FindingStatus.NOT_APPLICABLE
    ]
    return Coverage(
        met=count(FindingStatus.MET),
        partial=count(FindingStatus.PARTIAL),
        unmet=count(FindingStatus.UNMET),
        needs_review=count(FindingStatus.NEEDS_REVIEW),
        not_applicable=count(FindingStatus.NOT_APPLICABLE),
        demands=len(demands),
        satisfied=sum(rule.status is FindingStatus.MET for rule in demands),
    )
