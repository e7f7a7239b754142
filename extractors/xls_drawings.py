"""What lies over the cells of an old workbook (.xls): text boxes, pictures, charts.

The library that reads the cells passes over them. Layout: [MS-XLS] 2.4.181 Obj, 2.4.329 TxO.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import olefile

_BOF, _EOF, _BOUNDSHEET, _OBJ, _TXO, _CONTINUE = 0x809, 0x0A, 0x85, 0x5D, 0x1B6, 0x3C
_DRAWING_GROUP = 0xEB
_CHART, _PICTURE, _NOTE = 0x05, 0x08, 0x19  # kinds of objects
_COMMON = 0x15  # the part of an object's record that says its kind
_MOST_TEXT = 100_000  # characters of one box

_STORED, _BLIPS = 0xF007, range(0xF01A, 0xF02A)
_BLIP_HEAD = 60  # bytes: a picture begins no further behind its record's head
IMAGES = ((b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff", ".jpg"))

Record = tuple[int, int, bytes]  # place in the stream, kind, content


@dataclass(slots=True)
class SheetDrawings:
    """The texts in one sheet's boxes and shapes, and how many pictures and charts it has."""

    texts: list[str] = field(default_factory=list)
    pictures: int = 0
    charts: int = 0


def read_drawings(path: Path) -> dict[str, SheetDrawings]:
    """Give the drawings of each sheet that has any, by the sheet's name.

    What cannot be followed ends the reading; what was found before is given. Never raises for
    bad content. Workbooks of before 1997 give nothing.
    """
    found: dict[str, SheetDrawings] = {}
    try:
        with olefile.OleFileIO(path) as ole:
            data = bytes(ole.openstream("Workbook").read())
        _walk(data, found)
    except Exception:  # olefile and struct raise whatever broken bytes lead them to
        return found
    return found


def _walk(data: bytes, found: dict[str, SheetDrawings]) -> None:
    names: dict[int, str] = {}  # where a sheet begins -> its name
    sheet: SheetDrawings | None = None
    depth, last = 0, 0
    records = _records(data)
    for place, kind, content in records:
        if kind == _BOF:
            depth += 1
            if depth == 1 and place in names:
                sheet = found.setdefault(names[place], SheetDrawings())
        elif kind == _EOF:
            depth -= 1
        elif kind == _BOUNDSHEET:
            (begin,) = struct.unpack_from("<L", content)
            names[begin] = _characters(content[7:], content[6])
        elif sheet is not None and kind == _OBJ and len(content) >= 6:
            part, _, last = struct.unpack_from("<HHH", content)
            last = last if part == _COMMON else 0
            sheet.pictures += last == _PICTURE
            sheet.charts += last == _CHART
        elif sheet is not None and kind == _TXO and len(content) >= 12:
            (length,) = struct.unpack_from("<H", content, 10)
            text = _box_text(records, length)
            if last != _NOTE and text:  # comments are read with their cells
                sheet.texts.append(text)


def _records(data: bytes) -> Iterator[Record]:
    at = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        yield at, kind, data[at + 4 : at + 4 + length]
        at += 4 + length


def _box_text(records: Iterator[Record], length: int) -> str:
    """Take a box's text from the records that continue it."""
    text = ""
    while len(text) < min(length, _MOST_TEXT):
        _, kind, content = next(records, (0, 0, b""))
        if kind != _CONTINUE or not content:
            break
        text += _characters(content, length - len(text))
    return text.strip()


def _characters(content: bytes, length: int) -> str:
    """Read characters behind the byte that says how wide they are."""
    if content[0] & 1:
        return content[1 : 1 + 2 * length].decode("utf-16-le", "replace")
    return content[1 : 1 + length].decode("latin-1")


def read_pictures(stream: bytes) -> list[tuple[str, bytes]]:
    """Give the photographs and scans of a workbook's stream: suffix and bytes of each.

    Drawings in Windows' own formats are passed over.
    """
    drawn, before = bytearray(), 0
    for _, kind, content in _records(stream):
        if kind == _DRAWING_GROUP or (kind == _CONTINUE and before == _DRAWING_GROUP):
            drawn += content
        before = before if kind == _CONTINUE else kind
    found: list[tuple[str, bytes]] = []
    _find_blips(bytes(drawn), found)
    return found


def _find_blips(data: bytes, found: list[tuple[str, bytes]]) -> None:
    """Walk the records of drawings; a picture lies in an entry of the store or by itself."""
    at = 0
    while at + 8 <= len(data):
        head, kind, length = struct.unpack_from("<HHL", data, at)
        content = data[at + 8 : at + 8 + length]
        at += 8 + length
        if kind in _BLIPS:
            for mark, suffix in IMAGES:
                begin = content.find(mark, 0, _BLIP_HEAD)
                if begin >= 0:
                    found.append((suffix, content[begin:]))
        elif kind == _STORED:
            _find_blips(content[36 + content[33] :] if len(content) > 36 else b"", found)
        elif head & 0xF == 0xF:  # holds other records
            _find_blips(content, found)
