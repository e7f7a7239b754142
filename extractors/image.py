"""Photographs and scans: when the picture was taken, and the words in it when OCR is on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from extractors.document import Problem
from extractors.errors import DamagedFileError, LimitError
from extractors.format_names import Format
from extractors.heif_items import names_are_text
from extractors.ocr.recognise import lay_out_reading, read_picture, unavailable
from extractors.page_blocks import BlockWriter
from extractors.page_layout import PageLayout
from extractors.settings import ExtractSettings
from extractors.sink import BlockSink, PictureOffer, Source

_EXIF_TIME = re.compile(r"(\d{4}):(\d{2}):(\d{2})[ T](\d{2}):(\d{2}):(\d{2})")
_MOST_LOADED = 40_000_000  # pixels: larger ones are only looked through
_NO_HEIC = "这台电脑上的程序不能打开 HEIC 照片：请在手机或电脑上另存为 .jpg 后重新提交"


def extract(source: Source, sink: BlockSink) -> None:
    """Read a picture: its properties, and a block a line of text if recognition is on.

    Raises:
        ExtractionError: when the picture is broken or too large.
    """
    register_heif()
    if source.format is Format.HEIC and not names_are_text(source.location.read_bytes()):
        raise DamagedFileError("图片已损坏或不完整", ".jpg")
    try:
        with Image.open(source.location) as picture:
            _check_size(picture, sink)
            _properties(picture, sink)
            sink.pages = int(getattr(picture, "n_frames", 1))
            _recognise(picture, source, sink)
    except UnidentifiedImageError as error:
        if source.format is Format.HEIC:
            sink.skip_reason = _NO_HEIC
            return
        raise DamagedFileError("图片已损坏或不完整", ".jpg") from error
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise DamagedFileError("图片已损坏或不完整", ".jpg") from error


def register_heif() -> None:
    """Let Pillow open HEIC photographs, if the decoder is installed."""
    try:
        import pi_heif
    except ImportError:
        return
    pi_heif.register_heif_opener()


def _recognise(picture: Image.Image, source: Source, sink: BlockSink) -> None:
    """Recognise every page (frame) of the picture, upright as the camera held it."""
    reason = unavailable(sink.settings)
    if reason is not None:
        # A broken picture shall be told from one that was not looked at.
        if _is_small(picture):
            picture.load()
        else:
            picture.verify()
        sink.skip_reason = f"图片中的文字没有识别（{reason}）：请启用文字识别，或另附文字说明"
        return
    count = min(sink.pages or 1, sink.settings.limits.pages)
    # Moving pictures repeat themselves; only documents scanned to one file have pages.
    count = count if source.format is Format.TIFF else 1
    layouts = _recognised_pages(picture, count, source, sink)
    BlockWriter(sink).write(layouts, [([], []) for _ in layouts])
    sink.empty_reason = "图片中没有识别出文字" if not sink.blocks else None


def _is_small(picture: Image.Image) -> bool:
    return picture.width * picture.height <= _MOST_LOADED


def _recognised_pages(
    picture: Image.Image, count: int, source: Source, sink: BlockSink
) -> list[PageLayout]:
    """Recognise the first `count` pages, with the help of idle workers."""
    if count > 1:
        numbers = tuple(range(1, count + 1))
        sink.offer(PictureOffer(str(source.location), source.format, numbers))
    layouts: dict[int, PageLayout | None] = {}
    problems: dict[int, list[Problem]] = {}
    for patient in (False, True):  # what others are at is taken up at the end
        for number in range(1, count + 1):
            if number in problems:
                continue
            page = _frame(picture, number, count)
            reading = read_picture(page, sink, patient=patient)
            if reading is not None:
                aside = BlockSink(sink.settings)
                layouts[number] = lay_out_reading(reading, page, number, 1.0, aside)
                problems[number] = aside.problems
                sink.recognised = sink.recognised or aside.recognised
    for number in sorted(problems):
        sink.problems.extend(problems[number])
    found = [layouts[number] for number in sorted(layouts)]
    return [layout for layout in found if layout is not None]


def _frame(picture: Image.Image, number: int, count: int) -> Image.Image:
    """Give a page (1-based) of `count` as an RGB picture, upright as the camera held it."""
    if count == 1:
        return ImageOps.exif_transpose(picture).convert("RGB")
    picture.seek(number - 1)
    return picture.convert("RGB")


def offered_pictures(
    path: Path, items: tuple[object, ...], _settings: ExtractSettings
) -> Iterator[Image.Image]:
    """Make the pictures of offered pages once more, for a helper."""
    with Image.open(path) as picture:
        for number in items:
            if isinstance(number, int):
                yield _frame(picture, number, len(items))


def _check_size(picture: Image.Image, sink: BlockSink) -> None:
    if picture.width * picture.height > sink.settings.limits.image_pixels:
        raise LimitError("图片尺寸过大，没有读取：请缩小后重新提交")


def _properties(picture: Image.Image, sink: BlockSink) -> None:
    """Keep size, orientation and the camera's time; a broken EXIF block means none."""
    sink.set_property("width", str(picture.width))
    sink.set_property("height", str(picture.height))
    try:
        # That of a PNG unpacks the whole picture to look for it.
        exif = picture.getexif() if _is_small(picture) else Image.Image.getexif(picture)
        details = exif.get_ifd(ExifTags.IFD.Exif)
    except Exception:  # Pillow raises struct.error, SyntaxError and more on a broken block
        sink.report("exif_damaged", "照片的拍摄信息已损坏，无法读取拍摄时间")
        return
    # A HEIC comes turned already; what its camera noted stands beside.
    orientation = picture.info.get("original_orientation") or exif.get(ExifTags.Base.Orientation)
    if isinstance(orientation, int) and 1 <= orientation <= 8:
        sink.set_property("exif_orientation", str(orientation))
    for value in (
        details.get(ExifTags.Base.DateTimeOriginal),
        details.get(ExifTags.Base.DateTimeDigitized),
        exif.get(ExifTags.Base.DateTime),
    ):
        match = _EXIF_TIME.match(value) if isinstance(value, str) else None
        if match and match.group(1) >= "1990" and match.group(2) != "00":
            year, month, day, hour, minute, second = match.groups()
            sink.set_property("exif_time", f"{year}-{month}-{day}T{hour}:{minute}:{second}")
            return
