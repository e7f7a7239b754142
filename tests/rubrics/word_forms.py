"""Word tables rebuilt from the source forms, as a bureau would send them (merged cells and all)."""

from __future__ import annotations

import re
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.table import Table

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
_STARTS = {
    "yangzhou-2022": ("yangzhou-selfcheck.txt", "\t责任主清单", "检查人签字", 6),
    "tianning-2012": ("tianning-grading.txt", "\t项目\n\t具体内容", "说明：", 5),
    "shanghai-pandeng": ("shanghai-pandeng.txt", "\t一级指标", "", 3),
    "shandong-basic": ("shandong-basic.txt", "\t一级指标", "", 2),
}


def available() -> bool:
    """Say whether the source forms lie beside the project."""
    return SEEDS.is_dir()


def build(name: str, target: Path) -> Path:
    """Write the form as a Word document with one table; empty group cells are merged upwards."""
    document = docx.Document()
    document.add_paragraph("附件：")
    rows = _task_rows() if name == "six-efforts-24" else _rows(name)
    _fill(document, rows)
    document.save(str(target))
    return target


def _rows(name: str) -> list[list[str]]:
    file, start, end, width = _STARTS[name]
    text = (SEEDS / file).read_text("utf-8")
    body = text[text.index(start) :]
    body = body[: body.index(end)] if end else body
    cells = [cell.strip("\n") for cell in re.split(r"(?:^|\n)\t", body)][1:]
    rows = [cells[at : at + width] for at in range(0, len(cells), width)]
    return [row + [""] * (width - len(row)) for row in rows]


def _task_rows() -> list[list[str]]:
    """The 24 tasks are printed as paragraphs: a table of heading and task."""
    rows, heading = [["一级指标", "工作任务"]], ""
    for line in (SEEDS / "six-efforts-24.txt").read_text("utf-8").splitlines():
        text = line.strip()
        if re.match(r"[一二三四五六]、", text):
            heading = text
        elif text:
            rows.append([heading, text])
            heading = ""
    return rows


def _fill(document: WordDocument, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    _merge(table, rows)


def _merge(table: Table, rows: list[list[str]]) -> None:
    """Merge runs of empty cells of the first columns into the cell above."""
    groups = 2 if len(rows[0]) == 3 else 1
    for column in range(groups):
        top = 1
        for r in range(2, len(rows) + 1):
            if r == len(rows) or rows[r][column].strip():
                if r - 1 > top:
                    first = table.cell(top, column)
                    kept = first.text
                    first.merge(table.cell(r - 1, column)).text = kept
                top = r
