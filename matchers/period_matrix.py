"""Tables whose rows name what took place and whose columns are months, quarters or halves.

类别 | 一季度 | 二季度, 支委会 | 1.8／2.26／3.5 | 4.9／5.14: each day of a cell is an
occasion of what its row is named for. A number is a day only where the periods of the columns
bear it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Cell
from matchers.body_lines import Line
from matchers.numerals import parse_month, parse_numeral
from matchers.record import Region
from matchers.terms import Strength, term_matcher

_PERIOD = re.compile(
    r"(?:\d{4}年)?(?:(?P<month>\d{1,2}|[一二三四五六七八九十元]{1,2})月份?"
    r"|第?(?P<quarter>[一二三四1-4])季度?|(?P<half>[上下])半年)"
)
_PART = re.compile(r"(?:[^、,;/\s]|(?<=\d)\s(?=[月日]))+")
_DAY = re.compile(
    r"[^\d()年月日]{0,4}?(?P<day>(?:\d{4}\s?[年./-]\s?)?(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s?[月.]"
    r"\s?(?P<d>\d{1,2}|[一二三四五六七八九十廿]{1,3})\s?[日号]?)(?![\d.%元])"
)
BARE_DAY = re.compile(r"\d{1,2}[日号]")
_LATE = 1  # a meeting of the last days of a quarter may be written under the next
_TRUSTED = 0.8


@dataclass(frozen=True, slots=True)
class DatedCell:
    """One occasion: the head that names it (None: the document does), its cells, their days.

    Several cells tell of one occasion when they stand in the same column with the same day.
    `unit` is the head that names whose occasion it is, `state` the cell that says how far the row
    is, `matter` the cell that says what it was about; `told` marks days that an account of a
    demand tells of (`account_tables`).
    """

    head: Region | None
    row_head: Region | None
    cells: tuple[Region, ...]
    day: Region
    label: str
    unit: Region | None = None
    state: Region | None = None
    told: bool = False
    matter: Region | None = None


def cells_by_rows(
    columns: Sequence[Cell], heads: Sequence[str], rows: Sequence[Line]
) -> tuple[DatedCell, ...]:
    """Give the occasions of a table whose columns are periods and whose rows name events.

    Args:
        columns: the filled cells of the header row.
        heads: their normalised texts.
        rows: the rows below. A row whose first cell names no event gives nothing.
    """
    periods = columns_of_periods(columns, heads)
    found: list[DatedCell] = []
    fits = days = 0
    for line in rows:
        if not line.is_row or not line.cells or not _names_event(line.cell_text(line.cells[0])):
            continue
        above = Region(line.block, line.cells[0].start, line.cells[0].end)
        for cell in line.cells[1:]:
            for month, part, day, label in _parts(line, cell) if cell.column in periods else ():
                days += 1
                if month in periods[cell.column]:
                    fits += 1
                    found.append(DatedCell(above, None, (part,), day, label))
    return tuple(found) if fits and fits >= _TRUSTED * days else ()


def bare_days(line: Line, cell: Cell) -> Iterator[tuple[Region, Region, str]]:
    """Give place, day and its text for each day without a month in a row that a month names."""
    text = line.cell_text(cell)
    month = _PERIOD.fullmatch("".join(line.cell_text(line.cells[0]).split()))
    if month is None or month["month"] is None or cell is line.cells[0]:
        return
    for part in _PART.finditer(text):
        if found := BARE_DAY.match(part.group()):
            start = cell.start + part.start()
            day = Region(line.block, start, start + found.end())
            yield Region(line.block, start, cell.start + part.end()), day, found.group()


def columns_of_periods(columns: Sequence[Cell], heads: Sequence[str]) -> dict[int, range]:
    """Give the months of each column that a period names; nothing where only one does."""
    named = {c.column: p for c, text in zip(columns, heads, strict=True) if (p := _months(text))}
    return named if len(named) >= 2 else {}


def _months(head: str) -> range | None:
    """Give the months of a column named by a period, or None."""
    period = _PERIOD.fullmatch("".join(head.split()))
    if period is None:
        return None
    if period["month"]:
        month = parse_month(period["month"])
        return range(month, month + 1 + _LATE) if month is not None else None
    if period["half"]:
        return range(1, 8) if period["half"] == "上" else range(7, 13)
    quarter = parse_numeral(period["quarter"])
    return range(3 * quarter - 2, 3 * quarter + 1) if quarter is not None else None


def _names_event(text: str) -> bool:
    """Say whether a row's first cell is an event's name, whatever stands behind it."""
    hits = term_matcher().find(text.strip()).hits
    return any(hit.strength is Strength.NAME and hit.start <= 2 for hit in hits)


def _parts(line: Line, cell: Cell) -> Iterator[tuple[int, Region, Region, str]]:
    """Give month, place, day and its text for each part of a cell that begins with a day."""
    text = line.cell_text(cell)
    starts = [
        (part.start(), day)
        for part in _PART.finditer(text)
        if (day := _DAY.match(part.group())) is not None
    ]
    for number, (start, day) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(text)
        month = parse_numeral(day["m"])
        if month is None:
            continue
        at = cell.start + start
        inside = Region(line.block, at, cell.start + len(text[:end].rstrip("、,;/ ")))
        day_place = Region(line.block, at + day.start("day"), at + day.end("day"))
        yield month, inside, day_place, day["day"]
