"""Scanned pages of a PDF, and pictures beside text: recognised, or named as not recognised."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2 as pdfium
from PIL import Image

from extractors.document import BoundingBox
from extractors.ocr.recognise import OFF, recognise_page, unavailable
from extractors.page_layout import PageLayout
from extractors.sink import BlockSink

_DOTS = 200 / 72  # pixels a point: what recognition was measured with
_LONGEST = 3600  # pixels


class ScannedPages:
    """Recognises pages as the settings say and keeps count of those that stay unread."""

    def __init__(self, sink: BlockSink) -> None:
        self._sink = sink
        self._unread: list[int] = []
        self._pictures: list[int] = []
        self._asked = False
        self._reason: str | None = None

    def read_page(self, document: pdfium.PdfDocument, number: int) -> PageLayout | None:
        """Recognise page `number` (1-based); None when it cannot be, or holds no text."""
        if self._why_not() is not None:
            self._unread.append(number)
            return None
        image, scale = _render(document, number)
        return recognise_page(image, number, scale, self._sink)

    def read_pictures(
        self, document: pdfium.PdfDocument, number: int, boxes: Sequence[BoundingBox]
    ) -> PageLayout | None:
        """Recognise the pictures in `boxes` of a page that has text of its own beside them."""
        if self._why_not() is not None:
            self._pictures.append(number)
            return None
        image, scale = _render(document, number)
        # Only the pictures are left on a white page: what is recognised stays in its place.
        page = Image.new("RGB", image.size, "white")
        for box in boxes:
            area = tuple(round(value * scale) for value in box)
            page.paste(image.crop((area[0], area[1], area[2], area[3])), (area[0], area[1]))
        return recognise_page(page, number, scale, self._sink)

    def _why_not(self) -> str | None:
        if not self._asked:
            self._asked = True
            self._reason = unavailable(self._sink.settings)
        return self._reason

    def finish(self) -> None:
        """Put what stayed unread into the ledger."""
        reason = self._reason or OFF
        for number in self._unread:
            message = f"第 {number} 页没有可读取的文字（扫描页），没有识别"
            self._sink.report("page_not_recognised", message, page=number)
        for number in self._pictures:
            message = f"第 {number} 页有图片，图中的文字没有识别（{reason}）"
            self._sink.report("pictures_not_read", message, page=number)
        if self._unread:
            self._sink.empty_reason = (
                f"有 {len(self._unread)} 页是扫描页，其中的文字没有识别：{reason}。"
                "请启用文字识别，或提交可复制文字的 PDF、.docx"
            )


def _render(document: pdfium.PdfDocument, number: int) -> tuple[Image.Image, float]:
    """Give the page as shown, and how many pixels a point has."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(_DOTS, _LONGEST / max(width, height, 1.0))
        return page.render(scale=scale).to_pil(), scale
    finally:
        page.close()
