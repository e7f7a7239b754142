"""What a person points at is a folder or an archive, or they are told what it is."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from pipeline.errors import InputError, RunError
from pipeline.output import planned_folder, way_to, written
from pipeline.submission import Submission, open_submission, require_files


def _zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("党课.txt", "2022年3月15日召开党课")
    return path


def test_a_folder_is_named_after_itself(tmp_path: Path) -> None:
    folder = tmp_path / "育才 小学（2022）"
    folder.mkdir()
    submission = open_submission(folder)
    assert (submission.name, submission.is_archive) == (folder.name, False)


@pytest.mark.parametrize(
    ("file_name", "name"),
    [("材料.zip", "材料"), ("2022.育才小学.zip", "2022.育才小学"), ("材料", "材料")],
)
def test_an_archive_is_known_by_its_content(tmp_path: Path, file_name: str, name: str) -> None:
    submission = open_submission(_zip(tmp_path / file_name))
    assert (submission.name, submission.is_archive) == (name, True)


def test_a_missing_path_names_the_nearest_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到") as error:
        open_submission(tmp_path / "没有" / "这里")
    assert str(tmp_path) in str(error.value)


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.4", b"\x00" * 20])
def test_a_single_file_is_refused_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "3月.doc"
    file.write_bytes(content)
    with pytest.raises(InputError, match="不是文件夹，也不是压缩包") as error:
        open_submission(file)
    assert "zuozheng extract" in str(error.value)
    assert str(tmp_path) in str(error.value)


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.4", b"\x00" * 20])
@pytest.mark.parametrize("name", ["3月.zip", "3月.RAR", "3月.7z"])
def test_what_is_only_called_an_archive_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(InputError, match="名字像压缩包，内容却不是"):
        open_submission(file)


def test_a_submission_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="里没有文件"):
        require_files(open_submission(tmp_path), [])


def test_reports_lie_beside_the_material_by_default(tmp_path: Path) -> None:
    folder = tmp_path / "材料"
    folder.mkdir()
    assert planned_folder(open_submission(folder), None) == tmp_path / "材料-核查报告"
    archive = open_submission(_zip(tmp_path / "压缩.zip"))
    assert planned_folder(archive, None) == tmp_path / "压缩-核查报告"


@pytest.mark.parametrize("inside", [".", "报告", "深/一/层"])
def test_reports_never_go_into_the_material(tmp_path: Path, inside: str) -> None:
    with pytest.raises(InputError, match="在材料文件夹里面"):
        planned_folder(open_submission(tmp_path), str(tmp_path / inside))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_beside_with_a_longer_name_is_not_inside(tmp_path: Path) -> None:
    material = tmp_path / "材料"
    material.mkdir()
    beside = tmp_path / "材料2"
    assert planned_folder(open_submission(material), str(beside)) == beside


def test_a_file_in_the_way_of_the_reports_is_named(tmp_path: Path) -> None:
    material = tmp_path / "材料"
    material.mkdir()
    (tmp_path / "报告").write_text("不是文件夹", encoding="utf-8")
    with pytest.raises(InputError, match="是文件，不是文件夹"):
        planned_folder(open_submission(material), str(tmp_path / "报告"))


def test_a_report_replaces_the_old_one_and_leaves_no_other_file(tmp_path: Path) -> None:
    written(tmp_path, "json", b"old")
    target = written(tmp_path, "json", b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["assessment.json"]


def test_a_place_without_permission_is_said_before_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    material = tmp_path / "材料"
    material.mkdir()
    monkeypatch.setattr("pipeline.output.os.access", lambda *_: False)
    with pytest.raises(InputError, match="没有权限"):
        planned_folder(open_submission(material), None)


def test_a_full_disk_fails_the_run_and_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(RunError, match="写不了") as error:
        written(tmp_path, "json", b"new")
    assert error.value.exit_status == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("material", "is_archive", "folder", "way"),
    [
        ("报送 材料/育才", False, "报送 材料/育才-核查报告", "../%E8%82%B2%E6%89%8D/"),
        ("材料.zip", True, "材料-核查报告", "../%E6%9D%90%E6%96%99.zip"),
        ("a b&c'd#e%f", False, "报告", "../a%20b%26c%27d%23e%25f/"),
        ("材料", False, "结果/甲/乙", "../../../%E6%9D%90%E6%96%99/"),
        ("材料", False, "结果/甲/乙/丙", ""),
    ],
)
def test_the_way_from_the_report_to_the_material(
    tmp_path: Path, material: str, is_archive: bool, folder: str, way: str
) -> None:
    submission = Submission(tmp_path.resolve() / material, "材料", is_archive)
    assert way_to(submission, tmp_path / folder) == way


def test_the_page_is_told_the_way_when_it_is_saved(tmp_path: Path) -> None:
    submission = Submission(tmp_path.resolve() / "材料", "材料", is_archive=False)
    page = b'<html data-material=""><p data-material="">'
    kept = written(tmp_path / "报告", "html", page, submission).read_bytes()
    assert kept == b'<html data-material="../%E6%9D%90%E6%96%99/"><p data-material="">'
    assert written(tmp_path / "报告", "html", page).read_bytes() == page
    assert written(tmp_path / "报告", "json", page, submission).read_bytes() == page
