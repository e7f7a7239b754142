"""Old office formats: through LibreOffice where it is, plain text or an honest reason where not."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from extractors import legacy_office
from extractors.document import BlockKind
from extractors.office_converter import find_soffice
from extractors.registry import extract_file
from extractors.rtf_text import rtf_text
from extractors.settings import ExtractSettings
from tests.extractors.made_files import make_docx, make_zip, paragraph, read, texts
from tests.extractors.made_ole import make_ole
from tests.extractors.made_word_binary import make_word_95, make_word_binary


def test_a_doc_gives_its_text_without_libreoffice(tmp_path: Path) -> None:
    raw = "支部党员大会\r时间\x07三月\x07\x07\x13 PAGE \x141\x15页\r"
    document = read(make_word_binary(tmp_path / "a.doc", raw))
    assert texts(document) == ["支部党员大会", "时间\t三月", "1页"]
    assert document.status == "read"
    assert "LibreOffice" in (document.reason or "")


def test_a_wps_is_read_like_a_doc(tmp_path: Path) -> None:
    assert texts(read(make_word_binary(tmp_path / "a.wps", "党课\r"))) == ["党课"]


def test_a_doc_with_a_password_is_said_to_have_one(tmp_path: Path) -> None:
    document = read(make_word_binary(tmp_path / "a.doc", "党课", flags=0x0100))
    assert (document.status, "密码" in (document.reason or "")) == ("unreadable", True)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (rb"{\rtf1\ansicpg936 \'b5\'b3\'bf\'ce\par}", "党课\n"),
        (rb"{\rtf1\uc1 \u20826?\u35838?}", "党课"),
        (rb"{\rtf1\uc2 \u20826\'b5\'b3\u35838\'bf\'ce}", "党课"),
        (rb"{\rtf1{\fonttbl{\f0 SimSun;}}{\*\generator x;}a\cell b\cell\row}", "a\tb\t\n"),
        (rb"{\rtf1 a{\v b}c{\deleted d}e}", "ace"),
        (rb"{\rtf1 \{x\}\~y\_z}", "{x} y-z"),
        (rb"{\rtf1 {\field{\*\fldinst PAGE}{\fldrslt 7}}}", "7"),
    ],
)
def test_rtf_text(source: bytes, text: str) -> None:
    assert rtf_text(source) == text


@pytest.mark.parametrize(
    ("kind", "name"),
    [("text", "a.odt"), ("spreadsheet", "a.ods"), ("presentation", "a.odp")],
)
def test_without_libreoffice_the_reason_says_what_to_do(
    tmp_path: Path, kind: str, name: str
) -> None:
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    document = read(make_zip(tmp_path / name, {"mimetype": mimetype, "content.xml": b"<a/>"}))
    assert document.status == "unreadable"
    assert "另存为" in (document.reason or "")
    assert "LibreOffice" in (document.reason or "")


@pytest.mark.skipif(find_soffice(None) is None, reason="LibreOffice is not installed here")
def test_a_converted_file_is_read_like_a_new_one(tmp_path: Path) -> None:
    rtf = (
        rb"{\rtf1\ansi\ansicpg936 \'b5\'b3\'bf\'ce\par\trowd\cellx1000\cellx2000 a\cell b\cell\row}"
    )
    (tmp_path / "a.doc").write_bytes(rtf)
    document = extract_file(tmp_path / "a.doc", settings=ExtractSettings(ocr="off"))
    assert texts(document) == ["党课", "a\tb"]
    assert "created" not in dict(document.properties)


def test_a_docx_needs_no_libreoffice(tmp_path: Path) -> None:
    assert texts(read(make_docx(tmp_path / "a.doc", paragraph("党课")))) == ["党课"]


def test_a_workbook_its_reader_cannot_read_is_converted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(path: Path, suffix: str, target: str, folder: Path, soffice: str | None) -> Path:
        assert (suffix, target) == (".xls", "xlsx")
        book = openpyxl.Workbook()
        assert book.active is not None
        book.active["A1"] = "党费"
        book.save(folder / "a.xlsx")
        return folder / "a.xlsx"

    make_ole(tmp_path / "a.xls", {"Workbook": b"no workbook at all"})
    assert read(tmp_path / "a.xls").status == "unreadable"
    monkeypatch.setattr(legacy_office, "convert", make)
    assert texts(read(tmp_path / "a.xls")) == ["党费"]


def _converted_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str, raw: str
) -> list[tuple[BlockKind, str]]:
    """Read a .doc of which LibreOffice makes a Word file with this body."""

    def make(path: Path, suffix: str, target: str, folder: Path, soffice: str | None) -> Path:
        return make_docx(folder / f"0.{target}", body)

    monkeypatch.setattr(legacy_office, "convert", make)
    document = read(make_word_binary(tmp_path / "a.doc", raw))
    assert document.status == "read"
    assert document.reason is None
    return [(block.kind, block.text) for block in document.blocks]


_CELLS = "签到表\r姓名\x07职务\x07\x07张三\x07书记\x07\x07"


def test_a_doc_whose_cells_ran_together_in_conversion_keeps_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = paragraph("签到表") + paragraph("姓名职务张三 书记")
    assert _converted_to(monkeypatch, tmp_path, body, _CELLS) == [
        (BlockKind.PARAGRAPH, "签到表"),
        (BlockKind.TABLE_ROW, "姓名\t职务"),
        (BlockKind.TABLE_ROW, "张三\t书记"),
    ]


@pytest.mark.parametrize(
    ("converted", "raw"),
    [
        (["签到表", "姓名职务张三书记一、"], _CELLS),  # a label that only the conversion gives
        (["签到表", "姓名职务张三"], _CELLS),  # what was struck out
        (["姓名 职务", "张三"], "姓名\t职务\r张三\r"),  # a tab that somebody typed, no cell
    ],
)
def test_a_converted_doc_stands_where_our_own_reading_says_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, converted: list[str], raw: str
) -> None:
    body = "".join(paragraph(text) for text in converted)
    found = _converted_to(monkeypatch, tmp_path, body, raw)
    assert found == [(BlockKind.PARAGRAPH, text) for text in converted]


def test_notes_comments_and_text_boxes_of_a_doc_are_told_apart(tmp_path: Path) -> None:
    stories = ["\x02注一\r", "页眉\r", "宏", "\x05批注\r", "", "框中的字\r"]
    document = read(make_word_binary(tmp_path / "a.doc", "正文\r", stories=stories))
    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.PARAGRAPH, "正文"),
        (BlockKind.FOOTNOTE, "注一"),
        (BlockKind.HEADER, "页眉"),
        (BlockKind.COMMENT, "批注"),
        (BlockKind.TEXT_BOX, "框中的字"),
    ]


def test_word_95_files_are_read_in_their_code_page(tmp_path: Path) -> None:
    assert texts(read(make_word_95(tmp_path / "a.doc", "2001年党课\r记录\r"))) == [
        "2001年党课",
        "记录",
    ]
    document = read(make_word_95(tmp_path / "b.doc", "党课\r", flags=0x0004))
    assert document.status == "unreadable"
    assert "另存为 .docx 后重新提交" in (document.reason or "")


def test_rtf_in_other_code_pages_is_decoded_and_unknown_ones_do_no_harm() -> None:
    assert rtf_text(rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0}") == "Пр"
    assert rtf_text(rb"{\rtf1\ansi\ansicpg99999 \'b5\'b3}") == "党"
