"""The body of a document as lines: what records are cut from, without moving an offset.

A paragraph with line feeds inside is several lines; a table row is one line with cells.
Headers, footers, comments, speaker notes, seals, navigation and deleted text are not body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.document import Block, BlockKind, Cell, Document
from matchers.normalize import normalize
from matchers.record import Region
from matchers.text_rows import find_text_tables

_NOT_BODY = frozenset(
    {
        BlockKind.HEADER,
        BlockKind.FOOTER,
        BlockKind.COMMENT,
        BlockKind.DELETED,
        BlockKind.STAMP,
        BlockKind.MAIL_HEADER,
        BlockKind.NAVIGATION,
    }
)
_TYPED = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.TEXT_BOX, BlockKind.MAIL_BODY, BlockKind.OCR_LINE}
)
TYPED_TABLE = "按行写成的表"
_LINE = re.compile(r"[^\n\r\v\f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of one block: `text` is `block.text[start:end]` normalised, offsets kept."""

    block: int
    start: int
    end: int
    text: str
    kind: BlockKind
    level: int | None = None
    label: str = ""
    cells: tuple[Cell, ...] = ()
    table: tuple[str, int] | None = None

    @property
    def is_row(self) -> bool:
        """Say whether the line is a table row."""
        return self.kind is BlockKind.TABLE_ROW

    @property
    def stripped(self) -> str:
        """Give the text without outer blanks."""
        return self.text.strip()

    @property
    def region(self) -> Region:
        """Give where the line stands, outer blanks left out."""
        lead = len(self.text) - len(self.text.lstrip())
        trail = len(self.text) - len(self.text.rstrip())
        return Region(self.block, self.start + lead, self.end - trail)

    def cell_text(self, cell: Cell) -> str:
        """Give the normalised text of one cell of a row."""
        return self.text[cell.start - self.start : cell.end - self.start]


def body_lines(document: Document) -> tuple[Line, ...]:
    """Give the lines of a document's body in reading order; blank ones are left out."""
    lines: list[Line] = []
    for block in document.blocks:
        if block.kind not in _NOT_BODY and block.text and not block.text.isspace():
            lines += _lines_of(block)
    return _with_text_tables(document, lines)


def _with_text_tables(document: Document, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Make rows of the lines that are a table in all but the grid."""
    raw = [
        (line.start, document.blocks[line.block].text[line.start : line.end])
        if line.kind in _TYPED
        else (line.start, "")
        for line in lines
    ]
    rows = list(lines)
    for number, table in enumerate(find_text_tables(raw)):
        for place, cells in enumerate(table.rows, start=table.first):
            rows[place] = replace(
                rows[place], kind=BlockKind.TABLE_ROW, cells=cells, table=(TYPED_TABLE, number)
            )
    return tuple(rows)


def _lines_of(block: Block) -> Sequence[Line]:
    text = normalize(block.text)
    if block.kind is BlockKind.TABLE_ROW:
        return (_row(block, text),)
    return [
        Line(
            block.index,
            found.start(),
            found.end(),
            found.group(),
            block.kind,
            block.level,
            block.label or "",
        )
        for found in _LINE.finditer(text)
        if not found.group().isspace()
    ]


def _row(block: Block, text: str) -> Line:
    place = block.locator
    table = (place.sheet or "", place.table or 0)
    cells = block.cells or _cells_by_tab(block.text)
    return Line(
        block.index, 0, len(text), text, block.kind, block.level, block.label or "", cells, table
    )


def _cells_by_tab(text: str) -> tuple[Cell, ...]:
    """Cut a row whose cells are not known at its tabs."""
    cells: list[Cell] = []
    start = 0
    for column, part in enumerate(text.split("\t")):
        cells.append(Cell(start, start + len(part), column))
        start += len(part) + 1
    return tuple(cells)


def regions_of(lines: Sequence[Line]) -> tuple[Region, ...]:
    """Join lines of the same block to one region each, in order."""
    regions: list[Region] = []
    for line in lines:
        own = line.region
        if regions and regions[-1].block == own.block:
            regions[-1] = Region(own.block, regions[-1].start, own.end)
        else:
            regions.append(own)
    return tuple(regions)
