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
_TOTAL = re.compile(r"(?:合\s*计|总\s*计|总\s*数|共\s*计|全\s*部|总体|综合)")
_LABEL_CHARS = 40
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
        for number in _in_table(rows, patterns, units[max(above)] if above else ""):
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
    if len(text) > _LABEL_CHARS:
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
