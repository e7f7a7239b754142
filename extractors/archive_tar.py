"""Unpack tar archives, compressed or not, and single compressed files (.gz, .bz2, .xz)."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from extractors.errors import DamagedFileError
from extractors.member_writer import BROKEN, LINK, Member, MemberWriter, unsafe_reason

_FAULTS = (tarfile.TarError, OSError, EOFError, ValueError, zlib.error, lzma.LZMAError)


def unpack(path: Path, writer: MemberWriter) -> Iterator[Member]:
    """Unpack a tar, yielding its members in order, refused ones with their reason.

    Raises:
        DamagedFileError: when it cannot be opened, or ends too early.
        LimitError: when it outgrows its limits.
    """
    with contextlib.ExitStack() as stack:
        try:
            archive = stack.enter_context(
                tarfile.open(path, "r:*", encoding="utf-8", errors="surrogateescape")
            )
        except _FAULTS as error:
            raise DamagedFileError("压缩包不完整或已损坏") from error
        while (info := _next(archive)) is not None:
            if not info.isdir():
                yield _unpack_one(archive, info, writer)


def unpack_compressed(path: Path, writer: MemberWriter, base: str) -> Iterator[Member]:
    """Unpack .gz, .bz2 or .xz: the tar inside, or the one file they hold, named after `base`.

    Raises:
        ExtractionError: as `unpack`.
    """
    if _holds_tar(path):
        yield from unpack(path, writer)
        return
    name = PurePosixPath(base).stem or "内容"
    place = writer.next_place(name)
    try:
        with path.open("rb") as packed, _open_compressed(packed.read(6), path) as stream:
            member = writer.copy(stream, name, place, writer.packed)
    except _FAULTS as error:
        place.unlink(missing_ok=True)
        raise DamagedFileError("压缩包不完整或已损坏") from error
    yield member


def _open_compressed(head: bytes, path: Path) -> gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile:
    if head.startswith(b"BZh"):
        return bz2.BZ2File(path)
    if head.startswith(b"\xfd7zXZ"):
        return lzma.LZMAFile(path)
    return gzip.GzipFile(path)


def _holds_tar(path: Path) -> bool:
    try:
        with tarfile.open(path, "r:*"):
            return True
    except _FAULTS:
        return False


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
