"""Old spreadsheets (.xls) and lists (.csv): one block a row, hidden sheets included."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import xlrd

from extractors.cell_values import is_date_format, show_value
from extractors.document import BlockKind, Locator
from extractors.encoding import decode_text
from extractors.errors import DamagedFileError, EncryptedFileError, LimitError
from extractors.file_start import read_start
from extractors.format_names import Format
from extractors.ole_objects import iter_objects
from extractors.rows import RowCell, add_row
from extractors.sink import BlockSink, Source
from extractors.xls_drawings import SheetDrawings, read_drawings

_MOST_COLUMNS = 1_000
_CSV_FIELD = 10_000_000

# (row, column) of a merged range's first cell -> columns covered; both 0-based
Spans = Mapping[tuple[int, int], int]


def add_rows(
    sink: BlockSink, name: str, rows: Iterable[tuple[int, Sequence[str]]], spans: Spans
) -> None:
    """Append the rows of one sheet; each has its 0-based number and its texts from column A on."""
    for number, texts in rows:
        last = max((at for at, text in enumerate(texts) if text), default=-1)
        if last < 0:
            continue
        cells = []
        covered = 0
        for column, text in enumerate(texts[: last + 1]):
            span = spans.get((number, column), 1)
            if column >= covered or text:
                cells.append(RowCell(text, column, span))
                covered = max(covered, column + span)
        add_row(sink, cells, Locator(sheet=name, table=1, row=number + 1))


def extract_xls(source: Source, sink: BlockSink) -> None:
    """Read a .xls workbook (Excel 97–2003, also WPS .et).

    Raises:
        ExtractionError: when it cannot be read.
    """
    try:
        # Ragged: a sheet formatted to its last row and column has only the cells that are there.
        book = xlrd.open_workbook(
            str(source.location),
            formatting_info=True,
            logfile=io.StringIO(),
            on_demand=True,
            ragged_rows=True,
        )
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower():
            raise EncryptedFileError(".xlsx") from error
        raise DamagedFileError("工作簿无法读取", ".xlsx") from error
    drawings = read_drawings(source.location)
    listed = sink.settings.embedded_listed and _has_pictures(source)
    with book:
        sink.pages = book.nsheets
        for index in range(book.nsheets):
            sheet = book.sheet_by_index(index)
            if sheet.visibility:
                sink.report("hidden_sheet", f"工作表“{sheet.name}”是隐藏的，已一并读取")
            _say_hidden(sheet, sink)
            spans = {(top, left): right - left for top, _, left, right in sheet.merged_cells}
            add_rows(sink, sheet.name, enumerate(_xls_rows(book, sheet)), spans)
            for (row, column), note in sorted(sheet.cell_note_map.items()):
                cell = f"{xlrd.colname(column)}{row + 1}"
                place = Locator(sheet=sheet.name, part=f"comment {cell}")
                sink.add(BlockKind.COMMENT, str(note.text).strip(), locator=place)
            if sheet.name in drawings:
                _add_drawings(sheet.name, drawings[sheet.name], sink, listed=listed)
            book.unload_sheet(index)


def _add_drawings(name: str, drawings: SheetDrawings, sink: BlockSink, *, listed: bool) -> None:
    """Add the texts that lie over a sheet's cells; name what there cannot be read.

    `listed` if pictures have entries of their own.
    """
    for text in drawings.texts:
        for line in text.splitlines():
            sink.add(BlockKind.TEXT_BOX, line.strip(), locator=Locator(sheet=name))
    pictures = f"{drawings.pictures} 张图片"
    charts = f"{drawings.charts} 个图表"
    if drawings.pictures and listed:
        sink.report("embedded_file", f"工作表“{name}”有 {pictures}，已另行列入文件清单")
    unread = [
        what
        for what, count in (
            (pictures, 0 if listed else drawings.pictures),
            (charts, drawings.charts),
        )
        if count
    ]
    if unread:
        message = f"工作表“{name}”有 {'、'.join(unread)}，没有读取：请另存为 .xlsx 后重新提交"
        sink.report("pictures_not_read", message)


def _has_pictures(source: Source) -> bool:
    return any(inside.is_picture for inside in iter_objects(source.location, Format.XLS))


def _say_hidden(sheet: xlrd.sheet.Sheet, sink: BlockSink) -> None:
    """Put hidden rows that hold text into the ledger; they are read like the others."""
    hidden = [
        number
        for number, row in sheet.rowinfo_map.items()
        if row.hidden
        and number < sheet.nrows
        and any(map(str.strip, map(str, sheet.row_values(number))))
    ]
    if hidden:
        message = f"工作表“{sheet.name}”有 {len(hidden)} 行是隐藏的，已一并读取"
        sink.report("hidden_rows", message)


def _xls_rows(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Iterator[list[str]]:
    for number in range(sheet.nrows):
        yield [_xls_text(book, cell) for cell in sheet.row(number)[:_MOST_COLUMNS]]


def _xls_text(book: xlrd.Book, cell: xlrd.sheet.Cell) -> str:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return show_value(bool(cell.value))
    pattern = "General"
    if cell.xf_index is not None:
        key = book.xf_list[cell.xf_index].format_key
        pattern = book.format_map[key].format_str
    if cell.ctype == xlrd.XL_CELL_DATE or (
        cell.ctype == xlrd.XL_CELL_NUMBER and is_date_format(pattern)
    ):
        try:
            moment = xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError):
            return show_value(cell.value)
        return show_value(moment, pattern)
    return show_value(cell.value, pattern)


def extract_csv(source: Source, sink: BlockSink) -> None:
    """Read a .csv file; the separator is the one its first lines use most.

    Raises:
        ExtractionError: when it is too large.
    """
    text = decode_text(read_start(source.location, sink), lenient_end=True).replace("\x00", "")
    csv.field_size_limit(_CSV_FIELD)
    start = text[:5000]
    counts = {mark: start.count(mark) for mark in (",", "\t", ";", "，")}
    mark = max(counts, key=lambda candidate: counts[candidate])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        rows = ([value.strip() for value in row[:_MOST_COLUMNS]] for row in reader)
        add_rows(sink, Path(source.name).name, enumerate(rows), {})
    except csv.Error as error:
        raise LimitError("表格内容异常，没有读完：请另存为 .xlsx 后重新提交") from error
