"""Pages that were laid down askew: their text is read as if the page lay level.

Angles are radians, clockwise, of the page as shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from extractors.glyphs import LEANING, Glyph, Stretch

LARGEST_TILT = 0.35  # 20 degrees: what leans more is a watermark
_LEAST_CHARS = 20
_LEAST_SHARE = 0.5  # of the page's characters


def laid_level(
    stretches: Sequence[Stretch], width: float, height: float
) -> tuple[float, list[Stretch]]:
    """Give the angle at which most text leans, and the text turned back by it about the middle.

    The angle is 0.0, and the text as it was, where there is none in common: one watermark across
    an empty page is no tilt, it takes two lines and some twenty characters.
    """
    tilt = _common_angle(stretches)
    if not tilt:
        return 0.0, list(stretches)
    cosine, sine = math.cos(tilt), math.sin(tilt)
    made: list[Stretch] = []
    for stretch in stretches:
        angle = stretch.angle - tilt
        glyphs = [_level(glyph, cosine, sine, width / 2, height / 2) for glyph in stretch.glyphs]
        if abs(angle) < LEANING:
            made.extend(Stretch(tuple(line), 0.0) for line in _lines(glyphs))
        else:
            made.append(Stretch(tuple(glyphs), angle))
    level = sum(stretch.angle == 0.0 for stretch in made)
    return (tilt, made) if level > 1 else (0.0, list(stretches))


def _common_angle(stretches: Sequence[Stretch]) -> float:
    leaning = sorted((s.angle, len(s.glyphs)) for s in stretches if 0 < abs(s.angle) < LARGEST_TILT)
    half = sum(count for _, count in leaning) / 2
    running = 0
    tilt = 0.0
    for angle, count in leaning:
        running += count
        if running >= half:
            tilt = angle
            break
    near = sum(len(s.glyphs) for s in stretches if abs(s.angle - tilt) < LEANING)
    total = sum(len(s.glyphs) for s in stretches)
    return tilt if near >= max(_LEAST_CHARS, total * _LEAST_SHARE) else 0.0


def _lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Cut characters where they go on wholly above or below, or back at the left."""
    line: list[Glyph] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if not glyph.text.isspace():
            if last is not None and (
                glyph.top >= last.bottom
                or glyph.bottom <= last.top
                or glyph.x0 < last.x0 - (glyph.bottom - glyph.top)
            ):
                yield line
                line = []
            last = glyph
        line.append(glyph)
    if line:
        yield line


def _level(glyph: Glyph, cosine: float, sine: float, mx: float, my: float) -> Glyph:
    """Give a character's own box, turned back: the one it came with covers it lying askew."""
    x, y = (glyph.x0 + glyph.x1) / 2 - mx, (glyph.top + glyph.bottom) / 2 - my
    x, y = x * cosine + y * sine + mx, y * cosine - x * sine + my
    wide, high = glyph.x1 - glyph.x0, glyph.bottom - glyph.top
    lean, straight = abs(sine), cosine * cosine - sine * sine
    # The box around a w by h rectangle turned by an angle is w·cos + h·sin by h·cos + w·sin.
    own_wide = max((wide * cosine - high * lean) / straight, wide * 0.2)
    own_high = max((high * cosine - wide * lean) / straight, high * 0.2)
    return glyph._replace(
        x0=x - own_wide / 2, x1=x + own_wide / 2, top=y - own_high / 2, bottom=y + own_high / 2
    )
