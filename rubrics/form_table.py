"""A bureau's printed scoring table, read back from a document: columns, rows, merged cells.

Works on what extractors give for Word, Excel and PDF tables alike: table rows whose cells know
their grid column. A cell merged downwards stands in its first row only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.document import Block, BlockKind, Document
from rubrics.form_heads import Role, column_roles, grade_columns, role_of, squeezed
from rubrics.score_terms import plain_terms

_HEADING = 20  # characters
_ATTACHED = re.compile(r"附[件表录]|(?:填表)?说明|备?注[:：]")
_LABEL = re.compile(r"[^\d。；，]{1,10}")
_SECOND = frozenset({Role.SELF, Role.REVIEW, Role.MARK, Role.NOTE, Role.POINTS})
_SCORED = re.compile(r"扣\s*\d|得\s*\d|不得分|得满分|酌情")


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
    grades: dict[int, str] = field(default_factory=dict)  # columns that are grades: 优、良、中、差
    sign: str = ""  # "+" or "-" where the head says that all of it adds or takes away
    unread: tuple[str, ...] = ()  # headings of filled columns whose meaning is not known


def scoring_tables(document: Document) -> tuple[FormTable, ...]:
    """Find the tables of a document that list demands; others (cover sheets, sign-offs) are left.

    A table that goes on after a page break without a new head belongs to the one before it.
    """
    found: list[FormTable] = []
    last = -1
    for rows in _tables(document):
        titled, last = _is_titled(document, last, rows[0].block), rows[-1].block
        head = next((index for index, row in enumerate(rows[:4]) if _is_head(row)), None)
        if head is None and found and not titled and _continues(found[-1], rows):
            before = found.pop()
            found.append(replace(before, rows=(*before.rows, *rows)))
            continue
        head = _unnamed_head(rows) if head is None else head
        if head is None:
            continue
        first, below = _whole_head(rows, head)
        groups, columns = _roles(first, below)
        if Role.DEMAND in columns or Role.CRITERIA in columns:
            grades = grade_columns(first.texts)
            table = FormTable(groups, columns, below, grades, _sign(first, columns))
            found.append(replace(table, unread=_unread(table, first)))
    return tuple(found)


def has_unruled_table(document: Document) -> bool:
    """Say whether a page sets out a table without lines: a head of labels apart in one line.

    Which column the words below belong to is not told by the text.
    """
    return any(
        block.page is not None and not block.cells and _is_head(_apart(block, line))
        for block in document.blocks
        for line in block.text.splitlines()
    )


def _apart(block: Block, line: str) -> Row:
    return Row(block.index, dict(enumerate(line.split()[:12])))


def _is_titled(document: Document, before: int, first: int) -> bool:
    """Say whether a table is an attachment of its own, or stands behind the notes of the last."""
    return before >= 0 and any(
        _ATTACHED.match(squeezed(block.text))
        for block in document.blocks[before + 1 : first]
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
    )


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


def _is_head(row: Row) -> bool:
    """A head names at least one demand or criteria column and has no long text."""
    labels = [squeezed(text) for text in row.texts.values() if squeezed(text)]
    if len(labels) < 2 or max(len(label) for label in labels) > 14:
        return False
    roles = [role for label in labels if (role := role_of(label)) not in (None, Role.ORDER)]
    if grade_columns(row.texts) and roles:
        return True
    return len(roles) >= 2 and (Role.DEMAND in roles or Role.CRITERIA in roles)


def _sign(head: Row, columns: dict[Role, int]) -> str:
    """Say whether the column of demands is headed as one of points to add or to take away."""
    label = squeezed(head.text(columns.get(Role.DEMAND)))
    if re.match(r"(?:加|附加|奖励)分?(?!.*[扣减])", label):
        return "+"
    return "-" if re.match(r"(?:扣|减|负面|倒扣)(?!.*加)", label) else ""


def _whole_head(rows: Sequence[Row], head: int) -> tuple[Row, tuple[Row, ...]]:
    """Give the head with the labels of its second row (达标 | 不达标), and the rows below.

    A head printed again after a page break is left out with its second row.
    """
    first, below = rows[head], list(rows[head + 1 :])
    second = below[0].texts if below and _is_second(below[0]) else None
    if second is not None:
        first = replace(first, texts=first.texts | {c: t for c, t in second.items() if t})
    return first, tuple(row for row in below if not _is_head(row) and row.texts != second)


def _is_second(row: Row) -> bool:
    """A second row of a head holds nothing but labels of columns, and names no demand again."""
    labels = [squeezed(text) for text in row.texts.values() if squeezed(text)]
    kinds = [role_of(label) for label in labels]
    grades = grade_columns(row.texts)
    return bool(labels) and (
        len(grades) == len(labels) or (all(kind in _SECOND for kind in kinds) and len(labels) > 1)
    )


def _unnamed_head(rows: Sequence[Row]) -> int | None:
    """Find a head none of whose words is known: short labels above rows that speak of scoring."""
    for index, row in enumerate(rows[:3]):
        labels = [squeezed(text) for text in row.texts.values() if squeezed(text)]
        short = len(labels) >= 3 and all(_LABEL.fullmatch(label) for label in labels)
        below = ["\t".join(one.texts.values()) for one in rows[index + 1 :]]
        scored = sum(bool(_SCORED.search(plain_terms(text))) for text in below)
        if short and scored >= 3 and scored * 2 >= len(below):
            return index
    return None


def _roles(head: Row, below: Sequence[Row]) -> tuple[tuple[int, ...], dict[Role, int]]:
    cells: dict[int, list[str]] = {}
    for row in below:
        filled = {column: text for column, text in row.texts.items() if text}
        alone = len(filled) == 1 and max(map(len, filled.values())) <= _HEADING
        if not alone or min(filled) > min(head.texts):  # a short text alone in front is a heading
            for column, text in filled.items():
                cells.setdefault(column, []).append(text)
    return column_roles(head.texts, cells)


def _unread(table: FormTable, head: Row) -> tuple[str, ...]:
    """List headings that say nothing to us, over columns that hold something and are not used."""
    used = {*table.groups, *table.grades, *table.columns.values()}
    note = table.columns.get(Role.NOTE)
    return tuple(
        squeezed(label)
        for column, label in sorted(head.texts.items())
        if squeezed(label) and role_of(squeezed(label)) is None
        if column not in used or column == note
        if any(row.text(column) for row in table.rows)
    )


def _continues(table: FormTable, rows: Sequence[Row]) -> bool:
    """A table without a head that uses the same columns goes on where the last one stopped."""
    needed = table.columns.get(Role.DEMAND, table.columns.get(Role.CRITERIA))
    return any(len(row.text(needed)) > 10 for row in rows)
