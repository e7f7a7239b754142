"""Where pictures lie on a PDF page: those large enough to hold text of their own."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.document import BoundingBox
from extractors.glyphs import Stretch
from extractors.pdf_page import Transform

_LEAST_SHARE = 0.12  # of the page: smaller pictures are logos and seals
_COVERED = 0.3  # of the page's characters: text over a picture is its text layer, or it is a ground
_MOST_OBJECTS = 2_000


def holds_picture(page: pdfium.PdfPage) -> bool:
    """Tell whether anything that may be a picture is on the page."""
    for index in range(min(pdfium_c.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        kind = pdfium_c.FPDFPageObj_GetType(pdfium_c.FPDFPage_GetObject(page.raw, index))
        if kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM):
            return True
    return False


def text_pictures(
    page: pdfium.PdfPage, shown: Transform, stretches: Sequence[Stretch]
) -> list[BoundingBox]:
    """Give the boxes of large pictures beside the page's text, in points as shown."""
    found: list[BoundingBox] = []
    area = shown.width * shown.height
    for index in range(min(pdfium_c.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        item = pdfium_c.FPDFPage_GetObject(page.raw, index)
        if pdfium_c.FPDFPageObj_GetType(item) != pdfium_c.FPDF_PAGEOBJ_IMAGE:
            continue
        box = _bounds(item, shown)
        if box is None or (box.x1 - box.x0) * (box.y1 - box.y0) < area * _LEAST_SHARE:
            continue
        if not _is_covered(box, stretches):
            found.append(box)
    return found


def _bounds(item: object, shown: Transform) -> BoundingBox | None:
    """Give an object's box, cut to the page."""
    values = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(item, *values):
        return None
    box = shown.box(*(value.value for value in values))
    cut = BoundingBox(
        max(box.x0, 0.0), max(box.y0, 0.0), min(box.x1, shown.width), min(box.y1, shown.height)
    )
    return cut if cut.x0 < cut.x1 and cut.y0 < cut.y1 else None


def _is_covered(box: BoundingBox, stretches: Sequence[Stretch]) -> bool:
    total = inside = 0
    for stretch in stretches:
        for glyph in stretch.glyphs:
            x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
            total += 1
            inside += box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1
    return inside > total * _COVERED
