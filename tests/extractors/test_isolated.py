"""A bad file costs its worker, never the run; documents come in the order of the files."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors import isolated, office_batches
from extractors.document import Document, FileStatus
from extractors.isolated import ExtractionPool
from extractors.office_converter import convert_many, find_soffice
from extractors.registry import extract_file
from extractors.settings import ExtractSettings, Limits
from extractors.submission_files import SourceFile
from tests.extractors import hanging
from tests.extractors.made_files import QUIET


def _files(tmp_path: Path, count: int) -> list[SourceFile]:
    found = []
    for number in range(count):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"第{number}份\n" * (200 if number % 2 else 1), encoding="utf-8")
        found.append(SourceFile(f"材料/{number}.txt", path))
    return found


def test_documents_come_in_order_and_equal_those_read_directly(tmp_path: Path) -> None:
    files = _files(tmp_path, 6)
    decided = Document("材料/x.zip", "", "application/zip", 1, FileStatus.READ)
    files.insert(2, SourceFile("材料/x.zip", None, decided))
    with ExtractionPool(QUIET, jobs=2) as pool:
        documents = list(pool.map(files))
    assert [document.path for document in documents] == [file.path for file in files]
    assert documents[2] is decided
    for file, document in zip(files, documents, strict=True):
        if file.location is not None:
            assert document == extract_file(file.location, name=file.path, settings=QUIET)


def test_a_file_too_slow_or_too_large_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    files = _files(tmp_path, 1)
    # Long enough to be still at work when its worker is first looked at.
    (tmp_path / "0.txt").write_text("党课\n" * 400_000, encoding="utf-8")
    for limits, kind in (
        (Limits(memory_bytes=1), "too_much_memory"),
        (Limits(seconds=-1000.0), "too_slow"),
    ):
        settings: ExtractSettings = replace(QUIET, limits=limits)
        with ExtractionPool(settings) as pool:
            (document,) = pool.map(files)
        # Both limits are passed while the worker is still importing: no race with its reading.
        assert document.status is FileStatus.UNREADABLE
        assert [problem.kind for problem in document.problems] == [kind]
        assert "重新提交" in (document.reason or "")


def test_a_file_that_brings_its_worker_down_twice_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts: list[int] = []
    begin = isolated._Slot.begin

    def begin_and_kill(slot: isolated._Slot, task: isolated._Task) -> None:
        begin(slot, task)
        if task.number == 1 and slot._process is not None:
            starts.append(task.attempt)
            slot._process.kill()
            slot._process.join()

    monkeypatch.setattr(isolated._Slot, "begin", begin_and_kill)
    files = _files(tmp_path, 3)
    # Long enough to be still at work when it is killed.
    (tmp_path / "1.txt").write_text("党课\n" * 300_000, encoding="utf-8")
    with ExtractionPool(QUIET) as pool:
        documents = list(pool.map(files))
    assert starts == [1, 2]
    assert [document.status for document in documents] == ["read", "unreadable", "read"]
    assert [problem.kind for problem in documents[1].problems] == ["worker_crashed"]


def test_a_file_that_vanishes_is_named(tmp_path: Path) -> None:
    files = [SourceFile("材料/无.txt", tmp_path / "无.txt")]
    with ExtractionPool(QUIET) as pool:
        (document,) = pool.map(files)
    assert document.status == "unreadable"
    assert "无法打开" in (document.reason or "")


@pytest.mark.skipif(find_soffice(None) is None, reason="LibreOffice is not installed here")
def test_old_files_are_converted_together_and_a_bad_one_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    together: list[int] = []

    def counted(files: list[Any], *given: Any) -> Any:
        together.append(len(files))
        return convert_many(files, *given)

    monkeypatch.setattr(office_batches, "convert_many", counted)
    files = _files(tmp_path, 1)
    for number, data in enumerate((rb"{\rtf1 one\par}", b"{\\rtf1" + b"\x00", rb"{\rtf1 two\par}")):
        path = tmp_path / f"{number}.rtf"
        path.write_bytes(data)
        files.append(SourceFile(f"{number}.rtf", path))
    with ExtractionPool(replace(QUIET, soffice=None)) as pool:
        documents = list(pool.map(files))
    assert together == [3]  # one start of LibreOffice, not one a file
    assert [document.path for document in documents] == [file.path for file in files]
    assert [block.text for block in documents[1].blocks] == ["one"]
    assert documents[2].status is not FileStatus.READ
    assert [block.text for block in documents[3].blocks] == ["two"]


def test_a_parser_that_never_comes_back_is_ended_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "serve", hanging.read_with_a_hanging_parser)
    files = _files(tmp_path, 3)
    (tmp_path / "1.md").write_text("# 党课\n", encoding="utf-8")
    files[1] = SourceFile("材料/1.md", tmp_path / "1.md")
    begun = time.monotonic()
    with ExtractionPool(replace(QUIET, limits=Limits(seconds=2.0))) as pool:
        documents = list(pool.map(files))
    assert time.monotonic() - begun < 60
    assert [document.status for document in documents] == ["read", "unreadable", "read"]
    assert [problem.kind for problem in documents[1].problems] == ["too_slow"]
