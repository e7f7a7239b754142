"""The traps corpus: every file has its hand-made truth, and the truth is well formed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

TRAPS = Path(__file__).resolve().parents[2] / "corpora" / "traps"
STATUSES = {"held", "planned", "cancelled", "required", "claimed", "referenced", "unclear"}
TRUTH: dict[str, Any] = YAML(typ="safe").load(
    (TRAPS / "gold" / "events.yaml").read_text(encoding="utf-8")
)["files"]


def test_truth_covers_exactly_the_files() -> None:
    assert set(TRUTH) == {path.name for path in (TRAPS / "files").iterdir()}


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_truth_of_a_file_is_well_formed_and_not_contradictory(name: str) -> None:
    truth = TRUTH[name]
    assert truth["trap"]
    assert truth["events"] or truth["not_held"]
    forbidden_at_any_date = {entry for entry in truth["not_held"] if isinstance(entry, str)}
    for event in truth["events"]:
        assert {event["status"], *event.get("accept", [])} <= STATUSES
        assert isinstance(event.get("date"), dt.date | None)
        if event["status"] == "held":
            assert not forbidden_at_any_date & set(event.get("types", []))
