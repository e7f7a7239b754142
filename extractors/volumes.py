"""Archives in several volumes (材料.part2.rar, 材料.zip.001, 材料.z01), known by their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractors.format_names import Format

_RAR = re.compile(r"(?P<stem>.+)\.part(?P<number>\d{1,4})\.rar", re.IGNORECASE)
_OLD_RAR = re.compile(r"(?P<stem>.+)\.r(?P<number>\d{2})", re.IGNORECASE)
_SPLIT = re.compile(r"(?P<stem>.+\.(?:zip|7z|rar|tar|tgz|gz))\.(?P<number>\d{3})", re.IGNORECASE)
_OLD_ZIP = re.compile(r"(?P<stem>.+)\.z(?P<number>\d{2})", re.IGNORECASE)

_TOGETHER = "请把各卷放在同一个文件夹里用解压软件解压，提交解压后的文件，或改成一个 .zip"
_FIRST_MISSING = "这是分卷压缩包的第 {number} 卷，缺少第一卷：" + _TOGETHER
_NOT_JOINED = "这是分卷压缩包的一卷，程序不能合并分卷：" + _TOGETHER
_INCOMPLETE = "这是分卷压缩包的第一卷，后面的卷缺少或已损坏，没有全部展开：" + _TOGETHER
_WITH_FIRST = "这是分卷压缩包的第 {number} 卷，已随第一卷“{first}”一起展开"


@dataclass(frozen=True, slots=True)
class Volume:
    """What to say of a volume instead of unpacking it; `told` if its first one tells of it."""

    reason: str
    told: bool


def later_volume(location: Path, name: str, form: Format) -> Volume | None:
    """Tell volumes that are not unpacked on their own, with what is to be done; None for others.

    `location` is where the file lies (its other volumes beside it), `name` its own name.
    """
    rar = _RAR.fullmatch(name)
    old = _OLD_RAR.fullmatch(name) if form in (Format.RAR, Format.UNKNOWN) else None
    match = rar if form is Format.RAR and rar else old
    if match is not None:
        number = int(match["number"])
        if rar and number == 1:
            return None
        first = _first_beside(location, name)
        shown = number if rar else number + 2
        if first is None:
            return Volume(_FIRST_MISSING.format(number=shown), told=False)
        return Volume(_WITH_FIRST.format(number=shown, first=first), told=True)
    if _SPLIT.fullmatch(name) or (
        _OLD_ZIP.fullmatch(name) and form in (Format.ZIP, Format.UNKNOWN)
    ):
        return Volume(_NOT_JOINED, told=False)
    return None


def broken_first_volume(location: Path, name: str) -> str | None:
    """Give what to say of a first volume that could not be unpacked; None if it is no volume."""
    rar = _RAR.fullmatch(name)
    if rar and int(rar["number"]) == 1:
        return _INCOMPLETE
    pure = PurePosixPath(name)
    beside = {".rar": ".r00", ".zip": ".z01"}.get(pure.suffix.lower())
    if beside is not None and _beside(location, pure.stem + beside):
        return _INCOMPLETE if beside == ".r00" else _NOT_JOINED
    return None


def _first_beside(location: Path, name: str) -> str | None:
    """Give the name of the first volume if it lies beside this one."""
    rar = _RAR.fullmatch(name)
    if rar:
        width = len(rar["number"])
        return _beside(location, f"{rar['stem']}.part{1:0{width}d}.rar")
    old = _OLD_RAR.fullmatch(name)
    return _beside(location, f"{old['stem']}.rar") if old else None


def _beside(location: Path, name: str) -> str | None:
    try:
        names = {path.name.lower(): path.name for path in location.parent.iterdir()}
    except OSError:
        return None
    return names.get(name.lower())
