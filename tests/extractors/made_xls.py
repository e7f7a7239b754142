"""An Excel 97–2003 workbook written by hand: one sheet of texts, and one number below them."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

from tests.extractors.made_ole import make_ole

_WORKBOOK, _SHEET = 5, 0x10


def make_xls(path: Path, rows: Sequence[Sequence[str]], number: float) -> Path:
    """Write a .xls whose sheet 台账 has these rows and `number` in the row below them."""
    sheet = _begin(_SHEET)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            sheet += _record(0x204, struct.pack("<HHH", row, column, 1) + _text(text, "<H"))
    sheet += _record(0x203, struct.pack("<HHHd", len(rows), 0, 1, number)) + _record(0x0A, b"")
    font = _record(
        0x31, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 134, 0) + _text("宋体", "<B")
    )
    formats = b"".join(
        _record(0xE0, struct.pack("<HHH14x", 0, 0, kind)) for kind in (0xFFF5, 0x0001)
    )
    head = _begin(_WORKBOOK) + _record(0x42, struct.pack("<H", 1200)) + font + formats
    name = _text("台账", "<B")
    place = len(head) + 4 + 6 + len(name) + 4  # behind this record and the end of the globals
    head += _record(0x85, struct.pack("<IH", place, 0) + name) + _record(0x0A, b"")
    return make_ole(path, {"Workbook": head + sheet})


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str, length: str) -> bytes:
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")
