"""A bureau's printed scoring table, read back from a document: columns, rows, merged cells.

Works on what extractors give for Word, Excel and PDF tables alike: table rows whose cells know
their grid column. A cell merged downwards stands in its first row only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from extractors.document import Block, BlockKind, Document


class Role(StrEnum):
    """What a column of a scoring table is for."""

    GROUP = "group"
    DEMAND = "demand"
    CRITERIA = "criteria"
    POINTS = "points"
    SELF = "self"
    REVIEW = "review"
    NOTE = "note"


_HEADS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.SELF, re.compile(r"自[查评](?:得?分|评分)?|自我评分|自评分值")),
    (
        Role.REVIEW,
        re.compile(r"(?:检查|考评|复评|终评|核查|上级|评估|考核)(?:得分|评分|分)|考评|终评"),
    ),
    (Role.POINTS, re.compile(r"分值|满分|分数|标准分|权重|记分|分比|基本分|赋分")),
    (
        Role.CRITERIA,
        re.compile(
            r"(?:考[核评]|评[分价估]|[计扣赋]分)(?:细则|标准|办法|依据|方法|说明)"
            r"(?:[及和与、]?(?:考[核评]|评[分价估]|[计扣赋]分)(?:细则|标准|办法|依据|方法|说明))?"
        ),
    ),
    (Role.NOTE, re.compile(r"备注|考[评核]方式|佐证|支撑材料|考评材料|查看|责任[人科]")),
)
_DEMAND = re.compile(
    r"三级指标|二级指标|具体(?:责任清单|内容|要求|任务)|考[核评](?:内容|要点|指标)|评价内容|"
    r"指标内容|工作(?:任务|内容|要求)|主要内容|重点任务|内容"
)
_GROUP = re.compile(r"责任主清单|[一二]级指标|项目|类别|考[核评]项目|方面|模块|指标")
_ORDER = re.compile(r"序号|编号")


@dataclass(frozen=True, slots=True)
class Row:
    """A row's texts by column; `block` is where it stands in the document."""

    block: int
    texts: dict[int, str]

    def text(self, column: int | None) -> str:
        """Give a cell's text, empty when the column or the cell is not there."""
        return self.texts.get(column, "") if column is not None else ""


@dataclass(frozen=True, slots=True)
class FormTable:
    """A scoring table: which column plays which role, and the rows below its head."""

    groups: tuple[int, ...]
    columns: dict[Role, int]
    rows: tuple[Row, ...]


def scoring_tables(document: Document) -> tuple[FormTable, ...]:
    """Find the tables of a document that list demands; others (cover sheets, sign-offs) are left.

    A table that goes on after a page break without a new head belongs to the one before it.
    """
    found: list[FormTable] = []
    for rows in _tables(document):
        head = next((index for index, row in enumerate(rows[:4]) if _is_head(row)), None)
        if head is None:
            if found and _continues(found[-1], rows):
                before = found.pop()
                found.append(FormTable(before.groups, before.columns, (*before.rows, *rows)))
            continue
        groups, columns = _roles(rows[head])
        below = tuple(row for row in rows[head + 1 :] if not _is_head(row))
        if Role.DEMAND in columns or Role.CRITERIA in columns:
            found.append(FormTable(groups, columns, below))
    return tuple(found)


def _tables(document: Document) -> Iterator[list[Row]]:
    """Give the rows of each table in reading order."""
    tables: dict[tuple[str | None, int | None], list[Row]] = {}
    for block in document.blocks:
        if block.kind is BlockKind.TABLE_ROW and block.cells:
            key = (block.locator.sheet, block.locator.table)
            tables.setdefault(key, []).append(_row(block))
    yield from tables.values()


def _row(block: Block) -> Row:
    texts = {cell.column: block.text[cell.start : cell.end].strip() for cell in block.cells}
    return Row(block.index, texts)


def squeezed(text: str) -> str:
    """Take out all white space: labels are often set one character a line."""
    return re.sub(r"\s+", "", text)


def _is_head(row: Row) -> bool:
    """A head names at least one demand or criteria column and has no long text."""
    labels = [squeezed(text) for text in row.texts.values() if squeezed(text)]
    if len(labels) < 2 or max(len(label) for label in labels) > 14:
        return False
    named = [label for label in labels if _DEMAND.fullmatch(label) or _criteria(label)]
    others = [label for label in labels if _GROUP.fullmatch(label) or _role(label)]
    return bool(named) and len(named) + len(others) >= 2


def _criteria(label: str) -> bool:
    return _role(label) is Role.CRITERIA


def _role(label: str) -> Role | None:
    return next((role for role, pattern in _HEADS if pattern.fullmatch(label)), None)


def _roles(head: Row) -> tuple[tuple[int, ...], dict[Role, int]]:
    """Give the group columns, outermost first, and the column of every other role."""
    columns: dict[Role, int] = {}
    subjects: list[int] = []
    for column, text in sorted(head.texts.items()):
        label = squeezed(text)
        role = _role(label)
        if role is not None:
            columns.setdefault(role, column)
        elif _DEMAND.fullmatch(label) or _GROUP.fullmatch(label):
            subjects.append(column)
        elif not _ORDER.fullmatch(label) and label:
            columns.setdefault(Role.NOTE, column)
    if subjects:
        columns[Role.DEMAND] = subjects.pop()
    return tuple(subjects), columns


def _continues(table: FormTable, rows: Sequence[Row]) -> bool:
    """A table without a head that uses the same columns goes on where the last one stopped."""
    needed = table.columns.get(Role.DEMAND, table.columns.get(Role.CRITERIA))
    return any(len(row.text(needed)) > 10 for row in rows)
