"""Spreadsheets (.xlsx, .xls, .csv): one block a row, hidden sheets included."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import openpyxl
import xlrd
from openpyxl.utils.cell import range_boundaries

from extractors.cell_values import is_date_format, show_value
from extractors.document import BlockKind, Locator
from extractors.encoding import decode_text
from extractors.errors import DamagedFileError, EncryptedFileError, LimitError
from extractors.ocr.embedded import EmbeddedPictures
from extractors.ooxml_properties import read_core_properties
from extractors.packages import Package
from extractors.rows import RowCell, add_row
from extractors.sink import BlockSink, Source

_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MOST_COLUMNS = 1_000
_CSV_FIELD = 10_000_000

# (row, column) of a merged range's first cell -> columns covered; both 0-based
Spans = Mapping[tuple[int, int], int]


def extract_xlsx(source: Source, sink: BlockSink) -> None:
    """Read a .xlsx workbook: sheets in order, then comments and text boxes.

    Raises:
        ExtractionError: when it cannot be read or is too large.
    """
    with Package(source.location, sink.settings.limits.xml_bytes) as package:
        read_core_properties(package, sink)
        merged = _merged_ranges(package)
        _read_workbook(source.location, sink, merged)
        _read_side_texts(package, sink)


def _read_workbook(path: Path, sink: BlockSink, merged: Mapping[str, Spans]) -> None:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise DamagedFileError("工作簿无法读取", ".xlsx") from error
    try:
        sink.pages = len(book.worksheets)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                sink.report("hidden_sheet", f"工作表“{sheet.title}”是隐藏的，已一并读取")
            # Sizes that the file states about itself are often wrong.
            sheet.reset_dimensions()
            rows = (
                [show_value(cell.value, getattr(cell, "number_format", "General")) for cell in row]
                for row in sheet.iter_rows(max_col=_MOST_COLUMNS)
            )
            add_sheet(sink, str(sheet.title), rows, merged.get(str(sheet.title), {}))
    finally:
        book.close()


def add_sheet(sink: BlockSink, name: str, rows: Iterable[Sequence[str]], spans: Spans) -> None:
    """Append the rows of one sheet; `rows` are the shown texts from column A on."""
    for number, texts in enumerate(rows):
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


def _merged_ranges(package: Package) -> dict[str, Spans]:
    """Read which cells are merged, by sheet name (openpyxl's fast mode does not say)."""
    found: dict[str, Spans] = {}
    parts = package.related("", "officeDocument")
    workbook = parts[0] if parts else "xl/workbook.xml"
    root = package.xml(workbook)
    if root is None:
        return found
    targets = {identity: target for identity, _, target in package.relations(workbook)}
    for sheet in root.iter("{*}sheet"):
        identity = next(
            (str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), ""
        )
        data = package.read(targets.get(identity, "")) or b""
        spans: dict[tuple[int, int], int] = {}
        for match in _MERGE.finditer(data):
            first_column, first_row, last_column, _ = range_boundaries(match.group(1).decode())
            if first_column and first_row and last_column:
                spans[first_row - 1, first_column - 1] = last_column - first_column + 1
        found[str(sheet.get("name", ""))] = spans
    return found


def _read_side_texts(package: Package, sink: BlockSink) -> None:
    """Read comments and text boxes, which lie beside the sheets."""
    pictures = EmbeddedPictures(sink, package)
    for name in package.names:
        if re.fullmatch(r"xl/(?:comments/)?comments?\d*\.xml", name):
            root = package.xml(name)
            for comment in [] if root is None else root.iter("{*}comment"):
                text = "".join(part.text or "" for part in comment.iter("{*}t"))
                locator = Locator(part=f"comment {comment.get('ref', '')}".strip())
                sink.add(BlockKind.COMMENT, text.strip(), locator=locator)
        elif re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
            root = package.xml(name)
            for paragraph in [] if root is None else root.iter(_DRAWING + "p"):
                text = "".join(part.text or "" for part in paragraph.iter(_DRAWING + "t"))
                sink.add(BlockKind.TEXT_BOX, text.strip())
        elif name.startswith("xl/media/"):
            pictures.read(name)
    pictures.finish()


def extract_xls(source: Source, sink: BlockSink) -> None:
    """Read a .xls workbook (Excel 97–2003, also WPS .et).

    Raises:
        ExtractionError: when it cannot be read.
    """
    try:
        book = xlrd.open_workbook(
            str(source.location), formatting_info=True, logfile=io.StringIO(), on_demand=True
        )
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower():
            raise EncryptedFileError(".xlsx") from error
        raise DamagedFileError("工作簿无法读取", ".xlsx") from error
    with book:
        sink.pages = book.nsheets
        for index in range(book.nsheets):
            sheet = book.sheet_by_index(index)
            if sheet.visibility:
                sink.report("hidden_sheet", f"工作表“{sheet.name}”是隐藏的，已一并读取")
            spans = {(top, left): right - left for top, _, left, right in sheet.merged_cells}
            add_sheet(sink, sheet.name, _xls_rows(book, sheet), spans)
            book.unload_sheet(index)


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
    text = decode_text(source.location.read_bytes()).replace("\x00", "")
    csv.field_size_limit(_CSV_FIELD)
    start = text[:5000]
    counts = {mark: start.count(mark) for mark in (",", "\t", ";", "，")}
    mark = max(counts, key=lambda candidate: counts[candidate])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        rows = ([value.strip() for value in row[:_MOST_COLUMNS]] for row in reader)
        add_sheet(sink, Path(source.name).name, rows, {})
    except csv.Error as error:
        raise LimitError("表格内容异常，没有读完：请另存为 .xlsx 后重新提交") from error
