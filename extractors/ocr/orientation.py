"""Turn pages upright: which way they lie is told from a few strips of their text.

Boxes around text tell level pages from those on their side, a small classifier guesses which
are upside down; only where one of them speaks against the page as it is are a few strips read
both ways. Lines set downwards make tall boxes too: their characters stand upright.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image

from extractors.ocr.engine import NOISE, Fragment, Look, OcrEngine, Pixels, Point
from extractors.ocr.set_downwards import stand_up

_SURE = 0.85  # mean score below which a page may lie some other way
_ASKED = 12  # strips that the classifier guesses about
_ASKED_FIRST = 4
_TRIED = 4  # strips that are read both ways
_TRIED_SQUARES = 8
_CUT = 10  # of its height: a strip is read no further to tell its direction
_BETTER = 1.3  # so much more must read well to turn a page
_DOWNWARDS = 0.4  # of what reads well lying: characters stood up read so well only if set downwards
_LEVEL, _ON_SIDE, _SQUARE = "level", "on its side", "square"


def read_upright(image: Image.Image, engine: OcrEngine) -> tuple[list[Fragment], int]:
    """Read a page whichever way it lies.

    Gives the fragments, with corners on the page as it is, and by how many degrees clockwise it
    had to be turned to be read.
    """
    look = engine.look(image)
    if not look.strips:
        return [], 0
    turn = _find_turn(look, engine) if _seems_turned(look, engine) else None
    if turn:
        fragments = _read_turned(image, turn, engine)
        if mean_score(fragments) >= _SURE:
            return fragments, turn
    upright = look.read()
    if turn is None and mean_score(upright) < _SURE:
        turn = _find_turn(look, engine)
        fragments = _read_turned(image, turn, engine) if turn else []
    if turn and mean_score(fragments) > mean_score(upright):
        return fragments, turn
    return upright, 0


def mean_score(fragments: Sequence[Fragment]) -> float:
    """Give the mean score of what is text, long fragments counting more."""
    fragments = [fragment for fragment in fragments if fragment.score >= NOISE]
    weight = sum(len(fragment.text) for fragment in fragments)
    if not weight:
        return 0.0
    return sum(fragment.score * len(fragment.text) for fragment in fragments) / weight


def _lie(look: Look) -> str:
    """Tell how most of the text lies, by length."""
    half = sum(strip.length for strip in look.strips) / 2
    for lie, turns in ((_ON_SIDE, (90, 270)), (_LEVEL, (0, 180))):
        if sum(strip.length for strip in look.strips if strip.turn in turns) > half:
            return lie
    return _SQUARE


def _longest(look: Look, lie: str, count: int) -> list[Pixels]:
    """Give the beginnings of the strips that are longest for their height.

    All run one way: to the right when level, downwards when on their side.
    """
    found: list[Pixels] = []
    first = {_LEVEL: 0, _ON_SIDE: 270}.get(lie)
    for pixels, turn, _ in look.strips:
        if turn == first:
            found.append(pixels)
        elif first is not None and turn == (first + 180) % 360:
            found.append(_turned(pixels, 180))
    found.sort(key=lambda pixels: -pixels.shape[1] / max(1, pixels.shape[0]))
    return [pixels[:, : pixels.shape[0] * _CUT] for pixels in found[:count]]


def _seems_turned(look: Look, engine: OcrEngine) -> bool:
    lie = _lie(look)
    if lie == _ON_SIDE:
        return True
    strips = _longest(look, lie, _ASKED)
    # Where the first few all stand upright, the others need not be asked.
    return engine.upside_down(strips[:_ASKED_FIRST]) > 0.0 and engine.upside_down(strips) >= 0.5


def _find_turn(look: Look, engine: OcrEngine) -> int:
    """Read a few strips in the directions in which they may run; 0 when none stands out."""
    lie = _lie(look)
    strips = _longest(look, lie, _TRIED_SQUARES if lie == _SQUARE else _TRIED)
    ways = (0, 90, 180, 270) if lie == _SQUARE else (0, 180)
    tried = {way: [_turned(strip, way) for strip in strips] for way in ways}
    worths = {way: _worth(tried[way], engine) for way in ways}
    best = max(ways, key=lambda way: worths[way])
    if worths[best] <= max(worths[way] for way in ways if way != best) * _BETTER:
        return 0
    if lie != _ON_SIDE:
        return best
    downwards = _worth([stand_up(strip) for strip in tried[best]], engine)
    if downwards > worths[best] * _DOWNWARDS:
        return best  # a page that stands, its lines set downwards
    return (best + 270) % 360


def _worth(strips: list[Pixels], engine: OcrEngine) -> float:
    """Tell how much text reads well: short scraps score well by chance."""
    return sum(max(0.0, score - 0.5) * len(text) for text, score in engine.read_strips(strips))


def _turned(strip: Pixels, way: int) -> Pixels:
    """Turn a strip clockwise."""
    return np.ascontiguousarray(np.rot90(strip, -(way // 90)))


def _read_turned(image: Image.Image, turn: int, engine: OcrEngine) -> list[Fragment]:
    turned = engine.look(image.rotate(-turn, expand=True)).read()
    return [_turned_back(fragment, turn, *image.size) for fragment in turned]


def _turned_back(fragment: Fragment, turn: int, width: int, height: int) -> Fragment:
    """Put a fragment of a turned page back to where it lies on the page as it is."""

    def back(point: Point) -> Point:
        x, y = point
        if turn == 90:
            return y, height - x
        if turn == 180:
            return width - x, height - y
        return width - y, x

    a, b, c, d = fragment.corners
    return Fragment(fragment.text, (back(a), back(b), back(c), back(d)), fragment.score)
