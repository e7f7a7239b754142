"""What took place in a month, a line a day: 十一月党建掠影, then 1日 支委会, 15日 主题党日.

The month stands in the title only, so a line's day is of that month. A calendar that looks
ahead (安排, 计划, 行事历) is none of these, nor is a text whose sentences begin with a day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Document
from matchers.annotation import DocumentKind
from matchers.body_lines import Line, regions_of
from matchers.document_kind import KindVerdict
from matchers.normalize import normalize
from matchers.numerals import parse_month
from matchers.record import Field, FieldName, Record, RecordKind, Region

MONTH_ENTRY = "只写几日，月份见标题或行首"

_LEAST = 3
_LONGEST = 80
_TELLING = (
    DocumentKind.NEWS,
    DocumentKind.SUMMARY,
    DocumentKind.REGISTER,
    DocumentKind.MINUTES,
    DocumentKind.OTHER,
)
_HAN = "一二三四五六七八九十"
_MONTH = re.compile(rf"(?<![\d{_HAN}])(\d{{1,2}}|[{_HAN}]{{1,2}}|元)月(?!\d|[{_HAN}]{{1,3}}日)")
_LOOKS_BACK = re.compile(
    r"掠影|纪实|回顾|回眸|速览|大事记|记事|纪事|动态|简报|快讯|小结|台账|登记|记录|盘点|集锦"
)
_LOOKS_AHEAD = re.compile(r"安排|计划|行事|日程|要点|预告|预安排|拟")
_DAY = re.compile(
    r"[\s·*•▲△●○◆■□★※◎▶-]{0,4}(?P<day>\d{1,2}[日号])(?:\((?:周|星期)[一二三四五六日天]\))?"
    r"(?:[上下]午|中午|晚上?)?(?=[\s|:])"
)


def title_month(title: str) -> int | None:
    """Give the only month that a title names, or None."""
    found = {found.group(1) for found in _MONTH.finditer(normalize(title))}
    month = found.pop() if len(found) == 1 else None
    number = parse_month(month) if month else None
    return number if number is not None and 1 <= number <= 12 else None


def cut_month(document: Document, verdict: KindVerdict, lines: Sequence[Line]) -> list[Record]:
    """Give one record for each line of a month's calendar, one for all else; else nothing."""
    title = normalize(verdict.title)
    told = _LOOKS_BACK.search(title) and not _LOOKS_AHEAD.search(title)
    if not told or verdict.kind not in _TELLING or title_month(title) is None:
        return []
    days = {n: day for n, line in enumerate(lines) if (day := _day_of(line)) is not None}
    if len(days) < _LEAST or len(days) * 2 < len(lines):
        return []
    above = (verdict.title_region,) if verdict.title_region is not None else ()
    records = [_entry(document, lines[n], day, above) for n, day in days.items()]
    rest = [line for n, line in enumerate(lines) if n not in days]
    if rest:
        regions = regions_of(rest)
        records.append(
            Record(0, RecordKind.SECTION, verdict.title_region, (), (), regions, ("其余各行",))
        )
    return records


def _day_of(line: Line) -> Region | None:
    """Give where the day stands with which a short line begins, or None."""
    found = None if line.is_row or len(line.stripped) > _LONGEST else _DAY.match(line.text)
    if found is None:
        return None
    start, end = found.span("day")
    return Region(line.block, line.start + start, line.start + end)


def _entry(document: Document, line: Line, day: Region, above: tuple[Region, ...]) -> Record:
    value = document.blocks[day.block].text[day.start : day.end]
    time = Field(FieldName.TIME, "", value, day)
    return Record(0, RecordKind.REGISTER_ROW, None, above, (time,), (line.region,), (MONTH_ENTRY,))
