"""Numbers in tables: a label cell with its value beside it, or a column's head with a total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Block, BlockKind, Cell
from matchers.normalize import normalize
from matchers.quantity_lexicon import QuantityPattern, requirement_words

_PURE = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d{1,4})?)\s{0,4}(?P<unit>万元|元|%|人|名|位|份|张|票|个)?"
)
_ORDINAL = re.compile(r"第[\d一二三四五六七八九十]+")  # names a row (第一党小组), not a number
_TOTAL = re.compile(r"(?:合\s*计|总\s*计|总\s*数|共\s*计|全\s*部|总体|综合)")
_LABEL_CHARS = 40
_HEAD_CHARS = 16
_TABLE_NAME = re.compile(r"(?:情况)?(?:明细|一览|汇总)?表?$")
_MONEY_HEAD = re.compile(r"(?:金额|预算|经费|资金)[^()]{0,6}(?:\((?P<unit>万元|元)\))?")
_TABLE_UNIT = re.compile(r"单位\s{0,4}:\s{0,4}(?P<unit>万元|元)")


@dataclass(frozen=True, slots=True)
class TableNumber:
    """A number in a cell: where it stands (half-open, in the row's text) and its label."""

    pattern: QuantityPattern
    block: int
    start: int
    end: int
    label: str
    number: str
    unit: str


def table_numbers(
    blocks: Sequence[Block], patterns: Sequence[QuantityPattern]
) -> dict[int, list[TableNumber]]:
    """Find the numbers of all tables, by the index of their row's block."""
    found: dict[int, list[TableNumber]] = {}
    units = {
        block.index: named["unit"]
        for block in blocks
        if (named := _TABLE_UNIT.search(normalize(block.text)))
    }
    for rows in _tables(blocks):
        above = [index for index in units if index <= rows[0].index]
        unit = units[max(above)] if above else ""
        captioned = _under_caption(rows, _caption(blocks, rows), patterns, unit)
        for number in (*_in_table(rows, patterns, unit), *captioned):
            found.setdefault(number.block, []).append(number)
    return found


def _tables(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Give runs of table rows that belong together."""
    rows: list[Block] = []
    for block in blocks:
        row = block.kind is BlockKind.TABLE_ROW and bool(block.cells)
        same = not rows or rows[-1].locator.table == block.locator.table
        if row and same and (not rows or rows[-1].locator.sheet == block.locator.sheet):
            rows.append(block)
            continue
        if rows:
            yield rows
        rows = [block] if row else []
    if rows:
        yield rows


def _caption(blocks: Sequence[Block], rows: Sequence[Block]) -> str:
    """Give the line that names a table: its first row of one cell, else the line before it."""
    filled = [cell for cell in rows[0].cells if _text(rows[0], cell)]
    if len(filled) == 1:
        return _text(rows[0], filled[0])
    before = [b for b in blocks if b.index < rows[0].index and b.text.strip()]
    return normalize(before[-1].text).strip() if before else ""


def _under_caption(
    rows: Sequence[Block], caption: str, patterns: Sequence[QuantityPattern], unit: str
) -> Iterator[TableNumber]:
    """Find the total of the money column of a table whose caption says what it is of."""
    name = _TABLE_NAME.sub("", caption)
    money = [p for p in patterns if "元" in p.entry.units and p.cell.search(name)]
    money = [p for p in money if not any(word in name for word in p.entry.excludes)]
    if not money or len(name) > _LABEL_CHARS:
        return
    pattern = money[0]
    for number, row in enumerate(rows):
        for head in row.cells:
            said = _MONEY_HEAD.search(_text(row, head))
            if said is None or len(_text(row, head)) > _HEAD_CHARS:
                continue
            for other, below in _below(rows[number + 1 :], head, pattern):
                if matched := _PURE.fullmatch(_text(other, below)):
                    unit_here = said["unit"] or unit
                    yield _number(pattern, other, below, below, matched, unit_here, caption)
            return


def _in_table(
    rows: Sequence[Block], patterns: Sequence[QuantityPattern], unit: str
) -> Iterator[TableNumber]:
    for number, row in enumerate(rows):
        filled = [cell for cell in row.cells if _text(row, cell)]
        for place, cell in enumerate(filled):
            named = _best_label(_text(row, cell), patterns)
            if named is None:
                continue
            pattern, note = named
            beside = filled[place + 1] if place + 1 < len(filled) else None
            if beside is not None and (value := _PURE.fullmatch(_text(row, beside))):
                yield _number(pattern, row, cell, beside, value, note or unit)
            elif len(filled) > 1:
                for other, below in _below(rows[number + 1 :], cell, pattern):
                    matched = _PURE.fullmatch(_text(other, below))
                    if matched:
                        label = _text(row, cell)
                        yield _number(pattern, other, below, below, matched, note or unit, label)


def _text(row: Block, cell: Cell) -> str:
    return normalize(row.text[cell.start : cell.end]).strip()


def _best_label(
    text: str, patterns: Sequence[QuantityPattern]
) -> tuple[QuantityPattern, str] | None:
    """Give the entry whose label ends a cell (the longest one), and the unit in its brackets."""
    best: tuple[int, QuantityPattern, str] | None = None
    if len(text) > _LABEL_CHARS or _ORDINAL.match(text):
        return None
    for pattern in patterns:
        match = pattern.cell.match(text)
        barred = any(word in text for word in pattern.entry.excludes)
        if match is None or barred or requirement_words().search(text):
            continue
        note = match["note"] or ""
        unit = "万元" if "万元" in note else "元" if "元" in note else ""
        if best is None or len(match["label"]) > best[0]:
            best = (len(match["label"]), pattern, unit)
    return None if best is None else (best[1], best[2])


def _below(
    rows: Sequence[Block], head: Cell, pattern: QuantityPattern
) -> Iterator[tuple[Block, Cell]]:
    """Give the cells under a head that speak for the whole table.

    The total's row if there is one; else the only row; else, for rates, every row. Counts of
    several rows without a total are not added up: rows may overlap.
    """
    column = [(row, cell) for row in rows for cell in row.cells if cell.column == head.column]
    filled = [(row, cell) for row, cell in column if _text(row, cell)]
    totals = [(row, cell) for row, cell in filled if _TOTAL.match(_first(row))]
    if totals:
        yield totals[-1]
    elif len(filled) == 1 or "%" in pattern.entry.units:
        yield from filled


def _first(row: Block) -> str:
    return next((_text(row, cell) for cell in row.cells if _text(row, cell)), "")


def _number(
    pattern: QuantityPattern,
    row: Block,
    first: Cell,
    last: Cell,
    value: re.Match[str],
    unit: str,
    label: str | None = None,
) -> TableNumber:
    text = row.text
    begin = (
        first.start
        + len(text[first.start : first.end])
        - len(text[first.start : first.end].lstrip())
    )
    end = last.start + len(text[last.start : last.end].rstrip())
    return TableNumber(
        pattern,
        row.index,
        begin,
        end,
        label if label is not None else _text(row, first),
        value["number"],
        value["unit"] or (unit if "元" in pattern.entry.units else ""),
    )
