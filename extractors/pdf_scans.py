"""Scanned pages of a PDF, and pictures beside text, as pictures to be recognised."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from extractors.document import BoundingBox, Problem
from extractors.scanned_pages import DOTS, LONGEST
from extractors.settings import ExtractSettings


@dataclass(frozen=True, slots=True)
class PageToRead:
    """A page (1-based) to recognise: the whole of it, or only the pictures in `boxes`."""

    number: int
    boxes: tuple[BoundingBox, ...] = ()


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
        scale = min(DOTS, LONGEST / max(width, height, 1.0))
        return page.render(scale=scale).to_pil(), scale
    finally:
        page.close()
