"""From an observation to points: exact, and an interval wherever the observation is one."""

from __future__ import annotations

from decimal import Decimal

from rubrics.interval import ZERO, Interval, total
from rubrics.measured import Measured
from rubrics.scorers import Award, Deduct, Discretion, Ladder, Linear, PerUnit, Rung, Scorer


def score(scorer: Scorer, points: Decimal, seen: Measured) -> Interval:
    """Give the points an observation earns, from nothing to `points`.

    A measure only a person can complete leaves at most what the rest allows: its `lacking`
    reaches down to zero, so the upper end is what it can still become.
    """
    match scorer:
        case Discretion():
            return Interval(ZERO, points)
        case Award():
            return _award(scorer, points, seen)
        case Deduct():
            return _deduct(scorer, points, seen.lacking)
        case PerUnit():
            cap = points if scorer.cap is None else min(points, scorer.cap)
            high = None if seen.value.high is None else _beyond(scorer, seen.value.high)
            return Interval(_beyond(scorer, seen.value.low), high).clamp(ZERO, cap)
        case Linear():
            high = None if seen.value.high is None else scorer.k * seen.value.high
            return Interval(scorer.k * seen.value.low, high).clamp(ZERO, points)
        case Ladder():
            return _ladder(scorer, points, seen)


def _award(scorer: Award, points: Decimal, seen: Measured) -> Interval:
    low = points if seen.lacking.high == ZERO else ZERO
    if seen.lacking.low == ZERO:
        return Interval(low, points)
    share = ZERO
    if scorer.partial == "human" and seen.required and seen.present:
        share = points * max(ZERO, seen.required - seen.lacking.low) / seen.required
    return Interval(ZERO, share)


def _deduct(scorer: Deduct, points: Decimal, lacking: Interval) -> Interval:
    high = points - scorer.each * lacking.low
    low = scorer.floor if lacking.high is None else points - scorer.each * lacking.high
    return Interval(min(low, high), high).clamp(scorer.floor, max(points, scorer.floor))


def _beyond(scorer: PerUnit, count: Decimal) -> Decimal:
    return scorer.each * max(ZERO, count - scorer.over)


def _ladder(scorer: Ladder, points: Decimal, seen: Measured) -> Interval:
    if scorer.sum:
        return total(_rung(scorer, one, seen.ranks) for one in seen.projects).clamp(ZERO, points)
    return _rung(scorer, seen.value, seen.ranks).clamp(ZERO, points)


def _rung(scorer: Ladder, value: Interval, ranks: tuple[str, ...]) -> Interval:
    low = _reached(scorer, value.low, ranks)
    if value.high is None:
        high = max(rung.points for rung in scorer.rungs)
    else:
        high = _reached(scorer, value.high, ranks)
    return Interval(min(low, high), max(low, high))


def _reached(scorer: Ladder, value: Decimal, ranks: tuple[str, ...]) -> Decimal:
    """Give the points of the best rung a value reaches."""
    reached = [rung.points for rung in scorer.rungs if value >= _height(rung, ranks)]
    return max(reached, default=ZERO)


def _height(rung: Rung, ranks: tuple[str, ...]) -> Decimal:
    if rung.level is not None:
        return Decimal(ranks.index(rung.level) + 1)
    return rung.at_least or ZERO
