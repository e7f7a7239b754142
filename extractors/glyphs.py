"""A character with its place on a page."""

from __future__ import annotations

from typing import NamedTuple


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
