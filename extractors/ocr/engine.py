"""What a recognition engine is, whichever one it may be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
from PIL import Image

NOISE = 0.5  # fragments that score less are not text
Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
Pixels = npt.NDArray[np.uint8]


class Fragment(NamedTuple):
    """A piece of text on one line: corners in pixels, clockwise from the text's top left."""

    text: str
    corners: Corners
    score: float


class Strip(NamedTuple):
    """A place where text was found, not yet read: cut out and laid level.

    `turn` is by how many degrees clockwise the picture would have to be turned for the place to
    lie as it was cut out; None for one about as wide as high, which does not tell.
    """

    pixels: Pixels
    turn: int | None
    length: float


class Look(Protocol):
    """A picture whose places of text are known."""

    @property
    def strips(self) -> Sequence[Strip]:
        """The places, in the order in which they are read."""

    def read(self) -> list[Fragment]:
        """Give the pieces of text with scores from 0 to 1; lines are taken as upright."""


class OcrEngine(Protocol):
    """Reads the text of an upright picture."""

    @property
    def version(self) -> str:
        """Name and version: results of different ones are kept apart."""

    def look(self, image: Image.Image) -> Look:
        """Find where text is in an RGB picture."""

    def read_strips(self, strips: Sequence[Pixels]) -> list[tuple[str, float]]:
        """Read strips of text that lie level: text and score of each."""

    def upside_down(self, strips: Sequence[Pixels]) -> float:
        """Give the share of level strips that seem to stand on their head; a quick guess."""
