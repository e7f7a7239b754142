"""A .doc file (Word 97) written by hand: one piece of text and the table that points at it."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

from tests.extractors.made_ole import make_ole

_TEXT_AT = 0x600


def make_word_binary(path: Path, text: str, *, flags: int = 0, stories: Sequence[str] = ()) -> Path:
    """Write a .doc whose main text is `text`, in Word's own control characters.

    `stories` follow it: footnotes, headers, macros, comments, endnotes, text boxes.
    """
    document = bytearray(_TEXT_AT)
    for number, story in enumerate(stories):
        struct.pack_into("<I", document, 0x50 + 4 * number, _units(story))
    struct.pack_into("<HH", document, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", document, 0x0A, flags)
    struct.pack_into("<I", document, 0x4C, _units(text))
    text += "".join(stories)
    pieces = struct.pack("<II", 0, _units(text)) + struct.pack("<HIH", 0, _TEXT_AT, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", document, 0x01A2, 0, len(clx))
    document += text.encode("utf-16-le")
    return make_ole(path, {"WordDocument": bytes(document), "0Table": clx})


def _units(text: str) -> int:
    """Count as Word does: a rare character such as 𠮷 is two."""
    return len(text.encode("utf-16-le")) // 2


def make_word_95(path: Path, text: str, *, language: int = 0x0804, flags: int = 0) -> Path:
    """Write a .doc as Word 6 and 95 did: one stretch of text in a code page."""
    data = text.encode("gb18030")
    document = bytearray(_TEXT_AT)
    struct.pack_into("<HHHH", document, 0, 0xA5DC, 0x68, 0, language)
    struct.pack_into("<H", document, 0x0A, flags)
    struct.pack_into("<II", document, 0x18, _TEXT_AT, _TEXT_AT + len(data))
    struct.pack_into("<I", document, 0x34, len(text))
    return make_ole(path, {"WordDocument": bytes(document) + data})
