"""Paragraphs from lines: a line runs on when it is full and the next one goes on at the margin.

So that a date or a name broken by a line end is whole again; each line keeps its box.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import BoundingBox, BoxedSpan
from extractors.narrow_text import (
    FIELD_MARK,
    LIST_MARK,
    SENTENCE_END,
    SetLine,
    narrow_joins,
    same_series,
)
from extractors.text_lines import Line

_INDENT = 0.7  # of the character size: further in than this is a new paragraph
_SLACK = 0.45  # of the character size: a full line may end this short of what would not fit
_RAGGED = 8  # character sizes that the right margin may be wider than the left one
_CLOSING = tuple("，。、；：！？）》〉”’」』】〕…,.;:!?)]}")


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line on a page (1-based)."""

    line: Line
    page: int


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right edge of the column of text that lines stand in."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Joined lines: the text, a span for each line, the character size.

    `confidence` is that of the least sure line, `room` what the last line leaves free, in
    character sizes.
    """

    text: str
    spans: tuple[BoxedSpan, ...]
    size: float
    confidence: float | None = None
    room: float = 0.0

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.spans[0].page

    @property
    def box(self) -> BoundingBox:
        """The box that covers its part on its first page."""
        box = self.spans[0].box
        for span in self.spans[1:]:
            if span.page == self.page:
                box = box.union(span.box)
        return box


def join_lines(
    lines: Sequence[PlacedLine], margins: Sequence[Margins], *, indented: bool = True
) -> list[Paragraph]:
    """Join lines, in reading order, to paragraphs; `margins` gives each line's column.

    `indented`: an indent begins a paragraph (not in table cells, where text is often centred).
    """
    groups: list[list[PlacedLine]] = []
    ends: list[Margins] = []
    pitch = _usual_pitch(lines)
    narrow: frozenset[int] = frozenset()
    if indented:
        pairs = zip(lines, margins, strict=True)
        narrow = narrow_joins([SetLine(p.line, p.page, m.left) for p, m in pairs], pitch)
    for index, placed in enumerate(lines):
        if index and (
            index - 1 in narrow
            or runs_on(
                lines[index - 1],
                placed,
                margins[index - 1],
                margins[index],
                pitch,
                indented=indented,
            )
        ):
            groups[-1].append(placed)
            ends[-1] = margins[index]
        else:
            groups.append([placed])
            ends.append(margins[index])
    return [make_paragraph(group, end) for group, end in zip(groups, ends, strict=True)]


def runs_on(
    previous: PlacedLine,
    following: PlacedLine,
    margin: Margins,
    next_margin: Margins,
    pitch: float,
    *,
    indented: bool = True,
) -> bool:
    """Tell whether a paragraph goes on from one line to the next.

    `pitch` is the usual distance of lines' tops on these pages, 0 if unknown.
    """
    first, second = previous.line, following.line
    size = max(first.size, second.size)
    if abs(first.size - second.size) > size * 0.25:
        return False
    if not is_full(first, second, margin):
        return False
    if indented and second.box.x0 > next_margin.left + size * _INDENT:
        return False
    if previous.page == following.page:
        step = second.box.y0 - first.box.y0
        if step <= 0 and margin == next_margin:
            return False
        if pitch and step > pitch * 1.5:
            return False
    starts_item = LIST_MARK.match(second.text) or FIELD_MARK.match(second.text)
    if not starts_item:
        return True
    return not (first.text.endswith(SENTENCE_END) or same_series(first.text, second.text))


def is_full(line: Line, following: Line, margin: Margins) -> bool:
    """Tell whether a line ends because there was no room for what follows."""
    return margin.right - line.box.x1 < line.size * (unbreakable(following.text) + _SLACK)


def unbreakable(text: str) -> float:
    """Give the width, in character sizes, of what a line end cannot cut off at the start.

    That is a Latin word, or a Chinese character with the closing marks that must follow it.
    """
    word = re.match(r"[!-~]+", text)
    if word:
        return 0.55 * len(word.group())
    length = 1
    while length < 4 and text[length : length + 1] in _CLOSING and len(text) > length:
        length += 1
    return float(length)


def make_paragraph(lines: Sequence[PlacedLine], margin: Margins) -> Paragraph:
    """Join the texts of lines, with a blank only between words of the Latin alphabet.

    `margin` is the column of the last line.
    """
    text = ""
    spans: list[BoxedSpan] = []
    for placed in lines:
        line = placed.line
        latin = text[-1:].isascii() and line.text[0].isascii() and text[-1:] not in ("", "-")
        if latin and (text[-1].isalpha() or line.text[0].isalpha()):
            text += " "
        start = len(text)
        text += line.text
        spans.append(BoxedSpan(start, len(text), line.place, placed.page))
    scores = [item.line.confidence for item in lines if item.line.confidence is not None]
    room = _room(lines[-1].line, margin)
    return Paragraph(text, tuple(spans), lines[0].line.size, min(scores, default=None), room)


def _room(line: Line, margin: Margins) -> float:
    return (margin.right - line.box.x1) / line.size


def find_margins(lines: Sequence[Line], page_width: float, *, prose: bool = False) -> Margins:
    """Estimate the text column from its lines.

    The right edge is where several lines end, if that is anywhere near the page's right margin;
    else none of the lines need be full (a list of names), and the page is taken to have the same
    margin on both sides. `prose`: the lines are known to fill their column.
    """
    if not lines:
        return Margins(0.0, page_width)
    left = min(line.box.x0 for line in lines)
    furthest = max(line.box.x1 for line in lines)
    size = sorted(line.size for line in lines)[len(lines) // 2]
    reaching = sum(line.box.x1 > furthest - size * 1.5 for line in lines)
    mirrored = page_width - left
    near = furthest > mirrored - size * _RAGGED and reaching * 3 >= len(lines)
    if prose or (reaching >= 3 and near):
        return Margins(left, furthest)
    return Margins(left, max(furthest, mirrored))


def _usual_pitch(lines: Sequence[PlacedLine]) -> float:
    steps = sorted(
        second.line.box.y0 - first.line.box.y0
        for first, second in itertools.pairwise(lines)
        if first.page == second.page and second.line.box.y0 > first.line.box.y0
    )
    return steps[len(steps) // 3] if steps else 0.0
