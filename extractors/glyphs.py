"""Characters and ruling lines with their places on a page: points, origin top left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

LEANING = 0.06  # radians: a line may lean this much and still stand with level ones


class Glyph(NamedTuple):
    """One character as shown: its box in points, origin top left.

    `generated`: a blank that a reader inferred from a gap, not one in the file.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    generated: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that follow each other on one line in the file's own order.

    `angle` is their direction in radians as shown, 0 for upright text.
    """

    glyphs: tuple[Glyph, ...]
    angle: float

    @property
    def text(self) -> str:
        """The characters as one string."""
        return "".join(glyph.text for glyph in self.glyphs)


class Ruling(NamedTuple):
    """A straight level or upright line: both ends."""

    x0: float
    top: float
    x1: float
    bottom: float
