"""Assessment periods and their parts: months, quarters, halves, terms, years.

`2022` is a calendar year, `2021-2022学年` a school year (1 September to 31 August),
`2022上半年`, `2022Q1`, `2022-03` and `2022-01-01..2022-12-31` what they say.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from matchers.profile import Semester


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included, with a Chinese label."""

    begin: date
    end: date
    label: str

    def __contains__(self, day: date) -> bool:
        return self.begin <= day <= self.end

    def covers(self, begin: date, end: date) -> bool:
        """Say whether all days from begin to end lie inside."""
        return self.begin <= begin and end <= self.end

    def touches(self, begin: date, end: date) -> bool:
        """Say whether any day from begin to end lies inside."""
        return begin <= self.end and self.begin <= end

    def years(self) -> tuple[int, ...]:
        """List the calendar years the period touches."""
        return tuple(range(self.begin.year, self.end.year + 1))


class PeriodError(ValueError):
    """A period that cannot be read; the message is Chinese and shows the accepted forms."""


FORMS = "2022、2021-2022学年、2022上半年、2022Q1、2022-03 或 2022-01-01..2022-12-31"


def calendar_year(year: int) -> Period:
    """Give the calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), f"{year}年")


def month(year: int, number: int) -> Period:
    """Give one month."""
    last = calendar.monthrange(year, number)[1]
    return Period(date(year, number, 1), date(year, number, last), f"{year}年{number}月")


def quarter(year: int, number: int) -> Period:
    """Give one quarter, 1 to 4."""
    first = month(year, 3 * number - 2)
    return Period(
        first.begin, month(year, 3 * number).end, f"{year}年第{'一二三四'[number - 1]}季度"
    )


def half_year(year: int, number: int) -> Period:
    """Give the first (1) or second (2) half of a year."""
    first = month(year, 1 if number == 1 else 7)
    return Period(first.begin, month(year, 6 * number).end, f"{year}年{'上下'[number - 1]}半年")


def school_year(first: int) -> Period:
    """Give the school year that begins in September of `first`."""
    return Period(date(first, 9, 1), date(first + 1, 8, 31), f"{first}-{first + 1}学年")


_YEAR = re.compile(r"(?P<y>(?:19|20)\d\d)年?(?:度)?")
_SCHOOL_YEAR = re.compile(r"(?P<a>(?:19|20)\d\d)[-—–~至/](?P<b>(?:19|20)?\d\d)学年(?:度)?")
_HALF = re.compile(r"(?P<y>(?:19|20)\d\d)年?(?P<h>[上下])半年")
_QUARTER = re.compile(r"(?P<y>(?:19|20)\d\d)年?(?:[Qq](?P<q>[1-4])|第?(?P<c>[一二三四1-4])季度)")
_MONTH = re.compile(r"(?P<y>(?:19|20)\d\d)(?:[-./年])(?P<m>\d{1,2})月?")
_RANGE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})\s*(?:\.\.|至|~)\s*(\d{4}-\d{1,2}-\d{1,2})")


def parse_period(text: str) -> Period:
    """Read a period as a person types it.

    Raises:
        PeriodError: when it is none of the accepted forms.
    """
    cleaned = text.strip().replace(" ", "")
    if found := _RANGE.fullmatch(cleaned):
        begin, end = (_day(part, text) for part in found.groups())
        if end < begin:
            raise PeriodError(f"时段“{text}”的结束日期早于开始日期，请对调后重试。")
        return Period(begin, end, f"{begin.isoformat()}至{end.isoformat()}")
    if found := _SCHOOL_YEAR.fullmatch(cleaned):
        first = int(found["a"])
        if int(found["b"]) % 100 != (first + 1) % 100:
            raise PeriodError(f"时段“{text}”不是相邻的两年，请写成 {first}-{first + 1}学年。")
        return school_year(first)
    if found := _HALF.fullmatch(cleaned):
        return half_year(int(found["y"]), "上下".index(found["h"]) + 1)
    if found := _QUARTER.fullmatch(cleaned):
        return quarter(
            int(found["y"]), int(found["q"] or "一二三四".find(found["c"]) + 1 or found["c"])
        )
    if (found := _MONTH.fullmatch(cleaned)) and 1 <= int(found["m"]) <= 12:
        return month(int(found["y"]), int(found["m"]))
    if found := _YEAR.fullmatch(cleaned):
        return calendar_year(int(found["y"]))
    raise PeriodError(f"看不懂时段“{text}”。可以写：{FORMS}。")


def _day(text: str, whole: str) -> date:
    try:
        return date(*(int(part) for part in text.split("-")))
    except ValueError:
        raise PeriodError(f"时段“{whole}”里的“{text}”不是有效日期，请检查月和日。") from None


def parts(period: Period, unit: str, semesters: tuple[Semester, ...] = ()) -> tuple[Period, ...]:
    """Cut a period into its months, quarters, half years, semesters or calendar years.

    Args:
        period: what to cut.
        unit: "month", "quarter", "half_year", "semester", "year" or "period" (not cut).
        semesters: declared terms; without them 9月–1月 and 2月–8月 are taken.

    Only parts of which more than half the days lie inside the period are given, so that a
    calendar year has two semesters (the spring term, and the autumn term that begins in it).
    """
    if unit == "period":
        return (period,)
    if unit == "semester" and semesters:
        candidates = [Period(s.begin, s.end, s.name) for s in semesters]
    else:
        candidates = list(_candidates(period, unit))
    return tuple(part for part in candidates if _mostly_inside(part, period))


def _mostly_inside(part: Period, whole: Period) -> bool:
    begin, end = max(part.begin, whole.begin), min(part.end, whole.end)
    inside = (end - begin) / timedelta(days=1) + 1
    total = (part.end - part.begin) / timedelta(days=1) + 1
    return inside * 2 > total


def _candidates(period: Period, unit: str) -> Iterator[Period]:
    for year in range(period.begin.year - 1, period.end.year + 1):
        if unit == "month":
            yield from (month(year, number) for number in range(1, 13))
        elif unit == "quarter":
            yield from (quarter(year, number) for number in range(1, 5))
        elif unit == "half_year":
            yield from (half_year(year, number) for number in (1, 2))
        elif unit == "year":
            yield calendar_year(year)
        elif unit == "semester":
            spring_end = month(year, 8).end
            yield Period(date(year, 2, 1), spring_end, f"{year - 1}-{year}学年第二学期")
            autumn_end = date(year + 1, 1, 31)
            yield Period(date(year, 9, 1), autumn_end, f"{year}-{year + 1}学年第一学期")
        else:
            raise ValueError(f"unknown unit {unit!r}")
