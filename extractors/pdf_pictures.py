"""Where pictures lie on a PDF page: those large enough to hold text of their own."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.document import BoundingBox
from extractors.glyphs import Stretch
from extractors.pdf_page import Matrix, Transform, multiply, own_matrix

_LEAST_SHARE = 0.12  # of the page: smaller pictures are logos and seals
_COVERED = 0.3  # of the page's characters: text over a picture is its text layer, or it is a ground
_MOST_OBJECTS = 2_000
_MOST_DEEP = 8  # forms within forms
_MOST_SEGMENTS = 2_000  # looked at of one path
_OUTLINES = 60  # curves and slanting strokes: some ten Chinese characters
_STRAIGHT = 0.2  # points
_UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def holds_picture(page: pdfium.PdfPage) -> bool:
    """Tell whether anything that may be a picture is on the page."""
    return any(
        pdfium_c.FPDFPageObj_GetType(item)
        in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM)
        for item in _objects(page)
    )


def holds_outlines(page: pdfium.PdfPage) -> bool:
    """Tell whether so much is drawn on the page that it may be text turned into outlines.

    Only curves and slanting strokes count: the rulings of an empty form are none.
    """
    strokes = 0
    for item in _objects(page):
        if pdfium_c.FPDFPageObj_GetType(item) == pdfium_c.FPDF_PAGEOBJ_PATH:
            strokes += _strokes(item)
            if strokes >= _OUTLINES:
                return True
    return False


def _objects(page: pdfium.PdfPage) -> Iterator[object]:
    for index in range(min(pdfium_c.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        yield pdfium_c.FPDFPage_GetObject(page.raw, index)


def _strokes(item: object) -> int:
    """Count the curves and slanting strokes of a path."""
    x, y = ctypes.c_float(), ctypes.c_float()
    found = 0
    last = (0.0, 0.0)
    for index in range(min(pdfium_c.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        slanting = abs(x.value - last[0]) > _STRAIGHT and abs(y.value - last[1]) > _STRAIGHT
        if kind != pdfium_c.FPDF_SEGMENT_MOVETO and slanting:
            found += 1
        last = (x.value, y.value)
    return found


def text_pictures(
    page: pdfium.PdfPage, shown: Transform, stretches: Sequence[Stretch]
) -> list[BoundingBox]:
    """Give the boxes of large pictures beside the page's text, in points as shown."""
    area = shown.width * shown.height
    return [
        box
        for item in _objects(page)
        for box in _picture_boxes(item, _UNMOVED, shown, 0)
        if is_text_picture(box, area, stretches)
    ]


def is_text_picture(box: BoundingBox, area: float, stretches: Sequence[Stretch]) -> bool:
    """Tell whether a picture beside text is large enough for words, and not the text's ground."""
    large = (box.x1 - box.x0) * (box.y1 - box.y0) >= area * _LEAST_SHARE
    return large and not _is_covered(box, stretches)


def _picture_boxes(
    item: object, outer: Matrix, shown: Transform, depth: int
) -> Iterator[BoundingBox]:
    """Give the boxes of an object's pictures: its own, or those of a form and the forms in it."""
    kind = pdfium_c.FPDFPageObj_GetType(item)
    if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
        box = _bounds(item, outer, shown)
        if box is not None:
            yield box
    elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _MOST_DEEP:
        matrix = multiply(own_matrix(item), outer)
        for index in range(min(pdfium_c.FPDFFormObj_CountObjects(item), _MOST_OBJECTS)):
            inner = pdfium_c.FPDFFormObj_GetObject(item, index)
            yield from _picture_boxes(inner, matrix, shown, depth + 1)


def _bounds(item: object, outer: Matrix, shown: Transform) -> BoundingBox | None:
    """Give an object's box, cut to the page; `outer` maps what holds it to the page."""
    values = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(item, *values):
        return None
    left, bottom, right, top = (value.value for value in values)
    a, b, c, d, e, f = outer
    corners = [
        shown.point(a * x + c * y + e, b * x + d * y + f)
        for x in (left, right)
        for y in (bottom, top)
    ]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    cut = BoundingBox(
        max(min(xs), 0.0),
        max(min(ys), 0.0),
        min(max(xs), shown.width),
        min(max(ys), shown.height),
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
