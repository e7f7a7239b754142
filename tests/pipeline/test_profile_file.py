"""The school's information is found at the top of its material, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.submission_files import SourceFile
from matchers.profile import Profile
from pipeline.errors import InputError
from pipeline.profile_file import chosen_profile, profile_in


def _files(*paths: str) -> list[SourceFile]:
    return [SourceFile(path, Path(path)) for path in paths]


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (["profile.yaml", "a/b.docx"], "profile.yaml"),
        (["学校信息.yaml"], "学校信息.yaml"),
        (["学校信息.yaml", "profile.yaml"], "profile.yaml"),
        (["育英小学/学校信息.yaml", "育英小学/党课/3月.docx"], "育英小学/学校信息.yaml"),
        (["a/学校信息.yaml", "b/3月.docx"], None),
        (["a/b/profile.yaml"], None),
        (["我的profile.yaml", "profile.yml"], None),
        ([], None),
    ],
)
def test_the_profile_is_found_at_the_top(paths: list[str], found: str | None) -> None:
    file = profile_in(_files(*paths))
    assert (file.path if file else None) == found


def test_without_a_profile_nothing_is_known() -> None:
    assert chosen_profile(None, _files("a.docx")) == Profile()


def test_a_given_profile_is_taken_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "学校.yaml"
    file.write_text("members: 7\n", encoding="utf-8")
    assert chosen_profile(file, []) == Profile(members=7)
    assert chosen_profile(str(file), []) == Profile(members=7)
    assert chosen_profile(Profile(members=8), []) == Profile(members=8)


def test_a_mistake_is_shown_under_the_name_the_school_knows(tmp_path: Path) -> None:
    file = tmp_path / "0001"
    file.write_text("members: -1\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"学校信息\.yaml:1:"):
        chosen_profile(None, [SourceFile("学校信息.yaml", file)])
