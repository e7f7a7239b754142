"""The labelled passages must stay well formed: every accuracy figure rests on them."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.contracts.test_registries import EVENT_TYPES

PASSAGES = Path(__file__).resolve().parents[2] / "corpora" / "passages"
STATUSES = frozenset(
    [
        "held",
        "planned",
        "cancelled",
        "required",
        "claimed",
        "referenced",
        "unclear",
        "not_this_event",
        "preparation",
    ]
)
KINDS = frozenset(
    [
        "minutes",
        "plan",
        "notice",
        "summary",
        "news",
        "policy",
        "register",
        "signin",
        "report",
        "form",
        "rubric",
        "other",
    ]
)
NEVER_HELD_KINDS = frozenset({"plan", "notice", "policy", "rubric"})
YEAR_SOURCES = frozenset({"text", "page", "path", "inferred"})
PASSAGE_KEYS = frozenset(
    ["id", "split", "kind", "path", "published", "title", "own", "text", "events", "why"]
)
EVENT_KEYS = frozenset(["type", "status", "date_text", "date", "year_source", "for_year", "note"])
OPTIONAL_EVENT_KEYS = frozenset({"date_end", "lecturer_role"})
WEEKDAYS = "一二三四五六日"
LEAST_OF_EACH = 4


def read_passages() -> list[dict[str, Any]]:
    """Every passage of every batch, in the order of the files."""
    return [
        json.loads(line)
        for path in sorted(PASSAGES.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


ALL = read_passages()
BY_ID = pytest.mark.parametrize("passage", ALL, ids=[str(p["id"]) for p in ALL])


def test_ids_are_unique_and_consecutive() -> None:
    ids = [passage["id"] for passage in ALL]
    assert ids == [f"z{number:03d}" for number in range(1, len(ids) + 1)]


def test_no_text_occurs_twice() -> None:
    repeated = [text for text, times in Counter(p["text"] for p in ALL).items() if times > 1]
    assert repeated == []


@BY_ID
def test_passage_has_the_agreed_fields(passage: dict[str, Any]) -> None:
    assert passage.keys() == PASSAGE_KEYS
    assert passage["split"] in {"dev", "test"}
    assert passage["kind"] in KINDS
    assert 80 <= len(passage["text"]) <= 500
    assert not passage["published"] or date.fromisoformat(passage["published"])
    assert isinstance(passage["why"], str)


@BY_ID
def test_each_label_is_well_formed(passage: dict[str, Any]) -> None:
    for event in passage["events"]:
        assert event.keys() >= EVENT_KEYS
        assert event.keys() <= EVENT_KEYS | OPTIONAL_EVENT_KEYS
        assert event["type"] in EVENT_TYPES or event["type"].startswith("other:")
        assert event["status"] in STATUSES
        assert event["for_year"] is None or 2000 <= event["for_year"] <= 2030


@BY_ID
def test_date_text_is_a_quotation(passage: dict[str, Any]) -> None:
    quoted = passage["title"] + "\n" + passage["text"]
    for event in passage["events"]:
        assert event["date_text"] in quoted
        assert event["date_text"] or not event["date"], "a date needs the words it was read from"


@BY_ID
def test_dates_are_real_and_name_their_year_source(passage: dict[str, Any]) -> None:
    for event in passage["events"]:
        if not event["date"]:
            assert event["year_source"] == ""
            continue
        assert event["year_source"] in YEAR_SOURCES
        if not re.fullmatch(r"\d{4}-\d{2}", event["date"]):
            begin = date.fromisoformat(event["date"])
            assert begin <= date.fromisoformat(event.get("date_end", event["date"]))


@BY_ID
def test_a_stated_weekday_agrees_with_the_label(passage: dict[str, Any]) -> None:
    """A slip of the hand in the gold; a deliberate contradiction says 星期不符 in its note."""
    for event in passage["events"]:
        stated = re.search(r"(?:星期|周)([一二三四五六日])", event["date_text"])
        if stated and len(event["date"]) == 10 and "星期不符" not in event["note"]:
            assert WEEKDAYS.index(stated[1]) == date.fromisoformat(event["date"]).weekday()


@BY_ID
def test_nothing_is_held_in_documents_that_only_intend(passage: dict[str, Any]) -> None:
    """A plan, notice, policy or rubric proves no event; an exception must say why it is one."""
    if passage["kind"] in NEVER_HELD_KINDS:
        held = [event for event in passage["events"] if event["status"] == "held"]
        assert not held or passage["why"]


@pytest.mark.parametrize("split", ["dev", "test"])
def test_both_halves_are_of_like_size(split: str) -> None:
    share = sum(passage["split"] == split for passage in ALL) / len(ALL)
    assert 0.45 <= share <= 0.55


@pytest.mark.parametrize("kind", sorted(EVENT_TYPES))
@pytest.mark.parametrize("held", [True, False], ids=["held", "not_held"])
def test_every_type_is_there_both_held_and_not(kind: str, held: bool) -> None:
    found = Counter(
        passage["split"]
        for passage in ALL
        for event in passage["events"]
        if event["type"] == kind and (event["status"] == "held") is held
    )
    assert found.total() >= LEAST_OF_EACH
    assert found["dev"] and found["test"], "each half needs the class, or it cannot be measured"
