"""Turn pages upright: sideways and upside-down scans are told by how badly they read."""

from __future__ import annotations

from PIL import Image

from extractors.ocr.engine import Fragment, OcrEngine, Point

_SURE = 0.85  # mean score below which a page may lie on its side
_VOTE_SIDE = 960  # pixels of the longer side while the four directions are tried
_TURNS = (0, 90, 180, 270)  # degrees clockwise that the picture is turned


def read_upright(image: Image.Image, engine: OcrEngine) -> tuple[list[Fragment], int]:
    """Read a page whichever way it lies.

    Gives the fragments, with corners on the page as it is, and by how many degrees clockwise it
    had to be turned to be read.
    """
    fragments = engine.read(image)
    if not fragments or (mean_score(fragments) >= _SURE and not _mostly_tall(fragments)):
        return fragments, 0
    turn = _vote(image, engine)
    if turn == 0:
        return fragments, 0
    turned = engine.read(_turned(image, turn))
    if mean_score(turned) <= mean_score(fragments):
        return fragments, 0
    width, height = image.size
    return [_turned_back(fragment, turn, width, height) for fragment in turned], turn


def mean_score(fragments: list[Fragment]) -> float:
    """Give the mean score, long fragments counting more."""
    weight = sum(len(fragment.text) for fragment in fragments)
    if not weight:
        return 0.0
    return sum(fragment.score * len(fragment.text) for fragment in fragments) / weight


def _mostly_tall(fragments: list[Fragment]) -> bool:
    tall = 0
    for fragment in fragments:
        xs = [corner[0] for corner in fragment.corners]
        ys = [corner[1] for corner in fragment.corners]
        tall += len(fragment.text) > 1 and max(ys) - min(ys) > 1.5 * (max(xs) - min(xs))
    return tall * 2 > len(fragments)


def _vote(image: Image.Image, engine: OcrEngine) -> int:
    """Read the page small in all four directions; give the turn that reads best."""
    small = image.copy()
    small.thumbnail((_VOTE_SIDE, _VOTE_SIDE))
    best, best_worth = 0, -1.0
    for turn in _TURNS:
        fragments = engine.read(_turned(small, turn))
        # Short scraps score well by chance: what counts is how much text reads well.
        worth = sum(max(0.0, f.score - 0.5) * len(f.text) for f in fragments)
        if worth > best_worth * 1.05:
            best, best_worth = turn, worth
    return best


def _turned(image: Image.Image, turn: int) -> Image.Image:
    return image if turn == 0 else image.rotate(-turn, expand=True)


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
