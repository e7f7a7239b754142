"""The archive of made-up schools: the same from the same seed, different schools, a true truth."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.scale.archive import build_archive, school_files, truth_of
from benchmarks.scale.correctness import compare, held_events
from benchmarks.scale.papers import hand_in
from benchmarks.scale.school import dice_of, draw_school, names
from benchmarks.scale.variety import measure, paragraphs

SEED = 7
SIZE = 3


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("scale") / "archive"
    build_archive(target, SIZE, SEED)
    return target


def _contents(target: Path) -> dict[str, bytes]:
    files = (path for path in target.rglob("*") if path.is_file())
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in files}


def _truths(target: Path) -> list[dict[str, object]]:
    lines = (target / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_the_same_seed_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    build_archive(tmp_path / "again", SIZE, SEED)
    assert _contents(tmp_path / "again") == _contents(archive)


def test_two_processes_write_what_one_writes(archive: Path, tmp_path: Path) -> None:
    build_archive(tmp_path / "two", SIZE, SEED, jobs=2)
    assert _contents(tmp_path / "two") == _contents(archive)


def test_a_smaller_archive_is_the_beginning_of_a_larger_one(archive: Path, tmp_path: Path) -> None:
    build_archive(tmp_path / "small", 2, SEED)
    assert _truths(tmp_path / "small") == _truths(archive)[:2]


def test_another_seed_gives_another_school() -> None:
    assert truth_of(hand_in(SEED, 0), "x") != truth_of(hand_in(SEED + 1, 0), "x")


def test_what_was_written_before_is_gone(tmp_path: Path) -> None:
    root = build_archive(tmp_path / "archive", 1, SEED)
    (root / "旧学校").mkdir()
    build_archive(tmp_path / "archive", 1, SEED)
    assert len(list(root.iterdir())) == 1


def test_a_thousand_schools_have_a_thousand_names() -> None:
    drawn = {draw_school(number, dice_of(SEED, number)).name for number in range(1000)}
    assert len(drawn) == 1000


def test_more_schools_than_names_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="names"):
        build_archive(tmp_path, names() + 1, SEED)


def test_a_school_hands_in_what_schools_hand_in() -> None:
    handed = [hand_in(SEED, number) for number in range(30)]
    for one in handed:
        assert 20 <= sum(max(1, len(entry.members)) for entry in one.entries) <= 40
        assert len({entry.path for entry in one.entries}) == len(one.entries)
    made = {entry.make for one in handed for entry in one.entries}
    assert {"word", "form", "pdf", "sheet", "text", "photo", "archive"} <= made
    assert made & {"damaged", "locked", "bytes"}
    assert {one.school.packed for one in handed} == {True, False}
    encodings = {entry.encoding for one in handed for entry in one.entries if entry.members}
    assert encodings == {"gb18030", "utf-8"}


def test_schools_share_next_to_nothing() -> None:
    variety = measure(6, SEED)
    assert variety.shared_files / variety.files < 0.03
    assert variety.shared_characters / variety.characters < 0.15


def test_shared_paragraphs_are_headings_labels_and_lists_not_sentences() -> None:
    told: Counter[str] = Counter()
    for number in range(10):
        sentences = {text for text in paragraphs(hand_in(SEED, number)) if text.endswith("。")}
        told.update(sentences)
    shared = sum(number > 1 for number in told.values())
    assert shared / len(told) < 0.02


def test_the_truth_counts_its_own_events(archive: Path) -> None:
    for school in _truths(archive):
        events = school["events"]
        assert isinstance(events, list)
        counts = Counter((name, f"{day[:4]}Q{(int(day[5:7]) + 2) // 3}") for name, day in events)
        held = school["held"]
        assert isinstance(held, dict)
        assert counts == {
            (name, quarter): number
            for name, quarters in held.items()
            for quarter, number in quarters.items()
        }


def test_every_held_event_is_written_somewhere() -> None:
    """What the truth asks for must stand in the papers; a register row is enough."""
    for number in range(6):
        handed = hand_in(SEED, number)
        text = "\n".join(paragraphs(handed))
        for held in handed.held:
            assert held.topic in text, held
            day = held.day
            assert f"{day.month}月{day.day}日" in text or str(day) in text or "二〇二二" in text \
                or f"{day.year}.{day.month}.{day.day}" in text, held  # fmt: skip


def test_no_two_things_are_held_on_one_day() -> None:
    """So a date tells what was meant, and an event found twice is one too many."""
    for number in range(20):
        days = [held.day for held in hand_in(SEED, number).held]
        assert len(set(days)) == len(days)


def test_an_old_archive_has_names_in_the_old_encoding() -> None:
    for number in range(40):
        handed = hand_in(SEED, number)
        old = [e for e in handed.entries if e.members and e.encoding == "gb18030"]
        if old:
            content = school_files(handed, SEED)[old[0].path]
            assert old[0].members[0].path.encode("gb18030") in content
            return
    raise AssertionError("no school has an archive with old names")


def test_a_packed_school_has_the_files_of_an_unpacked_one(archive: Path) -> None:
    for school in _truths(archive):
        place = archive / "schools" / str(school["school"])
        if place.suffix == ".zip":
            with zipfile.ZipFile(place) as packed:
                assert packed.testzip() is None
                assert len(packed.namelist()) >= 20
        else:
            assert place.is_dir()


def _result(*events: tuple[str, str, str]) -> dict[str, object]:
    return {
        "events": [
            {"types": [name], "status": status, "date": {"begin": day}}
            for name, day, status in events
        ]
    }


def test_what_is_missed_and_what_is_too_many_is_counted(tmp_path: Path) -> None:
    lecture, study = ["party_lecture", "2022-03-01"], ["central_group_study", "2022-04-01"]
    truth = [
        {"school": "1-甲校", "events": [lecture, study]},
        {"school": "2-乙校.zip", "events": [lecture]},
        {"school": "3-丙校", "events": [study]},
    ]
    lines = "".join(json.dumps(school) + "\n" for school in truth)
    (tmp_path / "truth.jsonl").write_text(lines, encoding="utf-8")
    results = {
        "1-甲校": _result(
            ("party_lecture", "2022-03-01", "held"),
            ("party_lecture", "2022-03-01", "held"),
            ("central_group_study", "2022-04-01", "planned"),
            ("party_lecture", "2021-12-01", "held"),
        ),
        "2-乙校": _result(("party_lecture", "2022-03-01", "held")),
    }
    for name, result in results.items():
        (tmp_path / name).mkdir()
        text = json.dumps(result, ensure_ascii=False)
        (tmp_path / name / "assessment.json").write_text(text, encoding="utf-8")
    found = compare(tmp_path / "truth.jsonl", tmp_path)
    assert (found.wanted, found.found, found.extra) == (4, 2, 1)
    assert found.lost == ["3-丙校"]
    assert found.with_misses == 2
    assert found.by_type["central_group_study"] == [2, 0, 0]


def test_an_undated_event_is_neither_found_nor_too_many() -> None:
    result = _result(("party_lecture", "2022-03-01", "held"))
    result["events"] = [{"types": ["party_lecture"], "status": "held", "date": None}]
    assert held_events(result) == Counter()
