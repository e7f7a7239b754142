"""Blocks from laid-out pages: paragraphs and tables joined across page ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.document import BlockKind, BoundingBox, BoxedSpan, Locator
from extractors.page_layout import CellText, ColumnText, PageLayout, TableRow, TableText
from extractors.paragraphs import Margins, Paragraph, PlacedLine, join_lines, unbreakable
from extractors.rows import RowCell, add_row
from extractors.sink import BlockSink
from extractors.text_lines import Line

_SAME_EDGE = 4.0  # points: column edges of one table on two pages
_HEADING = 1.2  # times the usual character size
_TITLE = 1.5
_ROOM = 0.45  # character sizes that a full line in a cell may leave free


@dataclass(frozen=True, slots=True)
class _OpenRow:
    """The latest table row, which the next page may carry on."""

    row: TableRow
    page: int
    locator: Locator


class BlockWriter:
    """Puts the blocks of laid-out pages into a sink, in reading order.

    `part` marks blocks that are not of the body (a template).
    """

    def __init__(self, sink: BlockSink, part: str | None = None) -> None:
        self._sink = sink
        self._part = part
        self._lines: list[PlacedLine] = []
        self._margins: list[Margins] = []
        self._tables = 0
        self._rows = 0
        self._columns: tuple[float, ...] | None = None
        self._open: _OpenRow | None = None
        self._usual_size = 0.0
        self._turned: dict[int, PageLayout] = {}

    def write(
        self, pages: Sequence[PageLayout], furniture: Sequence[tuple[list[Line], list[Line]]]
    ) -> None:
        """Write all pages; `furniture` holds each page's header and footer lines."""
        self._usual_size = _usual_size(pages)
        self._turned = {page.number: page for page in pages if page.turn or page.tilt}
        aside: list[tuple[BlockKind, Line, int]] = []
        for page, (top, bottom) in zip(pages, furniture, strict=True):
            for part in page.parts:
                if isinstance(part, TableText):
                    self._table(part, page.number)
                else:
                    self._text(part, page.number)
            aside.extend((BlockKind.HEADER, line, page.number) for line in top)
            aside.extend((BlockKind.FOOTER, line, page.number) for line in bottom)
        self._flush_lines()
        self._flush_row()
        for kind, line, number in aside:
            self._single(kind, line.text, line.place, number, line.confidence)
        for page in pages:
            for text, box in page.leaning:
                self._single(BlockKind.STAMP, text, box, page.number)

    def _single(
        self,
        kind: BlockKind,
        text: str,
        box: BoundingBox,
        page: int,
        confidence: float | None = None,
    ) -> None:
        box = self._as_shown(box, page)
        span = BoxedSpan(0, len(text), box, page)
        locator = Locator(part=self._part)
        self._sink.add(
            kind,
            text,
            page=page,
            locator=locator,
            box=box,
            spans=(span,),
            confidence=confidence,
        )

    def _text(self, part: ColumnText, page: int) -> None:
        self._flush_row()
        self._columns = None
        for line in part.lines:
            self._lines.append(PlacedLine(line, page))
            self._margins.append(part.margins)

    def _flush_lines(self) -> None:
        for paragraph in join_lines(self._lines, self._margins):
            kind, level = self._kind(paragraph)
            self._sink.add(
                kind,
                paragraph.text,
                page=paragraph.page,
                locator=Locator(part=self._part),
                box=self._as_shown(paragraph.box, paragraph.page),
                level=level,
                spans=self._spans_as_shown(paragraph.spans),
                confidence=paragraph.confidence,
            )
        self._lines, self._margins = [], []

    def _as_shown(self, box: BoundingBox, page: int) -> BoundingBox:
        layout = self._turned.get(page)
        return box if layout is None else layout.as_shown(box)

    def _spans_as_shown(self, spans: tuple[BoxedSpan, ...]) -> tuple[BoxedSpan, ...]:
        if not self._turned:
            return spans
        return tuple(replace(span, box=self._as_shown(span.box, span.page)) for span in spans)

    def _kind(self, paragraph: Paragraph) -> tuple[BlockKind, int | None]:
        """Tell headings by the size of their characters."""
        if paragraph.confidence is not None:
            return BlockKind.OCR_LINE, None
        larger = paragraph.size / self._usual_size if self._usual_size else 1.0
        if larger < _HEADING or len(paragraph.text) > 60:
            return BlockKind.PARAGRAPH, None
        return BlockKind.HEADING, 1 if larger >= _TITLE else 2

    def _table(self, table: TableText, page: int) -> None:
        self._flush_lines()
        rows = list(table.rows)
        if self._goes_on(table, page):
            if rows and self._open is not None and _is_rest_of(self._open.row, rows[0]):
                self._open = replace(self._open, row=_merged(self._open.row, rows.pop(0)))
        else:
            self._flush_row()
            self._tables += 1
            self._rows = 0
        self._columns = table.columns
        for row in rows:
            self._flush_row()
            self._rows += 1
            locator = Locator(table=self._tables, row=self._rows, part=self._part)
            self._open = _OpenRow(row, page, locator)

    def _goes_on(self, table: TableText, page: int) -> bool:
        """Tell whether a table carries on the one that ended the page before."""
        if self._columns is None or self._open is None or self._open.page != page - 1:
            return False
        if len(self._columns) != len(table.columns):
            return False
        return all(
            abs(first - second) <= _SAME_EDGE
            for first, second in zip(self._columns, table.columns, strict=True)
        )

    def _flush_row(self) -> None:
        if self._open is None:
            return
        row, page, locator = self._open.row, self._open.page, self._open.locator
        cells = [
            RowCell(cell.text, cell.column, cell.span, spans=self._spans_as_shown(cell.spans))
            for cell in row.cells
        ]
        box = self._as_shown(row.box, page)
        scores = [cell.confidence for cell in row.cells if cell.confidence is not None]
        sure = min(scores, default=None)
        add_row(self._sink, cells, locator, page=page, box=box, confidence=sure)
        self._open = None


def _is_rest_of(row: TableRow, rest: TableRow) -> bool:
    """Tell whether a page's first row is the rest of a row that the page end cut in two.

    Every cell with text must carry on a cell whose last line had no room left, and at least one
    cell must have nothing to carry on: a row of its own starts with its own first cell.
    """
    if len(row.cells) != len(rest.cells) or not any(not cell.text for cell in rest.cells):
        return False
    pairs = zip(row.cells, rest.cells, strict=True)
    return any(cell.text for cell in rest.cells) and all(
        not second.text or _carries_on(first, second) for first, second in pairs
    )


def _carries_on(first: CellText, second: CellText) -> bool:
    no_room = first.room < unbreakable(second.text) + _ROOM
    return bool(first.text) and first.column == second.column and no_room


def _merged(row: TableRow, rest: TableRow) -> TableRow:
    cells = []
    for first, second in zip(row.cells, rest.cells, strict=True):
        offset = len(first.text)
        moved = tuple(
            BoxedSpan(offset + span.start, offset + span.end, span.box, span.page)
            for span in second.spans
        )
        cells.append(
            CellText(
                first.text + second.text,
                first.column,
                first.span,
                first.spans + moved,
                second.room if second.text else first.room,
                first.confidence,
            )
        )
    return TableRow(tuple(cells), row.box)


def _usual_size(pages: Sequence[PageLayout]) -> float:
    """Give the character size that most text has."""
    counts: dict[float, int] = {}
    for page in pages:
        for part in page.parts:
            if isinstance(part, ColumnText):
                for line in part.lines:
                    size = round(line.size, 1)
                    counts[size] = counts.get(size, 0) + len(line.text)
    return max(counts, key=lambda size: (counts[size], size)) if counts else 0.0
