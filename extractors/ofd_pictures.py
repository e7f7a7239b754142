"""Pictures on OFD pages: which of them may hold text, and the page made of them for recognition."""

from __future__ import annotations

import contextlib
import io
import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from PIL import Image

from extractors.document import BoundingBox
from extractors.errors import ExtractionError, LimitError
from extractors.glyphs import Stretch
from extractors.ofd_objects import Matrix, own_matrix
from extractors.packages import Package
from extractors.pdf_pictures import is_text_picture
from extractors.scanned_pages import DOTS, LONGEST
from extractors.settings import ExtractSettings, Limits

FEW_CHARS = 12  # a page number and a stamp may lie over a scan
_BROKEN = (ExtractionError, OSError, ValueError, SyntaxError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture's part of the package, and the map from the unit square to the page in points."""

    part: str
    matrix: Matrix

    @property
    def box(self) -> BoundingBox:
        """The box that covers the picture on the page."""
        corners = [self.matrix.point(x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
        return BoundingBox(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True)
class PicturePage:
    """A page (1-based) to recognise, its size in points, and the pictures that are drawn on it.

    `boxes` are where they lie beside the page's text, none where they are the page.
    """

    number: int
    width: float
    height: float
    pictures: tuple[PlacedPicture, ...]
    boxes: tuple[BoundingBox, ...] = ()


def picture_parts(package: Package, lists: Sequence[str]) -> dict[str, str]:
    """Give the part of each picture by its id, from resource lists named from the root.

    A list that cannot be read names nothing.
    """
    found: dict[str, str] = {}
    for name in lists:
        root = None
        with contextlib.suppress(ExtractionError):
            root = package.xml(name)
        if root is None:
            continue
        folder = posixpath.join(posixpath.dirname(name), str(root.get("BaseLoc", "")))
        for media in root.iter("{*}MultiMedia"):
            place = next((item.text for item in media.iter("{*}MediaFile") if item.text), None)
            if place is not None:
                # A leading slash begins at the root of the package.
                part = posixpath.normpath(posixpath.join("/", folder, place.strip()))
                found[str(media.get("ID"))] = part.lstrip("/")
    return found


def placed_picture(item: etree._Element, outer: Matrix, parts: dict[str, str]) -> PlacedPicture:
    """Give where an ImageObject lies; a picture that is not in the resources cannot be opened."""
    return PlacedPicture(parts.get(str(item.get("ResourceID")), ""), own_matrix(item, outer))


def wanted_page(
    number: int,
    size: tuple[float, float],
    pictures: Sequence[PlacedPicture],
    stretches: Sequence[Stretch],
) -> PicturePage | None:
    """Tell what of a page is to be recognised: all its pictures where there is no text beside.

    None when there is nothing.
    """
    width, height = size
    solid = sum(not glyph.text.isspace() for s in stretches for glyph in s.glyphs)
    if solid < FEW_CHARS:
        return PicturePage(number, width, height, tuple(pictures)) if pictures else None
    beside = [
        (picture, box)
        for picture in pictures
        if (box := _on_page(picture.box, width, height)) is not None
        and is_text_picture(box, width * height, stretches)
    ]
    if not beside:
        return None
    chosen, boxes = zip(*beside, strict=True)
    return PicturePage(number, width, height, chosen, boxes)


def _on_page(box: BoundingBox, width: float, height: float) -> BoundingBox | None:
    cut = BoundingBox(max(box.x0, 0), max(box.y0, 0), min(box.x1, width), min(box.y1, height))
    return cut if cut.x0 < cut.x1 and cut.y0 < cut.y1 else None


def opens(package: Package, part: str, limits: Limits) -> bool:
    """Tell whether a picture is there, of a kind that can be opened, and not too large."""
    try:
        _open(package, part, limits).close()
    except _BROKEN:
        return False
    return True


def picture_of(package: Package, page: PicturePage, limits: Limits) -> tuple[Image.Image, float]:
    """Draw a page's pictures on white; give that, and its pixels a point.

    Raises:
        OSError: when a picture breaks off; also what else Pillow raises on broken ones.
        ExtractionError: when one is missing or too large.
    """
    scale = min(DOTS, LONGEST / max(page.width, page.height, 1.0))
    size = max(1, round(page.width * scale)), max(1, round(page.height * scale))
    canvas = Image.new("RGB", size, "white")
    for placed in page.pictures:
        with _open(package, placed.part, limits) as picture:
            _draw(canvas, picture, placed.matrix.scaled(scale))
    return canvas, scale


def _open(package: Package, part: str, limits: Limits) -> Image.Image:
    data = package.read(part)
    if data is None:
        raise FileNotFoundError(part)
    picture = Image.open(io.BytesIO(data))
    if picture.width * picture.height > limits.image_pixels:
        picture.close()
        raise LimitError("图片尺寸过大")
    return picture


def _draw(canvas: Image.Image, picture: Image.Image, matrix: Matrix) -> None:
    """Draw a picture where the map from the unit square to pixels puts it, turned or mirrored."""
    a, b, c, d, e, f = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
    area = a * d - b * c
    if abs(area) < 1.0:  # less than a pixel
        return
    shown = picture.convert("RGBA")
    # Made smaller first: drawing takes single pixels and would lose thin strokes.
    finer = (shown.width * shown.height / abs(area)) ** 0.5
    if finer >= 1.5:
        small = max(1, round(shown.width / finer)), max(1, round(shown.height / finer))
        shown = shown.resize(small, Image.Resampling.LANCZOS)
    w, h = shown.width / area, shown.height / area
    back = (d * w, -c * w, (c * f - d * e) * w, -b * h, a * h, (b * e - a * f) * h)
    drawn = shown.transform(
        canvas.size, Image.Transform.AFFINE, back, Image.Resampling.BICUBIC, fillcolor=(0, 0, 0, 0)
    )
    canvas.paste(drawn, (0, 0), drawn)


def offered_pictures(
    path: Path, items: tuple[object, ...], settings: ExtractSettings
) -> Iterator[Image.Image]:
    """Make the pictures of offered pages once more, for a helper; broken ones are passed over."""
    with Package(path, settings.limits) as package:
        for page in items:
            if isinstance(page, PicturePage):
                with contextlib.suppress(*_BROKEN):
                    yield picture_of(package, page, settings.limits)[0]
