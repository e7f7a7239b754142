"""The plain text of a .doc (Word 6 to 2003) or .wps file, for machines without LibreOffice.

Reads the piece table, which says where in the file each stretch of the text lies.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import NamedTuple

import olefile

from extractors.document import BlockKind
from extractors.errors import DamagedFileError, EncryptedFileError

_MAGICS = (0xA5EC, 0xA5DC)
_FIB_FLAGS, _CLX_OFFSET, _COUNTS = 0x0A, 0x01A2, 0x4C
_ENCRYPTED, _TABLE_1, _SAVED_FAST = 0x0100, 0x0200, 0x0004
# Word keeps its stories one after the other; the file's head tells how long each is. The fourth
# is that of macros.
_STORIES = (
    BlockKind.PARAGRAPH, BlockKind.FOOTNOTE, BlockKind.HEADER, None,
    BlockKind.COMMENT, BlockKind.FOOTNOTE, BlockKind.TEXT_BOX, BlockKind.HEADER,
)  # fmt: skip
_OLDEST, _FIRST_UNICODE = 0x65, 0x00C1  # Word 6, Word 97
_OLD_TEXT, _OLD_COUNTS, _LANGUAGE = 0x18, 0x34, 0x06
_CODE_PAGES = {0x0804: "gb18030", 0x0404: "big5", 0x0411: "cp932", 0x0412: "cp949"}
_FIELD_CODE = re.compile("\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))")
_MOST_CHARS = 20_000_000


Story = tuple[BlockKind, str]


class WordText(NamedTuple):
    """The stories that hold text, the body first; `has_cells` tells whether it marks cells."""

    stories: list[Story]
    has_cells: bool


def read_word_binary(path: Path) -> WordText:
    """Give the stories that hold text: the body, then notes, headers, comments, text boxes.

    Paragraphs are parted by line feeds, cells of a table row by tabs.

    Raises:
        EncryptedFileError: when a password is set.
        DamagedFileError: when the file is broken or older than Word 6.
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
            old = _OLDEST <= version < _FIRST_UNICODE
            if magic not in _MAGICS or version < _OLDEST or (old and flags & _SAVED_FAST):
                raise DamagedFileError("Word 文件的版本过旧", ".docx")
            if old:
                return _stories(_old_text(document), document, _OLD_COUNTS)
            table = bytes(ole.openstream("1Table" if flags & _TABLE_1 else "0Table").read())
        return _stories(_pieces(document, table), document, _COUNTS)
    except (OSError, struct.error, IndexError, KeyError, ValueError, TypeError) as error:
        raise DamagedFileError("Word 文件不完整或已损坏", ".docx") from error


def _stories(text: str, document: bytes, counts: int) -> WordText:
    """Cut the text into its stories; each begins where the one before ends."""
    found: list[Story] = []
    at = 0
    for kind, length in zip(_STORIES, struct.unpack_from("<8I", document, counts), strict=True):
        story = _tidy(text[at : at + length])
        at += length
        if kind is not None and story.strip():
            found.append((kind, story))
    return WordText(found, "\x07" in text)


def _old_text(document: bytes) -> str:
    """Give the text of a Word 6 or 95 file: one stretch, in its language's code page."""
    (language,) = struct.unpack_from("<H", document, _LANGUAGE)
    begin, end = struct.unpack_from("<II", document, _OLD_TEXT)
    return document[begin:end].decode(_CODE_PAGES.get(language, "cp1252"), "replace")


def _pieces(document: bytes, table: bytes) -> str:
    """Put the text together from its pieces."""
    start, size = struct.unpack_from("<II", document, _CLX_OFFSET)
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
    return "".join(parts)


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
