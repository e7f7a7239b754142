"""Unpack tar archives, compressed or not, and single compressed files (.gz, .bz2, .xz, .lzma)."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path, PurePosixPath
from typing import IO, cast

from extractors.errors import DamagedFileError, LimitError
from extractors.member_writer import (
    BROKEN,
    BROKEN_ARCHIVE,
    LINK,
    Member,
    MemberWriter,
    Readable,
    unsafe_reason,
)

_FAULTS = (tarfile.TarError, OSError, EOFError, ValueError, zlib.error, lzma.LZMAError)


def unpack(path: Path, writer: MemberWriter) -> Iterator[Member]:
    """Unpack a tar, yielding its members in order, refused ones with their reason.

    Raises:
        DamagedFileError: when it cannot be opened, or ends too early.
        LimitError: when it outgrows its limits, members that were refused included.
    """
    with _open_compressed(path) as plain:
        counted = cast(IO[bytes], _Counted(plain, writer))
        try:
            # Read from end to end, never sought: what is passed over has to be unpacked as well.
            archive = tarfile.open(  # noqa: SIM115 - closed below
                fileobj=counted, mode="r|", encoding="utf-8", errors="surrogateescape"
            )
        except _FAULTS as error:
            raise DamagedFileError(BROKEN_ARCHIVE) from error
        with archive:
            while (info := _next(archive)) is not None:
                if info.isdir():
                    continue
                try:
                    member = _unpack_one(archive, info, writer)
                except LimitError as error:
                    yield Member(_name(info.name), None, info.size, str(error))
                    raise
                yield member


def unpack_compressed(path: Path, writer: MemberWriter, base: str) -> Iterator[Member]:
    """Unpack .gz, .bz2, .xz or .lzma: the tar inside, or their one file, named after `base`.

    Raises:
        ExtractionError: as `unpack`.
    """
    if _holds_tar(path):
        yield from unpack(path, writer)
        return
    name = PurePosixPath(base).stem or "内容"
    place = writer.next_place(name)
    try:
        with _open_compressed(path) as stream:
            member = writer.copy(stream, name, place, writer.packed)
    except _FAULTS as error:
        place.unlink(missing_ok=True)
        raise DamagedFileError(BROKEN_ARCHIVE) from error
    yield member


class _Counted:
    """A stream that counts what is read from it and ends where the limits say."""

    def __init__(self, stream: Readable, writer: MemberWriter) -> None:
        self._stream = stream
        self._writer = writer
        self._passed = 0

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes.

        Raises:
            LimitError: when too much has been unpacked.
        """
        data = self._stream.read(size)
        self._passed += len(data)
        self._writer.pass_over(self._passed)
        return data


def _open_compressed(path: Path) -> AbstractContextManager[Readable]:
    """Open a file for what it holds unpacked; as it is when it is not compressed."""
    with path.open("rb") as stream:
        head = stream.read(6)
    if head.startswith(b"BZh"):
        return bz2.BZ2File(path)
    if head.startswith((b"\xfd7zXZ", b"\x5d\x00\x00")):
        return lzma.LZMAFile(path)
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(path)
    return path.open("rb")


def _holds_tar(path: Path) -> bool:
    """Tell whether a compressed file begins with the head of a tar's member, or is an empty tar."""
    try:
        with _open_compressed(path) as stream:
            tarfile.TarInfo.frombuf(stream.read(tarfile.BLOCKSIZE), "utf-8", "surrogateescape")
    except tarfile.EOFHeaderError:  # type: ignore[attr-defined]  # not in the stubs
        return True
    except _FAULTS:
        return False
    return True


def _unpack_one(archive: tarfile.TarFile, info: tarfile.TarInfo, writer: MemberWriter) -> Member:
    name = _name(info.name)
    place = writer.next_place(name)
    refusal = unsafe_reason(name)
    if info.issym() or info.islnk():
        refusal = LINK
    elif not info.isfile():
        refusal = "这不是普通文件，没有展开"
    if refusal is not None:
        return Member(name, None, info.size, refusal)
    try:
        stream = archive.extractfile(info)
        if stream is None:
            return Member(name, None, info.size, BROKEN)
        return writer.copy(stream, name, place, writer.packed)
    except _FAULTS:
        place.unlink(missing_ok=True)
        return Member(name, None, info.size, BROKEN)


def _next(archive: tarfile.TarFile) -> tarfile.TarInfo | None:
    try:
        return archive.next()
    except _FAULTS as error:
        raise DamagedFileError("压缩包不完整，后面的文件没有展开") from error


def _name(name: str) -> str:
    """Read a name that was not UTF-8 as GB18030."""
    raw = name.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")
