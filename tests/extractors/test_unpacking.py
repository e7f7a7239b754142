"""Whatever an archive or mail does, the run ends and the ledger says which one it was."""

from __future__ import annotations

import bz2
import io
import struct
import tarfile
import time
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import py7zr
import pytest

from extractors import processes, unpacking
from extractors.settings import Limits
from extractors.submission_files import SourceFile, list_files
from tests.extractors import hanging
from tests.extractors.made_files import QUIET, make_zip, zip_bytes
from tests.extractors.made_rar import rar_bytes

_MAIL = b"From: a@b.cn\nTo: c@d.cn\nSubject: x\nMIME-Version: 1.0\n\nx"


def _list(tmp_path: Path, limits: Limits = QUIET.limits) -> dict[str, SourceFile]:
    settings = replace(QUIET, limits=limits)
    return {e.path: e for e in list_files(tmp_path / "材料", settings, tmp_path / "work")}


def _reason(entry: SourceFile) -> str:
    assert entry.decided is not None
    assert entry.decided.status == "unreadable"
    return entry.decided.reason or ""


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    root = tmp_path / "材料"
    root.mkdir()
    return root


@pytest.mark.parametrize(
    ("serve", "limits", "word"),
    [
        (hanging.unpack_with_a_hanging_zip, Limits(seconds=3.0), "用时过长"),
        (hanging.unpack_with_a_swelling_zip, Limits(memory_bytes=400_000_000), "内存过大"),
    ],
)
def test_an_archive_that_hangs_or_swells_is_named_and_the_rest_is_listed(
    tmp_path: Path,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    serve: Callable[..., None],
    limits: Limits,
    word: str,
) -> None:
    monkeypatch.setattr(unpacking, "serve_unpacking", serve)
    make_zip(root / "a.zip", {"hang.txt": b"x", "2.txt": b"y"})
    make_zip(root / "b.zip", {"好.txt": b"x", "也好.txt": b"y"})
    begun = time.monotonic()
    found = _list(tmp_path, limits)
    assert time.monotonic() - begun < 60
    reason = _reason(found["a.zip"])
    assert word in reason
    assert "解压" in reason
    # What came out before it hung is read, and so is the next archive.
    assert set(found) == {"a.zip", "a.zip/hang.txt", "b.zip", "b.zip/好.txt", "b.zip/也好.txt"}
    assert found["a.zip/hang.txt"].location is not None


def test_a_mail_that_hangs_is_named_beside_its_own_entry(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "serve_unpacking", hanging.unpack_with_a_hanging_zip)
    (root / "a.eml").write_bytes(_MAIL)
    found = _list(tmp_path, Limits(seconds=2.0))
    assert found["a.eml"].location is not None
    assert "用时过长" in _reason(found["a.eml/附件"])


def test_all_archives_together_have_a_time_limit(tmp_path: Path, root: Path) -> None:
    make_zip(root / "a.zip", {"1.txt": b"x"})
    found = _list(tmp_path, Limits(archive_seconds=0.0))
    assert set(found) == {"a.zip"}
    assert "总用时" in _reason(found["a.zip"])


def test_a_worker_that_dies_costs_its_archive_only(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = processes.begin_worker
    ended: list[int] = []

    def begin_and_end(*given: object) -> object:
        process, connection = begin(*given)  # type: ignore[arg-type]
        if not ended:
            ended.append(1)
            process.kill()
            process.join()
        return process, connection

    monkeypatch.setattr(unpacking, "begin_worker", begin_and_end)
    for name in ("a.zip", "b.zip"):
        make_zip(root / name, {"1.txt": b"x"})
    found = _list(tmp_path)
    assert "异常退出" in _reason(found["a.zip"])
    assert found["b.zip/1.txt"].location is not None


def _tar_bomb(megabytes: int) -> bytes:
    """Give a .tar.bz2 whose one member is so many million zeros, made without unpacking them."""
    member = tarfile.TarInfo("零.txt")
    member.size = megabytes * 1_000_000
    zeros = bz2.compress(b"\0" * 1_000_000)
    return bz2.compress(member.tobuf()) + zeros * megabytes + bz2.compress(b"\0" * 1024)


def test_what_a_tar_passes_over_is_counted(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "a.tar.bz2").write_bytes(_tar_bomb(60_000))
    begun = time.monotonic()
    found = _list(tmp_path, Limits(archive_ratio_floor=2_000_000, archive_ratio=10))
    assert time.monotonic() - begun < 60  # 60 GB would take minutes
    assert "压缩" in _reason(found["a.tar.bz2"])
    assert "压缩" in _reason(found["a.tar.bz2/零.txt"])


def test_members_that_a_tar_passes_over_count_for_the_submission(
    tmp_path: Path, root: Path
) -> None:
    with tarfile.open(root / "a.tar", "w") as archive:
        for number in range(4):
            member = tarfile.TarInfo(f"{number}.bin")
            member.size = 400_000
            archive.addfile(member, io.BytesIO(bytes(member.size)))
    limits = Limits(archive_member_bytes=1_000, archive_bytes=1_000_000)
    found = _list(tmp_path, limits)
    assert "没有全部展开" in _reason(found["a.tar"])
    # The third is passed over no more, and what comes behind it cannot be known.
    assert set(found) <= {"a.tar", *(f"a.tar/{number}.bin" for number in range(3))}


def test_a_list_of_members_too_long_for_memory_is_not_read(tmp_path: Path, root: Path) -> None:
    data = bytearray(zip_bytes({"1.txt": b"x"}))
    at = data.rindex(b"PK\x05\x06")
    struct.pack_into("<L", data, at + 12, 900_000_000)
    (root / "a.zip").write_bytes(bytes(data))
    assert "过多" in _reason(_list(tmp_path)["a.zip"])


def test_archives_of_every_kind_are_opened_inside_one_another(tmp_path: Path, root: Path) -> None:
    (tmp_path / "3月.txt").write_text("党课", encoding="utf-8")
    with py7zr.SevenZipFile(tmp_path / "a.7z", "w") as archive:
        archive.write(tmp_path / "3月.txt", "3月.txt")
    rar = rar_bytes({b"a.7z": (tmp_path / "a.7z").read_bytes()})
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:xz") as tar:
        member = tarfile.TarInfo("b.rar")
        member.size = len(rar)
        tar.addfile(member, io.BytesIO(rar))
    make_zip(root / "d.zip", {"c.tar.xz": out.getvalue()})
    found = _list(tmp_path)
    assert set(found) == {
        "d.zip", "d.zip/c.tar.xz", "d.zip/c.tar.xz/b.rar", "d.zip/c.tar.xz/b.rar/a.7z",
        "d.zip/c.tar.xz/b.rar/a.7z/3月.txt",
    }  # fmt: skip
    location = found["d.zip/c.tar.xz/b.rar/a.7z/3月.txt"].location
    assert location is not None
    assert location.read_text(encoding="utf-8") == "党课"


def test_7z_members_of_one_name_keep_their_own_bytes(tmp_path: Path, root: Path) -> None:
    with py7zr.SevenZipFile(root / "a.7z", "w") as archive:
        for data in (b"one", b"other", b"third"):
            archive.writestr(data, "党课/3月.txt")
    found = _list(tmp_path)
    kept = [entry.location.read_bytes() for entry in found.values() if entry.location]
    assert sorted(kept) == [b"one", b"other", b"third"]
    assert set(found) == {
        "a.7z", "a.7z/党课/3月.txt", "a.7z/党课/3月 (2).txt", "a.7z/党课/3月 (3).txt",
    }  # fmt: skip


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_the_second_of_two_archives_of_one_name_lie_under_it(
    tmp_path: Path, root: Path
) -> None:
    import zipfile

    with zipfile.ZipFile(root / "a.zip", "w") as archive:
        archive.writestr("b.zip", zip_bytes({"1.txt": b"x"}))
        archive.writestr("b.zip", zip_bytes({"1.txt": b"y"}))
    assert set(_list(tmp_path)) == {
        "a.zip", "a.zip/b.zip", "a.zip/b.zip/1.txt", "a.zip/b (2).zip", "a.zip/b (2).zip/1.txt",
    }  # fmt: skip


def test_mails_nested_too_deep_are_named(tmp_path: Path, root: Path) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.cn", "c@d.cn", "底"
    message.set_content("底")
    for _ in range(4):
        outer = EmailMessage()
        outer["From"], outer["To"], outer["Subject"] = "a@b.cn", "c@d.cn", "转"
        outer.set_content("转")
        outer.add_attachment(message)
        message = outer
    (root / "a.eml").write_bytes(bytes(message))
    found = _list(tmp_path, Limits(archive_depth=2))
    (deep,) = [entry for entry in found.values() if entry.decided is not None]
    assert "嵌套过深" in _reason(deep)


def test_members_that_were_not_reached_are_named(tmp_path: Path, root: Path) -> None:
    parts = {f"{number}.bin": bytes([number]) * 600 for number in range(4)}
    make_zip(root / "a.zip", parts)
    (root / "b.rar").write_bytes(rar_bytes({name.encode(): data for name, data in parts.items()}))
    with py7zr.SevenZipFile(root / "c.7z", "w") as archive:
        for name, data in parts.items():
            archive.writestr(data, name)
    for name in ("a.zip", "b.rar", "c.7z"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "材料").mkdir()
        (root / name).rename(tmp_path / name / "材料" / name)
        found = _list(tmp_path / name, Limits(archive_bytes=1_000))
        assert set(found) == {name, *(f"{name}/{part}" for part in parts)}
        assert "没有全部展开" in _reason(found[name])
        assert found[f"{name}/0.bin"].location is not None
        for part in ("1.bin", "2.bin", "3.bin"):
            assert "没有展开到" in _reason(found[f"{name}/{part}"])
