"""The month of a day that stands alone: 29日, 12号, and the later days of 3月15、16日."""

from __future__ import annotations

import re
from datetime import date, timedelta

from matchers.date_calendar import day_in_year
from matchers.date_candidate import Candidate, Scene
from matchers.date_expression import DateProblem

_PUBLISHED = re.compile(r"(?:发布|发稿|发表|更新)(?:时间|日期)?:?\s*\Z")


def resolve_bare_day(candidate: Candidate, scene: Scene) -> None:
    """Give 29日 its month: that of the date before it, else the latest such day."""
    assert candidate.day is not None
    before = scene.previous
    near = before is not None and not scene.sentence_ends(before.end, candidate.start)
    if near and before is not None and before.days is not None:
        first = before.days[0].replace(day=1)
        _exact_day(candidate, first, "month: from the date before it")
        return
    if (month := _headline_month(scene)) is not None:
        _exact_day(candidate, month, "month: from the first line")
        return
    if scene.today is None:
        candidate.problem = DateProblem.NEEDS_ANTECEDENT
        return
    first = scene.today.replace(day=1)
    for _ in range(12):
        _exact_day(candidate, first, scene.note("month"))
        if candidate.days is not None and candidate.days[0] <= scene.today:
            return
        candidate.days = None
        first = (first - timedelta(days=1)).replace(day=1)


def of_the_month(candidate: Candidate, scene: Scene) -> bool:
    """Give a day that no date stands before the month its heading names; the year is still open."""
    month, before = scene.context.month, scene.previous
    if month is None or candidate.day is None:
        return False
    if before is not None and not scene.sentence_ends(before.end, candidate.start):
        return False
    candidate.month, candidate.in_year = month, day_in_year(month, candidate.day)
    candidate.inferred = ("month: from the heading",)
    return True


def _headline_month(scene: Scene) -> date | None:
    """Give the first day of the month that the text's first line names, if nothing has left it."""
    headline, before = scene.headline, scene.previous
    if headline is None or headline.days is None:
        return None
    first = headline.days[0].replace(day=1)
    if before is not None and before.days is not None and before is not headline:
        if _PUBLISHED.search(scene.text, max(0, before.start - 8), before.start):
            return first
        return first if before.days[1].replace(day=1) == first else None
    return first


def _exact_day(candidate: Candidate, first: date, reason: str) -> None:
    try:
        found = first.replace(day=candidate.day or 0)
    except ValueError:
        candidate.problem = DateProblem.INVALID
        return
    candidate.problem = None
    candidate.days = (found, found)
    candidate.year, candidate.month = found.year, found.month
    candidate.inferred = (reason,)
    candidate.confidence = 0.6
