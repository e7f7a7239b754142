"""How a document is shown: as JSON for programs, as an outline for people."""

from __future__ import annotations

import json

import pytest

from extractors.document import (
    Block,
    BlockKind,
    BoundingBox,
    BoxedSpan,
    Cell,
    Document,
    FileStatus,
    Locator,
    Problem,
)
from extractors.outline import render_outline
from extractors.serialize import document_to_json

BOX = BoundingBox(1.23456, 2, 3, 4)
DOCUMENT = Document(
    path="材料/3月.pdf",
    sha256="ab" * 32,
    media_type="application/pdf",
    size=12,
    status=FileStatus.OCR,
    reason=None,
    pages=2,
    blocks=(
        Block(0, BlockKind.HEADING, "标题\x1b[31m", 1, level=2, label="（一）"),
        Block(
            1,
            BlockKind.TABLE_ROW,
            "甲\t乙",
            2,
            Locator(table=1, row=3),
            BOX,
            cells=(Cell(0, 1, 0), Cell(2, 3, 1, 2)),
            spans=(BoxedSpan(0, 1, BOX, 2),),
            confidence=0.87654,
            labels=((2, "1."),),
        ),
    ),
    problems=(Problem("date_damaged", "日期受损", 2, 1),),
    properties=(("created", "2022-03-15"),),
)


def test_json_has_the_promised_keys() -> None:
    shown = document_to_json(DOCUMENT)
    promised = ("schema", "path", "sha256", "media_type", "status", "reason", "blocks", "problems")
    assert set(promised) <= set(shown)
    assert shown["schema"] == "zuozheng/document/1"
    first, second = json.loads(json.dumps(shown))["blocks"]
    assert first["locator"] == {}
    assert (first["index"], first["kind"], first["page"]) == (0, "heading", 1)
    assert second == {
        "index": 1,
        "kind": "table_row",
        "text": "甲\t乙",
        "page": 2,
        "locator": {"table": 1, "row": 3},
        "bbox": [1.23, 2, 3, 4],
        "labels": [[2, "1."]],
        "cells": [
            {"start": 0, "end": 1, "column": 0, "span": 1},
            {"start": 2, "end": 3, "column": 1, "span": 2},
        ],
        "spans": [{"start": 0, "end": 1, "page": 2, "bbox": [1.23, 2, 3, 4]}],
        "confidence": 0.8765,
    }


def test_the_outline_shows_what_was_read_and_where() -> None:
    outline = render_outline(DOCUMENT)
    assert "—— 第 2 页 ——" in outline
    assert "（一） 标题" in outline
    assert "甲 │ 乙" in outline
    assert "88%" in outline
    assert "日期受损（第 2 页）" in outline


def test_running_heads_are_shown_apart_with_their_pages() -> None:
    blocks = (
        Block(0, BlockKind.PARAGRAPH, "甲", 1),
        Block(1, BlockKind.PARAGRAPH, "乙", 2),
        Block(2, BlockKind.HEADER, "工作手册", 1),
        Block(3, BlockKind.FOOTER, "- 2 -", 2),
        Block(4, BlockKind.PARAGRAPH, "底", 1, Locator(part="template")),
    )
    outline = render_outline(Document("a", "", "", 0, FileStatus.READ, pages=2, blocks=blocks))
    assert outline.splitlines()[2:] == [
        "内容：2 页，5 段，12 字",
        "",
        "—— 第 1 页 ——",
        "[0] 段落｜甲",
        "—— 第 2 页 ——",
        "[1] 段落｜乙",
        "—— 各页的页眉、页脚（读到了，不算正文）——",
        "[2] 页眉 第 1 页｜工作手册",
        "[3] 页脚 第 2 页｜- 2 -",
        "—— 第 1 页 ——",
        "[4] 段落 底版｜底",
    ]


@pytest.mark.parametrize(
    ("locator", "pages", "amount", "line"),
    [
        (Locator(table=1, row=3), None, "表格 1 行，1 字", "表格 1 第 3 行｜"),
        (
            Locator(sheet="名册", row=3),
            2,
            "2 个工作表，表格 1 行，1 字",
            "表格 名册 第 3 行｜",
        ),
        (
            Locator(slide=1, table=1, row=2),
            1,
            "1 张幻灯片，表格 1 行，1 字",
            "表格 1 第 2 行｜",
        ),
    ],
)
def test_the_outline_names_places_in_plain_words(
    locator: Locator, pages: int | None, amount: str, line: str
) -> None:
    row = Block(0, BlockKind.TABLE_ROW, "甲", None, locator)
    outline = render_outline(Document("a", "", "", 0, FileStatus.READ, pages=pages, blocks=(row,)))
    assert f"内容：{amount}\n" in outline
    assert line in outline


def test_the_outline_cannot_steer_a_terminal() -> None:
    assert "\x1b" not in render_outline(DOCUMENT)


def test_every_kind_and_status_has_a_chinese_name() -> None:
    for kind in BlockKind:
        document = Document("a", "", "", 0, FileStatus.READ, blocks=(Block(0, kind, "文"),))
        assert "｜文" in render_outline(document)
    for status in FileStatus:
        assert "状态：" in render_outline(Document("a", "", "", 0, status, "因"))
