"""The school's own information: given by the person, or found at the submission's top."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from extractors.submission_files import SourceFile
from matchers.annotation import Flag
from matchers.checked_yaml import CheckedYamlError, load_checked
from matchers.profile import Profile
from pipeline.errors import InputError
from pipeline.office_files import refuse_office_profile

# The first is taken where there are several. Windows hides endings, so that what a person calls
# 学校信息.yaml may be 学校信息.yaml.txt.
_STEMS = ("profile", "学校信息")
_ENDINGS = (".yaml", ".yml", ".yaml.txt", ".yml.txt", ".txt")
NAMES = tuple(stem + ending for ending in _ENDINGS for stem in _STEMS)
_DOCUMENTS = frozenset({".docx", ".doc", ".wps", ".xlsx", ".xls", ".et", ".pdf", ".json"})
_ENCODINGS = ("utf-8", "gb18030", "utf-16")
_LOOKED_AT = 65_536
_KEY = re.compile(rf"^[\s\ufeff]*(?:{'|'.join(Profile.model_fields)})\s*[:：]", re.MULTILINE)


def chosen_profile(given: str | Path | Profile | None, files: Iterable[SourceFile]) -> Profile:
    """Give the profile a person named, else the submission's own, else an empty one.

    Raises:
        InputError: when the file has mistakes; each with its line, column and likely fix.
    """
    if isinstance(given, Profile):
        return given
    if given is not None:
        refuse_office_profile(given)
        return _load(Path(given), str(given))
    found = profile_in(files)
    if found is None or found.location is None:
        return Profile()
    return _load(found.location, found.path)


def profile_in(files: Iterable[SourceFile]) -> SourceFile | None:
    """Find the profile file at the submission's top, or in its only top folder.

    A text file counts only where one of its lines begins like a profile's: a 学校信息.txt may as
    well be an essay about the school.
    """
    listed = list(files)
    by_name = {_name(file.path): file for file in listed if file.path in _top_paths(listed)}
    found = (by_name[name] for name in NAMES if name in by_name)
    return next((file for file in found if _is_profile(file)), None)


def profile_flags(paths: Iterable[str], used: Iterable[str]) -> list[Flag]:
    """Tell of the files that look like a profile and were not taken as one.

    `paths` are those of all files, `used` those that were set aside as profiles.
    """
    listed = [SourceFile(path, None) for path in paths]
    tops = _top_paths(listed)
    alike = [path for path in sorted(tops) if _name(path) in NAMES or _is_essay(path)]
    taken = [path for path in alike if path in set(used)]
    readable = [path for path in alike if path not in taken and _name(path) in NAMES]
    if taken and readable:
        message = (
            f"材料最上层不止一个学校信息文件：{'、'.join(taken + readable)}。"
            f"除非用 --profile 指定，用的是“{taken[0]}”，其余没有用。请只留一个。"
        )
        return [Flag("profile_several", "medium", message)]
    if alike and not taken:
        message = (
            f"“{'”“'.join(alike)}”没有当作学校信息使用：学校信息要写在 学校信息.yaml 里"
            "（用记事本就能写，一行一项，如 members: 23）。用到学校信息的规则仍按没有说明处理。"
        )
        return [Flag("profile_not_used", "medium", message)]
    return []


def _top_paths(files: Iterable[SourceFile]) -> frozenset[str]:
    """Give the paths of the files at the top: beside all others, or in the only top folder."""
    paths = [file.path for file in files]
    tops = {path.split("/", 1)[0] for path in paths}
    folder = f"{tops.pop()}/" if len(tops) == 1 else None
    return frozenset(
        path
        for path in paths
        if "/" not in path or (folder and "/" not in path.removeprefix(folder))
    )


def _name(path: str) -> str:
    return path.rpartition("/")[2].lower()


def _is_essay(path: str) -> bool:
    """Tell a document that bears the profile's name, though nobody can read facts from it."""
    pure = PurePosixPath(_name(path))
    return pure.stem.strip() == _STEMS[1] and pure.suffix in _DOCUMENTS


def _is_profile(file: SourceFile) -> bool:
    if PurePosixPath(_name(file.path)).suffix != ".txt" or file.location is None:
        return True
    try:
        with file.location.open("rb") as opened:
            content = opened.read(_LOOKED_AT)
    except OSError:
        return False
    # Read in each way at once: which one is right, the check says when it reads the file.
    return any(_KEY.search(content.decode(way, "replace")) for way in _ENCODINGS)


def _load(path: Path, shown: str) -> Profile:
    try:
        return load_checked(path, Profile, what="学校信息", name=shown)
    except CheckedYamlError as error:
        raise InputError(str(error)) from error
