"""Scoring forms as a bureau would send them: from our own made-up forms, and from the rubric sets.

A made-up form (`corpora/forms/*.yaml`) holds its rows or paragraphs, and what a person reads in
it. A rubric set is printed again as the table it was: headings merged, hints mixed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from ruamel.yaml import YAML

from rubrics.measures import Measure
from rubrics.rubric import Item, Rubric, Rule

FORMS = Path(__file__).parent.parent / "corpora" / "forms"


@dataclass(frozen=True)
class MadeForm:
    """A printed form and what a person reads in it; a form without `head` is text.

    Its `repr` is its name alone: a failing test must not print a form that is to stay unseen.
    """

    name: str
    title: str = field(repr=False)
    head: tuple[str, ...] = field(repr=False)
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    text: tuple[str, ...] = field(repr=False)
    truth: tuple[dict[str, Any], ...] = field(repr=False)
    form: dict[str, int] = field(repr=False)


def made_forms(folder: Path = FORMS) -> tuple[MadeForm, ...]:
    """Read the made-up forms, by name."""
    return tuple(_made(path) for path in sorted(folder.glob("*.yaml")))


def _made(path: Path) -> MadeForm:
    data = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    return MadeForm(
        path.stem,
        data["title"],
        tuple(data.get("head", ())),
        tuple(tuple(str(cell) for cell in row) for row in data.get("rows", ())),
        tuple(data.get("text", ())) or tuple(data.get("notes", ())),
        tuple(data["truth"]),
        dict(data.get("form", {})),
    )


def form_of(rubric: Rubric) -> MadeForm:
    """Print a rubric set as a table again, with its hints where speakers put them."""
    scored = rubric.max is not None
    head = (
        ["责任主清单", "具体责任清单", "评分细则", "满分"] if scored else ["一级指标", "具体内容"]
    )
    rows: list[tuple[str, ...]] = []
    before: str | None = None
    for item in rubric.items:
        group = " ".join(rubric.path(item)[:-1])
        shown = "" if group == before else group
        before = group
        text = f"{item.label}{item.text}"
        if not scored:
            rows.append((shown, text))
            continue
        criteria = item.criteria + "".join(h for h in item.hints if h not in item.criteria)
        rows.append((shown, text, criteria, f"{item.max}分"))
    truth = tuple(_truth(item) for item in rubric.items)
    return MadeForm(rubric.id, rubric.title, tuple(head), tuple(rows), (), truth, {})


def _truth(item: Item) -> dict[str, Any]:
    return {
        "max": None if item.max is None else float(item.max),
        "rules": [_rule(rule) for rule in item.rules],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    made: dict[str, Any] = {"p": rule.points, "s": rule.score.kind}
    each = getattr(rule.score, "each", None)
    if isinstance(each, Decimal):
        made["each"] = each
    measures = rule.measures or tuple(m for branch in rule.choose for m in branch.measures)
    made |= seen(measures[0])
    if rule.choose:
        made["m"] = "judgement"  # cases of a fact: a draft leaves them to a person
    return made


def seen(measure: Measure) -> dict[str, Any]:
    """Say in the truth's words what a measure looks at."""
    made: dict[str, Any] = {"m": measure.kind}
    if measure.kind == "events":
        made["types"] = sorted({name for stream in measure.streams for name in stream.types})
        first = measure.streams[0]
        if len(measure.streams) == 1 and first.per is not None:
            made |= {"per": first.per.value, "need": first.each_need}
    elif measure.kind == "documents":
        made["types"] = sorted({name for part in measure.of for name in part.types})
    elif measure.kind == "judgement":
        made["shown"] = sorted({*measure.events, *measure.documents})
    return made


def write_docx(form: MadeForm, target: Path) -> Path:
    """Write a form as a Word file; empty first cells are merged with the one above."""
    document = docx.Document()
    document.add_paragraph(form.title)
    if form.head:
        rows = [form.head, *form.rows]
        table = document.add_table(rows=len(rows), cols=len(form.head))
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
        _merge(table, rows)
    for paragraph in form.text:
        document.add_paragraph(paragraph)
    document.save(str(target))
    return target


def _runs(rows: Sequence[Sequence[str]], column: int) -> list[tuple[int, int]]:
    """List runs of rows, both ends included, whose cell belongs to the filled one above."""
    runs, top = [], 1
    for r in range(2, len(rows) + 1):
        if r == len(rows) or rows[r][column].strip():
            if r - 1 > top and rows[top][column].strip():
                runs.append((top, r - 1))
            top = r
    return runs


def _group_columns(form_head: Sequence[str]) -> list[int]:
    names = ("类别", "项目", "考核项目", "责任主清单", "一级指标", "二级指标")
    return [c for c, name in enumerate(form_head[:2]) if name in names]


def _merge(table: Table, rows: Sequence[Sequence[str]]) -> None:
    for column in _group_columns(rows[0]):
        for top, bottom in _runs(rows, column):
            first = table.cell(top, column)
            kept = first.text
            first.merge(table.cell(bottom, column)).text = kept


def write_xlsx(form: MadeForm, target: Path) -> Path:
    """Write a form as an Excel sheet with merged cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append([form.title])
    rows = [form.head, *form.rows] if form.head else []
    for row in rows:
        sheet.append(list(row))
    for column in _group_columns(form.head):
        for top, bottom in _runs(rows, column):
            sheet.merge_cells(
                start_row=top + 2,
                end_row=bottom + 2,
                start_column=column + 1,
                end_column=column + 1,
            )
    for paragraph in form.text:
        sheet.append([paragraph])
    book.save(target)
    return target
