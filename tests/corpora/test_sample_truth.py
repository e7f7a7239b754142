"""On the sample school the program's result equals the truth that a person wrote down."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from ruamel.yaml import YAML

from extractors.settings import ExtractSettings
from matchers.annotation import Event, Status
from pipeline.assessment import Assessment
from pipeline.run import assess
from pipeline.settings import Settings

CORPUS = Path(__file__).parents[2] / "corpora" / "yucai-primary"


def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(
        (CORPUS / "gold" / name).read_text("utf-8")
    )
    return loaded


TRUTH = _load("events.yaml")
FINDINGS = _load("findings.yaml")["rules"]
HELD = [e for e in TRUTH["events"] if e["status"] == "held" and not e.get("optional")]


@pytest.fixture(scope="module")
def result() -> Assessment:
    """The sample folder checked as the demo does, without reading words in pictures."""
    settings = Settings(extract=ExtractSettings(ocr="off"))
    return assess(CORPUS / "submission", "yangzhou-2022", period="2022", settings=settings)


def _held_on(events: tuple[Event, ...], event_type: str, day: str) -> list[Event]:
    return [
        e
        for e in events
        if e.status is Status.HELD
        and event_type in e.types
        and e.date is not None
        and e.date.begin.isoformat() == day
    ]


@pytest.mark.parametrize("gold", HELD, ids=lambda gold: gold["key"])
def test_every_held_event_is_found_with_its_types_day_and_main_paper(
    result: Assessment, gold: dict[str, Any]
) -> None:
    main = PurePosixPath(gold["files"][0]).name
    for event_type in gold["types"]:
        found = _held_on(result.reading.events, event_type, str(gold["date"]))
        assert found, f"{event_type} on {gold['date']} was not found"
        cited = {PurePosixPath(c.file).name for event in found for c in event.citations}
        assert main in cited, f"{main} is not cited, only {sorted(cited)}"


def test_nothing_is_held_that_the_truth_does_not_hold(result: Assessment) -> None:
    allowed = {
        (event_type, str(gold["date"]))
        for gold in TRUTH["events"]
        if gold["status"] == "held" or "held" in gold.get("accept", ())
        for event_type in (*gold["types"], *gold.get("optional_types", ()))
    }
    found = {
        (event_type, event.date.begin.isoformat())
        for event in result.reading.events
        if event.status is Status.HELD and event.date is not None
        for event_type in event.types
    }
    assert found - allowed == set()


def test_no_happening_is_counted_twice(result: Assessment) -> None:
    wanted = Counter(
        (event_type, str(gold["date"]))
        for gold in TRUTH["events"]
        for event_type in (*gold["types"], *gold.get("optional_types", ()))
    )
    found = Counter(
        (event_type, event.date.begin.isoformat())
        for event in result.reading.events
        if event.status is Status.HELD and event.date is not None
        for event_type in event.types
    )
    assert {key: n for key, n in found.items() if n > wanted[key]} == {}


@pytest.mark.parametrize("ban", TRUTH["must_not_count"], ids=lambda b: f"{b['type']}-{b['file']}")
def test_no_held_event_rests_on_a_paper_that_proves_none(
    result: Assessment, ban: dict[str, Any]
) -> None:
    begin, end = TRUTH["period"]["begin"], TRUTH["period"]["end"]
    for event in result.reading.events:
        if event.status is not Status.HELD or ban["type"] not in event.types or not event.date:
            continue
        if "date" in ban and event.date.begin != ban["date"]:
            continue
        if not begin <= event.date.begin <= end:
            continue
        names = {PurePosixPath(path).name for path in event.files}
        whole = {path for path in event.files if path.endswith(ban["file"])}
        assert names != {ban["file"]} and set(event.files) != whole, ban["why"]


@pytest.mark.parametrize("gold", FINDINGS, ids=lambda gold: gold["rule"])
def test_every_rule_comes_to_the_points_a_person_worked_out(
    result: Assessment, gold: dict[str, Any]
) -> None:
    rules = {r.id: r for finding in result.scorecard.findings for r in finding.rules}
    rule = rules[gold["rule"]]
    assert rule.max == Decimal(gold["max"])
    assert (rule.low, rule.high) == (Decimal(gold["low"]), Decimal(gold["high"])), rule.explanation
    wanted = Decimal(gold["points"]) if gold["outcome"] == "decided" else None
    assert rule.suggested == wanted, rule.explanation


def test_the_total_is_the_one_a_person_worked_out(result: Assessment) -> None:
    gold = _load("findings.yaml")["total"]
    total = result.scorecard.total
    assert (total.suggested, total.low, total.high) == tuple(
        Decimal(gold[key]) for key in ("suggested", "low", "high")
    )


@pytest.mark.parametrize("flag", TRUTH["flags"], ids=lambda flag: flag["about"])
def test_what_a_person_would_question_is_flagged(result: Assessment, flag: dict[str, Any]) -> None:
    flagged = [
        f
        for f in result.reading.flags
        if any(PurePosixPath(c.file).name == flag["file"] for c in f.citations)
    ]
    assert flagged, f"{flag['file']}: {flag['about']} is not flagged"


def test_every_citation_is_a_quotation(result: Assessment) -> None:
    documents = {document.path: document for document in result.reading.documents}
    for event in result.reading.events:
        for citation in event.citations:
            text = documents[citation.file].blocks[citation.block].text
            assert text[citation.start : citation.end] == citation.quote
