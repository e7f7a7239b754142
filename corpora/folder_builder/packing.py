"""Zip containers written without compression, so that no zlib version can change a byte."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_UTF8_NAMES = 0x800


def stored_zip(
    members: Sequence[tuple[str, bytes]], when: dt.datetime, name_encoding: str = "utf-8"
) -> bytes:
    """A zip of the members in the order given, all with the same time stamp.

    With another encoding than UTF-8 the names are written as its raw bytes and the UTF-8 mark
    stays off, as old Chinese archivers do.
    """
    flags = _UTF8_NAMES if name_encoding == "utf-8" else 0
    date = ((when.year - 1980) << 9) | (when.month << 5) | when.day
    time = (when.hour << 11) | (when.minute << 5) | (when.second // 2)
    body, directory = bytearray(), bytearray()
    for name, data in members:
        raw = name.encode(name_encoding)
        shared = (20, flags, 0, time, date, zlib.crc32(data), len(data), len(data), len(raw), 0)
        directory += _CENTRAL.pack(b"PK\x01\x02", 20, *shared, 0, 0, 0, 0, len(body)) + raw
        body += _LOCAL.pack(b"PK\x03\x04", *shared) + raw + data
    count = len(members)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)


def repacked(container: bytes, when: dt.datetime) -> bytes:
    """The same container (docx, xlsx) with its members stored and their time stamps fixed."""
    with zipfile.ZipFile(io.BytesIO(container)) as source:
        names = [info.filename for info in source.infolist()]
        return stored_zip([(name, source.read(name)) for name in names], when)
