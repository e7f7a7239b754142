"""Put an archive's volumes together in the working folder, for as long as they are unpacked."""

from __future__ import annotations

import contextlib
import os
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path

from extractors.errors import DamagedFileError, LimitError
from extractors.format_names import Format
from extractors.formats import detect_format
from extractors.member_writer import BROKEN_ARCHIVE, Budget
from extractors.volumes import VolumeSet
from extractors.zip_directory import MOST_DIRECTORY

_CHUNK = 1 << 20
_TAIL = 65_557  # bytes: the last record of a zip and the longest comment behind it
_RECORD = struct.Struct("<4s4H2LH")
_RECORD_MARK, _ENTRY_MARK = b"PK\x05\x06", b"PK\x01\x02"
_ENTRY_SIZE = 46
_ELSEWHERE, _ELSEWHERE_16 = 0xFFFFFFFF, 0xFFFF  # the number stands in the part for large zips


@contextlib.contextmanager
def joined(volumes: VolumeSet, folder: Path, budget: Budget) -> Iterator[tuple[Path, Format]]:
    """Give the archive in one piece (or its first volume beside the others) and its format.

    What is written to `folder` is taken away at the end.

    Raises:
        ExtractionError: when the volumes are too large together, or do not fit one another.
        OSError: when they cannot be read or written.
    """
    sizes = [part.stat().st_size for part in volumes.parts]
    if sum(sizes) > budget.limits.archive_bytes:
        raise LimitError("分卷压缩包合在一起过大，没有展开：请解压后分批提交")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        if volumes.names:
            places = [folder / name for name in volumes.names]
            for part, place in zip(volumes.parts, places, strict=True):
                _append(part, place, budget)
            yield places[0], Format.RAR
            return
        whole = folder / "whole"
        for part in volumes.parts:
            _append(part, whole, budget)
        _count_from_the_first(whole, sizes)
        yield whole, detect_format(whole, volumes.whole)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _append(part: Path, place: Path, budget: Budget) -> None:
    with part.open("rb") as source, place.open("ab") as target:
        while chunk := source.read(_CHUNK):
            budget.beat()
            target.write(chunk)


def _count_from_the_first(whole: Path, sizes: list[int]) -> None:
    """Make a zip cut to volumes one whose places count from its beginning; leave other files.

    Such a zip says of each member in which volume it begins, and where in that.
    """
    with whole.open("r+b") as stream:
        begin = max(0, stream.seek(0, os.SEEK_END) - _TAIL)
        stream.seek(begin)
        tail = stream.read()
        at = tail.rfind(_RECORD_MARK)
        if at < 0 or len(tail) < at + _RECORD.size:
            return
        mark, volume, first, _, count, length, place, comment = _RECORD.unpack_from(tail, at)
        if volume == 0:
            return
        starts = [sum(sizes[:number]) for number in range(len(sizes))]
        if volume != len(sizes) - 1 or first > volume or place == _ELSEWHERE:
            raise DamagedFileError(BROKEN_ARCHIVE)
        if length > MOST_DIRECTORY:
            raise LimitError("压缩包里的文件过多，没有展开：请解压后分批提交")
        place += starts[first]
        stream.seek(place)
        entries = bytearray(stream.read(length))
        _set_places(entries, starts)
        stream.seek(place)
        stream.write(entries)
        stream.seek(begin + at)
        stream.write(_RECORD.pack(mark, 0, 0, count, count, length, place, comment))


def _set_places(entries: bytearray, starts: list[int]) -> None:
    """Write into a zip's list of members where each begins in the whole."""
    at = 0
    while entries[at : at + 4] == _ENTRY_MARK and len(entries) >= at + _ENTRY_SIZE:
        lengths = struct.unpack_from("<3H", entries, at + 28)
        (volume,), (place,) = (
            struct.unpack_from("<H", entries, at + 34),
            struct.unpack_from("<L", entries, at + 42),
        )
        if volume == _ELSEWHERE_16 or place == _ELSEWHERE or volume >= len(starts):
            raise DamagedFileError(BROKEN_ARCHIVE)
        place += starts[volume]
        if place >= _ELSEWHERE:
            raise DamagedFileError(BROKEN_ARCHIVE)
        struct.pack_into("<H", entries, at + 34, 0)
        struct.pack_into("<L", entries, at + 42, place)
        at += _ENTRY_SIZE + sum(lengths)
