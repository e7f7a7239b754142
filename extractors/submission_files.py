"""Every file of a submission, archives' members and mails' attachments included.

No file is dropped: what cannot be unpacked or is not material is listed with its reason.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractors.digest import file_digest
from extractors.document import Document, FileStatus
from extractors.embedded_files import may_hold_files
from extractors.entry_names import readable, tidy, told_apart
from extractors.formats import ARCHIVES, MAILS, MEDIA_TYPES, Format, detect_format
from extractors.member_writer import BROKEN, BROKEN_ARCHIVE, NOT_UNPACKED, Member
from extractors.opening import why_not_opened
from extractors.settings import ExtractSettings, Limits
from extractors.unpacking import Unpacker
from extractors.unpacking_worker import Container
from extractors.volumes import (
    INCOMPLETE,
    Neighbours,
    VolumeSet,
    folder_neighbours,
    is_volume,
    later_volume,
    neighbours,
    volume_set,
)

_JUNK_NAMES = frozenset({"thumbs.db", ".ds_store", "desktop.ini", "ehthumbs.db", ".gitkeep"})
_JUNK = re.compile(r"(?:\A~\$)|(?:\A\._)|(?:\A\.~lock\.)|(?:\.(?:tmp|temp|bak~|crdownload)\Z)")
_JUNK_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information"})

JUNK_REASON = "系统或办公软件自动生成的临时文件，不是材料"
_LINK_REASON = "这是一个链接，没有跟随：请把它所指向的原文件放进来"
_SPECIAL_REASON = "这不是普通文件，无法读取"
_JUNCTION_TAG = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT, defined only on Windows
_DEPTH_REASON = "压缩包嵌套过深，没有展开：请解压后提交"
_INSIDE = {Format.EML: "附件", Format.MSG: "附件", Format.MHT: "图片"}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One entry of the ledger before reading.

    `path` is relative to the submission, with "/" (material.zip/folder/name for members).
    Exactly one of the two is set: `location`, where the bytes lie, for what is still to be
    read; `decided`, the finished document, for what will not be (archives, junk, refused).
    """

    path: str
    location: Path | None
    decided: Document | None = None


def list_files(root: Path, settings: ExtractSettings, workdir: Path) -> list[SourceFile]:
    """List every file of the folder or archive `root`, sorted by path.

    Archives are unpacked under `workdir` (which must stay while the files are read) by a
    supervised process, and appear as an entry of their own beside their members; so do the
    attachments of mails and the files inside documents. When `root` is itself an archive its
    members' paths are relative to it. Links are listed, not followed. A `root` that is any other
    file gives the one entry (and what lies inside it).

    Raises:
        OSError: when `root` cannot be read at all.
    """
    with Unpacker(settings.limits) as unpacker:
        lister = _Lister(settings.limits, workdir, unpacker)
        if root.is_dir():
            found = list(lister.folder(root))
        else:
            found = list(lister.file(root, root.name, 0, folder_neighbours(root.parent)))
            if detect_format(root) in ARCHIVES and len(found) > 1:
                prefix = f"{root.name}/"
                found = [_without(entry, prefix) for entry in found if entry.path != root.name]
    return sorted(_unique(found), key=lambda entry: entry.path)


def _without(entry: SourceFile, prefix: str) -> SourceFile:
    path = entry.path.removeprefix(prefix)
    return SourceFile(path, entry.location, _renamed(entry.decided, path))


def _renamed(document: Document | None, path: str) -> Document | None:
    if document is None:
        return None
    return Document(
        path,
        document.sha256,
        document.media_type,
        document.size,
        document.status,
        document.reason,
    )


def _unique(entries: list[SourceFile]) -> Iterator[SourceFile]:
    """Tell apart entries that still bear the same path, as names with odd bytes can."""
    names = told_apart([entry.path for entry in entries])
    for entry, path in zip(entries, names, strict=True):
        if path == entry.path:
            yield entry
        else:
            yield SourceFile(path, entry.location, _renamed(entry.decided, path))


class _Lister:
    """Walks folders and whatever holds files."""

    def __init__(self, limits: Limits, workdir: Path, unpacker: Unpacker) -> None:
        self._limits = limits
        self._workdir = workdir
        self._unpacker = unpacker
        self._unpacked = 0

    def folder(self, root: Path) -> Iterator[SourceFile]:
        """List what lies under a folder; links are not followed."""
        denied: list[OSError] = []
        for place, folders, files in os.walk(root, onerror=denied.append):
            folders.sort()
            beside = folder_neighbours(Path(place))
            for name in [*folders, *sorted(files)]:
                path = Path(place, name)
                relative = readable(path.relative_to(root).as_posix())
                try:
                    link = _is_link(path)
                except OSError as error:  # a folder's own fault comes with its listing
                    if name in files:
                        yield _not_opened(error, path, relative)
                    continue
                if link:
                    yield _decided(relative, FileStatus.SKIPPED, _LINK_REASON)
                    if name in folders:
                        folders.remove(name)
                elif name in files:
                    yield from self._regular(path, relative, beside)
        for fault in denied:
            path = Path(str(fault.filename))
            yield _not_opened(fault, path, readable(path.relative_to(root).as_posix()))

    def _regular(self, path: Path, relative: str, beside: Neighbours) -> Iterator[SourceFile]:
        try:
            kind = path.stat().st_mode
        except OSError as error:
            yield _not_opened(error, path, relative)
            return
        if not stat.S_ISREG(kind):  # reading a pipe would wait for ever
            yield _decided(relative, FileStatus.SKIPPED, _SPECIAL_REASON)
        elif is_junk(relative):
            yield _decided(relative, FileStatus.SKIPPED, JUNK_REASON, path.stat().st_size, at=path)
        else:
            yield from self.file(path, relative, 0, beside)

    def file(
        self, path: Path, relative: str, depth: int, beside: Neighbours
    ) -> Iterator[SourceFile]:
        """List one file, and what is inside it when it holds files; `beside` lie its volumes."""
        name = PurePosixPath(relative).name
        try:
            size = path.stat().st_size
            form = detect_format(path, relative)
            volume = later_volume(name, form, beside)
            holds = form in MAILS or may_hold_files(path, form)
        except OSError as error:
            yield _not_opened(error, path, relative)
            return
        if volume is not None and size:
            status = FileStatus.SKIPPED if volume.told else FileStatus.UNREADABLE
            yield _decided(relative, status, volume.reason, size, form, path)
        elif size and (form in ARCHIVES or is_volume(name, beside)):
            yield from self._archive(path, relative, form, depth, beside)
        else:
            yield SourceFile(relative, path)
            if size and holds:
                yield from self._inside(path, relative, form, depth)

    def _unpack(
        self, path: Path, relative: str, form: Format, volumes: VolumeSet | None = None
    ) -> tuple[list[Member], str | None]:
        self._unpacked += 1
        folder = self._workdir / f"{self._unpacked:04d}"
        container = Container(path, form, folder, PurePosixPath(relative).name, volumes)
        return self._unpacker.unpack(container)

    def _archive(
        self, path: Path, relative: str, form: Format, depth: int, beside: Neighbours
    ) -> Iterator[SourceFile]:
        name, size = PurePosixPath(relative).name, path.stat().st_size
        if depth >= self._limits.archive_depth:
            yield _decided(relative, FileStatus.UNREADABLE, _DEPTH_REASON, size, form, path)
            return
        volumes = volume_set(name, form, beside)
        members, reason = self._unpack(path, relative, form, volumes)
        if is_volume(name, beside) and _is_broken(members, reason):
            reason = INCOMPLETE
        status = FileStatus.READ if reason is None else FileStatus.UNREADABLE
        if not members and reason is None:
            status, reason = FileStatus.EMPTY, "压缩包里没有文件：请确认后重新提交"
        yield _decided(relative, status, reason, size, form, path)
        yield from self._members(members, relative, depth)

    def _inside(self, path: Path, relative: str, form: Format, depth: int) -> Iterator[SourceFile]:
        """List the attachments of a mail, or the files inside a document."""
        entry = f"{relative}/{_INSIDE.get(form, '嵌入的文件')}"
        if depth >= self._limits.archive_depth:
            yield _decided(entry, FileStatus.UNREADABLE, _DEPTH_REASON)
            return
        members, reason = self._unpack(path, relative, form)
        yield from self._members(members, relative, depth)
        if reason is not None:
            yield _decided(entry, FileStatus.UNREADABLE, reason)

    def _members(
        self, members: Sequence[Member], container: str, depth: int
    ) -> Iterator[SourceFile]:
        names = told_apart([tidy(member.name) for member in members])
        folders: dict[str, list[tuple[str, Path]]] = {}
        for member, name in zip(members, names, strict=True):
            if member.location is not None:
                pure = PurePosixPath(name)
                folders.setdefault(str(pure.parent), []).append((pure.name, member.location))
        beside = {folder: neighbours(files) for folder, files in folders.items()}
        for member, name in zip(members, names, strict=True):
            path = f"{container}/{name}"
            if is_junk(member.name):
                yield _decided(path, FileStatus.SKIPPED, JUNK_REASON, member.size)
            elif member.location is None:
                status = FileStatus.SKIPPED if member.aside else FileStatus.UNREADABLE
                yield _decided(path, status, member.refusal, member.size)
            else:
                near = beside[str(PurePosixPath(name).parent)]
                yield from self.file(member.location, path, depth + 1, near)


def _is_broken(members: Sequence[Member], reason: str | None) -> bool:
    """Tell an archive that may lack a part from one that is locked or too large."""
    if reason is not None and reason.startswith(BROKEN_ARCHIVE):
        return True
    return any(member.refusal in (BROKEN, NOT_UNPACKED) for member in members)


def is_junk(path: str) -> bool:
    """Tell files that systems and programs leave behind, by name (or by an ancestor's name)."""
    parts = [part.lower() for part in PurePosixPath(path).parts]
    if not parts:
        return False
    name = parts[-1]
    return (
        name in _JUNK_NAMES
        or _JUNK.search(name) is not None
        or any(part in _JUNK_FOLDERS for part in parts[:-1])
    )


def _is_link(path: Path) -> bool:
    """Tell symbolic links and Windows junctions."""
    info = path.lstat()
    tag = getattr(info, "st_reparse_tag", 0)
    return stat.S_ISLNK(info.st_mode) or tag == _JUNCTION_TAG


def _not_opened(error: OSError, path: Path, relative: str) -> SourceFile:
    """Make the entry of what the system does not let us open; junk stays junk."""
    if is_junk(relative):
        return _decided(relative, FileStatus.SKIPPED, JUNK_REASON)
    return _decided(relative, FileStatus.UNREADABLE, why_not_opened(error, str(path)))


def _decided(
    path: str,
    status: FileStatus,
    reason: str | None,
    size: int = 0,
    form: Format = Format.UNKNOWN,
    at: Path | None = None,
) -> SourceFile:
    digest = ""
    if at is not None:
        with contextlib.suppress(OSError):  # junk that is locked or denied is still junk
            digest = file_digest(at)
    document = Document(path, digest, MEDIA_TYPES[form], size, status, reason)
    return SourceFile(path, None, document)
