"""Workbooks (.xlsx): one block a row, hidden sheets and rows included, then what lies beside."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extractors.document import BlockKind, Locator
from extractors.drawing_text import Drawings
from extractors.errors import DamagedFileError, ExtractionError, LimitError
from extractors.ocr.embedded import EmbeddedPictures
from extractors.ooxml_properties import read_core_properties
from extractors.packages import Package
from extractors.sheet_rows import MOST_COLUMNS, SheetNotes, iter_rows, merged_spans
from extractors.sink import BlockSink, Source
from extractors.spreadsheet import add_rows
from extractors.workbook_parts import Sheet, Workbook, read_workbook_parts, rich_text

_EDGES = {"header": BlockKind.HEADER, "footer": BlockKind.FOOTER}


def extract_xlsx(source: Source, sink: BlockSink) -> None:
    """Read a .xlsx workbook: sheets in order, each with its comments, text boxes and charts.

    Raises:
        ExtractionError: when it cannot be read or is too large.
    """
    with Package(source.location, sink.settings.limits) as package:
        read_core_properties(package, sink)
        book = read_workbook_parts(package, sink)
        if book is None:
            raise DamagedFileError("文件里没有工作表", ".xlsx")
        sink.pages = len(book.sheets)
        pictures = EmbeddedPictures(sink, package)
        pictures.offer(source.location, source.format)
        reader = _Reader(sink, package, pictures)
        for sheet in book.sheets:
            reader.read(sheet, book)
        for name in package.names:
            if name.startswith("xl/media/"):
                pictures.read(name)
        pictures.finish()


class _Reader:
    """Reads the sheets of one workbook."""

    def __init__(self, sink: BlockSink, package: Package, pictures: EmbeddedPictures) -> None:
        self._sink = sink
        self._package = package
        self._pictures = pictures
        self._drawings = Drawings(sink, package, numbers=False)

    def read(self, sheet: Sheet, book: Workbook) -> None:
        """Read one sheet; what is broken in it is named and the rest of the workbook read."""
        name = sheet.name
        if not sheet.visible:
            self._sink.report("hidden_sheet", f"工作表“{name}”是隐藏的，已一并读取")
        if not self._package.has(sheet.part):
            self._sink.report("part_unreadable", f"工作表“{name}”的内容缺失，没有读出")
            return
        notes = SheetNotes()
        try:
            spans = merged_spans(self._package, sheet.part)
            add_rows(self._sink, name, iter_rows(self._package, sheet.part, book, notes), spans)
        except LimitError:
            raise
        except ExtractionError as error:
            self._sink.report("part_unreadable", f"工作表“{name}”没有读完：{error}")
        self._say(name, notes)
        for kind, text in notes.edges:
            self._sink.add(_EDGES[kind], text, locator=Locator(sheet=name, part=kind))
        for part in self._related(sheet.part, "drawing"):
            self._drawing(part, name)
        self._comments(sheet.part, name)

    def _say(self, name: str, notes: SheetNotes) -> None:
        """Put what people do not see, or what was not read, into the ledger."""
        hidden = [
            f"{count} {unit}"
            for count, unit in ((notes.hidden_rows, "行"), (notes.hidden_columns, "组列"))
            if count
        ]
        if hidden:
            message = f"工作表“{name}”有 {'、'.join(hidden)}是隐藏的，已一并读取"
            self._sink.report("hidden_rows", message)
        if notes.cut_columns:
            message = f"工作表“{name}”超过 {MOST_COLUMNS} 列，后面的列没有读取，请核对"
            self._sink.report("columns_cut", message)

    def _related(self, part: str, kind: str) -> Iterator[str]:
        try:
            yield from self._package.related(part, kind)
        except ExtractionError as error:
            self._sink.report("part_unreadable", f"批注和图形没有读出：{error}")

    def _parsed(self, part: str) -> etree._Element | None:
        try:
            return self._package.xml(part)
        except ExtractionError as error:
            name = part.rpartition("/")[2]
            self._sink.report("part_unreadable", f"{name} 没有读出：{error}")
            return None

    def _drawing(self, part: str, sheet: str) -> None:
        """Read text boxes, then charts and SmartArt."""
        root = self._parsed(part)
        for body in [] if root is None else root.iter("{*}txBody"):
            for paragraph in body.iter("{*}p"):
                text = "".join(item.text or "" for item in paragraph.iter("{*}t"))
                self._sink.add(BlockKind.TEXT_BOX, text.strip(), locator=Locator(sheet=sheet))
        try:
            self._drawings.read_related(part, sheet=sheet)
        except ExtractionError as error:
            self._sink.report("part_unreadable", f"图表没有读出：{error}")

    def _comments(self, part: str, sheet: str) -> None:
        """Read comments; a conversation's old-style copy only says that it is one."""
        told: set[str] = set()
        for target in self._related(part, "threadedComment"):
            root = self._parsed(target)
            for comment in [] if root is None else root.iter("{*}threadedComment"):
                cell = str(comment.get("ref", ""))
                told.add(cell)
                text = "".join(item.text or "" for item in comment.iterchildren("{*}text"))
                self._comment(text, cell, sheet)
        for target in self._related(part, "comments"):
            root = self._parsed(target)
            for comment in [] if root is None else root.iter("{*}comment"):
                cell = str(comment.get("ref", ""))
                body = next(comment.iterchildren("{*}text"), None)
                if cell not in told and body is not None:
                    self._comment(rich_text(body), cell, sheet)

    def _comment(self, text: str, cell: str, sheet: str) -> None:
        place = Locator(sheet=sheet, part=f"comment {cell}".strip())
        self._sink.add(BlockKind.COMMENT, text.strip(), locator=place)
