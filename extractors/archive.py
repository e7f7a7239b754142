"""Unpack archives without trusting them: every member comes out, or is listed with a reason.

Members are written under numbers, never under their own names, so no name can lead out of the
folder. Links, devices and names with `..` or a root are refused. Bytes are counted while they
are unpacked, because sizes in headers lie.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import shutil
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from extractors.errors import DamagedFileError, EncryptedFileError, ExtractionError, LimitError
from extractors.formats import Format
from extractors.settings import Limits
from extractors.zip_names import member_name

_CHUNK = 1 << 20
_DRIVE = re.compile(r"\A[A-Za-z]:")

NO_PASSWORD = "压缩包设有密码：请取消密码重新压缩，或直接提交文件夹"
_BROKEN_MEMBER = "压缩包里的这个文件已损坏：请重新压缩后提交"


@dataclass(frozen=True, slots=True)
class Member:
    """One member of an archive: `location` where it was unpacked, or None and the reason."""

    name: str
    location: Path | None
    size: int = 0
    refusal: str | None = None


@dataclass(slots=True)
class Budget:
    """What may still be unpacked in this submission; shared by nested archives."""

    limits: Limits
    bytes_left: int = field(init=False)
    members_left: int = field(init=False)

    def __post_init__(self) -> None:
        self.bytes_left = self.limits.archive_bytes
        self.members_left = self.limits.archive_members


def iter_members(
    path: Path, form: Format, folder: Path, budget: Budget, *, base: str = ""
) -> Iterator[Member]:
    """Unpack every file of an archive into `folder`, yielding members in the archive's order.

    `base` names the single file inside a plain .gz/.bz2/.xz. Folders are not members.

    Raises:
        ExtractionError: when the archive as a whole cannot be opened or outgrows its limits;
            members yielded before stay valid.
    """
    unpack = _UNPACKERS.get(form)
    if unpack is None:
        raise DamagedFileError("不是可以展开的压缩包")
    folder.mkdir(parents=True, exist_ok=True)
    yield from unpack(path, form, _Writer(folder, budget, path.stat().st_size), base)


def unsafe_reason(name: str) -> str | None:
    """Tell why a member's name is refused, None if it is harmless."""
    if name.startswith("/") or _DRIVE.match(name):
        return "压缩包里的文件名是绝对路径，为安全起见没有展开：请重新压缩后提交"
    if ".." in PurePosixPath(name).parts:
        return "压缩包里的文件名指向外面的文件夹，为安全起见没有展开：请重新压缩后提交"
    return None


class _Writer:
    """Writes members under running numbers and keeps to the budget."""

    def __init__(self, folder: Path, budget: Budget, packed: int) -> None:
        self._folder = folder
        self._budget = budget
        self._packed = max(packed, 1)
        self._count = 0
        self._total = 0

    def next_place(self, name: str) -> Path:
        """Give the place for the next member.

        Raises:
            LimitError: when the archive has too many members.
        """
        self._budget.members_left -= 1
        if self._budget.members_left < 0:
            raise LimitError("压缩包里的文件过多，没有全部展开：请解压后分批提交")
        self._count += 1
        # The suffix helps programs that look at it (LibreOffice); everything else is dropped.
        suffix = PurePosixPath(name).suffix
        plain = suffix if re.fullmatch(r"\.[A-Za-z0-9]{1,8}", suffix) else ""
        return self._folder / f"{self._count:05d}{plain.lower()}"

    def copy(self, stream: IO[bytes], name: str, place: Path, packed: int) -> Member:
        """Write one member, stopping where it outgrows its limits.

        Raises:
            LimitError: when all members together are too much.
        """
        limits = self._budget.limits
        size = 0
        with place.open("wb") as target:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                self._total += len(chunk)
                self._budget.bytes_left -= len(chunk)
                reason = self._excess(size, packed, limits)
                if reason is not None:
                    break
                target.write(chunk)
            else:
                return Member(name, place, size)
        place.unlink()
        if self._budget.bytes_left < 0:
            raise LimitError("压缩包展开后过大，没有全部展开：请解压后分批提交")
        return Member(name, None, size, reason)

    def _excess(self, size: int, packed: int, limits: Limits) -> str | None:
        if self._budget.bytes_left < 0 or size > limits.archive_member_bytes:
            return "压缩包里的这个文件过大，没有展开：请拆分后单独提交"
        if size > limits.archive_ratio_floor and size > packed * limits.archive_ratio:
            return "压缩比异常（可能是压缩炸弹），没有展开：请解压后重新提交"
        return None

    @property
    def packed(self) -> int:
        """The size of the archive file."""
        return self._packed


def _unzip(path: Path, form: Format, writer: _Writer, base: str) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DamagedFileError("压缩包不完整或已损坏") from error
    with archive:
        for info in archive.infolist():
            name = member_name(info)
            if name.endswith("/"):
                continue
            place = writer.next_place(name)
            refusal = unsafe_reason(name) or _zip_refusal(info)
            if refusal is not None:
                yield Member(name, None, info.file_size, refusal)
                continue
            try:
                with archive.open(info) as stream:
                    member = writer.copy(stream, name, place, info.compress_size)
            except (
                zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError,
                NotImplementedError, RuntimeError, ValueError,
            ):  # fmt: skip
                place.unlink(missing_ok=True)
                member = Member(name, None, info.file_size, _BROKEN_MEMBER)
            yield member


def _zip_refusal(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & 0x1:
        return NO_PASSWORD
    if (info.external_attr >> 16) & 0o170000 == 0o120000:
        return _LINK
    return None


_LINK = "这是一个链接，不是文件：请把它所指向的原文件放进来"


def _untar(path: Path, form: Format, writer: _Writer, base: str) -> Iterator[Member]:
    try:
        archive = tarfile.open(path, "r:*", encoding="utf-8", errors="surrogateescape")
    except (tarfile.TarError, OSError, EOFError, ValueError, zlib.error, lzma.LZMAError) as error:
        raise DamagedFileError("压缩包不完整或已损坏") from error
    with archive:
        while (info := _next_tar(archive)) is not None:
            name = _tar_name(info.name)
            if info.isdir():
                continue
            place = writer.next_place(name)
            refusal = unsafe_reason(name)
            if info.issym() or info.islnk():
                refusal = _LINK
            elif not info.isfile():
                refusal = "这不是普通文件，没有展开"
            stream = None if refusal else archive.extractfile(info)
            if stream is None:
                yield Member(name, None, info.size, refusal or _BROKEN_MEMBER)
                continue
            try:
                member = writer.copy(stream, name, place, writer.packed)
            except (tarfile.TarError, OSError, EOFError, zlib.error, lzma.LZMAError):
                place.unlink(missing_ok=True)
                member = Member(name, None, info.size, _BROKEN_MEMBER)
            yield member


def _next_tar(archive: tarfile.TarFile) -> tarfile.TarInfo | None:
    try:
        return archive.next()
    except (tarfile.TarError, OSError, EOFError, ValueError, zlib.error, lzma.LZMAError) as error:
        raise DamagedFileError("压缩包不完整，后面的文件没有展开") from error


def _tar_name(name: str) -> str:
    """Read a name that was not UTF-8 as GB18030."""
    raw = name.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


_OPENERS: dict[Format, Callable[[Path], IO[bytes]]] = {
    Format.GZIP: lambda path: gzip.open(path, "rb"),
    Format.BZIP2: lambda path: bz2.open(path, "rb"),
    Format.XZ: lambda path: lzma.open(path, "rb"),
}


def _decompress(path: Path, form: Format, writer: _Writer, base: str) -> Iterator[Member]:
    """Unpack .gz, .bz2 and .xz: a tar inside, or the one file they hold."""
    try:
        with tarfile.open(path, "r:*"):
            is_tar = True
    except (tarfile.TarError, OSError, EOFError, ValueError, zlib.error, lzma.LZMAError):
        is_tar = False
    if is_tar:
        yield from _untar(path, form, writer, base)
        return
    name = PurePosixPath(base).stem or "内容"
    place = writer.next_place(name)
    try:
        with _OPENERS[form](path) as stream:
            member = writer.copy(stream, name, place, writer.packed)
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        place.unlink(missing_ok=True)
        raise DamagedFileError("压缩包不完整或已损坏") from error
    yield member


def _un7z(path: Path, form: Format, writer: _Writer, base: str) -> Iterator[Member]:
    from extractors.seven_zip import unpack

    yield from unpack(path, writer.next_place, writer.copy, writer.packed)


def _unrar(path: Path, form: Format, writer: _Writer, base: str) -> Iterator[Member]:
    from extractors.rar import unpack

    yield from unpack(path, writer.next_place, writer.copy)


_UNPACKERS: dict[Format, Callable[[Path, Format, _Writer, str], Iterator[Member]]] = {
    Format.ZIP: _unzip,
    Format.TAR: _untar,
    Format.GZIP: _decompress,
    Format.BZIP2: _decompress,
    Format.XZ: _decompress,
    Format.SEVEN_ZIP: _un7z,
    Format.RAR: _unrar,
}
