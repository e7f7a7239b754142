"""Lines set downwards: their characters stood up side by side, to be read like a level line."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt
from PIL import Image

from extractors.ocr.engine import Pixels

_SIDE = 48  # pixels of a stood-up character
_NARROW, _TALL = 0.7, 1.5  # how far apart characters stand, by the column's width


def stand_up(strip: Pixels) -> Pixels:
    """Give a level line of the characters in a column that was laid down to the left.

    The column is cut where it has the least ink, at even distances as type is set.
    """
    column = np.rot90(strip, -1)
    ink = column.std(axis=(1, 2))
    inked = np.flatnonzero(ink > ink.max() * 0.2) if ink.size else ink
    if len(inked) < 2:
        return np.full((_SIDE, _SIDE, 3), 255, np.uint8)  # nothing to stand up
    column, ink = column[inked[0] : inked[-1] + 1], ink[inked[0] : inked[-1] + 1]
    bounds = _bounds(ink, column.shape[1])
    cells = [
        np.asarray(Image.fromarray(np.ascontiguousarray(column[a:b])).resize((_SIDE, _SIDE)))
        for a, b in itertools.pairwise(bounds)
        if b > a
    ]
    return np.ascontiguousarray(np.concatenate(cells, axis=1))


def _bounds(ink: npt.NDArray[np.float64], width: int) -> list[int]:
    """Divide the column evenly where the cuts meet the least ink."""
    squares = len(ink) / max(1, width)
    best, least = [0, len(ink)], float("inf")
    for count in range(max(1, int(squares / _TALL)), int(squares / _NARROW) + 2):
        cuts = [round(index * len(ink) / count) for index in range(count + 1)]
        met = float(np.mean(ink[cuts[1:-1]])) if count > 1 else float(ink.max())
        if met < least:
            best, least = cuts, met
    return best
