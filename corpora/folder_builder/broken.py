"""Files as they go wrong in practice: cut off in the middle, or locked with a password."""

from __future__ import annotations

import random
import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NAMES = ("EncryptionInfo", "EncryptedPackage")


def cut_off(whole: bytes) -> bytes:
    """The first two thirds of a file, as an interrupted copy leaves it."""
    return whole[: len(whole) * 2 // 3]


def locked_office_file(seed: int) -> bytes:
    """What Office writes for a file with a password: a compound file with an unreadable package.

    Layout: header, one sector of allocation table, one of directory, then both streams, each
    ten sectors long so that none falls into the mini stream.
    """
    dice = random.Random(seed)
    length, each = 10, 10 * _SECTOR
    table = [_FAT, _END]
    for stream in range(2):
        first = 2 + stream * length
        table += [*range(first + 1, first + length), _END]
    table += [_FREE] * (_SECTOR // 4 - len(table))
    directory = _directory_entry("Root Entry", 5, 1, _END, 0)
    directory += _directory_entry(_NAMES[0], 2, _FREE, 2, each, right=2)
    directory += _directory_entry(_NAMES[1], 2, _FREE, 2 + length, each)
    directory += _directory_entry("", 0, _FREE, 0, 0)
    info = struct.pack("<HHI", 4, 4, 0x40) + dice.randbytes(each - 8)
    return _header() + struct.pack("<128I", *table) + directory + info + dice.randbytes(each)


def _header() -> bytes:
    fixed = struct.pack("<8s16x5H6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6)
    counts = struct.pack("<9I", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    return fixed + counts + struct.pack("<109I", 0, *[_FREE] * 108)


def _directory_entry(
    name: str, kind: int, child: int, start: int, size: int, right: int = _FREE
) -> bytes:
    raw = (name + "\0").encode("utf-16-le") if name else b""
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ", raw, len(raw), kind, 1, _FREE, right, child, 0, start, size
    )
