"""Made-up recognition engines: a test says what is read in a picture, the rest follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from PIL import Image

from extractors.ocr.engine import Fragment, Pixels, Strip


class MadeLook(NamedTuple):
    """A picture whose places of text are made up."""

    reading: Callable[[], list[Fragment]]
    strips: list[Strip]

    def read(self) -> list[Fragment]:
        """Give what is read in the picture."""
        return self.reading()


class MadeEngine:
    """An engine for level pages: subclasses give `version` and `read`."""

    version = "made-1"

    def read(self, image: Image.Image) -> list[Fragment]:
        """Give the pieces of text; a subclass says which."""
        raise NotImplementedError

    def look(self, image: Image.Image) -> MadeLook:
        """Read at once; each piece of text is a level strip."""
        fragments = self.read(image)
        blank = np.zeros((10, 100, 3), np.uint8)
        return MadeLook(lambda: fragments, [Strip(blank, 0, 100.0) for _ in fragments])

    def read_strips(self, strips: Sequence[Pixels]) -> list[tuple[str, float]]:
        """Find no direction better than the other."""
        return [("", 0.0) for _ in strips]

    def upside_down(self, strips: Sequence[Pixels]) -> float:
        """Take every strip for upright."""
        return 0.0
