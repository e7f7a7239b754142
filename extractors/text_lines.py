"""Lines of text made of placed characters: what stands on one level, from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.document import BoundingBox
from extractors.glyphs import Glyph

_SAME_LEVEL = 0.5  # share of the lower height that must overlap
_WORD_GAP = 0.2  # of the height: between letters of the Latin alphabet
_LINE_HEIGHT = 1.2  # of the size: how high boxes of Latin letters are
_WIDE_GAP = 0.6  # of the height: between any two characters


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
        solid = [glyph for glyph in glyphs if not glyph.text.isspace()]
        if not solid:
            continue
        top, bottom = _level(solid)
        place = _same_level(bounds, top, bottom)
        if place is None:
            rows.append(list(glyphs))
            bounds.append((top, bottom))
        else:
            rows[place].extend(glyphs)
    lines = [_line(row) for row in rows]
    return sorted(lines, key=lambda line: (line.box.y0, line.box.x0))


def _level(glyphs: Sequence[Glyph]) -> tuple[float, float]:
    """Give the vertical extent of most characters: medians, so one odd box moves nothing."""
    tops = sorted(glyph.top for glyph in glyphs)
    bottoms = sorted(glyph.bottom for glyph in glyphs)
    middle = len(glyphs) // 2
    return tops[middle], bottoms[middle]


def _same_level(bounds: list[tuple[float, float]], top: float, bottom: float) -> int | None:
    """Find a row that shares the level; the latest first, as text mostly runs on."""
    for index in range(len(bounds) - 1, -1, -1):
        other_top, other_bottom = bounds[index]
        shared = min(bottom, other_bottom) - max(top, other_top)
        lower = min(bottom - top, other_bottom - other_top)
        if lower > 0 and shared >= lower * _SAME_LEVEL:
            return index
    return None


def _line(glyphs: list[Glyph]) -> Line:
    """Make the line of a row's characters: sorted, blanks kept where people see them."""
    ordered = sorted(glyphs, key=lambda glyph: glyph.x0)
    solid = [glyph for glyph in ordered if not glyph.text.isspace()]
    size = _character_size(solid)
    parts: list[str] = []
    last: Glyph | None = None
    blank = False
    for glyph in ordered:
        if glyph.text.isspace():
            blank = blank or not glyph.generated
            continue
        if last is not None:
            gap = glyph.x0 - last.x1
            if blank or gap > size * _gap_needed(last, glyph):
                parts.append(" ")
        parts.append(glyph.text)
        last, blank = glyph, False
    box = BoundingBox(
        min(glyph.x0 for glyph in solid),
        min(glyph.top for glyph in solid),
        max(glyph.x1 for glyph in solid),
        max(glyph.bottom for glyph in solid),
    )
    return Line("".join(parts), box, size)


def _character_size(glyphs: Sequence[Glyph]) -> float:
    widths = sorted(glyph.x1 - glyph.x0 for glyph in glyphs if glyph.text >= "⺀")
    if widths and widths[len(widths) // 2] > 0:
        return widths[len(widths) // 2]
    heights = sorted(glyph.bottom - glyph.top for glyph in glyphs)
    return max(heights[len(heights) // 2] / _LINE_HEIGHT, 0.1)


def _gap_needed(left: Glyph, right: Glyph) -> float:
    """Give the gap that means a blank; Chinese next to digits is set apart without one."""
    latin = left.text < "⺀" and right.text < "⺀"
    return _WORD_GAP if latin else _WIDE_GAP
