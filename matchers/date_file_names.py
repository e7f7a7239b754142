"""The date in a file's or folder's name: 20220310班子会议.docx, 2022.3.10, 3月15日党课."""

from __future__ import annotations

import re
from dataclasses import replace

from matchers.annotation import Granularity
from matchers.date_calendar import day_in_year
from matchers.date_expression import DateContext, DateExpression, DateProblem, DateRole
from matchers.date_scan import scan_dates
from matchers.normalize import normalize

_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_TIMED = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])"
    r"(?:[_ -]?(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)(?:[0-5]\d)?\d{0,3})?(?!\d)"
)
_YEAR_MONTH = re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?!\d)")
_MONTH_DAY = re.compile(
    r"(?<![\d.\-])(?P<m>1[0-2]|0?[1-9])[.\-](?P<d>3[01]|[12]\d|0?[1-9])(?![\d.\-]|\s*[、)）])"
)
_SHORT = re.compile(
    r"(?<![\d.\-])(?P<y>[12]\d)(?P<s>[.\-])(?P<m>1[0-2]|0?[1-9])(?P=s)(?P<d>3[01]|[12]\d|0?[1-9])(?![\d.\-])"
)
# 1.2 加强领导: a number of a list, when a blank follows and nothing else says it is a day.
_NUMBERING = re.compile(r"\d\.\d\s")
_YEAR = re.compile(r"(?<!\d)(?P<y>20[0-4]\d)(?!\d|[级届]|[\])]\s*第?\d+号)")
_GIVEN = (DateRole.EVENT, DateRole.FOR_YEAR)
# The most exact first.
_EXACTNESS = (
    Granularity.DAY,
    Granularity.RANGE,
    Granularity.WEEK,
    Granularity.DEKAD,
    Granularity.MONTH,
    Granularity.QUARTER,
    Granularity.SEMESTER,
    Granularity.HALF_YEAR,
    Granularity.YEAR,
)
_ORDER = {granularity: place for place, granularity in enumerate(_EXACTNESS)}


def date_of_file_name(name: str, context: DateContext | None = None) -> DateExpression | None:
    """Give the date that a file's or folder's name states, the most exact one, or None.

    Args:
        name: one name without its folders; offsets in the result are code points into it.
        context: where a missing year may come from (the folder above, the submission's year).

    A name such as 3月15日党课 has no year: `begin` is then None, `problem` NEEDS_YEAR, and month
    and day are given, unless the context has the year.
    """
    stem = _EXTENSION.sub("", normalize(name))
    known = context or DateContext()
    timed = _TIMED.search(stem)
    if timed is not None and (found := _timed(timed, name)) is not None:
        return found
    written = [e for e in scan_dates(stem, known) if e.role in _GIVEN and _usable(e)]
    written.sort(key=lambda e: (_ORDER[e.granularity], e.problem is not None, e.start))
    if written and _ORDER[written[0].granularity] < _ORDER[Granularity.YEAR]:
        return _in_name(written[0], name)
    for pattern in (_SHORT, _YEAR_MONTH, _MONTH_DAY):
        bare = pattern.search(stem)
        if bare and not (pattern is _MONTH_DAY and _NUMBERING.match(stem)):
            return _bare(bare, name, known)
    if written:
        return _in_name(written[0], name)
    return _year_only(_YEAR.search(stem), name, known)


def _usable(expression: DateExpression) -> bool:
    return expression.begin is not None or expression.problem is DateProblem.NEEDS_YEAR


def _in_name(expression: DateExpression, name: str) -> DateExpression:
    return _placed(expression, expression.start, expression.end, name)


def _placed(expression: DateExpression, start: int, end: int, name: str) -> DateExpression:
    return replace(expression, start=start, end=end, text=name[start:end])


def _timed(found: re.Match[str], name: str) -> DateExpression | None:
    days = day_in_year(int(found["m"]), int(found["d"]))(int(found["y"]))
    if days is None:
        return None
    clock = f"{found['h']}:{found['min']}" if found["h"] else None
    return DateExpression(
        start=found.start(),
        end=found.end(),
        text=name[found.start() : found.end()],
        role=DateRole.EVENT,
        granularity=Granularity.DAY,
        begin=days[0],
        finish=days[1],
        year=days[0].year,
        month=days[0].month,
        day=days[0].day,
        explicit_year=True,
        clock=clock,
        confidence=0.9,
    )


def _bare(found: re.Match[str], name: str, context: DateContext) -> DateExpression | None:
    """Read 202203 and 3.15, which only a name's brevity makes dates, through their written form."""
    parts = found.groupdict()
    written = f"{parts['y']}年" if "y" in parts else ""
    written += f"{int(parts['m'])}月"
    written += f"{int(parts['d'])}日" if "d" in parts else ""
    read = scan_dates(written, context)
    if not read or not _usable(read[0]):
        return None
    whole = _placed(read[0], found.start(), found.end(), name)
    return _doubted(whole)


def _year_only(
    found: re.Match[str] | None, name: str, context: DateContext
) -> DateExpression | None:
    if found is None:
        return None
    read = scan_dates(f"{found['y']}年", context)
    return _doubted(_placed(read[0], found.start(), found.end(), name)) if read else None


def _doubted(expression: DateExpression) -> DateExpression:
    return replace(expression, confidence=round(expression.confidence * 0.7, 3))
