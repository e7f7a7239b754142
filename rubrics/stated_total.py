"""The total and the grade that a filled form states: in its grading sheet, its foot, a sentence.

A form prints much that looks like a total and is none: its own maximum, the bounds of its grades
(总分90分以上为先进), the points beside a heading, the headings of its columns. Only a number that
directly follows its label, or fills the cell beside or below it, is what somebody stated.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Block, BlockKind, Cell, Citation, Document
from rubrics.form_heads import squeezed
from rubrics.form_items import number_in
from rubrics.form_table import FormTable

_SHEET = re.compile(r"自\s*[评查]\s*结\s*果|自\s*我\s*[评查]\s*[价分]?\s*结\s*果")
_OWN = re.compile(
    r"自\s*[评查]\s*(?:总\s*得?\s*分|得\s*分\s*合\s*计|合\s*计(?:\s*得?\s*分)?|得\s*分|得(?=\s*\d))"
)
_ANY = re.compile(r"总\s*得?\s*分|合\s*计\s*得?\s*分|合\s*计")
_LABELS = (_SHEET, _OWN, _ANY)  # the surer ones first
_BETWEEN = re.compile(
    r"(?:[（(][^（）()]{0,20}[）)]|及[主要]*理由|[\s：:，,_＿—、]|共?[为是计得]|合计|共)*"
)
_SCORE = re.compile(r"(?P<n>\d{1,3}(?:\.\d{1,2})?)\s*分?(?![\d.%％])")
_BOUND = re.compile(r"\s*(?:[（(]?(?:含|及)?[^，。；\d]{0,3}以[上下]|[—–~～-]|至|到|钟|值|制)")
_ONE_ITEM = re.compile(r"[第本该此各每]\s*[\d一二三四五六七八九十]*\s*[项条款][^，。；]{0,12}$")
_GRADE_LABEL = re.compile(r"自[评查]等[次级]|定级结果|自[评查]结果|分类定级")


@dataclass(frozen=True, slots=True)
class Stated:
    """A total somebody wrote, where it stands, and how sure its label is (0 the surest)."""

    value: Decimal
    citation: Citation
    rank: int


def stated_totals(
    document: Document, tables: Sequence[FormTable], most: Decimal | None
) -> tuple[Stated, ...]:
    """List the totals a document states outside the items of its scoring tables.

    Args:
        document: the filled form.
        tables: its scoring tables; their items and heads state no total.
        most: the form's maximum: a bare “总分” with that number is the form's, not the school's.

    Returns:
        Those with the surest label first, then in reading order.
    """
    taken = item_rows(document, tables)
    blocks = [block for block in document.blocks if block.index not in taken]
    found = [one for rank in range(len(_LABELS)) for one in _labelled(document, blocks, rank, most)]
    once: dict[Citation, Stated] = {}
    for one in found:  # 自评总分 is a 总分 too: its surer reading comes first
        once.setdefault(one.citation, one)
    return tuple(once.values())


def stated_grade(
    document: Document, tables: Sequence[FormTable], labels: Collection[str]
) -> str | None:
    """Find the grade the school gave itself, where a label asks for one and one only is named."""
    taken = item_rows(document, tables)
    blocks = [block for block in document.blocks if block.index not in taken]
    for place, block in enumerate(blocks):
        if not _GRADE_LABEL.search(squeezed(block.text)):
            continue
        for near in blocks[place : place + 2]:
            told = [label for label in labels if label in near.text]
            if len(told) == 1:
                return told[0]
    return None


def item_rows(document: Document, tables: Sequence[FormTable]) -> set[int]:
    """Give the rows of the scoring tables down to their last filled item: heads, groups, items."""
    keys: dict[tuple[str | None, int | None], int] = {}
    for table in tables:
        asking = [
            row.block
            for row in table.rows
            if sum(bool(squeezed(text)) for text in row.texts.values()) > 1
            and not _is_foot(row.texts.values())
        ]
        for index in asking:
            place = document.blocks[index].locator
            key = (place.sheet, place.table)
            keys[key] = max(keys.get(key, index), index)
    return {
        block.index
        for block in document.blocks
        if block.kind is BlockKind.TABLE_ROW
        and block.index <= keys.get((block.locator.sheet, block.locator.table), -1)
    }


def _is_foot(texts: Collection[str]) -> bool:
    first = next((squeezed(text) for text in texts if squeezed(text)), "")
    return len(first) < 20 and any(label.match(first) for label in _LABELS)


def _labelled(
    document: Document, blocks: Sequence[Block], rank: int, most: Decimal | None
) -> Iterator[Stated]:
    for place, block in enumerate(blocks):
        below = blocks[place + 1] if place + 1 < len(blocks) else None
        for label in _LABELS[rank].finditer(block.text):
            if _ONE_ITEM.search(block.text[: label.start()]):
                continue
            told = _told(block, label.end(), below)
            if told is None:
                continue
            at, start, end, value = told
            if rank == len(_LABELS) - 1 and value == most:
                continue
            yield Stated(value, document.cite(at.index, start, end), rank)


def _told(block: Block, after: int, below: Block | None) -> tuple[Block, int, int, Decimal] | None:
    """Read the number of a label: behind it, in the cell beside it, or in the cell below it."""
    cell = _cell_at(block, after)
    end = cell.end if cell else len(block.text)
    if (here := _number(block.text, after, end)) is not None:
        return block, *here
    if cell is None or squeezed(_BETWEEN.sub("", block.text[after:end], count=1)):
        return None
    beside = next((one for one in block.cells if one.start >= cell.end and _text(block, one)), None)
    if beside is not None and (found := _number(block.text, beside.start, beside.end)):
        return block, *found
    if below is None or below.kind is not BlockKind.TABLE_ROW:
        return None
    under = next((one for one in below.cells if one.column == cell.column), None)
    if under is not None and (found := _number(below.text, under.start, under.end)):
        return below, *found
    return None


def _cell_at(block: Block, offset: int) -> Cell | None:
    return next((one for one in block.cells if one.start <= offset <= one.end), None)


def _text(block: Block, cell: Cell) -> str:
    return squeezed(block.text[cell.start : cell.end])


def _number(text: str, begin: int, end: int) -> tuple[int, int, Decimal] | None:
    """Read a score that stands first between two offsets; the bound of a grade is none."""
    gap = _BETWEEN.match(text, begin, end)
    found = _SCORE.match(text, gap.end() if gap else begin, end)
    if found is None or _BOUND.match(text, found.end(), end):
        return None
    alone = not squeezed(text[found.end() : end])
    if not found[0].endswith("分") and not alone:
        return None
    value = number_in(found[0])
    return (found.start(), found.end(), value) if value is not None else None
