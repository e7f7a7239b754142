"""The school's information is found at the top of its material, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.submission_files import SourceFile
from matchers.profile import Profile
from pipeline.errors import InputError
from pipeline.profile_file import chosen_profile, profile_flags, profile_in


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
        (["profile.yml", "a/b.docx"], "profile.yml"),
        (["学校信息.yml", "a.docx"], "学校信息.yml"),
        (["学校信息.yaml.txt", "a.docx"], None),  # not there to be looked at
        (["学校信息.YAML", "a.docx"], "学校信息.YAML"),
        (["学校信息.yml", "学校信息.yaml"], "学校信息.yaml"),
        (["我的profile.yaml", "学校信息表.yaml", "学校信息.docx"], None),
        ([], None),
    ],
)
def test_the_profile_is_found_at_the_top(paths: list[str], found: str | None) -> None:
    file = profile_in(_files(*paths))
    assert (file.path if file else None) == found


@pytest.mark.parametrize(
    ("content", "taken"),
    [
        ("members: 23\n", True),
        ("# 说明\nname：育英小学\n", True),  # a slip that the check then names
        ("  declares:\n", True),
        ("育英小学创办于1952年，现有教职工76名。\n", False),
        ("学校名称：育英小学\n", False),
        ("my name: 育英\n", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("name", ["学校信息.txt", "profile.yaml.txt"])
def test_a_text_is_a_profile_only_where_it_is_written_like_one(
    tmp_path: Path, content: str, taken: bool, encoding: str, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content.encode(encoding))
    found = profile_in([SourceFile(name, file), SourceFile("党课.docx", tmp_path / "党课.docx")])
    assert (found is not None) == taken


@pytest.mark.parametrize(
    ("paths", "used", "kinds"),
    [
        (["学校信息.yaml", "a.docx"], ["学校信息.yaml"], []),
        (["a.docx"], [], []),
        (["学校信息.yaml", "profile.yaml"], ["profile.yaml"], ["profile_several"]),
        (
            ["校/学校信息.yaml", "校/学校信息.yml", "校/a.docx"],
            ["校/学校信息.yaml"],
            ["profile_several"],
        ),
        (["学校信息.txt", "a.docx"], [], ["profile_not_used"]),
        (["学校信息.docx", "a.docx"], [], ["profile_not_used"]),
        (["学校信息.docx", "学校信息.yaml"], ["学校信息.yaml"], []),
        (["党课/学校信息.docx", "a.docx"], [], []),
        (["profile.jpg", "学校信息.jpg", "学校信息化工作.docx", "~$学校信息.docx"], [], []),
    ],
)
def test_what_looks_like_a_profile_and_is_not_used_is_told(
    paths: list[str], used: list[str], kinds: list[str]
) -> None:
    flags = profile_flags(paths, used)
    assert [flag.kind for flag in flags] == kinds
    for flag in flags:
        assert all(path in flag.message for path in paths if "学校信息." in path)


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
