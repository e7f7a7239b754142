"""Two-column pages: which boxes belong to which column, in the order people read them."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import BoundingBox

_BIN = 3.0  # points
_GUTTER = 9.0  # points: the narrowest gap between columns
_FEWEST_LINES = 5  # on each side: fewer are a signature pair or a caption, read row by row
_PROSE = 0.55  # share of the column's width that its lines fill on average
_MIDDLE = (0.3, 0.7)  # where, across the text's width, the gap may be


def split_columns(boxes: Sequence[BoundingBox]) -> list[list[int]]:
    """Give the boxes' numbers grouped in reading order.

    One group for ordinary pages. A page set in two columns gives, from top to bottom, groups of
    text across the page, left columns and right columns. Short entries side by side (names, a
    list without ruling) are no columns: they are read row by row.
    """
    everything = list(range(len(boxes)))
    if len(boxes) < 2 * _FEWEST_LINES:
        return [everything] if boxes else []
    gap = _find_gutter(boxes)
    if gap is None:
        return [everything]
    left = [index for index in everything if boxes[index].x1 <= gap + _BIN]
    right = [index for index in everything if boxes[index].x0 >= gap - _BIN]
    if not (_is_prose(boxes, left) and _is_prose(boxes, right)):
        return [everything]
    across = sorted(set(everything) - set(left) - set(right), key=lambda index: boxes[index].y0)
    return _bands(boxes, across, left, right)


def _find_gutter(boxes: Sequence[BoundingBox]) -> float | None:
    """Find the x in the middle of the page that the fewest boxes cross, if a gap is there."""
    x0, x1 = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    width = x1 - x0
    count = int(width / _BIN) + 1
    if not 0 < count < 10_000:
        return None
    steps = [0] * (count + 2)
    for box in boxes:
        steps[int((box.x0 - x0) / _BIN)] += 1
        steps[min(int((box.x1 - x0) / _BIN) + 1, count + 1)] -= 1
    covered: list[int] = []
    running = 0
    for step in steps[:-1]:
        running += step
        covered.append(running)
    allowed = len(boxes) * 0.15
    best: tuple[int, int] | None = None
    start: int | None = None
    first, last = int(count * _MIDDLE[0]), int(count * _MIDDLE[1])
    for at in range(first, last + 1):
        if covered[at] <= allowed:
            start = at if start is None else start
            if best is None or at - start > best[1] - best[0]:
                best = (start, at)
        else:
            start = None
    if best is None or (best[1] - best[0] + 1) * _BIN < _GUTTER:
        return None
    return x0 + (best[0] + best[1] + 1) / 2 * _BIN


def _is_prose(boxes: Sequence[BoundingBox], side: list[int]) -> bool:
    if len(side) < _FEWEST_LINES:
        return False
    width = max(boxes[index].x1 for index in side) - min(boxes[index].x0 for index in side)
    mean = sum(boxes[index].x1 - boxes[index].x0 for index in side) / len(side)
    return width > 0 and mean >= width * _PROSE


def _bands(
    boxes: Sequence[BoundingBox], across: list[int], left: list[int], right: list[int]
) -> list[list[int]]:
    """Order columns between the boxes that run across the page."""
    groups: list[list[int]] = []
    top = float("-inf")
    limits = [boxes[index].y0 for index in across] + [float("inf")]
    for number, limit in enumerate(limits):
        for side in (left, right):
            band = [index for index in side if top <= boxes[index].y0 < limit]
            if band:
                groups.append(band)
        if number < len(across):
            groups.append([across[number]])
        top = limit
    return groups
