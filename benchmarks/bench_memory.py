"""How much memory a worker needs for long files, and how many of their pages were read.

    python -m benchmarks.bench_memory [--pages 3000]

PDFs of text and of ruled tables, and an OFD, each of that many pages; a fresh process reads each.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from benchmarks.bench_extract import QUIET, sentence, table_pdf, text_pdf, wrap
from extractors.registry import extract_file

_NAMES = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_SIZE = 4.5  # millimetres a character
_LOOK = 0.02  # seconds between looks


def ofd(path: Path, pages: int) -> None:
    """Write an OFD of pages of wrapped sentences, a text object a line."""
    kids = "".join(f'<ofd:Page ID="{n}" BaseLoc="P{n}.xml"/>' for n in range(1, pages + 1))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        body = "<ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody>"
        package.writestr("OFD.xml", f"<ofd:OFD {_NAMES}>{body}</ofd:OFD>")
        document = f"<ofd:Document {_NAMES}><ofd:Pages>{kids}</ofd:Pages></ofd:Document>"
        package.writestr("D/Document.xml", document)
        for number in range(1, pages + 1):
            lines = [line for part in range(12) for line in wrap(sentence(number * 12 + part))]
            objects = "".join(map(_object, lines, range(len(lines))))
            page = f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"
            package.writestr(f"D/P{number}.xml", f"<ofd:Page {_NAMES}>{page}</ofd:Page>")


def _object(text: str, at: int) -> str:
    place = f'Boundary="20 {20 + 7 * at} 170 6" Font="1" Size="{_SIZE}"'
    deltas = f"g {max(1, len(text) - 1)} {_SIZE}"
    code = f'<ofd:TextCode X="0" Y="{_SIZE}" DeltaX="{deltas}">{text}</ofd:TextCode>'
    return f'<ofd:TextObject ID="1" {place}>{code}</ofd:TextObject>'


def peak_memory(path: Path) -> tuple[float, int, float]:
    """Give the most memory in MB of a fresh process that reads a file, the pages read, seconds."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    begin = time.perf_counter()
    process = context.Process(target=_read, args=(str(path), theirs))
    process.start()
    theirs.close()
    watched = psutil.Process(process.pid)
    peak = 0
    while process.is_alive():
        try:
            peak = max(peak, watched.memory_info().rss)
        except psutil.Error:
            break
        process.join(_LOOK)
    pages = int(ours.recv()) if ours.poll() else 0
    return peak / 1e6, pages, time.perf_counter() - begin


def _read(path: str, answer: Connection) -> None:
    document = extract_file(Path(path), settings=QUIET)
    answer.send(len({span.page for block in document.blocks for span in block.spans}))


def main() -> None:
    """Print a row a file."""
    parser = argparse.ArgumentParser(description="读取很长的文件最多用多少内存")
    parser.add_argument("--pages", type=int, default=3000)
    pages = parser.parse_args().pages
    made: list[tuple[str, Callable[[Path, int], object]]] = [
        ("text.pdf", text_pdf),
        ("ruled.pdf", table_pdf),
        ("text.ofd", ofd),
    ]
    sys.stdout.write(f"{'':<12}{'pages':>8}{'read':>8}{'MB':>8}{'s':>8}\n")
    with tempfile.TemporaryDirectory() as name:
        for file, write in made:
            path = Path(name) / file
            write(path, pages)
            peak, read, seconds = peak_memory(path)
            sys.stdout.write(f"{file:<12}{pages:>8}{read:>8}{peak:>8.0f}{seconds:>8.0f}\n")
            sys.stdout.flush()
            path.unlink()


if __name__ == "__main__":
    main()
