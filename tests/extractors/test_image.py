"""Photographs: as the camera held them, with their time, HEIC included."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from extractors.document import FileStatus
from extractors.ocr import recognise
from extractors.ocr.engine import Fragment
from extractors.registry import extract_file
from extractors.settings import ExtractSettings
from tests.extractors.made_engine import MadeEngine
from tests.extractors.made_files import read

_ORIENTATION, _TIME = 0x0112, 0x0132
# How a picture that is upright must be stored for each orientation that cameras write.
_STORED = {
    1: None,
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}


class _Watching(MadeEngine):
    """Keeps the sizes and the marked corner's darkness of what it is given to read."""

    def __init__(self, version: str) -> None:
        # Readings are kept by version and pixels: each test brings its own version.
        self.version = version
        self.seen: list[tuple[tuple[int, int], bool]] = []

    def read(self, image: Image.Image) -> list[Fragment]:
        corner = image.convert("L").getpixel((8, 8))
        self.seen.append((image.size, isinstance(corner, int) and corner < 100))
        box = ((20.0, 20.0), (120.0, 20.0), (120.0, 40.0), (20.0, 40.0))
        return [Fragment("党员大会记录", box, 0.98)]


def _upright() -> Image.Image:
    picture = Image.new("RGB", (320, 200), "white")
    ImageDraw.Draw(picture).rectangle((0, 0, 40, 40), fill="black")
    return picture


def _exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    exif[_TIME] = "2022:03:15 14:30:00"
    return exif


@pytest.mark.parametrize("orientation", sorted(_STORED))
def test_a_photograph_is_recognised_upright(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, orientation: int
) -> None:
    stored, turn = _upright(), _STORED[orientation]
    if turn is not None:
        stored = stored.transpose(turn)
    stored.save(tmp_path / "a.jpg", exif=_exif(orientation), quality=95)
    engine = _Watching(f"watching-{orientation}")
    monkeypatch.setattr(recognise, "load_engine", lambda threads: engine)
    document = extract_file(tmp_path / "a.jpg", settings=ExtractSettings(ocr="auto"))
    assert engine.seen[0] == ((320, 200), True)
    properties = dict(document.properties)
    assert properties["exif_orientation"] == str(orientation)
    assert properties["exif_time"] == "2022-03-15T14:30:00"


SIDEWAYS = Path(__file__).with_name("fixtures") / "sideways.heic"


def test_a_heic_photograph_is_read_upright_with_its_time_and_orientation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = _Watching("watching-heic")
    monkeypatch.setattr(recognise, "load_engine", lambda threads: engine)
    document = extract_file(SIDEWAYS, settings=ExtractSettings(ocr="auto"))
    assert document.media_type == "image/heic"
    assert engine.seen[0][0] == (
        320,
        128,
    )  # turned once: by its own turn, not by the EXIF note as well
    properties = dict(document.properties)
    assert properties["exif_time"] == "2022-03-15T14:30:00"
    assert properties["exif_orientation"] == "6"


def test_the_words_on_a_heic_photograph_are_recognised() -> None:
    document = extract_file(SIDEWAYS, settings=ExtractSettings(ocr="auto"))
    assert document.status == "ocr"
    assert "".join(block.text for block in document.blocks).replace(" ", "") == "MEETING2022"


@pytest.mark.parametrize("kind", [b"\xa2xif", b"Ex\xeaf", b"\xff\xff\xff\xff"])
def test_a_heic_whose_items_have_no_names_is_named_before_the_decoder_fails(
    tmp_path: Path, kind: bytes
) -> None:
    data = SIDEWAYS.read_bytes()
    assert data.count(b"Exif\x00") >= 1
    (tmp_path / "a.heic").write_bytes(data.replace(b"Exif\x00", kind + b"\x00", 1))
    document = read(tmp_path / "a.heic")
    assert document.status == "unreadable"
    assert "已损坏" in (document.reason or "")


def test_a_heic_cut_short_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.heic").write_bytes(SIDEWAYS.read_bytes()[:900])
    document = read(tmp_path / "a.heic")
    assert document.status in (FileStatus.SKIPPED, FileStatus.UNREADABLE)
    assert ".jpg" in (document.reason or "")


def test_a_heic_that_cannot_be_decoded_is_named_with_advice(tmp_path: Path) -> None:
    (tmp_path / "a.heic").write_bytes(b"\x00\x00\x00\x18ftypheic" + bytes(200))
    document = read(tmp_path / "a.heic")
    assert document.status in (FileStatus.SKIPPED, FileStatus.UNREADABLE)
    assert ".jpg" in (document.reason or "")
