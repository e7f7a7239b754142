"""Paragraphs set narrower than their page, or broken after a fixed number of characters.

Such lines end well before the margin, so room alone does not tell whether a paragraph goes on.
Here a line runs on when it is as long as its neighbours or, with a clause's marks in it, the
longest of them, stops inside a sentence, and the lines after it bring the sentence to its end.
Lists of short lines do not.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.text_lines import Line

SENTENCE_END = tuple("。！？；：!?;:")
LIST_MARK = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[、．.](?!\d)|[①-⑳]|第[一二三四五六七八九十\d]{1,3}[章节条、])"
)
FIELD_MARK = re.compile(r"[一-鿿 　]{2,8}[：:]")
_FEWEST = 16  # characters: a shorter line is an item of a list, not a full line
_EDGE = 0.6  # character sizes: lines that end this near to each other end at one edge
_DEEPEST_INDENT = 3.0  # character sizes
_STEP = 1.5  # times the usual distance of lines
_STOPS = re.compile("[。！？!?]")
_CLAUSE = re.compile("[，。；！？]")
_GOES_ON = tuple("，、,（《“〈")
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line, its page (1-based) and the left edge of its column."""

    line: Line
    page: int
    left: float


def narrow_joins(lines: Sequence[SetLine], pitch: float) -> frozenset[int]:
    """Give the indexes of lines that run on into the next one, in narrow text.

    `pitch` is the usual distance of lines' tops, 0 if unknown.
    """
    joins: set[int] = set()
    for first, last in _stretches(lines, pitch):
        stretch = lines[first:last]
        candidates = _candidates(stretch)
        ended = False
        # From the end: a line runs on only where some line after it ends the sentence.
        for index in range(len(stretch) - 2, -1, -1):
            following = stretch[index + 1].line.text
            ended = (ended and index + 1 in candidates) or _STOPS.search(following) is not None
            if index in candidates and (ended or _plainly_open(stretch[index].line, following)):
                joins.add(first + index)
    return frozenset(joins)


def same_series(first: str, second: str) -> bool:
    """Tell whether two lines begin alike: items of a list, fields of a form, dates of a diary."""
    for mark in (LIST_MARK, FIELD_MARK):
        if mark.match(first) and mark.match(second):
            return True
    start, other = _DIGITS.sub("0", first[:4]), _DIGITS.sub("0", second[:4])
    return first[:2] == second[:2] or ("0" in start and start == other)


def _stretches(lines: Sequence[SetLine], pitch: float) -> list[tuple[int, int]]:
    """Part the lines where size, column, page or distance changes: index ranges, half-open."""
    cuts = [0]
    for index, (one, two) in enumerate(itertools.pairwise(lines), 1):
        if not _go_together(one, two, pitch):
            cuts.append(index)
    cuts.append(len(lines))
    return [(first, last) for first, last in itertools.pairwise(cuts) if last - first > 1]


def _go_together(one: SetLine, two: SetLine, pitch: float) -> bool:
    size = max(one.line.size, two.line.size)
    step = two.line.box.y0 - one.line.box.y0
    return (
        one.page == two.page
        and one.left == two.left
        and abs(one.line.size - two.line.size) <= size * 0.1
        and 0 < step <= (pitch or step) * _STEP
        and all(item.line.box.x0 <= item.left + size * _DEEPEST_INDENT for item in (one, two))
    )


def _candidates(stretch: Sequence[SetLine]) -> frozenset[int]:
    """Give the indexes of lines that are full and stop inside a sentence."""
    counts = [_columns(item) for item in stretch]
    often, longest = Counter(counts), max(counts)
    edges = [item.line.box.x1 for item in stretch]
    return frozenset(
        index
        for index, (item, following) in enumerate(itertools.pairwise(stretch))
        if counts[index] >= _FEWEST
        and (
            often[counts[index]] > 1
            or (counts[index] == longest and _CLAUSE.search(item.line.text))
            or _at_common_edge(edges, index, item.line.size)
        )
        and _may_go_on(item, following)
        and not _is_bare_item(stretch, index)
    )


def _columns(item: SetLine) -> int:
    """Count a line's characters, its indent's blanks included."""
    return len(item.line.text) + round(max(0.0, item.line.box.x0 - item.left) / item.line.size)


def _at_common_edge(edges: Sequence[float], index: int, size: float) -> bool:
    """Tell whether a line ends where the longest ones end, and is not alone there."""
    furthest = max(edges)
    if furthest - edges[index] > size * _EDGE:
        return False
    return sum(furthest - edge <= size * _EDGE for edge in edges) > 1


def _may_go_on(item: SetLine, following: SetLine) -> bool:
    first, second = item.line, following.line
    if second.box.x0 > following.left + second.size * _EDGE:
        return False
    if first.text.endswith(SENTENCE_END) or same_series(first.text, second.text):
        return False
    return not (LIST_MARK.match(second.text) or FIELD_MARK.match(second.text))


def _is_bare_item(stretch: Sequence[SetLine], index: int) -> bool:
    """Tell the later items of a list by their like beginning and by having no punctuation."""
    if not index or _CLAUSE.search(stretch[index].line.text):
        return False
    return same_series(stretch[index - 1].line.text, stretch[index].line.text)


def _plainly_open(line: Line, following: str) -> bool:
    """Tell whether a line stops where nothing ends, whatever the lines after it say."""
    return line.text.endswith(_GOES_ON) or (
        line.text[-1:].isdigit() and following.startswith(("年", "月", "日"))
    )
