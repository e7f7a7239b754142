"""What a zip says of its list of members, before that list is read into memory."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path

MOST_DIRECTORY = 50_000_000  # bytes of the list: over 300,000 members

_TAIL = 65_557  # bytes: the last record and the longest comment behind it
_RECORD = b"PK\x05\x06"
_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20
_RECORD_64 = b"PK\x06\x06"


@dataclass(frozen=True, slots=True)
class ZipDirectory:
    """The length of the list in bytes (0 if it is not found) and the number of the last volume."""

    length: int
    last_volume: int


def find_directory(path: Path) -> ZipDirectory:
    """Read the record at a zip's end; never raises for bad content.

    Raises:
        OSError: when the file cannot be opened.
    """
    with path.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        start = max(0, size - _TAIL)
        stream.seek(start)
        tail = stream.read(_TAIL)
        at = tail.rfind(_RECORD)
        if at < 0 or len(tail) < at + 22:
            return ZipDirectory(0, 0)
        volume, length = struct.unpack_from("<H6xL", tail, at + 4)
        locator = tail[max(0, at - _LOCATOR_SIZE) : at]
        if locator.startswith(_LOCATOR) and len(locator) == _LOCATOR_SIZE:
            (place,) = struct.unpack_from("<Q", locator, 8)
            length = max(length if length != 0xFFFFFFFF else 0, _length_64(path, place))
    return ZipDirectory(length, volume if volume != 0xFFFF else 0)


def _length_64(path: Path, place: int) -> int:
    """Give the length that the record for large zips states."""
    with path.open("rb") as stream:
        if place > stream.seek(0, os.SEEK_END):
            return 0
        stream.seek(place)
        record = stream.read(56)
    if len(record) < 56 or not record.startswith(_RECORD_64):
        return 0
    (length,) = struct.unpack_from("<Q", record, 40)
    return int(length)
