"""Archives in volumes that lie side by side are read; where one is missing, that is said."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import py7zr
import pytest

from extractors.registry import extract_file
from extractors.settings import ExtractSettings, Limits
from extractors.submission_files import list_files
from tests.extractors.made_files import QUIET, zip_bytes
from tests.extractors.made_volumes import cut, named, rar_volumes, spanned_zip

_TEXT = "2022年3月15日召开支部党员大会。".encode()
_FILES = {f"党课/{month}月.txt": _TEXT + os.urandom(300).hex().encode() for month in (1, 2, 3)}


def _seven_zip() -> bytes:
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        for name, content in _FILES.items():
            archive.writestr(content, name)
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content in _FILES.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


_SETS = {
    "材料.zip.001": named("材料.zip.001", cut(zip_bytes(_FILES), 400)),
    "材料.7z.001": named("材料.7z.001", cut(_seven_zip(), 250)),
    "材料.tar.gz.001": named("材料.tar.gz.001", cut(_tar(), 200)),
    "材料.zip": named("材料.zip", spanned_zip(_FILES, 400)),
    "材料.part1.rar": named("材料.part1.rar", rar_volumes(b"a.txt", _TEXT * 20, 300)),
}


def _told(
    root: Path, tmp_path: Path, settings: ExtractSettings = QUIET
) -> dict[str, tuple[str, str]]:
    """Give status and reason, or the text's beginning, of each path."""
    found = {}
    for entry in list_files(root, settings, tmp_path / "work"):
        document = entry.decided
        if document is None:
            assert entry.location is not None
            document = extract_file(entry.location, name=entry.path, settings=settings)
        text = document.blocks[0].text[:10] if document.blocks else document.reason
        found[entry.path] = document.status.value, text or ""
    return found


def _folder(tmp_path: Path, files: dict[str, bytes]) -> Path:
    root = tmp_path / "材料"
    root.mkdir(exist_ok=True)
    for name, data in files.items():
        (root / name).write_bytes(data)
    return root


@pytest.mark.parametrize("first", _SETS)
@pytest.mark.parametrize("inside", [False, True])
def test_volumes_side_by_side_are_read_and_each_is_named(
    tmp_path: Path, first: str, inside: bool
) -> None:
    files = _SETS[first]
    assert len(files) > 2
    holder = "全部.zip/上报/" if inside else ""
    packed = zip_bytes({f"上报/{name}": data for name, data in files.items()})
    told = _told(_folder(tmp_path, {"全部.zip": packed} if inside else files), tmp_path)
    for name in files:
        status, reason = told.pop(holder + name)
        assert status == ("read" if name == first else "skipped")
        assert name == first or (first in reason and "分卷" in reason)
    told.pop("全部.zip", None)
    members = ["a.txt"] if first.endswith("part1.rar") else list(_FILES)
    wanted = {f"{holder}{first}/{member}": ("read", "2022年3月15日") for member in members}
    assert told == wanted
    assert not list((tmp_path / "work").glob("*-volumes"))


@pytest.mark.parametrize("first", _SETS)
@pytest.mark.parametrize("place", [0, 1, -1])
def test_a_missing_volume_is_named_and_the_others_say_what_to_do(
    tmp_path: Path, first: str, place: int
) -> None:
    files = dict(_SETS[first])
    del files[list(files)[place]]
    told = _told(_folder(tmp_path, files), tmp_path)
    archives = {name: told[name] for name in files}
    wrong = [reason for status, reason in archives.values() if status == "unreadable"]
    assert wrong
    assert all("分卷" in reason and "放在同一个文件夹" in reason for reason in wrong)
    assert {status for status, _ in archives.values()} <= {"unreadable", "skipped"}


def test_volumes_that_are_too_much_together_are_refused(tmp_path: Path) -> None:
    root = _folder(tmp_path, _SETS["材料.zip.001"])
    settings = ExtractSettings(ocr="off", soffice="", limits=Limits(archive_bytes=700))
    status, reason = _told(root, tmp_path, settings)["材料.zip.001"]
    assert status == "unreadable"
    assert "过大" in reason


def test_a_single_volume_that_is_the_whole_archive_is_read(tmp_path: Path) -> None:
    told = _told(_folder(tmp_path, {"材料.zip.001": zip_bytes(_FILES)}), tmp_path)
    assert {status for status, _ in told.values()} == {"read"}
    assert len(told) == 4


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_no_volume(tmp_path: Path) -> None:
    files = _SETS["材料.zip.001"]
    root = _folder(tmp_path, files)
    (tmp_path / "b").write_bytes(files["材料.zip.002"])
    (root / "材料.zip.002").unlink()
    (root / "材料.zip.002").symlink_to(tmp_path / "b")
    assert _told(root, tmp_path)["材料.zip.001"][0] == "unreadable"


def test_the_first_volume_may_be_the_submission_itself(tmp_path: Path) -> None:
    root = _folder(tmp_path, _SETS["材料.zip.001"])
    told = _told(root / "材料.zip.001", tmp_path)
    assert told == dict.fromkeys(_FILES, ("read", "2022年3月15日"))


@pytest.mark.skipif(shutil.which("zip") is None, reason="needs the program zip")
def test_what_the_program_zip_writes_is_read(tmp_path: Path) -> None:
    content = os.urandom(100_000).hex().encode()
    source = _folder(tmp_path, {f"{number}.txt": _TEXT + content for number in range(3)})
    root = tmp_path / "上报"
    root.mkdir()
    command = ["zip", "-q", "-s", "64k", str(root / "a.zip"), "0.txt", "1.txt", "2.txt"]
    subprocess.run(command, cwd=source, check=True)
    told = _told(root, tmp_path)
    assert sum(path.endswith(".txt") and told[path][0] == "read" for path in told) == 3
