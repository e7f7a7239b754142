"""The year of a day without one inside a record: nearest to its session, or the spring after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Day

from matchers.annotation import Granularity
from matchers.date_expression import DateExpression
from matchers.mention_dates import is_fine

_ANNUAL = frozenset({"organizational_life", "democratic_life", "member_appraisal", "work_report"})
_SPRING = 4


def nearest_year(date: DateExpression, session: DateExpression | None) -> DateExpression:
    """Give a day without a year the year that puts it nearest to the meeting that names it.

    Minutes of 3 May that arrange something for 20 May mean the same year, whatever else the
    text was published or signed on.
    """
    if session is None or session.begin is None or date is session or date.explicit_year:
        return date
    near = is_fine(date) or date.granularity is Granularity.DEKAD
    if date.begin is None or date.finish is None or not near:
        return date
    middle = session.begin
    moves = []
    for year in (middle.year - 1, middle.year, middle.year + 1):
        moved = _in_year(date, year)
        if moved is not None:
            moves.append((abs(moved[0] - middle), year, moved))
    if not moves or min(moves)[1] == date.begin.year:
        return date
    _, year, (begin, finish) = min(moves)
    inferred = (*date.inferred, f"year: nearest to the meeting of {middle}")
    return replace(date, begin=begin, finish=finish, year=year, inferred=inferred)


def _in_year(date: DateExpression, year: int) -> tuple[Day, Day] | None:
    if date.begin is None or date.finish is None:
        return None
    try:
        begin = date.begin.replace(year=year)
        return begin, begin + (date.finish - date.begin)
    except ValueError:  # 29 February
        return None


def for_year_shift(
    date: DateExpression | None, for_year: int | None, event_type: str, known_day: Day | None
) -> DateExpression | None:
    """Move an inferred year on: the meeting for a year is held in the spring after it.

    Never past `known_day`, on which the text that tells of it was published or signed.
    """
    if date is None or date.begin is None or date.finish is None or date.explicit_year:
        return date
    if event_type not in _ANNUAL or date.begin.month > _SPRING or date.begin.year != for_year:
        return date
    if date.granularity is not Granularity.DAY or (date.begin.month, date.begin.day) == (2, 29):
        return date
    begin = date.begin.replace(year=for_year + 1)
    if known_day is not None and begin > known_day:
        return date
    reason = f"year: the meeting for {for_year} is held in the spring after it"
    inferred = (*date.inferred, reason)
    return replace(date, begin=begin, finish=begin, year=for_year + 1, inferred=inferred)
