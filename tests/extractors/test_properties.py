"""Whatever is written into a file comes out whole, once, with offsets and boxes that hold."""

from __future__ import annotations

import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import BoundingBox, BoxedSpan
from extractors.glyphs import Glyph
from extractors.page_layout import CellText
from extractors.paragraphs import Margins, PlacedLine, join_lines
from extractors.ruled_tables import find_tables
from extractors.text_lines import group_glyphs
from tests.extractors.made_files import make_docx, paragraph, read, texts
from tests.extractors.made_ofd import make_ofd
from tests.extractors.raw_pdf import make_raw_pdf
from tests.extractors.sound_document import check_document

CHARACTERS = "党课年月日应到实一二三〇○2022315：，。（）𠮷𬭚㐂㊣☑Ⅳ½"
TEXT = st.text(alphabet=CHARACTERS, min_size=1, max_size=12)
SLOW = settings(max_examples=25, deadline=None)


@SLOW
@given(st.lists(TEXT, min_size=1, max_size=6), st.lists(st.lists(TEXT, min_size=2, max_size=3)))
def test_a_word_file_gives_back_its_paragraphs_and_rows(
    lines: list[str], rows: list[list[str]]
) -> None:
    body = "".join(paragraph(escape(line)) for line in lines)
    for row in rows:
        cells = "".join(f"<w:tc>{paragraph(escape(text))}</w:tc>" for text in row)
        body += f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    with tempfile.TemporaryDirectory() as folder:
        document = read(make_docx(Path(folder) / "a.docx", body))
    check_document(document)
    assert texts(document) == lines + ["\t".join(row) for row in rows]


@SLOW
@given(
    st.text(alphabet=CHARACTERS, min_size=2, max_size=12),
    st.sampled_from([0, 90, 180, 270]),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_a_pdf_page_gives_text_and_a_box_that_covers_it(
    text: str, rotate: int, left: int, bottom: int
) -> None:
    crop = (left, bottom, 400 - bottom, 300 - left)
    with tempfile.TemporaryDirectory() as folder:
        path = make_raw_pdf(Path(folder) / "a.pdf", text, rotate=rotate, crop=crop)
        document = read(path)
    check_document(document)
    (block,) = document.blocks
    assert block.text == text
    assert block.box is not None
    x0, x1 = 50, 50 + 20 * len(text)
    start, end = {
        0: (x0 - crop[0], x1 - crop[0]),
        90: (x0 - crop[0], x1 - crop[0]),
        180: (crop[2] - x1, crop[2] - x0),
        270: (crop[2] - x1, crop[2] - x0),
    }[rotate]
    upright = rotate in (0, 180)
    shown = (block.box.x0, block.box.x1) if upright else (block.box.y0, block.box.y1)
    assert shown[0] == pytest.approx(start, abs=1.5)
    assert shown[1] == pytest.approx(end, abs=1.5)


@SLOW
@given(st.lists(TEXT, min_size=1, max_size=5))
def test_an_ofd_page_gives_its_lines(lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        document = read(make_ofd(Path(folder) / "a.ofd", lines))
    check_document(document)
    assert "".join(texts(document)).replace(" ", "") == "".join(lines)


@given(st.lists(st.text(alphabet=CHARACTERS + "ab ", min_size=1, max_size=30), max_size=8))
def test_joined_lines_lose_nothing_and_know_their_places(lines: list[str]) -> None:
    placed: list[PlacedLine] = []
    for number, text in enumerate(lines):
        glyphs = [Glyph(c, 50 + 12 * n, 20 * number, 62 + 12 * n, 20 * number + 12)
                  for n, c in enumerate(text)]  # fmt: skip
        placed.extend(PlacedLine(line, 1) for line in group_glyphs([glyphs]))
    margins = [Margins(50, 50 + 12 * 30)] * len(placed)
    paragraphs = join_lines(placed, margins)
    spans = [(p.text[s.start : s.end], s.box) for p in paragraphs for s in p.spans]
    assert spans == [(item.line.text, item.line.box) for item in placed]
    cell = CellText.of(paragraphs, 0, 1)
    assert [cell.text[s.start : s.end] for s in cell.spans] == [text for text, _ in spans]


@given(st.permutations(range(12)))
def test_the_order_in_the_file_does_not_change_a_line(order: list[int]) -> None:
    text = "二〇二二年三月十五日党课"
    glyphs = [Glyph(text[n], 12 * n, 0, 12 * n + 12, 12) for n in order]
    (line,) = group_glyphs([[glyph] for glyph in glyphs])
    assert line.text == text
    assert line.box == BoundingBox(0, 0, 144, 12)


@given(st.integers(1, 8), st.integers(2, 6), st.permutations(range(20)))
def test_a_drawn_grid_is_found_cell_by_cell(rows: int, columns: int, order: list[int]) -> None:
    lines = [(0.0, 20.0 * r, 50.0 * columns, 20.0 * r) for r in range(rows + 1)]
    lines += [(50.0 * c, 0.0, 50.0 * c, 20.0 * rows) for c in range(columns + 1)]
    shuffled = [lines[index] for index in order if index < len(lines)]
    shuffled += [line for line in lines if line not in shuffled]
    (table,) = find_tables(shuffled)
    assert len(table.cells) == rows * columns
    for row in range(rows):
        for column in range(columns):
            index = table.cell_at(50 * column + 25, 20 * row + 10)
            assert index is not None
            assert (table.cells[index].row, table.cells[index].column) == (row, column)


def test_a_citation_box_is_that_of_the_lines_it_touches() -> None:
    spans = (
        BoxedSpan(0, 2, BoundingBox(0, 0, 10, 10), 1),
        BoxedSpan(2, 4, BoundingBox(0, 20, 10, 30), 1),
    )
    from extractors.document import Block, BlockKind, Document, FileStatus

    block = Block(0, BlockKind.PARAGRAPH, "甲乙丙丁", 1, spans=spans)
    document = Document("a", "", "", 1, FileStatus.READ, blocks=(block,))
    assert document.cite(0, 0, 2).bbox == BoundingBox(0, 0, 10, 10)
    assert document.cite(0, 1, 3).bbox == BoundingBox(0, 0, 10, 30)
