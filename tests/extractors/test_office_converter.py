"""LibreOffice is started on a profile of its own, and never for bytes that are no old file."""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

import psutil
import pytest

from extractors import office_converter
from extractors.document import FileStatus
from extractors.office_batches import OfficeBatches
from extractors.office_converter import convert_many
from extractors.registry import extract_file
from extractors.settings import ExtractSettings

_PROFILE_OPTION = "-env:UserInstallation="


@pytest.fixture(name="commands")
def _commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Keep the commands that would have been run; nothing is."""
    kept: list[list[str]] = []

    def keep(command: list[str], **_: object) -> bool:
        kept.append(command)
        return True

    monkeypatch.setattr(office_converter, "run_program", keep)
    return kept


def _profile_of(command: list[str]) -> str:
    (option,) = [part for part in command if part.startswith(_PROFILE_OPTION)]
    return option.removeprefix(_PROFILE_OPTION)


def test_each_worker_has_one_profile_of_its_own(
    tmp_path: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a.rtf"
    source.write_bytes(b"{\\rtf1 a}")
    for turn in range(3):
        if turn == 2:  # what another process begins with
            monkeypatch.setattr(office_converter, "_PROFILE", office_converter._Profile())
        folder = tmp_path / str(turn)
        folder.mkdir()
        assert convert_many([(source, ".rtf")], "docx", folder, "soffice") == [None]
    first, second, other = map(_profile_of, commands)
    assert first == second != other
    assert first.startswith("file://")


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.xls", "a.ppt", "a.rtf"])
def test_bytes_that_are_no_old_file_never_reach_libreoffice(
    tmp_path: Path, commands: list[list[str]], name: str
) -> None:
    (tmp_path / name).write_bytes(b"\x00\x01" + random.Random(8).randbytes(4000))
    document = extract_file(tmp_path / name, settings=ExtractSettings(ocr="off", soffice="soffice"))
    assert document.status is FileStatus.UNREADABLE
    assert commands == []


_FAKE = """#!{python}
import pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
orphan = subprocess.Popen([sys.executable, "-c", {leave!r}, {place!r}])
pathlib.Path({place!r} + ".child").write_text(str(child.pid))
time.sleep(600)
"""
# A process between that goes away and leaves its child without a parent, as LibreOffice's can.
_LEAVE = """
import pathlib, subprocess, sys
left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(sys.argv[1] + ".left").write_text(str(left.pid))
"""


def _wait_for(*places: Path) -> list[int]:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        texts = [place.read_text() if place.exists() else "" for place in places]
        if all(texts):
            return [int(text) for text in texts]
        time.sleep(0.05)
    raise AssertionError("the program did not start")


def _gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
@pytest.mark.parametrize("why", ["too slow", "not wanted"])
def test_nothing_of_a_libreoffice_that_was_ended_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    place = tmp_path / "started"
    program = tmp_path / "soffice"
    program.write_text(_FAKE.format(python=sys.executable, leave=_LEAVE, place=str(place)))
    program.chmod(0o755)
    source = tmp_path / "a.rtf"
    source.write_bytes(b"{\\rtf1 a}")
    marks = (tmp_path / "started.child", tmp_path / "started.left")
    profile = office_converter._PROFILE.uri()

    def wanted() -> bool:
        return why == "too slow" or not all(mark.exists() for mark in marks)

    if why == "too slow":
        monkeypatch.setattr(office_converter, "_SECONDS", 3.0)
        monkeypatch.setattr(office_converter, "_SECONDS_A_FILE", 0.0)
    assert convert_many([(source, ".rtf")], "docx", tmp_path, str(program), wanted) == [None]
    pids = _wait_for(*marks)
    until = time.monotonic() + 10
    while not all(map(_gone, pids)) and time.monotonic() < until:
        time.sleep(0.05)
    assert all(map(_gone, pids))
    # The profile of the one that was killed may be locked.
    assert office_converter._PROFILE.uri() != profile


def test_many_old_files_need_one_start_of_libreoffice(
    tmp_path: Path, commands: list[list[str]]
) -> None:
    files = []
    for number in range(7):
        path = tmp_path / f"{number}.rtf"
        path.write_bytes(b"{\\rtf1 lesson\\par}")
        files.append((number, path, path.name))
    batches = OfficeBatches(ExtractSettings(ocr="off", soffice="soffice"))
    try:
        assert batches.begin(files) == set(range(7))
        found: list[tuple[int, Path | None]] = []
        while len(found) < 7:
            found.extend(batches.ready())
    finally:
        batches.close()
    assert sorted(number for number, _ in found) == list(range(7))
    (command,) = commands
    assert sum(part.endswith(".rtf") for part in command) == 7
