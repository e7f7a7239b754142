"""Archives in several volumes (材料.part2.rar, 材料.zip.001, 材料.z01), known by their names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from extractors.format_names import Format
from extractors.zip_directory import find_directory

_RAR = re.compile(r"(?P<stem>.+)\.part(?P<number>\d{1,4})\.rar", re.IGNORECASE)
_OLD_RAR = re.compile(r"(?P<stem>.+)\.r(?P<number>\d{2})", re.IGNORECASE)
_SPLIT = re.compile(r"(?P<stem>.+\.(?:zip|7z|rar|tar|tgz|gz))\.(?P<number>\d{3})", re.IGNORECASE)
_OLD_ZIP = re.compile(r"(?P<stem>.+)\.z(?P<number>\d{2,3})", re.IGNORECASE)
_WHOLE = re.compile(r"(?P<stem>.+)\.(?:zip|rar)", re.IGNORECASE)

_TOGETHER = "请把各卷放在同一个文件夹里重新提交，或用解压软件解压后提交里面的文件"
_MISSING = "这是分卷压缩包的第 {number} 卷，缺少第 {missing} 卷：" + _TOGETHER
_LAST_MISSING = "这是分卷压缩包的第 {number} 卷，缺少最后一卷“{last}”：" + _TOGETHER
INCOMPLETE = "这是分卷压缩包，有的卷缺少或已损坏，没有全部展开：" + _TOGETHER
_WITH_FIRST = "这是分卷压缩包的第 {number} 卷，已与“{first}”合在一起展开"


class Neighbour(NamedTuple):
    """A file of the same folder: its name there, and where its bytes lie."""

    name: str
    location: Path


Neighbours = Mapping[str, Neighbour]


@dataclass(frozen=True, slots=True)
class Volume:
    """What to say of a volume instead of unpacking it; `told` if it is unpacked with another."""

    reason: str
    told: bool


@dataclass(frozen=True, slots=True)
class VolumeSet:
    """The volumes of one archive in their order, and the name it would have in one piece.

    `names` are names under which unpacking programs find one from the other; without them the
    volumes are pieces of one file.
    """

    parts: tuple[Path, ...]
    whole: str
    names: tuple[str, ...] = ()


def neighbours(files: Iterable[tuple[str, Path]]) -> dict[str, Neighbour]:
    """Keep the files of one folder (own name, location) that may be volumes, by lower-case name."""
    kinds = (_RAR, _OLD_RAR, _SPLIT, _OLD_ZIP, _WHOLE)
    return {
        name.lower(): Neighbour(name, location)
        for name, location in files
        if any(kind.fullmatch(name) for kind in kinds)
    }


def folder_neighbours(folder: Path) -> dict[str, Neighbour]:
    """Give the files of a folder that may be volumes: no links, and none that cannot be listed."""
    try:
        found = neighbours((path.name, path) for path in folder.iterdir())
        return {key: file for key, file in found.items() if not file.location.is_symlink()}
    except OSError:
        return {}


def is_numbered(name: str) -> bool:
    """Tell names that volumes have and whole archives have not."""
    return any(kind.fullmatch(name) for kind in (_RAR, _OLD_RAR, _SPLIT, _OLD_ZIP))


def other_volumes(path: Path) -> list[Path]:
    """Give the files beside an archive that are volumes of one of its name."""
    stem = _stem(path.name)
    found = folder_neighbours(path.parent) if stem else {}
    return sorted(
        file.location
        for file in found.values()
        if file.name != path.name and _stem(file.name) == stem
    )


def later_volume(name: str, form: Format, beside: Neighbours) -> Volume | None:
    """Tell volumes that are not unpacked on their own, with what is to be done; None for others.

    `name` is the file's own name, `beside` the files of its folder.
    """
    if match := _RAR.fullmatch(name):
        return _numbered(match, beside) if form is Format.RAR else None
    if match := _SPLIT.fullmatch(name):
        return _numbered(match, beside)
    likely = form in (Format.RAR, Format.ZIP, Format.UNKNOWN)
    if likely and (match := _OLD_RAR.fullmatch(name)):
        number, first = int(match["number"]) + 2, f"{match['stem']}.rar"
        return _of_set(number, [first, *_old_rar_names(match["stem"], number)], beside)
    if match := _OLD_ZIP.fullmatch(name):  # files stored as they are may begin like any other
        return _of_old_zip(match, beside)
    return _last_of_zip(name, beside) if name.lower().endswith(".zip") else None


def volume_set(name: str, form: Format, beside: Neighbours) -> VolumeSet | None:
    """Give all volumes of an archive of which `name` is the one to open; None for other files."""
    if (match := _SPLIT.fullmatch(name)) and int(match["number"]) == 1:
        return VolumeSet(tuple(found.location for found in _run(match, beside)), match["stem"])
    if form is Format.RAR:
        return _rar_set(name, beside)
    if form is Format.ZIP and name.lower() in beside:
        last = beside[name.lower()]
        wanted = _old_zip_names(name, find_directory(last.location).last_volume)
        parts = [beside[part].location for part in wanted if part in beside]
        return VolumeSet((*parts, last.location), name) if parts else None
    return None


def is_volume(name: str, beside: Neighbours) -> bool:
    """Tell the volume that is opened for all of its archive."""
    stem = PurePosixPath(name).stem.lower()
    first = {".rar": f"{stem}.r00", ".zip": f"{stem}.z01"}.get(PurePosixPath(name).suffix.lower())
    numbered = _RAR.fullmatch(name) or _SPLIT.fullmatch(name)
    return numbered is not None or first in beside


def _stem(name: str) -> str:
    """Give the name that all volumes of an archive have in common, "" where there are none."""
    for kind in (_RAR, _SPLIT, _OLD_RAR, _OLD_ZIP, _WHOLE):
        if match := kind.fullmatch(name.lower()):
            return PurePosixPath(match["stem"]).stem if kind is _SPLIT else match["stem"]
    return ""


def _numbered(match: re.Match[str], beside: Neighbours) -> Volume | None:
    number = int(match["number"])
    names = [_numbered_name(match, other) for other in range(1, number + 1)]
    return None if number == 1 else _of_set(number, names, beside)


def _of_set(number: int, names: list[str], beside: Neighbours) -> Volume:
    """Say what becomes of volume `number`, `names` being those of the ones up to it."""
    for missing, name in enumerate(names, 1):
        if name.lower() not in beside and missing < number:
            return Volume(_MISSING.format(number=number, missing=missing), told=False)
    first = beside[names[0].lower()].name
    return Volume(_WITH_FIRST.format(number=number, first=first), told=True)


def _of_old_zip(match: re.Match[str], beside: Neighbours) -> Volume | None:
    number, last = int(match["number"]), f"{match['stem']}.zip"
    if last.lower() not in beside:
        return Volume(_LAST_MISSING.format(number=number, last=last), told=False)
    whole = beside[last.lower()]
    if find_directory(whole.location).last_volume < number:
        return None
    missing = _last_of_zip(whole.name, beside)
    return missing or Volume(_WITH_FIRST.format(number=number, first=whole.name), told=True)


def _last_of_zip(name: str, beside: Neighbours) -> Volume | None:
    """Name the volume that lacks where `name` is the last of several; None if all are there."""
    if name.lower() not in beside:
        return None
    last = find_directory(beside[name.lower()].location).last_volume
    for missing, part in enumerate(_old_zip_names(name, last), 1):
        if part not in beside:
            return Volume(_MISSING.format(number=last + 1, missing=missing), told=False)
    return None


def _rar_set(name: str, beside: Neighbours) -> VolumeSet | None:
    if match := _RAR.fullmatch(name):
        found = _run(match, beside)
        names = tuple(f"v.part{number:04d}.rar" for number in range(1, len(found) + 1))
    elif match := _WHOLE.fullmatch(name):
        old = itertools.takewhile(beside.__contains__, _old_rar_names(match["stem"].lower(), 101))
        found = [beside[part] for part in (name.lower(), *old) if part in beside]
        names = ("v.rar", *_old_rar_names("v", len(found)))
    else:
        return None
    # Volumes that bear their own names are found by the unpacking program itself.
    if len(found) < 2 or all(part.location.name == part.name for part in found):
        return None
    return VolumeSet(tuple(part.location for part in found), name, names)


def _run(match: re.Match[str], beside: Neighbours) -> list[Neighbour]:
    """Give the volumes from the first on, as far as none is missing."""
    names = (_numbered_name(match, number).lower() for number in itertools.count(1))
    return [beside[name] for name in itertools.takewhile(beside.__contains__, names)]


def _numbered_name(match: re.Match[str], number: int) -> str:
    """Give the name of another volume of a numbered set."""
    written = f"{number:0{len(match['number'])}d}"
    return f"{match.string[: match.start('number')]}{written}{match.string[match.end('number') :]}"


def _old_rar_names(stem: str, count: int) -> list[str]:
    """Give the names of the volumes behind the first, `count` with it."""
    return [f"{stem}.r{number:02d}" for number in range(count - 1)]


def _old_zip_names(name: str, last: int) -> list[str]:
    """Give the names (lower case) of the volumes before a zip that is the last of them."""
    stem = PurePosixPath(name).stem.lower()
    return [f"{stem}.z{number:02d}" for number in range(1, last + 1)]
