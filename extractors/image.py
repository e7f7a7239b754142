"""Photographs and scans: when the picture was taken, and the words in it when OCR is on."""

from __future__ import annotations

import re

from PIL import ExifTags, Image, UnidentifiedImageError

from extractors.errors import DamagedFileError, LimitError
from extractors.formats import Format
from extractors.sink import BlockSink, Source

_EXIF_TIME = re.compile(r"(\d{4}):(\d{2}):(\d{2})[ T](\d{2}):(\d{2}):(\d{2})")
_NOT_RECOGNISED = "图片中的文字没有识别：请启用文字识别，或另附文字说明"
_NO_HEIC = "这台电脑上的程序不能打开 HEIC 照片：请在手机或电脑上另存为 .jpg 后重新提交"


def extract(source: Source, sink: BlockSink) -> None:
    """Read a picture: its properties, and a block a line of text if recognition is on.

    Raises:
        ExtractionError: when the picture is broken or too large.
    """
    try:
        with Image.open(source.location) as picture:
            _check_size(picture, sink)
            _properties(picture, sink)
            sink.pages = int(getattr(picture, "n_frames", 1))
    except UnidentifiedImageError as error:
        if source.format is Format.HEIC:
            sink.skip_reason = _NO_HEIC
            return
        raise DamagedFileError("图片已损坏或不完整", ".jpg") from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise DamagedFileError("图片已损坏或不完整", ".jpg") from error
    sink.skip_reason = _NOT_RECOGNISED


def _check_size(picture: Image.Image, sink: BlockSink) -> None:
    if picture.width * picture.height > sink.settings.limits.image_pixels:
        raise LimitError("图片尺寸过大，没有读取：请缩小后重新提交")


def _properties(picture: Image.Image, sink: BlockSink) -> None:
    """Keep size, orientation and the camera's time; a broken EXIF block means none."""
    sink.set_property("width", str(picture.width))
    sink.set_property("height", str(picture.height))
    try:
        exif = picture.getexif()
        details = exif.get_ifd(ExifTags.IFD.Exif)
    except Exception:  # Pillow raises struct.error, SyntaxError and more on a broken block
        sink.report("exif_damaged", "照片的拍摄信息已损坏，无法读取拍摄时间")
        return
    orientation = exif.get(ExifTags.Base.Orientation)
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
