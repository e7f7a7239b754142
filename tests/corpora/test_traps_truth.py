"""Each trap of the dossier, one file each: what must be found in it, and what must not be held."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from extractors.registry import extract_file
from matchers.annotate import annotate
from matchers.annotation import Event, Status
from matchers.context import SubmissionContext
from matchers.merge import merge
from matchers.period import Period
from matchers.profile import Profile

TRAPS = Path(__file__).parents[2] / "corpora" / "traps"
TRUTH: dict[str, Any] = YAML(typ="safe", pure=True).load(
    (TRAPS / "gold" / "events.yaml").read_text("utf-8")
)


def _events(name: str) -> tuple[Event, ...]:
    period = Period(TRUTH["period"]["begin"], TRUTH["period"]["end"], "2022年")
    context = SubmissionContext("traps", Profile.model_validate(TRUTH["profile"]), period)
    document = extract_file(TRAPS / "files" / name, name=name)
    return merge([annotate(document, context)]).events


def _on(event: Event, begin: date | None, end: date | None) -> bool:
    if begin is None:
        return True
    if event.date is None:
        return False
    return event.date.begin <= (end or begin) and event.date.end >= begin


@pytest.mark.parametrize("name", sorted(TRUTH["files"]))
def test_a_trap_is_not_stepped_into(name: str) -> None:
    gold, events = TRUTH["files"][name], _events(name)
    for wanted in gold["events"]:
        types = {*wanted.get("types", ()), *wanted.get("types_any", ())}
        statuses = {wanted["status"], *wanted.get("accept", ())}
        assert any(
            types & set(event.types)
            and event.status.value in statuses
            and _on(event, wanted.get("date"), wanted.get("end"))
            for event in events
        ), f"{gold['trap']}: {wanted} not in {[(e.types, e.status, e.date) for e in events]}"
    for ban in gold.get("not_held", ()):
        event_type, day = (ban, None) if isinstance(ban, str) else (ban["type"], ban.get("date"))
        held = [
            event
            for event in events
            if event.status is Status.HELD and event_type in event.types and _on(event, day, None)
        ]
        assert not held, f"{gold['trap']}: {held[0].reasons}"
