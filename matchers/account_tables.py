"""Tables that set what was done beside what was asked: self-checks, scored forms, task lists.

指标 | 评分细则 | 自评 | 自评说明, 任务 | 责任人 | 时限 | 进展, 问题 | 措施 | 整改情况: one column
names the matter, one (the account) tells what came of it, often as bare days: 3.3、6.30、9.8.
Only the account's days are occasions; those of demands and deadlines are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.document import Cell
from matchers.body_lines import Line
from matchers.field_lexicon import FieldLexicon, field_lexicon
from matchers.numerals import parse_numeral
from matchers.period_matrix import DatedCell
from matchers.record import FieldName, Region
from matchers.terms import Strength, term_matcher

_YEAR = r"(?:\d{4}\s?[年./-]\s?)?"
_NUMERAL = r"\d{1,2}|[一二三四五六七八九十廿]{1,3}"
_DAY = re.compile(
    rf"(?<![\d.])(?P<day>{_YEAR}(?P<m>{_NUMERAL})\s?(?:月|[./-](?=\s?\d))\s?(?P<d>{_NUMERAL})\s?[日号]?"
    rf"(?:\s?(?:-|至|到|~|—)+\s?(?:(?:{_NUMERAL})\s?[月.]\s?)?(?:{_NUMERAL})\s?[日号]?(?![\d月个次人]))?)"
    r"(?![\d.]|\s?(?:%|分|元|万|个|倍|版|人|次|件|条|学时|课时))"
)
_LIMIT_BEHIND = re.compile(r"\s?(?:[日号]?(?:以前|之前|前后|左右|前)|教育日|警示日|系列|文件|通知)")
_FRACTION = re.compile(r"\d{1,2}/\d{1,2}")
_LIMIT_BEFORE = re.compile(r"(?:截至|截止|截止到|截至到|最迟|不迟于|至迟)\s?$")
_CLAUSE = re.compile(r"[^,，。;；]+")
_SEGMENT = re.compile(r"[^;；。\n]+")
_BETWEEN = re.compile(r"[\s、,，和及与]*(?:\([^()]*\)[\s、,，和及与]*)?")
_MOVED = re.compile(r"(?:改|推迟|延期?|调整?)(?:为|至|到|在|于)?\s?$")
_CUT = re.compile(r"[,，、\s]")
_LABEL = re.compile(r"[,，、\s√]*(?:其中)?(?P<label>[\u4e00-\u9fff]{2,12}?)\s?[:(]?\s?")
_TAIL = re.compile(
    r"[,，\s]*(?:共|均|都|各|分别)?(?:[一二两三四五六七八九十\d]+次)?(?:均?为|是|作|开展)?(?:了)?"
    r"(?P<label>[\u4e00-\u9fff]{2,6})(?=[,，。;；(（\n]|$)"
)
_EDGE = " \t\n\r\v\f\u3000\u00a0、,，"
_ASIDE = re.compile(r"\([^()]*\)?")
_DONE_AT = ("完成时间", "完成日期", "落实时间")  # beside a time that was planned
_UNDONE = re.compile(r"\s*[×✗✕✘]")
_MAX_HEAD = 24
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of such a table that are looked at."""

    account: int
    subject: int
    state: int | None


def cells_by_account(head: Line, rows: Sequence[Line]) -> tuple[DatedCell, ...]:
    """Give the occasions that the account column of a table tells of; empty if it is no such table.

    Args:
        head: the row that may be the header.
        rows: the rows below it.
    """
    columns = _columns(head, rows)
    if columns is None:
        return ()
    found: list[DatedCell] = []
    subject: Region | None = None
    for line in rows:
        subject = _subject(line, columns.subject) or subject
        cell = next((c for c in line.cells if c.column == columns.account), None)
        if cell is None or subject is None or _UNDONE.match(line.cell_text(cell)):
            continue
        state = _region(line, columns.state) if columns.state is not None else None
        found += days_of_account(line, cell, subject, state)
    return tuple(found) if len(found) >= _LEAST else ()


def _columns(head: Line, rows: Sequence[Line]) -> _Columns | None:
    lexicon = field_lexicon()
    heads = {c.column: _ASIDE.sub("", head.cell_text(c)).strip() for c in head.cells}
    filled = {column: text for column, text in heads.items() if text}
    if len(filled) < 2 or any(len(text) > _MAX_HEAD for text in filled.values()):
        return None
    planned = any(lexicon.is_planned(text) for text in filled.values())
    accounts = [
        column
        for column, text in filled.items()
        if lexicon.is_account(text) or (planned and text in _DONE_AT)
    ]
    if not accounts or any(
        _is_own_time(text, lexicon) for column, text in filled.items() if column not in accounts
    ):
        return None
    account = max(accounts, key=lambda column: sum(1 for _ in _days_below(rows, column)))
    others = [c for c in filled if c < account and c not in accounts]
    named = {c: sum(bool(types_in(text)) for text in _texts(rows, c)) for c in others}
    if not named or not max(named.values()):
        return None
    subject = min(named, key=lambda column: (-named[column], column))
    states = [c for c, text in filled.items() if c != account and lexicon.is_state(text)]
    return _Columns(account, subject, states[0] if states else None)


def _is_own_time(head: str, lexicon: FieldLexicon) -> bool:
    """Say whether a column holds the days of the rows themselves: then it is a register."""
    if lexicon.is_planned(head) or lexicon.is_other_time(head):
        return False
    return lexicon.column(head) is FieldName.TIME and head not in ("月", "月份")


def _texts(rows: Sequence[Line], column: int) -> Iterator[str]:
    for line in rows:
        for cell in line.cells:
            if cell.column == column:
                yield line.cell_text(cell).strip()


def _days_below(rows: Sequence[Line], column: int) -> Iterator[re.Match[str]]:
    for text in _texts(rows, column):
        yield from _DAY.finditer(text)


def _region(line: Line, column: int) -> Region | None:
    for cell in line.cells:
        if cell.column == column and (text := line.cell_text(cell)).strip():
            start = cell.start + len(text) - len(text.lstrip())
            return Region(line.block, start, start + len(text.strip()))
    return None


def _subject(line: Line, column: int) -> Region | None:
    """Give the matter of a row: the first clause that names an event, else the whole cell."""
    whole = _region(line, column)
    if whole is None:
        return None
    text = line.text[whole.start - line.start : whole.end - line.start]
    named = next((c for c in _CLAUSE.finditer(text) if types_in(c.group())), None)
    if named is None:
        return whole
    return Region(line.block, whole.start + named.start(), whole.start + named.end())


def days_of_account(
    line: Line, cell: Cell, subject: Region, state: Region | None
) -> list[DatedCell]:
    """Give one occasion for each day of an account, with all its words around that day.

    Args:
        line: the line that the account stands in.
        cell: where it stands.
        subject: the matter's name, in the same block.
        state: the cell that says how far the row is, or None.
    """
    text = line.cell_text(cell)
    about = line.text[subject.start - line.start : subject.end - line.start]
    found: dict[tuple[str, str, str], DatedCell] = {}
    for segment in _SEGMENT.finditer(text):
        days = [day for day in _DAY.finditer(text, *segment.span()) if _is_day(text, day)]
        label: re.Match[str] | None = None
        starts = _starts(text, segment.start(), days)
        for number, day in enumerate(days):
            if number == 0 or starts[number] < day.start():
                label = _label(text, starts[number], day.start(), about)
                label = label or _tail(text, days[number:], segment.end(), about)
            end = starts[number + 1] if number + 1 < len(days) else segment.end()
            part = _trimmed(line.block, cell.start, text, starts[number], end)
            place = _trimmed(line.block, cell.start, text, *day.span("day"))
            name = label["label"] if label else ""
            head = (
                Region(line.block, *(cell.start + at for at in label.span("label")))
                if label
                else subject
            )
            key = (day["m"], day["d"], name)
            known = found.get(key)
            if known is None:
                known = DatedCell(head, subject, (), place, day["day"], state=state, told=True)
            found[key] = replace(known, cells=(*known.cells, part))
    return list(found.values())


def _starts(text: str, first: int, days: Sequence[re.Match[str]]) -> list[int]:
    """Give where the words of each day begin: behind the last comma before it, or at the day."""
    starts = []
    for number, day in enumerate(days):
        if number == 0:
            starts.append(first)
            continue
        end = days[number - 1].end("day")
        cut = max((m.end() for m in _CUT.finditer(text, end, day.start())), default=day.start())
        joined = _BETWEEN.fullmatch(text, end, day.start()) or _MOVED.search(text, end, day.start())
        starts.append(day.start() if joined else cut)
    return starts


def _is_day(text: str, day: re.Match[str]) -> bool:
    """Say whether a match is a day of the calendar on which something happened, no limit."""
    month, number = parse_numeral(day["m"]), parse_numeral(day["d"])
    if month is None or number is None or not (1 <= month <= 12 and 1 <= number <= 31):
        return False
    if _LIMIT_BEHIND.match(text, day.end("day")) or _FRACTION.fullmatch(day["day"]):
        return False
    return _LIMIT_BEFORE.search(text[: day.start()]) is None


def _label(text: str, start: int, end: int, about: str) -> re.Match[str] | None:
    """Give the words before a list of days where they, or the row's matter with them, name more
    than the matter alone (研判：3.31、6.29 in the row 意识形态)."""
    found = _LABEL.fullmatch(text, start, end)
    return found if found is not None and _says_more(found["label"], about) else None


def _tail(text: str, days: Sequence[re.Match[str]], end: int, about: str) -> re.Match[str] | None:
    """Give the words behind a list of days that say more of what they were (两次研判)."""
    last = 0
    while last + 1 < len(days) and _BETWEEN.fullmatch(
        text, days[last].end("day"), days[last + 1].start()
    ):
        last += 1
    found = _TAIL.match(text, days[last].end("day"), end)
    return found if found is not None and _says_more(found["label"], about) else None


def _says_more(label: str, about: str) -> bool:
    """Say whether a label, or the matter with it, names more than the matter alone."""
    return bool((types_in(label) | types_in(about + label)) - types_in(about))


def types_in(text: str) -> set[str]:
    """Give the types that a matter's name stands for."""
    matcher = term_matcher()
    hits = matcher.find(text).hits
    return matcher.lexicon.headed(text) | {
        hit.type for hit in hits if hit.strength in (Strength.NAME, Strength.ACT)
    }


def _trimmed(block: int, offset: int, text: str, start: int, end: int) -> Region:
    part = text[start:end]
    lead = len(part) - len(part.lstrip(_EDGE))
    return Region(block, offset + start + lead, offset + start + len(part.rstrip(_EDGE)))
