"""LibreOffice is started on a profile of its own, and never for bytes that are no old file."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from extractors import office_converter
from extractors.document import FileStatus
from extractors.office_converter import convert_many
from extractors.registry import extract_file
from extractors.settings import ExtractSettings

_PROFILE_OPTION = "-env:UserInstallation="


@pytest.fixture(name="commands")
def _commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Keep the commands that would have been run; nothing is."""
    kept: list[list[str]] = []

    def keep(command: list[str], **_: object) -> SimpleNamespace:
        kept.append(command)
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(subprocess, "run", keep)
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
