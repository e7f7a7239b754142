"""Unpack 7z archives through py7zr, straight into counted files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import py7zr
from py7zr.exceptions import CrcError
from py7zr.io import Py7zIO, WriterFactory

from extractors.errors import (
    DamagedFileError,
    EncryptedFileError,
    ExtractionError,
    LimitError,
    MachineFaultError,
)
from extractors.member_writer import (
    BROKEN,
    BROKEN_ARCHIVE,
    LINK,
    NOT_REACHED,
    PASSWORD,
    Member,
    MemberWriter,
    machines_faults_told,
    unsafe_reason,
)


def unpack(path: Path, writer: MemberWriter) -> Iterator[Member]:
    """Unpack a 7z, yielding its members in order, refused and broken ones with their reason.

    Raises:
        ExtractionError: when it is encrypted, broken, or outgrows its limits.
    """
    try:
        with py7zr.SevenZipFile(path) as archive:
            yield from _members(archive, writer)
    except py7zr.PasswordRequired as error:
        raise EncryptedFileError from error
    except py7zr.DecompressionBombError as error:
        raise LimitError("压缩包展开后过大，没有全部展开：请解压后分批提交") from error
    except (ExtractionError, MachineFaultError):
        raise
    except Exception as error:  # py7zr and its codecs raise classes of their own on broken input
        raise DamagedFileError(BROKEN_ARCHIVE) from error


def _members(archive: py7zr.SevenZipFile, writer: MemberWriter) -> Iterator[Member]:
    """Refuse what must not be unpacked, then unpack the rest in one pass (7z is solid)."""
    factory = _Places(writer)
    entries: list[_Entry] = []
    for info in archive.files:
        if info.is_directory:
            continue
        raw = str(info.filename)
        refusal = unsafe_reason(raw.replace("\\", "/"))
        if info.is_symlink or info.is_junction or info.is_socket:
            refusal = LINK
        elif archive.password_protected:
            refusal = PASSWORD
        entries.append(_Entry(raw, int(info.uncompressed or 0), refusal))
    wanted = {entry.raw for entry in entries if entry.refusal is None}
    _name_as_unpacked([entry for entry in entries if entry.raw in wanted])
    sizes = {entry.unpacked: entry.size for entry in entries}
    limit: LimitError | None = None
    try:
        if wanted:
            _extract(archive, wanted, factory, sizes)
    except LimitError as error:
        limit = error
        factory.drop_unfinished(sizes, reason=NOT_REACHED)
    for entry in entries:
        name = entry.raw.replace("\\", "/")
        if entry.refusal is not None:
            yield Member(name, None, 0, entry.refusal)
        else:
            yield factory.member(name, entry.unpacked)
    if limit is not None:
        raise limit


@dataclass(slots=True)
class _Entry:
    """A member as the archive lists it; `unpacked` is the name py7zr gives it."""

    raw: str
    size: int
    refusal: str | None
    unpacked: str = ""


def _name_as_unpacked(entries: list[_Entry]) -> None:
    """Tell members of one name apart as py7zr does: the later ones get a number."""
    seen: dict[str, int] = {}
    for entry in entries:
        count = seen.get(entry.raw)
        seen[entry.raw] = 0 if count is None else count + 1
        entry.unpacked = _key(entry.raw if count is None else f"{entry.raw}_{count}")


def _key(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).as_posix()


def _extract(
    archive: py7zr.SevenZipFile, wanted: set[str], factory: _Places, sizes: dict[str, int]
) -> None:
    """Unpack; where the archive breaks off, what came out whole before is kept."""
    try:
        archive.extract(targets=wanted, factory=factory)
    except CrcError as error:  # all of its bytes came out, but not the ones that went in
        factory.drop_unfinished(sizes, _key(str(error.filename)))
    except (
        ExtractionError, MachineFaultError,
        py7zr.PasswordRequired, py7zr.DecompressionBombError,
    ):  # fmt: skip
        raise
    except Exception:  # codecs raise classes of their own on broken input
        factory.drop_unfinished(sizes)
    finally:
        factory.close()


class _Places(WriterFactory):
    """Gives py7zr a counted file for each member."""

    def __init__(self, writer: MemberWriter) -> None:
        self._writer = writer
        self._files: dict[str, _CountedFile] = {}
        self._fault: str | None = None

    def create(self, filename: str) -> Py7zIO:
        """Open the place for one member."""
        file = _CountedFile(self._writer.next_place(filename), self._writer)
        self._files[_key(filename)] = file
        return file

    def close(self) -> None:
        """Close every place, also after an archive broke off."""
        for file in self._files.values():
            file.close()

    def drop_unfinished(
        self, sizes: dict[str, int], wrong: str | None = None, reason: str = BROKEN
    ) -> None:
        """Refuse what is shorter than it should be, and the member whose check failed.

        Of several that bear the name of the failed one it is the last that was begun.
        """
        self._fault = reason
        of_name = re.compile(rf"{re.escape(wrong)}(?:_\d+)?") if wrong else None
        same = [key for key in self._files if of_name is not None and of_name.fullmatch(key)]
        for key, file in self._files.items():
            if (same and key == same[-1]) or file.size() != sizes.get(key):
                file.refuse(reason)

    def member(self, name: str, key: str) -> Member:
        """Say what became of one member."""
        file = self._files.get(key)
        if file is None and self._fault is not None:
            return Member(name, None, 0, self._fault)
        if file is None:
            return Member(name, None, 0, "压缩包里的这个文件没有展开：请重新压缩后提交")
        return file.outcome(name)


class _CountedFile(Py7zIO):
    """A file that stops growing where the limits say."""

    def __init__(self, place: Path, writer: MemberWriter) -> None:
        self._place = place
        self._writer = writer
        self._size = 0
        self._refusal: str | None = None
        with machines_faults_told():
            self._file: BinaryIO | None = place.open("w+b")

    def write(self, s: bytes | bytearray) -> int:
        """Append bytes; past a member's limit they are counted and dropped."""
        size = self._size + len(s)
        reason = self._writer.count(len(s), size, self._writer.packed)
        self._size = size
        self._refusal = self._refusal or reason
        if self._refusal is None and self._file is not None:
            with machines_faults_told():
                self._file.write(s)
        return len(s)

    def read(self, size: int | None = None) -> bytes:
        """Give bytes back (py7zr reads to check sums)."""
        return b"" if self._file is None else self._file.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move within the file."""
        return 0 if self._file is None else self._file.seek(offset, whence)

    def flush(self) -> None:
        """Write out what is buffered."""
        if self._file is not None:
            self._file.flush()

    def size(self) -> int:
        """Give the bytes so far."""
        return self._size

    def refuse(self, reason: str) -> None:
        """Drop the member, unless it is dropped for another reason already."""
        self._refusal = self._refusal or reason

    def close(self) -> None:
        """Close the file; may be called again."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def outcome(self, name: str) -> Member:
        """Make the member's entry."""
        if self._refusal is not None:
            self._place.unlink(missing_ok=True)
            return Member(name, None, self._size, self._refusal)
        return Member(name, self._place, self._size)
