"""Scanned pages of a PDF: rendered and recognised, or named as not recognised."""

from __future__ import annotations

import pypdfium2 as pdfium

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
        self._reason: str | None = None

    def wanted(self, has_text: bool) -> bool:
        """Tell whether a page is to be recognised."""
        return not has_text or self._sink.settings.ocr == "all"

    def read(self, document: pdfium.PdfDocument, number: int) -> PageLayout | None:
        """Recognise page `number` (1-based); None when it cannot be, or holds no text."""
        if not self._unread:
            self._reason = unavailable(self._sink.settings)
        if self._reason is not None:
            self._unread.append(number)
            return None
        page = document[number - 1]
        try:
            width, height = page.get_size()
            scale = min(_DOTS, _LONGEST / max(width, height, 1.0))
            image = page.render(scale=scale).to_pil()
        finally:
            page.close()
        return recognise_page(image, number, scale, self._sink)

    def finish(self) -> None:
        """Put what stayed unread into the ledger."""
        if not self._unread:
            return
        reason = self._reason or OFF
        for number in self._unread:
            message = f"第 {number} 页没有可读取的文字（扫描页），没有识别"
            self._sink.report("page_not_recognised", message, page=number)
        self._sink.empty_reason = (
            f"有 {len(self._unread)} 页是扫描页，其中的文字没有识别：{reason}。"
            "请启用文字识别，或提交可复制文字的 PDF、.docx"
        )
