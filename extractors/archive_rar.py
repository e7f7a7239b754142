"""Unpack RAR archives through rarfile and an unpacking program (unar, unrar or bsdtar).

7-Zip is never used: it leaves empty files for RAR methods it does not know.
"""

from __future__ import annotations

import contextlib
import re
import subprocess
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import IO

import rarfile

from extractors.errors import DamagedFileError, EncryptedFileError, LimitError
from extractors.member_writer import (
    BROKEN,
    BROKEN_ARCHIVE,
    LINK,
    NOT_REACHED,
    NOT_UNPACKED,
    PASSWORD,
    Member,
    MemberWriter,
    unsafe_reason,
)
from extractors.rar_programs import TOOLS, find_bsdtar
from extractors.win_rar import find_unrar
from extractors.zip_names import decode_name

NO_TOOL = "这台电脑没有 RAR 解压程序（unar 或 unrar）：请安装后重新运行，或请学校改用 .zip 压缩"
_REFERENCES = (rarfile.RAR5_XREDIR_HARD_LINK, rarfile.RAR5_XREDIR_FILE_COPY)
_PATTERN_SIGNS = re.compile(r"([\\*?\[\]])")


def unpack(path: Path, writer: MemberWriter) -> Iterator[Member]:
    """Unpack a RAR, yielding its members in order, refused ones with their reason.

    Raises:
        ExtractionError: when its list is encrypted or it is broken or outgrows its limits.
    """
    try:
        archive = rarfile.RarFile(path, errors="strict")
    except rarfile.NeedFirstVolume as error:
        raise DamagedFileError(BROKEN_ARCHIVE) from error
    except (rarfile.Error, OSError, ValueError, IndexError, EOFError) as error:
        raise DamagedFileError(BROKEN_ARCHIVE) from error
    with archive:
        infos = archive.infolist()
        if archive.needs_password() and not infos:
            raise EncryptedFileError
        tools: list[_Opener] = [partial(_open_with, archive, t) for t in TOOLS if _use(t)]
        bsdtar = find_bsdtar()
        if bsdtar is not None:
            tools.append(partial(_open_with_bsdtar, bsdtar, path))
        wanted = [info for info in infos if not info.is_dir()]
        places: dict[str, Path] = {}
        for number, info in enumerate(wanted):
            try:
                member = _repeated(info, places, writer) or _unpack_one(
                    archive, info, writer, tools
                )
                if member.location is not None:
                    places[str(info.filename)] = member.location
            except LimitError:
                for left in wanted[number : number + writer.limits.archive_members]:
                    name = _member_name(left).replace("\\", "/")
                    yield Member(name, None, int(left.file_size or 0), NOT_REACHED)
                raise
            yield member


def _member_name(info: rarfile.RarInfo) -> str:
    """Give a member's name; without Unicode in its header rarfile can only guess at it."""
    guessed, raw = str(info.filename), info.orig_filename
    if not isinstance(info, rarfile.Rar3Info) or not isinstance(raw, bytes):
        return guessed
    if info.flags & rarfile.RAR_FILE_UNICODE:
        return guessed
    return decode_name(raw) or guessed


def _use(tool: str) -> bool:
    """Let rarfile unpack with one program; tell whether it is there."""
    chosen = {name: name == tool for name in TOOLS}
    rarfile.UNRAR_TOOL = find_unrar() or "unrar"
    try:
        rarfile.tool_setup(**chosen, bsdtar=False, sevenzip=False, sevenzip2=False, force=True)
    except rarfile.RarCannotExec:
        return False
    return True


@contextlib.contextmanager
def _open_with(archive: rarfile.RarFile, tool: str, info: rarfile.RarInfo) -> Iterator[IO[bytes]]:
    """Open a member by one of rarfile's programs ("" where none is needed)."""
    if tool and not _use(tool):
        raise rarfile.RarCannotExec
    with archive.open(info) as stream:
        yield stream


@contextlib.contextmanager
def _open_with_bsdtar(program: str, path: Path, info: rarfile.RarInfo) -> Iterator[IO[bytes]]:
    """Open a member by libarchive, which reads solid RAR 5 archives where unar cannot.

    rarfile's own way of calling it does not work.

    Raises:
        BadRarFile: at the end, when the program could not unpack the member whole.
    """
    wanted = _PATTERN_SIGNS.sub(r"\\\1", str(info.filename))
    command = [program, "-x", "--to-stdout", "-f", str(path), "--", wanted]
    with subprocess.Popen(  # noqa: S603  # no shell, and the name is an argument
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        if process.stdout is None:
            raise rarfile.RarCannotExec
        try:
            yield process.stdout
        finally:
            process.stdout.close()
            failed = process.wait() != 0
    if failed:
        raise rarfile.BadRarFile("bsdtar failed")


_Opener = Callable[[rarfile.RarInfo], AbstractContextManager[IO[bytes]]]


def _is_whole(place: Path, info: rarfile.RarInfo) -> bool:
    """Tell whether what was unpacked has the size and checksum that the archive states.

    libarchive does not look at the checksums of old archives.
    """
    if place.stat().st_size != int(info.file_size or 0):
        return False
    if not isinstance(info.CRC, int):
        return True
    checksum = 0
    with place.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            checksum = zlib.crc32(chunk, checksum)
    return checksum == info.CRC & 0xFFFFFFFF


def _repeated(
    info: rarfile.RarInfo, places: dict[str, Path], writer: MemberWriter
) -> Member | None:
    """Give what is kept only as a reference to an equal file before it; None for other members.

    WinRAR saves identical files so where it is asked to; no program here follows that.
    """
    kind, _, target = getattr(info, "file_redir", None) or (None, 0, "")
    source = places.get(str(target)) if kind in _REFERENCES else None
    if source is None:
        return None
    name = _member_name(info).replace("\\", "/")
    place = writer.next_place(name)
    refusal = unsafe_reason(name)
    if refusal is not None:
        return Member(name, None, 0, refusal)
    with source.open("rb") as stream:
        return writer.copy(stream, name, place, source.stat().st_size)


def _unpack_one(
    archive: rarfile.RarFile, info: rarfile.RarInfo, writer: MemberWriter, tools: Sequence[_Opener]
) -> Member:
    name = _member_name(info).replace("\\", "/")
    place = writer.next_place(name)
    size = int(info.file_size or 0)
    refusal = unsafe_reason(name)
    if info.is_symlink() or not info.is_file():
        refusal = LINK
    elif info.needs_password():
        refusal = PASSWORD
    # Members stored without compression are read by rarfile itself.
    elif not tools and info.compress_type != rarfile.RAR_M0:
        refusal = NO_TOOL
    if refusal is not None:
        return Member(name, None, size, refusal)
    # What one program does not know, another may: unar no solid RAR 5, bsdtar no solid RAR 3.
    for opener in tools or [partial(_open_with, archive, "")]:
        try:
            with opener(info) as stream:
                member = writer.copy(stream, name, place, int(info.compress_size or 1))
            if member.location is None or _is_whole(member.location, info):
                return member
            refusal = BROKEN
        except rarfile.RarCannotExec:
            refusal = NO_TOOL
        except (rarfile.Error, OSError, EOFError, ValueError):
            refusal = NOT_UNPACKED if tools else BROKEN
        place.unlink(missing_ok=True)
    return Member(name, None, size, refusal)
