"""Entries of a record book that no single line proves: days in order, each at a line's head.

1.10　周一下午　302 or ③ 4.21　微信群语音 could be a number; that the lines so begun rise through
the year, and do not count clauses (1.1, 1.2, 2.1), makes them the heads of entries. A day may
also stand alone on its line, or a month where nothing was held (6月、7月没有开).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from matchers.body_lines import Line
from matchers.dated_entries import MARK, begins_entry, entry_day
from matchers.numerals import parse_numeral
from matchers.record import Region

_HAN = "一二三四五六七八九十"
_BARE = re.compile(
    rf"\s{{0,20}}{MARK}(?P<day>(?:\d{{4}}\s?[./-]\s?)?(?:1[0-2]|0?[1-9])[./-](?:3[01]|[12]\d|0?[1-9]))"
    r"(?![\d./-])(?=\s|$|\()"
)
_ALONE = re.compile(
    rf"\s{{0,20}}{MARK}(?P<day>(?:(?:\d{{4}}|[{_HAN}〇]{{4}})年)?"
    rf"(?:\d{{1,2}}|[{_HAN}]{{1,2}})月(?:\d{{1,2}}|[{_HAN}廿]{{1,3}})[日号])\s*"
    r"(?:\(?(?:周|星期)[一二三四五六日天]\)?)?\s*(?:[上下]午|晚上?|中午)?\s*$"
)
_MONTHS = re.compile(
    rf"\s{{0,20}}{MARK}(?P<day>(?:\d{{1,2}}|[{_HAN}]{{1,2}})月)份?"
    rf"(?:[、,和及](?:\d{{1,2}}|[{_HAN}]{{1,2}})月份?)*(?:\s|[:,]|没|未|不|停|因)"
)
_PARTS = re.compile(
    rf"(?:(?P<y>\d{{4}}|[{_HAN}〇]{{4}}|\d{{2}}(?=[./-]\d{{1,2}}[./-]))\s*[年./-]\s*)?"
    rf"(?P<m>\d{{1,2}}|[{_HAN}]{{1,2}})\s*[月./-]\s*(?P<d>\d{{1,2}}|[{_HAN}廿]{{1,3}})?"
)
_OTHER_DAY = re.compile(r"\d{1,2}\s?月\s?\d{1,2}\s?[日号]")
_LEAST = 3
_LONGEST_HEAD = 60
_WRAPS = 1  # a book may run from September to June
_CLAUSES = 0.7


def entry_heads(lines: Sequence[Line]) -> dict[int, Region | None]:
    """Give the numbers of the lines that begin entries, each with its day.

    The day is None where the line's own form tells an entry without one. Weak heads (a number
    that may be a day, a day or month alone) count only in a run of rising days.
    """
    strong: dict[int, Region | None] = {
        n: entry_day(line) for n, line in enumerate(lines) if begins_entry(line)
    }
    weak = {n: day for n, line in enumerate(lines) if n not in strong and (day := _weak(line))}
    together = {**strong, **weak}
    days = [number for number in sorted(together) if together[number] is not None]
    rising = len(days) >= _LEAST and is_run(lines, days, together)
    if not weak or not rising:
        return strong
    return dict(sorted(together.items()))


def is_run(lines: Sequence[Line], heads: Sequence[int], days: dict[int, Region | None]) -> bool:
    """Say whether the days of heads rise through the year and count no clauses."""
    found = [
        _month_and_day(lines[number], day)
        for number in heads
        if (day := days.get(number)) is not None
    ]
    known = [day for day in found if day is not None]
    exact = [(month, day) for month, day in known if day]
    if len(known) < _LEAST or len(exact) < _LEAST or _counts_clauses(exact):
        return False
    return in_time_order(known)


def in_time_order(days: Sequence[tuple[int, int]]) -> bool:
    """Say whether months and days go forward (or backward) but for one new year between them."""
    falls = sum(after < before for before, after in pairwise(days))
    rises = sum(after > before for before, after in pairwise(days))
    return min(falls, rises) <= _WRAPS


def _weak(line: Line) -> Region | None:
    if line.is_row or len(line.stripped) > _LONGEST_HEAD:
        return None
    for pattern in (_BARE, _ALONE, _MONTHS):
        if found := pattern.match(line.text):
            start, end = found.span("day")
            if _OTHER_DAY.search(line.text, end):
                return None  # 03-02　通知：支委会（3月3日）: the line tells its own day behind
            return Region(line.block, line.start + start, line.start + end)
    return None


def _month_and_day(line: Line, day: Region) -> tuple[int, int] | None:
    """Give month and day of a head; 0 for the day where only the month is told."""
    found = _PARTS.match(line.text[day.start - line.start : day.end - line.start])
    month = parse_numeral(found["m"]) if found else None
    if found is None or month is None:
        return None
    return month, (parse_numeral(found["d"]) or 0) if found["d"] else 0


def _counts_clauses(days: Sequence[tuple[int, int]]) -> bool:
    """Say whether numbers go on one by one, as clauses do: 1.1, 1.2, 1.3, 2.1."""
    steps = [
        after == (before[0], before[1] + 1) or after == (before[0] + 1, 1)
        for before, after in pairwise(days)
    ]
    return sum(steps) >= _CLAUSES * len(steps)
