"""What minutes, sheets, postings, lists of pictures and running text show as held, and what not.

Each paper stands beside one of the same form that shows less.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy_events import find_in_page
from matchers.annotation import Status

_DATA = Path(__file__).parent / "data"
_CASES = [
    json.loads(line)
    for name in ("papers.jsonl", "running_text.jsonl")
    for line in (_DATA / name).read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", _CASES, ids=[f"{case['id']}-{case['why']}" for case in _CASES])
def test_papers_show_what_was_held(case: dict[str, Any]) -> None:
    _, events = find_in_page({**case, "kind": "x"})
    held = sorted(
        [event_type, event.date.begin.isoformat() if event.date else ""]
        for event in events
        if event.status is Status.HELD
        for event_type in event.types
    )
    assert held == sorted(case["held"])
