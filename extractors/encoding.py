"""Decode text of unknown encoding: BOM, strict UTF-8, strict GB18030, then a detector's guess."""

from __future__ import annotations

import codecs
import re

import chardet

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters that text files do not hold: all of C0 but tab, line ends, form feed,
# escape's neighbours that old editors write (0x1A), and DEL.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_TEXT_PER_FAULT = 50  # bytes of text for each that fits nothing
_LEAST_UTF16 = 32  # bytes: with fewer, anything can look like two-byte characters
_LAST_CHARACTER = 4  # bytes: the longest character of UTF-8 and of GB18030


def looks_like_text(head: bytes) -> bool:
    """Tell whether leading bytes can be text: a BOM, or no control characters and decodable.

    A few bytes that fit nothing are a text's damage; many mean that it is no text.
    """
    if any(head.startswith(bom) for bom, _ in _BOMS):
        return True
    if _BINARY.search(head):
        return _is_plain_utf16(head)
    if _strict(head, lenient_end=True) is not None:
        return True
    return min(_undecodable(head).values()) * _TEXT_PER_FAULT <= len(head)


def decode_text(data: bytes, *, lenient_end: bool = False) -> str:
    """Give the text of `data`, without BOM; bytes that fit nothing become U+FFFD.

    `lenient_end`: the bytes are the start of something longer, whose last character may be cut.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    if _BINARY.search(data[:4096]) and _is_plain_utf16(data):
        return data.decode("utf-16-le", "replace")
    found = _strict(data, lenient_end=lenient_end)
    if found is not None:
        return data.decode(found, "replace")
    return data.decode(_guess(data), "replace")


def _strict(data: bytes, *, lenient_end: bool) -> str | None:
    """Name the first of UTF-8 and GB18030 that decodes every byte."""
    for encoding in ("utf-8", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        try:
            decoder.decode(data, final=not lenient_end)
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def _undecodable(data: bytes) -> dict[str, int]:
    """Count what UTF-8 and GB18030 cannot decode."""
    return {
        encoding: data.decode(encoding, "replace").count("�") for encoding in ("utf-8", "gb18030")
    }


def _guess(data: bytes) -> str:
    """Name the encoding of text that is neither strict UTF-8 nor strict GB18030.

    A long text with a few bad bytes is still what most of it is, so the two are tried leniently
    before a detector is asked.
    """
    sample = data[:200_000]
    counts = _undecodable(sample)
    best = min(counts, key=lambda encoding: counts[encoding])
    if counts[best] * 50 < len(sample) / 2:
        return best
    guessed = chardet.detect(sample[:20_000]).get("encoding") or best
    try:
        codecs.lookup(guessed)
    except LookupError:
        return best
    return guessed


def _is_plain_utf16(head: bytes) -> bool:
    """Tell UTF-16-LE without BOM: line ends and blanks as two bytes, high bytes of text."""
    if len(head) < _LEAST_UTF16 or b"\x00" not in head:
        return False
    even = head[: len(head) // 2 * 2]
    high = even[1::2]
    likely = sum(byte == 0 or 0x4E <= byte <= 0x9F or byte in (0x20, 0x30, 0xFF) for byte in high)
    if likely < len(high) * 0.97:
        return False
    text = even[: len(even) - _LAST_CHARACTER].decode("utf-16-le", "replace")
    return "�" not in text and not any(ord(c) < 32 and c not in "\t\r\n\f\x0b" for c in text)
