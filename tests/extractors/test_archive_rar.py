"""RAR archives: read, refused where they lead outside, named where they are damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
import rarfile

from extractors import archive_rar
from extractors.rar_programs import find_bsdtar
from extractors.settings import ExtractSettings
from extractors.submission_files import SourceFile, list_files
from tests.extractors.made_rar import rar5_bytes, rar_bytes
from tests.extractors.unpack_here import unpack_here

_NAME = "党课/3月.txt"


def _list(tmp_path: Path, data: bytes) -> dict[str, SourceFile]:
    root = tmp_path / "材料"
    root.mkdir()
    (root / "a.rar").write_bytes(data)
    settings = ExtractSettings(ocr="off", soffice="")
    return {entry.path: entry for entry in list_files(root, settings, tmp_path / "unpacked")}


def _reason(entry: SourceFile) -> str:
    assert entry.decided is not None
    assert entry.decided.status == "unreadable"
    return entry.decided.reason or ""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_stored_members_are_read_without_any_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    unpack_here(monkeypatch)
    monkeypatch.setenv("PATH", "")
    contents = {_NAME: "三月党课".encode(), "会议记录.txt": b"x"}
    found = _list(tmp_path, rar_bytes({n.encode(encoding): d for n, d in contents.items()}))
    for name, data in contents.items():
        location = found[f"a.rar/{name}"].location
        assert location is not None
        assert location.read_bytes() == data


def test_a_compressed_member_without_a_program_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpack_here(monkeypatch)

    def none_found(**_: bool) -> None:
        raise rarfile.RarCannotExec

    monkeypatch.setattr(rarfile, "tool_setup", none_found)
    monkeypatch.setattr(archive_rar, "find_bsdtar", lambda: None)
    found = _list(tmp_path, rar_bytes({_NAME.encode(): b"x"}, method=0x33))
    assert "RAR 解压程序" in _reason(found[f"a.rar/{_NAME}"])


def test_identical_files_kept_as_references_are_read(tmp_path: Path) -> None:
    members = {"3月.txt": "三月党课".encode(), "4月.txt": b"y"}
    copies = {"副本.txt": "3月.txt", "../逃.txt": "3月.txt"}
    found = _list(tmp_path, rar5_bytes(members, copies))
    copied = found["a.rar/副本.txt"].location
    assert copied is not None
    assert copied.read_bytes() == "三月党课".encode()
    assert sum(entry.location is None for entry in found.values()) == 2  # the archive, the refused


@pytest.mark.parametrize("name", ["../逃.txt", "a/../../逃.txt", "/etc/逃.txt", "C:\\逃.txt"])
def test_members_that_lead_outside_are_refused(tmp_path: Path, name: str) -> None:
    found = _list(tmp_path, rar_bytes({name.encode(): b"x", b"ok.txt": b"y"}))
    assert found["a.rar/ok.txt"].location is not None
    refused = [e for p, e in found.items() if p not in ("a.rar", "a.rar/ok.txt")]
    assert len(refused) == 1
    assert _reason(refused[0])
    assert not list(tmp_path.rglob("逃.txt"))


def test_a_link_is_refused(tmp_path: Path) -> None:
    data = rar_bytes({b"link.txt": b"/etc/passwd"}, links=frozenset({b"link.txt"}))
    assert "链接" in _reason(_list(tmp_path, data)["a.rar/link.txt"])


def test_a_member_whose_bytes_changed_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    data = rar_bytes({b"bad.txt": b"party lesson", b"good.txt": b"minutes"})
    found = _list(tmp_path, data.replace(b"lesson", b"lessen"))
    assert "损坏" in _reason(found["a.rar/bad.txt"])
    assert found["a.rar/good.txt"].location is not None


@pytest.mark.parametrize("cut", [8, 15, 30, 60])
def test_an_archive_cut_short_is_unreadable(tmp_path: Path, cut: int) -> None:
    found = _list(tmp_path, rar_bytes({b"a.txt": b"x" * 40})[:cut])
    assert any(entry.decided and entry.decided.status == "unreadable" for entry in found.values())


def test_a_member_that_no_program_unpacks_is_not_called_damaged_for_certain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpack_here(monkeypatch)
    tried: list[str] = []

    def found(**chosen: bool) -> None:
        tried.extend(name for name in ("unrar", "unar") if chosen[name])

    def unknown(*_: object) -> None:
        raise rarfile.BadRarFile("unknown method")

    monkeypatch.setattr(rarfile, "tool_setup", found)
    monkeypatch.setattr(rarfile.RarFile, "open", unknown)
    entry = _list(tmp_path, rar_bytes({_NAME.encode(): b"x"}, method=0x33))[f"a.rar/{_NAME}"]
    assert "不支持的压缩方式" in _reason(entry)
    assert "改用 .zip" in _reason(entry)
    # Every program that is there is asked before the member is given up.
    assert tried[-2:] == ["unrar", "unar"]


def test_libarchive_reads_a_member_by_its_exact_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpack_here(monkeypatch)

    def none_found(**_: bool) -> None:
        raise rarfile.RarCannotExec

    def unknown(*_: object) -> None:
        raise rarfile.BadRarFile("unknown method")

    if find_bsdtar() is None:
        pytest.skip("libarchive's bsdtar is not installed here")
    monkeypatch.setattr(rarfile, "tool_setup", none_found)
    monkeypatch.setattr(rarfile.RarFile, "open", unknown)
    found = _list(tmp_path, rar_bytes({b"a[1]*.txt": b"minutes", b"a1b.txt": b"other"}))
    location = found["a.rar/a[1]*.txt"].location
    assert location is not None
    assert location.read_bytes() == b"minutes"
