"""Scanned pages of a PDF, and pictures beside text: recognised, or named as not recognised."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from extractors.document import BoundingBox, Problem
from extractors.format_names import Format
from extractors.ocr.recognise import OFF, lay_out_reading, read_picture, unavailable
from extractors.page_layout import PageLayout
from extractors.settings import ExtractSettings
from extractors.sink import BlockSink, PictureOffer, Source

_DOTS = 200 / 72  # pixels a point: what recognition was measured with
_LONGEST = 3600  # pixels


@dataclass(frozen=True, slots=True)
class PageToRead:
    """A page (1-based) to recognise: the whole of it, or only the pictures in `boxes`."""

    number: int
    boxes: tuple[BoundingBox, ...] = ()


class ScannedPages:
    """Recognises pages as the settings say and keeps count of those that stay unread."""

    def __init__(self, document: pdfium.PdfDocument, source: Source, sink: BlockSink) -> None:
        self._document = document
        self._source = source
        self._sink = sink
        self._asked = False
        self._reason: str | None = None

    def read(self, wanted: Sequence[PageToRead]) -> dict[int, PageLayout]:
        """Recognise pages, with the help of idle workers; give the layouts of those with text.

        What was doubtful or stayed unread goes to the ledger, in the order of the pages.
        """
        if not wanted:
            return {}
        if self._why_not() is not None:
            self._name_unread(wanted)
            return {}
        if len(wanted) > 1:
            location = str(self._source.location)
            self._sink.offer(PictureOffer(location, Format.PDF, tuple(wanted)))
        layouts: dict[int, PageLayout] = {}
        problems: dict[int, list[Problem]] = {}
        for patient in (False, True):  # what others are at is taken up at the end
            for page in wanted:
                if page.number not in problems:
                    found = self._read_one(page, layouts, patient=patient)
                    if found is not None:
                        problems[page.number] = found
        for number in sorted(problems):
            self._sink.problems.extend(problems[number])
        return layouts

    def _read_one(
        self, page: PageToRead, layouts: dict[int, PageLayout], *, patient: bool
    ) -> list[Problem] | None:
        """Recognise one page and give its problems, None when another worker is at it."""
        aside = BlockSink(self._sink.settings, self._sink.heartbeat)
        try:
            picture, scale = picture_of(self._document, page)
        except pdfium.PdfiumError:
            return [page_unreadable(page.number)]
        reading = read_picture(picture, aside, patient=patient)
        if reading is None:
            return None
        layout = lay_out_reading(reading, picture, page.number, scale, aside)
        if layout is not None:
            layouts[page.number] = layout
            self._sink.recognised = True
        return aside.problems

    def _why_not(self) -> str | None:
        if not self._asked:
            self._asked = True
            self._reason = unavailable(self._sink.settings)
        return self._reason

    def _name_unread(self, wanted: Sequence[PageToRead]) -> None:
        reason = self._reason or OFF
        unread = [page.number for page in wanted if not page.boxes]
        for number in unread:
            message = f"第 {number} 页像是扫描页，图中的文字没有识别"
            self._sink.report("page_not_recognised", message, page=number)
        for page in wanted:
            if page.boxes:
                message = f"第 {page.number} 页有图片，图中的文字没有识别（{reason}）"
                self._sink.report("pictures_not_read", message, page=page.number)
        if unread:
            self._sink.empty_reason = (
                f"有 {len(unread)} 页是扫描页，其中的文字没有识别：{reason}。"
                "请启用文字识别，或提交可复制文字的 PDF、.docx"
            )


def page_unreadable(number: int) -> Problem:
    """Give the ledger's words for a page that pdfium can make nothing of."""
    return Problem("page_unreadable", f"第 {number} 页已损坏，没有读出", number)


def offered_pictures(
    path: Path, items: tuple[object, ...], _settings: ExtractSettings
) -> Iterator[Image.Image]:
    """Make the pictures of offered pages once more, for a helper; broken ones are passed over."""
    document = pdfium.PdfDocument(path)
    try:
        for page in items:
            if isinstance(page, PageToRead):
                with contextlib.suppress(pdfium.PdfiumError):
                    yield picture_of(document, page)[0]
    finally:
        document.close()


def picture_of(document: pdfium.PdfDocument, page: PageToRead) -> tuple[Image.Image, float]:
    """Give what is to be recognised of a page as an RGB picture, and its pixels a point."""
    image, scale = _render(document, page.number)
    if not page.boxes:
        return image.convert("RGB"), scale
    # Only the pictures are left on a white page: what is recognised stays in its place.
    alone = Image.new("RGB", image.size, "white")
    for box in page.boxes:
        x0, y0, x1, y1 = (round(value * scale) for value in box)
        alone.paste(image.crop((x0, y0, x1, y1)), (x0, y0))
    return alone, scale


def _render(document: pdfium.PdfDocument, number: int) -> tuple[Image.Image, float]:
    """Give the page as shown, and how many pixels a point has."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(_DOTS, _LONGEST / max(width, height, 1.0))
        return page.render(scale=scale).to_pil(), scale
    finally:
        page.close()
