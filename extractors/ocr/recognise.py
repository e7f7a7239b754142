"""Recognise one picture of a page and lay it out like any other page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from PIL import Image

from extractors.document import DOUBTFUL
from extractors.errors import MissingToolError
from extractors.glyphs import Ruling
from extractors.ocr.cache import OcrCache, Reading
from extractors.ocr.engine import NOISE, Fragment
from extractors.ocr.orientation import mean_score, read_upright
from extractors.ocr.page_lines import find_levelling, lay_out_lines, to_lines
from extractors.ocr.picture_rulings import find_rulings
from extractors.ocr.rapid import load_engine
from extractors.page_layout import PageLayout
from extractors.ruled_tables import find_tables
from extractors.settings import ExtractSettings
from extractors.sink import BlockSink

OFF = "没有启用文字识别"
_DOUBTFUL = 0.8  # mean score below which a page is named in the ledger
_SMALLEST = 24  # pixels: nothing can be read below that
_METHOD = "strips-3"  # how pages are turned: readings kept from another way are not taken
_SHOWN = 3  # doubtful lines that a message quotes
_WORDS = re.compile(r"[0-9A-Za-z\u3400-\u9fff]")


def unavailable(settings: ExtractSettings) -> str | None:
    """Tell in Chinese why nothing is recognised, None if recognition works."""
    if settings.ocr == "off":
        return OFF
    try:
        load_engine(settings.ocr_threads)
    except MissingToolError as error:
        return str(error)
    return None


@lru_cache(maxsize=4)
def _cache(folder: str | None, version: str, claims: str | None) -> OcrCache:
    return OcrCache(folder, version, claims)


def recognise_page(
    image: Image.Image, number: int, scale: float, sink: BlockSink
) -> PageLayout | None:
    """Read a picture of page `number`; None when it holds no text.

    `scale` is pixels a point; boxes are in points of the picture as given. Doubtful pages are
    reported in the sink.

    Raises:
        MissingToolError: when the engine cannot be loaded.
    """
    picture = image.convert("RGB")
    reading = read_picture(picture, sink)
    return None if reading is None else lay_out_reading(reading, picture, number, scale, sink)


def read_picture(picture: Image.Image, sink: BlockSink, *, patient: bool = True) -> Reading | None:
    """Give the fragments in an RGB picture and the turn by which it reads best.

    A picture that another worker is recognising at this moment gives None, unless `patient`:
    then its reading is waited for.

    Raises:
        MissingToolError: when the engine cannot be loaded.
    """
    if min(picture.size) < _SMALLEST:
        return [], 0
    settings = sink.settings
    engine = load_engine(settings.ocr_threads)
    version = f"{engine.version} {_METHOD}"
    cache = _cache(settings.ocr_cache, version, settings.ocr_claims)
    key = cache.key(picture)
    reading = cache.get(key)
    if reading is not None:
        return reading
    if not cache.claim(key):
        if not patient:
            return None
        reading = cache.wait(key, settings.limits.seconds_per_ocr_page, sink.heartbeat)
    else:
        reading = cache.get(key)  # kept by another worker since the look before
    try:
        if reading is not None:
            return reading
        reading = cache.put(key, read_upright(picture, engine))
    finally:
        cache.release(key)
    sink.heartbeat()
    return reading


def lay_out_reading(
    reading: Reading, picture: Image.Image, number: int, scale: float, sink: BlockSink
) -> PageLayout | None:
    """Put what was read in a picture into lines, columns and tables; None when it is no text."""
    read, turn = reading
    fragments = [fragment for fragment in read if fragment.score >= NOISE]
    _name_doubtful(read, fragments, number, sink)
    if not fragments:
        return None
    levelling = find_levelling(fragments, turn, picture.width, picture.height)
    lines = to_lines(fragments, levelling, scale)
    upright = picture.rotate(-turn, expand=True) if turn else picture
    rulings: list[Ruling] = find_rulings(upright, scale, levelling.angle)
    width, height = levelling.upright_width / scale, levelling.upright_height / scale
    sink.recognised = True
    return lay_out_lines(number, width, height, lines, find_tables(rulings))


def _name_doubtful(
    read: Sequence[Fragment], kept: Sequence[Fragment], number: int, sink: BlockSink
) -> None:
    """Name a page, lines of it, and what was left out of it, where recognition is unsure.

    Specks that were taken for a single sign are left out without a word.
    """
    score = mean_score(kept)
    doubtful = [fragment for fragment in kept if fragment.score < DOUBTFUL]
    if kept and score < _DOUBTFUL:
        message = f"第 {number} 页识别把握不大（{score:.0%}），请核对原件"
        sink.report("low_confidence", message, page=number)
    elif doubtful:
        message = (
            f"第 {number} 页有 {len(doubtful)} 行识别把握不大：{_quoted(doubtful)}，请核对原件"
        )
        sink.report("doubtful_lines", message, page=number)
    dropped = [f for f in read if f.score < NOISE and len(_WORDS.findall(f.text)) > 1]
    if dropped:
        said = f"{len(dropped)} 处文字认不清，没有采用：{_quoted(dropped)}"
        message = f"第 {number} 页有 {said}，请核对原件"
        sink.report("fragments_dropped", message, page=number)


def _quoted(fragments: Sequence[Fragment]) -> str:
    """Quote the longest few with their scores."""
    longest = sorted(fragments, key=lambda fragment: -len(fragment.text))[:_SHOWN]
    said = "、".join(f"“{f.text[:20]}”（{f.score:.0%}）" for f in longest)
    return f"{said}等" if len(fragments) > _SHOWN else said
