"""Which folders and archives are submissions, and which years they are for."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from pipeline.batch.discover import find_submissions, report_folders
from pipeline.errors import InputError


def _folder(root: Path, *names: str) -> None:
    for name in names:
        (root / name).mkdir(parents=True)
        (root / name / "记录.txt").write_text("记录", encoding="utf-8")


def _zip(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("记录.txt", "记录")


def found(root: Path) -> list[tuple[str, str | None]]:
    places = find_submissions(root).places
    return [(one.id, one.period.period.label if one.period else None) for one in places]


def test_each_folder_and_archive_is_a_school(tmp_path: Path) -> None:
    _folder(tmp_path, "育才小学", "第三中学")
    _zip(tmp_path / "实验小学.zip")
    (tmp_path / "名单.txt").write_text("x", encoding="utf-8")
    (tmp_path / "Thumbs.db").write_bytes(b"x")
    assert [name for name, _ in found(tmp_path)] == sorted(["实验小学.zip", "第三中学", "育才小学"])
    assert [one.id for one in find_submissions(tmp_path).left_out] == ["名单.txt"]


def test_an_archive_in_volumes_is_one_school(tmp_path: Path) -> None:
    _zip(tmp_path / "whole")
    data = (tmp_path / "whole").read_bytes()
    (tmp_path / "whole").unlink()
    (tmp_path / "育才小学.zip.001").write_bytes(data[:60])
    (tmp_path / "育才小学.zip.002").write_bytes(data[60:])
    assert [name for name, _ in found(tmp_path)] == ["育才小学.zip.001"]
    (left,) = find_submissions(tmp_path).left_out
    assert left.id == "育才小学.zip.002"
    assert "育才小学.zip.001" in left.why


def test_folders_called_by_years_hold_schools(tmp_path: Path) -> None:
    _folder(tmp_path, "2021年/育才小学", "2022/育才小学")
    _zip(tmp_path / "2022" / "实验小学.zip")
    (tmp_path / "2022" / "说明.txt").write_text("x", encoding="utf-8")
    assert found(tmp_path) == [
        ("2021年/育才小学", "2021年"),
        ("2022/实验小学.zip", "2022年"),
        ("2022/育才小学", "2022年"),
    ]
    assert [one.id for one in find_submissions(tmp_path).left_out] == ["2022/说明.txt"]


def test_a_school_of_years_is_a_submission_a_year(tmp_path: Path) -> None:
    _folder(tmp_path, "育才小学/2021-2022学年", "育才小学/2022-2023学年", "第三中学/党课")
    assert found(tmp_path) == [
        ("第三中学", None),
        ("育才小学/2021-2022学年", "2021-2022学年"),
        ("育才小学/2022-2023学年", "2022-2023学年"),
    ]


def test_a_year_among_other_folders_is_a_schools_own_order(tmp_path: Path) -> None:
    _folder(tmp_path, "育才小学/2022年", "育才小学/制度", "第三中学/2022年3月")
    assert [name for name, _ in found(tmp_path)] == ["第三中学", "育才小学"]


def _left_out(root: Path) -> dict[str, str]:
    return {one.id: one.why for one in find_submissions(root).left_out}


def test_a_folder_beside_the_years_is_named_and_makes_no_year_a_school(tmp_path: Path) -> None:
    _folder(tmp_path, "2021年/育才小学", "2022年/育才小学", "模板")
    assert [name for name, _ in found(tmp_path)] == ["2021年/育才小学", "2022年/育才小学"]
    assert list(_left_out(tmp_path)) == ["模板"]
    assert "没有核查" in _left_out(tmp_path)["模板"]


def test_a_year_among_schools_is_named_and_taken_for_no_school(tmp_path: Path) -> None:
    _folder(tmp_path, "育才小学", "第三中学", "实验小学", "2022年/育才小学")
    assert [name for name, _ in found(tmp_path)] == ["实验小学", "第三中学", "育才小学"]
    assert "没有核查" in _left_out(tmp_path)["2022年"]


@pytest.mark.parametrize("make", [lambda root: None, lambda root: (root / "a.txt").write_text("x")])
def test_a_root_without_schools_is_told(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path)
    with pytest.raises(InputError, match="zuozheng check"):
        find_submissions(tmp_path)


def test_a_root_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="请检查路径"):
        find_submissions(tmp_path / "没有")


def test_links_are_named_and_not_followed(tmp_path: Path) -> None:
    _folder(tmp_path, "育才小学")
    try:
        (tmp_path / "别处").symlink_to(tmp_path / "育才小学", target_is_directory=True)
    except OSError:
        pytest.skip("this system lets no link be made here")
    assert [name for name, _ in found(tmp_path)] == ["育才小学"]
    assert [one.id for one in find_submissions(tmp_path).left_out] == ["别处"]


def test_reports_of_a_folder_and_an_archive_of_one_name_stay_apart(tmp_path: Path) -> None:
    _folder(tmp_path, "育才小学", "一中")
    _zip(tmp_path / "育才小学.zip")
    _zip(tmp_path / "二中.zip")
    assert report_folders(find_submissions(tmp_path).places) == {
        "一中": "一中",
        "二中.zip": "二中",
        "育才小学": "育才小学",
        "育才小学.zip": "育才小学.zip",
    }
