"""Unpack archives without trusting them: every member comes out, or is listed with a reason.

Links, devices and names with `..` or a root are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractors.errors import DamagedFileError
from extractors.format_names import Format
from extractors.member_writer import BROKEN_ARCHIVE, Budget, Member, MemberWriter, any_fault_told


def iter_members(
    path: Path, form: Format, folder: Path, budget: Budget, *, base: str = ""
) -> Iterator[Member]:
    """Unpack every file of an archive into `folder`, yielding members in the archive's order.

    `base` names the single file inside a plain .gz/.bz2/.xz. Folders are not members.

    Raises:
        ExtractionError: when the archive as a whole cannot be opened or outgrows its limits;
            members yielded before stay valid.
        OSError: when this machine fails, its disk being full, say.
    """
    folder.mkdir(parents=True, exist_ok=True)
    writer = MemberWriter(folder, budget, path.stat().st_size)
    with any_fault_told(BROKEN_ARCHIVE):
        yield from _members(path, form, writer, base)


def _members(path: Path, form: Format, writer: MemberWriter, base: str) -> Iterator[Member]:
    if form is Format.ZIP:
        from extractors.archive_zip import unpack as unzip

        yield from unzip(path, writer)
    elif form is Format.TAR:
        from extractors.archive_tar import unpack as untar

        yield from untar(path, writer)
    elif form in (Format.GZIP, Format.BZIP2, Format.XZ):
        from extractors.archive_tar import unpack_compressed

        yield from unpack_compressed(path, writer, base)
    elif form is Format.SEVEN_ZIP:
        from extractors.archive_7z import unpack as un7z

        yield from un7z(path, writer)
    elif form is Format.RAR:
        from extractors.archive_rar import unpack as unrar

        yield from unrar(path, writer)
    else:
        raise DamagedFileError(BROKEN_ARCHIVE)
