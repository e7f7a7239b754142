"""Nothing that lies in a folder or archive is dropped, and nothing in it escapes."""

from __future__ import annotations

import errno
import io
import os
import struct
import tarfile
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import py7zr
import pytest

from extractors.opening import why_not_opened
from extractors.settings import ExtractSettings, Limits
from extractors.submission_files import SourceFile, list_files
from extractors.zip_names import member_name
from tests.extractors.made_files import make_zip, zip_bytes
from tests.extractors.unpack_here import unpack_here

SETTINGS = ExtractSettings(ocr="off", soffice="")


def _list(root: Path, tmp_path: Path, limits: Limits | None = None) -> dict[str, SourceFile]:
    settings = replace(SETTINGS, limits=limits) if limits else SETTINGS
    found = list_files(root, settings, tmp_path / "unpacked")
    assert [entry.path for entry in found] == sorted(entry.path for entry in found)
    assert all((entry.location is None) != (entry.decided is None) for entry in found)
    return {entry.path: entry for entry in found}


def _reason(entry: SourceFile) -> str:
    assert entry.decided is not None
    return entry.decided.reason or ""


def test_every_file_has_an_entry_and_junk_its_reason(tmp_path: Path) -> None:
    root = tmp_path / "材料"
    for name in ("1.党课/3月.txt", "Thumbs.db", "~$3月.docx", ".DS_Store", "1.党课/desktop.ini"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"x")
    found = _list(root, tmp_path)
    assert set(found) == {
        "1.党课/3月.txt", "Thumbs.db", "~$3月.docx", ".DS_Store", "1.党课/desktop.ini",
    }  # fmt: skip
    read = [path for path, entry in found.items() if entry.location]
    assert read == ["1.党课/3月.txt"]
    assert all("临时文件" in _reason(e) for e in found.values() if e.decided)


def test_links_are_listed_and_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "材料"
    (root / "内").mkdir(parents=True)
    (tmp_path / "外.txt").write_text("外", encoding="utf-8")
    try:
        (root / "链接.txt").symlink_to(tmp_path / "外.txt")
        (root / "内" / "圈").symlink_to(root, target_is_directory=True)
    except OSError:
        pytest.skip("this system lets no user make links")
    found = _list(root, tmp_path)
    assert set(found) == {"链接.txt", "内/圈"}
    assert all("链接" in _reason(entry) for entry in found.values())


def test_members_of_nested_archives_have_paths_with_their_archives(tmp_path: Path) -> None:
    root = tmp_path / "材料"
    root.mkdir()
    inner = zip_bytes({"党课/3月.txt": b"x"})
    make_zip(root / "外.zip", {"内.zip": inner, "a.txt": b"y"})
    assert set(_list(root, tmp_path)) == {
        "外.zip", "外.zip/a.txt", "外.zip/内.zip", "外.zip/内.zip/党课/3月.txt",
    }  # fmt: skip


def test_an_archive_as_submission_gives_paths_inside_it(tmp_path: Path) -> None:
    make_zip(tmp_path / "材料.zip", {"党课/3月.txt": b"x"})
    assert set(_list(tmp_path / "材料.zip", tmp_path)) == {"党课/3月.txt"}


def test_a_broken_archive_as_submission_is_one_entry(tmp_path: Path) -> None:
    (tmp_path / "材料.zip").write_bytes(b"PK\x03\x04" + b"\x00" * 50)
    (entry,) = _list(tmp_path / "材料.zip", tmp_path).values()
    assert entry.decided is not None
    assert entry.decided.status == "unreadable"


@pytest.mark.parametrize("name", ["../逃.txt", "a/../../逃.txt", "/etc/逃.txt", "C:\\逃.txt"])
def test_members_that_lead_outside_are_refused_and_written_nowhere(
    tmp_path: Path, name: str
) -> None:
    root = tmp_path / "材料"
    root.mkdir()
    make_zip(root / "a.zip", {name: b"x", "好.txt": b"y"})
    before = set(tmp_path.rglob("*"))
    found = _list(root, tmp_path)
    refused = [e for e in found.values() if e.decided and e.decided.status == "unreadable"]
    assert len(refused) == 1
    assert "没有展开" in _reason(refused[0])
    new = set(tmp_path.rglob("*")) - before
    assert all(path.is_relative_to(tmp_path / "unpacked") for path in new)
    assert not [path for path in new if "逃" in path.name]


def test_links_in_a_tar_are_refused(tmp_path: Path) -> None:
    root = tmp_path / "材料"
    root.mkdir()
    with tarfile.open(root / "a.tar.gz", "w:gz") as archive:
        link = tarfile.TarInfo("链接")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        plain = tarfile.TarInfo("党课.txt")
        plain.size = 1
        archive.addfile(plain, io.BytesIO(b"x"))
    found = _list(root, tmp_path)
    assert "链接" in _reason(found["a.tar.gz/链接"])
    assert found["a.tar.gz/党课.txt"].location is not None


def test_7z_members_come_out_whole(tmp_path: Path) -> None:
    root = tmp_path / "材料"
    root.mkdir()
    (tmp_path / "3月.txt").write_text("党课", encoding="utf-8")
    with py7zr.SevenZipFile(root / "a.7z", "w") as archive:
        archive.write(tmp_path / "3月.txt", "党课/3月.txt")
        archive.write(tmp_path / "3月.txt", "党课/4月.txt")
    found = _list(root, tmp_path)
    for name in ("a.7z/党课/3月.txt", "a.7z/党课/4月.txt"):
        location = found[name].location
        assert location is not None
        assert location.read_text(encoding="utf-8") == "党课"


def _broken_7z(folder: Path, at: float) -> dict[str, SourceFile]:
    """List a 7z of three members, stored as they are, with one byte changed at a share of them."""
    root = folder / "材料"
    root.mkdir()
    filters = [{"id": py7zr.FILTER_COPY}]
    with py7zr.SevenZipFile(root / "a.7z", "w", filters=filters) as archive:
        for number in (1, 2, 3):
            archive.writestr(f"党课{number}".encode() * 10, f"党课/{number}月.txt")
    data = bytearray((root / "a.7z").read_bytes())
    data[32 + int(210 * at)] ^= 1  # the head is 32 bytes long, each member 70
    (root / "a.7z").write_bytes(bytes(data))
    return _list(root, folder)


@pytest.mark.parametrize(("at", "whole"), [(0.1, []), (0.5, [1]), (0.9, [1, 2])])
def test_a_7z_member_whose_check_fails_is_named_and_those_before_are_read(
    tmp_path: Path, at: float, whole: list[int]
) -> None:
    found = _broken_7z(tmp_path, at)
    assert set(found) == {"a.7z", *(f"a.7z/党课/{number}月.txt" for number in (1, 2, 3))}
    for number in (1, 2, 3):
        entry = found[f"a.7z/党课/{number}月.txt"]
        if number in whole:
            assert entry.location is not None
            assert entry.location.read_bytes() == f"党课{number}".encode() * 10
        else:
            assert "已损坏" in _reason(entry)


def test_a_7z_whose_codec_fails_in_its_own_way_does_not_end_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpack_here(monkeypatch)

    class CodecError(Exception):
        """Not one of py7zr's own."""

    def broken(self: object, **kwargs: object) -> None:
        raise CodecError

    monkeypatch.setattr(py7zr.SevenZipFile, "extract", broken)
    found = _broken_7z(tmp_path, 0.5)
    assert all("已损坏" in _reason(entry) for name, entry in found.items() if name != "a.7z")
    assert len(found) == 4


def test_whatever_an_archive_or_mail_raises_the_rest_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpack_here(monkeypatch)

    class OddError(Exception):
        """Not one that a reader here is known to raise."""

    def odd(*given: object) -> None:
        raise OddError

    root = tmp_path / "材料"
    root.mkdir()
    make_zip(root / "a.zip", {"一.txt": b"x"})
    mail = "From: a@b.cn\nSubject: x\nMIME-Version: 1.0\nDate: Tue, 15 Mar 2022 08:00:00 +0800\n\nx"
    (root / "b.eml").write_text(mail, encoding="ascii")
    (root / "c.txt").write_text("党课", encoding="utf-8")
    monkeypatch.setattr("extractors.archive_zip.unpack", odd)
    monkeypatch.setattr("extractors.mail_attachments.attached_parts", odd)
    found = _list(root, tmp_path)
    assert "已损坏" in _reason(found["a.zip"])
    assert found["b.eml"].location is not None
    assert "已损坏" in _reason(found["b.eml/附件"])
    assert found["c.txt"].location is not None


def test_a_zip_bomb_stops_at_its_limit(tmp_path: Path) -> None:
    root = tmp_path / "材料"
    root.mkdir()
    make_zip(root / "a.zip", {"炸.txt": b"0" * 3_000_000, "好.txt": b"y"})
    limits = Limits(archive_ratio_floor=1_000_000, archive_ratio=100)
    found = _list(root, tmp_path, limits)
    assert "压缩" in _reason(found["a.zip/炸.txt"])
    assert found["a.zip/好.txt"].location is not None


@pytest.mark.parametrize(
    ("limits", "word"),
    [(Limits(archive_members=2), "过多"), (Limits(archive_bytes=1000), "过大")],
)
def test_limits_on_a_whole_archive_name_it(tmp_path: Path, limits: Limits, word: str) -> None:
    root = tmp_path / "材料"
    root.mkdir()
    make_zip(root / "a.zip", {f"{n}.txt": os.urandom(400) for n in range(5)})
    found = _list(root, tmp_path, limits)
    assert word in _reason(found["a.zip"])


def test_archives_nested_too_deep_are_named(tmp_path: Path) -> None:
    root = tmp_path / "材料"
    root.mkdir()
    data = zip_bytes({"底.txt": b"x"})
    for _ in range(4):
        data = zip_bytes({"内.zip": data})
    (root / "a.zip").write_bytes(data)
    found = _list(root, tmp_path, Limits(archive_depth=3))
    assert "嵌套过深" in _reason(found["a.zip/内.zip/内.zip/内.zip"])
    assert not [path for path in found if path.endswith("底.txt")]


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    root = tmp_path / "材料"
    root.mkdir()
    data = bytearray(zip_bytes({"密.txt": b"x"}))
    central = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[central + 8] |= 1
    (root / "a.zip").write_bytes(bytes(data))
    assert "密码" in _reason(_list(root, tmp_path)["a.zip/密.txt"])


def test_members_of_one_name_are_told_apart(tmp_path: Path) -> None:
    root = tmp_path / "材料"
    root.mkdir()
    with zipfile.ZipFile(root / "a.zip", "w") as archive:
        archive.writestr("党课.txt", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("党课.txt", b"2")
    assert set(_list(root, tmp_path)) == {"a.zip", "a.zip/党课.txt", "a.zip/党课 (2).txt"}


def test_a_mail_brings_its_attachments(tmp_path: Path) -> None:
    root = tmp_path / "材料"
    root.mkdir()
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.cn", "c@d.cn", "通知"
    message.set_content("请看附件")
    message.add_attachment(b"x", maintype="text", subtype="plain", filename="附件.txt")
    (root / "通知.eml").write_bytes(bytes(message))
    assert set(_list(root, tmp_path)) == {"通知.eml", "通知.eml/附件.txt"}


def _named(raw: bytes, *, utf8: bool = False, extra: bytes = b"") -> str:
    info = zipfile.ZipInfo("x")
    info.orig_filename = raw.decode("utf-8" if utf8 else "cp437")
    info.flag_bits = 0x800 if utf8 else 0
    info.extra = extra
    return member_name(info)


@pytest.mark.parametrize("name", ["党课/3月.docx", "材料/意识形态.pdf", "plain.txt", "ü.txt"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_member_names_come_right_whatever_made_them(name: str, encoding: str) -> None:
    raw = name.encode(encoding)
    extra = struct.pack("<HHBL", 0x7075, 5 + len(name.encode()), 1, zlib.crc32(raw))
    assert _named(raw, extra=extra + name.encode()) == name
    if name.isascii() or "月" in name or "意" in name:
        assert _named(raw) == name
    assert _named(name.encode(), utf8=True) == name


def test_backslashes_part_folders() -> None:
    assert _named("党课\\3月.docx".encode("gb18030")) == "党课/3月.docx"


def test_junk_that_cannot_be_opened_is_still_junk_and_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "材料"
    root.mkdir()
    for name in ("~$党课.docx", "党课.txt", "锁.txt"):
        (root / name).write_bytes(b"x")
    opened = Path.open

    def locked(path: Path, *given: Any, **named: Any) -> Any:
        if path.name in ("~$党课.docx", "锁.txt"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *given, **named)

    monkeypatch.setattr(Path, "open", locked)
    found = _list(root, tmp_path)
    assert "临时文件" in _reason(found["~$党课.docx"])
    assert "没有权限" in _reason(found["锁.txt"])
    assert found["党课.txt"].location is not None


def test_files_that_the_system_does_not_even_describe_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "材料"
    root.mkdir()
    for name in ("~$党课.docx", "党课.txt", "长.txt"):
        (root / name).write_bytes(b"x")
    described = Path.lstat

    def refuse(path: Path) -> Any:
        if path.name in ("~$党课.docx", "长.txt"):
            raise OSError(errno.ENAMETOOLONG, "File name too long", str(path))
        return described(path)

    monkeypatch.setattr(Path, "lstat", refuse)
    found = _list(root, tmp_path)
    assert "临时文件" in _reason(found["~$党课.docx"])
    assert "太长" in _reason(found["长.txt"])
    assert found["党课.txt"].location is not None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_named_and_not_waited_for(tmp_path: Path) -> None:
    root = tmp_path / "材料"
    root.mkdir()
    for name in ("管.txt", "管.tmp"):
        os.mkfifo(root / name)
    assert all("不是普通文件" in _reason(entry) for entry in _list(root, tmp_path).values())


@pytest.mark.parametrize(
    ("error", "length", "windows", "word"),
    [
        (FileNotFoundError(errno.ENOENT, "x"), 280, True, "太长"),
        (FileNotFoundError(errno.ENOENT, "x"), 80, True, "找不到"),
        (FileNotFoundError(errno.ENOENT, "x"), 280, False, "找不到"),
        (OSError(errno.ENAMETOOLONG, "x"), 4200, False, "太长"),
        (PermissionError(errno.EACCES, "x"), 80, True, "权限"),
        (PermissionError(errno.EACCES, "x"), 280, True, "权限"),
    ],
)
def test_what_keeps_a_file_closed_is_named(
    error: OSError, length: int, windows: bool, word: str
) -> None:
    assert word in why_not_opened(error, "x" * length, windows=windows)
