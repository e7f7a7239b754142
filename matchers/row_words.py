"""What the short cells of a register row say beside the register's name.

A row is written tersely: 研讨 in the remarks of a list of 中心组学习, 上半年情况报告 in a list of
意识形态工作, 学二十大报告 as a theme. Read alone these words name nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from matchers.normalize import normalize
from matchers.record import FieldName, Record, Region
from matchers.register_rows import named_types, subject_of
from matchers.terms import TermMatcher

_CELLS = (
    FieldName.TOPIC,
    FieldName.CONTENT,
    FieldName.TITLE,
    FieldName.EVENT_TYPE,
    FieldName.STATUS,
)
_MAX_CELL = 24
_SHORT = 10
_PERIOD = re.compile(r"^(?:第?[一二三四1-4]季度|[上下]半年|[上下]学期|全年|本?年度|\d{1,2}月份?)")
_TERSE = (
    (re.compile(r"^学(?![习校生期年员会科段雷])"), "学习"),
    (re.compile(r"^看(?!望)"), "观看"),
)
_PARTS = re.compile(r"[、,;和及+\s]+")
# Under 会议类型 the committee's name is its meeting's.
_COMMITTEE = re.compile(r"党?(?:支部|总支|总支部)委员会")
_ASIDE = re.compile(r"\([^()]*\)")
_JOINED = re.compile(r"合并|结合|一并|套开|合开|(?:同时|兼|并)(?:登记|记|计|作|算)")
_DISCUSSIONS = ("central_group_discussion",)
# Who spoke: two names or more, or all of them; 无, — and 否 say that nobody did.
_SPOKE = re.compile(
    r"[\u4e00-\u9fff]{2,4}[、,\s][\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff\d]人|轮流|全体|均"
)
_LECTURES = frozenset({"party_lecture", "central_group_study"})


def row_types(
    record: Record, title: str, named: set[str], matcher: TermMatcher
) -> dict[str, Region]:
    """Give the types that a row's short cells name, each with the cell that names it.

    Args:
        record: a register row.
        title: the register's normalised title.
        named: the types that the register's name gives each of its rows.
        matcher: finds terms.
    """
    types = _discussed(record, named, matcher)
    kind = record.field(FieldName.EVENT_TYPE)
    if kind is not None and _COMMITTEE.fullmatch(normalize(kind.value).strip()):
        meeting = named_types(f"{normalize(kind.value).strip()}会议", matcher)
        types |= dict.fromkeys(meeting, kind.region)
    for cell, region in _cells(record):
        for event_type in _cell_types(cell, title, named, matcher):
            types.setdefault(event_type, region)
    return {event_type: place for event_type, place in types.items() if event_type not in named}


def _cell_types(cell: str, title: str, named: set[str], matcher: TermMatcher) -> set[str]:
    """Give what one short cell names, read beside the register's own name."""
    types = _components(cell, named, matcher)
    for pattern, verb in _TERSE:
        if pattern.match(cell):
            types |= named_types(pattern.sub(verb, cell), matcher)
    if named & _LECTURES:
        types |= named_types(f"学习{cell}", matcher) & {"congress_study"}
    if named and _JOINED.search(cell):  # else the other meeting has a row of its own
        types |= named_types(cell, matcher)
    types |= _short_types(_ASIDE.sub("", cell).strip(), title, matcher)
    work = _PERIOD.sub("", cell)
    if len(work) <= _SHORT and not named_types(cell, matcher):
        subject = subject_of(title)
        types |= named_types(subject + work, matcher) - named_types(subject, matcher)
    return types


def _short_types(cell: str, title: str, matcher: TermMatcher) -> set[str]:
    """Give what a word means that the register's topic completes (小组会 under 三会一课)."""
    return {
        entry.id
        for entry in matcher.lexicon.events
        if (topic := entry.short.get(cell)) is not None and topic in title
    }


def _discussed(record: Record, named: set[str], matcher: TermMatcher) -> dict[str, Region]:
    """Give the discussion that a column of its own says took place (研讨 | 何蔓、唐晓)."""
    fields = (f for f in record.fields if f.name is FieldName.SPEAKERS)
    spoke = next((f for f in fields if _SPOKE.search(normalize(f.value))), None)
    if spoke is None:
        return {}
    discussions = (matcher.lexicon.entry(t) for t in _DISCUSSIONS)
    return {entry.id: spoke.region for entry in discussions if named & set(entry.part_of)}


def _cells(record: Record) -> Iterator[tuple[str, Region]]:
    for field in record.fields:
        text = normalize(field.value).strip()
        if field.name in _CELLS and 2 <= len(text) <= _MAX_CELL:
            yield text, field.region


def _components(cell: str, named: set[str], matcher: TermMatcher) -> set[str]:
    """Give the parts of the register's own meeting that a cell names (研讨 of a 中心组学习)."""
    words = {part for part in _PARTS.split(cell) if len(part) >= 2}
    return {
        entry.id
        for entry in matcher.lexicon.events
        if named & set(entry.part_of)
        and any(name.endswith(word) for word in words for name in entry.names)
    }
