"""Outlook messages: bodies in every form, code pages, enclosures, messages inside messages."""

from __future__ import annotations

import datetime
import struct
from pathlib import Path

import pytest

from extractors.compressed_rtf import decompress_rtf
from extractors.submission_files import list_files
from tests.extractors.made_files import QUIET, read, texts
from tests.extractors.made_ole import make_ole

_ATTACHED = "__attach_version1.0_#00000000/"


def _unicode(prop: str, text: str) -> tuple[str, bytes]:
    return f"__substg1.0_{prop}001F", text.encode("utf-16-le")


def _properties(*fixed: tuple[int, int, bytes], head: int = 32) -> bytes:
    """Give the stream of properties of fixed size: (type, number, value)."""
    return bytes(head) + b"".join(
        struct.pack("<HHI", kind, prop, 6) + value.ljust(8, b"\x00") for kind, prop, value in fixed
    )


def _time(moment: datetime.datetime) -> bytes:
    epoch = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)
    return struct.pack("<Q", round((moment - epoch).total_seconds() * 10_000_000))


SENT = _time(datetime.datetime(2022, 3, 15, 6, 30, tzinfo=datetime.UTC))


def _packed(rtf: bytes, *, plain: bool = False) -> bytes:
    """Pack RTF as Outlook does: all letters as they are, then the mark of the end."""
    if plain:
        return struct.pack("<IIII", len(rtf) + 12, len(rtf), 0x414C454D, 0) + rtf
    body, write = bytearray(), 207
    for at in range(0, len(rtf), 8):
        piece = rtf[at : at + 8]
        if len(piece) == 8:
            body += b"\x00" + piece
        else:
            end = (write + len(piece)) % 4096
            body += bytes([1 << len(piece)]) + piece + struct.pack(">H", end << 4)
        write = (write + len(piece)) % 4096
    return struct.pack("<IIII", len(body) + 12, len(rtf), 0x75465A4C, 0) + bytes(body)


# The worked example of the format's description (MS-OXRTFCP, 4.1).
_EXAMPLE = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232"
    "0af32068656c090020627705b06c647d0a800fa0"
)


def test_compressed_rtf_of_the_description_is_unpacked() -> None:
    assert decompress_rtf(_EXAMPLE) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert decompress_rtf(_EXAMPLE[:30]) is not None
    assert decompress_rtf(b"short") is None
    assert decompress_rtf(bytes(16)) is None


@pytest.mark.parametrize("plain", [True, False])
def test_a_body_that_is_only_rtf_is_read(tmp_path: Path, plain: bool) -> None:
    rtf = rb"{\rtf1\ansi\ansicpg936 \'b5\'b3\'bf\'ce\u36890?\u30693?\par 2022-03-15}"
    path = make_ole(
        tmp_path / "a.msg",
        {
            "__properties_version1.0": _properties((0x40, 0x39, SENT)),
            **dict([_unicode("0037", "党课通知"), _unicode("0C1A", "张三")]),
            "__substg1.0_10090102": _packed(rtf, plain=plain),
        },
    )
    document = read(path)
    assert texts(document) == [
        "发件人：张三", "主题：党课通知", "时间：2022-03-15 14:30", "党课通知", "2022-03-15",
    ]  # fmt: skip


@pytest.mark.parametrize("page", [936, 54936, 1252, 65001, 99999, None])
def test_text_of_one_byte_a_letter_is_decoded_whatever_page_is_stated(
    tmp_path: Path, page: int | None
) -> None:
    encoding = "utf-8" if page == 65001 else "gb18030"
    fixed = [] if page is None else [(0x03, 0x3FFD, struct.pack("<I", page))]
    path = make_ole(
        tmp_path / "a.msg",
        {
            "__properties_version1.0": _properties(*fixed),
            "__substg1.0_0037001E": "会议通知".encode(encoding),
            "__substg1.0_1000001E": "请参加支部党员大会".encode(encoding),
        },
    )
    assert texts(read(path)) == ["主题：会议通知", "请参加支部党员大会"]


def _nested(tmp_path: Path) -> Path:
    """Write a message that encloses a file and a message, which itself encloses a file."""
    inner = f"{_ATTACHED[:-2]}1/__substg1.0_3701000D/"
    deepest = f"{inner}{_ATTACHED}"
    streams = {
        "__properties_version1.0": _properties(),
        **dict([_unicode("0037", "转发"), _unicode("1000", "见附件")]),
        f"{_ATTACHED}__substg1.0_37010102": "名单：张三".encode().ljust(5000, b"\n"),
        f"{_ATTACHED[:-2]}1/{_unicode('3001', '原通知')[0]}": "原通知".encode("utf-16-le"),
        f"{inner}__properties_version1.0": _properties((0x40, 0x39, SENT), head=24),
        f"{deepest}__substg1.0_37010102": "安排：3月15日".encode().ljust(5000, b"\n"),
    }
    for prefix, prop, text in (
        (_ATTACHED, "3707", "名单.txt"),
        (inner, "0037", "党课通知"),
        (inner, "0C1A", "教育局"),
        (inner, "1000", "3月15日下午上党课"),
        (deepest, "3707", "../安排.txt"),
    ):
        name, data = _unicode(prop, text)
        streams[prefix + name] = data
    root = tmp_path / "材料"
    root.mkdir()
    return make_ole(root / "a.msg", streams)


def test_a_message_inside_a_message_is_a_mail_of_its_own(tmp_path: Path) -> None:
    path = _nested(tmp_path)
    entries = list_files(path.parent, QUIET, tmp_path / "work")
    assert [entry.path for entry in entries] == [
        "a.msg", "a.msg/原通知.eml", "a.msg/原通知.eml/.._安排.txt", "a.msg/名单.txt",
    ]  # fmt: skip
    found = {e.path: texts(read(e.location, name=e.path)) for e in entries if e.location}
    assert found["a.msg/名单.txt"] == ["名单：张三"]
    assert found["a.msg/原通知.eml"] == [
        "发件人：教育局",
        "主题：党课通知",
        "时间：2022-03-15 14:30",
        "3月15日下午上党课",
        "附件：.._安排.txt",
    ]
    assert found["a.msg/原通知.eml/.._安排.txt"] == ["安排：3月15日"]
