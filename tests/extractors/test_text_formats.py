"""Plain texts in the encodings that occur, and formats told by their bytes."""

from __future__ import annotations

import codecs
import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import BlockKind, FileStatus
from extractors.encoding import decode_text, looks_like_text
from extractors.formats import Format, detect_format
from tests.extractors.made_files import make_zip, read, texts
from tests.extractors.made_rar import rar_bytes

SHORT = ["党课", "张三", "一、学习", "2022年3月15日", "意识形态分析研判", "应到23人", "𠮷田", "㐂"]


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_short_texts_come_right(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    if encoding == "utf-16-be":
        data = codecs.BOM_UTF16_BE + data
    assert decode_text(data) == text


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_always_comes_back(text: str) -> None:
    assert decode_text(text.encode("utf-8")) == text.removeprefix("\ufeff")


@given(st.binary(max_size=300))
def test_any_bytes_decode_to_something_storable(data: bytes) -> None:
    decode_text(data).encode("utf-8")


@given(st.text(alphabet="党课年月日2022，。\n ", min_size=1, max_size=300), st.integers(1, 300))
def test_text_cut_inside_a_character_still_looks_like_text(text: str, at: int) -> None:
    for encoding in ("utf-8", "gb18030"):
        assert looks_like_text(text.encode(encoding)[:at])


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_with_a_damaged_byte_is_read_and_the_place_named(
    tmp_path: Path, encoding: str
) -> None:
    data = "支部于三月十五日召开党员大会，全体党员参加。\n".encode(encoding) * 4
    (tmp_path / "a.txt").write_bytes(data + b"\xa9\n" + "散会。\n".encode(encoding))
    document = read(tmp_path / "a.txt")
    assert document.status == FileStatus.READ
    assert texts(document)[:4] == ["支部于三月十五日召开党员大会，全体党员参加。"] * 4
    assert "undecodable" in {problem.kind for problem in document.problems}


def test_bytes_that_fit_nothing_are_no_text() -> None:
    assert not looks_like_text(b"\x80\xff" * 100)


def test_big5_is_guessed_where_nothing_stricter_fits() -> None:
    text = "本校於三月十五日召開黨員大會，會議由書記主持，全體黨員參加，傳達學習有關文件精神。" * 5
    data = text.encode("big5")
    assert isinstance(decode_text(data), str)


def test_markdown_gives_headings_and_table_rows(tmp_path: Path) -> None:
    source = "# 党课\n正文\n\n| 时间 | 内容 |\n|---|:--|\n| 3月 | 党课 |\n```\n# 代码\n```\n"
    (tmp_path / "a.md").write_text(source, encoding="utf-8")
    blocks = read(tmp_path / "a.md").blocks
    assert [(b.kind, b.text, b.level) for b in blocks] == [
        (BlockKind.HEADING, "党课", 1),
        (BlockKind.PARAGRAPH, "正文", None),
        (BlockKind.TABLE_ROW, "时间\t内容", None),
        (BlockKind.TABLE_ROW, "3月\t党课", None),
        (BlockKind.PARAGRAPH, "# 代码", None),
    ]


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [
        ("党课".encode("gb18030"), "a.docx", Format.TXT),
        (b"<!DOCTYPE html><p>x</p>", "a.doc", Format.HTML),
        (b"{\\rtf1 x}", "a.doc", Format.RTF),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "a.doc",
         Format.WORD_XML),
        (b"a,b\n1,2\n", "a.csv", Format.CSV),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 20, "a.jpg", Format.HEIC),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.png", Format.WEBP),
        (b"Rar!\x1a\x07\x01\x00", "a.zip", Format.RAR),
        ("时间：3月\n地点：三楼\n".encode(), "a.txt", Format.TXT),
        (b"Subject: x\nFrom: a\n\nbody", "a.eml", Format.EML),
        (b"\x01\x02\x03\x04" * 20, "a.txt", Format.UNKNOWN),
    ],
)  # fmt: skip
def test_bytes_decide(tmp_path: Path, data: bytes, name: str, form: Format) -> None:
    (tmp_path / name).write_bytes(data)
    assert detect_format(tmp_path / name) is form


_PDF = b"%PDF-1.7\n" + b"1 0 obj\n" * 300


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("3.pdf", _PDF)
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        info = tarfile.TarInfo("3.pdf")
        info.size = len(_PDF)
        archive.addfile(info, io.BytesIO(_PDF))
    return out.getvalue()


def _without_magic(data: bytes) -> bytes:
    """Give a tar as it was before it had a magic: its checksum counts the zeros."""
    head = bytearray(data[:512])
    head[257:265], head[148:156] = b"\x00" * 8, b" " * 8
    head[148:156] = b"%06o\x00 " % sum(head)
    return bytes(head) + data[512:]


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (_zip(), Format.ZIP),
        (rar_bytes({b"3.pdf": _PDF}), Format.RAR),
        (_tar(), Format.TAR),
        (_without_magic(_tar()), Format.TAR),
        (b"\xef\xbb\xbf" + _PDF, Format.PDF),
        (b"\r\n" + _PDF, Format.PDF),
        (b"HTTP/1.1 200 OK\r\n\r\n" + _PDF, Format.PDF),
    ],
)
def test_an_archive_that_begins_with_a_pdf_is_an_archive(
    tmp_path: Path, data: bytes, form: Format
) -> None:
    (tmp_path / "a").write_bytes(data)
    assert detect_format(tmp_path / "a") is form


@pytest.mark.parametrize(
    ("member", "form"),
    [
        ("word/document.xml", Format.DOCX),
        ("xl/workbook.xml", Format.XLSX),
        ("ppt/presentation.xml", Format.PPTX),
        ("x/y.xml", Format.ZIP),
    ],
)
def test_packages_are_told_by_their_parts(tmp_path: Path, member: str, form: Format) -> None:
    path = make_zip(tmp_path / "a.bin", {"[Content_Types].xml": b"<Types/>", member: b"<a/>"})
    assert detect_format(path) is form


def test_a_stored_pdf_makes_no_archive_a_pdf(tmp_path: Path) -> None:
    page = b"%PDF-1.4\n" + b"x" * 600
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_STORED) as stored:
        stored.writestr("a.pdf", page)
        stored.writestr("b.txt", b"y")
    assert detect_format(tmp_path / "a.zip") is Format.ZIP
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        archive.add(_written(tmp_path / "a.pdf", page), "a.pdf")
    assert detect_format(tmp_path / "a.tar") is Format.TAR


@pytest.mark.parametrize("before", [b"", b"\r\n", b"\xef\xbb\xbf", b"\x00" * 40])
def test_a_pdf_behind_odd_bytes_is_a_pdf(tmp_path: Path, before: bytes) -> None:
    assert detect_format(_written(tmp_path / "a.zip", before + b"%PDF-1.7\n")) is Format.PDF


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_lines_of_a_text_are_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("一\r\n\r\n　　二  \r三\n".encode("gb18030"))
    assert texts(read(tmp_path / "a.txt")) == ["一", "二", "三"]


@pytest.mark.parametrize(("suffix", "form"), [("docx", Format.DOCX), ("zip", Format.ZIP)])
@pytest.mark.parametrize("part", ["[Content_Types].xml", "mimetype"])
def test_a_package_whose_list_of_types_does_not_unpack_goes_by_its_name(
    tmp_path: Path, suffix: str, form: Format, part: str
) -> None:
    path = tmp_path / f"a.{suffix}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(part, bytes(range(256)) * 20)
    data = bytearray(path.read_bytes())
    start = 30 + len(part)
    data[start : start + 40] = b"\xff" * 40
    path.write_bytes(bytes(data))
    assert detect_format(path) is form
