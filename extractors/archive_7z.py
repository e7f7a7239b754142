"""Unpack 7z archives through py7zr, straight into counted files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
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
    LINK,
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
        raise DamagedFileError("压缩包不完整或已损坏") from error


def _members(archive: py7zr.SevenZipFile, writer: MemberWriter) -> Iterator[Member]:
    """Refuse what must not be unpacked, then unpack the rest in one pass (7z is solid)."""
    factory = _Places(writer)
    wanted: list[str] = []
    refused: dict[str, Member] = {}
    order: list[str] = []
    sizes: dict[str, int] = {}
    for info in archive.files:
        name = str(info.filename).replace("\\", "/")
        if info.is_directory:
            continue
        order.append(str(info.filename))
        sizes[str(info.filename)] = int(info.uncompressed or 0)
        refusal = unsafe_reason(name)
        if info.is_symlink or info.is_junction or info.is_socket:
            refusal = LINK
        elif archive.password_protected:
            refusal = PASSWORD
        if refusal is None:
            wanted.append(str(info.filename))
        else:
            refused[str(info.filename)] = Member(name, None, 0, refusal)
    if wanted:
        _extract(archive, wanted, factory, sizes)
    for raw in order:
        member = refused.get(raw)
        yield member if member is not None else factory.member(raw)


def _extract(
    archive: py7zr.SevenZipFile, wanted: list[str], factory: _Places, sizes: dict[str, int]
) -> None:
    """Unpack; where the archive breaks off, what came out whole before is kept."""
    try:
        archive.extract(targets=wanted, factory=factory)
    except CrcError as error:  # all of its bytes came out, but not the ones that went in
        factory.drop_unfinished(sizes, str(error.filename))
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
        self._broken = False

    def create(self, filename: str) -> Py7zIO:
        """Open the place for one member."""
        file = _CountedFile(self._writer.next_place(filename), self._writer)
        self._files[filename] = file
        return file

    def close(self) -> None:
        """Close every place, also after an archive broke off."""
        for file in self._files.values():
            file.close()

    def drop_unfinished(self, sizes: dict[str, int], wrong: str | None = None) -> None:
        """Refuse what is shorter than it should be, and the member whose check failed."""
        self._broken = True
        for raw, file in self._files.items():
            if raw == wrong or file.size() != sizes.get(raw):
                file.refuse(BROKEN)

    def member(self, raw: str) -> Member:
        """Say what became of one member."""
        name = raw.replace("\\", "/")
        file = self._files.get(raw)
        if file is None and self._broken:
            return Member(name, None, 0, BROKEN)
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
        self._size += len(s)
        reason = self._writer.count(len(s), self._size, self._writer.packed)
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
