"""Header fields of minutes, in lines and in forms: time, place, host, recorder, numbers…

A label ends with a colon, fills a cell of its own, or (for a few labels at the beginning of a
line) is followed by a blank. Its value stands behind it, in the next cell or in the next line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors.document import Cell, Document
from matchers.body_lines import Line
from matchers.field_labels import ABSENT, COUNTS, MAX_BARE_LINE, Mark, counted_time, find_marks
from matchers.field_lexicon import FieldLexicon, field_lexicon
from matchers.record import Field, FieldName, Region

_UNFILLED = re.compile(r"[\s_\-/\\.,、:;()年月日时分午上下星期周第个人名至]*")
_NEXT_LABEL = re.compile(
    r"(?<![^\s_])[\u4e00-\u9fff]{1,6}[:：](?=[\s_年月日]*(?:$|[\u4e00-\u9fff]{1,6}[:：]))"
)
_EDGE = " \t\n\r\v\f\u3000\u00a0_"
_TAIL = _EDGE + ",，;；。、"
_DIGIT = re.compile(r"\d")
_LIKE_TIME = re.compile(
    r"[\d０-９]|[〇零○一二三四五六七八九十元正][年月日号]|周|星期|学期|季度|[Xx×]月"
)
_LONG = (FieldName.CONTENT, FieldName.RESOLUTION, FieldName.TOPIC)
_PEOPLE = (FieldName.HOST, FieldName.RECORDER, FieldName.LECTURER)
_COUNTED = (FieldName.EXPECTED, FieldName.PRESENT)
_MAX_VERTICAL = 8


@dataclass(slots=True)
class _Open:
    """What a line leaves for the next: a label without value, a row of labels, single signs."""

    name: FieldName | None = None
    label: str = ""
    heads: tuple[tuple[int, FieldName, str], ...] = ()
    vertical: list[Line] = field(default_factory=list)


_CREDITS = re.compile(r"(?:撰稿|供稿|摄影|审核|编辑|通讯员|图文|文/图|责编)[人员]?\s{0,4}:")


def parse_fields(document: Document, lines: Sequence[Line]) -> tuple[Field, ...]:
    """Give the labelled values of lines in reading order.

    `Field.value` is exactly the text of its region, outer blanks left out; labels without a
    value (unfilled forms) give no field. Of a value that runs over several paragraphs the first
    is given.
    """
    parser = _Parser(document, field_lexicon())
    for number, line in enumerate(lines):
        parser.read(line, lines[number + 1] if number + 1 < len(lines) else None)
    credits = {line.block for line in lines if _CREDITS.search(line.text)}
    return tuple(_credited(field, credits) for field in parser.fields)


def _credited(field: Field, credits: set[int]) -> Field:
    """Take the time on a line of credits (撰稿：… 时间：…) as the day of publication."""
    if field.name is FieldName.TIME and field.region.block in credits:
        return replace(field, name=FieldName.PUBLISHED)
    return field


class _Parser:
    """Reads lines one by one and keeps what is open between them."""

    def __init__(self, document: Document, lexicon: FieldLexicon) -> None:
        self._document = document
        self._lexicon = lexicon
        self._open = _Open()
        self.fields: list[Field] = []

    def read(self, line: Line, following: Line | None) -> None:
        """Read the next line; `following` is the one after it."""
        if line.is_row:
            self._row(line, following)
        else:
            self._line(line)

    def _line(self, line: Line) -> None:
        if len(line.stripped) == 1 and len(self._open.vertical) < _MAX_VERTICAL:
            vertical = [*self._open.vertical, line]
            name = self._lexicon.label("".join(part.stripped for part in vertical))
            label = "".join(part.stripped for part in vertical)
            self._open = _Open(name=name, label=label, vertical=vertical)
            return
        opened, self._open = self._open, _Open()
        marks = find_marks(self._lexicon, line.text)
        if opened.name is not None and not (marks and not line.text[: marks[0].start].strip()):
            end = marks[0].start if marks else len(line.text)
            self._add(opened.name, opened.label, line.block, line.start, line.start + end)
        self._take(line, 0, len(line.text), marks)

    def _row(self, line: Line, following: Line | None) -> None:
        opened, self._open = self._open, _Open()
        filled = [cell for cell in line.cells if line.cell_text(cell).strip()]
        names = {cell.start: self._lexicon.label(line.cell_text(cell)) for cell in filled}
        if counted_time(line, self._lexicon) is not None:
            names[filled[0].start] = FieldName.TIME
        labelled = [cell for cell in filled if names[cell.start] is not None]
        if opened.heads and not labelled:
            self._under_heads(line, filled, opened.heads)
            return
        if len(labelled) == 1 and len(filled) >= 3 and _same_columns(line, following):
            return  # the heads of an inner table that is not of occasions
        if self._are_heads(line, labelled, following):
            self._open.heads = tuple(
                (cell.column, name, line.cell_text(cell))
                for cell in labelled
                if (name := names[cell.start]) is not None
            )
            return
        if opened.name is not None and not labelled and len(filled) == 1:
            self._cell_value(opened.name, opened.label, line, filled[0])
            return
        self._label_cells(line, names)

    def _are_heads(self, line: Line, labelled: Sequence[Cell], following: Line | None) -> bool:
        """Say whether a row of labels has its values in the row below it."""
        if len(labelled) < 2 or following is None or not following.is_row:
            return False
        columns = [cell.column for cell in line.cells]
        if columns != [cell.column for cell in following.cells]:
            return False
        below = [following.cell_text(cell) for cell in following.cells]
        if any(self._lexicon.label(text) for text in below) or not any(map(str.strip, below)):
            return False
        places = [line.cells.index(cell) for cell in labelled]
        adjacent = any(b - a == 1 for a, b in pairwise(places))
        texts = [line.cell_text(cell).strip() for cell in line.cells]
        return adjacent and all(text and not _DIGIT.search(text) for text in texts)

    def _label_cells(self, line: Line, names: dict[int, FieldName | None]) -> None:
        waiting: tuple[FieldName, str] | None = None
        for cell in line.cells:
            text = line.cell_text(cell)
            name = names.get(cell.start) if text.strip() else None
            if name is not None:
                waiting = (name, text)
            elif waiting is not None:
                if text.strip():
                    self._cell_value(*waiting, line, cell)
                waiting = None
            elif text.strip():
                self._cell_lines(line, cell)
        if waiting is not None:
            self._open.name, self._open.label = waiting

    def _under_heads(
        self, line: Line, cells: Sequence[Cell], heads: Sequence[tuple[int, FieldName, str]]
    ) -> None:
        for cell in cells:
            for column, name, label in heads:
                if column == cell.column:
                    self._cell_value(name, label, line, cell)

    def _cell_value(self, name: FieldName, label: str, line: Line, cell: Cell) -> None:
        """Take a cell as a label's value, and the labels inside it for themselves."""
        self._add(name, label, line.block, cell.start, cell.end)
        if name not in _LONG:
            self._cell_lines(line, cell)
        else:
            self._inside_long(line, cell)

    def _inside_long(self, line: Line, cell: Cell) -> None:
        """Take numbers and people from a cell of minutes; its times and places are agenda."""
        begin = cell.start - line.start
        for part in line.cell_text(cell).split("\n"):
            marks = [
                m for m in find_marks(self._lexicon, part) if m.name is None or m.name in _PEOPLE
            ]
            self._take(line, begin, begin + len(part), marks)
            begin += len(part) + 1

    def _cell_lines(self, line: Line, cell: Cell) -> None:
        begin = cell.start - line.start
        for part in line.cell_text(cell).split("\n"):
            self._take(line, begin, begin + len(part), find_marks(self._lexicon, part))
            begin += len(part) + 1

    def _take(self, line: Line, begin: int, end: int, marks: Sequence[Mark]) -> None:
        """Take the labelled values of one line of text, `text[begin:end]` of the line."""
        for number, mark in enumerate(marks):
            stop = marks[number + 1].start + begin if number + 1 < len(marks) else end
            if mark.name is None:
                continue
            start = mark.value + begin
            text = line.text[start:stop]
            if not text.strip() and not line.is_row and number + 1 == len(marks):
                self._open = _Open(name=mark.name, label=mark.label)
            elif mark.name not in _COUNTED:
                self._add(mark.name, mark.label, line.block, line.start + start, line.start + stop)
        self._counts(line, begin, end)

    def _counts(self, line: Line, begin: int, end: int) -> None:
        text = line.text[begin:end]
        offset = line.start + begin
        for name, pattern in COUNTS:
            for found in pattern.finditer(text):
                label = text[found.start() : found.start(1)]
                self._add(name, label, line.block, offset + found.start(1), offset + found.end(1))
        for found in ABSENT.finditer(text):
            start, stop = found.span(2)
            self._add(FieldName.ABSENT, found.group(1), line.block, offset + start, offset + stop)

    def _add(self, name: FieldName, label: str, block: int, start: int, end: int) -> None:
        raw = self._document.blocks[block].text
        tail = _EDGE if name in _LONG else _TAIL
        while end > start and raw[end - 1] in tail:
            end -= 1
        while start < end and raw[start] in _EDGE + ":：":
            start += 1
        value = raw[start:end]
        plain = _NEXT_LABEL.sub("", value) if len(value) <= MAX_BARE_LINE else value
        if _UNFILLED.fullmatch(plain):
            return
        if name is FieldName.TIME and not _LIKE_TIME.search(value):
            return
        region = Region(block, start, end)
        if not any(f.name is name and _overlap(f.region, region) for f in self.fields[-12:]):
            self.fields.append(Field(name, "".join(label.split()).rstrip(":："), value, region))


def _same_columns(line: Line, following: Line | None) -> bool:
    """Say whether the next line is a row of the same, filled columns."""
    if following is None or not following.is_row:
        return False
    columns = [cell.column for cell in line.cells]
    filled = sum(1 for cell in following.cells if following.cell_text(cell).strip())
    return columns == [cell.column for cell in following.cells] and filled >= len(columns) >= 3


def _overlap(one: Region, other: Region) -> bool:
    return one.block == other.block and one.start < other.end and other.start < one.end
