"""Record papers as schools keep them: booklets, folders of minutes, narrative minutes, scripts.

Every case is written out twice, as a real Word file (headings, tables) and as plain text, read by
the real extractors, and must say the same: what was held, what needs a look, and when.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from extractors.document import Document
from matchers.annotate import annotate
from matchers.annotation import Status
from matchers.context import SubmissionContext
from matchers.merge import merge
from tests.extractors.made_files import read

_DATA = Path(__file__).parent / "data" / "record_papers.jsonl"
_CASES = [json.loads(line) for line in _DATA.read_text("utf-8").splitlines()]
_IDS = [f"{case['id']}-{case['why']}" for case in _CASES]
_TELLING = (Status.HELD, Status.UNCLEAR)
_TWO_A_ROW = 24


def _told(document: Document) -> list[list[str]]:
    """Give status, type and day of what is held or needs a look."""
    events = merge([annotate(document, SubmissionContext())]).events
    return sorted(
        [event.status.value, event_type, event.date.begin.isoformat() if event.date else ""]
        for event in events
        if event.status in _TELLING
        for event_type in event.types
    )


def _as_text(case: dict[str, Any], folder: Path) -> Document:
    lines: list[str] = []
    for part in case["parts"]:
        if isinstance(part, str):
            lines += ["", part.removeprefix("# ")] if part.startswith("# ") else [part]
        else:
            lines += ["", *(f"{label}：{value}" for label, value in part.items())]
    path = folder / "材料.txt"
    path.write_text("\n".join(lines).strip() + "\n", "utf-8")
    return read(path, case["path"] + ".txt")


def _as_word(case: dict[str, Any], folder: Path) -> Document:
    document = docx.Document()
    for part in case["parts"]:
        if not isinstance(part, str):
            _add_form(document, part)
        elif part.startswith("# "):
            document.add_heading(part.removeprefix("# "), 1)
        else:
            document.add_paragraph(part)
    path = folder / "材料.docx"
    document.save(str(path))
    return read(path, case["path"] + ".docx")


def _add_form(document: Any, form: dict[str, str]) -> None:
    """Add a record's form: two short fields a row, a long one over the whole width."""
    rows: list[list[tuple[str, str]]] = []
    for pair in form.items():
        if rows and len(rows[-1]) == 1 and len(pair[1]) + len(rows[-1][0][1]) < _TWO_A_ROW:
            rows[-1].append(pair)
        else:
            rows.append([pair])
    table = document.add_table(len(rows), 4)
    for number, row in enumerate(rows):
        for place, (label, value) in enumerate(row):
            table.cell(number, 2 * place).text = label
            table.cell(number, 2 * place + 1).text = value
        if len(row) == 1:
            table.cell(number, 1).merge(table.cell(number, 3))
    document.add_paragraph("")


@pytest.mark.parametrize("case", _CASES, ids=_IDS)
def test_word_papers_tell_what_was_held(case: dict[str, Any], tmp_path: Path) -> None:
    assert _told(_as_word(case, tmp_path)) == sorted(case["told"])


@pytest.mark.parametrize("case", _CASES, ids=_IDS)
def test_text_papers_tell_the_same(case: dict[str, Any], tmp_path: Path) -> None:
    wanted = case.get("text_told", case["told"])
    assert _told(_as_text(case, tmp_path)) == sorted(wanted)


def test_a_dated_script_is_no_evidence_of_another_day(tmp_path: Path) -> None:
    script = [
        "# 书记思政课讲稿",
        "授课时间：2023年2月13日",
        "同学们：",
        "今天我给大家上一堂思政课。",
    ]
    news = ["# 书记给学生上思政课", "2023年9月1日，党支部书记陈国平给全体学生上了一堂思政课。"]
    papers = (
        {"path": "材料/书记思政课讲稿", "parts": script},
        {"path": "材料/报道", "parts": news},
    )
    read_in = [annotate(_as_text(paper, tmp_path), SubmissionContext()) for paper in papers]
    found = {
        (event.status, event.date.begin.isoformat() if event.date else "")
        for event in merge(read_in).events
        if "civics_class" in event.types
    }
    assert found == {(Status.UNCLEAR, "2023-02-13"), (Status.HELD, "2023-09-01")}
