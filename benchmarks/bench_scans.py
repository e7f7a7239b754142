"""How recognition copes with poor and intricate scans at 200 dpi: time beside the engine's, errors.

    python -m benchmarks.bench_scans

One A4 page each: plain, blurred, saved as JPEG of quality 50, two columns, a ruled table. `errors`
is the share of characters missing, added, wrong or out of the order of reading, blanks apart.
Beside the whole reading of the file stand the engine's own two steps, finding and reading, on the
same file: the shortest of four rounds in turn, by the clock and of all cores together.
"""

from __future__ import annotations

import difflib
import io
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from benchmarks.bench_extract import FONTS, load_font, sentence
from extractors.document import Block
from extractors.registry import extract_file
from extractors.settings import ExtractSettings

_SIZE = (1654, 2339)  # A4 at 200 dpi
_STEP = 62
Planted = list[str]
Times = tuple[float, float]  # by the clock, of all cores


def _font() -> ImageFont.FreeTypeFont:
    return next(font for name in FONTS if (font := load_font(name)) is not None)


def _cut(text: str, length: int) -> Planted:
    return [text[at : at + length] for at in range(0, len(text), length)]


def plain() -> tuple[Image.Image, Planted]:
    """Draw lines across the page."""
    page = Image.new("RGB", _SIZE, "white")
    lines = _cut("".join(sentence(n) for n in range(14)), 38)[:30]
    for at, line in enumerate(lines):
        ImageDraw.Draw(page).text((180, 180 + _STEP * at), line, font=_font(), fill="black")
    return page, lines


def blurred() -> tuple[Image.Image, Planted]:
    """Give the plain page out of focus."""
    page, lines = plain()
    return page.filter(ImageFilter.GaussianBlur(1.6)), lines


def compressed() -> tuple[Image.Image, Planted]:
    """Give the plain page as a JPEG of quality 50."""
    page, lines = plain()
    out = io.BytesIO()
    page.save(out, "JPEG", quality=50)
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB"), lines


def columns() -> tuple[Image.Image, Planted]:
    """Draw two columns."""
    page = Image.new("RGB", _SIZE, "white")
    lines = _cut("".join(sentence(n) for n in range(20)), 19)[:56]
    for at, line in enumerate(lines):
        place = (140 if at < 28 else 860, 180 + _STEP * (at % 28))
        ImageDraw.Draw(page).text(place, line, font=_font(), fill="black")
    return page, lines


def table() -> tuple[Image.Image, Planted]:
    """Draw a ruled table of twenty rows."""
    page = Image.new("RGB", _SIZE, "white")
    draw = ImageDraw.Draw(page)
    edges = (140, 260, 640, 1180, 1520)
    cells = []
    for row in range(20):
        texts = (str(row + 1), f"2022年{row % 12 + 1}月{row + 3}日", "支部党员大会学习", "张三")
        for column, text in enumerate(texts):
            box = (edges[column], 180 + 90 * row, edges[column + 1], 270 + 90 * row)
            draw.rectangle(box, outline="black", width=3)
            draw.text((box[0] + 16, box[1] + 24), text, font=_font(), fill="black")
        cells.append("\t".join(texts))
    return page, cells


def errors(planted: str, found: str) -> float:
    """Give the share of characters that are missing, added or wrong."""
    same = sum(block.size for block in _blocks(planted, found))
    return (max(len(planted), len(found)) - same) / len(planted)


def _blocks(planted: str, found: str) -> list[difflib.Match]:
    return difflib.SequenceMatcher(None, planted, found, autojunk=False).get_matching_blocks()


def _measure(what: str, make: Callable[[], tuple[Image.Image, Planted]], folder: Path) -> None:
    page, planted = make()
    path = folder / f"{what}.png"
    page.save(path)
    text = ["".join(block.text.split()) for block in _blocks_of(path)]
    wanted = ["".join(line.split()) for line in planted]
    wrong = errors("".join(wanted), "".join(text))
    mine, alone = _timed(path, page)
    clock, cpu = mine[0] / alone[0], mine[1] / alone[1]
    row = f"{what:<12}{mine[0]:>8.2f}{alone[0]:>8.2f}{clock:>8.2f}{cpu:>8.2f}{wrong:>9.2%}\n"
    sys.stdout.write(row)
    sys.stdout.flush()


def _timed(path: Path, page: Image.Image, rounds: int = 4) -> tuple[Times, Times]:
    """Give the shortest of each in turn: the whole reading; the engine's two steps on the file."""
    from extractors.ocr.rapid import load_engine

    engine = load_engine(0)

    def alone() -> None:
        with Image.open(path) as picture:
            engine.look(picture).read()

    works: tuple[Callable[[], object], ...] = (partial(_blocks_of, path), alone)
    taken: tuple[list[Times], list[Times]] = ([], [])
    for number in range(rounds):
        page.putpixel((0, 0), (number, 0, 0))  # so that nothing is kept of the round before
        page.save(path)
        for work, times in zip(works, taken, strict=True):
            clock, cpu = time.perf_counter(), time.process_time()
            work()
            times.append((time.perf_counter() - clock, time.process_time() - cpu))
    mine, engines = ((min(c for c, _ in t), min(p for _, p in t)) for t in taken)
    return mine, engines


def _blocks_of(path: Path) -> list[Block]:
    return list(extract_file(path, settings=ExtractSettings(ocr="auto")).blocks)


def main() -> None:
    """Print a row a page."""
    heads = ("s", "engine", "ratio", "of CPU")
    sys.stdout.write(f"{'':<12}{''.join(f'{head:>8}' for head in heads)}{'errors':>9}\n")
    pages = {
        "plain": plain,
        "blurred": blurred,
        "JPEG 50": compressed,
        "two columns": columns,
        "ruled table": table,
    }
    with tempfile.TemporaryDirectory() as name:
        for what, make in pages.items():
            _measure(what, make, Path(name))


if __name__ == "__main__":
    main()
