"""Days in digits that only their company tells from clause numbers and marks: 3.25、6.24、9.30.

A list of them in one place, or lines that each begin with one, going forward through the year.
"""

from __future__ import annotations

import re
from itertools import pairwise

_WINDOW = 160
_PART = r"(?P<m>1[0-2]|0?[1-9])[./](?P<d>3[01]|[12]\d|0?[1-9])"
_JOINED = r"(?:\([^()\n]{0,12}\)|[上下]午)?[ ]?[、,，;和][ ]?"
_NEXT = re.compile(rf"{_JOINED}{_PART}(?![\d.])")
_BEFORE = re.compile(rf"(?<![\d.]){_PART}{_JOINED}\Z")
_LINE = re.compile(rf"[ \t]*{_PART}(?=[ \t\u3000—:-])(?![.\d])")
_BEYOND_CLAUSES = 13  # clauses seldom have so many parts

MonthDay = tuple[int, int]


def in_company(text: str, start: int, end: int) -> bool:
    """Say whether a number like 6.24 stands among others that can only be days with it."""
    own = _value(text[start:end])
    if own is None:
        return False
    return _goes_on(own, _listed(text, start, end)) or _goes_on(own, _lines(text, start, end))


def _goes_on(own: MonthDay, near: tuple[MonthDay | None, MonthDay | None]) -> bool:
    """Say whether neighbours lie before and behind a day, and do not count on as clauses do."""
    before, after = near
    row = [day for day in (before, own, after) if day is not None]
    if len(row) < 2 or row != sorted(set(row)):
        return False
    if all(a[0] == b[0] and b[1] - a[1] == 1 for a, b in pairwise(row)):
        return False
    return any(day >= _BEYOND_CLAUSES for _, day in row)


def _listed(text: str, start: int, end: int) -> tuple[MonthDay | None, MonthDay | None]:
    """Give the days right before and right behind in the same list."""
    before = _BEFORE.search(text, max(0, start - 24), start)
    after = _NEXT.match(text, end)
    return _of(before), _of(after)


def _lines(text: str, start: int, end: int) -> tuple[MonthDay | None, MonthDay | None]:
    """Give the days with which the lines above and below begin, where this one does, too."""
    own = text.rfind("\n", 0, start) + 1
    if text[own:start].strip() or _LINE.match(text, own) is None:
        return None, None
    above = text.rfind("\n", max(0, own - 1 - _WINDOW), max(0, own - 1)) + 1
    below = text.find("\n", end, end + _WINDOW) + 1
    before = _LINE.match(text, above) if own > 0 and above < own else None
    return _of(before), _of(_LINE.match(text, below) if below else None)


def _of(found: re.Match[str] | None) -> MonthDay | None:
    return (int(found["m"]), int(found["d"])) if found else None


def _value(said: str) -> MonthDay | None:
    found = re.fullmatch(_PART, said.strip())
    return _of(found)
