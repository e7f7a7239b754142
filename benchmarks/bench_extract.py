"""How fast files are read, and whether what was read is right, beside what others need for it.

    python -m benchmarks.bench_extract [--pages 60] [--ocr] [--office]

Text and table PDFs are compared with pdfplumber, a Word file with a bare walk of its XML, a scan
with the recognition engine alone, a scanned PDF read by two workers with one worker, old files
converted together with each converted alone.
`right` is the share of planted sentences or rows that came out whole (over line and page ends
too).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pdfplumber
from lxml import etree
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractors.isolated import ExtractionPool
from extractors.registry import extract_file
from extractors.settings import ExtractSettings
from extractors.submission_files import SourceFile

QUIET = ExtractSettings(ocr="off", soffice="")
LINE = 37  # characters a line
FONTS = ("NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc", "simsun.ttc", "msyh.ttc")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Result:
    """One row of the table."""

    what: str
    pages: float
    ours: float
    other: float | None
    right: float

    def line(self) -> str:
        """Give the row as text."""
        other = "" if self.other is None else f"{self.pages / self.other:10.1f}"
        times = "" if self.other is None else f"{self.other / self.ours:8.2f}x"
        rate = self.pages / self.ours
        return f"{self.what:<26}{rate:10.1f}{other:>10}{times:>9}{self.right:8.1%}"


def timed(work: Callable[[], object], rounds: int = 2) -> float:
    """Give the shortest time of several rounds, in seconds."""
    best = float("inf")
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begin)
    return best


def sentence(number: int) -> str:
    """Give the planted sentence of a number: each is different and longer than a line."""
    count = number % 28 + 1
    return (
        f"编号{number:05d}的会议于二〇二二年{number % 12 + 1}月{count}日下午在学校三楼会议室召开，"
        f"全体党员参加，会上传达学习了上级文件精神，研究了本学期的{number}项重点工作安排。"
    )


def text_pdf(path: Path, pages: int) -> list[str]:
    """Write a PDF of wrapped sentences as office programs do; give the sentences."""
    planted: list[str] = []
    contents: list[list[str]] = []
    for page in range(pages):
        lines: list[str] = []
        for part in range(12):
            text = "　　" + sentence(page * 12 + part)
            planted.append(text.strip())
            lines += wrap(text)
        contents.append(lines)
    write_pdf(path, contents)
    return planted


def write_pdf(path: Path, pages: list[list[str]]) -> None:
    """Write lines of text with a font of two-byte codes that a table maps to characters."""
    signs = sorted({sign for lines in pages for line in lines for sign in line})
    codes = {sign: f"{number:04X}" for number, sign in enumerate(signs, 1)}
    mapping = "".join(
        f"<{code}> <{sign.encode('utf-16-be').hex()}>\n" for sign, code in codes.items()
    )
    narrow = "".join(f"{int(codes[sign], 16)} [500] " for sign in signs if sign.isascii())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange "
        f"<0000> <FFFF> endcodespacerange\n{len(codes)} beginbfchar\n{mapping}endbfchar\nendcmap"
    )
    first = 7
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids["
        + " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
        + "]/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>>>",
        "<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H/DescendantFonts[4 0 R]"
        "/ToUnicode 5 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Made/CIDSystemInfo<</Registry(Adobe)/Ordering"
        f"(Identity)/Supplement 0>>/DW 1000/W[{narrow}]/FontDescriptor 6 0 R>>",
        f"<</Length {len(cmap)}>>\nstream\n{cmap}\nendstream",
        "<</Type/FontDescriptor/FontName/Made/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0"
        "/Ascent 880/Descent -120/CapHeight 700/StemV 80>>",
    ]
    for number, lines in enumerate(pages):
        shown = "".join(
            f"BT /F1 12 Tf 72 {780 - 19 * at} Td <{''.join(codes[s] for s in line)}> Tj ET\n"
            for at, line in enumerate(lines)
        )
        objects.append(f"<</Type/Page/Parent 2 0 R/Contents {first + 2 * number + 1} 0 R>>")
        objects.append(f"<</Length {len(shown)}>>\nstream\n{shown}endstream")
    out, places = "%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{tail}"
    path.write_bytes(out.encode("latin-1"))


def wrap(text: str) -> list[str]:
    """Break text where a line is full, digits counting half."""
    lines, used = [""], 0.0
    for character in text:
        need = 0.5 if character.isascii() else 1.0
        if used + need > LINE:
            lines.append("")
            used = 0.0
        lines[-1] += character
        used += need
    return lines


def table_pdf(path: Path, pages: int) -> list[str]:
    """Write a PDF of ruled tables; give the rows as they are read."""
    canvas = new_canvas(path)
    planted: list[str] = []
    widths, height = (50, 110, 220, 80), 24
    for page in range(pages):
        canvas.setFont("STSong-Light", 12)
        for row in range(27):
            day = f"2022年{page % 12 + 1}月{row + 1}日"
            cells = [str(row + 1), day, "支部党员大会学习", "张三"]
            planted.append("\t".join(cells))
            top, left = 780 - height * row, 66
            for cell, width in zip(cells, widths, strict=True):
                canvas.rect(left, top - height, width, height)
                canvas.drawString(left + 4, top - 16, cell)
                left += width
        canvas.showPage()
    canvas.save()
    return planted


def new_canvas(path: Path) -> Canvas:
    """Begin a PDF with a Chinese font."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return Canvas(str(path))


def share(planted: list[str], found: list[str]) -> float:
    """Give the share of planted texts that are among the found ones."""
    known = set(found)
    return sum(text in known for text in planted) / len(planted)


def bench_pdf(folder: Path, pages: int) -> list[Result]:
    """Read text and table PDFs, ours and pdfplumber's way."""
    results = []
    for what, write in (("pdf text", text_pdf), ("pdf ruled tables", table_pdf)):
        path = folder / "a.pdf"
        planted = write(path, pages)
        document = extract_file(path, settings=QUIET)
        right = share(planted, [block.text for block in document.blocks])
        ours, other = paired(
            partial(extract_file, path, settings=QUIET),
            partial(plumber, path, text=what == "pdf text"),
        )
        results.append(Result(what, pages, ours, other, right))
    return results


def plumber(path: Path, *, text: bool) -> None:
    """Read the same pages with pdfplumber, as its own manual does."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text() if text else page.extract_tables()
            page.close()


def paired(
    ours: Callable[[], object], other: Callable[[], object], rounds: int = 3
) -> tuple[float, float]:
    """Give the shortest time of each in as many rounds, one after the other in turn."""
    best = [float("inf"), float("inf")]
    for _ in range(rounds):
        for index, work in enumerate((ours, other)):
            best[index] = min(best[index], timed(work, rounds=1))
    return best[0], best[1]


def bench_word(folder: Path, pages: int) -> Result:
    """Read a Word file, and walk its XML barely."""
    path = folder / "a.docx"
    planted = [sentence(number) for number in range(pages * 12)]
    body = "".join(word_paragraph(text) for text in planted)
    document = f'<w:document xmlns:w="{WORD[1:-1]}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", document)

    def bare() -> None:
        with zipfile.ZipFile(path) as package:
            root = etree.fromstring(package.read("word/document.xml"))
        for paragraph in root.iter(WORD + "p"):
            "".join(text.text or "" for text in paragraph.iter(WORD + "t"))

    found = [block.text for block in extract_file(path, settings=QUIET).blocks]
    ours, other = paired(partial(extract_file, path, settings=QUIET), bare, rounds=5)
    return Result("docx", pages, ours, other, share(planted, found))


def bench_scan(folder: Path) -> Result:
    """Recognise one page, and let the engine alone do it."""
    from extractors.ocr.rapid import load_engine

    planted = wrap(sentence(1) + sentence(2) + sentence(3))
    page = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(page)
    font = next(font for name in FONTS if (font := load_font(name)) is not None)
    for number, text in enumerate(planted):
        draw.text((120, 120 + 60 * number), text[:30], font=font, fill="black")
    path = folder / "a.png"
    page.save(path)
    engine = load_engine(0)
    engine.look(page).read()
    alone = timed(lambda: engine.look(page).read())
    begin = time.perf_counter()
    document = extract_file(path, settings=ExtractSettings(ocr="auto"))
    ours = time.perf_counter() - begin
    found = "".join(block.text for block in document.blocks)
    right = sum(text[:30] in found for text in planted) / len(planted)
    return Result("scan, recognised", 1, ours, alone, right)


def bench_shared_scan(folder: Path, pages: int = 6) -> Result:
    """Recognise one scanned PDF with two workers, and with the one that reads it alone."""
    font = next(font for name in FONTS if (font := load_font(name)) is not None)
    pictures, planted = [], []
    for number in range(pages):
        page = Image.new("RGB", (1240, 1754), "white")
        draw = ImageDraw.Draw(page)
        lines = wrap(sentence(2 * number) + sentence(2 * number + 1))
        for at, text in enumerate(lines):
            draw.text((120, 120 + 60 * at), text[:30], font=font, fill="black")
        planted += [text[:30] for text in lines]
        pictures.append(page)
    path = folder / "scan.pdf"
    pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=150)
    seconds = {}
    for helped in (False, True):
        settings = ExtractSettings(ocr="auto", ocr_threads=1)
        with ExtractionPool(settings, jobs=2 if helped else 1) as pool:
            begin = time.perf_counter()
            (document,) = pool.map([SourceFile(path.name, path)])
            seconds[helped] = time.perf_counter() - begin
    found = "".join(block.text for block in document.blocks)
    right = sum(text in found for text in planted) / len(planted)
    return Result("scanned pdf, 2 workers", pages, seconds[True], seconds[False], right)


def word_paragraph(text: str) -> str:
    """Give a paragraph as Word writes it: several runs, each with its properties."""
    fonts = '<w:rFonts w:ascii="仿宋" w:eastAsia="仿宋" w:hAnsi="仿宋" w:hint="eastAsia"/>'
    look = f'<w:rPr>{fonts}<w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr>'
    runs = "".join(
        f'<w:r w:rsidRPr="00A77B3E">{look}<w:t>{text[at : at + 9]}</w:t></w:r>'
        for at in range(0, len(text), 9)
    )
    spacing = '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200"/>'
    return f'<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr>{spacing}</w:pPr>{runs}</w:p>'


def load_font(name: str) -> ImageFont.FreeTypeFont | None:
    """Give a Chinese font if this machine has it."""
    try:
        return ImageFont.truetype(name, 32)
    except OSError:
        return None


def bench_office(folder: Path, count: int = 10) -> Result:
    """Convert old files, each alone and then together with one start of LibreOffice."""
    files = []
    for number in range(count):
        path = folder / f"{number}.rtf"
        escaped = "".join(f"\\u{ord(c)}?" for c in sentence(number))
        path.write_text(f"{{\\rtf1\\ansi {escaped}\\par}}", encoding="ascii")
        files.append(SourceFile(path.name, path))
    settings = ExtractSettings(ocr="off")
    begin = time.perf_counter()
    for file in files:
        extract_file(folder / file.path, settings=settings)
    alone = time.perf_counter() - begin
    begin = time.perf_counter()
    with ExtractionPool(settings) as pool:
        documents = list(pool.map(files))
    ours = time.perf_counter() - begin
    found = [block.text for document in documents for block in document.blocks]
    right = share([sentence(number) for number in range(count)], found)
    return Result("rtf by LibreOffice", count, ours, alone, right)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="读取文件的速度与正确性")
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--ocr", action="store_true")
    parser.add_argument("--office", action="store_true")
    options = parser.parse_args()
    write = sys.stdout.write
    write(f"{'':<26}{'pages/s':>10}{'other':>10}{'times':>9}{'right':>8}\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        results = [*bench_pdf(folder, options.pages), bench_word(folder, 49)]
        if options.ocr:
            results += [bench_scan(folder), bench_shared_scan(folder)]
        if options.office:
            results.append(bench_office(folder))
        for result in results:
            write(result.line() + "\n")


if __name__ == "__main__":
    main()
