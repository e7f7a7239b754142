"""The builder's files are real ones: other programs open them and read the same text."""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
import zipfile
from pathlib import Path

import docx
import olefile
import openpyxl
import pdfplumber
import pypdfium2
import pytest
from PIL import Image

from corpora.folder_builder.broken import cut_off, locked_office_file
from corpora.folder_builder.entries import Entry, Form, Sheet
from corpora.folder_builder.folder import build, run
from corpora.folder_builder.markup import Part, parse
from corpora.folder_builder.packing import stored_zip
from corpora.folder_builder.pages import pdf_bytes
from corpora.folder_builder.photos import photo_bytes
from corpora.folder_builder.sheets import sheet_bytes
from corpora.folder_builder.word import word_bytes

WHEN = dt.datetime(2022, 3, 17, 15, 42, 8)


def test_markup_makes_parts_in_order_and_joins_table_rows() -> None:
    parts = parse(
        "# 标题\n\n正文\n| 时间 | 地点 |\n| 3月 | 校内 |\n---\n>> 落款\n+ 第一项\n[] 图为现场"
    )
    assert parts == (
        Part("title", "标题"),
        Part("paragraph", "正文"),
        Part("table", rows=(("时间", "地点"), ("3月", "校内"))),
        Part("page_break"),
        Part("right", "落款"),
        Part("numbered", "第一项"),
        Part("text_box", "图为现场"),
    )


@pytest.mark.parametrize(("encoding", "marked"), [("gbk", False), ("utf-8", True)])
def test_zip_names_are_written_as_old_and_new_archivers_do(encoding: str, marked: bool) -> None:
    packed = stored_zip([("党课/记录.txt", "甲".encode())], WHEN, encoding)
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        (info,) = opened.infolist()
        assert opened.testzip() is None
        assert opened.read(info) == "甲".encode()
    assert bool(info.flag_bits & 0x800) is marked
    raw = info.filename.encode("utf-8" if marked else "cp437")
    assert raw.decode(encoding) == "党课/记录.txt"
    assert info.date_time == (2022, 3, 17, 15, 42, 8)


def test_word_form_has_merged_cells_and_a_label_of_single_characters() -> None:
    form = Form(
        heading="党课记录", time="2022年3月17日", place="会议室", attendance="应到3人",
        topic="党史", content="一、领学\n二、讨论", signatures=("记录人员", "甲", "书记", "乙"),
    )  # fmt: skip
    table = docx.Document(io.BytesIO(word_bytes(_entry("a.docx", forms=(form,))))).tables[0]
    assert table.cell(3, 0).text == "主\n要\n内\n容"
    assert table.cell(3, 0)._tc is table.cell(4, 0)._tc
    assert table.cell(2, 1)._tc is table.cell(2, 3)._tc
    assert [run.text for run in table.cell(0, 1).paragraphs[0].runs][:3] == ["2022", "年", "3"]


def test_tracked_changes_and_text_boxes_stand_in_the_word_file_as_word_writes_them() -> None:
    content = word_bytes(_entry("a.docx", text="时间：~~3月16日~~++3月17日++下午\n[] 图为现场"))
    document = docx.Document(io.BytesIO(content))
    xml = document.element.xml
    assert re.search(r"<w:del [^>]*>.*?<w:delText>3月16日</w:delText>", xml, re.DOTALL)
    assert re.search(r"<w:ins [^>]*>.*?<w:t>3月17日</w:t>", xml, re.DOTALL)
    assert xml.count("图为现场") == 2  # once drawn, once for old versions
    assert document.core_properties.created == WHEN.replace(tzinfo=dt.UTC)


def test_sheet_dates_are_dates_and_a_lone_cell_spans_the_width() -> None:
    sheet = Sheet(
        name="台账", rows=(("活动台账",), ("日期", "活动"), (dt.date(2022, 3, 17), "党课"))
    )
    book = openpyxl.load_workbook(io.BytesIO(sheet_bytes(_entry("a.xlsx", sheets=(sheet,)))))
    page = book["台账"]
    assert page["A3"].value == dt.datetime(2022, 3, 17)
    assert [str(area) for area in page.merged_cells.ranges] == ["A1:B1"]


def test_photos_differ_by_path_and_carry_the_time_they_were_taken() -> None:
    first, second = (photo_bytes(_entry(name), 1) for name in ("a.jpg", "b.jpg"))
    assert first != second
    assert len(first) < 60_000
    with Image.open(io.BytesIO(first)) as picture:
        assert picture.getexif().get_ifd(0x8769)[36867] == "2022:03:17 15:42:08"


def test_broken_files_are_broken_in_the_way_they_claim() -> None:
    whole = word_bytes(_entry("a.docx", text="正文"))
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(cut_off(whole)))
    with olefile.OleFileIO(io.BytesIO(locked_office_file(1))) as compound:
        assert compound.exists("EncryptedPackage")
        assert len(compound.openstream("EncryptionInfo").read()) == 5120


def test_both_pdf_readers_read_the_chinese_text_back() -> None:
    entry = _entry(
        "a.pdf", text="# 党课记录表\n| 时间 | 2022年3月17日 |\n| 主讲人 | 沈砚秋 |\n正文一段。"
    )
    content = pdf_bytes(entry)
    with pdfplumber.open(io.BytesIO(content)) as book:
        assert book.pages[0].extract_tables() == [[["时间", "2022年3月17日"], ["主讲人", "沈砚秋"]]]
        assert "党课记录表" in (book.pages[0].extract_text() or "")
    fast = pypdfium2.PdfDocument(content)
    try:
        text = fast[0].get_textpage().get_text_range()
    finally:
        fast.close()
    assert "正文一段。" in text
    assert content == pdf_bytes(entry)


def test_building_replaces_what_was_there_and_the_command_refuses_a_full_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, target = tmp_path / "content", tmp_path / "out"
    content.mkdir()
    (content / "a.yaml").write_text("- {path: 甲/乙.txt, make: text, text: 正文}", encoding="utf-8")
    target.mkdir()
    (target / "old.txt").write_text("旧", encoding="utf-8")
    assert build(content, target, 1) == 1
    assert [path.name for path in target.rglob("*.txt")] == ["乙.txt"]
    monkeypatch.setattr(sys, "argv", ["build.py", "--out", str(target)])
    with pytest.raises(SystemExit):
        run(tmp_path, "out", 1)
    assert (target / "甲" / "乙.txt").exists()


@pytest.mark.parametrize("path", ["甲.txt", "乙.pdf"])
def test_two_entries_of_one_path_or_a_copy_of_nothing_is_an_error(
    path: str, tmp_path: Path
) -> None:
    twice = "- {path: 甲.txt, make: text}\n- {path: 甲.txt, make: text}"
    lost = "- {path: 乙.pdf, make: copy, of: 没有.docx}"
    text = twice if path == "甲.txt" else lost
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"same path|no entry"):
        build(tmp_path, tmp_path / "out", 1)


def _entry(
    path: str, text: str = "", forms: tuple[Form, ...] = (), sheets: tuple[Sheet, ...] = ()
) -> Entry:
    return Entry(path=path, make="word", created=WHEN, text=text, forms=forms, sheets=sheets)
