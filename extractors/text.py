"""Plain text and Markdown: one block a line, a Markdown table's rows as table rows."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from extractors.document import BlockKind, Locator
from extractors.encoding import decode_text
from extractors.file_start import read_start
from extractors.rows import add_row, plain_cells
from extractors.sink import BlockSink, Source

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")


def extract_txt(source: Source, sink: BlockSink) -> None:
    """Read a plain text file: each line that is not blank becomes a paragraph."""
    for line in _lines(source, sink):
        sink.add(BlockKind.PARAGRAPH, line.strip())


def extract_markdown(source: Source, sink: BlockSink) -> None:
    """Read Markdown: headings with their level, table rows by cells, other lines as they are."""
    table = row = 0
    in_table = fenced = False
    for line in _lines(source, sink):
        if _FENCE.match(line):
            fenced = not fenced
            continue
        is_row = not fenced and line.strip().startswith("|") and line.count("|") >= 2
        if not is_row:
            in_table = False
            heading = None if fenced else _HEADING.match(line)
            if heading:
                level = len(heading.group(1))
                sink.add(BlockKind.HEADING, heading.group(2), level=level)
            else:
                sink.add(BlockKind.PARAGRAPH, line.strip())
            continue
        if not in_table:
            in_table, table, row = True, table + 1, 0
        if _TABLE_RULE.match(line):
            continue
        row += 1
        texts = [part.strip() for part in line.strip().strip("|").split("|")]
        add_row(sink, plain_cells(texts), Locator(table=table, row=row))


def _lines(source: Source, sink: BlockSink) -> Iterator[str]:
    text = decode_text(read_start(source.location, sink), lenient_end=True)
    for line in io.StringIO(text, newline=None):
        yield line.rstrip("\n").replace("\x00", "")
