"""From a picture's fragments to blocks: two columns in order, ruled tables as rows with cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from extractors.document import BlockKind, Document
from extractors.ocr import recognise
from extractors.ocr.engine import Fragment
from extractors.registry import extract_file
from extractors.settings import ExtractSettings
from tests.extractors.made_engine import MadeEngine
from tests.extractors.made_files import texts
from tests.extractors.sound_document import check_document


def _read(
    tmp_path: Path, page: Image.Image, found: list[Fragment], monkeypatch: pytest.MonkeyPatch
) -> Document:
    class Reader(MadeEngine):
        version = "made-layout"

        def read(self, image: Image.Image) -> list[Fragment]:
            return found

    monkeypatch.setattr(recognise, "load_engine", lambda threads: Reader())
    page.save(tmp_path / "a.png")
    document = extract_file(tmp_path / "a.png", settings=ExtractSettings(ocr="auto"))
    check_document(document)
    return document


def _fragment(text: str, x: float, y: float, score: float = 0.98) -> Fragment:
    right = x + 20 * len(text)
    return Fragment(text, ((x, y), (right, y), (right, y + 20), (x, y + 20)), score)


def test_two_columns_are_read_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [f"左栏第{n}行的内容一直写到栏边" for n in "一二三四五六"]
    right = [f"右栏第{n}行的内容一直写到栏边" for n in "一二三四五六"]
    found = [
        _fragment(text, x, 100 + 30 * row)
        for row in range(6)
        for text, x in ((left[row], 60), (right[row], 460))
    ]
    document = _read(tmp_path, Image.new("RGB", (800, 600), "white"), found, monkeypatch)
    assert "".join(texts(document)) == "".join(left + right)
    assert {block.kind for block in document.blocks} == {BlockKind.OCR_LINE}


def test_a_ruled_table_in_a_picture_becomes_rows_with_cells_boxes_and_confidence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Image.new("RGB", (900, 700), "white")
    draw = ImageDraw.Draw(page)
    for y in (100, 200, 300):
        draw.line((100, y, 700, y), fill="black", width=3)
    for x in (100, 300, 700):
        draw.line((x, 100, x, 300), fill="black", width=3)
    found = [
        _fragment("支部大会记录", 300, 40),
        _fragment("内容", 320, 140),
        _fragment("时间", 120, 140),
        _fragment("学习二十大精神", 320, 240, 0.9),
        _fragment("3月15日", 120, 240),
    ]
    document = _read(tmp_path, page, found, monkeypatch)
    title, head, row = document.blocks
    assert (title.kind, title.text) == (BlockKind.OCR_LINE, "支部大会记录")
    assert (head.kind, head.text) == (BlockKind.TABLE_ROW, "时间\t内容")
    assert [row.text[cell.start : cell.end] for cell in row.cells] == ["3月15日", "学习二十大精神"]
    assert (row.locator.table, row.locator.row, row.confidence) == (1, 2, 0.9)
    start = row.text.index("学习")
    box = document.cite(row.index, start, len(row.text)).bbox
    assert box == pytest.approx((320, 240, 460, 260), abs=1)
