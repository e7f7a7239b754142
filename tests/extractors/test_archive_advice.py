"""Archives that cannot be opened here say what they are and what the school should do."""

from __future__ import annotations

import lzma
import os
from pathlib import Path

import pytest
import rarfile

from extractors import archive_rar, win_rar
from extractors.registry import extract_file
from extractors.submission_files import SourceFile, list_files
from tests.extractors.made_files import QUIET, read, zip_bytes
from tests.extractors.made_ole import make_ole
from tests.extractors.made_rar import rar_bytes

_ZIP = zip_bytes({"3月.txt": b"x" * 500})


def _reasons(tmp_path: Path, files: dict[str, bytes]) -> dict[str, tuple[str, str]]:
    """List a folder of these files; give status and reason of each entry."""
    root = tmp_path / "材料"
    root.mkdir()
    for name, data in files.items():
        (root / name).write_bytes(data)
    return {e.path: _told(e) for e in list_files(root, QUIET, tmp_path / "work")}


def _told(entry: SourceFile) -> tuple[str, str]:
    document = entry.decided
    if document is None:
        assert entry.location is not None
        document = extract_file(entry.location, name=entry.path, settings=QUIET)
    return document.status.value, document.reason or ""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("材料.zip.001", _ZIP[:100]),
        ("材料.zip.002", _ZIP[100:]),
        ("材料.7z.001", b"7z\xbc\xaf\x27\x1c" + bytes(200)),
        ("材料.z01", _ZIP[:100]),
        ("材料.part2.rar", rar_bytes({b"a.txt": b"x"})),
        ("材料.r00", rar_bytes({b"a.txt": b"x"})),
    ],
)
def test_a_volume_says_that_it_is_one_and_to_join_them(
    tmp_path: Path, name: str, data: bytes
) -> None:
    status, reason = _reasons(tmp_path, {name: data})[name]
    assert status == "unreadable"
    assert "分卷" in reason
    assert "放在同一个文件夹" in reason


def test_a_later_volume_beside_its_first_asks_for_nothing(tmp_path: Path) -> None:
    whole = rar_bytes({b"a.txt": b"x"})
    told = _reasons(tmp_path, {"材料.part1.rar": whole, "材料.part2.rar": whole[:30]})
    assert told["材料.part1.rar"][0] == "read"
    status, reason = told["材料.part2.rar"]
    assert status == "skipped"
    assert "材料.part1.rar" in reason


def test_a_first_volume_without_the_others_says_so(tmp_path: Path) -> None:
    told = _reasons(tmp_path, {"材料.part1.rar": rar_bytes({b"a.txt": b"x" * 90})[:60]})
    status, reason = told["材料.part1.rar"]
    assert status == "unreadable"
    assert "有的卷缺少" in reason


def test_names_that_only_look_like_volumes_are_read(tmp_path: Path) -> None:
    told = _reasons(
        tmp_path,
        {"党课.part2.txt": b"x", "材料.zip": _ZIP, "计划.001": b"2022\n", "数据.r21": b"x\n"},
    )
    assert {status for status, _ in told.values()} == {"read"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("材料.tar.zst", b"\x28\xb5\x2f\xfd" + os.urandom(200)),
        ("材料.cab", b"MSCF\x00\x00\x00\x00" + os.urandom(200)),
        ("材料.lzh", b"\x20\x00-lh5-" + os.urandom(200)),
    ],
)
def test_an_archive_of_a_kind_not_opened_asks_for_another_kind(
    tmp_path: Path, name: str, data: bytes
) -> None:
    status, reason = _reasons(tmp_path, {name: data})[name]
    assert status == "unreadable"
    assert "压缩格式" in reason
    assert ".zip" in reason
    assert ".docx" not in reason


def test_old_lzma_is_unpacked(tmp_path: Path) -> None:
    packed = lzma.compress("党课".encode() * 50, format=lzma.FORMAT_ALONE)
    told = _reasons(tmp_path, {"3月.txt.lzma": packed})
    assert told == {"3月.txt.lzma": ("read", ""), "3月.txt.lzma/3月.txt": ("read", "")}


def test_an_old_presentation_with_a_password_is_not_called_damaged(tmp_path: Path) -> None:
    head = b"\x00\x00\xf6\x0f" + bytes(4) + b"\x14\x00\x00\x00" + bytes.fromhex("dfc4d1f3")
    streams = {"PowerPoint Document": b"x" * 5000, "Current User": head + bytes(5000)}
    document = read(make_ole(tmp_path / "a.ppt", streams))
    assert document.status == "unreadable"
    assert "密码" in (document.reason or "")


def test_winrar_is_found_where_its_setup_puts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "WinRAR" / "UnRAR.exe"
    program.parent.mkdir()
    program.write_bytes(b"x")
    environment = {"ProgramFiles": str(tmp_path / "none"), "ProgramW6432": str(tmp_path)}
    assert win_rar.find_unrar(environment) == str(program)
    assert win_rar.find_unrar({}) is None
    asked: list[str] = []
    monkeypatch.setattr(archive_rar, "find_unrar", lambda: str(program))
    monkeypatch.setattr(rarfile, "UNRAR_TOOL", "unrar")
    monkeypatch.setattr(
        rarfile,
        "tool_setup",
        lambda **_: asked.append(rarfile.UNRAR_TOOL),
    )
    assert archive_rar._use("unrar")
    assert asked == [str(program)]
