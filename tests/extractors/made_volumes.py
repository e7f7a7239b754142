"""Archives cut to volumes, as the programs that make such write them."""

from __future__ import annotations

import io
import itertools
import struct
import zipfile
import zlib

from tests.extractors.made_rar import header


def cut(data: bytes, size: int) -> list[bytes]:
    """Cut bytes into pieces of `size`, the last one shorter."""
    return [bytes(data[at : at + size]) for at in range(0, len(data), size)]


def spanned_zip(members: dict[str, bytes], size: int) -> list[bytes]:
    """Give the volumes (.z01, .z02, …, .zip last) of a zip whose places count by volume."""
    out = io.BytesIO()
    out.write(b"PK\x07\x08")
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        begin = archive.start_dir
    data = bytearray(out.getvalue())
    end = data.rindex(b"PK\x05\x06")
    at = begin
    while data[at : at + 4] == b"PK\x01\x02":
        (place,) = struct.unpack_from("<L", data, at + 42)
        struct.pack_into("<H", data, at + 34, place // size)
        struct.pack_into("<L", data, at + 42, place % size)
        at += 46 + sum(struct.unpack_from("<3H", data, at + 28))
    last = (len(data) - 1) // size
    struct.pack_into("<2H", data, end + 4, last, begin // size)
    struct.pack_into("<L", data, end + 16, begin % size)
    return cut(bytes(data), size)


def rar_volumes(name: bytes, content: bytes, size: int) -> list[bytes]:
    """Give the volumes of a RAR of version 4 that holds one stored file."""
    pieces = cut(content, size)
    volumes = []
    for number, piece in enumerate(pieces):
        first, last = number == 0, number == len(pieces) - 1
        main = header(0x73, 0x0001 | 0x0010 | (0x0100 if first else 0), bytes(6))
        checked = content if last else piece
        fields = struct.pack(
            "<IIBIIBBHI",
            len(piece),
            len(content),
            2,
            zlib.crc32(checked),
            0x546F6000,
            20,
            0x30,
            len(name),
            0x20,
        )
        flags = 0x8000 | (0 if first else 0x01) | (0 if last else 0x02)
        end = header(0x7B, 0x4000 | (0 if last else 0x0001), b"")
        volumes.append(
            b"Rar!\x1a\x07\x00" + main + header(0x74, flags, fields + name) + piece + end
        )
    return volumes


def named(first: str, volumes: list[bytes]) -> dict[str, bytes]:
    """Name volumes after the first one's name: 材料.zip.001 gives 材料.zip.002, and so on."""
    if first.lower().endswith(".zip"):
        names = [f"{first[:-4]}.z{number:02d}" for number in range(1, len(volumes))] + [first]
    elif first.endswith(".rar") and ".part" in first:
        names = [first.replace("1", str(number)) for number in range(1, len(volumes) + 1)]
    else:
        names = [f"{first[:-3]}{number:03d}" for number in range(1, len(volumes) + 1)]
    return dict(itertools.zip_longest(names, volumes))
