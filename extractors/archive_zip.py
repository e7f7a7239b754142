"""Unpack zip archives."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from extractors.errors import DamagedFileError, LimitError
from extractors.member_writer import (
    BROKEN,
    BROKEN_ARCHIVE,
    LINK,
    NOT_REACHED,
    PASSWORD,
    Member,
    MemberWriter,
    unsafe_reason,
)
from extractors.zip_directory import MOST_DIRECTORY, find_directory
from extractors.zip_names import member_name


def unpack(path: Path, writer: MemberWriter) -> Iterator[Member]:
    """Unpack a zip, yielding its members in order, refused ones with their reason.

    Raises:
        DamagedFileError: when it cannot be opened at all.
        LimitError: when it outgrows its limits.
    """
    directory = find_directory(path)
    if directory.length > MOST_DIRECTORY:
        raise LimitError("压缩包里的文件过多，没有展开：请解压后分批提交")
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DamagedFileError(BROKEN_ARCHIVE) from error
    with archive:
        infos = [info for info in archive.infolist() if not member_name(info).endswith("/")]
        for number, info in enumerate(infos):
            try:
                member = _unpack_one(archive, info, writer)
            except LimitError:
                for left in infos[number : number + writer.limits.archive_members]:
                    yield Member(member_name(left), None, left.file_size, NOT_REACHED)
                raise
            yield member


def _unpack_one(archive: zipfile.ZipFile, info: zipfile.ZipInfo, writer: MemberWriter) -> Member:
    name = member_name(info)
    place = writer.next_place(name)
    refusal = unsafe_reason(name) or _zip_refusal(info)
    if refusal is not None:
        return Member(name, None, info.file_size, refusal)
    try:
        with archive.open(info) as stream:
            return writer.copy(stream, name, place, info.compress_size)
    except (
        zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError,
        NotImplementedError, RuntimeError, ValueError,
    ):  # fmt: skip
        place.unlink(missing_ok=True)
        return Member(name, None, info.file_size, BROKEN)


def _zip_refusal(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & 0x1:
        return PASSWORD
    if (info.external_attr >> 16) & 0o170000 == 0o120000:
        return LINK
    return None
