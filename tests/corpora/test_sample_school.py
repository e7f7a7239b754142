"""The sample school is what its builder makes, and its hand-made truth fits it and itself."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from corpora.folder_builder.folder import build

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
SCHOOL = CORPORA / "yucai-primary"
SUBMISSION = SCHOOL / "submission"
SCHOOLS = ("yucai-primary", "chenxi")


def _yaml(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def _files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def _archive_members() -> set[str]:
    archive = SUBMISSION / "补充材料.zip"
    with zipfile.ZipFile(archive) as opened:
        names = [name.encode("cp437").decode("gb18030") for name in opened.namelist()]
    return {f"{archive.name}/{name}" for name in names}


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    return {name: _yaml(SCHOOL / "gold" / f"{name}.yaml") for name in _GOLD}


_GOLD = ("events", "ledger", "findings")


@pytest.mark.parametrize(
    ("corpus", "built"),
    [("yucai-primary", "submission"), ("chenxi", "submission"), ("traps", "files")],
)
def test_builder_makes_the_committed_files_byte_for_byte(
    corpus: str, built: str, tmp_path: Path
) -> None:
    seed = _yaml(CORPORA / corpus / "corpus.yaml")["seed"]
    build(CORPORA / corpus / "content", tmp_path / "again", seed)
    again, committed = _files(tmp_path / "again"), _files(CORPORA / corpus / built)
    assert sorted(again) == sorted(committed)
    assert [name for name in again if again[name] != committed[name]] == []


def test_every_file_and_archive_member_has_its_line_in_the_ledger(gold: dict[str, Any]) -> None:
    assert set(gold["ledger"]["files"]) == set(_files(SUBMISSION)) | _archive_members()


def test_sample_is_small_and_its_paths_are_safe_on_windows() -> None:
    files = _files(SUBMISSION)
    assert sum(map(len, files.values())) < 6_000_000
    for name in files:
        assert len(name) < 120
        assert not set(name) & set('<>:"\\|?*')
        assert all(part == part.strip(" .") for part in name.split("/"))


def _named_files(events: dict[str, Any], findings: dict[str, Any]) -> list[str]:
    named = [name for event in events["events"] for name in event["files"]]
    named += [name for event in events["events"] for name in event.get("optional_files", [])]
    named += [row["file"] for part in ("claims", "must_not_count", "flags") for row in events[part]]
    return named + [name for rule in findings["rules"] for name in rule.get("evidence", [])]


@pytest.mark.parametrize("corpus", SCHOOLS)
def test_gold_names_only_files_that_exist_and_no_name_is_ambiguous(corpus: str) -> None:
    truth = CORPORA / corpus / "gold"
    paths = [
        *_files(CORPORA / corpus / "submission"),
        *(_archive_members() if corpus == SCHOOL.name else ()),
    ]
    names = Counter(path.rsplit("/", 1)[-1] for path in paths)
    assert max(names.values()) == 1
    named = _named_files(_yaml(truth / "events.yaml"), _yaml(truth / "findings.yaml"))
    assert [name for name in named if name not in names and name not in paths] == []


def _counts_of_listed_events(events: dict[str, Any]) -> Counter[str]:
    period = events["period"]
    counted: Counter[str] = Counter()
    for event in events["events"]:
        ours = event["status"] == "held" and not event.get("foreign")
        if ours and period["begin"] <= event["date"] <= period["end"]:
            counted.update(event["types"])
    return counted


@pytest.mark.parametrize("corpus", SCHOOLS)
def test_held_counts_are_the_sums_of_the_listed_events(corpus: str) -> None:
    events = _yaml(CORPORA / corpus / "gold" / "events.yaml")
    expected = Counter(events["held_counts"]) + Counter(events["optional_extra"])
    assert _counts_of_listed_events(events) == expected


@pytest.mark.parametrize("corpus", SCHOOLS)
def test_event_keys_are_unique_and_dates_are_dates(corpus: str) -> None:
    events = _yaml(CORPORA / corpus / "gold" / "events.yaml")["events"]
    assert len({event["key"] for event in events}) == len(events)
    assert all(event["date"] is None or isinstance(event["date"], dt.date) for event in events)


def test_expected_findings_add_up(gold: dict[str, Any]) -> None:
    rules, total = gold["findings"]["rules"], gold["findings"]["total"]
    assert len({rule["rule"] for rule in rules}) == len(rules) == 60
    decided = [rule for rule in rules if rule["outcome"] == "decided"]
    assert sum(Decimal(rule["points"]) for rule in decided) == Decimal(total["suggested"])
    for end in ("low", "high", "max"):
        assert sum(Decimal(rule[end]) for rule in rules) == Decimal(total[end])
    open_rules = [rule for rule in rules if rule["outcome"] == "judgement"]
    assert all(rule["low"] == "0" and rule["high"] == rule["max"] for rule in open_rules)
