"""Tables found by their ruling lines: pdfplumber's method, fed with lines from any source."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pdfplumber.table import (
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)

from extractors.document import BoundingBox

_TOLERANCE = 3.0  # points: lines this close are one line
_SHORTEST = 3.0
_MOST_EDGES = 1_500
_MOST_CROSSINGS = 6_000  # beyond this finding cells takes minutes and it is a drawing


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: its box, its first row and column (0-based) and how many columns it covers."""

    box: BoundingBox
    row: int
    column: int
    span: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its cells by row then column, its column edges, and the row edges."""

    cells: tuple[TableCell, ...]
    columns: tuple[float, ...]
    rows: tuple[float, ...]

    @property
    def box(self) -> BoundingBox:
        """The box that covers the table."""
        return BoundingBox(self.columns[0], self.rows[0], self.columns[-1], self.rows[-1])

    def cell_at(self, x: float, y: float) -> int | None:
        """Give the number of the cell that holds a point."""
        column = bisect.bisect_right(self.columns, x) - 1
        row = bisect.bisect_right(self.rows, y) - 1
        for index in self._candidates(row, column):
            box = self.cells[index].box
            if box.x0 <= x < box.x1 and box.y0 <= y < box.y1:
                return index
        return None

    def _candidates(self, row: int, column: int) -> Iterable[int]:
        """Give cells that begin at or above-left of a grid place, nearest first."""
        at = bisect.bisect_right(
            self.cells, (row, column), key=lambda cell: (cell.row, cell.column)
        )
        return range(at - 1, -1, -1)


def find_tables(rulings: Sequence[tuple[float, float, float, float]]) -> list[Table]:
    """Find the tables that lines (x0, top, x1, bottom) draw, from top to bottom.

    A frame round a single cell is no table. Drawings with too many lines give none.
    """
    edges = [_edge(ruling) for ruling in sorted(set(rulings))]
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if upright < 2 or len(edges) - upright < 2:
        return []
    merged = merge_edges(edges, _TOLERANCE, _TOLERANCE, _TOLERANCE, _TOLERANCE)
    merged = [edge for edge in merged if _length(edge) >= _SHORTEST]
    if len(merged) > _MOST_EDGES:
        return []
    crossings = edges_to_intersections(merged, _TOLERANCE, _TOLERANCE)
    if len(crossings) > _MOST_CROSSINGS:
        return []
    groups = cells_to_tables(intersections_to_cells(crossings))
    return [_table([BoundingBox(*cell) for cell in cells]) for cells in groups]


def _edge(ruling: tuple[float, float, float, float]) -> dict[str, float | str]:
    x0, top, x1, bottom = ruling
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": "h" if x1 - x0 >= bottom - top else "v",
    }


def _length(edge: dict[str, float | str]) -> float:
    level = edge["orientation"] == "h"
    return (
        float(edge["x1"]) - float(edge["x0"])
        if level
        else (float(edge["bottom"]) - float(edge["top"]))
    )


def _table(boxes: list[BoundingBox]) -> Table:
    columns = sorted({box.x0 for box in boxes} | {max(box.x1 for box in boxes)})
    rows = sorted({box.y0 for box in boxes} | {max(box.y1 for box in boxes)})
    cells = []
    for box in sorted(boxes, key=lambda box: (box.y0, box.x0)):
        column = bisect.bisect_left(columns, box.x0)
        end = bisect.bisect_left(columns, box.x1)
        cells.append(TableCell(box, bisect.bisect_left(rows, box.y0), column, max(1, end - column)))
    return Table(tuple(cells), tuple(columns), tuple(rows))
