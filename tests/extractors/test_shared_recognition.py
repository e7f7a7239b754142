"""Slow pages are shared among workers: the same document, no picture twice, no worker lost."""

from __future__ import annotations

import io
import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from extractors import isolated
from extractors.format_names import Format
from extractors.isolated import ExtractionPool
from extractors.ocr import recognise
from extractors.ocr.cache import OcrCache
from extractors.ocr.engine import Fragment
from extractors.ocr.sharing import HelpDone, help_reading
from extractors.registry import extract_file
from extractors.settings import ExtractSettings, Limits
from extractors.sink import PictureOffer
from extractors.submission_files import SourceFile
from tests.extractors.made_engine import MadeEngine
from tests.extractors.made_files import make_docx, paragraph

READING = ([Fragment("党课", ((0.0, 0.0), (9.123, 0.0), (9.0, 9.0), (0.0, 9.0)), 0.9)], 0)


def _scan(path: Path, pages: int) -> Path:
    """Write pages that differ, each with a line of large Latin text on it."""
    made = []
    for number in range(pages):
        page = Image.new("RGB", (500, 160), "white")
        ImageDraw.Draw(page).text((20, 40), f"MEETING {number + 2}", fill="black", font_size=60)
        made.append(page)
    made[0].save(path, save_all=True, append_images=made[1:])
    return path


def _png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "PNG")
    return out.getvalue()


def _watched(monkeypatch: pytest.MonkeyPatch) -> list[isolated._Task]:
    begun: list[isolated._Task] = []
    begin = isolated._Slot.begin

    def watch(slot: isolated._Slot, task: isolated._Task) -> None:
        begun.append(task)
        begin(slot, task)

    monkeypatch.setattr(isolated._Slot, "begin", watch)
    return begun


@pytest.mark.parametrize("suffix", ["pdf", "tif"])
def test_idle_workers_help_with_one_scan_and_the_document_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    path = _scan(tmp_path / f"a.{suffix}", 4)
    begun = _watched(monkeypatch)
    cache = tmp_path / "cache"
    settings = ExtractSettings(ocr="auto", ocr_cache=str(cache))
    with ExtractionPool(settings, jobs=2) as pool:
        (shared,) = pool.map([SourceFile(path.name, path)])
        claims = Path(str(pool._slots[0]._settings.ocr_claims))
        # The next file waits for no helper that is still at the last one.
        (again,) = pool.map([SourceFile(path.name, path)])
        assert not list(claims.glob("*.claim"))
    assert [task.pictures is not None for task in begun][:2] == [False, True]
    assert len(list(cache.glob("*.json"))) == 4
    assert shared == again
    alone = extract_file(path, settings=ExtractSettings(ocr="auto", ocr_threads=1))
    assert shared == alone
    text = "".join(block.text for block in shared.blocks)
    assert all(f"MEETING{number}" in text.replace(" ", "") for number in range(2, 6))


def test_a_helper_that_dies_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _scan(tmp_path / "a.pdf", 3)
    begin = isolated._Slot.begin

    def kill_helper(slot: isolated._Slot, task: isolated._Task) -> None:
        begin(slot, task)
        if task.pictures is not None and slot._process is not None:
            slot._process.kill()

    monkeypatch.setattr(isolated._Slot, "begin", kill_helper)
    with ExtractionPool(ExtractSettings(ocr="auto"), jobs=2) as pool:
        (document,) = pool.map([SourceFile("a.pdf", path)])
    assert document.status == "ocr"
    assert document.problems == ()
    assert document.pages == 3


def test_a_claimed_picture_is_left_to_its_worker(tmp_path: Path) -> None:
    first = OcrCache(str(tmp_path), "made-1", str(tmp_path))
    second = OcrCache(str(tmp_path), "made-1", str(tmp_path))
    assert first.claim("k")
    assert not second.claim("k")
    kept: list[object] = []
    waiting = threading.Thread(target=lambda: kept.append(second.wait("k", 10, lambda: None)))
    waiting.start()
    time.sleep(0.1)
    given = first.put("k", READING)
    waiting.join(10)
    assert kept == [given]
    # What is kept on disk equals what is given at once, or boxes would hang on who read it.
    assert given[0][0].corners[1] == (9.12, 0.0)


@pytest.mark.parametrize("owner", ["999999999", str(os.getpid())])
def test_a_claim_that_comes_to_nothing_is_taken_over(tmp_path: Path, owner: str) -> None:
    (tmp_path / "k.claim").write_text(owner, encoding="ascii")
    cache = OcrCache(str(tmp_path), "made-1", str(tmp_path))
    begin = time.monotonic()
    assert cache.wait("k", 0.3, lambda: None) is None
    assert time.monotonic() - begin < 5


class _Counting(MadeEngine):
    version = "counting-1"

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def read(self, image: Image.Image) -> list[Fragment]:
        self.sizes.append(image.width)
        return [Fragment("党课", ((1.0, 1.0), (9.0, 1.0), (9.0, 9.0), (1.0, 9.0)), 0.95)]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> _Counting:
    made = _Counting()
    monkeypatch.setattr(recognise, "load_engine", lambda threads: made)
    return made


def _help(offer: PictureOffer, folder: Path, beat: Callable[[], None] = lambda: None) -> HelpDone:
    settings = ExtractSettings(ocr_cache=str(folder / "c"), ocr_claims=str(folder))
    return help_reading(offer, settings, beat)


def test_a_helper_begins_with_the_last_picture_and_passes_over_broken_ones(
    tmp_path: Path, engine: _Counting
) -> None:
    pictures = [_png(300 + number, 200) for number in range(3)]
    path = make_docx(tmp_path / "a.docx", paragraph("党课"), pictures=[*pictures, b"\x89PNG"])
    beats: list[None] = []
    offer = PictureOffer(str(path), Format.DOCX, tuple(f"word/media/{n}.png" for n in range(5)))
    _help(offer, tmp_path, lambda: beats.append(None))
    assert engine.sizes == [302, 301, 300]
    assert len(beats) == 3
    _help(offer, tmp_path)
    assert engine.sizes == [302, 301, 300]


def test_a_helper_stops_where_the_others_have_been(tmp_path: Path, engine: _Counting) -> None:
    frames = [Image.new("RGB", (100 + number, 60), "white") for number in range(30)]
    path = tmp_path / "a.tif"
    frames[0].save(path, save_all=True, append_images=frames[1:])
    numbers = tuple(range(1, 31))
    _help(PictureOffer(str(path), Format.TIFF, numbers[10:]), tmp_path)
    before = len(engine.sizes)
    assert before == 20
    _help(PictureOffer(str(path), Format.TIFF, numbers), tmp_path)
    assert len(engine.sizes) == before  # it met only pages that were done, and gave up early


def test_a_file_that_vanished_or_broke_ends_the_help(tmp_path: Path, engine: _Counting) -> None:
    broken = tmp_path / "b.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    for path, form in ((tmp_path / "none.tif", Format.TIFF), (broken, Format.PDF)):
        assert _help(PictureOffer(str(path), form, (1, 2)), tmp_path) == HelpDone()
    assert engine.sizes == []


def test_pictures_too_large_to_unpack_are_not_recognised(tmp_path: Path, engine: _Counting) -> None:
    drawing = '<w:r><w:drawing><a:blip r:embed="m0"/></w:drawing></w:r>'
    body = paragraph("党课") + paragraph(drawing)
    path = make_docx(tmp_path / "a.docx", body, pictures=[_png(400, 400)])
    settings = ExtractSettings(ocr="auto", soffice="")
    small = replace(settings, limits=Limits(image_pixels=1000))
    assert [p.kind for p in extract_file(path, settings=small).problems] == ["pictures_not_read"]
    assert engine.sizes == []
    assert extract_file(path, settings=settings).status == "ocr"
    assert engine.sizes == [400]


def test_who_waits_for_another_workers_reading_gives_signs_of_life(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractors.ocr.cache._BEAT", 0.1)
    first = OcrCache(str(tmp_path / "cache"), "1", str(tmp_path))
    assert first.claim("k")
    beats: list[float] = []
    waiting = OcrCache(str(tmp_path / "cache"), "1", str(tmp_path))
    assert waiting.wait("k", 0.6, lambda: beats.append(time.monotonic())) is None
    # One a tenth of a second, and one when the waiting is over and the work begins.
    assert len(beats) >= 3
