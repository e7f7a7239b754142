"""Register rows as records: fields by column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.document import Document
from matchers.body_lines import TYPED_TABLE, Line
from matchers.month_calendars import MONTH_ENTRY
from matchers.period_matrix import BARE_DAY, DatedCell
from matchers.record import Field, FieldName, Record, RecordKind, Region
from matchers.register_matrix import Matrix
from matchers.register_tables import Column, RegisterRow, RegisterTable

TABLE_ROW = "登记表的一行"
ONE_CELL = "登记表的一格"
BY_COLUMN = "栏目写明是什么"
TOLD = "自查、自评或进展栏里填写的日子"

_EDGE = " \t\n\r\v\f\u3000\u00a0"
_MAX_CAPTION = 40
_MONTH_HEADS = ("月", "月份", "活动月份")
_MONTH = re.compile(r"\d{1,2}月?份?|[一二三四五六七八九十]{1,2}月份?")
_DAY_OF_MONTH = re.compile(r"\d{1,2}\s?[日号]?(?:[(（][^()（）]{0,8}[)）])?")
_SAYS_DAY = re.compile(r"\d{1,2}\s?[日号]")


def cut_registers(
    document: Document,
    tables: Sequence[RegisterTable],
    others: Sequence[Line],
    title: Region | None,
) -> list[Record]:
    """Give one record for each row of the registers; several rows for merged cells.

    Args:
        document: the document.
        tables: its registers.
        others: its lines outside the registers; the nearest caption above a table is a heading.
        title: the document's title.
    """
    records: list[Record] = []
    for table in tables:
        above = _headings(table, others, title)
        month: Region | None = None
        for row in table.rows:
            own = _month_cell(document, table.columns, row.lines[0])
            record = _record(document, table, row, above)
            records.append(_with_month(document, record, own, month))
            month = own or month
    return records


def _month_cell(document: Document, columns: Sequence[Column], line: Line) -> Region | None:
    """Give a row's cell in the column of months (9月, 9), or None."""
    raw = document.blocks[line.block].text
    for cell in line.cells:
        column = next((c for c in columns if c.column == cell.column), None)
        region = _trimmed(raw, Region(line.block, cell.start, cell.end))
        if column is None or region is None or column.head not in _MONTH_HEADS:
            continue
        return region if _MONTH.fullmatch(raw[region.start : region.end]) else None
    return None


def _with_month(
    document: Document, record: Record, own: Region | None, above: Region | None
) -> Record:
    """Give a mere day its month: the cell before it (月 3 | 日 15), or that of an earlier row.

    Cells below a merged month are left empty (9月 | 2日, then only 23日).
    """
    time = record.field(FieldName.TIME)
    if time is None or not _DAY_OF_MONTH.fullmatch(time.value):
        return record
    if own is not None and own.block == time.region.block and own.end < time.region.start:
        region = Region(own.block, own.start, time.region.end)
        value = document.blocks[own.block].text[region.start : region.end]
        fields = tuple(
            replace(f, value=value, region=region) if f is time else f for f in record.fields
        )
        return replace(record, fields=fields)
    if above is None or own is not None or not _SAYS_DAY.match(time.value):
        return record
    return replace(
        record, headings=(*record.headings, above), reasons=(*record.reasons, MONTH_ENTRY)
    )


def cut_matrices(
    document: Document, matrices: Sequence[Matrix], others: Sequence[Line], title: Region | None
) -> list[Record]:
    """Give one record for each dated cell of tables whose columns say what took place."""
    records: list[Record] = []
    for matrix in matrices:
        above = _above(matrix.lines[0].block, others, title)
        records += [_cell_record(document, cell, above) for cell in matrix.cells]
    return records


def _cell_record(document: Document, cell: DatedCell, above: tuple[Region, ...]) -> Record:
    fields = [Field(FieldName.TIME, "", cell.label, cell.day)]
    if (unit := cell.unit) is not None:
        name = document.blocks[unit.block].text[unit.start : unit.end].strip()
        fields.append(Field(FieldName.ORGANISATION, "", name, unit))
    if (state := cell.state) is not None:
        value = document.blocks[state.block].text[state.start : state.end]
        fields.append(Field(FieldName.STATUS, "", value, state))
    if (matter := cell.matter) is not None:
        value = document.blocks[matter.block].text[matter.start : matter.end]
        fields.append(Field(FieldName.CONTENT, "", value, matter))
    named = cell.row_head is not None and cell.row_head != cell.head
    rows = (cell.row_head,) if named and cell.row_head is not None else ()
    headings = (*above, *rows, *((cell.head,) if cell.head is not None else ()))
    reasons = (ONE_CELL,) if cell.head is None else (ONE_CELL, BY_COLUMN)
    if cell.told:
        reasons = (*reasons, TOLD)
    if BARE_DAY.fullmatch(cell.label):
        reasons = (*reasons, MONTH_ENTRY)
    return Record(0, RecordKind.REGISTER_ROW, None, headings, tuple(fields), cell.cells, reasons)


def _headings(
    table: RegisterTable, others: Sequence[Line], title: Region | None
) -> tuple[Region, ...]:
    return _above(table.header[0].block, others, title)


def _above(first: int, others: Sequence[Line], title: Region | None) -> tuple[Region, ...]:
    """Give the title and the caption that stand above a table's first row."""
    headings = [title] if title is not None and title.block < first else []
    for line in reversed([line for line in others if line.block < first]):
        filled = sum(1 for cell in line.cells if line.cell_text(cell).strip())
        short = len(line.stripped) <= _MAX_CAPTION and "。" not in line.text and filled <= 1
        if short and line.region != title:
            headings.append(line.region)
        break
    return tuple(headings)


def _record(
    document: Document, table: RegisterTable, row: RegisterRow, above: tuple[Region, ...]
) -> Record:
    fields = tuple(field for line in row.lines for field in _fields(document, table.columns, line))
    caption = (row.caption.region,) if row.caption is not None else ()
    reasons = (TABLE_ROW if not table.planned else "计划表的一行",)
    regions = tuple(region for line in row.lines for region in _regions(document, line))
    return Record(0, RecordKind.REGISTER_ROW, None, (*above, *caption), fields, regions, reasons)


def _regions(document: Document, line: Line) -> Iterator[Region]:
    """Give a row as one region, a typed row cell by cell: its marks part no sentences."""
    if line.table is None or line.table[0] != TYPED_TABLE:
        yield line.region
        return
    raw = document.blocks[line.block].text
    cells = (_trimmed(raw, Region(line.block, cell.start, cell.end)) for cell in line.cells)
    yield from (region for region in cells if region is not None)


def _fields(document: Document, columns: Sequence[Column], line: Line) -> Iterator[Field]:
    """Give the filled cells of a row under known heads, left to right.

    A column of months (月份: 3) gives a time only where no better time column is filled.
    """
    raw = document.blocks[line.block].text
    found: list[Field] = []
    for cell in line.cells:
        column = next((c for c in columns if c.column == cell.column), None)
        region = _trimmed(raw, Region(line.block, cell.start, cell.end))
        if column is None or column.name is None or region is None:
            continue
        label = "".join(column.head.split())
        found.append(Field(column.name, label, raw[region.start : region.end], region))
    exact = [f for f in found if f.name is FieldName.TIME and f.label not in _MONTH_HEADS]
    for field in found:
        if field.name is not FieldName.TIME or not exact or field in exact:
            yield field


def _trimmed(raw: str, region: Region) -> Region | None:
    start, end = region.start, region.end
    while start < end and raw[start] in _EDGE:
        start += 1
    while end > start and raw[end - 1] in _EDGE:
        end -= 1
    return Region(region.block, start, end) if start < end else None
