"""OLE files (the container of .doc, .xls and .msg) written by hand."""

from __future__ import annotations

import itertools
import struct
from pathlib import Path

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_MOST_TABLES = 109
_Entry = tuple[str, int, bytes | None, list[int]]  # name, kind, content, children
_MIN_STREAM = 4096  # shorter streams would need the small-sector table


def make_ole(path: Path, streams: dict[str, bytes]) -> Path:
    """Write an OLE file; a stream named "storage/stream" lies in that storage, however deep.

    Short streams are padded with zero bytes.
    """
    entries: list[_Entry] = [("Root Entry", 5, None, [])]
    _add(entries, 0, streams)
    path.write_bytes(_assemble(entries))
    return path


def _add(entries: list[_Entry], place: int, streams: dict[str, bytes]) -> None:
    """Put streams and the storages in their names under the entry at `place`."""
    for name in sorted({name.partition("/")[0] for name in streams}):
        entries[place][3].append(len(entries))
        if name in streams:
            entries.append((name, 2, streams[name], []))
            continue
        entries.append((name, 1, None, []))
        start = f"{name}/"
        inside = {k.removeprefix(start): v for k, v in streams.items() if k.startswith(start)}
        _add(entries, len(entries) - 1, inside)


def _assemble(entries: list[_Entry]) -> bytes:
    right = {
        child: following
        for _, _, _, children in entries
        for child, following in itertools.pairwise(children)
    }
    directory_sectors = -(-len(entries) // 4)
    sizes = [max(len(content), _MIN_STREAM) for _, _, content, _ in entries if content is not None]
    others = directory_sectors + sum(-(-size // _SECTOR) for size in sizes)
    tables = -(-others // (_SECTOR // 4 - 1))
    fat: list[int] = [_FAT] * tables
    fat += [*range(tables + 1, tables + directory_sectors), _END]
    data = b""
    directory = b""
    for index, (name, kind, content, children) in enumerate(entries):
        start, size = _END, 0
        if content is not None:
            body = content.ljust(_MIN_STREAM, b"\x00")
            size = len(body)
            body = body.ljust(-(-size // _SECTOR) * _SECTOR, b"\x00")
            start = len(fat)
            fat += [*range(start + 1, start + len(body) // _SECTOR), _END]
            data += body
        encoded = name.encode("utf-16-le") + b"\x00\x00"
        directory += encoded.ljust(64, b"\x00") + struct.pack(
            "<HBBIII16sIQQIQ",
            len(encoded), kind, 1, _FREE, right.get(index, _FREE),
            children[0] if children else _FREE, b"", 0, 0, 0, start, size,
        )  # fmt: skip
    directory = directory.ljust(directory_sectors * _SECTOR, b"\x00")
    if tables > _MOST_TABLES:
        raise ValueError("too much for the tables that the head can name")
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(tables * _SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack(
        "<16sHHHHHHIIIIIIIIIII",
        b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, tables, tables, 0, _MIN_STREAM, _END, 0, _END, 0, 0,
    )  # fmt: skip
    header += struct.pack(f"<{tables - 1}I", *range(1, tables))
    return header.ljust(_SECTOR, b"\xff") + table + directory + data
