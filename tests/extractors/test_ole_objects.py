"""Files inside old Office documents are listed with paths of their own, and can be read."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import olefile
import pytest
from PIL import Image

from extractors.document import Document
from extractors.isolated import ExtractionPool
from extractors.submission_files import list_files
from tests.extractors.made_files import QUIET, make_docx, paragraph, read, texts
from tests.extractors.made_ole import make_ole
from tests.extractors.made_word_binary import make_word_binary
from tests.extractors.made_xls import make_xls

_SENTENCE = "2022年3月15日召开支部党员大会"


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    root = tmp_path / "材料"
    root.mkdir()
    return root


def _documents(root: Path, tmp_path: Path) -> dict[str, Document]:
    with ExtractionPool(QUIET) as pool:
        return {d.path: d for d in pool.map(list_files(root, QUIET, tmp_path / "work"))}


def _streams(path: Path, below: str = "") -> dict[str, bytes]:
    """Give an OLE file's streams, to be put into a storage of another."""
    with olefile.OleFileIO(path) as ole:
        return {below + "/".join(e): ole.openstream(e).read() for e in ole.listdir()}


def _sheet(tmp_path: Path) -> Path:
    return make_xls(tmp_path / "sheet.xls", [[_SENTENCE]], 1.0)


def _objects(tmp_path: Path, pool: str) -> dict[str, bytes]:
    """Make a workbook, a newer document, a packaged file, an equation and a chart's data."""
    packed = make_docx(tmp_path / "new.docx", paragraph(_SENTENCE)).read_bytes()
    name = "签到表.txt".encode("gb18030") + b"\x00"
    content = _SENTENCE.encode() * 200
    native = b"\x02\x00" + name + name + b"\x00\x00\x03\x00"
    native += struct.pack("<L", len(name)) + name + struct.pack("<L", len(content)) + content
    sheet = _streams(_sheet(tmp_path))
    storages = [
        sheet,
        {"Package": packed},
        {"\x01Ole10Native": struct.pack("<L", len(native)) + native},
        {"Equation Native": b"x" * 5000},
        {"\x01CompObj": b"Microsoft Graph Chart", **sheet},
    ]
    return {
        f"{pool}{number}/{name}": data
        for number, streams in enumerate(storages, 1)
        for name, data in streams.items()
    }


@pytest.mark.parametrize(("name", "pool"), [("a.doc", "ObjectPool/_"), ("a.xls", "MBD0000000")])
def test_files_in_the_storages_of_an_old_document_are_read(
    tmp_path: Path, root: Path, name: str, pool: str
) -> None:
    made = make_word_binary(tmp_path / "b.doc", "正文") if name == "a.doc" else _sheet(tmp_path)
    own = _streams(made)
    make_ole(root / name, own | _objects(tmp_path, pool))
    documents = _documents(root, tmp_path)
    inside = ["嵌入的表格.xls", "嵌入的文档.docx", "签到表.txt"]
    assert {path for path, d in documents.items() if d.status == "read"} == {
        name,
        *(f"{name}/{one}" for one in inside),
    }
    for one in inside:
        assert texts(documents[f"{name}/{one}"])[0].startswith(_SENTENCE)
    assert sum(d.status == "skipped" for d in documents.values()) == 2
    said = [p.message for p in documents[name].problems if p.kind == "embedded_file"]
    assert len(said) == 3
    assert all("列入文件清单" in message for message in said)
    alone = [p.message for p in read(root / name).problems if p.kind == "embedded_file"]
    assert all("单独提交" in message for message in alone)
    assert len(alone) == 3


def _packed_record(data: bytes) -> bytes:
    content = struct.pack("<L", len(data)) + zlib.compress(data)
    return struct.pack("<HHL", 0x10, 0x1011, len(content)) + content


def test_files_in_an_old_presentation_are_read_and_macros_are_not(
    tmp_path: Path, root: Path
) -> None:
    sheet = _sheet(tmp_path).read_bytes()
    macros = make_ole(tmp_path / "m", {"VBA/dir": b"x" * 5000}).read_bytes()
    records = struct.pack("<HHL", 0x0F, 0x3E8, 4) + bytes(4)
    plain = struct.pack("<HHL", 0x00, 0x1011, len(sheet)) + sheet
    stream = records + _packed_record(macros) + _packed_record(sheet) + plain
    make_ole(root / "a.ppt", {"PowerPoint Document": stream, "Current User": bytes(5000)})
    documents = _documents(root, tmp_path)
    assert set(documents) == {
        "a.ppt",
        "a.ppt/嵌入的表格.xls",
        "a.ppt/嵌入的表格 (2).xls",
    }
    assert texts(documents["a.ppt/嵌入的表格.xls"])[0] == _SENTENCE


def _blip(kind: int, data: bytes) -> bytes:
    content = bytes(17) + data
    record = struct.pack("<HHL", 0x46A0, kind, len(content)) + content
    entry = bytes(33) + b"\x00\x00\x00" + record
    return struct.pack("<HHL", 0x02, 0xF007, len(entry)) + entry


def _picture(kind: str, width: int) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((width, width), 90).convert("RGB").save(out, kind)
    return out.getvalue()


def test_pictures_of_an_old_workbook_are_listed_but_for_icons(tmp_path: Path, root: Path) -> None:
    pictures = [_picture("PNG", 200), _picture("JPEG", 150), _picture("PNG", 20)]
    kinds = (0xF01E, 0xF01D, 0xF01E)
    blips = [_blip(kind, data) for kind, data in zip(kinds, pictures, strict=True)]
    metafile = _blip(0xF01A, b"x" * 400)
    store = b"".join(blips) + metafile
    drawn = struct.pack("<HHL", 0x4F, 0xF001, len(store)) + store
    group = struct.pack("<HHL", 0x0F, 0xF000, len(drawn)) + drawn
    pieces = [group[at : at + 8000] for at in range(0, len(group), 8000)]
    records = b"".join(
        struct.pack("<HH", 0x3C if number else 0xEB, len(piece)) + piece
        for number, piece in enumerate(pieces)
    )
    plain = _streams(_sheet(tmp_path))["Workbook"]
    shown = struct.pack("<7H12x2H", 0x5D, 26, 0x15, 18, 8, 1, 0, 0, 0)
    end = plain.rindex(b"\x0a\x00\x00\x00")  # the sheet's end; what follows is for the library
    stream = plain[:end] + shown + plain[end : end + 4] + records
    make_ole(root / "a.xls", {"Workbook": stream})
    documents = _documents(root, tmp_path)
    assert set(documents) == {"a.xls", "a.xls/图片1.png", "a.xls/图片2.jpg"}
    for path, data in zip(("a.xls/图片1.png", "a.xls/图片2.jpg"), pictures, strict=False):
        assert documents[path].size == len(data)
        assert "没有启用文字识别" in (documents[path].reason or "")
    messages = [problem.message for problem in documents["a.xls"].problems]
    assert any("1 张图片，已另行列入文件清单" in message for message in messages)
    alone = [problem.message for problem in read(root / "a.xls").problems]
    assert any("没有读取" in message for message in alone)


def test_old_documents_without_anything_inside_have_one_entry(tmp_path: Path, root: Path) -> None:
    make_word_binary(root / "a.doc", "正文")
    make_xls(root / "a.xls", [["正文"]], 1.0)
    make_ole(root / "b.doc", {"ObjectPool/_1/x": b"x" * 5000, "WordDocument": b"broken"})
    assert set(_documents(root, tmp_path)) >= {"a.doc", "a.xls", "b.doc"}
