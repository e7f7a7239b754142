"""The small line markup in which the content files are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

PartKind = Literal[
    "title", "heading", "right", "numbered", "text_box", "paragraph", "table", "page_break"
]

_PREFIXES: tuple[tuple[str, PartKind], ...] = (
    ("## ", "heading"),
    ("# ", "title"),
    (">> ", "right"),
    ("+ ", "numbered"),
    ("[] ", "text_box"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a page: a paragraph of some kind, or a table with its rows of cells."""

    kind: PartKind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def parse(markup: str) -> tuple[Part, ...]:
    """The parts of a text, in order.

    A line is a part: ``# `` title, ``## `` heading, ``>> `` right-aligned, ``+ `` numbered by
    Word itself, ``[] `` a text box, ``---`` a new page, anything else a paragraph. Lines
    between bars (``| a | b |``) that follow each other make one table. Blank lines only
    separate.
    """
    return tuple(_parts(markup))


def _parts(markup: str) -> Iterator[Part]:
    lines = (line.strip() for line in markup.splitlines())
    for is_table, group in groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            yield Part("table", rows=tuple(_cells(line) for line in group))
        else:
            yield from (_line(line) for line in group if line)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))


def _line(line: str) -> Part:
    if line == "---":
        return Part("page_break")
    for prefix, kind in _PREFIXES:
        if line.startswith(prefix):
            return Part(kind, line.removeprefix(prefix))
    return Part("paragraph", line)
