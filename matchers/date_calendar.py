"""Calendar arithmetic: the days of months, parts of months, quarters, weeks, terms in a year."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from matchers.date_candidate import Days, InYear

_DEKADS = {
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "上中旬": (1, 20),
    "中下旬": (11, 31),
}
_HALF_MONTHS = {"上半月": (1, 15), "前半月": (1, 15), "下半月": (16, 31), "后半月": (16, 31)}
# 月初 and 月底 have no agreed length; a third of the month is what 旬 makes of them.
_ENDS = {"初": (1, 10), "中": (11, 20), "底": (21, 31), "末": (21, 31), "尾": (21, 31)}
_MONTH_PARTS = _DEKADS | _HALF_MONTHS | _ENDS
_HALF_YEARS = {"上半年": (1, 6), "前半年": (1, 6), "下半年": (7, 12), "后半年": (7, 12)}
_YEAR_ENDS = {"初": (1, 1), "中": (6, 7)} | dict.fromkeys("底末终尾", (12, 12))
_SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "暑": (7, 8)}
_YEAR_PARTS = _HALF_YEARS | _YEAR_ENDS | _SEASONS


def month_days(year: int, month: int) -> Days:
    """Give the first and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def months(year: int, first: int, last: int) -> Days:
    """Give the days of a run of months; month 13 is January of the next year."""
    begin_year, begin = divmod(first - 1, 12)
    end_year, end = divmod(last - 1, 12)
    return date(year + begin_year, begin + 1, 1), month_days(year + end_year, end + 1)[1]


def day_in_year(month: int, day: int) -> InYear:
    """Give the function from a year to that day; None in a year that has no such day."""

    def in_year(year: int) -> Days | None:
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        return found, found

    return in_year


def months_in_year(first: int, last: int) -> InYear:
    """Give the function from a year to a run of months in it."""
    return lambda year: months(year, first, last)


def part_of_month(month: int, part: str) -> InYear:
    """Give the function from a year to a part of a month: 上旬, 底, 下半月…"""
    first, last = _MONTH_PARTS[part]

    def in_year(year: int) -> Days | None:
        end = month_days(year, month)[1]
        return date(year, month, first), min(date(year, month, min(last, end.day)), end)

    return in_year


def part_of_year(part: str) -> InYear:
    """Give the function from a year to a part of it: 上半年, 底, 春, 冬…"""
    if part == "冬":
        return lambda year: months(year, 12, 14)
    if part == "寒":
        return lambda year: months(year, 1, 2)
    return months_in_year(*_YEAR_PARTS[part])


def quarters_in_year(first: int, last: int) -> InYear:
    """Give the function from a year to a run of quarters."""
    return months_in_year(3 * first - 2, 3 * last)


def monday_of(day: date) -> date:
    """Give the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def week(monday: date) -> Days:
    """Give the seven days from a Monday."""
    return monday, monday + timedelta(days=6)


def first_monday(first: date) -> date:
    """Give the Monday of a month's or year's first week: the one with its first Thursday."""
    return monday_of(first + timedelta(days=(3 - first.weekday()) % 7))


def weeks_of(first: date, last: date, number: int, count: int = 1) -> Days | None:
    """Give `count` weeks of a stretch from the number-th on; a negative number counts back.

    A week belongs to the month or year that holds its Thursday.
    """
    begin = first_monday(first)
    total = (first_monday(last + timedelta(days=1)) - begin).days // 7
    index = number - 1 if number > 0 else total + number
    if not 0 <= index <= total - count:
        return None
    monday = begin + timedelta(weeks=index)
    return monday, monday + timedelta(days=7 * count - 1)


def weekday_of(first: date, last: date, weekday: int, number: int) -> Days | None:
    """Give the number-th such weekday between two days (-1: the last), or None."""
    if number > 0:
        found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    else:
        found = last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-number - 1))
    return (found, found) if first <= found <= last else None


def add_months(day: date, count: int) -> date:
    """Give the same day so many months on, or the last of that month when it is shorter."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def term_days(begin_year: int, number: int) -> Days:
    """Give the default days of a school year's term: 9月–1月 (1) and 2月–8月 (2)."""
    return months(begin_year, 9, 13) if number == 1 else months(begin_year + 1, 2, 8)


def school_year_days(begin_year: int) -> Days:
    """Give the school year that begins in September of that year."""
    return date(begin_year, 9, 1), date(begin_year + 1, 8, 31)
