"""Slow pages of one file, read by several workers: readings meet in the cache, by the pixels.

Who reads the file offers its pictures and begins with the first; idle workers begin with the
last. What a helper finds goes to the cache only, so the document is the same however many help.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from extractors.errors import ExtractionError
from extractors.format_names import Format
from extractors.ocr.recognise import read_picture
from extractors.settings import ExtractSettings
from extractors.sink import BlockSink, PictureOffer

_ENOUGH_TAKEN = 8  # pictures in a row that others have: the workers have met

# Which function gives the pictures that were offered: (location, items) -> pictures, as made.
_SOURCES: dict[Format, str] = {
    Format.PDF: "extractors.pdf_scans:offered_pictures",
    Format.OFD: "extractors.ofd_pictures:offered_pictures",
    Format.TIFF: "extractors.image:offered_pictures",
}
_IN_PACKAGES = "extractors.ocr.embedded:offered_pictures"

Pictures = Callable[[Path, tuple[object, ...], ExtractSettings], Iterator[Image.Image]]


@dataclass(frozen=True, slots=True)
class HelpDone:
    """A helper's answer: nothing of this offer is left to take."""


def help_reading(
    offer: PictureOffer, settings: ExtractSettings, heartbeat: Callable[[], None]
) -> HelpDone:
    """Recognise offered pictures, last one first, until others have them all.

    A picture that cannot be made is left to who offered it, who will name it.
    """
    module, _, function = _SOURCES.get(offer.format, _IN_PACKAGES).partition(":")
    pictures: Pictures = getattr(importlib.import_module(module), function)
    beats: list[None] = []
    sink = BlockSink(settings, lambda: beats.append(None))
    taken = 0
    try:
        for picture in pictures(Path(offer.location), offer.items[::-1], settings):
            beats.clear()
            read_picture(picture, sink, patient=False)
            taken = 0 if beats else taken + 1
            heartbeat()
            if taken >= _ENOUGH_TAKEN:
                break
    except (ExtractionError, OSError, ValueError, SyntaxError, RuntimeError):
        pass
    return HelpDone()
