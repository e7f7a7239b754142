"""Whatever the format: a quote is exactly the text between its offsets, and nothing is lost."""

from __future__ import annotations

import itertools
import random
import tempfile
from collections.abc import Callable
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Inches

from extractors.document import BlockKind
from extractors.office_converter import convert, find_soffice
from extractors.settings import ExtractSettings
from tests.extractors.made_files import chinese_canvas, draw_table, make_docx, paragraph, read
from tests.extractors.made_ofd import make_ofd
from tests.extractors.made_ole import make_ole
from tests.extractors.made_word_binary import make_word_binary
from tests.extractors.raw_pdf import make_raw_pdf
from tests.extractors.sound_document import check_document

CHARACTERS = "党课年月日应到实一二三〇○2022315：，。（）𠮷𬭚㐂㊣☑Ⅳ½"
LINES = st.lists(st.text(alphabet=CHARACTERS, min_size=1, max_size=12), min_size=1, max_size=4)
# Headers of mails and notes of what is enclosed are no part of what was written.
BESIDE = {BlockKind.MAIL_HEADER}


def _docx(path: Path, lines: list[str]) -> None:
    body = "".join(paragraph(escape(line)) for line in lines[:-1])
    make_docx(path, f"{body}<w:tbl><w:tr><w:tc>{paragraph(lines[-1])}</w:tc></w:tr></w:tbl>")


def _whole_docx(path: Path, lines: list[str]) -> None:
    """Write a file with all the parts that LibreOffice wants."""
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    made.save(str(path))


def _xlsx(path: Path, lines: list[str]) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for line in lines:
        book.active.append([line])
    book.save(path)


def _pptx(path: Path, lines: list[str]) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    frame = slide.shapes.add_textbox(0, 0, Inches(5), Inches(5)).text_frame
    frame.text = "\n".join(lines)
    deck.save(str(path))


def _html(path: Path, lines: list[str]) -> None:
    page = "".join(f"<p>{line}</p>" for line in lines[:-1])
    path.write_text(f"<html><body>{page}<table><tr><td>{lines[-1]}</td></tr></table>", "utf-8")


def _mail(path: Path, lines: list[str]) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.cn", "c@d.cn", "通知"
    message.set_content("\n\n".join(lines))
    path.write_bytes(bytes(message))


def _mht(path: Path, lines: list[str]) -> None:
    _html(path, lines)
    message = MIMEMultipart("related", type="text/html")
    message["Subject"] = "通知"
    message.attach(MIMEText(path.read_text("utf-8"), "html", "utf-8"))
    path.write_bytes(bytes(message))


def _msg(path: Path, lines: list[str]) -> None:
    body = "\r\n\r\n".join(lines).encode("utf-16-le")
    streams = {"__properties_version1.0": b"", "__substg1.0_1000001F": body}
    make_ole(path, streams)


def _rtf(path: Path, lines: list[str]) -> None:
    def units(text: str) -> list[int]:
        data = text.encode("utf-16-le")
        return [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]

    coded = "".join("".join(f"\\u{u}?" for u in units(line)) + "\\par " for line in lines)
    path.write_text(f"{{\\rtf1\\ansi\\uc1 {coded}}}", "ascii")


WRITERS: dict[str, Callable[[Path, list[str]], object]] = {
    "docx": _docx,
    "doc": lambda path, lines: make_word_binary(path, "".join(f"{line}\r" for line in lines)),
    "rtf": _rtf,
    "xlsx": _xlsx,
    "csv": lambda path, lines: path.write_text("\n".join(f"{line},x" for line in lines), "utf-8"),
    "pptx": _pptx,
    "pdf": lambda path, lines: make_raw_pdf(path, "\n".join(lines)),
    "ofd": make_ofd,
    "txt": lambda path, lines: path.write_bytes("\n".join(lines).encode("utf-8-sig")),
    "md": lambda path, lines: path.write_text("\n\n".join(lines), "utf-8"),
    "html": _html,
    "eml": _mail,
    "mht": _mht,
    "msg": _msg,
}


@pytest.mark.parametrize("suffix", WRITERS)
@settings(max_examples=15, deadline=None)
@given(data=st.data(), lines=LINES)
def test_a_quote_is_the_text_between_its_offsets(
    suffix: str, data: st.DataObject, lines: list[str]
) -> None:
    if suffix == "pdf":
        # The made font draws nothing, and pdfium passes over a lone character without a shape.
        lines = [f"{line}党" for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{suffix}"
        WRITERS[suffix](path, lines)
        document = read(path)
    check_document(document)
    blocks = [block for block in document.blocks if block.kind not in BESIDE]
    shown = "".join("".join(block.text.split()) for block in blocks)
    assert shown.replace("x", "") == "".join(lines)
    for block in blocks:
        start = data.draw(st.integers(0, len(block.text) - 1))
        end = data.draw(st.integers(start + 1, len(block.text)))
        citation = document.cite(block.index, start, end)
        assert citation.quote == block.text[start:end]
        assert (citation.file, citation.block) == (f"a.{suffix}", block.index)
        with pytest.raises(ValueError, match="not inside"):
            document.cite(block.index, start, len(block.text) + 1)


# Old formats that nothing but LibreOffice writes here: one file each, made of many drawn lines.
OLD: dict[str, tuple[str, Callable[[Path, list[str]], object]]] = {
    "xls": ("xlsx", _xlsx),
    "odt": ("docx", _whole_docx),
    "ods": ("xlsx", _xlsx),
    "ppt": ("pptx", _pptx),
}


@pytest.mark.skipif(find_soffice(None) is None, reason="LibreOffice is not installed here")
@pytest.mark.parametrize("suffix", OLD)
def test_a_quote_from_an_old_format_is_the_text_between_its_offsets(
    tmp_path: Path, suffix: str
) -> None:
    chance = random.Random(suffix)
    lines = ["".join(chance.choices(CHARACTERS, k=chance.randint(1, 12))) + "党" for _ in range(40)]
    newer, write = OLD[suffix]
    source = tmp_path / f"new.{newer}"
    write(source, lines)
    path = convert(source, source.suffix, suffix, tmp_path, None)
    document = read(path, settings=ExtractSettings(ocr="off"))
    check_document(document)
    shown = "".join("".join(block.text.split()) for block in document.blocks)
    assert shown == "".join(lines)
    for block in document.blocks:
        for start in range(len(block.text)):
            end = chance.randint(start + 1, len(block.text))
            citation = document.cite(block.index, start, end)
            assert citation.quote == block.text[start:end]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(*[st.text(alphabet="党课年月日应到实一二三", min_size=1, max_size=7)] * 3),
        min_size=2,
        max_size=5,
    )
)
def test_the_box_of_a_quote_from_a_table_lies_in_its_cell(rows: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        canvas = chinese_canvas(Path(folder) / "a.pdf")
        draw_table(canvas, [list(row) for row in rows], top=700, width=104)
        canvas.save()
        document = read(Path(folder) / "a.pdf")
    check_document(document)
    assert [block.text for block in document.blocks] == ["\t".join(row) for row in rows]
    boxes = [
        [document.cite(block.index, cell.start, cell.end).bbox for cell in block.cells]
        for block in document.blocks
    ]
    for upper, lower in itertools.pairwise(boxes):
        for above, below in zip(upper, lower, strict=True):
            assert above is not None
            assert below is not None
            assert above.y1 <= below.y0 + 1
    for row in boxes:
        for left, right in itertools.pairwise(row):
            assert left is not None
            assert right is not None
            assert left.x1 < right.x0
            assert right.x0 - left.x0 < 104 + 12
