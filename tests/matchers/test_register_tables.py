"""Registers: which of their rows and cells are occasions, of what and when.

Every table is read three ways, as text, as a real workbook and as a real Word table, and must
say the same. As many near misses (amounts, counts, plans, other people's) as hits.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from extractors.document import Document
from matchers.annotate import annotate
from matchers.annotation import Status
from matchers.context import SubmissionContext
from matchers.merge import merge
from tests.extractors.made_files import read
from tests.matchers.made_documents import made

_DATA = Path(__file__).parent / "data" / "tables.jsonl"
_CASES = [json.loads(line) for line in _DATA.read_text("utf-8").splitlines()]
_IDS = [f"{case['id']}-{case['why']}" for case in _CASES]


def _held(document: Document) -> list[list[str]]:
    annotation = annotate(document, SubmissionContext())
    return sorted(
        [event_type, event.date.begin.isoformat() if event.date else ""]
        for event in merge([annotation]).events
        if event.status is Status.HELD
        for event_type in event.types
    )


def _as_text(case: dict[str, Any]) -> Document:
    rows = ["| " + " | ".join(row) + " |" for row in case["rows"]]
    lines = ["# " + case["title"], *rows, *case.get("notes", [])]
    return made("\n".join(lines), case["path"])


def _as_workbook(case: dict[str, Any], folder: Path) -> Document:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([case["title"]])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(case["rows"][0]))
    for row in [*case["rows"], *([note] for note in case.get("notes", []))]:
        sheet.append([cell or None for cell in row])
    path = folder / Path(case["path"]).with_suffix(".xlsx").name
    book.save(path)
    return read(path, str(Path(case["path"]).with_suffix(path.suffix)))


def _as_word(case: dict[str, Any], folder: Path) -> Document:
    document = docx.Document()
    document.add_heading(case["title"], 1)
    table = document.add_table(len(case["rows"]), max(map(len, case["rows"])))
    for number, row in enumerate(case["rows"]):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    for note in case.get("notes", []):
        document.add_paragraph(note)
    path = folder / Path(case["path"]).with_suffix(".docx").name
    document.save(str(path))
    return read(path, str(Path(case["path"]).with_suffix(path.suffix)))


@pytest.mark.parametrize("case", _CASES, ids=_IDS)
def test_tables_tell_what_was_held(case: dict[str, Any]) -> None:
    assert _held(_as_text(case)) == sorted(case["held"])


@pytest.mark.parametrize("case", _CASES, ids=_IDS)
def test_workbooks_tell_the_same(case: dict[str, Any], tmp_path: Path) -> None:
    assert _held(_as_workbook(case, tmp_path)) == sorted(case["held"])


@pytest.mark.parametrize("case", _CASES, ids=_IDS)
def test_word_tables_tell_the_same(case: dict[str, Any], tmp_path: Path) -> None:
    assert _held(_as_word(case, tmp_path)) == sorted(case["held"])
