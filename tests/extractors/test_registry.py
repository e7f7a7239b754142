"""The ledger tells what became of a file: status, reason, and what the school should do."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.registry import extract_file
from extractors.settings import ExtractSettings, Limits
from tests.extractors.made_files import make_docx, paragraph, read, texts, zip_bytes
from tests.extractors.made_ole import make_ole


@pytest.mark.parametrize(
    ("data", "name", "status", "word"),
    [
        (b"", "a.docx", "empty", "0 字节"),
        (b" \r\n\t\n", "a.txt", "empty", "没有文字"),
        (bytes(range(256)) * 8, "a.docx", "unreadable", "无法识别的格式"),
        (bytes(range(256)) * 8, "a.doc", "unreadable", "无法识别的格式"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "a.exe", "skipped", "程序"),
        (b"\x00\x00\x00\x18ftypisom" + b"\x00" * 50, "a.mp4", "skipped", "视频"),
        (b"L\x00\x00\x00\x01\x14\x02\x00" + b"\x00" * 80, "a.lnk", "skipped", "快捷方式"),
        (b"%PDF-1.7\nbroken", "a.pdf", "unreadable", "重新提交"),
        (b"\xff\xd8\xff\xe0broken", "a.jpg", "unreadable", "图片"),
        (b"PK\x03\x04broken", "a.docx", "unreadable", "重新提交"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.xls", "unreadable", "重新提交"),
    ],
)
def test_status_and_reason(tmp_path: Path, data: bytes, name: str, status: str, word: str) -> None:
    (tmp_path / name).write_bytes(data)
    document = read(tmp_path / name)
    assert document.status == status
    assert word in (document.reason or "")
    assert document.size == len(data)
    assert len(document.sha256) == 64


@pytest.mark.parametrize("name", ["a.pdf", "a.doc", "a.jpg", "a"])
def test_content_decides_and_not_the_name(tmp_path: Path, name: str) -> None:
    path = make_docx(tmp_path / name, paragraph("正文"))
    document = read(path)
    assert texts(document) == ["正文"]
    assert document.media_type.endswith("wordprocessingml.document")


def test_a_web_page_renamed_doc_is_read_as_the_page_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_text("<html><body><p>党课</p></body></html>", encoding="gb18030")
    document = read(tmp_path / "a.doc")
    assert (texts(document), document.media_type) == (["党课"], "text/html")


def test_an_encrypted_office_file_is_said_to_be_one(tmp_path: Path) -> None:
    streams = {"EncryptionInfo": b"x", "EncryptedPackage": b"y"}
    document = read(make_ole(tmp_path / "a.docx", streams))
    assert document.status == "unreadable"
    assert "密码" in (document.reason or "")


def test_text_beyond_the_limit_is_cut_and_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一二三四五\n" * 100, encoding="utf-8")
    settings = ExtractSettings(limits=Limits(text_chars=52))
    document = extract_file(tmp_path / "a.txt", settings=settings)
    assert (document.status, document.chars) == ("read", 50)
    assert "只读出了一部分" in (document.reason or "")
    assert [problem.kind for problem in document.problems] == ["truncated"]


def test_a_part_that_unpacks_beyond_its_limit_is_refused(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "a.docx", paragraph("长" * 200_000))
    settings = ExtractSettings(limits=Limits(xml_bytes=100_000))
    assert extract_file(path, settings=settings).status == "unreadable"


def test_the_recorded_path_is_the_submissions(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "a.docx", paragraph("正文"))
    assert read(path, "材料.zip/党课/3月.docx").path == "材料.zip/党课/3月.docx"


def test_the_same_file_gives_the_same_document(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "a.docx", paragraph("正文") * 3)
    assert read(path) == read(path)


def test_an_archive_given_as_a_file_is_not_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zip_bytes({"x.txt": b"x"}))
    assert read(tmp_path / "a.zip").status == "skipped"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("定于20225月21日召开", "date_damaged"),
        ("1228日上午召开", "date_damaged"),
        ("99日上午", "date_damaged"),
        ("2017年年组织生活会", "doubled_character"),
    ],
)
def test_damaged_dates_are_flagged_where_they_stand(tmp_path: Path, text: str, kind: str) -> None:
    document = read(make_docx(tmp_path / "a.docx", paragraph("前") + paragraph(text)))
    assert [(p.kind, p.block) for p in document.problems] == [(kind, 1)]
    assert document.blocks[1].text == text


@pytest.mark.parametrize(
    "text",
    [
        "2022年3月15日上午",
        "共365日",
        "3月31日至4月2日",
        "2022.3.15",
        "12月28日上午",
        "100日",
        "60日内整改",
        "公示满45日",
    ],
)
def test_sound_dates_are_not_flagged(tmp_path: Path, text: str) -> None:
    assert not read(make_docx(tmp_path / "a.docx", paragraph(text))).problems
