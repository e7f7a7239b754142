"""A form that is text instead of a table: numbered items under headings, points in brackets.

一、组织生活（14分） / 1.按时召开支部党员大会（4分）。每季度召开1次得4分，少一次扣1分。 /
2.（6分）坚持理论学习。 / 评分标准：…
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from extractors.document import Block, BlockKind, Document
from rubrics.form_items import FormGroup, FormItem, PrintedForm
from rubrics.form_table import squeezed

_POINTS = re.compile(
    r"[（(【\[]\s*(?:满分|计|共|分值[:：]?)?\s*(\d{1,3}(?:\.\d{1,2})?)\s*分\s*[）)】\]]"
)
_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+[章部项类])"
)
_ITEM = re.compile(
    r"^(?:(\d{1,3}(?:\.\d{1,3}){0,3})\s*[．.、)）]?(?=\D)|[（(](\d{1,3})[）)]|([①-⑳]))\s*"
)
_CRITERIA = re.compile(
    r"^[（(【\[]?(?:评分|计分|扣分|考核|评价|赋分)(?:标准|细则|办法|依据|说明)[）)】\]]?\s*[:：]\s*"
)
_SCORES = re.compile(r"\d\s*分(?!钟)|酌情|视.{0,8}情况|不得分")
_LEAST = 3  # items with points from which a text is taken for a form


@dataclass
class _Entry:
    """An item being read."""

    number: str
    label: str
    groups: tuple[str, ...]
    block: int
    max: Decimal | None
    demand: str
    criteria: list[str] = field(default_factory=list)


def text_forms(document: Document) -> tuple[PrintedForm, ...]:
    """Read the numbered items of a text; none where fewer than three of them tell points."""
    entries: list[_Entry] = []
    groups: dict[str, FormGroup] = {}
    heading: tuple[str, ...] = ()
    for block, line in _lines(document):
        if item := _ITEM.match(line):
            entries.append(_entry(line, item, heading, block))
        elif _HEADING.match(line) and len(line) <= 40:
            title, points = _taken(line)
            heading = (squeezed(title).rstrip("。：:"),)
            groups.setdefault(heading[0], FormGroup(heading[0], points))
        elif entries and (mark := _CRITERIA.match(line)):
            entries[-1].criteria.append(line[mark.end() :])
        elif entries and entries[-1].groups == heading and _SCORES.search(line):
            entries[-1].criteria.append(line)
    kept = [entry for entry in entries if entry.max is not None or entry.criteria]
    if len(kept) < _LEAST or sum(_tells_points(entry) for entry in kept) < _LEAST:
        return ()
    used = {title for entry in kept for title in entry.groups}
    items = tuple(_item(entry) for entry in kept)
    stated = any(entry.max is not None for entry in kept)
    inside = tuple(group for title, group in groups.items() if title in used)
    return (PrintedForm(items, inside, has_points=stated),)


def _lines(document: Document) -> Iterator[tuple[int, str]]:
    kinds = (BlockKind.TABLE_ROW,)
    for block in document.blocks:
        if block.kind in kinds and not _one_cell(block):
            continue
        for line in block.text.splitlines():
            if text := line.strip():
                yield block.index, text


def _one_cell(block: Block) -> bool:
    """A sheet with one filled cell a row is text as well."""
    return sum(bool(block.text[cell.start : cell.end].strip()) for cell in block.cells) <= 1


def _taken(text: str) -> tuple[str, Decimal | None]:
    """Take the points in brackets out of a text."""
    found = _POINTS.search(text)
    if found is None:
        return text, None
    return text[: found.start()] + text[found.end() :], Decimal(found[1])


def _entry(line: str, item: re.Match[str], heading: tuple[str, ...], block: int) -> _Entry:
    number = next(name for name in item.groups() if name)
    rest = line[item.end() :]
    found = _POINTS.search(rest)
    text, points = _taken(rest)
    demand, criteria = text.strip(), ""
    if found is not None and found.start() > 0:
        demand, criteria = rest[: found.start()].strip(), rest[found.end() :].lstrip("。；;：: ")
    elif points is None:
        demand, criteria = _first_scored(text)
    label = item[0].strip()
    entry = _Entry(number, label, heading, block, points, demand.strip())
    if criteria.strip():
        entry.criteria.append(criteria.strip())
    return entry


def _first_scored(text: str) -> tuple[str, str]:
    """Cut an item without points of its own before the first sentence that speaks of points."""
    sentences = re.split(r"(?<=[。；;])", text)
    for index, sentence in enumerate(sentences):
        if _SCORES.search(sentence):
            return "".join(sentences[:index]) or sentence, "".join(sentences[index:])
    return text, ""


def _tells_points(entry: _Entry) -> bool:
    return entry.max is not None or any(_SCORES.search(text) for text in entry.criteria)


def _item(entry: _Entry) -> FormItem:
    return FormItem(
        number=entry.number,
        label=entry.label,
        groups=entry.groups,
        text=entry.demand,
        criteria="".join(entry.criteria),
        max=entry.max,
        self_score=None,
        review_score=None,
        block=entry.block,
    )
