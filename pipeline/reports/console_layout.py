"""A table of results fitted to a terminal's width. Knows nothing of what the results are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.display_width import clipped, printable, width

USUAL_COLUMNS = 120
_LEAST_SPARE = 26  # a terminal of 80 columns takes the widest table


@dataclass(frozen=True, slots=True)
class ConsoleView:
    """What the terminal shows, before it is fitted to a width.

    `rows` begin with the headings; the columns named in `shrinking` are clipped, those in
    `right` hold numbers.
    """

    heading: str
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...]
    shrinking: tuple[int, int]
    fixed: int
    summary: str


def laid_out(view: ConsoleView, columns: int = USUAL_COLUMNS) -> str:
    """Fit a view to a terminal of `columns`."""
    spare = max(_LEAST_SPARE, columns - view.fixed)
    content, gap = view.shrinking
    room = {content: spare * 2 // 5, gap: spare - spare * 2 // 5}
    headings, *rows = view.rows
    fitted = [
        tuple(clipped(cell, room[i]) if i in room else cell for i, cell in enumerate(row))
        for row in rows
    ]
    shown = table([headings, *fitted], frozenset(view.right))
    return printable(view.heading) + "\n" + shown + "\n" + printable(view.summary)


def table(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> str:
    """Lay out rows in columns that line up; the first row is the heading.

    Below it stand hyphens: a drawn line takes twice the room in the consoles of Chinese Windows.
    """
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [_line(row, widths, right) for row in rows]
    return "\n".join([lines[0], "-" * (sum(widths) + 2 * len(widths) - 2), *lines[1:]]) + "\n"


def _line(row: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> str:
    cells = []
    for index, (text, room) in enumerate(zip(row, widths, strict=True)):
        blanks = " " * (room - width(text))
        cells.append(blanks + text if index in right else text + blanks)
    return "  ".join(cells).rstrip()
