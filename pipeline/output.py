"""Where reports go: never into the material they speak of."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from pipeline.errors import InputError, RunError
from pipeline.reports.evidence_way import with_way_to
from pipeline.reports.rendering import REPORTS
from pipeline.submission import Submission

STDOUT = "-"
_MOST_STEPS_UP = 3
_REASONS = {
    errno.EACCES: "没有权限，或者它正被别的程序打开",
    errno.EPERM: "没有权限，或者它正被别的程序打开",
    errno.EISDIR: "同名的文件夹占了它的位置",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "路径太长",
}


def planned_folder(submission: Submission, asked: str | None) -> Path:
    """Choose the folder for the reports; without a wish, beside the material. Makes nothing yet.

    Raises:
        InputError: when it would lie inside the material, or nothing can be written there.
    """
    folder = Path(asked) if asked else submission.root.parent / f"{submission.name}-核查报告"
    resolved = folder.resolve()
    if not submission.is_archive and resolved.is_relative_to(submission.root):
        raise InputError(
            f"--out “{folder}”在材料文件夹里面，报告会混进材料。\n请换一个材料以外的位置。"
        )
    there = next(place for place in (resolved, *resolved.parents) if place.exists())
    if not there.is_dir():
        raise InputError(f"--out “{folder}”不能用：“{there}”是文件，不是文件夹。")
    if not os.access(there, os.W_OK):
        raise InputError(f"不能往“{there}”里写文件：没有权限。\n请用 --out 换一个位置。")
    return folder


def require_free(folder: Path, formats: Iterable[str]) -> None:
    """Refuse to begin where a report could not be saved at the end: it is open in Excel, say.

    Raises:
        InputError: with the file that is in the way.
    """
    for name in formats:
        target = folder / REPORTS[name].file_name
        try:
            if target.exists():
                with target.open("r+b"):
                    pass
        except OSError as error:
            raise InputError(_cannot_write(target, error)) from error


def written(folder: Path, name: str, content: bytes, material: Submission | None = None) -> Path:
    """Save one report under its usual name and give its path.

    The web page learns where the `material` lies as seen from it, so that file names lead to
    the files; without it, and on another drive, they are only names.

    Raises:
        RunError: when it cannot be saved.
    """
    target = folder / REPORTS[name].file_name
    if name == "html" and material is not None:
        content = with_way_to(content, way_to(material, folder))
    save(target, content)
    return target


def way_to(material: Submission, folder: Path) -> str:
    """Give the relative address of the material as seen from a folder; "" when there is none.

    A folder's ends in "/", an archive's does not. What lies far away has none: the report would
    tell whoever gets it how this computer's folders are called.
    """
    try:
        way = os.path.relpath(material.root, folder.resolve())
    except ValueError:  # another drive of Windows
        return ""
    if Path(way).parts.count(os.pardir) > _MOST_STEPS_UP:
        return ""
    address = "/".join(quote(part, safe="", errors="replace") for part in Path(way).parts)
    return address if material.is_archive else f"{address}/"


def save(target: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        RunError: when it cannot be saved.
    """
    save_parts(target, (content,))


def save_parts(target: Path, pieces: Iterable[bytes]) -> None:
    """Write a file piece by piece, whole or not at all.

    Raises:
        RunError: when it cannot be saved.
    """
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            stream.writelines(pieces)
        part.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise RunError(_cannot_write(target, error)) from error


def _cannot_write(path: Path, error: OSError) -> str:
    why = _REASONS.get(error.errno or 0, error.strerror or str(error))
    return f"写不了“{path}”：{why}。\n请关闭正打开着它的程序（如 Excel），或用 --out 换一个位置。"
