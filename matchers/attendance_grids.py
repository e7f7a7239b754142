"""Attendance kept as a grid: people down the side, days across, a tick where somebody came.

姓名 | 1/12 | 2/23 with √ and 病假 below, and often a row of what each day was (会议类型, 内容).
A day is an occasion when most of the marks below it say that people came; a day without marks
was not (yet) held. Amounts, names on a rota and ticks beside topics are no attendance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Cell
from matchers.body_lines import Line
from matchers.field_lexicon import FieldLexicon, field_lexicon
from matchers.period_matrix import DatedCell
from matchers.record import FieldName, Region
from matchers.terms import Strength, term_matcher

_DAY = re.compile(
    r"\s*(?P<day>(?:\d{4}\s?[年./-]\s?)?(?P<m>\d{1,2})\s?[月./-]\s?(?P<d>\d{1,2})(?:\s?[日号])?)(?![\d.])\s*"
)
_CAME = re.compile(r"[√✓✔☑○●◯Oo]|到|出席?|已到|出勤|参加|迟到|早退")
_AWAY = re.compile(
    r"[×✗✕✘Xx△▲◇☆/\-—－]|[病事公产婚丧]假?|[公出]差|请假|缺[席勤]?|旷|未到|未参加|外出|因公|补学|已补"
)
_NAMES = (FieldName.EVENT_TYPE, FieldName.TITLE)
_MATTERS = (FieldName.TOPIC, FieldName.CONTENT)
_LEAST_DAYS, _LEAST_PEOPLE = 2, 2
_MAX_HEAD = 24


@dataclass(frozen=True, slots=True)
class _Day:
    """A column: the cell of the header row, and where in it the day stands."""

    cell: Cell
    region: Region
    label: str
    name: Region | None


def cells_by_attendance(head: Line, rows: Sequence[Line]) -> tuple[DatedCell, ...]:
    """Give the days of an attendance grid on which people came; empty if it is no such grid.

    Args:
        head: the row that may hold the days.
        rows: the rows below it. Rows of what took place (会议类型, 主题) name the days; the
            others are people when all their cells under the days are marks.
    """
    lexicon = field_lexicon()
    days = list(_days(head))
    if len(days) < _LEAST_DAYS or _is_of_matters(head, days, lexicon):
        return ()
    columns = {day.cell.column for day in days}
    people = [line for line in rows if _is_person(line, columns)]
    if len(people) < _LEAST_PEOPLE:
        return ()
    named = list(_described(rows, _NAMES, lexicon))
    matters = list(_described(rows, _MATTERS, lexicon))
    return tuple(_occasion(day, named, matters) for day in days if _came(people, day.cell.column))


def _days(head: Line) -> Iterator[_Day]:
    """Give the columns whose head is a day, with what is written beside it (3.22党课)."""
    for cell in head.cells:
        text = head.cell_text(cell)
        found = _DAY.match(text)
        if found is None or len(text.strip()) > _MAX_HEAD:
            continue
        if not (1 <= int(found["m"]) <= 12 and 1 <= int(found["d"]) <= 31):
            continue
        region = Region(head.block, *(cell.start + at for at in found.span("day")))
        rest = text[found.end() :].rstrip()
        start = cell.start + found.end()
        name = Region(head.block, start, start + len(rest)) if _names_event(rest) else None
        yield _Day(cell, region, found["day"], name)


def _is_of_matters(head: Line, days: Sequence[_Day], lexicon: FieldLexicon) -> bool:
    """Say whether the rows are topics and not people: ticks then say what is due when."""
    first = min(day.cell.column for day in days)
    labels = [head.cell_text(cell).strip() for cell in head.cells if cell.column < first]
    return any(lexicon.column(label) in (*_NAMES, *_MATTERS) for label in labels if label)


def _is_person(line: Line, columns: set[int]) -> bool:
    marks = [line.cell_text(cell).strip() for cell in line.cells if cell.column in columns]
    return any(marks) and all(not mark or _is_mark(mark) for mark in marks)


def _is_mark(text: str) -> bool:
    return _CAME.fullmatch(text) is not None or _AWAY.fullmatch(text) is not None


def _came(people: Sequence[Line], column: int) -> bool:
    marks = [
        mark
        for line in people
        for cell in line.cells
        if cell.column == column and (mark := line.cell_text(cell).strip())
    ]
    came = sum(_CAME.fullmatch(mark) is not None for mark in marks)
    return came > 0 and came * 2 >= len(marks)


def _described(
    rows: Sequence[Line], names: Sequence[FieldName], lexicon: FieldLexicon
) -> Iterator[Line]:
    """Give the rows that say what took place on each day."""
    for line in rows:
        texts = (line.cell_text(cell).strip() for cell in line.cells[:2])
        if any(lexicon.column(text) in names for text in texts if text):
            yield line


def _occasion(day: _Day, named: Sequence[Line], matters: Sequence[Line]) -> DatedCell:
    own = [region for line in named if (region := _below(line, day))]
    told = [region for line in matters if (region := _below(line, day))]
    head = day.name or (own[0] if own else None)
    matter = told[0] if told else None
    cells = (day.region, *own, *told)
    return DatedCell(head, None, cells, day.region, day.label, matter=matter)


def _below(line: Line, day: _Day) -> Region | None:
    """Give the filled cell of a row under a day."""
    for cell in line.cells:
        text = line.cell_text(cell)
        if cell.column <= day.cell.column < cell.column + cell.span and text.strip():
            start = cell.start + len(text) - len(text.lstrip())
            return Region(line.block, start, start + len(text.strip()))
    return None


def _names_event(text: str) -> bool:
    hits = term_matcher().find(text).hits
    return any(hit.strength is Strength.NAME for hit in hits)
