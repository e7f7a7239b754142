"""Tables that were typed as lines: cells parted by bars, commas, tabs or blanks.

A register pasted into a text file or a page loses its grid: 日期｜活动｜地点, 序号,时间,议题 or
序号 时间 主讲人. A line that reads as a header and the lines below it that fit its columns are
table rows; where blanks part the cells it must name a time and have days in that column.
Whatever is doubtful stays a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import Cell
from matchers.field_lexicon import field_lexicon
from matchers.record import FieldName

_LEAST_COLUMNS = 3
_LEAST_DAYS = 2
_SOON = 12
_LONGEST_HEADER, _LONGEST_ROW = 240, 1000
_PARTED = re.compile(r"[|｜│\t, \u3000\u00a0].*[|｜│\t, \u3000\u00a0]")
_MAX_HEAD = 12
_MAX_MARK = 4
_MAX_CAPTION = 24
_PROSE = re.compile(r"[。；;：:，、！？《]")
_DAY = re.compile(
    r"\d{4}\s?[年./-]|\d{1,2}\s?[月./-]|[一二三四五六七八九十]{1,3}月|第?[一二三四1-4]季度|[上下]半年"
)
# What stands in a time column where no day is known (yet).
_NO_DAY = re.compile(r"\s*(?:[-—－–/]{1,4}|[（(]?(?:待|拟|未|计划|暂|另|缺|取消|延期).{0,8})\s*$")
_ASIDE = re.compile(r"[（(][^（()）]*[）)]")
_PERIOD_HEAD = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十元]{1,2})月份?|第?[一二三四]季度|[上下]半年"
)


@dataclass(frozen=True, slots=True)
class _Parting:
    """One way to part cells; `loose` where a cell may hold the mark itself (blanks)."""

    mark: re.Pattern[str]
    loose: bool = False


_PARTINGS = (
    _Parting(re.compile(r"[|｜│]")),
    _Parting(re.compile(r"\t")),
    _Parting(re.compile(r",")),  # not the Chinese comma: that one stands inside cells
    _Parting(re.compile(r"[ \u3000\u00a0]+"), loose=True),
)


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table among lines: where it begins, and the cells of each of its lines."""

    first: int
    rows: tuple[tuple[Cell, ...], ...]


def find_text_tables(lines: Sequence[tuple[int, str]]) -> list[TextTable]:
    """Find the tables among lines of text, in order.

    Args:
        lines: each line's offset in its block and its raw text; an empty text never belongs
            to a table (a real table row, a heading).
    """
    lines = [(at, text if len(text) <= _LONGEST_ROW else "") for at, text in lines]
    next_day = _next_days(lines)
    tables: list[TextTable] = []
    place = 0
    while place < len(lines):
        text = lines[place][1]
        table = None
        # Most lines are neither short and parted nor shortly above a day: no need to look closer.
        if len(text) <= _LONGEST_HEADER and _PARTED.search(text):
            if next_day[place] <= place + _SOON:
                table = next((t for p in _PARTINGS if (t := _table_at(lines, place, p))), None)
            if table is None and len(_DAY.findall(text)) >= _LEAST_DAYS:
                table = next((t for p in _PARTINGS if (t := _grid_at(lines, place, p))), None)
        if table is None:
            place += 1
            continue
        tables.append(table)
        place += len(table.rows)
    return tables


def _next_days(lines: Sequence[tuple[int, str]]) -> list[int]:
    """Give for each line the place of the next one below it in which a day is written."""
    found = [len(lines) + _SOON] * len(lines)
    for place in range(len(lines) - 2, -1, -1):
        below = _DAY.search(lines[place + 1][1]) is not None
        found[place] = place + 1 if below else found[place + 1]
    return found


def _table_at(lines: Sequence[tuple[int, str]], first: int, parting: _Parting) -> TextTable | None:
    offset, text = lines[first]
    head = _cells(text, offset, parting, 0)
    texts = [text[c.start - offset : c.end - offset].strip() for c in head]
    if not _is_header(texts):
        return None
    time = _time_column(texts)
    if time is None and parting.loose:
        return None
    rows = [head]
    dated = kept = 0
    for at, line in lines[first + 1 :]:
        cells = _cells(line, at, parting, len(head))
        if _fits(line, at, cells, time, parting):
            rows.append(cells)
            kept = len(rows)
            dated += sum(bool(_DAY.search(line[c.start - at : c.end - at])) for c in cells)
        elif _is_caption(line, cells):
            rows.append(cells)
        else:
            break
        if len(rows) > _SOON and dated < _LEAST_DAYS:
            break  # a roster of any length costs a look at its first rows only
    return TextTable(first, tuple(rows[:kept])) if dated >= _LEAST_DAYS else None


def _grid_at(lines: Sequence[tuple[int, str]], first: int, parting: _Parting) -> TextTable | None:
    """Read people under days: 姓名, 1/12, 2/23 above, and cells of a few characters below."""
    offset, text = lines[first]
    head = _cells(text, offset, parting, 0)
    texts = [text[c.start - offset : c.end - offset].strip() for c in head]
    days = [column for column, text in enumerate(texts) if _DAY.match(text)]
    short = all(len(text) <= _MAX_HEAD and not _PROSE.search(text) for text in texts)
    if parting.loose or len(days) < _LEAST_DAYS or 0 in days or not texts[0] or not short:
        return None
    rows = [head]
    marks = 0
    for at, line in lines[first + 1 :]:
        cells = _cells(line, at, parting, len(head))
        if len(cells) < 2:
            break
        rows.append(cells)
        marks += all(
            c.end - c.start <= _MAX_MARK for c in cells if c.column in days
        )  # a row of topics may stand among the people
    return TextTable(first, tuple(rows)) if marks >= _LEAST_DAYS else None


def _time_column(heads: Sequence[str]) -> int | None:
    """Give the column of the times in a header row, or None when it names none."""
    known = [field_lexicon().column(head) if head else None for head in heads]
    return known.index(FieldName.TIME) if FieldName.TIME in known else None


def _is_header(heads: Sequence[str]) -> bool:
    """Say whether the cells of a line can be heads: three short ones without a day."""
    filled = [head for head in heads if head]
    if len(heads) < _LEAST_COLUMNS or len(filled) < len(heads) - 1:
        return False
    if any(len(head) > _MAX_HEAD or _PROSE.search(head) for head in filled):
        return False
    plain = (_ASIDE.sub("", head) for head in filled)  # 进展（7月10日更新）
    return not any(_DAY.search(head) for head in plain if not _PERIOD_HEAD.fullmatch(head))


def _cells(text: str, offset: int, parting: _Parting, most: int) -> tuple[Cell, ...]:
    """Cut a line at its marks; what goes beyond `most` columns (0: no limit) joins the last."""
    lead = len(text) - len(text.lstrip()) if parting.loose else 0
    end = len(text.rstrip()) if parting.loose else len(text)
    cells: list[Cell] = []
    start = lead
    for mark in parting.mark.finditer(text, lead, end):
        if most and len(cells) + 1 >= most:
            break
        cells.append(Cell(offset + start, offset + mark.start(), len(cells)))
        start = mark.end()
    cells.append(Cell(offset + start, offset + end, len(cells)))
    return tuple(cells)


def _fits(text: str, at: int, cells: Sequence[Cell], time: int | None, parting: _Parting) -> bool:
    """Say whether a line is a row: parted cells and, where blanks part them, a time in place."""
    if len(cells) < 2:
        return False
    if time is None or not parting.loose:
        return True
    if time >= len(cells):
        return False
    value = text[cells[time].start - at : cells[time].end - at]
    return bool(_DAY.match(value) or _NO_DAY.fullmatch(value))


def _is_caption(text: str, cells: Sequence[Cell]) -> bool:
    """Say whether a line between rows only names the part below (第二学期)."""
    return len(cells) == 1 and 0 < len(text.strip()) <= _MAX_CAPTION and "。" not in text
