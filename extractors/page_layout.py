"""One page laid out: its lines outside tables, its tables with their cells' paragraphs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.document import BoundingBox, BoxedSpan
from extractors.glyphs import LEANING, Glyph, Stretch
from extractors.paragraphs import Margins, Paragraph, PlacedLine, find_margins, join_lines
from extractors.reading_order import split_columns
from extractors.ruled_tables import Table
from extractors.text_lines import Line, cover, group_glyphs

_QUARTER = 1.5707963267948966


@dataclass(frozen=True, slots=True)
class CellText:
    """What one table cell holds; `room` is what its last line leaves free, in character sizes."""

    text: str
    column: int
    span: int
    spans: tuple[BoxedSpan, ...]
    room: float
    confidence: float | None = None

    @classmethod
    def of(cls, paragraphs: Sequence[Paragraph], column: int, span: int) -> CellText:
        """Join a cell's paragraphs by line feeds."""
        text = ""
        spans: list[BoxedSpan] = []
        for paragraph in paragraphs:
            offset = len(text) + 1 if text else 0
            text = f"{text}\n{paragraph.text}" if text else paragraph.text
            spans.extend(
                BoxedSpan(offset + part.start, offset + part.end, part.box, part.page)
                for part in paragraph.spans
            )
        scores = [item.confidence for item in paragraphs if item.confidence is not None]
        room = paragraphs[-1].room if paragraphs else 0.0
        return cls(text, column, span, tuple(spans), room, min(scores, default=None))


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table: its cells that begin here, and its box."""

    cells: tuple[CellText, ...]
    box: BoundingBox


@dataclass(frozen=True, slots=True)
class TableText:
    """A table's rows that hold cells, its column edges and its box."""

    rows: tuple[TableRow, ...]
    columns: tuple[float, ...]
    box: BoundingBox


@dataclass(frozen=True, slots=True)
class ColumnText:
    """Lines that stand in one column, from top to bottom."""

    lines: tuple[Line, ...]
    margins: Margins

    @property
    def top(self) -> float:
        """The upper edge of its first line."""
        return self.lines[0].box.y0


@dataclass(slots=True)
class PageLayout:
    """What a page shows, in reading order; `leaning` is text set at an angle.

    A page whose text runs sideways is laid out as if turned by `turn` degrees clockwise, one that
    lies askew as if turned back by `tilt` radians about its middle; width, height and all boxes
    are then of the turned page, and `as_shown` gives the way back.
    """

    number: int
    width: float
    height: float
    parts: list[ColumnText | TableText] = field(default_factory=list)
    leaning: list[tuple[str, BoundingBox]] = field(default_factory=list)
    turn: int = 0
    tilt: float = 0.0

    def as_shown(self, box: BoundingBox) -> BoundingBox:
        """Give where a box of the layout lies on the page as it is shown."""
        x0, y0, x1, y1 = box = self._tilted(box)
        if self.turn == 90:
            return BoundingBox(y0, self.width - x1, y1, self.width - x0)
        if self.turn == 180:
            return BoundingBox(self.width - x1, self.height - y1, self.width - x0, self.height - y0)
        if self.turn == 270:
            return BoundingBox(self.height - y1, x0, self.height - y0, x1)
        return box

    def _tilted(self, box: BoundingBox) -> BoundingBox:
        if not self.tilt:
            return box
        cosine, sine = math.cos(self.tilt), math.sin(self.tilt)
        mx, my = self.width / 2, self.height / 2
        corners = [(x - mx, y - my) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
        xs = [x * cosine - y * sine + mx for x, y in corners]
        ys = [y * cosine + x * sine + my for x, y in corners]
        return BoundingBox(min(xs), min(ys), max(xs), max(ys))


def lay_out(
    number: int, width: float, height: float, stretches: Sequence[Stretch], tables: Sequence[Table]
) -> PageLayout:
    """Put a page's characters into lines and table cells, in reading order."""
    layout = PageLayout(number, width, height)
    stretches = _level_text(stretches, layout)
    outside: list[list[Glyph]] = []
    inside: list[dict[int, list[list[Glyph]]]] = [{} for _ in tables]
    for stretch in stretches:
        if tables:
            _share_out(stretch.glyphs, tables, inside, outside)
        else:
            outside.append(list(stretch.glyphs))
    found = [_table_text(table, cells, number) for table, cells in zip(tables, inside, strict=True)]
    with_text = [table for table in found if any(row.cells for row in table.rows)]
    layout.parts = interleave(_columns(outside, width), with_text)
    return layout


def _level_text(stretches: Sequence[Stretch], layout: PageLayout) -> list[Stretch]:
    """Set text at an angle (a watermark) apart."""
    level = [stretch for stretch in stretches if abs(stretch.angle) < LEANING]
    leaning = [stretch for stretch in stretches if abs(stretch.angle) >= LEANING]
    for stretch in leaning:
        text = stretch.text.strip()
        boxes = [BoundingBox(*glyph[1:5]) for glyph in stretch.glyphs]
        box = boxes[0]
        for other in boxes[1:]:
            box = box.union(other)
        layout.leaning.append((text, box))
    return level


def _share_out(
    glyphs: Sequence[Glyph],
    tables: Sequence[Table],
    inside: list[dict[int, list[list[Glyph]]]],
    outside: list[list[Glyph]],
) -> None:
    """Give each character to the table cell it stands in, or to the text outside tables."""
    current: list[Glyph] | None = None
    place: tuple[int, int] | None = (-2, -2)
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        where = None
        for number, table in enumerate(tables):
            box = table.box
            if box.x0 <= x < box.x1 and box.y0 <= y < box.y1:
                cell = table.cell_at(x, y)
                where = None if cell is None else (number, cell)
                break
        if current is None or where != place:
            current, place = [], where
            if where is None:
                outside.append(current)
            else:
                inside[where[0]].setdefault(where[1], []).append(current)
        current.append(glyph)


def _table_text(table: Table, contents: dict[int, list[list[Glyph]]], page: int) -> TableText:
    rows: dict[int, list[CellText]] = {}
    for index, cell in enumerate(table.cells):
        paragraphs = _cell_paragraphs(contents.get(index, []), cell.box, page)
        rows.setdefault(cell.row, []).append(CellText.of(paragraphs, cell.column, cell.span))
    made = []
    for row in sorted(rows):
        bottom = table.rows[row + 1] if row + 1 < len(table.rows) else table.rows[-1]
        box = BoundingBox(table.columns[0], table.rows[row], table.columns[-1], bottom)
        made.append(TableRow(tuple(rows[row]), box))
    return TableText(tuple(made), table.columns, table.box)


def _cell_paragraphs(stretches: list[list[Glyph]], box: BoundingBox, page: int) -> list[Paragraph]:
    """Read a cell's paragraphs; lines that were wrapped are joined."""
    lines = group_glyphs(stretches)
    if not lines:
        return []
    # Text in a cell stands as far from the right edge as it can from the left one.
    inset = max(1.0, min(min(line.box.x0 for line in lines) - box.x0, 8.0))
    margins = Margins(box.x0 + inset, box.x1 - inset)
    placed = [PlacedLine(line, page) for line in lines]
    return join_lines(placed, [margins] * len(placed), indented=False)


def _columns(outside: list[list[Glyph]], width: float) -> list[ColumnText]:
    """Put the text outside tables into lines, column by column."""
    boxes: list[BoundingBox] = []
    kept: list[list[Glyph]] = []
    for glyphs in outside:
        solid = [glyph for glyph in glyphs if not glyph.text.isspace()]
        if solid:
            kept.append(glyphs)
            boxes.append(cover(solid))
    columns = []
    groups = split_columns(boxes)
    for group in groups:
        lines = group_glyphs([kept[index] for index in group])
        prose = len(groups) > 1 and len(group) > 1
        columns.append(ColumnText(tuple(lines), find_margins(lines, width, prose=prose)))
    return columns


def interleave(columns: list[ColumnText], tables: list[TableText]) -> list[ColumnText | TableText]:
    """Put columns and tables in order, cutting text at the tables between its lines."""
    parts: list[ColumnText | TableText] = []
    waiting = sorted(tables, key=lambda table: (table.box.y0, table.box.x0))
    for column in columns:
        start = 0
        for index, line in enumerate(column.lines):
            while waiting and waiting[0].box.y0 < line.box.y0:
                if index > start:
                    parts.append(ColumnText(column.lines[start:index], column.margins))
                    start = index
                parts.append(waiting.pop(0))
        parts.append(ColumnText(column.lines[start:], column.margins))
    parts.extend(waiting)
    return parts
