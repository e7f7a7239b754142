"""Dates in Chinese text: what the grammar finds, what it means, what stays open.

`find_dates` gives the dates that have days; `scan_dates` everything that looks like a date, with
its role and, where it could not be resolved, the problem. Spans take in a weekday and a time of
day that follow the date directly (2024年10月28日（星期一）19:00, 3月24日下午).
"""

from __future__ import annotations

import re
from datetime import date, datetime

from matchers.annotation import DateMention, Granularity
from matchers.date_candidate import Candidate, Scene
from matchers.date_damage import repaired
from matchers.date_expression import DateContext, DateExpression, DateRole
from matchers.date_join import attach, extend_left, extend_right, joins, merge
from matchers.date_reading import starts
from matchers.date_roles import role_of
from matchers.date_years import YearMemory, resolve, resolve_bare_day
from matchers.normalize import normalize

_GIVEN_ROLES = (DateRole.EVENT, DateRole.FOR_YEAR, DateRole.DEADLINE)
_ANY_START = re.compile(r"[0-9一二三四五六七八九十廿卅年月日周期天节今昨明前去本近Q○]")


def find_dates(text: str, reference: date | datetime | None = None) -> list[DateMention]:
    """Find the dates of a text that have days, in order of their place.

    Args:
        text: any text; offsets in the result are code points into it.
        reference: the day the text was written. A date without a year is the latest such day
            not after it; relative words (昨天, 上周三) count from it. Without it such dates are
            not given, unless a date earlier in the same sentence has the year.

    Not given: dates of titles in 《》, of quoted speeches and central meetings, document numbers,
    grades (2022级), recurring rules (每月5日), vague, damaged, impossible and implausible dates.
    """
    day = reference.date() if isinstance(reference, datetime) else reference
    context = DateContext(published=day, published_source="reference date")
    return [
        DateMention(c.start, c.end, text[c.start : c.end], *c.days, c.granularity, c.inferred)
        for c in _scan(normalize(text), context, strict=True)
        if c.days is not None and c.problem is None and c.role in _GIVEN_ROLES
    ]


def scan_dates(text: str, context: DateContext = DateContext()) -> tuple[DateExpression, ...]:  # noqa: B008 - frozen value
    """Find everything in a text that looks like a date, resolved or not, in order.

    Args:
        text: any text; offsets in the result are code points into it.
        context: what is known from outside the text. The year of a date without one comes from
            the same sentence, the day of publication, the best hint, or an earlier date, in
            that order; `inferred` says which, and "conflict: …" where they disagree.
    """
    return tuple(
        _expression(candidate, text)
        for candidate in _scan(normalize(text), context, strict=False)
        if not candidate.clock_only
    )


def _scan(text: str, context: DateContext, strict: bool) -> list[Candidate]:
    if _ANY_START.search(text) is None:
        return []
    text, letters = repaired(text)
    scene = Scene(text, context)
    memory = YearMemory()
    found: list[Candidate] = []
    for candidate in starts(scene):
        candidate.role = _role(candidate, text)
        _settle(candidate, scene, memory, strict, found)
        if found and found[-1].days is not None and found[-1].role is DateRole.EVENT:
            scene.previous = found[-1]
    for candidate in found:
        _say_letters(candidate, letters)
    return [candidate for candidate in found if not candidate.doubtful]


def _role(candidate: Candidate, text: str) -> DateRole:
    if candidate.role is DateRole.EVENT:
        return role_of(text, candidate.start, candidate.end)
    return DateRole.QUOTED if role_of(text, candidate.start, candidate.end) is DateRole.QUOTED else candidate.role


def _settle(
    candidate: Candidate, scene: Scene, memory: YearMemory, strict: bool, found: list[Candidate]
) -> None:
    """Resolve a candidate and add it to what was found, or merge it into its left neighbour."""
    text = scene.text
    attach(candidate, text)
    left = found[-1] if found else None
    how = joins(left, candidate, text) if left is not None else None
    if left is not None and how is not None and _joined(left, candidate, how, scene):
        memory.remember(left)
        return
    if candidate.bare_day:
        resolve_bare_day(candidate, scene)
    else:
        resolve(candidate, scene, memory, strict)
    extend_right(candidate, text)
    extend_left(candidate, scene)
    _check_weekday(candidate)
    if not candidate.doubtful:
        memory.remember(candidate)
    found.append(candidate)


def _joined(left: Candidate, right: Candidate, how: str, scene: Scene) -> bool:
    if left.doubtful and right.doubtful and not (left.bare_year and right.bare_year):
        return False
    if right.in_year is not None and right.days is None and right.year is None and left.days:
        for year in (left.days[0].year, left.days[0].year + 1):
            days = right.in_year(year)
            if days is not None and days[1] >= left.days[0]:
                right.days, right.year = days, year
                break
    elif right.in_year is not None and right.year is not None and right.days is None:
        right.days = right.in_year(right.year)
        if left.days is None and left.in_year is not None and right.days is not None:
            _year_from_right(left, right)
    if right.bare_day and left.days is not None:
        scene = Scene(scene.text, scene.context, left)
        resolve_bare_day(right, scene)
    return merge(left, right, how, scene.text)


def _year_from_right(left: Candidate, right: Candidate) -> None:
    assert left.in_year is not None and right.year is not None and right.days is not None
    for year in (right.year, right.year - 1):
        days = left.in_year(year)
        if days is not None and days[0] <= right.days[1]:
            left.days, left.year, left.problem = days, year, None
            left.inferred += ("year: from the end of the range",)
            return


def _check_weekday(candidate: Candidate) -> None:
    """Say where the stated weekday is not that of the day."""
    days = candidate.days
    if candidate.weekday is None or days is None or candidate.granularity is not Granularity.DAY:
        return
    if days[0].weekday() != candidate.weekday:
        candidate.inferred += (f"conflict: {days[0]} is not the stated weekday",)
        candidate.confidence *= 0.7


def _say_letters(candidate: Candidate, letters: tuple[int, ...]) -> None:
    if any(candidate.start <= position < candidate.end for position in letters):
        candidate.inferred += ("digits: letters read as digits",)
        candidate.confidence *= 0.8


def _expression(candidate: Candidate, text: str) -> DateExpression:
    begin, finish = candidate.days or (None, None)
    return DateExpression(
        start=candidate.start,
        end=candidate.end,
        text=text[candidate.start : candidate.end],
        role=candidate.role,
        granularity=candidate.granularity,
        begin=begin,
        finish=finish,
        year=candidate.year,
        month=candidate.month,
        day=candidate.day,
        explicit_year=candidate.explicit_year,
        inferred=candidate.inferred,
        problem=candidate.problem,
        clock=candidate.clock,
        weekday=candidate.weekday,
        confidence=round(candidate.confidence, 3),
    )
