"""Recognised pages: upright whichever way they lie, lines in order though askew, boxes in place."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from extractors.document import BlockKind
from extractors.errors import MissingToolError
from extractors.ocr import recognise
from extractors.ocr.cache import OcrCache
from extractors.ocr.engine import Fragment, Point
from extractors.ocr.orientation import read_upright
from extractors.ocr.page_lines import find_levelling, lay_out_lines, to_lines
from extractors.ocr.picture_rulings import find_rulings
from extractors.page_layout import ColumnText
from extractors.registry import extract_file
from extractors.ruled_tables import find_tables
from extractors.settings import ExtractSettings

WIDTH, HEIGHT = 800, 1000


def _fragment(text: str, x: float, y: float, angle: float = 0.0, score: float = 0.99) -> Fragment:
    """Place text 20 pixels high, turned about the page's middle."""
    width = 20.0 * len(text)

    def turn(px: float, py: float) -> Point:
        dx, dy = px - WIDTH / 2, py - HEIGHT / 2
        cosine, sine = math.cos(angle), math.sin(angle)
        return WIDTH / 2 + dx * cosine - dy * sine, HEIGHT / 2 + dx * sine + dy * cosine

    corners = (turn(x, y), turn(x + width, y), turn(x + width, y + 20), turn(x, y + 20))
    return Fragment(text, corners, score)


def _texts(fragments: list[Fragment]) -> list[str]:
    levelling = find_levelling(fragments, 0, WIDTH, HEIGHT)
    lines = to_lines(fragments, levelling, 1.0)
    layout = lay_out_lines(1, WIDTH, HEIGHT, lines, [])
    return [
        line.text for part in layout.parts if isinstance(part, ColumnText) for line in part.lines
    ]


@pytest.mark.parametrize("degrees", [-5, -1.5, 0, 1.5, 3, 5])
def test_lines_are_in_order_though_the_page_is_askew(degrees: float) -> None:
    angle = math.radians(degrees)
    rows = [("左边的文字一", "右边一"), ("左边的文字二", "右边二"), ("左边的文字三", "右边三")]
    fragments = [
        _fragment(text, 60 + 500 * column, 100 + 30 * row, angle)
        for row, pair in enumerate(rows)
        for column, text in enumerate(pair)
    ]
    for order in itertools.permutations(range(6), 6):
        if order[0] in (0, 3, 5):
            shuffled = [fragments[index] for index in order]
            assert _texts(shuffled) == [" ".join(pair) for pair in rows]


class _TurnedEngine:
    """Reads well only when the page stands upright: its left edge is dark then."""

    version = "made-1"

    def __init__(self) -> None:
        self.calls = 0

    def read(self, image: Image.Image) -> list[Fragment]:
        self.calls += 1
        width, height = image.size
        left = image.convert("L").crop((0, 0, max(1, width // 10), height))
        dark = sum(left.histogram()[:128]) > left.width * left.height * 0.9
        score = 0.98 if dark else 0.4
        corners = ((10.0, 20.0), (210.0, 20.0), (210.0, 50.0), (10.0, 50.0))
        return [Fragment("党员大会记录", corners, score)]


def _marked(turn: int) -> Image.Image:
    page = Image.new("RGB", (300, 400), "white")
    ImageDraw.Draw(page).rectangle((0, 0, 30, 400), fill="black")
    return page.rotate(turn, expand=True)


@pytest.mark.parametrize(
    ("turn", "box"),
    [
        (0, (10, 20, 210, 50)),
        (90, (20, 90, 50, 290)),
        (180, (90, 350, 290, 380)),
        (270, (350, 10, 380, 210)),
    ],
)
def test_a_page_that_lies_is_turned_and_its_boxes_turned_back(
    turn: int, box: tuple[int, int, int, int]
) -> None:
    fragments, turned = read_upright(_marked(turn), _TurnedEngine())
    assert turned == turn
    (fragment,) = fragments
    xs, ys = [c[0] for c in fragment.corners], [c[1] for c in fragment.corners]
    assert (min(xs), min(ys), max(xs), max(ys)) == pytest.approx(box, abs=1)


def test_ruled_tables_in_pictures_are_found() -> None:
    page = Image.new("L", (900, 700), 255)
    draw = ImageDraw.Draw(page)
    for y in (100, 200, 300, 400):
        draw.line((100, y, 700, y), fill=0, width=3)
    for x in (100, 300, 700):
        draw.line((x, 100, x, 400), fill=0, width=3)
    (table,) = find_tables(find_rulings(page, 1.0, 0.0))
    assert (len(table.rows) - 1, len(table.columns) - 1) == (3, 2)


def test_what_was_read_before_is_not_read_again(tmp_path: Path) -> None:
    cache = OcrCache(str(tmp_path), "made-1")
    page = _marked(0)
    key = cache.key(page)
    assert cache.get(key) is None
    reading = read_upright(page, _TurnedEngine())
    cache.put(key, reading)
    again = OcrCache(str(tmp_path), "made-1")
    assert again.get(again.key(page.copy())) == reading
    other = OcrCache(str(tmp_path), "made-2")
    assert other.get(other.key(page)) is None


def _picture(tmp_path: Path) -> Path:
    path = tmp_path / "照片.jpg"
    exif = Image.Exif()
    exif[0x0132] = "2022:03:15 14:30:00"
    exif[0x0112] = 1
    _marked(0).save(path, exif=exif)
    return path


def test_a_picture_becomes_lines_with_their_confidence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = _TurnedEngine()
    monkeypatch.setattr(recognise, "load_engine", lambda threads: engine)
    settings = ExtractSettings(ocr="auto", ocr_cache=str(tmp_path / "cache"))
    document = extract_file(_picture(tmp_path), settings=settings)
    assert document.status == "ocr"
    (block,) = document.blocks
    assert (block.kind, block.text, block.confidence) == (
        BlockKind.OCR_LINE,
        "党员大会记录",
        0.98,
    )
    assert dict(document.properties)["exif_time"] == "2022-03-15T14:30:00"
    assert extract_file(_picture(tmp_path), settings=settings) == document
    assert engine.calls == 1


def test_doubtful_pages_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Doubtful(_TurnedEngine):
        version = "doubtful-1"

        def read(self, image: Image.Image) -> list[Fragment]:
            return [fragment._replace(score=0.6) for fragment in super().read(image)]

    monkeypatch.setattr(recognise, "load_engine", lambda threads: Doubtful())
    document = extract_file(_picture(tmp_path), settings=ExtractSettings(ocr="auto"))
    assert [problem.kind for problem in document.problems] == ["low_confidence"]


def test_without_recognition_a_picture_is_skipped_with_its_time(tmp_path: Path) -> None:
    document = extract_file(_picture(tmp_path), settings=ExtractSettings(ocr="off"))
    assert document.status == "skipped"
    assert "没有识别" in (document.reason or "")
    assert dict(document.properties)["exif_time"] == "2022-03-15T14:30:00"


def test_a_missing_engine_is_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(threads: int) -> None:
        raise MissingToolError("文字识别组件没有装好")

    monkeypatch.setattr(recognise, "load_engine", missing)
    document = extract_file(_picture(tmp_path), settings=ExtractSettings(ocr="auto"))
    assert document.status == "skipped"
    assert "没有装好" in (document.reason or "")
