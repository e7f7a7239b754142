"""Documents made by hand from short lines, for the tests of the document matchers."""

from __future__ import annotations

from extractors.document import Block, BlockKind, Cell, Document, FileStatus


def make_document(lines: list[str], path: str = "材料.docx") -> Document:
    """Make a document: "# " begins a heading, a tab makes a table row."""
    blocks = []
    for index, line in enumerate(lines):
        kind, text, level = BlockKind.PARAGRAPH, line, None
        cells: tuple[Cell, ...] = ()
        if line.startswith("# "):
            kind, text, level = BlockKind.HEADING, line[2:], 1
        elif "\t" in line:
            kind = BlockKind.TABLE_ROW
            at, made = 0, []
            for column, part in enumerate(line.split("\t")):
                made.append(Cell(at, at + len(part), column))
                at += len(part) + 1
            cells = tuple(made)
        blocks.append(Block(index, kind, text, page=1, level=level, cells=cells))
    return Document(
        path=path,
        sha256="0" * 64,
        media_type="text/plain",
        size=1,
        status=FileStatus.READ,
        blocks=tuple(blocks),
    )
