"""The retold pages must stay well formed: accuracy on page-like material rests on them."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.contracts.test_registries import EVENT_TYPES
from tests.corpora.test_passages import (
    EVENT_KEYS,
    KINDS,
    LEAST_OF_EACH,
    NEVER_HELD_KINDS,
    OPTIONAL_EVENT_KEYS,
    PASSAGE_KEYS,
    STATUSES,
    WEEKDAYS,
    YEAR_SOURCES,
    read_passages,
)

PAGES = Path(__file__).resolve().parents[2] / "corpora" / "pages"
PAGE_KEYS = PASSAGE_KEYS | {"origin"}
ORIGINS = frozenset({"retold", "invented"})
FILE_OF_LETTER = {
    "d": "dev",
    "m": "more",
    "x": "extra",
    "l": "later",
    "f": "fresh",
    "g": "real",
    "t": "test",
    "b": "blind",
}
SPLIT_OF_LETTER = {letter: "test" if letter in "tb" else "dev" for letter in FILE_OF_LETTER}
MOST_INVENTED_SHARE = 0.4
# Registers, self-checks and minutes are hardly ever published: half of these had to be made up.
MOST_INVENTED_OF = {"fresh": 0.55, "blind": 0.5}
LEAST_TEXT, MOST_TEXT = 80, 1400


def read_pages(path: Path) -> list[dict[str, Any]]:
    """The records of one file, in its order."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


FILES = sorted(PAGES.glob("*.jsonl"))
BY_FILE = pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
ALL = [page for path in FILES for page in read_pages(path)]
BY_ID = pytest.mark.parametrize("page", ALL, ids=[str(page["id"]) for page in ALL])


def test_there_are_pages() -> None:
    assert FILES, "the folder must not be empty, or nothing below is checked"


@BY_FILE
def test_ids_are_consecutive_and_name_their_split(path: Path) -> None:
    pages = read_pages(path)
    letter = pages[0]["id"][0]
    assert [page["id"] for page in pages] == [
        f"{letter}{number:03d}" for number in range(1, len(pages) + 1)
    ]
    assert {page["split"] for page in pages} == {SPLIT_OF_LETTER[letter]}
    assert path.stem == FILE_OF_LETTER[letter]


@BY_FILE
def test_most_pages_are_retold_ones(path: Path) -> None:
    origins = Counter(page["origin"] for page in read_pages(path))
    assert origins["invented"] / origins.total() <= MOST_INVENTED_OF.get(
        path.stem, MOST_INVENTED_SHARE
    )


def test_no_text_occurs_twice() -> None:
    """Neither within the folder nor among the invented passages, or a rule could be overfitted."""
    texts = Counter(page["text"] for page in ALL) + Counter(p["text"] for p in read_passages())
    assert [text for text, times in texts.items() if times > 1] == []


def test_no_page_is_shared_between_the_splits() -> None:
    """The same title over another day is another page (支部委员会会议记录)."""
    pages = {
        split: {
            (page["title"], event["date"])
            for page in ALL
            if page["split"] == split
            for event in page["events"]
            if event["date"]
        }
        for split in SPLIT_OF_LETTER.values()
    }
    assert pages["dev"] & pages["test"] == set()


@BY_ID
def test_page_has_the_agreed_fields(page: dict[str, Any]) -> None:
    assert page.keys() == PAGE_KEYS
    assert page["kind"] in KINDS
    assert page["origin"] in ORIGINS
    assert LEAST_TEXT <= len(page["text"]) <= MOST_TEXT
    assert not page["published"] or date.fromisoformat(page["published"])
    assert page["title"] and isinstance(page["path"], str)
    assert isinstance(page["own"], str) and isinstance(page["why"], str)


@BY_ID
def test_each_label_is_well_formed(page: dict[str, Any]) -> None:
    for event in page["events"]:
        assert event.keys() >= EVENT_KEYS
        assert event.keys() <= EVENT_KEYS | OPTIONAL_EVENT_KEYS
        assert event["type"] in EVENT_TYPES or re.fullmatch(r"other:.+", event["type"])
        assert event["status"] in STATUSES
        assert event["for_year"] is None or 2000 <= event["for_year"] <= 2030


@BY_ID
def test_date_text_is_a_quotation(page: dict[str, Any]) -> None:
    for event in page["events"]:
        assert event["date_text"] in page["title"] or event["date_text"] in page["text"]
        assert event["date_text"] or not event["date"], "a date needs the words it was read from"


@BY_ID
def test_dates_are_real_and_name_their_year_source(page: dict[str, Any]) -> None:
    for event in page["events"]:
        assert bool(event["date"]) == bool(event["year_source"])
        if not event["date"]:
            assert "date_end" not in event
            continue
        assert event["year_source"] in YEAR_SOURCES
        if re.fullmatch(r"\d{4}-\d{2}", event["date"]):
            date.fromisoformat(event["date"] + "-01")
        else:
            begin = date.fromisoformat(event["date"])
            assert begin <= date.fromisoformat(event.get("date_end", event["date"]))


@BY_ID
def test_a_stated_weekday_agrees_with_the_label(page: dict[str, Any]) -> None:
    """A slip of the hand in the gold; a deliberate contradiction says 星期不符 in its note."""
    for event in page["events"]:
        stated = re.search(r"(?:星期|周)([一二三四五六日])", event["date_text"])
        if stated and len(event["date"]) == 10 and "星期不符" not in event["note"]:
            assert WEEKDAYS.index(stated[1]) == date.fromisoformat(event["date"]).weekday()


@BY_ID
def test_nothing_is_held_after_the_page_appeared(page: dict[str, Any]) -> None:
    """A page that tells of a later day is a contradiction; the note must say so."""
    for event in page["events"]:
        if page["published"] and event["status"] == "held" and len(event["date"]) == 10:
            assert event["date"] <= page["published"] or "晚于发布" in event["note"]


@BY_ID
def test_nothing_is_held_in_documents_that_only_intend(page: dict[str, Any]) -> None:
    """A plan, notice, policy or rubric proves no event; an exception must say why it is one."""
    if page["kind"] in NEVER_HELD_KINDS:
        held = [event for event in page["events"] if event["status"] == "held"]
        assert not held or page["why"]


@BY_ID
def test_no_label_is_written_twice(page: dict[str, Any]) -> None:
    """Two lectures on one day are two labels only where their notes tell them apart."""
    keys = [
        (event["type"], event["status"], event["date_text"], event["note"])
        for event in page["events"]
    ]
    assert all(before != after for before, after in pairwise(sorted(keys)))


@pytest.mark.parametrize("kind", sorted(EVENT_TYPES))
@pytest.mark.parametrize("held", [True, False], ids=["held", "not_held"])
def test_every_type_is_there_both_held_and_not(kind: str, held: bool) -> None:
    found = sum(
        event["type"] == kind and (event["status"] == "held") is held
        for page in ALL
        for event in page["events"]
    )
    assert found >= LEAST_OF_EACH
