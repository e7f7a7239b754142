"""Where reports go: never into the material they speak of."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import InputError, RunError
from pipeline.reports.rendering import REPORTS
from pipeline.submission import Submission

STDOUT = "-"


def prepared_folder(submission: Submission, asked: str | None) -> Path:
    """Make the folder for the reports; without a wish, beside the material.

    Raises:
        InputError: when it would lie inside the material, or cannot be made.
    """
    folder = Path(asked) if asked else submission.root.parent / f"{submission.name}-核查报告"
    resolved = folder.resolve()
    if not submission.is_archive and resolved.is_relative_to(submission.root):
        raise InputError(
            f"--out “{folder}”在材料文件夹里面，报告会混进材料。\n请换一个材料以外的位置。"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(_cannot_write(folder, error)) from error
    if not os.access(folder, os.W_OK):
        raise InputError(f"不能往“{folder}”里写文件：没有权限。\n请用 --out 换一个位置。")
    return folder


def written(folder: Path, name: str, content: bytes) -> Path:
    """Save one report under its usual name and give its path; never leaves half a file.

    Raises:
        RunError: when it cannot be saved.
    """
    target = folder / REPORTS[name][0]
    part = target.with_name(target.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise RunError(_cannot_write(target, error)) from error
    return target


def _cannot_write(path: Path, error: OSError) -> str:
    return (
        f"写不了“{path}”：{error.strerror or error}。\n"
        "请关闭正打开着它的程序（如 Excel），或用 --out 换一个位置。"
    )
