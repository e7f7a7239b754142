"""A form that is text instead of a table: numbered items under headings, points in brackets.

一、组织生活（14分） / 1.按时召开支部党员大会（4分）。每季度召开1次得4分，少一次扣1分。 /
2.（6分）坚持理论学习。 / 评分标准：…
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractors.document import Block, BlockKind, Document
from matchers.numerals import parse_numeral
from rubrics.form_heads import squeezed
from rubrics.form_items import FormGroup, FormItem, PrintedForm

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
    r"^[（(【\[]?(?:[评计扣赋记减加打]分|考[核评]|评[价定估])(?:标准|细则|办法|依据|说明)[）)】\]]?\s*[:：]\s*"
)
_DEMAND = re.compile(
    r"^[（(【\[]?(?:评[分价]|考[核评]|检查|建设|创建|基本|工作|主要|指标|目标)"
    r"(?:内容|要求|要点|任务|指标|目标)[）)】\]]?\s*[:：]\s*"
)
_SCORES = re.compile(r"\d\s*分(?!钟)|酌情|视.{0,8}情况|不得分")
_WHOLE = re.compile(
    r"分以上的?[^。]{0,8}[定评]?为|之一的|总分|百分制|[占按]\s*\d+\s*[%％]|^(?:说明|注|附则|备注)"
)
_LONG = 40  # characters; a longer line is no heading, though it may begin with one
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
    title: str = ""
    section: bool = False  # the heading itself is the item


class _Reader:
    """Goes through the lines: headings, items under them, and headings that are items."""

    def __init__(self) -> None:
        self.entries: list[_Entry] = []
        self.groups: dict[str, FormGroup] = {}
        self._heading: tuple[str, ...] = ()
        self._begun = 0

    def line(self, block: int, line: str) -> None:
        """Take one line in."""
        if item := _ITEM.match(line):
            self.entries.append(_entry(line, item, self._heading, block))
        elif _HEADING.match(line) and (len(line) <= _LONG or _POINTS.search(line[:_LONG])):
            self._head(block, line)
        elif mark := _DEMAND.match(line):
            entry = self._current(block)
            entry.demand = entry.demand or line[mark.end() :]
        elif mark := _CRITERIA.match(line):
            self._current(block).criteria.append(line[mark.end() :])
        elif self.entries and self._is_open() and _SCORES.search(line) and not _WHOLE.search(line):
            self.entries[-1].criteria.append(line)

    def _head(self, block: int, line: str) -> None:
        cut = re.search(r"(?<=[）)】\]。])", line) if len(line) > _LONG else None
        title, points = _taken(line[: cut.start()] if cut else line)
        self._heading = (squeezed(title).rstrip("。：:"),)
        self.groups.setdefault(self._heading[0], FormGroup(self._heading[0], points))
        self._begun = block
        if cut is not None:  # the sentence goes on: the heading is the item
            self._current(block).criteria.append(line[cut.end() :].lstrip("。；;：: "))

    def _is_open(self) -> bool:
        return self.entries[-1].groups == self._heading

    def _current(self, block: int) -> _Entry:
        """Give the item being read; the heading itself where none has begun under it."""
        if not self.entries or not self._is_open():
            title = self._heading[0] if self._heading else ""
            points = self.groups[title].max if title else None
            self.entries.append(_section(title, points, self._begun or block))
        return self.entries[-1]


def text_forms(document: Document) -> tuple[PrintedForm, ...]:
    """Read the numbered items of a text; none where fewer than three of them tell points."""
    reader = _Reader()
    for block, line in _lines(document):
        reader.line(block, line)
    kept = [entry for entry in reader.entries if entry.max is not None or entry.criteria]
    if len(kept) < _LEAST or sum(_tells_points(entry) for entry in kept) < _LEAST:
        return ()
    kept = [replace(entry, groups=()) if entry.section else entry for entry in kept]
    used = {title for entry in kept for title in entry.groups}
    items = tuple(_item(entry) for entry in kept)
    stated = any(entry.max is not None for entry in kept)
    inside = tuple(group for title, group in reader.groups.items() if title in used)
    return (PrintedForm(items, inside, has_points=stated),)


def _section(title: str, points: Decimal | None, block: int) -> _Entry:
    """Make a heading an item: what is demanded and how it is scored stand right under it."""
    mark = _HEADING.match(title)
    label = mark[0] if mark else ""
    numeral = re.search(r"[一二三四五六七八九十]+", label)
    number = str(parse_numeral(numeral[0]) or "") if numeral else ""
    return _Entry(
        number, label, (title,) if title else (), block, points, "", title=title, section=True
    )


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
        text=entry.demand or entry.title,
        criteria="".join(entry.criteria),
        max=entry.max,
        self_score=None,
        review_score=None,
        block=entry.block,
    )
