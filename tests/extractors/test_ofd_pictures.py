"""Pictures in OFD: scanned pages are recognised in their place, or named where that cannot be."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from extractors.document import BlockKind, Document
from extractors.ocr import recognise
from extractors.ocr.engine import Fragment
from extractors.registry import extract_file
from extractors.settings import ExtractSettings, Limits
from tests.extractors.made_engine import MadeEngine
from tests.extractors.made_files import read, texts
from tests.extractors.made_ofd import image_object, make_ofd
from tests.extractors.sound_document import check_document

POINT = 72 / 25.4
WORDS = "2022年3月15日召开支部党员大会"


class _Reader(MadeEngine):
    """Reads the same words over whatever is dark."""

    version = "made-ofd"

    def read(self, image: Image.Image) -> list[Fragment]:
        box = image.convert("L").point(lambda value: 255 * (value < 128)).getbbox()
        if box is None:
            return []
        left, top, right, bottom = box
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        return [Fragment(WORDS, corners, 0.97)]


def _scan(box: tuple[int, int, int, int], size: tuple[int, int] = (840, 1188)) -> bytes:
    """Give a white picture with a dark bar at `box`, as PNG."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle(box, fill="black")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _recognised(path: Path, monkeypatch: pytest.MonkeyPatch) -> Document:
    monkeypatch.setattr(recognise, "load_engine", lambda threads: _Reader())
    document = extract_file(path, settings=ExtractSettings(ocr="auto"))
    check_document(document)
    return document


def test_a_scanned_page_is_recognised_with_boxes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = image_object(10, "0 0 210 297", "210 0 0 297 0 0")
    scan = _scan((80, 100, 480, 140))
    path = make_ofd(tmp_path / "a.ofd", [], objects=whole, pictures=[scan])
    document = _recognised(path, monkeypatch)
    (block,) = document.blocks
    assert (document.status, block.kind, block.text) == ("ocr", BlockKind.OCR_LINE, WORDS)
    assert (block.confidence, block.page) == (0.97, 1)
    # Four pixels of the scan are a millimetre of the page.
    expected = tuple(value / 4 * POINT for value in (80, 100, 480, 140))
    assert document.cite(0, 0, 4).bbox == pytest.approx(expected, abs=1.5)


def test_a_scan_under_signs_of_the_fonts_own_is_recognised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = _scan((80, 100, 480, 140))
    path = make_ofd(
        tmp_path / "a.ofd",
        ["\ue001\ue002\ue003\ue004" * 5],
        objects=image_object(10, "0 0 210 297", "210 0 0 297 0 0"),
        pictures=[scan],
    )
    document = _recognised(path, monkeypatch)
    assert WORDS in texts(document)
    assert "page_not_recognised" not in {problem.kind for problem in document.problems}
    assert "page_not_recognised" in {problem.kind for problem in read(path).problems}


@pytest.mark.parametrize(
    ("ctm", "bar"),
    [
        ("0 100 -60 0 60 0", (48, 0, 60, 100)),  # turned to the right
        ("-60 0 0 100 60 0", (0, 0, 60, 20)),  # mirrored
    ],
)
def test_a_picture_is_drawn_as_its_matrix_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ctm: str, bar: tuple[int, ...]
) -> None:
    item = image_object(10, "50 80 60 100", ctm)
    scan = _scan((0, 0, 300, 100), size=(300, 500))  # its upper fifth is dark
    path = make_ofd(tmp_path / "a.ofd", [], objects=item, pictures=[scan])
    (block,) = _recognised(path, monkeypatch).blocks
    x0, y0, x1, y1 = bar
    expected = [value * POINT for value in (50 + x0, 80 + y0, 50 + x1, 80 + y1)]
    assert block.box == pytest.approx(expected, abs=1.5)


def test_a_large_picture_beside_text_is_recognised_and_a_small_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = image_object(10, "20 100 150 120", "150 0 0 120 0 0")
    small = image_object(11, "170 20 20 20", "20 0 0 20 0 0")
    scan, seal = _scan((0, 0, 839, 1187)), _scan((0, 0, 839, 1187))
    text = "关于召开支部党员大会的通知"
    path = make_ofd(tmp_path / "a.ofd", [text], objects=large + small, pictures=[scan, seal])
    document = _recognised(path, monkeypatch)
    assert texts(document) == [text, WORDS]
    expected = [value * POINT for value in (20, 100, 170, 220)]
    assert document.blocks[1].box == pytest.approx(expected, abs=1.5)


def test_a_scanned_page_is_named_where_nothing_is_recognised(tmp_path: Path) -> None:
    whole = image_object(10, "0 0 210 297", "210 0 0 297 0 0")
    path = make_ofd(tmp_path / "a.ofd", [], objects=whole, pictures=[_scan((0, 0, 9, 9))])
    document = read(path)
    assert [problem.kind for problem in document.problems] == ["page_not_recognised"]
    assert "扫描页" in (document.reason or "")


@pytest.mark.parametrize("data", [b"no picture", None])
def test_a_picture_that_is_missing_or_broken_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes | None
) -> None:
    whole = image_object(10, "0 0 210 297", "210 0 0 297 0 0")
    pictures = [] if data is None else [data]
    document = _recognised(
        make_ofd(tmp_path / "a.ofd", [], objects=whole, pictures=pictures), monkeypatch
    )
    assert [problem.kind for problem in document.problems] == ["pictures_not_read"]
    assert "不能打开" in (document.reason or "")


def test_a_picture_cut_short_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = image_object(10, "0 0 210 297", "210 0 0 297 0 0")
    scan = Image.effect_noise((400, 500), 90)
    out = io.BytesIO()
    scan.save(out, "PNG")
    cut = out.getvalue()[: len(out.getvalue()) // 2]
    path = make_ofd(tmp_path / "a.ofd", [], objects=whole, pictures=[cut])
    document = _recognised(path, monkeypatch)
    assert [problem.kind for problem in document.problems] == ["page_not_recognised"]


def test_pages_beyond_the_limit_are_said_to_be_left_out(tmp_path: Path) -> None:
    path = make_ofd(tmp_path / "a.ofd", [WORDS], pages=3)
    settings = ExtractSettings(ocr="off", limits=Limits(pages=2))
    document = extract_file(path, settings=settings)
    assert {block.page for block in document.blocks} == {1, 2}
    assert document.pages == 3
    assert any("前 2 页" in problem.message for problem in document.problems)
