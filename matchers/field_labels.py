"""Labels of header fields in one line of text: where they stand and what they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.document import Cell
from matchers.body_lines import Line
from matchers.field_lexicon import FieldLexicon, field_lexicon
from matchers.record import FieldName

_NUMBER = r"(\d{1,5}|[一二三四五六七八九十百]{1,4})"
_WHO = (
    r"(?:会|会议)?(?:有(?:表决|选举)权的?)?(?:正式)?(?:党员|代表|人员|委员|教师|会员)?(?:人数|人)?"
)
_EXPECTED = re.compile(
    rf"应(?:到|出席|参加|参会)(?:会|会议)?{_WHO}\s{{0,4}}[:为是]?[\s_]{{0,20}}{_NUMBER}(?![\d年月日])"
)
_PRESENT = re.compile(
    rf"实(?:际)?(?:到|出席|参加|参会){_WHO}\s{{0,4}}[:为是]?[\s_]{{0,20}}{_NUMBER}(?![\d年月日])"
)
ABSENT = re.compile(
    rf"((?:缺席|请假|未到|缺勤)(?:人员|人数|党员)?)\s{{0,4}}[:为]?[\s_]{{0,20}}({_NUMBER}[\s_]{{0,8}}[人名位](?:\([^()]{{1,80}}\))?)"
)
_SENTENCE = re.compile(r"[。!?]")
_LINE_NUMBER = re.compile(r"^\s*[(]?[一二三四五六七八九十\d]{1,2}[)、.]\s*")
COUNTS = ((FieldName.EXPECTED, _EXPECTED), (FieldName.PRESENT, _PRESENT))
_MAY_BE_TITLE = re.compile(r"(?:记录|纪要)\s*(?:\([^()]*\))?\s*$")  # alone it is a title
MAX_BARE_LINE = 90
_COUNT = re.compile(r"第\s?[一二三四五六七八九十\d]{1,3}\s?次(?:会议?|学习|活动|例会)?")
_DAY = re.compile(
    r"(?:\d{4}\s?[年./-]\s?)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?[月./-]\s?(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A label in a text: where it begins, where its value may begin."""

    start: int
    value: int
    name: FieldName | None
    label: str


def label_count(lines: Iterable[Line]) -> tuple[tuple[FieldName, ...], int]:
    """Give the fields whose labels stand in lines (also unfilled ones), and how many labels."""
    lexicon = field_lexicon()
    names: list[FieldName] = []
    for line in lines:
        if line.is_row:
            filled = [text for cell in line.cells if (text := line.cell_text(cell)).strip()]
            if len(filled) == 1 and _MAY_BE_TITLE.search(filled[0]):
                continue
            if counted_time(line, lexicon) is not None:
                names.append(FieldName.TIME)
            for text in filled:
                names += _cell_labels(lexicon, text)
        else:
            names += [mark.name for mark in find_marks(lexicon, line.text) if mark.name]
            names += [name for name, pattern in COUNTS if pattern.search(line.text)]
    return tuple(dict.fromkeys(names)), len(names)


def counted_time(line: Line, lexicon: FieldLexicon) -> Cell | None:
    """Give the cell of a form's row that holds a time behind a mere count of meetings, or None.

    第3次 | 3月30日15:00 | 地点 | 会议室: the count stands where 时间 would. Only where another
    cell of the row is a label, else it is a row of a register.
    """
    filled = [cell for cell in line.cells if line.cell_text(cell).strip()]
    if len(filled) < 2 or not _COUNT.fullmatch(line.cell_text(filled[0]).strip()):
        return None
    labelled = any(lexicon.label(line.cell_text(cell)) for cell in filled[2:])
    is_day = _DAY.match(line.cell_text(filled[1]).strip())
    return filled[1] if labelled and is_day else None


def _cell_labels(lexicon: FieldLexicon, text: str) -> Iterator[FieldName]:
    whole = lexicon.label(text)
    if whole is not None:
        yield whole
        return
    for part in text.split("\n"):
        yield from (mark.name for mark in find_marks(lexicon, part) if mark.name)


def find_marks(lexicon: FieldLexicon, text: str) -> tuple[Mark, ...]:
    """Find the labels of one line in order; the count phrases end a value, too."""
    marks = [
        Mark(found.start(), found.end(), lexicon.label(found.group(1)), found.group(1))
        for found in lexicon.pattern.finditer(text)
    ]
    alone = _LINE_NUMBER.sub("", text)
    name = lexicon.label(alone) if not marks and not _MAY_BE_TITLE.search(text) else None
    if name is not None:
        return (Mark(0, len(text), name, alone),)
    lead = text[: len(text) - len(text.lstrip())]
    if not any(not text[: mark.start].strip() for mark in marks) and len(text) <= MAX_BARE_LINE:
        marks += _bare_marks(lexicon, text, len(lead))
    if marks:
        marks += [
            Mark(found.start(), found.start(), None, "")
            for pattern in (_EXPECTED, _PRESENT, ABSENT)
            for found in pattern.finditer(text)
            if not any(mark.start <= found.start() < mark.value for mark in marks)
        ]
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.value)))


def _bare_marks(lexicon: FieldLexicon, text: str, lead: int) -> list[Mark]:
    """Find labels that only a blank divides from their value (时间 2022.10.21 地点 教室)."""
    if lexicon.bare_pattern.match(text, lead) is None or _SENTENCE.search(text):
        return []
    marks = [
        Mark(found.start(), found.end(), lexicon.label(found.group(1)), found.group(1))
        for found in lexicon.bare_pattern.finditer(text, lead)
    ]
    dated = re.search(r"\d|[一二三四五六七八九十]月", text)
    return marks if dated or all(mark.name is not FieldName.TIME for mark in marks) else []
