"""Columns of prose are read one after the other; short entries side by side, row by row."""

from __future__ import annotations

from extractors.document import BoundingBox
from extractors.reading_order import split_columns


def _column(x0: float, x1: float, top: float, count: int = 8) -> list[BoundingBox]:
    return [BoundingBox(x0, top + 20 * n, x1, top + 20 * n + 12) for n in range(count)]


def test_two_columns_with_a_title_across_and_a_note_below() -> None:
    title = BoundingBox(72, 40, 520, 60)
    left, right = _column(72, 285, 100), _column(310, 520, 100)
    note = BoundingBox(72, 300, 520, 312)
    boxes = [title, *[box for pair in zip(left, right, strict=True) for box in pair], note]
    groups = split_columns(boxes)
    assert groups == [[0], list(range(1, 17, 2)), list(range(2, 17, 2)), [17]]


def test_columns_begin_anew_below_a_heading_across() -> None:
    first = [*_column(72, 285, 100, 6), *_column(310, 520, 100, 6)]
    heading = BoundingBox(72, 230, 520, 244)
    second = [*_column(72, 285, 260, 6), *_column(310, 520, 260, 6)]
    groups = split_columns([*first, heading, *second])
    assert groups == [
        list(range(6)),
        list(range(6, 12)),
        [12],
        list(range(13, 19)),
        list(range(19, 25)),
    ]


def test_a_list_of_names_and_posts_is_no_pair_of_columns() -> None:
    names = [BoundingBox(72, 100 + 20 * n, 110, 112 + 20 * n) for n in range(10)]
    posts = [
        BoundingBox(300, 100 + 20 * n, 340 + 15 * (n % 4) ** 2, 112 + 20 * n) for n in range(10)
    ]
    # One long entry on each side: the rest fills little of its column.
    boxes = [*names, BoundingBox(72, 320, 280, 332), *posts, BoundingBox(300, 320, 520, 332)]
    assert split_columns(boxes) == [list(range(len(boxes)))]


def test_a_signature_pair_is_no_pair_of_columns() -> None:
    text = _column(72, 520, 100, 12)
    pair = [BoundingBox(72, 400, 200, 412), BoundingBox(350, 400, 500, 412)]
    assert split_columns([*text, *pair]) == [list(range(14))]


def test_no_boxes_are_no_groups() -> None:
    assert split_columns([]) == []
