"""The plain text of a .doc (Word 97–2003) or .wps file, for machines without LibreOffice.

Reads the piece table, which says where in the file each stretch of the text lies.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path

import olefile

from extractors.errors import DamagedFileError, EncryptedFileError

_MAGICS = (0xA5EC, 0xA5DC)
_FIB_FLAGS, _CLX_OFFSET, _MAIN_CHARS = 0x0A, 0x01A2, 0x4C
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_FIELD_CODE = re.compile("\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))")
_MOST_CHARS = 20_000_000


def read_word_binary(path: Path) -> str:
    """Give the text: paragraphs parted by line feeds, cells of a table row by tabs.

    Raises:
        EncryptedFileError: when a password is set.
        DamagedFileError: when the file is broken or older than Word 97.
    """
    try:
        with olefile.OleFileIO(path) as ole:
            document = bytes(ole.openstream("WordDocument").read())
            if len(document) < _CLX_OFFSET + 8:
                raise DamagedFileError("Word 文件不完整", ".docx")
            magic, version = struct.unpack_from("<HH", document)
            (flags,) = struct.unpack_from("<H", document, _FIB_FLAGS)
            if flags & _ENCRYPTED:
                raise EncryptedFileError(".docx")
            if magic not in _MAGICS or version < 0x00C1:
                raise DamagedFileError("Word 文件的版本过旧", ".docx")
            table = bytes(ole.openstream("1Table" if flags & _TABLE_1 else "0Table").read())
        return _tidy(_pieces(document, table))
    except (OSError, struct.error, IndexError, KeyError, ValueError, TypeError) as error:
        raise DamagedFileError("Word 文件不完整或已损坏", ".docx") from error


def _pieces(document: bytes, table: bytes) -> str:
    """Put the text together from its pieces."""
    start, size = struct.unpack_from("<II", document, _CLX_OFFSET)
    (length,) = struct.unpack_from("<I", document, _MAIN_CHARS)
    clx = table[start : start + size]
    at = 0
    while at < len(clx) and clx[at] == 1:  # formatting that pieces share
        (skip,) = struct.unpack_from("<H", clx, at + 1)
        at += 3 + skip
    if at >= len(clx) or clx[at] != 2:
        raise DamagedFileError("Word 文件不完整或已损坏", ".docx")
    (total,) = struct.unpack_from("<I", clx, at + 1)
    plc = clx[at + 5 : at + 5 + total]
    count = (len(plc) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", plc)
    parts: list[str] = []
    for index in range(count):
        chars = bounds[index + 1] - bounds[index]
        if not 0 <= chars <= _MOST_CHARS:
            raise DamagedFileError("Word 文件不完整或已损坏", ".docx")
        (place,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)
        if place & 0x40000000:
            offset = (place & 0x3FFFFFFF) // 2
            parts.append(document[offset : offset + chars].decode("cp1252", "replace"))
        else:
            parts.append(document[place : place + 2 * chars].decode("utf-16-le", "replace"))
    return "".join(parts)[:length]


def _tidy(text: str) -> str:
    """Turn Word's control characters into line feeds and tabs, drop field codes."""
    previous = None
    while previous != text:  # fields lie inside fields
        previous = text
        text = _FIELD_CODE.sub("", text)
    text = text.replace("\x07\x07", "\n").replace("\x07", "\t")
    text = text.replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    text = text.replace("\x1e", "-").replace("\xa0", " ")
    return re.sub("[\x00-\x08\x0e-\x1f]", "", text)
