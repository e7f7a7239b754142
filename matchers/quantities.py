"""Numbers with a meaning: 满意率, 党费应缴/实缴, 经费, 人数, each with its exact place.

Read from running text, from label cells and from columns with a head. What a rule demands
(按每名党员500元, 95%以上) is no number of the school's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.document import Block, BlockKind, Citation, Document
from matchers.annotation import DocumentKind, Quantity
from matchers.document_titles import file_title, opening_titles, visible
from matchers.document_years import name_years, title_years
from matchers.normalize import normalize
from matchers.numerals import parse_numeral
from matchers.quantity_lexicon import QuantityPattern, quantity_patterns, requirement_words
from matchers.quantity_tables import TableNumber, table_numbers
from matchers.sentences import Span, sentences

_CLAUSE_END = re.compile(r"[,;。!?\n]|[(](?=(?:19|20)\d\d年)")
_MORE = re.compile(r"\s*(?:及|或)?\s*(?:以上|以下|以内|左右为宜|的标准|/人|每人)")
_YEAR_BEFORE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
_LAST_YEAR = re.compile(r"上年度?|去年|上一年度?")
_FIGURES = re.compile(r"[:：%％]|\d(?:元|人|名|份)")
_UNIT_NOTE = re.compile(r"[(（]?单位\s?[:：]\s?[\u4e00-\u9fff%]{1,3}[)）]?")
_NEAR = 200  # how far back a clause or a year may reach
_TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class _Found:
    """A number in a block: half-open spans of the whole phrase and of the number."""

    pattern: QuantityPattern
    start: int
    end: int
    label: str
    number: str
    unit: str
    number_at: int


def find_quantities(
    document: Document, *, kind: DocumentKind, years: tuple[int, ...]
) -> tuple[Quantity, ...]:
    """Find the numbers of one document, each value once, in reading order.

    Args:
        document: what was read.
        kind: its kind; rules and notices state demands, not facts.
        years: years of its folder or name; used if it is one and the text names none.
    """
    blocks = visible(document)
    whole = "\n".join(normalize(block.text) for block in blocks)
    patterns = [p for p in quantity_patterns() if p.fits(kind, whole + document.path)]
    if not patterns:
        return ()
    usual = _usual_year(document, blocks, years)
    found: dict[tuple[str, str, int | None], Quantity] = {}
    numbers = table_numbers(blocks, patterns)
    for block in blocks:
        for quantity in _in_block(document, block, patterns, usual):
            found.setdefault((quantity.type, quantity.value, quantity.year), quantity)
        for number in numbers.get(block.index, ()):
            if quantity_ := _from_table(document, number, usual):
                found.setdefault((quantity_.type, quantity_.value, quantity_.year), quantity_)
    return (*found.values(), *_one_of(found.values(), patterns))


def _one_of(found: Collection[Quantity], patterns: Sequence[QuantityPattern]) -> Iterator[Quantity]:
    """Count a number for the wider kind as well, where the paper says nothing of that itself."""
    wider = {pattern.entry.id: pattern.entry.one_of for pattern in patterns}
    told = {quantity.type for quantity in found}
    for quantity in found:
        kind = wider[quantity.type]
        if kind is not None and kind not in told:
            yield replace(quantity, type=kind)


def _usual_year(document: Document, blocks: Sequence[Block], years: tuple[int, ...]) -> int | None:
    """Give the one year of the title or the file's name, else the one year of the folder."""
    titles = [title.text for title in opening_titles(tuple(blocks[:2]), "")]
    bare = [_UNIT_NOTE.sub("", title) for title in titles]
    named = [title_years(title) for title in bare if not _FIGURES.search(title)]
    for candidates in (*named, name_years(file_title(document.path).text), tuple(set(years))):
        if len(candidates) == 1:
            return candidates[0]
    return None


def _in_block(
    document: Document, block: Block, patterns: Sequence[QuantityPattern], usual: int | None
) -> Iterator[Quantity]:
    """Find the numbers in the running text of a block, cell by cell in a table row."""
    text = normalize(block.text)
    for stretch in _stretches(block, text):
        for found in _best(_candidates(text, stretch, patterns)):
            value = _value(found.number, found.unit, found.pattern)
            if value is None or _is_demand(text, stretch, found):
                continue
            yield Quantity(
                found.pattern.entry.id,
                value,
                _unit(found.unit, found.pattern),
                _year(text, stretch, found.number_at, usual),
                document.cite(block.index, found.start, found.end),
            )


def _stretches(block: Block, text: str) -> Iterator[Span]:
    if block.kind is BlockKind.TABLE_ROW and block.cells:
        for cell in block.cells:
            if text[cell.start : cell.end].strip():
                yield Span(cell.start, cell.end)
        return
    yield from sentences(text)


def _candidates(text: str, stretch: Span, patterns: Sequence[QuantityPattern]) -> Iterator[_Found]:
    for pattern in patterns:
        for shape in (pattern.behind, pattern.before):
            if shape is None:
                continue
            for match in shape.finditer(text, stretch.start, stretch.end):
                unit = re.sub(r"\s", "", match["unit"] or "")
                if match["number"].startswith("百分之"):
                    unit = "%"
                if unit and unit not in pattern.units:
                    continue
                if not unit and not (pattern.entry.bare and match["number"][0].isdigit()):
                    continue
                yield _Found(
                    pattern,
                    match.start(),
                    match.end(),
                    match["label"],
                    match["number"],
                    unit,
                    match.start("number"),
                )


def _best(candidates: Iterator[_Found]) -> list[_Found]:
    """Give each number to one label: the nearest before it, of these the longest."""
    by_number: dict[int, _Found] = {}
    for found in candidates:
        known = by_number.get(found.number_at)
        if known is None or _rank(found) > _rank(known):
            by_number[found.number_at] = found
    return [by_number[at] for at in sorted(by_number)]


def _rank(found: _Found) -> tuple[bool, int, int]:
    behind = found.start < found.number_at
    gap = found.number_at - found.start - len(found.label) if behind else 0
    return behind, -gap, len(found.label)


def _is_demand(text: str, stretch: Span, found: _Found) -> bool:
    """Say whether a number is asked for, or its clause holds a word that bars it."""
    begin = max(stretch.start, found.start - _NEAR)
    for mark in _CLAUSE_END.finditer(text, begin, min(found.start, found.number_at)):
        begin = mark.end()
    clause = text[begin : found.end]
    after = re.match(r"[^,、;。!?(\n]{0,12}", text[found.end : stretch.end])
    around = clause + (after.group() if after else "")
    if requirement_words().search(clause) or _MORE.match(text, found.end):
        return True
    return any(word in around for word in found.pattern.entry.excludes)


def _value(number: str, unit: str, pattern: QuantityPattern) -> str | None:
    """Give a number as a plain decimal string in the entry's unit, or None if unbelievable."""
    digits = number.removeprefix("百分之").replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", digits):
        value = Decimal(digits)
    else:
        parsed = parse_numeral(digits)
        if parsed is None:
            return None
        value = Decimal(parsed)
    if unit == "万元":
        value *= _TEN_THOUSAND
    low, high = pattern.entry.range
    return f"{value.normalize():f}" if low <= value <= high else None


def _unit(unit: str, pattern: QuantityPattern) -> str:
    money = "元" in pattern.entry.units
    percent = "%" in pattern.entry.units
    return "元" if money else "%" if percent else unit


def _year(text: str, stretch: Span, at: int, usual: int | None) -> int | None:
    before = text[max(stretch.start, at - _NEAR) : at]
    if _LAST_YEAR.search(before):
        return None if usual is None else usual - 1
    named = _YEAR_BEFORE.findall(before)
    return int(named[-1]) if named else usual


def _from_table(document: Document, number: TableNumber, usual: int | None) -> Quantity | None:
    value = _value(number.number, number.unit, number.pattern)
    if value is None:
        return None
    year = usual
    if _LAST_YEAR.search(number.label):
        year = None if usual is None else usual - 1
    elif named := _YEAR_BEFORE.findall(number.label):
        year = int(named[-1])
    citation: Citation = document.cite(number.block, number.start, number.end)
    unit = _unit(number.unit, number.pattern)
    return Quantity(number.pattern.entry.id, value, unit, year, citation)
