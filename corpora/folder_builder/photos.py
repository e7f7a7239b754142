"""Stand-ins for photographs: a sky, a floor and shapes, with the time a camera writes."""

from __future__ import annotations

import hashlib
import io
import random

from PIL import Image, ImageDraw, ImageFilter

from corpora.folder_builder.entries import Entry

_SIZE = (480, 360)
_IFD_EXIF, _MAKE, _MODEL, _DATE_TIME, _TAKEN = 0x8769, 271, 272, 306, 36867

Colour = tuple[int, int, int]


def photo_bytes(entry: Entry, seed: int) -> bytes:
    """A JPEG that differs with the entry's path, taken at the entry's time."""
    digest = hashlib.sha256(f"{seed}:{entry.path}".encode()).hexdigest()
    picture = _scene(random.Random(digest))
    exif = Image.Exif()
    stamp = entry.created.strftime("%Y:%m:%d %H:%M:%S")
    exif[_MAKE], exif[_MODEL], exif[_DATE_TIME] = "QH", "QH-2021", stamp
    exif.get_ifd(_IFD_EXIF)[_TAKEN] = stamp
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=72, exif=exif)
    return buffer.getvalue()


def _scene(dice: random.Random) -> Image.Image:
    picture = Image.linear_gradient("L").resize(_SIZE).convert("RGB")
    tint = Image.new("RGB", _SIZE, _colour(dice, 120, 230))
    picture = Image.blend(picture, tint, 0.7)
    draw = ImageDraw.Draw(picture)
    horizon = dice.randint(170, 230)
    draw.rectangle((0, horizon, *_SIZE), fill=_colour(dice, 90, 150))
    draw.rectangle((60, 40, 420, 80), fill=(200, 30 + dice.randint(0, 30), 30))
    for _ in range(dice.randint(5, 11)):
        _person(draw, dice, horizon)
    return picture.filter(ImageFilter.GaussianBlur(0.8))


def _person(draw: ImageDraw.ImageDraw, dice: random.Random, horizon: int) -> None:
    x, y, size = dice.randint(30, 440), horizon + dice.randint(-20, 70), dice.randint(14, 24)
    draw.ellipse((x, y, x + size, y + size), fill=(224, 186, 160))
    draw.rectangle(
        (x - size // 2, y + size, x + size + size // 2, y + size * 4), fill=_colour(dice, 20, 220)
    )


def _colour(dice: random.Random, low: int, high: int) -> Colour:
    return dice.randint(low, high), dice.randint(low, high), dice.randint(low, high)
