"""Documents for tests, written as short texts."""

from __future__ import annotations

from extractors.document import Block, BlockKind, Cell, Document, FileStatus, Locator


def made(text: str, path: str = "材料.docx", media: str = "text/plain") -> Document:
    """Make a document: `# ` begins a heading, `| a | b |` a table row, else a paragraph.

    A blank line ends a table; `⏎` stands for a line feed inside a block; a cell `^` is merged
    with the one above it and `<` with the one before it.
    """
    blocks: list[Block] = []
    table = 0
    in_table = False
    for line in text.split("\n"):
        if line.startswith("|"):
            table += not in_table
            in_table = True
            blocks.append(_row(len(blocks), line, table))
            continue
        in_table = False
        if not line.strip():
            continue
        heading = line.startswith("# ")
        blocks.append(
            Block(
                index=len(blocks),
                kind=BlockKind.HEADING if heading else BlockKind.PARAGRAPH,
                text=(line[2:] if heading else line).replace("⏎", "\n"),
                level=1 if heading else None,
            )
        )
    return Document(path, "0" * 64, media, len(text), FileStatus.READ, blocks=tuple(blocks))


def _row(index: int, line: str, table: int) -> Block:
    parts = [part.strip().replace("⏎", "\n") for part in line.strip().strip("|").split("|")]
    cells: list[Cell] = []
    texts: list[str] = []
    start = 0
    for column, part in enumerate(parts):
        if part == "^":
            continue
        if part == "<" and cells:
            last = cells[-1]
            cells[-1] = Cell(last.start, last.end, last.column, last.span + 1)
            continue
        cells.append(Cell(start, start + len(part), column))
        texts.append(part)
        start += len(part) + 1
    return Block(
        index=index,
        kind=BlockKind.TABLE_ROW,
        text="\t".join(texts),
        locator=Locator(table=table),
        cells=tuple(cells),
    )


def made_pages(title: str, text: str, path: str) -> Document:
    """Make a document of a title and a text whose rows have tabs between their cells."""
    lines = [f"# {title}"] if title else []
    for line in text.split("\n"):
        cells = line.replace("|", "/").replace("\t", " | ")
        lines.append(f"| {cells} |" if "\t" in line else line)
    return made("\n".join(lines), path)
