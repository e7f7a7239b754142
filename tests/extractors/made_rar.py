"""RAR archives written by hand: members stored without compression, as no free program writes."""

from __future__ import annotations

import struct
import zlib

_MARKER = b"Rar!\x1a\x07\x00"
_HAS_DATA, _WINDOWS, _UNIX = 0x8000, 2, 3
_STORED = 0x30
_LINK_MODE = 0o120777


def rar_bytes(
    members: dict[bytes, bytes], *, method: int = _STORED, links: frozenset[bytes] = frozenset()
) -> bytes:
    """Give a RAR of version 4 with these names (bytes as they stand in it) and contents."""
    parts = [_MARKER, header(0x73, 0, struct.pack("<HI", 0, 0))]
    for name, data in members.items():
        is_link = name in links
        fields = struct.pack(
            "<IIBIIBBHI",
            len(data),
            len(data),
            _UNIX if is_link else _WINDOWS,
            zlib.crc32(data),
            0x546F6000,  # a day in 2022, as MS-DOS counts
            20,
            method,
            len(name),
            _LINK_MODE if is_link else 0x20,
        )
        parts += [header(0x74, _HAS_DATA, fields + name), data]
    parts.append(header(0x7B, 0x4000, b""))
    return b"".join(parts)


def header(kind: int, flags: int, fields: bytes) -> bytes:
    """Give one block of a RAR of version 4, its checksum in front."""
    body = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
    return struct.pack("<H", zlib.crc32(body) & 0xFFFF) + body


def rar5_bytes(members: dict[str, bytes], references: dict[str, str]) -> bytes:
    """Give a RAR of version 5: stored members, then names that refer to an equal member.

    References bear no checksum, as WinRAR writes them.
    """
    parts = [b"Rar!\x1a\x07\x01\x00", _block(1, 0, b"", _vint(0))]
    for name, data in members.items():
        parts += [_block(2, 2, _vint(len(data)), _file(name, data, zlib.crc32(data))), data]
    for name, target in references.items():
        record = _vint(5) + _vint(5) + _vint(0) + _named(target)
        extra = _vint(len(record)) + record
        sizes = _vint(len(extra)) + _vint(0)
        parts.append(_block(2, 3, sizes, _file(name, members[target], 0) + extra))
    return b"".join((*parts, _block(5, 0, b"", _vint(0))))


def _file(name: str, data: bytes, checksum: int) -> bytes:
    head = _vint(4) + _vint(len(data)) + _vint(0x20) + struct.pack("<I", checksum)
    return head + _vint(0) + _vint(0) + _named(name)


def _named(name: str) -> bytes:
    return _vint(len(name.encode())) + name.encode()


def _block(kind: int, flags: int, sizes: bytes, fields: bytes) -> bytes:
    body = _vint(kind) + _vint(flags) + sizes + fields
    body = _vint(len(body)) + body
    return struct.pack("<I", zlib.crc32(body)) + body


def _vint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])
