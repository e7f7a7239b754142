"""The result file has its promised shape, and nothing in it is unknown to the published schema."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import jsonschema
import pytest

from pipeline.reports.json_report import SCHEMA_FILE, assessment_json, events_json, number
from tests.pipeline.made_assessment import MINUTES, made_assessment, without_points

NOON = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
SCHEMA: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def _closed(schema: Any) -> Any:
    """Forbid keys that the schema does not name, so that nothing undocumented slips in."""
    if isinstance(schema, list):
        return [_closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    if "properties" in schema and "type" in schema:
        closed["additionalProperties"] = False
    return closed


def test_the_schema_itself_is_sound() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("created", [NOON, None])
def test_an_assessment_fits_the_schema_with_no_other_keys(created: datetime | None) -> None:
    result = json.loads(assessment_json(made_assessment(), version="1", created=created))
    jsonschema.Draft202012Validator(_closed(SCHEMA)).validate(result)


def test_a_form_without_points_fits_the_schema() -> None:
    text = assessment_json(without_points(made_assessment()), version="1", created=None)
    VALIDATOR.validate(json.loads(text))


def test_keys_come_in_the_documented_order() -> None:
    result = json.loads(assessment_json(made_assessment(), version="1", created=NOON))
    always = [key for key in SCHEMA["properties"] if key not in ("self_scores", "sheets")]
    assert list(result) == always


def test_created_is_the_only_trace_of_the_clock() -> None:
    with_time = json.loads(assessment_json(made_assessment(), version="1", created=NOON))
    without = json.loads(assessment_json(made_assessment(), version="1", created=None))
    assert with_time.pop("created") == "2026-01-05T09:00:00+00:00"
    assert with_time == without


def test_every_quote_is_the_text_of_its_block() -> None:
    result = json.loads(assessment_json(made_assessment(), version="1", created=None))
    citations = [c for event in result["events"] for c in event["citations"]]
    assert citations
    for citation in citations:
        text = MINUTES.blocks[citation["block"]].text
        assert citation["quote"] == text[citation["start"] : citation["end"]]


def test_an_inferred_period_says_from_what() -> None:
    assessment = made_assessment(inferred="由材料推断")
    period = json.loads(assessment_json(assessment, version="1", created=None))["period"]
    assert (period["inferred"], period["inferred_from"]) == (True, "由材料推断")


def test_events_alone_have_the_same_shapes() -> None:
    assessment = made_assessment()
    whole = json.loads(assessment_json(assessment, version="1", created=None))
    alone = json.loads(events_json(assessment.reading))
    assert list(alone) == ["schema", "period", "files", "events", "flags"]
    assert alone["schema"] == "zuozheng/events/1"
    assert all(alone[key] == whole[key] for key in ("period", "files", "events", "flags"))


@pytest.mark.parametrize(
    ("points", "expected"),
    [("2", 2), ("2.0", 2), ("9.50", 9.5), ("0", 0), ("0.1", 0.1), ("100", 100), ("1E+2", 100)],
)
def test_points_are_plain_numbers(points: str, expected: float) -> None:
    written = number(Decimal(points))
    assert written == expected
    assert isinstance(written, int) == (expected == int(expected))
