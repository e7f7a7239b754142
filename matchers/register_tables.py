"""Tables whose rows are occasions: a header row with a time column, dated rows below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Cell
from matchers.body_lines import Line
from matchers.field_lexicon import FieldLexicon, field_lexicon
from matchers.record import FieldName

_DATE = re.compile(
    r"\d{4}[年./\-]|\d{1,2}[月./\-]\s*\d|\d{1,2}\s*月|[一二三四五六七八九十元]{1,3}月|第[一二三四五六七八九十\d]{1,3}(?:周|季度)|"
    r"\d{8}|(?<!\d)\d{1,2}\s?[日号]|[上下]半年|[上中下]旬|寒假|暑假|[一二三四]季度"
)
_BARE_NUMBER = re.compile(r"\s*\d{1,2}\s*")
_MONTH_HEADS = ("月", "月份", "活动月份")
_DAY_HEADS = ("日", "号", "日子")  # beside a column of months; alone 日 is a Sunday
_TOTALS = re.compile(r"\s*(?:合\s*计|总\s*计|小\s*计|备\s*注|说\s*明|注:|填表)")
_MAX_HEAD = 24
_LOOK_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the grid column where it begins, its head as written, its field if known."""

    column: int
    head: str
    name: FieldName | None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One occasion: its table rows (several when cells are merged downwards) and the caption
    row above it (第一季度), if any."""

    lines: tuple[Line, ...]
    caption: Line | None


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """A register: its columns, header rows and occasions; `planned` when its times are intended."""

    columns: tuple[Column, ...]
    header: tuple[Line, ...]
    rows: tuple[RegisterRow, ...]
    planned: bool
    dated: int
    body: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Give all its table rows: header, occasions, captions, totals."""
        return (*self.header, *self.body)


def find_registers(lines: Sequence[Line]) -> tuple[RegisterTable, ...]:
    """Find the registers among the lines of a document, in order."""
    lexicon = field_lexicon()
    return tuple(
        table for rows in table_runs(lines) for table in _registers_of(rows, lexicon) if table.rows
    )


def table_runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Give the runs of rows that belong to the same table."""
    run: list[Line] = []
    for line in lines:
        if run and (not line.is_row or line.table != run[-1].table):
            yield run
            run = []
        if line.is_row:
            run.append(line)
    if run:
        yield run


def _registers_of(rows: list[Line], lexicon: FieldLexicon) -> Iterator[RegisterTable]:
    place = 0
    while place < len(rows):
        columns = _header(rows[place], lexicon)
        if not columns:
            place += 1
            continue
        size = 1
        if place + 1 < len(rows) and _is_second_header(rows[place + 1], columns, lexicon):
            columns = _with_second(columns, rows[place + 1], lexicon)
            size = 2
        body = place + size
        end = body
        while end < len(rows) and not _ends(rows[end], columns, lexicon):
            end += 1
        is_register = _has_dates(rows[body:end], columns)
        if is_register and not _is_form(rows[body:end], columns, lexicon):
            yield _table(columns, rows[place:body], rows[body:end], lexicon)
            place = end
        else:
            place += 1


def _header(row: Line, lexicon: FieldLexicon) -> tuple[Column, ...]:
    """Read a row as a header; empty when it is none: it must name a time and something more."""
    columns: list[Column] = []
    for cell in row.cells:
        text = row.cell_text(cell).strip()
        if len(text) > _MAX_HEAD:
            return ()
        if text:
            beside = bool(columns) and columns[-1].head in _MONTH_HEADS and text in _DAY_HEADS
            name = FieldName.TIME if beside else lexicon.column(text)
            columns.append(Column(cell.column, text, name))
    known = {column.name for column in columns if column.name}
    if FieldName.TIME not in known or len(columns) < 2 or (len(known) < 2 and len(columns) < 3):
        return ()
    if any(re.search(r"\d{4}\s*[年./\-]\s*\d|\d\s*月\s*\d", column.head) for column in columns):
        return ()
    return tuple(columns)


def _is_second_header(row: Line, columns: Sequence[Column], lexicon: FieldLexicon) -> bool:
    """Say whether a row splits the heads above it (应到 | 实到 under 人数)."""
    texts = [row.cell_text(cell).strip() for cell in row.cells]
    filled = [text for text in texts if text]
    if not filled or any(_DATE.search(text) for text in filled):
        return False
    return all(lexicon.column(text) is not None for text in filled) and not _same(row, columns)


def _with_second(columns: Sequence[Column], row: Line, lexicon: FieldLexicon) -> tuple[Column, ...]:
    second = {
        cell.column: Column(cell.column, text, lexicon.column(text))
        for cell in row.cells
        if (text := row.cell_text(cell).strip())
    }
    first = [column for column in columns if column.column not in second]
    return tuple(sorted([*first, *second.values()], key=lambda column: column.column))


def _same(row: Line, columns: Sequence[Column]) -> bool:
    heads = {column.head for column in columns}
    texts = [text for cell in row.cells if (text := row.cell_text(cell).strip())]
    return bool(texts) and sum(text in heads for text in texts) * 2 > len(texts)


def _ends(row: Line, columns: Sequence[Column], lexicon: FieldLexicon) -> bool:
    """Say whether another header begins here (a repeated one does not end the register)."""
    return bool(_header(row, lexicon)) and not _same(row, columns)


def _cell_at(row: Line, column: int) -> Cell | None:
    return next((c for c in row.cells if c.column <= column < c.column + c.span), None)


def _time_column(columns: Sequence[Column]) -> Column:
    times = [column for column in columns if column.name is FieldName.TIME]
    exact = [column for column in times if column.head not in _MONTH_HEADS]
    return (exact or times)[0]


def _is_dated(row: Line, time: Column) -> bool:
    cell = _cell_at(row, time.column)
    text = row.cell_text(cell) if cell else ""
    if _DATE.search(text):
        return True
    return time.head in (*_MONTH_HEADS, *_DAY_HEADS) and bool(_BARE_NUMBER.fullmatch(text))


def _has_dates(rows: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Say whether dates stand under the time head: soon, and often where little else is known."""
    if all(column.name is not FieldName.TIME for column in columns):
        return False  # a second header row took the time's place
    time = _time_column(columns)
    if not any(_is_dated(row, time) for row in rows[:_LOOK_AHEAD]):
        return False
    known = {column.name for column in columns if column.name}
    few = len(known) < 2 or len(columns) < 3
    return not few or sum(1 for row in rows if _is_dated(row, time)) >= 2


def _is_form(rows: Sequence[Line], columns: Sequence[Column], lexicon: FieldLexicon) -> bool:
    """Say whether one row of values is followed by rows with labels: a form, not a register."""
    time = _time_column(columns)
    if sum(1 for row in rows if _is_dated(row, time)) > 1:
        return False
    for row in rows:
        first = next((text for c in row.cells if (text := row.cell_text(c).strip())), "")
        if lexicon.label(first) is not None and not _TOTALS.match(first):
            return True
    return False


def _table(
    columns: tuple[Column, ...], header: Sequence[Line], body: Sequence[Line], lexicon: FieldLexicon
) -> RegisterTable:
    time = _time_column(columns)
    groups: list[list[Line]] = []
    captions: list[Line | None] = []
    caption: Line | None = None
    for row in body:
        filled = [cell for cell in row.cells if row.cell_text(cell).strip()]
        if not filled or _same(row, columns) or _TOTALS.match(row.cell_text(filled[0])):
            continue
        if _cell_at(row, time.column) is None and groups:
            groups[-1].append(row)
        elif (len(filled) == 1 and filled[0].span > 1) or len(row.cells) == 1:
            caption = row
        elif len(filled) >= 2:
            groups.append([row])
            captions.append(caption)
    rows = tuple(
        RegisterRow(tuple(group), above) for group, above in zip(groups, captions, strict=True)
    )
    dated = sum(1 for group in groups if _is_dated(group[0], time))
    planned = lexicon.is_planned(time.head)
    return RegisterTable(columns, tuple(header), rows, planned, dated, tuple(body))
