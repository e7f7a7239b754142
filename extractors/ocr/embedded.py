"""Pictures inside Office documents become blocks; files embedded there are named."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Collection, Iterator
from pathlib import Path

from PIL import Image, ImageOps

from extractors.document import Locator
from extractors.errors import ExtractionError, LimitError
from extractors.format_names import Format
from extractors.ocr.recognise import OFF, recognise_page, unavailable
from extractors.packages import Package
from extractors.page_blocks import BlockWriter
from extractors.settings import ExtractSettings
from extractors.sink import BlockSink, PictureOffer

_SMALLEST = (120, 40)  # pixels: smaller pictures are bullets and icons
_MOST = 300  # pictures a document
_BROKEN = (ExtractionError, OSError, ValueError, SyntaxError, Image.DecompressionBombError)


class EmbeddedPictures:
    """Recognises a document's pictures where they stand, and counts those left unread."""

    def __init__(self, sink: BlockSink, package: Package) -> None:
        self._sink = sink
        self._package = package
        self._seen: set[str] = set()
        self._unread = 0
        self._reason: str | None = None

    def offer(self, location: Path, form: Format) -> None:
        """Let idle workers recognise the document's pictures while its text is read."""
        parts = tuple(name for name in self._package.names if "/media/" in f"/{name.lower()}")
        if 1 < len(parts) <= _MOST and self._sink.settings.ocr != "off":
            self._sink.offer(PictureOffer(str(location), form, parts))

    def read(self, part: str) -> None:
        """Recognise the picture in `part`, once however often it is shown."""
        if part in self._seen:
            return
        self._seen.add(part)
        if self._reason is None:
            self._reason = unavailable(self._sink.settings)
        if self._reason is not None or len(self._seen) > _MOST:
            self._unread += 1
            return
        try:
            self._recognise(part)
        except _BROKEN:
            # Drawings in Windows' own formats and broken pictures: counted, not hidden.
            self._unread += 1

    def finish(self, known: Collection[str] = ()) -> None:
        """Say how many pictures, and which embedded files but the `known` ones, were not read."""
        for part in self._package.embedded_files:
            if part in known:
                continue
            name = part.rpartition("/")[2]
            self._sink.report_embedded(f"另一个文件（{name}）")
        if not self._unread:
            return
        count, reason = self._unread, self._reason or "格式不能打开"
        self._sink.report(
            "pictures_not_read", f"文中有 {count} 张图片，图中的文字没有识别（{reason or OFF}）"
        )
        if not self._sink.blocks:
            self._sink.empty_reason = (
                f"文件里只有图片，没有文字，图中的文字没有识别（{reason}）："
                "请启用文字识别，或另附文字说明后重新提交"
            )

    def _recognise(self, part: str) -> None:
        data = self._package.read(part)
        if data is None:
            return
        upright = _upright(data, self._sink.settings)
        if upright is None:
            return
        aside = BlockSink(self._sink.settings, self._sink.heartbeat)
        layout = recognise_page(upright, 1, 1.0, aside)
        if layout is None:
            return
        BlockWriter(aside).write([layout], [([], [])])
        name = part.rpartition("/")[2]
        for block in aside.blocks:
            place = Locator(table=block.locator.table, row=block.locator.row, part=name)
            self._sink.add(
                block.kind,
                block.text,
                locator=place,
                cells=block.cells,
                confidence=block.confidence,
            )
        self._sink.recognised = True
        for problem in aside.problems:
            self._sink.report(problem.kind, f"图片 {name}：{problem.message}")


def _upright(data: bytes, settings: ExtractSettings) -> Image.Image | None:
    """Give a picture as it is shown, None for bullets and icons.

    Raises:
        LimitError: when it is too large to be unpacked.
        OSError: when it cannot be opened; also what else Pillow raises on broken pictures.
    """
    with Image.open(io.BytesIO(data)) as picture:
        if picture.width < _SMALLEST[0] or picture.height < _SMALLEST[1]:
            return None
        if picture.width * picture.height > settings.limits.image_pixels:
            raise LimitError("图片尺寸过大")
        return ImageOps.exif_transpose(picture).convert("RGB")


def offered_pictures(
    path: Path, items: tuple[object, ...], settings: ExtractSettings
) -> Iterator[Image.Image]:
    """Make offered pictures once more, for a helper; broken ones are passed over."""
    with Package(path, settings.limits) as package:
        for part in items:
            with contextlib.suppress(*_BROKEN):
                data = package.read(str(part))
                picture = None if data is None else _upright(data, settings)
                if picture is not None:
                    yield picture
