"""Recognised pages: upright whichever way they lie, lines in order though askew, boxes in place."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.document import BlockKind
from extractors.errors import MissingToolError
from extractors.ocr import recognise
from extractors.ocr.cache import OcrCache
from extractors.ocr.engine import Fragment, Pixels, Point, Strip
from extractors.ocr.orientation import _lie, _longest, read_upright
from extractors.ocr.page_lines import find_levelling, lay_out_lines, to_lines
from extractors.ocr.picture_rulings import find_rulings
from extractors.ocr.rapid import _turn, load_engine
from extractors.ocr.set_downwards import stand_up
from extractors.page_layout import ColumnText
from extractors.registry import extract_file
from extractors.ruled_tables import find_tables
from extractors.settings import ExtractSettings
from tests.extractors.made_engine import MadeEngine, MadeLook

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


class _TurnedEngine(MadeEngine):
    """Reads well only when the page stands upright: its left edge is dark then.

    Its strips are darker on the left when they run the right way; a page on its side has strips
    that were laid down.
    """

    version = "made-1"

    def __init__(self, *, guesses: bool = True) -> None:
        self.calls = 0
        self.tried = 0
        self._guesses = guesses

    def read(self, image: Image.Image) -> list[Fragment]:
        self.calls += 1
        score = 0.98 if _dark_side(image) == 0 else 0.4
        corners = ((10.0, 20.0), (210.0, 20.0), (210.0, 50.0), (10.0, 50.0))
        return [Fragment("党员大会记录", corners, score)]

    def look(self, image: Image.Image) -> MadeLook:
        turn = _dark_side(image)
        strip = np.full((20, 200, 3), 255, np.uint8)
        strip[:, -100 if turn in (90, 180) else 0 :][:, :100] = 0
        cut = 270 if turn in (90, 270) else 0
        return MadeLook(lambda: self.read(image), [Strip(strip, cut, 200.0)])

    def read_strips(self, strips: Sequence[Pixels]) -> list[tuple[str, float]]:
        self.tried += len(strips)
        # Characters of a level line that are stood up as if set downwards are no text.
        level = [len(strip) == 20 and strip[0, 0, 0] < 128 for strip in strips]
        return [("党员大会记录", 0.98) if right else ("", 0.0) for right in level]

    def upside_down(self, strips: Sequence[Pixels]) -> float:
        wrong = [strip[0, 0, 0] >= 128 for strip in strips]
        return sum(wrong) / len(wrong) if self._guesses else 0.0


def _dark_side(image: Image.Image) -> int:
    """Give the turn clockwise that brings the page's dark edge to the left."""
    for turn in (0, 90, 180, 270):
        page = image.rotate(-turn, expand=True).convert("L")
        edge = page.crop((0, 0, max(1, page.width // 10), page.height))
        if sum(edge.histogram()[:128]) > edge.width * edge.height * 0.9:
            return turn
    return 0


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
    engine = _TurnedEngine()
    fragments, turned = read_upright(_marked(turn), engine)
    assert turned == turn
    assert engine.calls == 1  # one full reading, whichever way the page lies
    assert engine.tried == (0 if turn == 0 else 3 if turn in (90, 270) else 2)
    (fragment,) = fragments
    xs, ys = [c[0] for c in fragment.corners], [c[1] for c in fragment.corners]
    assert (min(xs), min(ys), max(xs), max(ys)) == pytest.approx(box, abs=1)


class _ManyLines(_TurnedEngine):
    """Sees thirty lines and counts those that the classifier is asked about."""

    asked = 0

    def look(self, image: Image.Image) -> MadeLook:
        look = super().look(image)
        return MadeLook(look.reading, look.strips * 30)

    def upside_down(self, strips: Sequence[Pixels]) -> float:
        self.asked += len(strips)
        return super().upside_down(strips)


def test_a_page_that_stands_upright_is_asked_about_a_few_lines_only() -> None:
    upright, on_head = _ManyLines(), _ManyLines()
    assert read_upright(_marked(0), upright)[1] == 0
    assert read_upright(_marked(180), on_head)[1] == 180
    assert upright.asked < on_head.asked / 3


def test_a_page_on_its_head_is_turned_though_nothing_speaks_for_it_before_it_reads_badly() -> None:
    engine = _TurnedEngine(guesses=False)
    fragments, turned = read_upright(_marked(180), engine)
    assert (turned, engine.calls) == (180, 2)
    assert fragments[0].score == 0.98


class _Illegible(_TurnedEngine):
    """Reads nothing well, whichever way the page lies."""

    def read(self, image: Image.Image) -> list[Fragment]:
        return [fragment._replace(score=0.6) for fragment in super().read(image)]

    def read_strips(self, strips: Sequence[Pixels]) -> list[tuple[str, float]]:
        self.tried += len(strips)
        return [("川三", 0.6) for _ in strips]


def test_a_page_that_reads_badly_every_way_stays_as_it_is_and_is_read_once() -> None:
    engine = _Illegible()
    fragments, turned = read_upright(_marked(180), engine)
    assert (turned, engine.calls) == (0, 1)
    assert [fragment.score for fragment in fragments] == [0.6]


class _SetDownwards(_TurnedEngine):
    """Sees columns of three characters, black, grey and white, and reads only those that stand."""

    def look(self, image: Image.Image) -> MadeLook:
        column = np.full((90, 30, 3), 255, np.uint8)
        for number, top in enumerate((2, 32, 62)):
            column[top : top + 10, 10:20] = 10 * number  # a dark spot above: it stands
        strip = np.ascontiguousarray(np.rot90(column))
        return MadeLook(lambda: self.read(image), [Strip(strip, 270, 90.0)])

    def read_strips(self, strips: Sequence[Pixels]) -> list[tuple[str, float]]:
        """Laid down to the left a column reads too, as engines do; on its head it does not."""
        found = []
        for strip in strips:
            dark = strip.min(axis=2) < 128
            rows, columns = dark.any(axis=1), dark.any(axis=0)
            stands = rows[: len(rows) // 2].any() and not rows[-len(rows) // 3 :].any()
            begins = columns[: len(columns) // 10].any()
            found.append(("立德树", 0.95) if stands or begins else ("", 0.0))
        return found


def test_a_page_of_lines_set_downwards_is_not_turned() -> None:
    engine = _SetDownwards()
    _, turned = read_upright(_marked(0), engine)
    assert (turned, engine.calls) == (0, 1)


@pytest.mark.parametrize("pitch", [24, 30, 36])
def test_characters_set_downwards_are_stood_up_whole(pitch: int) -> None:
    column = np.full((pitch * 5 + 12, 30, 3), 255, np.uint8)
    for number in range(5):
        top = 6 + pitch * number
        column[top : top + pitch - 6, 4:26] = 20 * number
    line = stand_up(np.ascontiguousarray(np.rot90(column)))
    cells = np.split(line, 5, axis=1)
    shades = [int(np.median(cell[cell < 200])) for cell in cells]
    assert shades == [0, 20, 40, 60, 80]


@pytest.mark.parametrize("degrees", [-4, 0, 4])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_strips_know_by_which_turn_they_lie_level(turn: int, degrees: int) -> None:
    """The engine cuts askew boxes with their corners in changing order; the way they run stays."""
    angle = math.radians(degrees - turn)
    assert _turn(math.cos(angle), math.sin(angle)) == turn


@pytest.mark.parametrize("degrees", [-4, 0, 4])
def test_the_engine_reads_a_page_whichever_way_it_lies(degrees: int) -> None:
    """Boxes of long lines that are askew and on their side are cut from either end."""
    page = Image.new("RGB", (1000, 320), "white")
    draw = ImageDraw.Draw(page)
    draw.text((60, 80), "PARTY MEETING 2022-03-15 IN ROOM 301", fill="black", font_size=40)
    draw.text((60, 190), "ATTENDED BY 25 MEMBERS OF 27 IN ALL", fill="black", font_size=40)
    engine = load_engine(1)
    for turn in (0, 90, 180, 270):
        lying = page.rotate(turn + degrees, expand=True, fillcolor="white")
        fragments, turned = read_upright(lying, engine)
        assert turned == turn
        assert sorted(f.text.replace(" ", "") for f in fragments) == [
            "ATTENDEDBY25MEMBERSOF27INALL",
            "PARTYMEETING2022-03-15INROOM301",
        ]


def test_strips_tried_run_one_way_and_those_that_lie_otherwise_are_left_out() -> None:
    def strip(turn: int | None, length: float) -> Strip:
        pixels = np.zeros((10, 60, 3), np.uint8)
        pixels[:, :30] = 200
        return Strip(pixels, turn, length)

    places = [strip(90, 50), strip(270, 50), strip(0, 20), strip(180, 20), strip(None, 10)]
    look = MadeLook(list, places)
    assert _lie(look) == "on its side"
    for lie in ("on its side", "level"):
        begins = sorted(int(pixels[0, 0, 0]) for pixels in _longest(look, lie, 9))
        assert begins == [0, 200]  # one of the two was turned round, the other as it was cut
    assert len(_longest(look, "square", 9)) == 1


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
