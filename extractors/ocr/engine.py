"""What a recognition engine is, whichever one it may be."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from PIL import Image

Point = tuple[float, float]


class Fragment(NamedTuple):
    """A piece of text on one line: corners in pixels, clockwise from the text's top left."""

    text: str
    corners: tuple[Point, Point, Point, Point]
    score: float


class OcrEngine(Protocol):
    """Reads the text of an upright picture."""

    @property
    def version(self) -> str:
        """Name and version: results of different ones are kept apart."""

    def read(self, image: Image.Image) -> list[Fragment]:
        """Give the pieces of text in an RGB picture, with scores from 0 to 1."""
