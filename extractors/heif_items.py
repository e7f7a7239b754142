"""Whether the items of a HEIC photograph have names that are text, before a decoder is asked.

The decoder (pi-heif 1.4) makes text of an item's type without looking whether it is some; a byte
of a damaged file then ends the whole process. Boxes after ISO/IEC 14496-12, 8.11.6 (`infe`).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_HEAD = 8
_FLAGS = 4


def names_are_text(data: bytes) -> bool:
    """Say whether the types and names of all items are text; so has a file without items.

    Args:
        data: the whole file.
    """
    try:
        return all(_is_text(entry) for entry in _entries(data))
    except (struct.error, ValueError):
        return False


def _entries(data: bytes) -> Iterator[bytes]:
    """Give the contents of each entry of the list of items."""
    for name, start, end in _boxes(data, 0, len(data)):
        if name != b"meta":
            continue
        for inner, begin, close in _boxes(data, start + _FLAGS, end):
            if inner == b"iinf":
                count = 4 if data[begin] else 2
                listed = _boxes(data, begin + _FLAGS + count, close)
                yield from (data[at:to] for kind, at, to in listed if kind == b"infe")


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Give name, begin and end of the contents of each box between two places."""
    while start + _HEAD <= end:
        size, name = struct.unpack_from(">I4s", data, start)
        head = _HEAD
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, start + _HEAD)
            head = 2 * _HEAD
        elif size == 0:
            size = end - start
        if size < head:
            raise ValueError("a box shorter than its head")
        yield name, start + head, min(start + size, end)
        start += size


def _is_text(entry: bytes) -> bool:
    """Say whether what follows version, number and protection of an entry is text."""
    wide = 4 if entry[:1] == b"\x03" else 2
    words = entry[_FLAGS + wide + 2 :]
    try:
        words.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
