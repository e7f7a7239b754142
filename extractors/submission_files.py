"""Every file of a submission, archives' members and mails' attachments included.

No file is dropped: what cannot be unpacked or is not material is listed with its reason.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractors.archive import iter_members
from extractors.digest import file_digest
from extractors.document import Document, FileStatus
from extractors.errors import ExtractionError
from extractors.formats import ARCHIVES, MAILS, MEDIA_TYPES, Format, detect_format
from extractors.mail_attachments import iter_attachments
from extractors.member_writer import Budget, Member
from extractors.settings import ExtractSettings

_JUNK_NAMES = frozenset({"thumbs.db", ".ds_store", "desktop.ini", "ehthumbs.db", ".gitkeep"})
_JUNK = re.compile(r"(?:\A~\$)|(?:\A\._)|(?:\A\.~lock\.)|(?:\.(?:tmp|temp|bak~|crdownload)\Z)")
_JUNK_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information"})

JUNK_REASON = "系统或办公软件自动生成的临时文件，不是材料"
_LINK_REASON = "这是一个链接，没有跟随：请把它所指向的原文件放进来"
_SPECIAL_REASON = "这不是普通文件，无法读取"
_DENIED_REASON = "没有权限读取：请检查文件权限后重新运行"
_JUNCTION_TAG = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT, defined only on Windows
_DEPTH_REASON = "压缩包嵌套过深，没有展开：请解压后提交"


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

    Archives are unpacked under `workdir` (which must stay while the files are read) and appear
    as an entry of their own beside their members. When `root` is itself an archive its members'
    paths are relative to it. Links are listed, not followed. A `root` that is any other file
    gives the one entry (and a mail's attachments).

    Raises:
        OSError: when `root` cannot be read at all.
    """
    lister = _Lister(settings, workdir)
    if root.is_dir():
        found = list(lister.folder(root))
    else:
        found = list(lister.file(root, root.name, 0))
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
    """Tell apart members that bear the same name: the second becomes `名称 (2).docx`."""
    seen: dict[str, int] = {}
    taken = {entry.path for entry in entries}
    for entry in entries:
        count = seen[entry.path] = seen.get(entry.path, 0) + 1
        if count == 1:
            yield entry
            continue
        pure = PurePosixPath(entry.path)
        path = str(pure.with_name(f"{pure.stem} ({count}){pure.suffix}"))
        while path in taken:
            count += 1
            path = str(pure.with_name(f"{pure.stem} ({count}){pure.suffix}"))
        seen[entry.path] = count
        taken.add(path)
        yield SourceFile(path, entry.location, _renamed(entry.decided, path))


class _Lister:
    """Walks folders and archives, keeping count of what may still be unpacked."""

    def __init__(self, settings: ExtractSettings, workdir: Path) -> None:
        self._limits = settings.limits
        self._workdir = workdir
        self._budget = Budget(settings.limits)
        self._unpacked = 0

    def folder(self, root: Path) -> Iterator[SourceFile]:
        """List what lies under a folder; links are not followed."""
        denied: list[OSError] = []
        for place, folders, files in os.walk(root, onerror=denied.append):
            folders.sort()
            for name in [*folders, *sorted(files)]:
                path = Path(place, name)
                relative = _readable(path.relative_to(root).as_posix())
                if _is_link(path):
                    yield _decided(relative, FileStatus.SKIPPED, _LINK_REASON)
                    if name in folders:
                        folders.remove(name)
                elif name in files:
                    yield from self._regular(path, relative)
        for error in denied:
            relative = _readable(Path(str(error.filename)).relative_to(root).as_posix())
            yield _decided(relative, FileStatus.UNREADABLE, _DENIED_REASON)

    def _regular(self, path: Path, relative: str) -> Iterator[SourceFile]:
        if is_junk(relative):
            yield _decided(relative, FileStatus.SKIPPED, JUNK_REASON, path.stat().st_size, at=path)
        elif not path.is_file():
            yield _decided(relative, FileStatus.SKIPPED, _SPECIAL_REASON)
        else:
            yield from self.file(path, relative, 0)

    def file(self, path: Path, relative: str, depth: int) -> Iterator[SourceFile]:
        """List one file, and what is inside it when it is an archive or a mail."""
        try:
            size = path.stat().st_size
            form = detect_format(path, relative)
        except OSError:
            yield _decided(relative, FileStatus.UNREADABLE, _DENIED_REASON)
            return
        if size and form in ARCHIVES:
            yield from self._archive(path, relative, form, depth, size)
            return
        yield SourceFile(relative, path)
        if size and form in MAILS:
            yield from self._inside(iter_attachments(path, form, *self._place()), relative, depth)

    def _place(self) -> tuple[Path, Budget]:
        self._unpacked += 1
        return self._workdir / f"{self._unpacked:04d}", self._budget

    def _archive(
        self, path: Path, relative: str, form: Format, depth: int, size: int
    ) -> Iterator[SourceFile]:
        if depth >= self._limits.archive_depth:
            yield _decided(relative, FileStatus.UNREADABLE, _DEPTH_REASON, size, form, path)
            return
        entries: list[SourceFile] = []
        folder, budget = self._place()
        status, reason = FileStatus.READ, None
        base = PurePosixPath(relative).name
        try:
            for member in iter_members(path, form, folder, budget, base=base):
                entries.extend(self._member(member, relative, depth))
        except ExtractionError as error:
            status, reason = FileStatus.UNREADABLE, str(error)
        if not entries and reason is None:
            status, reason = FileStatus.EMPTY, "压缩包里没有文件：请确认后重新提交"
        yield _decided(relative, status, reason, size, form, path)
        yield from entries

    def _inside(self, members: Iterator[Member], relative: str, depth: int) -> Iterator[SourceFile]:
        try:
            for member in members:
                yield from self._member(member, relative, depth)
        except ExtractionError as error:
            yield _decided(f"{relative}/附件", FileStatus.UNREADABLE, str(error))

    def _member(self, member: Member, container: str, depth: int) -> Iterator[SourceFile]:
        path = f"{container}/{_tidy(member.name)}"
        if is_junk(member.name):
            yield _decided(path, FileStatus.SKIPPED, JUNK_REASON, member.size)
        elif member.location is None:
            yield _decided(path, FileStatus.UNREADABLE, member.refusal, member.size)
        else:
            yield from self.file(member.location, path, depth + 1)


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


def _readable(path: str) -> str:
    """Give a file name whose bytes are not UTF-8 (old systems) as text that can be stored."""
    raw = path.encode("utf-8", "surrogateescape") if os.name != "nt" else b""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding) if raw else path.encode("utf-8", "replace").decode()
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def _tidy(name: str) -> str:
    """Give a member's name as a plain relative path; refused names are shown without power."""
    parts = [part for part in name.split("/") if part not in ("", ".")]
    return "/".join(parts) or "（无名）"


def _decided(
    path: str,
    status: FileStatus,
    reason: str | None,
    size: int = 0,
    form: Format = Format.UNKNOWN,
    at: Path | None = None,
) -> SourceFile:
    digest = "" if at is None else file_digest(at)
    document = Document(path, digest, MEDIA_TYPES[form], size, status, reason)
    return SourceFile(path, None, document)
