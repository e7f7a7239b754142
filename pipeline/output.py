"""Where reports go: never into the material they speak of."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import InputError, RunError
from pipeline.reports.rendering import REPORTS
from pipeline.submission import Submission

STDOUT = "-"


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


def written(folder: Path, name: str, content: bytes) -> Path:
    """Save one report under its usual name and give its path.

    Raises:
        RunError: when it cannot be saved.
    """
    target = folder / REPORTS[name].file_name
    save(target, content)
    return target


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
    return (
        f"写不了“{path}”：{error.strerror or error}。\n"
        "请关闭正打开着它的程序（如 Excel），或用 --out 换一个位置。"
    )
