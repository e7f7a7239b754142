"""How many more events it would have taken for none to lie too far from the next."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from matchers.period import Period


@dataclass(frozen=True, slots=True)
class LongGap:
    """A stretch without an event that is longer than allowed, and how many events it lacks."""

    stretch: Period
    lacking: int


def long_gaps(days: Iterable[tuple[date, date]], period: Period, months: int) -> list[LongGap]:
    """Find the stretches of a period longer than so many months in which there was nothing.

    Only days of the period count: what lies before its first and after its last day is not
    known. One event more never makes the sum of what is lacking greater.

    Args:
        days: first and last days of the events.
        period: the assessed period.
        months: how far apart two events may lie at most.
    """
    found: list[LongGap] = []
    at = period.begin - timedelta(days=1)
    ends = sorted((begin, end) for begin, end in days if period.touches(begin, end))
    after = period.end + timedelta(days=1)
    for begin, end in (*ends, (after, after)):
        lacking = _lacking(at, begin, months)
        if lacking:
            first, last = at + timedelta(days=1), begin - timedelta(days=1)
            found.append(LongGap(Period(first, last, f"{first}至{last}"), lacking))
        at = max(at, end)
    return found


def _lacking(at: date, until: date, months: int) -> int:
    """Count how many events between two days would have kept the distance."""
    count = 0
    while (at := _months_on(at, months)) < until:
        count += 1
    return count


def _months_on(day: date, months: int) -> date:
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
