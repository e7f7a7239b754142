"""OFD: text with boxes, tables, templates and seals apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import BlockKind
from tests.extractors.made_files import make_zip, read, texts
from tests.extractors.made_ofd import make_ofd, ruling, text_object

POINT = 72 / 25.4


def test_page_template_and_annotation_are_told_apart(tmp_path: Path) -> None:
    path = make_ofd(tmp_path / "a.ofd", ["正文一行"], template="底版", annotation="专用章")
    document = read(path)
    assert [(b.kind, b.text, b.locator.part) for b in document.blocks] == [
        (BlockKind.PARAGRAPH, "正文一行", None),
        (BlockKind.PARAGRAPH, "底版", "template"),
        (BlockKind.STAMP, "专用章", "annotation"),
    ]
    assert document.pages == 1
    assert dict(document.properties) == {"title": "题", "created": "2022-03-15"}


def test_a_box_covers_its_line(tmp_path: Path) -> None:
    (block,) = read(make_ofd(tmp_path / "a.ofd", ["四个字符"])).blocks
    assert block.box is not None
    assert block.box.x0 == pytest.approx(20 * POINT, abs=0.5)
    assert block.box.x1 == pytest.approx(40 * POINT, abs=0.5)
    assert block.box.y0 <= 26 * POINT <= 30 * POINT <= block.box.y1 + 0.5


def test_a_matrix_scales_text_and_box(tmp_path: Path) -> None:
    scaled = text_object("放大", 100, ctm="2 0 0 2 0 0")
    (block,) = read(make_ofd(tmp_path / "a.ofd", [], objects=scaled)).blocks
    assert block.text == "放大"
    assert block.box is not None
    assert block.box.x1 - block.box.x0 == pytest.approx(20 * POINT, abs=0.5)


def test_ruled_tables_are_rows(tmp_path: Path) -> None:
    lines = "".join(ruling(20, y, 120, y) for y in (100, 110, 120))
    lines += "".join(ruling(x, 100, x, 120) for x in (20, 70, 120))
    cells = (("时间", 22, 107), ("内容", 72, 107), ("三月", 22, 117), ("党课", 72, 117))
    objects = lines + "".join(text_object(text, y, x=x) for text, x, y in cells)
    document = read(make_ofd(tmp_path / "a.ofd", [], objects=objects))
    assert texts(document) == ["时间\t内容", "三月\t党课"]


def test_private_glyphs_are_said_to_be_unreadable(tmp_path: Path) -> None:
    document = read(make_ofd(tmp_path / "a.ofd", ["\ue001\ue002\ue003\ue004"]))
    assert "page_not_recognised" in {problem.kind for problem in document.problems}


def test_an_encrypted_ofd_is_said_to_be_one(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.ofd", {"OFD.xml": b"<a/>", "Encryptions.xml": b"<a/>"})
    document = read(path)
    assert (document.status, "密码" in (document.reason or "")) == ("unreadable", True)
