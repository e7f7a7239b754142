"""A school's submission: the folder or archive a person points at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.formats import ARCHIVES, detect_format
from extractors.submission_files import SourceFile
from pipeline.errors import InputError

_QUOTES = "\"'“”‘’＂＇"
_ARCHIVE_ENDINGS = frozenset({".zip", ".7z", ".rar", ".tar", ".gz", ".tgz"})


@dataclass(frozen=True, slots=True)
class Submission:
    """Where the material lies; `name` is the folder's name, or the archive's without its ending."""

    root: Path
    name: str
    is_archive: bool


def open_submission(path: str | Path) -> Submission:
    """Look at what a person gave.

    Raises:
        InputError: when nothing is there, or it is neither a folder nor an archive.
    """
    path = as_meant(Path(path))
    try:
        root = path.resolve(strict=True)
    except FileNotFoundError:
        raise InputError(_missing(path)) from None
    except OSError as error:
        raise InputError(f"打不开“{path}”：{error.strerror}。请检查路径和权限。") from error
    if root.is_dir():
        return Submission(root, root.name, is_archive=False)
    if detect_format(root, root.name) not in ARCHIVES:
        raise InputError(_not_material(path, root))
    return Submission(root, _stem(root.name), is_archive=True)


def as_meant(path: Path) -> Path:
    """Take off quotation marks that came along with a path, where only that makes it exist."""
    text = str(path)
    bare = text.strip().strip(_QUOTES)
    return Path(bare) if bare and bare != text and not path.exists() else path


def _not_material(path: Path, root: Path) -> str:
    if root.suffix.lower() in _ARCHIVE_ENDINGS:
        return (
            f"“{path}”的名字像压缩包，内容却不是：可能没有下载完整，或者只改了扩展名。\n"
            "请在电脑上打开它，确认能解压后重试；也可以直接给出解压后的文件夹。"
        )
    return (
        f"“{path}”是单个文件，不是文件夹，也不是压缩包（zip、7z、rar、tar）。\n"
        f"请给出整个材料文件夹，例如它所在的“{root.parent}”；"
        "只想看一个文件读到了什么，用：zuozheng extract 文件"
    )


def require_files(submission: Submission, files: Sequence[SourceFile]) -> None:
    """Refuse a submission without a single file, and an archive that cannot be opened.

    Raises:
        InputError: when `files` is empty, or an archive gave nothing but its own fault.
    """
    faults = [f.decided.reason for f in files if f.decided is not None and f.decided.reason]
    if submission.is_archive and faults and all(file.location is None for file in files):
        raise InputError(f"压缩包“{submission.root}”里没有能读的文件。\n{faults[0]}。")
    if not files:
        raise InputError(
            f"“{submission.root}”里没有文件。\n"
            "请确认材料放对了文件夹，压缩包是否完整；空文件夹无法核查。"
        )


def _stem(file_name: str) -> str:
    """Give an archive's name without its ending: 材料.tar.gz is 材料, 材料.zip.001 too."""
    whole = Path(file_name)
    stem = whole.stem
    if whole.suffix[1:].isdigit() and Path(stem).suffix.lower() in _ARCHIVE_ENDINGS:
        stem = Path(stem).stem
    return stem.removesuffix(".tar") or file_name


def _missing(path: Path) -> str:
    """Say that the path is not there, with the nearest folder that is."""
    parent = next((p for p in path.absolute().parents if p.is_dir()), None)
    hint = f"已有的上级文件夹是“{parent}”。" if parent else ""
    if '"' in str(path):  # Windows takes \" for a quotation mark that belongs to the path
        return (
            f"找不到“{path}”。\n"
            '路径里混进了英文引号：引号前面不要有反斜杠，例如写 "D:\\报送材料"，'
            '不要写 "D:\\报送材料\\"。'
        )
    return (
        f"找不到“{path}”。{hint}\n"
        '请检查路径；路径里有空格时，两边要加英文引号，例如 "D:\\报送材料\\2022 年"。'
    )
