"""Broken files of every format: nothing crashes, hangs, escapes its folder or goes unnamed.

`ZUOZHENG_FUZZ` sets how many broken files are made of each seed (8 unless told),
`ZUOZHENG_FUZZ_PROGRAMS` how many are read with recognition and LibreOffice (none unless told).
"""

from __future__ import annotations

import os
import random
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.document import Document
from extractors.isolated import ExtractionPool
from extractors.settings import ExtractSettings, Limits
from extractors.submission_files import list_files
from tests.extractors.made_files import zip_bytes
from tests.extractors.seed_files import make_seeds
from tests.extractors.sound_document import check_document

ROUNDS = int(os.environ.get("ZUOZHENG_FUZZ", "8"))
WITH_PROGRAMS = int(os.environ.get("ZUOZHENG_FUZZ_PROGRAMS", "0"))
LIMITS = Limits(seconds=30, archive_bytes=50_000_000, archive_member_bytes=20_000_000)
SETTINGS = ExtractSettings(ocr="off", soffice="", limits=LIMITS)
# A start of LibreOffice takes seconds by itself, more while others work.
PROGRAMS = ExtractSettings(ocr="auto", limits=replace(LIMITS, seconds=150.0))
WAYS = [pytest.param(SETTINGS, ROUNDS, id="alone")]
if WITH_PROGRAMS:
    WAYS.append(pytest.param(PROGRAMS, WITH_PROGRAMS, id="with programs"))


def _break(data: bytes, chance: random.Random) -> bytes:
    """Damage bytes in one of the ways that files get damaged."""
    if not data:
        return data
    way = chance.randrange(6)
    at = chance.randrange(len(data))
    length = chance.randint(1, max(1, len(data) // 8))
    if way == 0:
        return data[:at]
    if way == 1:
        return data[:at] + data[at + length :]
    if way == 2:
        return data[:at] + data[at : at + length] * 3 + data[at + length :]
    if way == 3:
        return data[:at] + b"\x00" * length + data[at + length :]
    broken = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    return bytes(broken)


def _break_member(data: bytes, path: Path, chance: random.Random) -> bytes:
    """Damage one member of a zip-based file, so that the damage gets past the container."""
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(sorted(members))
    members[name] = _break(members[name], chance)
    return zip_bytes(members)


def _opens(seed: Path) -> bool:
    """Tell zips that lie in one piece."""
    try:
        with zipfile.ZipFile(seed) as package:
            return package.testzip() is None
    except zipfile.BadZipFile:
        return False


def _broken_files(seeds: list[Path], folder: Path, rounds: int) -> list[Path]:
    made = []
    for seed in seeds:
        data = seed.read_bytes()
        for number in range(rounds):
            chance = random.Random(f"{seed.name}-{number}")
            packed = _opens(seed) and number % 2
            broken = _break_member(data, seed, chance) if packed else _break(data, chance)
            path = folder / f"{number:05d}-{seed.name}"
            path.write_bytes(broken)
            made.append(path)
    return made


def _read_all(root: Path, work: Path, settings: ExtractSettings = SETTINGS) -> list[Document]:
    with ExtractionPool(settings, jobs=1) as pool:
        return list(pool.map(list_files(root, settings, work)))


def test_seeds_are_read(tmp_path: Path) -> None:
    root = tmp_path / "材料"
    root.mkdir()
    make_seeds(root)
    for document in _read_all(root, tmp_path / "work"):
        check_document(document)
        picture = document.media_type.startswith("image/")
        refused = ".." in document.path or document.path.endswith(".ppt")  # no LibreOffice here
        later = document.path.endswith((".002", ".003", ".z01"))  # read with the first of its set
        expected = "skipped" if picture or later else "unreadable" if refused else "read"
        assert document.status == expected, (document.path, document.reason)


@pytest.mark.parametrize(("settings", "rounds"), WAYS)
def test_broken_files_are_read_or_named(
    tmp_path: Path, settings: ExtractSettings, rounds: int
) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    root = tmp_path / "材料"
    root.mkdir()
    made = _broken_files(make_seeds(seeds), root, rounds)
    before = {path for path in tmp_path.rglob("*") if not path.is_relative_to(tmp_path / "work")}
    documents = _read_all(root, tmp_path / "work", settings)
    for document in documents:
        check_document(document)
    top = {document.path for document in documents if "/" not in document.path}
    assert top == {path.name for path in made}
    crashed = [
        document.path
        for document in documents
        if any(p.kind in ("worker_crashed", "too_slow") for p in document.problems)
    ]
    assert not crashed
    after = {path for path in tmp_path.rglob("*") if not path.is_relative_to(tmp_path / "work")}
    assert after == before


def test_random_bytes_are_named(tmp_path: Path) -> None:
    root = tmp_path / "材料"
    root.mkdir()
    suffixes = ("docx", "pdf", "xls", "doc", "zip", "7z", "rar", "jpg", "msg", "ofd", "txt")
    for seed in range(6):
        chance = random.Random(seed)
        for suffix in suffixes:
            (root / f"{seed}.{suffix}").write_bytes(chance.randbytes(5000))
    documents = _read_all(root, tmp_path / "work")
    assert len(documents) == 6 * len(suffixes)
    assert all("无法识别的格式" in (document.reason or "") for document in documents)
