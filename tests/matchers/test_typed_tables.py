"""Papers that lost their grid: tables and forms typed as lines, ledgers and calendars of a month.

What a table says it says in any of these forms; prose, forms and lists of persons that only
look like one stay what they are.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy_events import find_in_page
from matchers.annotation import Status
from matchers.text_rows import find_text_tables

_DATA = Path(__file__).parent / "data"
_CASES = [
    json.loads(line)
    for line in (_DATA / "typed_tables.jsonl").read_text("utf-8").split("\n")
    if line
]
_TABLES = [
    json.loads(line) for line in (_DATA / "tables.jsonl").read_text("utf-8").split("\n") if line
]


def _held(case: dict[str, Any]) -> list[list[str]]:
    _, events = find_in_page({**case, "kind": "x"})
    return sorted(
        [event_type, event.date.begin.isoformat() if event.date else ""]
        for event in events
        if event.status is Status.HELD
        for event_type in event.types
    )


@pytest.mark.parametrize("case", _CASES, ids=[f"{case['id']}-{case['why']}" for case in _CASES])
def test_typed_tables_tell_what_was_held(case: dict[str, Any]) -> None:
    assert _held(case) == sorted(case["held"])


@pytest.mark.parametrize("mark", ["｜", ","])
@pytest.mark.parametrize("case", _TABLES, ids=[f"{case['id']}-{case['why']}" for case in _TABLES])
def test_a_grid_typed_as_lines_tells_the_same(case: dict[str, Any], mark: str) -> None:
    lines = [mark.join(row) for row in case["rows"]] + case.get("notes", [])
    assert _held({**case, "text": "\n".join(lines)}) == sorted(case["held"])


def test_cells_keep_their_place_in_the_block() -> None:
    lines = [(0, "标题"), (3, "序号,时间,主题"), (12, "1,3月4日,学习"), (24, "2,4月8日,参观")]
    (table,) = find_text_tables(lines)
    assert table.first == 1
    assert [(cell.start, cell.end) for cell in table.rows[1]] == [(12, 13), (14, 18), (19, 21)]
