"""Table rows as blocks: cells joined by a tab, each one's place recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import BlockKind, BoundingBox, BoxedSpan, Cell, Locator
from extractors.sink import BlockSink


@dataclass(frozen=True, slots=True)
class RowCell:
    """One cell before it is joined to its row.

    `column` is the 0-based grid column, `span` the number of columns covered; `labels` and
    `spans` carry offsets into this cell's own text.
    """

    text: str
    column: int
    span: int = 1
    labels: tuple[tuple[int, str], ...] = ()
    spans: tuple[BoxedSpan, ...] = ()


def plain_cells(texts: Sequence[str]) -> list[RowCell]:
    """Make cells of texts that each fill one grid column."""
    return [RowCell(text, column) for column, text in enumerate(texts)]


def add_row(
    sink: BlockSink,
    row: Sequence[RowCell],
    locator: Locator,
    *,
    page: int | None = None,
    box: BoundingBox | None = None,
    kind: BlockKind = BlockKind.TABLE_ROW,
    confidence: float | None = None,
) -> int | None:
    """Append one table row and give its index, None if no cell has text.

    Tabs inside a cell become blanks (one for one, so offsets hold): a tab always parts cells.
    """
    parts: list[str] = []
    cells: list[Cell] = []
    labels: list[tuple[int, str]] = []
    spans: list[BoxedSpan] = []
    offset = 0
    for cell in row:
        text = cell.text.replace("\t", " ")
        parts.append(text)
        cells.append(Cell(offset, offset + len(text), cell.column, cell.span))
        labels.extend((offset + at, label) for at, label in cell.labels)
        spans.extend(
            BoxedSpan(offset + span.start, offset + span.end, span.box, span.page)
            for span in cell.spans
        )
        offset += len(text) + 1
    return sink.add(
        kind,
        "\t".join(parts),
        page=page,
        locator=locator,
        box=box,
        cells=cells,
        spans=spans,
        confidence=confidence,
        labels=labels,
    )
