"""Why a file cannot be opened, in words that say what to do about it."""

from __future__ import annotations

import errno
import os

_DENIED = "没有权限读取：请检查文件权限后重新运行"
_IN_USE = "文件正被其他程序占用，无法读取：请关闭打开它的软件后重新运行"
_TOO_LONG = (
    "文件夹层次太深或名称太长，系统打不开：请把材料移到较浅的文件夹"
    "（如 D:\\材料），或缩短文件夹和文件的名称后重新运行"
)
_GONE = "列出以后找不到了，可能已被移动或删除：请检查后重新运行"
_LONGEST_ON_WINDOWS = 247  # characters of a folder's whole path; a file's may have twelve more
_WINDOWS_IN_USE, _WINDOWS_TOO_LONG = (32, 33), (206, 3, 2)


def why_not_opened(error: OSError, path: str, *, windows: bool = os.name == "nt") -> str:
    """Give the reason for the ledger; `path` is the whole path as the system was given it."""
    code = getattr(error, "winerror", None)
    too_long = windows and len(path) > _LONGEST_ON_WINDOWS
    # Windows says of a path that is too long that there is no such file.
    if error.errno == errno.ENAMETOOLONG or (
        too_long and (code in _WINDOWS_TOO_LONG or isinstance(error, FileNotFoundError))
    ):
        return _TOO_LONG
    if windows and code in _WINDOWS_IN_USE:
        return _IN_USE
    if isinstance(error, FileNotFoundError):
        return _GONE
    return _DENIED
