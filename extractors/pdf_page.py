"""What one PDF page shows, taken from pdfium: characters and ruling lines with their boxes.

All coordinates are points of the page as shown (rotation and crop box applied), origin top left.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.document import BoundingBox
from extractors.glyphs import LEANING, Glyph, Ruling, Stretch

_SEPARATORS = frozenset({0x0A, 0x0D, 0x20})
_LINE_END = frozenset({0x0A, 0x0D})
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0x00AD: "-"}
LEVEL = 0.012  # radians: that much comes of rounding
_MAX_OBJECTS = 60_000  # path objects a page: a drawing beyond this is no table
_MAX_FORM_DEPTH = 8

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Transform:
    """From a page's own coordinates (origin bottom left) to those it is shown with."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Map one point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> BoundingBox:
        """Map a rectangle."""
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return BoundingBox(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def turned(self, turn: int) -> Transform:
        """Give the map for the page turned clockwise by 90, 180 or 270 degrees."""
        a, b, c, d, e, f = self.a, self.b, self.c, self.d, self.e, self.f
        width, height = self.width, self.height
        if turn == 90:
            return Transform(-b, a, -d, c, height - f, e, height, width)
        if turn == 180:
            return Transform(-a, -b, -c, -d, width - e, height - f, width, height)
        return Transform(b, -a, d, -c, f, width - e, height, width)

    def levelled(self, tilt: float) -> Transform:
        """Give the map for the page turned back by an angle about its middle, for points only."""
        cosine, sine = math.cos(tilt), math.sin(tilt)
        x, y = self.e - self.width / 2, self.f - self.height / 2
        return Transform(
            self.a * cosine + self.b * sine,
            self.b * cosine - self.a * sine,
            self.c * cosine + self.d * sine,
            self.d * cosine - self.c * sine,
            x * cosine + y * sine + self.width / 2,
            y * cosine - x * sine + self.height / 2,
            self.width,
            self.height,
        )


def page_transform(page: pdfium.PdfPage) -> Transform:
    """Give how a page's coordinates are shown, by its rotation and effective crop box."""
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    rotation = page.get_rotation()
    if rotation == 90:
        return Transform(0, 1, 1, 0, -bottom, -left, height, width)
    if rotation == 180:
        return Transform(-1, 0, 0, 1, right, -bottom, width, height)
    if rotation == 270:
        return Transform(0, -1, -1, 0, top, right, height, width)
    return Transform(1, 0, 0, -1, -left, top, width, height)


def read_stretches(page: pdfium.PdfPage, shown: Transform, limit: int) -> list[Stretch]:
    """Give the page's text as stretches in the file's order, at most `limit` characters.

    A stretch ends where pdfium sees a line end, or where the text goes on lower or further left.
    Characters outside Unicode's basic plane, which pdfium gives as two units with one box, become
    one character.
    """
    text_page = page.get_textpage()
    try:
        return _collect(text_page.raw, min(text_page.count_chars(), limit), shown)
    finally:
        text_page.close()


def _collect(raw: object, count: int, shown: Transform) -> list[Stretch]:
    get_unicode = pdfium_c.FPDFText_GetUnicode
    get_box = pdfium_c.FPDFText_GetLooseCharBox
    is_generated = pdfium_c.FPDFText_IsGenerated
    rect = pdfium_c.FS_RECTF()
    pointer = ctypes.byref(rect)
    a, b, c, d, e, f = shown.a, shown.b, shown.c, shown.d, shown.e, shown.f
    stretches: list[Stretch] = []
    glyphs: list[Glyph] = []
    angle, leans = 0.0, False
    high = 0
    left, high_edge, low = 0.0, 0.0, 0.0  # of the latest character that is not a blank
    new = tuple.__new__  # a named tuple's own maker takes twice as long, and this runs a lot
    for index in range(count):
        code = get_unicode(raw, index)
        generated = False
        if code in _SEPARATORS:
            if code in _LINE_END:
                _close(stretches, glyphs, angle)
                glyphs = []
                continue
            generated = is_generated(raw, index) == 1
        elif 0xD800 <= code < 0xDC00:
            high = code
            continue
        elif 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        elif code == 0:
            code = 0xFFFD
        get_box(raw, index, pointer)
        if not glyphs:
            angle = _shown_angle(raw, index, shown)
            leans = abs(angle) >= LEANING
        x0, y0 = a * rect.left + c * rect.bottom + e, b * rect.left + d * rect.bottom + f
        x1, y1 = a * rect.right + c * rect.top + e, b * rect.right + d * rect.top + f
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        if code not in _SEPARATORS:
            # pdfium runs on over a line end after a hyphen, and over lines set tight: text that
            # goes on wholly below, or back at the left, is another stretch.
            apart = y0 >= low or y1 <= high_edge or x0 < left - (y1 - y0)
            if glyphs and not leans and apart:
                _close(stretches, glyphs, angle)
                glyphs = []
            left, high_edge, low = x0, y0, y1
        text = _HYPHENS.get(code) or chr(code)
        glyphs.append(new(Glyph, (text, x0, y0, x1, y1, generated)))
    _close(stretches, glyphs, angle)
    return stretches


def _close(stretches: list[Stretch], glyphs: list[Glyph], angle: float) -> None:
    if any(not glyph.text.isspace() for glyph in glyphs):
        stretches.append(Stretch(tuple(_without_doubles(glyphs)), angle))


def _without_doubles(glyphs: list[Glyph]) -> list[Glyph]:
    """Drop a character drawn twice at nearly one place (a way to make text bold)."""
    kept: list[Glyph] = []
    last: Glyph | None = None
    for glyph in glyphs:
        # Doubled characters are rare and this runs for every one: the cheap question first.
        if last is not None and glyph.text == last.text and not glyph.text.isspace():
            width = glyph.x1 - glyph.x0
            if max(abs(glyph.x0 - last.x0), abs(glyph.top - last.top)) < width * 0.3:
                continue
        kept.append(glyph)
        last = glyph
    return kept


def _shown_angle(raw: object, index: int, shown: Transform) -> float:
    """Give the direction of a character on the page as shown: clockwise, radians within ±π.

    It is that of the base line: letters made to slant (italics) stand upright on it.
    """
    own = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFText_GetMatrix(raw, index, own):
        return 0.0
    across = shown.a * own.a + shown.c * own.b
    down = shown.b * own.a + shown.d * own.b
    angle = math.atan2(down, across) if across or down else 0.0
    return 0.0 if abs(angle) < LEVEL else angle


def read_rulings(page: pdfium.PdfPage, shown: Transform) -> list[Ruling]:
    """Give the level and upright lines drawn on the page, edges of rectangles included."""
    found: list[Ruling] = []
    budget = [_MAX_OBJECTS]
    identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    for index in range(count):
        _rulings_of(pdfium_c.FPDFPage_GetObject(page.raw, index), identity, shown, found, budget, 0)
        if budget[0] < 0:
            return []
    return found


def _rulings_of(
    item: object,
    outer: Matrix,
    shown: Transform,
    found: list[Ruling],
    budget: list[int],
    depth: int,
) -> None:
    kind = pdfium_c.FPDFPageObj_GetType(item)
    if kind not in (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_FORM):
        return
    budget[0] -= 1
    if budget[0] < 0 or depth > _MAX_FORM_DEPTH:
        return
    matrix = multiply(own_matrix(item), outer)
    if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
        for index in range(pdfium_c.FPDFFormObj_CountObjects(item)):
            inner = pdfium_c.FPDFFormObj_GetObject(item, index)
            _rulings_of(inner, matrix, shown, found, budget, depth + 1)
        return
    _path_rulings(item, matrix, shown, found)


def own_matrix(item: object) -> Matrix:
    """Give the map from an object's own coordinates to those of what holds it."""
    own = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(item, own)
    return own.a, own.b, own.c, own.d, own.e, own.f


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """Give the map that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _path_rulings(item: object, matrix: Matrix, shown: Transform, found: list[Ruling]) -> None:
    a, b, c, d, e, f = matrix
    x_value, y_value = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for index in range(min(pdfium_c.FPDFPath_CountSegments(item), 2000)):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x_value, y_value)
        x, y = x_value.value, y_value.value
        point = shown.point(a * x + c * y + e, b * x + d * y + f)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO and last is not None:
            _add_ruling(last, point, found)
        last = point
        if pdfium_c.FPDFPathSegment_GetClose(segment) and start is not None:
            _add_ruling(point, start, found)


def _add_ruling(
    first: tuple[float, float], second: tuple[float, float], found: list[Ruling]
) -> None:
    (x0, y0), (x1, y1) = first, second
    level, upright = abs(y0 - y1) < 0.5, abs(x0 - x1) < 0.5
    if level == upright:  # neither, or a mere point
        return
    found.append(Ruling(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
