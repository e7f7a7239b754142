"""What went wrong on this machine is tried again; it never becomes a school's lasting result."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from extractors.document import Document, FileStatus, Problem
from extractors.isolated import ExtractionPool
from extractors.reading_worker import NOT_OPENED
from extractors.registry import unreadable
from extractors.settings import ExtractSettings
from extractors.submission_files import SourceFile
from pipeline import keys
from pipeline.checking import Checked, Request, check
from pipeline.cli import main
from pipeline.session import Session
from pipeline.settings import Settings
from pipeline.store.address import StoreAddress
from pipeline.store.opening import open_store
from tests.pipeline.made_schools import make_school

SETTINGS = Settings(ExtractSettings(ocr="off"), jobs=1)
HARMED = "计划.txt"


def _check(school: Path, place: Path) -> Checked:
    with Session(SETTINGS, open_store(StoreAddress(str(place)))) as session:
        return check(Request(school, "yangzhou-2022", ("json",)), session)


def _not_opened(file: SourceFile) -> Document:
    return Document(
        path=file.path,
        sha256="",
        media_type="application/octet-stream",
        size=0,
        status=FileStatus.UNREADABLE,
        reason="文件无法打开",
        problems=(Problem(NOT_OPENED, "文件无法打开"),),
    )


@pytest.mark.parametrize("kind", ["worker_crashed", "too_much_memory", "too_slow", NOT_OPENED])
def test_a_check_in_which_something_passing_went_wrong_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    school, place = make_school(tmp_path / "第7实验小学", 7), tmp_path / "缓存"
    whole = ExtractionPool.map

    def read(pool: ExtractionPool, files: Sequence[SourceFile]) -> Iterator[Document]:
        for file, document in zip(files, whole(pool, files), strict=True):
            if file.path != HARMED:
                yield document
            elif kind == NOT_OPENED:
                yield _not_opened(file)
            else:
                yield unreadable(school / HARMED, file.path, kind, "没有读成")

    monkeypatch.setattr(ExtractionPool, "map", read)
    first = _check(school, place)
    monkeypatch.undo()
    assert first.key is None
    again = _check(school, place)
    assert not again.reused
    assert again.key is not None
    assert again.reports != first.reports
    assert _check(school, place).reused


def test_a_file_that_no_parser_reads_is_no_reason_to_check_again(tmp_path: Path) -> None:
    school, place = make_school(tmp_path / "第7实验小学", 7), tmp_path / "缓存"
    (school / "坏的.docx").write_bytes(b"PK\x03\x04 broken")
    _check(school, place)
    assert _check(school, place).reused


def test_a_program_that_unpacks_rar_changes_how_files_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    version = keys.reading_version.__wrapped__
    before = version(SETTINGS.extract)
    for name in ("unar", "unar.exe"):
        (tmp_path / name).write_bytes(b"")
        (tmp_path / name).chmod(0o755)
    assert version(SETTINGS.extract) != before


def test_every_library_that_reads_files_is_installed_under_the_name_in_the_key() -> None:
    assert [name for name in keys._READERS if not keys._version(name)[1]] == []


def test_a_full_disk_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pipeline.run.list_files", full)
    school = make_school(tmp_path / "第7实验小学", 7)
    words = ["--rubric", "yangzhou-2022", "--out", str(tmp_path / "报告"), "--no-cache"]
    assert main(["check", str(school), *words]) == 1
    said = capsys.readouterr().err
    assert "磁盘已满" in said
    assert "程序的问题" not in said
