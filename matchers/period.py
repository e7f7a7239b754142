"""Assessment periods and their parts: months, quarters, halves, terms, years.

`2022` is a calendar year, `2021-2022学年` a school year (1 September to 31 August),
`2022上半年`, `2022Q1`, `2022-03` and `2022-01-01..2022-12-31` what they say. A school year named
by one year (`2022学年`) begins in that year; terms run from September to January and from
February to August.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from matchers.normalize import normalize
from matchers.numerals import parse_numeral
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

    def is_in_school_year(self) -> bool:
        """Say whether all its days lie in one school year (September to August)."""
        first = self.begin.year - (self.begin.month < _SCHOOL_BEGINS)
        return self.end < date(first + 1, _SCHOOL_BEGINS, 1)


class PeriodError(ValueError):
    """A period that cannot be read; the message is Chinese and shows the accepted forms."""


_SCHOOL_BEGINS = 9  # the month
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


def term(first: int, number: int) -> Period:
    """Give the first or second term of the school year that begins in September of `first`."""
    if number == 1:
        begin, end = date(first, 9, 1), date(first + 1, 1, 31)
    else:
        begin, end = date(first + 1, 2, 1), month(first + 1, 8).end
    return Period(begin, end, f"{first}-{first + 1}学年第{'一二'[number - 1]}学期")


_Y = r"(?:19|20)\d\d"
_TO = r"(?:\.{2,}|至|到|~|-+)"
_YEAR = re.compile(rf"(?P<y>{_Y})(?:年度?)?(?:全年)?")
_SCHOOL_YEAR = re.compile(
    rf"(?P<a>{_Y})(?:年?[-~至到/](?P<b>(?:19|20)?\d\d))?年?学年度?(?:第?(?P<t>[12])学期)?"
)
_SPRING_AUTUMN = re.compile(rf"(?P<y>{_Y})年?(?P<t>[春秋])季?学期")
_HALF = re.compile(rf"(?P<y>{_Y})年?度?(?:(?P<h>[上下])半年|[Hh](?P<n>[12]))")
_QUARTER = re.compile(rf"(?P<y>{_Y})年?度?-?(?:[Qq](?P<q>[1-4])|第?(?P<c>[1-4])季度?)")
_MONTH = re.compile(rf"(?P<y>{_Y})[-./年](?P<m>\d{{1,2}})月?(?:份)?")
_MONTHS = re.compile(
    rf"(?P<y>{_Y})[-./年](?P<m>\d{{1,2}})月?{_TO}(?:(?P<y2>{_Y})[-./年])?(?P<m2>\d{{1,2}})月?(?:份)?"
)
_DATE = r"[-./年](\d{1,2})[-./月](\d{1,2})日?"
_RANGE = re.compile(rf"({_Y}){_DATE}{_TO}(?:({_Y})[-./年])?(\d{{1,2}})[-./月](\d{{1,2}})日?")
_CHINESE_NUMBER = re.compile("[〇零一二三四五六七八九十]+")


def parse_period(text: str) -> Period:
    """Read a period as a person types it: full width, Chinese numerals and blanks are all right.

    Raises:
        PeriodError: when it is none of the accepted forms.
    """
    cleaned = _CHINESE_NUMBER.sub(_as_digits, "".join(normalize(text).split()))
    if found := _RANGE.fullmatch(cleaned):
        return _from_day_to_day(found, text)
    for pattern, read in _FORMS_READ:
        if (found := pattern.fullmatch(cleaned)) and (period := read(found, text)):
            return period
    raise PeriodError(f"看不懂时段“{text}”。可以写：{FORMS}。")


def _as_digits(found: re.Match[str]) -> str:
    number = parse_numeral(found.group())
    return found.group() if number is None else str(number)


def _from_day_to_day(found: re.Match[str], text: str) -> Period:
    year, month_, day, year2, month2, day2 = found.groups()
    begin = _day(year, month_, day, text)
    end = _day(year2 or year, month2, day2, text)
    if end < begin:
        raise PeriodError(f"时段“{text}”的结束日期早于开始日期，请对调后重试。")
    return Period(begin, end, f"{begin.isoformat()}至{end.isoformat()}")


def _from_month_to_month(found: re.Match[str], text: str) -> Period | None:
    first, last = int(found["m"]), int(found["m2"])
    year, last_year = int(found["y"]), int(found["y2"] or found["y"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    begin, end = month(year, first).begin, month(last_year, last).end
    if end < begin:
        raise PeriodError(f"时段“{text}”的结束月份早于开始月份，请对调后重试。")
    until = f"{last}月" if last_year == year else f"{last_year}年{last}月"
    return Period(begin, end, f"{year}年{first}月至{until}")


def _school_year_or_term(found: re.Match[str], text: str) -> Period:
    first = int(found["a"])
    if found["b"] and int(found["b"]) % 100 != (first + 1) % 100:
        raise PeriodError(f"时段“{text}”不是相邻的两年，请写成 {first}-{first + 1}学年。")
    return term(first, int(found["t"])) if found["t"] else school_year(first)


def _spring_or_autumn(found: re.Match[str], _: str) -> Period:
    year = int(found["y"])
    return term(year - 1, 2) if found["t"] == "春" else term(year, 1)


def _half(found: re.Match[str], _: str) -> Period:
    number = int(found["n"]) if found["n"] else "上下".index(found["h"]) + 1
    return half_year(int(found["y"]), number)


def _quarter(found: re.Match[str], _: str) -> Period:
    return quarter(int(found["y"]), int(found["q"] or found["c"]))


def _month(found: re.Match[str], _: str) -> Period | None:
    number = int(found["m"])
    return month(int(found["y"]), number) if 1 <= number <= 12 else None


def _calendar_year(found: re.Match[str], _: str) -> Period:
    return calendar_year(int(found["y"]))


# How each form is read, the narrower before the wider; a reader gives None for what only looks
# like its form.
_FORMS_READ: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], Period | None]], ...] = (
    (_SCHOOL_YEAR, _school_year_or_term),
    (_SPRING_AUTUMN, _spring_or_autumn),
    (_HALF, _half),
    (_QUARTER, _quarter),
    (_MONTH, _month),
    (_MONTHS, _from_month_to_month),
    (_YEAR, _calendar_year),
)


def _day(year: str, month_: str, day: str, whole: str) -> date:
    try:
        return date(int(year), int(month_), int(day))
    except ValueError:
        written = f"{year}-{month_}-{day}"
        raise PeriodError(f"时段“{whole}”里的“{written}”不是有效日期，请检查月和日。") from None


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
            yield from (term(year - 1, 2), term(year, 1))
        else:
            raise ValueError(f"unknown unit {unit!r}")
