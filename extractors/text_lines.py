"""Lines of text made of placed characters: what stands on one level, from left to right."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from extractors.document import BoundingBox
from extractors.glyphs import Glyph

_SAME_LEVEL = 0.5  # share of the lower height that must overlap
_WORD_GAP = 0.2  # of the size: between letters of the Latin alphabet
_LINE_HEIGHT = 1.2  # of the size: how high boxes of Latin letters are
_WIDE_GAP = 0.6  # of the size: between any two characters


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, its box, and its character size in points.

    The size is the width of a Chinese character, or what that would be beside Latin letters.
    `box` is where the line stands on the upright, level page; `shown` where it lies on the page
    as it is, if that differs (scans). `confidence` is the recogniser's, None for real text.
    """

    text: str
    box: BoundingBox
    size: float
    shown: BoundingBox | None = None
    confidence: float | None = None

    @property
    def place(self) -> BoundingBox:
        """The box that covers the line on the page as it is."""
        return self.box if self.shown is None else self.shown


def group_glyphs(stretches: Iterable[Sequence[Glyph]]) -> list[Line]:
    """Put stretches of characters on lines, ordered from top to bottom.

    Stretches on one level become one line, ordered by their left edges, because the order in a
    file need not be the order on the page.
    """
    rows: list[list[Glyph]] = []
    bounds: list[tuple[float, float]] = []
    for glyphs in stretches:
        level = _level(glyphs)
        if level is None:
            continue
        place = _same_level(bounds, *level)
        if place is not None and _collide(rows[place], glyphs):
            if _shown(rows[place]) == _shown(glyphs):
                continue  # the same line drawn twice, to look bold or shadowed
            place = None
        if place is None:
            rows.append(list(glyphs))
            bounds.append(level)
        else:
            rows[place].extend(glyphs)
    lines = [_line(row) for row in rows]
    return sorted(lines, key=lambda line: (line.box.y0, line.box.x0))


def _collide(row: Sequence[Glyph], glyphs: Sequence[Glyph]) -> bool:
    """Tell whether text would stand on other text: then it is another line set tight.

    Looks at the middles of characters, so that overhanging edges do not count.
    """
    taken = sorted([(glyph.x0, glyph.x1) for glyph in row if not glyph.text.isspace()])
    starts = [start for start, _ in taken]
    hits = solid = 0
    for glyph in glyphs:
        if glyph.text.isspace():
            continue
        solid += 1
        middle = (glyph.x0 + glyph.x1) / 2
        at = bisect.bisect_right(starts, middle) - 1
        hits += at >= 0 and middle < taken[at][1]
    return hits * 2 > solid


def _shown(glyphs: Sequence[Glyph]) -> str:
    return "".join([glyph.text for glyph in glyphs if not glyph.text.isspace()])


def _level(glyphs: Sequence[Glyph]) -> tuple[float, float] | None:
    """Give the vertical extent of most characters: medians, so one odd box moves nothing.

    None when there is nothing but blanks.
    """
    tops = sorted([glyph.top for glyph in glyphs if not glyph.text.isspace()])
    if not tops:
        return None
    bottoms = sorted([glyph.bottom for glyph in glyphs if not glyph.text.isspace()])
    middle = len(tops) // 2
    return tops[middle], bottoms[middle]


def _same_level(bounds: list[tuple[float, float]], top: float, bottom: float) -> int | None:
    """Find a row that shares the level; the latest first, as text mostly runs on."""
    height = bottom - top
    for index in range(len(bounds) - 1, -1, -1):
        other_top, other_bottom = bounds[index]
        if other_bottom <= top or other_top >= bottom:
            continue
        shared = (bottom if bottom < other_bottom else other_bottom) - (
            top if top > other_top else other_top
        )
        if shared >= min(height, other_bottom - other_top) * _SAME_LEVEL:
            return index
    return None


def _line(glyphs: list[Glyph]) -> Line:
    """Make the line of a row's characters: sorted, blanks kept where people see them."""
    glyphs.sort(key=_left)
    solid = [glyph for glyph in glyphs if not glyph.text.isspace()]
    size = _character_size(solid)
    parts: list[str] = []
    end = solid[0].x0
    before = ""
    blank = False
    wide, word = size * _WIDE_GAP, size * _WORD_GAP
    for glyph in glyphs:
        text = glyph.text
        if text.isspace():
            blank = blank or not glyph.generated
            continue
        if before:
            # Chinese next to digits is set apart without a blank; words are not.
            needed = word if before < "⺀" and text < "⺀" else wide
            if blank or glyph.x0 - end > needed:
                parts.append(" ")
        parts.append(text)
        end, before, blank = glyph.x1, text, False
    return Line("".join(parts), cover(solid), size)


_left = itemgetter(1)


def cover(glyphs: Sequence[Glyph]) -> BoundingBox:
    """Give the box that covers characters."""
    return BoundingBox(
        min([glyph.x0 for glyph in glyphs]),
        min([glyph.top for glyph in glyphs]),
        max([glyph.x1 for glyph in glyphs]),
        max([glyph.bottom for glyph in glyphs]),
    )


def _character_size(glyphs: Sequence[Glyph]) -> float:
    widths = sorted([glyph.x1 - glyph.x0 for glyph in glyphs if glyph.text >= "⺀"])
    if widths and widths[len(widths) // 2] > 0:
        return widths[len(widths) // 2]
    heights = sorted([glyph.bottom - glyph.top for glyph in glyphs])
    return max(heights[len(heights) // 2] / _LINE_HEIGHT, 0.1)
