"""A small submission gives exactly the stored output; a change is shown, looked at, and kept.

After an intended change: `make golden`, then read the difference before committing it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.assessment import Assessment
from pipeline.reports.console_report import console_table
from pipeline.reports.events_report import events_list
from pipeline.reports.json_report import assessment_json
from pipeline.run import assess
from pipeline.settings import Settings

HERE = Path(__file__).parent
OUTPUTS: dict[str, Callable[[Assessment], str]] = {
    "assessment.json": lambda found: assessment_json(found, version="golden", created=None),
    "table.txt": console_table,
    "events.txt": lambda found: events_list(found.reading),
}


@pytest.fixture(scope="module")
def found() -> Assessment:
    return assess(HERE / "submission", "yangzhou-2022", settings=Settings(jobs=1))


@pytest.mark.parametrize("name", sorted(OUTPUTS))
def test_output_is_the_stored_one(name: str, found: Assessment, regenerate: bool) -> None:
    stored = HERE / "expected" / name
    text = OUTPUTS[name](found)
    if regenerate:
        stored.parent.mkdir(exist_ok=True)
        stored.write_text(text, encoding="utf-8", newline="\n")
        pytest.skip(f"wrote {stored.name}: read the difference before committing it")
    assert text == stored.read_text(encoding="utf-8")


def test_golden_files_are_compared_unless_asked(regenerate: bool) -> None:
    if regenerate:
        pytest.skip("asked to write them anew")
    assert {path.name for path in (HERE / "expected").iterdir()} == set(OUTPUTS)
