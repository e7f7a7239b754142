"""From items to the total: caps over several rules, bonus and penalty, and normalising."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rubrics.finding import Finding, FindingStatus, Total
from rubrics.form_rules import Pool
from rubrics.interval import ZERO, Interval
from rubrics.judge_rule import RuleOutcome
from rubrics.rubric import Rubric
from rubrics.wording import tidy


@dataclass(frozen=True, slots=True)
class Summed:
    """The total, and what a grade is read off (it may leave the bonus out)."""

    total: Total
    graded: Interval


@dataclass(frozen=True, slots=True)
class _Sum:
    """Points of a set of items; `suggested` None when nothing could be decided."""

    low: Decimal = ZERO
    high: Decimal = ZERO
    suggested: Decimal | None = None

    def plus(self, other: _Sum) -> _Sum:
        known = [one for one in (self.suggested, other.suggested) if one is not None]
        suggested = sum(known, ZERO) if known else None
        return _Sum(self.low + other.low, self.high + other.high, suggested)

    def times(self, factor: Decimal) -> _Sum:
        suggested = None if self.suggested is None else self.suggested * factor
        return _Sum(self.low * factor, self.high * factor, suggested)

    def within(self, floor: Decimal | None, cap: Decimal | None) -> _Sum:
        """Move every end into floor..cap, where these are given."""

        def into(value: Decimal) -> Decimal:
            value = value if floor is None else max(floor, value)
            return value if cap is None else min(cap, value)

        suggested = None if self.suggested is None else into(self.suggested)
        return _Sum(into(self.low), into(self.high), suggested)


def sum_up(rubric: Rubric, findings: Sequence[Finding], outcomes: Sequence[RuleOutcome]) -> Summed:
    """Add the findings up as the form says; a form without points has no sum."""
    waiting = sum(finding.status is FindingStatus.NEEDS_REVIEW for finding in findings)
    if rubric.max is None:
        return Summed(Total(None, None, None, None, waiting), Interval(ZERO, ZERO))
    outside = {item.id for item in rubric.items if item.bonus}
    inside = [finding for finding in findings if finding.item not in outside]
    most = sum((finding.max or ZERO for finding in inside), ZERO)
    base = _pooled(rubric, outcomes, _added(inside), bonus=False)
    if rubric.form.normalise and most > ZERO:
        base, most = base.times(rubric.max / most), rubric.max
    whole = base.plus(_bonus(rubric, [f for f in findings if f.item in outside], outcomes))
    if not rubric.form.bonus.beyond:
        whole = whole.within(None, most)
    whole = whole.within(ZERO, None)
    graded = whole if rubric.form.bonus.in_grade else base
    suggested = None if whole.suggested is None else tidy(whole.suggested)
    total = Total(suggested, tidy(whole.low), tidy(whole.high), tidy(most), waiting)
    return Summed(total, Interval(graded.low, graded.high))


def _added(findings: Sequence[Finding]) -> _Sum:
    known = [finding.suggested for finding in findings if finding.suggested is not None]
    return _Sum(
        sum((finding.low or ZERO for finding in findings), ZERO),
        sum((finding.high or ZERO for finding in findings), ZERO),
        sum(known, ZERO) if known else None,
    )


def _bonus(rubric: Rubric, findings: Sequence[Finding], outcomes: Sequence[RuleOutcome]) -> _Sum:
    """Add up what stands outside the maximum, gains and penalties each under their cap."""
    rule = rubric.form.bonus
    added = _pooled(rubric, outcomes, _added(findings), bonus=True)
    floor = None if rule.penalty_cap is None else -rule.penalty_cap
    return added.within(floor, rule.cap)


def _pooled(rubric: Rubric, outcomes: Sequence[RuleOutcome], summed: _Sum, *, bonus: bool) -> _Sum:
    """Take off what rules of one pool earn together above its cap."""
    kinds = {rule.id: item.bonus for item in rubric.items for rule in item.rules}
    for pool in rubric.form.pools:
        if kinds.get(pool.rules[0], False) is bonus:
            summed = summed.plus(_over(pool, outcomes))
    return summed


def _over(pool: Pool, outcomes: Sequence[RuleOutcome]) -> _Sum:
    inside = [one.finding for one in outcomes if one.rule.id in pool.rules]

    def over(points: Sequence[Decimal | None]) -> Decimal:
        return -max(ZERO, sum((one or ZERO for one in points), ZERO) - pool.cap)

    taken = over([one.suggested for one in inside])
    return _Sum(
        over([one.low for one in inside]),
        over([one.high for one in inside]),
        taken if taken else None,
    )
