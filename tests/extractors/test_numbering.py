"""Word's automatic numbers: counted as Word counts, shown beside the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.number_formats import format_number
from tests.extractors.made_files import make_docx, paragraph, read


def _level(index: int, style: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def _abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def _num(number: int, abstract: int, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


def _item(number: int, level: int = 0, style: str = "") -> str:
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    reference = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph("文", chosen + reference)


def _labels(tmp_path: Path, numbering: str, body: str, styles: str = "") -> list[str | None]:
    parts = {"numbering.xml": numbering} | ({"styles.xml": styles} if styles else {})
    document = read(make_docx(tmp_path / "a.docx", body, parts=parts))
    assert all(block.text == "文" for block in document.blocks)
    return [block.label for block in document.blocks]


TWO = _abstract(0, _level(0, "chineseCounting", "（%1）"), _level(1, "decimal", "%1.%2"))


def test_levels_restart_after_a_higher_one(tmp_path: Path) -> None:
    body = _item(1) + _item(1, 1) + _item(1, 1) + _item(1) + _item(1, 1)
    labels = _labels(tmp_path, TWO + _num(1, 0), body)
    assert labels == ["（一）", "一.1", "一.2", "（二）", "二.1"]


def test_lists_of_one_abstract_numbering_share_their_count(tmp_path: Path) -> None:
    labels = _labels(tmp_path, TWO + _num(1, 0) + _num(2, 0), _item(1) + _item(2) + _item(1))
    assert labels == ["（一）", "（二）", "（三）"]


def test_start_override_begins_anew_once(tmp_path: Path) -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = TWO + _num(1, 0) + _num(2, 0, override)
    labels = _labels(tmp_path, numbering, _item(1) + _item(1) + _item(2) + _item(2))
    assert labels == ["（一）", "（二）", "（一）", "（二）"]


def test_numbering_is_inherited_from_the_style(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="mine"><w:basedOn w:val="base"/></w:style>'
    )
    body = paragraph("文", '<w:pStyle w:val="mine"/>') * 2
    assert _labels(tmp_path, TWO + _num(1, 0), body, styles) == ["（一）", "（二）"]


def test_number_zero_switches_numbering_off(tmp_path: Path) -> None:
    assert _labels(tmp_path, TWO + _num(1, 0), _item(0)) == [None]


def test_labels_in_a_table_row_keep_their_place(tmp_path: Path) -> None:
    cells = f"<w:tc>{_item(1)}</w:tc><w:tc>{paragraph('甲')}{_item(1)}</w:tc>"
    body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    parts = {"numbering.xml": TWO + _num(1, 0)}
    (block,) = read(make_docx(tmp_path / "a.docx", body, parts=parts)).blocks
    assert block.text == "文\t甲\n文"
    assert block.labels == ((0, "（一）"), (4, "（二）"))


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (3, "chineseLegalSimplified", "叁"),
        (2, "ideographTraditional", "乙"),
        (11, "ideographTraditional", "11"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "㉑"),
        (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (7, "unheardOf", "7"),
        (-1, "decimal", "-1"),
    ],
)
def test_number_formats(value: int, style: str, shown: str) -> None:
    assert format_number(value, style) == shown
