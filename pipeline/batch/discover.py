"""Which submissions lie in a folder: one a school, or years × schools, or schools × years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractors.formats import ARCHIVES, Format, detect_format
from extractors.submission_files import is_junk
from extractors.volumes import folder_neighbours, is_numbered, later_volume
from matchers.period import Period, PeriodError, parse_period
from pipeline.assessment import AssessedPeriod
from pipeline.errors import InputError

_NO_SUBMISSION = "不是文件夹，也不是压缩包：没有核查"
_LINK = "是链接，没有跟随"
_DENIED = "打不开：请检查权限"
_BESIDE_YEARS = (
    "总文件夹里按年份放着材料，这个文件夹的名字不是年份：没有核查。"
    "是学校的，请移到它那一年的文件夹里"
)
_YEAR_AMONG_SCHOOLS = (
    "名字是年份，旁边放的却是学校：没有核查。"
    "里面有学校材料的，请把各校移出来，或把全部材料都按年份放"
)


@dataclass(frozen=True, slots=True)
class Place:
    """One submission: `id` is its path below the root with "/", `period` its folder's name's."""

    id: str
    path: Path
    period: AssessedPeriod | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in the root that is no submission, and why (Chinese)."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in a root, both sorted by `id`."""

    places: tuple[Place, ...]
    left_out: tuple[LeftOut, ...]


def find_submissions(root: Path) -> Found:
    """Look for submissions one or two folders deep.

    A level whose folders are called by years (2022年, 2021-2022学年) is taken as years; the
    period of what lies below is then the year's. Years and other folders side by side are taken
    for what most of them are, and the rest is left out with the reason.

    Raises:
        InputError: when the root is no folder, or no submission lies in it.
    """
    try:
        entries = _entries(root)
    except OSError as error:
        raise InputError(f"打不开文件夹“{root}”：{error.strerror}。请检查路径。") from error
    found = sorted(_look(root, entries), key=lambda one: one.id)
    places = tuple(one for one in found if isinstance(one, Place))
    if not places:
        raise InputError(
            f"“{root}”里没有学校的材料文件夹或压缩包。\n"
            "批量核查要给出总文件夹：里面每个学校一个文件夹或压缩包；"
            "只核查一个学校，用：zuozheng check 材料文件夹 --rubric 标准"
        )
    return Found(places, tuple(one for one in found if isinstance(one, LeftOut)))


def _entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not is_junk(path.name))


def _look(root: Path, entries: Sequence[Path]) -> Iterator[Place | LeftOut]:
    folders = [path for path in entries if path.is_dir() and not path.is_symlink()]
    named = [path for path in folders if _year(path.name) is not None]
    by_year = bool(named) and 2 * len(named) >= len(folders)
    for path in entries:
        if path in folders and (path in named) != by_year and named:
            yield LeftOut(_id(root, path), _BESIDE_YEARS if by_year else _YEAR_AMONG_SCHOOLS)
        elif path in folders and by_year:
            yield from _below(root, path, _year(path.name))
        elif path in folders and (years := _years_of_school(path)):
            for year in years:
                yield Place(_id(root, year), year, _year(year.name))
        else:
            yield _one(root, path, None)


def _below(root: Path, folder: Path, period: AssessedPeriod | None) -> Iterator[Place | LeftOut]:
    try:
        for path in _entries(folder):
            yield _one(root, path, period)
    except OSError:
        yield LeftOut(_id(root, folder), _DENIED)


def _one(root: Path, path: Path, period: AssessedPeriod | None) -> Place | LeftOut:
    name = _id(root, path)
    if path.is_symlink():
        return LeftOut(name, _LINK)
    if path.is_dir():
        return Place(name, path, period)
    try:
        form = detect_format(path, path.name) if path.is_file() else Format.UNKNOWN
        beside = folder_neighbours(path.parent) if is_numbered(path.name) else {}
        volume = later_volume(path.name, form, beside)
    except OSError:
        return LeftOut(name, _DENIED)
    if volume is not None:
        return LeftOut(name, volume.reason)
    archive = form in ARCHIVES
    return Place(name, path, period) if archive else LeftOut(name, _NO_SUBMISSION)


def _years_of_school(folder: Path) -> list[Path]:
    """List a school's folders if all that lies in it are years, else none."""
    try:
        entries = _entries(folder)
    except OSError:
        return []
    folders = [path for path in entries if path.is_dir() and not path.is_symlink()]
    return folders if len(folders) == len(entries) and _all_years(folders) else []


def _all_years(folders: Sequence[Path]) -> bool:
    return bool(folders) and all(_year(path.name) is not None for path in folders)


def _year(name: str) -> AssessedPeriod | None:
    period = _period(name.strip())
    if period is None or (period.end - period.begin).days < 300:
        return None  # folders by month or quarter are a school's own order
    return AssessedPeriod(period, f"由文件夹名“{name}”得知")


def _period(name: str) -> Period | None:
    for text in (name, name.removesuffix("度").removesuffix("年")):
        try:
            return parse_period(text)
        except PeriodError:
            continue
    return None


def _id(root: Path, path: Path) -> str:
    return str(PurePosixPath(path.relative_to(root)))


def report_folders(places: Sequence[Place]) -> dict[str, str]:
    """Give each submission's folder for reports: its id, an archive's without its ending.

    Where two would share one (育才小学 and 育才小学.zip), archives keep their ending.
    """
    wanted = {place.id: _plain(place) for place in places}
    uses: dict[str, int] = {}
    for name in wanted.values():
        uses[name.casefold()] = uses.get(name.casefold(), 0) + 1
    return {own: name if uses[name.casefold()] == 1 else own for own, name in wanted.items()}


def years(found: Found) -> dict[str, str]:
    """Give the period of each submission that lies in a year's folder."""
    return {place.id: place.period.period.label for place in found.places if place.period}


def schools(found: Found) -> dict[str, str]:
    """Give the school of each submission: its id without the year's folder, an archive's ending."""
    return {place.id: _school(place) for place in found.places}


def _school(place: Place) -> str:
    parts = PurePosixPath(_plain(place)).parts
    named = [part for part in parts if _year(part) is None] if place.period else parts
    return "/".join(named or parts)


def _plain(place: Place) -> str:
    if place.path.is_dir():
        return place.id
    pure = PurePosixPath(place.id)
    stem = pure.stem.removesuffix(".tar") or pure.name
    return str(pure.with_name(stem))
