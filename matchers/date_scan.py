"""One pass over a text: every date-like expression with its role, its days or its problem."""

from __future__ import annotations

import re
from datetime import timedelta

from matchers.annotation import Granularity
from matchers.date_bare_days import of_the_month, resolve_bare_day
from matchers.date_candidate import Candidate, Days, Scene
from matchers.date_damage import plain_numerals, repaired
from matchers.date_expression import DateContext, DateExpression, DateProblem, DateRole
from matchers.date_join import (
    attach,
    extend_left,
    extend_right,
    joins,
    merge,
    same_again,
    take_from,
    until_now,
)
from matchers.date_reading import starts
from matchers.date_roles import role_of
from matchers.date_years import YearMemory, resolve, resolve_late, say_stale_year
from matchers.normalize import normalize

_WEEK = timedelta(days=7)

_RUNS_ON = re.compile(r"\d|[-./]\d{3}")
_NOTHING_KNOWN = DateContext()


def scan_dates(text: str, context: DateContext = _NOTHING_KNOWN) -> tuple[DateExpression, ...]:
    """Find everything in a text that looks like a date, resolved or not, in order.

    Args:
        text: any text; offsets in the result are code points into it.
        context: what is known from outside the text. The year of a date without one comes from
            the same sentence, the day of publication, the best hint, or an earlier date, in
            that order; `inferred` says which, and "conflict: …" where they disagree.
    """
    return tuple(
        _expression(candidate, text)
        for candidate in scan(normalize(text), context, strict=False)
        if not candidate.clock_only
    )


def scan(text: str, context: DateContext, strict: bool) -> list[Candidate]:
    """Give the expressions of a normalised text as the grammar left them.

    `strict` keeps a date without a year at the latest such day not after the known day, even
    where 将于 announces it.
    """
    text, letters = repaired(plain_numerals(text))
    scene = Scene(text, context)
    memory = YearMemory()
    found: list[Candidate] = []
    for candidate in starts(scene):
        candidate.role = _role(candidate, text)
        _settle(candidate, scene, memory, strict, found)
        if found and found[-1].days is not None and found[-1].role is DateRole.EVENT:
            scene.previous = found[-1]
            if "\n" not in text[: found[-1].start].strip() and _is_month(found[-1]):
                scene.headline = found[-1]
            if found[-1].granularity is Granularity.DAY:
                scene.previous_day = found[-1]
    if not strict:
        resolve_late(found, scene)
        for candidate in found:
            say_stale_year(candidate, scene)
    for candidate in found:
        _say_letters(candidate, letters)
        _say_cut(candidate, text)
    return [candidate for candidate in found if not candidate.doubtful]


def _say_cut(candidate: Candidate, text: str) -> None:
    """Say that a month runs on into digits that are no day (5月013日, 2023-12-221225)."""
    runs_on = _RUNS_ON.match(text, candidate.end) is not None
    if runs_on and candidate.granularity is Granularity.MONTH and candidate.problem is None:
        candidate.problem = DateProblem.DAMAGED
        candidate.confidence = min(candidate.confidence, 0.3)


def _role(candidate: Candidate, text: str) -> DateRole:
    if candidate.role is DateRole.EVENT:
        return role_of(text, candidate.start, candidate.end)
    quoted = role_of(text, candidate.start, candidate.end) is DateRole.QUOTED
    return DateRole.QUOTED if quoted else candidate.role


def _settle(
    candidate: Candidate, scene: Scene, memory: YearMemory, strict: bool, found: list[Candidate]
) -> None:
    """Resolve a candidate and add it to what was found, or merge it into its left neighbour."""
    text = scene.text
    attach(candidate, text)
    left = found[-1] if found else None
    how = joins(left, candidate, text) if left is not None else None
    if left is not None and how == "same" and left.bare_weekday:
        resolve(candidate, scene, memory, strict)
        _date_the_weekday(left, candidate)
    if left is not None and how is not None and _joined(left, candidate, how, scene):
        memory.remember(left)
        return
    if left is not None and candidate.anchored and same_again(left, candidate, text):
        return
    if candidate.bare_day and not of_the_month(candidate, scene):
        resolve_bare_day(candidate, scene)
    else:
        resolve(candidate, scene, memory, strict)
    extend_right(candidate, text)
    until_now(candidate, scene)
    extend_left(candidate, scene)
    take_from(candidate, text)
    if left is not None and same_again(left, candidate, text):
        return
    _check_weekday(candidate)
    if not candidate.doubtful:
        memory.remember(candidate)
    found.append(candidate)


def _is_month(candidate: Candidate) -> bool:
    return candidate.granularity is Granularity.MONTH and candidate.days is not None


def _joined(left: Candidate, right: Candidate, how: str, scene: Scene) -> bool:
    if left.doubtful and right.doubtful and not (left.bare_year and right.bare_year):
        return False
    if right.bare_day and left.days is not None:
        resolve_bare_day(right, Scene(scene.text, scene.context, left))
    elif right.days is None and right.in_year is not None:
        _give_days(left, right)
    if right.anchored and left.weekday is not None and left.days and right.days:
        _to_following_week(left.days, right)
    return merge(left, right, how, scene.text)


def _date_the_weekday(left: Candidate, right: Candidate) -> None:
    """Give 周一 in 周一（3月14日） the day of the date that explains it, where that is a Monday."""
    if right.days is not None and right.days[0].weekday() == left.weekday:
        left.days, left.year, left.problem = right.days, right.year, None
        left.inferred, left.confidence = right.inferred, right.confidence


def _give_days(left: Candidate, right: Candidate) -> None:
    """Give the end of a range its days, from its own year or the beginning's; and the reverse."""
    assert right.in_year is not None
    if right.year is not None:
        right.days = right.in_year(right.year)
        if left.days is None and left.in_year is not None and right.days is not None:
            _year_from_right(left, right)
    elif left.days is not None:
        first = left.days[0]
        for year in (first.year, first.year + 1):
            days = right.in_year(year)
            if days is not None and days[1] >= first:
                right.days, right.year = days, year
                return


def _to_following_week(first: Days, right: Candidate) -> None:
    """Move 周五 of 周一至周五 behind its Monday."""
    if right.weekday is not None and right.days is not None and right.days[0] < first[0]:
        right.days = (right.days[0] + _WEEK, right.days[1] + _WEEK)


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
        inferred=tuple(dict.fromkeys(candidate.inferred)),
        problem=candidate.problem,
        clock=candidate.clock,
        weekday=candidate.weekday,
        confidence=round(candidate.confidence, 3),
    )
