"""Text and path objects of OFD pages: characters with boxes, ruling lines."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extractors.document import BoundingBox
from extractors.glyphs import Glyph, Ruling, Stretch

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_ASCENT, _DESCENT = 0.88, 0.12  # of the size: a character's box above and below its base line
_WIDEST = 1.1  # of the size: further than that is a gap, not a character's width
_LEVEL = 0.5  # points that a ruling line may lean
_LEANING = 0.06  # radians
_MOST_REPEATS = 100_000
_MOST_TOKENS = 20_000


@dataclass(frozen=True, slots=True)
class Matrix:
    """An affine map: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Map one point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: Matrix) -> Matrix:
        """Give the map that applies `first`, then this one."""
        return Matrix(
            self.a * first.a + self.c * first.b,
            self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d,
            self.b * first.c + self.d * first.d,
            *self.point(first.e, first.f),
        )

    def scaled(self, factor: float) -> Matrix:
        """Give this map with its results scaled."""
        return Matrix(
            *(value * factor for value in (self.a, self.b, self.c, self.d, self.e, self.f))
        )

    def moved(self, x: float, y: float) -> Matrix:
        """Give this map with its results moved."""
        return Matrix(self.a, self.b, self.c, self.d, self.e + x, self.f + y)


def identity() -> Matrix:
    """Give the map that changes nothing."""
    return Matrix(1, 0, 0, 1, 0, 0)


def boundary_of(text: str | None) -> BoundingBox | None:
    """Read "x y width height" as a box, None for anything else."""
    numbers = _numbers(text)
    if len(numbers) != 4:
        return None
    x, y, width, height = numbers
    return BoundingBox(x, y, x + width, y + height)


def _numbers(text: str | None) -> list[float]:
    found = [float(number) for number in _NUMBER.findall(text or "")]
    return found if all(math.isfinite(number) for number in found) else []


def own_matrix(item: etree._Element, outer: Matrix) -> Matrix:
    """Give the map from an object's own coordinates to the page."""
    box = boundary_of(item.get("Boundary"))
    matrix = outer if box is None else outer.after(identity().moved(box.x0, box.y0))
    numbers = _numbers(item.get("CTM"))
    return matrix.after(Matrix(*numbers)) if len(numbers) == 6 else matrix


def read_text(item: etree._Element, outer: Matrix) -> Iterator[Stretch]:
    """Give the stretches of a TextObject, one for each TextCode."""
    matrix = own_matrix(item, outer)
    sizes = _numbers(item.get("Size"))
    size = sizes[0] if sizes else 0.0
    angle = math.atan2(matrix.b, matrix.a)
    angle = 0.0 if abs(angle) < _LEANING else angle
    for code in item.iter("{*}TextCode"):
        text = code.text or ""
        start = _numbers(code.get("X")), _numbers(code.get("Y"))
        x = start[0][0] if start[0] else 0.0
        y = start[1][0] if start[1] else 0.0
        across = _deltas(code.get("DeltaX"), len(text))
        down = _deltas(code.get("DeltaY"), len(text))
        glyphs = []
        for index, character in enumerate(text):
            width = size * 0.5 if _is_narrow(character) else size
            # How far the next character stands tells the width better, unless a gap follows.
            if index < len(across) and 0 < across[index] <= size * _WIDEST:
                width = across[index]
            glyphs.append(_glyph(character, matrix, x, y, width, size))
            x += across[index] if index < len(across) else (0.0 if down else width)
            y += down[index] if index < len(down) else 0.0
        if glyphs and text.strip():
            yield Stretch(tuple(glyphs), angle)


def _is_narrow(character: str) -> bool:
    """Tell letters that take half a square; Ⅳ, ½, ☑ and curly quotes take a whole one."""
    width = unicodedata.east_asian_width(character)
    return width in ("Na", "H") or (width == "N" and character.isalnum())


def _glyph(character: str, matrix: Matrix, x: float, y: float, width: float, size: float) -> Glyph:
    corners = [
        matrix.point(x + across, y + down)
        for across in (0.0, width)
        for down in (-size * _ASCENT, size * _DESCENT)
    ]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return Glyph(character, min(xs), min(ys), max(xs), max(ys))


def _deltas(text: str | None, count: int) -> list[float]:
    """Read distances between characters; "g 3 5.5" stands for 5.5 three times."""
    found: list[float] = []
    tokens = (text or "").split()[:_MOST_TOKENS]
    at = 0
    while at < len(tokens) and len(found) < count:
        if tokens[at] == "g" and at + 2 < len(tokens):
            repeats, value = _numbers(tokens[at + 1]), _numbers(tokens[at + 2])
            if repeats and value:
                found.extend([value[0]] * min(int(repeats[0]), count, _MOST_REPEATS))
            at += 3
        else:
            found.extend(_numbers(tokens[at])[:1])
            at += 1
    return found


def read_path(item: etree._Element, outer: Matrix) -> Iterator[Ruling]:
    """Give the level and upright lines of a PathObject (M, L and C commands; curves are not)."""
    matrix = own_matrix(item, outer)
    data = next(item.iter("{*}AbbreviatedData"), None)
    tokens = (data.text or "").split()[:_MOST_TOKENS] if data is not None else []
    points: list[tuple[float, float]] = []
    at = 0
    while at < len(tokens):
        command = tokens[at]
        if command in ("M", "S", "L") and at + 2 < len(tokens):
            numbers = _numbers(f"{tokens[at + 1]} {tokens[at + 2]}")
            if len(numbers) == 2:
                point = matrix.point(numbers[0], numbers[1])
                if command == "L" and points:
                    yield from _ruling(points[-1], point)
                points = [*points, point] if command == "L" else [point]
            at += 3
        else:
            if command == "C" and len(points) > 1:
                yield from _ruling(points[-1], points[0])
            at += 1


def _ruling(first: tuple[float, float], second: tuple[float, float]) -> Iterator[Ruling]:
    (x0, y0), (x1, y1) = first, second
    if (abs(y0 - y1) < _LEVEL) != (abs(x0 - x1) < _LEVEL):
        yield Ruling(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
