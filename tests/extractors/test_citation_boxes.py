"""The box of any quote covers its characters, and no more than the lines they stand on."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from extractors.document import BoundingBox, Document, FileStatus
from extractors.ocr.engine import Fragment, Point
from extractors.ocr.recognise import lay_out_reading
from extractors.page_blocks import BlockWriter
from extractors.settings import ExtractSettings
from extractors.sink import BlockSink
from tests.extractors.made_files import read
from tests.extractors.made_ofd import make_ofd
from tests.extractors.raw_pdf import LEADING, make_raw_pdf
from tests.extractors.sound_document import check_document

CHARACTERS = "党课年月日应到实一二三〇○2022315：，。（）𠮷𬭚㐂㊣☑Ⅳ½"
LINES = st.lists(st.text(alphabet=CHARACTERS, min_size=2, max_size=12), min_size=1, max_size=3)
TURNS = st.sampled_from([0, 90, 180, 270])
SLOW = settings(max_examples=30, deadline=None)
POINT = 72 / 25.4

Place = Callable[[int, int], BoundingBox]  # of a character: its line and its number in it


def _check_quotes(document: Document, lines: list[str], place: Place, spare: float) -> None:
    """Cite every stretch of every block; boxes must cover what the quote holds.

    `spare`: how many points a box may be larger than the lines that the quote touches.
    """
    check_document(document)
    planted = [(row, at) for row, line in enumerate(lines) for at in range(len(line))]
    shown = "".join(block.text for block in document.blocks)
    assert "".join(shown.split()) == "".join(lines)
    following = iter(planted)
    for block in document.blocks:
        places = [None if sign.isspace() else next(following) for sign in block.text]
        for start in range(len(places)):
            for end in range(start + 1, len(places) + 1):
                quoted = [item for item in places[start:end] if item is not None]
                if not quoted:
                    continue
                citation = document.cite(block.index, start, end)
                assert citation.quote == block.text[start:end]
                assert citation.bbox is not None
                for row, at in quoted:
                    assert _inside(place(row, at), citation.bbox, 1.5)
                touched = [
                    place(row, at)
                    for row in {row for row, _ in quoted}
                    for at in range(len(lines[row]))
                ]
                whole = touched[0]
                for box in touched[1:]:
                    whole = whole.union(box)
                assert _inside(citation.bbox, whole, spare)


def _inside(inner: BoundingBox, outer: BoundingBox, slack: float) -> bool:
    return (
        inner.x0 >= outer.x0 - slack
        and inner.y0 >= outer.y0 - slack
        and inner.x1 <= outer.x1 + slack
        and inner.y1 <= outer.y1 + slack
    )


@SLOW
@given(LINES, TURNS, st.integers(0, 40), st.integers(0, 40))
def test_in_a_pdf_the_box_of_any_quote_covers_its_characters(
    lines: list[str], rotate: int, left: int, bottom: int
) -> None:
    right, top = 400 - bottom, 300 - left

    def place(row: int, at: int) -> BoundingBox:
        base = 200 - 20 * LEADING * row
        x0, y0, x1, y1 = 50 + 20 * at, base, 70 + 20 * at, base + 14
        return BoundingBox(
            *{
                0: (x0 - left, top - y1, x1 - left, top - y0),
                90: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
                180: (right - x1, y0 - bottom, right - x0, y1 - bottom),
                270: (top - y1, right - x1, top - y0, right - x0),
            }[rotate]
        )

    with tempfile.TemporaryDirectory() as folder:
        crop = (left, bottom, right, top)
        path = make_raw_pdf(Path(folder) / "a.pdf", "\n".join(lines), rotate=rotate, crop=crop)
        document = read(path)
    _check_quotes(document, lines, place, 8)


@SLOW
@given(LINES, st.integers(-20, 15), st.integers(-20, 15))
def test_in_an_ofd_the_box_of_any_quote_covers_its_characters(
    lines: list[str], left: int, top: int
) -> None:
    def place(row: int, at: int) -> BoundingBox:
        x, base = 20 + 5 * at - left, 30 + 10 * row - top
        wide = 2.5 if lines[row][at].isascii() else 5  # a digit fills half its place
        return BoundingBox(x * POINT, (base - 4) * POINT, (x + wide) * POINT, base * POINT)

    with tempfile.TemporaryDirectory() as folder:
        path = make_ofd(Path(folder) / "a.ofd", lines, area=f"{left} {top} 210 297")
        document = read(path)
    _check_quotes(document, lines, place, 6)


@settings(max_examples=60, deadline=None)
@given(LINES, TURNS, st.floats(-4, 4), st.sampled_from([1.0, 150 / 72, 200 / 72]))
def test_in_a_picture_the_box_of_any_quote_covers_its_characters(
    lines: list[str], turn: int, degrees: float, scale: float
) -> None:
    picture = Image.new("RGB", (900, 700) if turn in (90, 270) else (700, 900), "white")
    angle = math.radians(degrees)

    def corners(row: int, first: int, last: int) -> tuple[Point, Point, Point, Point]:
        """Give where characters lie on the picture: askew, then on their side."""
        x0, x1, y = 100 + 40 * first, 100 + 40 * last, 250 + 100 * row
        found = []
        for x, level in ((x0, y), (x1, y), (x1, y + 40), (x0, y + 40)):
            dx, dy = x - 350, level - 450
            px = 350 + dx * math.cos(angle) - dy * math.sin(angle)
            py = 450 + dx * math.sin(angle) + dy * math.cos(angle)
            found.append(
                {0: (px, py), 90: (py, 700 - px), 180: (700 - px, 900 - py), 270: (900 - py, px)}[
                    turn
                ]
            )
        return found[0], found[1], found[2], found[3]

    def place(row: int, at: int) -> BoundingBox:
        xs, ys = zip(*corners(row, at, at + 1), strict=True)
        return BoundingBox(min(xs) / scale, min(ys) / scale, max(xs) / scale, max(ys) / scale)

    fragments = [Fragment(line, corners(row, 0, len(line)), 0.99) for row, line in enumerate(lines)]
    sink = BlockSink(ExtractSettings())
    layout = lay_out_reading((fragments, turn), picture, 1, scale, sink)
    assert layout is not None
    BlockWriter(sink).write([layout], [([], [])])
    document = Document("a", "", "", 1, FileStatus.OCR, blocks=tuple(sink.blocks))
    _check_quotes(document, lines, place, 1.5)
