"""Lines, columns and tables of a recognised page.

The page is levelled first: fragments are laid out where they would stand if the scan were not
askew, while their boxes stay where they are on the picture.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.document import BoundingBox
from extractors.ocr.engine import Fragment, Point
from extractors.page_layout import (
    CellText,
    ColumnText,
    PageLayout,
    TableRow,
    TableText,
    interleave,
)
from extractors.paragraphs import Margins, PlacedLine, find_margins, join_lines
from extractors.reading_order import split_columns
from extractors.ruled_tables import Table
from extractors.text_lines import Line

_SAME_LEVEL = 0.5
_WIDE_GAP = 0.8  # of the size: further apart on one level means a blank


@dataclass(frozen=True, slots=True)
class Levelling:
    """Turns points about the page's middle by the scan's skew (radians), as it was turned."""

    angle: float
    turn: int
    width: float
    height: float

    def point(self, x: float, y: float) -> Point:
        """Give where a point of the picture stands on the upright, level page."""
        if self.turn == 90:
            x, y = self.height - y, x
        elif self.turn == 180:
            x, y = self.width - x, self.height - y
        elif self.turn == 270:
            x, y = y, self.width - x
        cosine, sine = math.cos(-self.angle), math.sin(-self.angle)
        mx, my = self.upright_width / 2, self.upright_height / 2
        return mx + (x - mx) * cosine - (y - my) * sine, my + (x - mx) * sine + (y - my) * cosine

    @property
    def upright_width(self) -> float:
        """The width of the page when upright."""
        return self.height if self.turn in (90, 270) else self.width

    @property
    def upright_height(self) -> float:
        """The height of the page when upright."""
        return self.width if self.turn in (90, 270) else self.height


def find_levelling(
    fragments: Sequence[Fragment], turn: int, width: float, height: float
) -> Levelling:
    """Measure the skew: the median direction of fragments, long ones counting more."""
    upright = Levelling(0.0, turn, width, height)
    angles: list[tuple[float, float]] = []
    for fragment in fragments:
        (x0, y0), (x1, y1) = (upright.point(*corner) for corner in fragment.corners[:2])
        length = math.hypot(x1 - x0, y1 - y0)
        if len(fragment.text) > 2 and length > 0:
            angles.append((math.atan2(y1 - y0, x1 - x0), length))
    angles.sort()
    half = sum(length for _, length in angles) / 2
    running = 0.0
    for angle, length in angles:
        running += length
        if running >= half:
            return replace(upright, angle=angle) if abs(angle) < 0.35 else upright
    return upright


def to_lines(fragments: Sequence[Fragment], levelling: Levelling, scale: float) -> list[Line]:
    """Make a line of each fragment: level box for ordering, box on the picture for showing.

    `scale` is pixels a point.
    """
    lines = []
    for fragment in fragments:
        level = _box([levelling.point(*corner) for corner in fragment.corners], scale)
        shown = _box(list(fragment.corners), scale)
        wide = max(level.x1 - level.x0, 0.1)
        size = max(min(level.y1 - level.y0, wide), 0.1)
        lines.append(Line(fragment.text, level, size, shown, fragment.score))
    return lines


def _box(points: list[Point], scale: float) -> BoundingBox:
    xs, ys = [point[0] / scale for point in points], [point[1] / scale for point in points]
    return BoundingBox(min(xs), min(ys), max(xs), max(ys))


def lay_out_lines(
    number: int, width: float, height: float, lines: Sequence[Line], tables: Sequence[Table]
) -> PageLayout:
    """Put a recognised page's lines into columns and table cells, in reading order."""
    outside: list[Line] = []
    inside: list[dict[int, list[Line]]] = [{} for _ in tables]
    for line in lines:
        x, y = (line.box.x0 + line.box.x1) / 2, (line.box.y0 + line.box.y1) / 2
        for table, cells in zip(tables, inside, strict=True):
            cell = table.cell_at(x, y)
            if cell is not None:
                cells.setdefault(cell, []).append(line)
                break
        else:
            outside.append(line)
    columns = []
    groups = split_columns([line.box for line in outside])
    for group in groups:
        joined = same_level([outside[index] for index in group])
        prose = len(groups) > 1 and len(group) > 1
        columns.append(ColumnText(tuple(joined), find_margins(joined, width, prose=prose)))
    made = [_table(table, cells, number) for table, cells in zip(tables, inside, strict=True)]
    layout = PageLayout(number, width, height)
    layout.parts = interleave(columns, [table for table in made if table.rows])
    return layout


def same_level(lines: Sequence[Line]) -> list[Line]:
    """Join fragments on one level to lines, from left to right; lines from top to bottom."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.box.y0 + line.box.y1, line.box.x0)):
        middle = (line.box.y0 + line.box.y1) / 2
        if rows:
            last = rows[-1][0].box
            reach = (last.y1 - last.y0) * _SAME_LEVEL
            if abs((last.y0 + last.y1) / 2 - middle) < reach:
                rows[-1].append(line)
                continue
        rows.append([line])
    return [_joined(sorted(row, key=lambda line: line.box.x0)) for row in rows]


def _joined(row: Sequence[Line]) -> Line:
    text = row[0].text
    box, shown = row[0].box, row[0].place
    for before, line in itertools.pairwise(row):
        wide = line.box.x0 - before.box.x1 > line.size * _WIDE_GAP
        latin = before.text[-1].isascii() and line.text[0].isascii()
        text += f" {line.text}" if wide or latin else line.text
        box, shown = box.union(line.box), shown.union(line.place)
    sizes = sorted(line.size for line in row)
    scores = [line.confidence for line in row if line.confidence is not None]
    return Line(text, box, sizes[len(sizes) // 2], shown, min(scores, default=None))


def _table(table: Table, contents: dict[int, list[Line]], page: int) -> TableText:
    rows: dict[int, list[CellText]] = {}
    for index, cell in enumerate(table.cells):
        lines = same_level(contents.get(index, []))
        margins = Margins(cell.box.x0 + 3, cell.box.x1 - 3)
        placed = [PlacedLine(line, page) for line in lines]
        paragraphs = join_lines(placed, [margins] * len(placed), indented=False)
        rows.setdefault(cell.row, []).append(CellText.of(paragraphs, cell.column, cell.span))
    made = [
        TableRow(tuple(rows[row]), _row_box(rows[row], table, row))
        for row in sorted(rows)
        if any(cell.text for cell in rows[row])
    ]
    return TableText(tuple(made), table.columns, table.box)


def _row_box(cells: Sequence[CellText], table: Table, row: int) -> BoundingBox:
    """Give the box of a row's text on the picture (its ruling may be askew)."""
    boxes = [span.box for cell in cells for span in cell.spans]
    if not boxes:
        return BoundingBox(
            table.columns[0], table.rows[row], table.columns[-1], table.rows[row + 1]
        )
    box = boxes[0]
    for other in boxes[1:]:
        box = box.union(other)
    return box
