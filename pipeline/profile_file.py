"""The school's own information: given by the person, or found at the submission's top."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extractors.submission_files import SourceFile
from matchers.checked_yaml import CheckedYamlError, load_checked
from matchers.profile import Profile
from pipeline.errors import InputError

NAMES = ("profile.yaml", "学校信息.yaml")


def chosen_profile(given: str | Path | Profile | None, files: Iterable[SourceFile]) -> Profile:
    """Give the profile a person named, else the submission's own, else an empty one.

    Raises:
        InputError: when the file has mistakes; each with its line, column and likely fix.
    """
    if isinstance(given, Profile):
        return given
    if given is not None:
        return _load(Path(given), str(given))
    found = profile_in(files)
    if found is None or found.location is None:
        return Profile()
    return _load(found.location, found.path)


def profile_in(files: Iterable[SourceFile]) -> SourceFile | None:
    """Find the profile file at the submission's top, or in its only top folder."""
    listed = list(files)
    tops = {file.path.split("/", 1)[0] for file in listed}
    folders = ("", f"{tops.pop()}/") if len(tops) == 1 else ("",)
    wanted = [folder + name for folder in folders for name in NAMES]
    by_path = {file.path: file for file in listed}
    return next((by_path[path] for path in wanted if path in by_path), None)


def _load(path: Path, shown: str) -> Profile:
    try:
        return load_checked(path, Profile, what="学校信息", name=shown)
    except CheckedYamlError as error:
        raise InputError(str(error)) from error
