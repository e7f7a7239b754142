"""The measure `roster`: how many of the named people spoke, attended, lectured or signed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Citation, Document
from matchers.annotation import Attributes
from rubrics.finding import DecidedBy
from rubrics.interval import ONE, ZERO, Interval
from rubrics.measure_documents import present_types
from rubrics.measured import Measured, Setting, unique
from rubrics.measures import Roster, Stream
from rubrics.selecting import select
from rubrics.unread import unread_bearing
from rubrics.wording import RELATION, WHO, listed

_RECORD = {"speak": "发言记录", "attend": "参加记录", "lecture": "主讲记录", "sign": "签字"}


@dataclass(frozen=True, slots=True)
class _Source:
    """Where names were looked for: which people were found, and what stays doubtful."""

    covered: tuple[str, ...]
    seen: bool  # whether there was anything to look at
    doubts: tuple[str, ...]
    events: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


def measure_roster(measure: Roster, setting: Setting) -> Measured:
    """Count the people covered; without a declared roster nobody can be missed for certain."""
    people = unique(name for who in measure.who for name in _people(who, setting))
    undeclared = tuple(who for who in measure.who if not _people(who, setting))
    look = _in_documents if measure.relation == "sign" else _in_events
    source = look(measure, people, setting)
    absent = tuple(name for name in people if name not in source.covered)
    doubts = source.doubts
    if undeclared and (source.seen or doubts):
        names = "、".join(WHO[name] for name in undeclared)
        doubts = (*doubts, f"学校信息没有列出{names}，无法逐人核对")
    return Measured(
        lacking=_lacking(absent, undeclared, source),
        value=Interval(Decimal(len(source.covered)), Decimal(max(len(people), 1))),
        decided_by=DecidedBy.COUNT,
        sentence=_sentence(measure, people, source.covered, absent),
        present=bool(source.covered),
        required=len(people) or None,
        counted=len(source.covered) if people else None,
        possible=len(people) if source.doubts and people else len(source.covered) or None,
        missing=absent,
        gaps=(f"{listed(absent)}的{_RECORD[measure.relation]}",) if absent else (),
        events=source.events,
        documents=source.documents,
        citations=source.citations,
        needs=undeclared if source.seen or source.doubts else (),
        doubts=doubts,
    )


def _lacking(absent: tuple[str, ...], undeclared: tuple[str, ...], source: _Source) -> Interval:
    """Bound the number of people missing."""
    high = Decimal(len(absent))
    if not source.seen and not source.doubts:
        sure = max(high, ONE)  # nothing at all: at least one person is missing, whoever they are
        return Interval(sure, None if undeclared else sure)
    if undeclared:
        return Interval(ZERO if source.doubts else high, None)
    return Interval(ZERO if source.doubts else high, high)


def _people(who: str, setting: Setting) -> tuple[str, ...]:
    value = getattr(setting.profile, who)
    if isinstance(value, str):
        return (value,)
    return tuple(value) if value else ()


def _in_events(measure: Roster, people: tuple[str, ...], setting: Setting) -> _Source:
    selection = select(Stream(types=measure.events), setting.evidence, setting.period)
    held = [candidate.event for candidate in selection.certain]
    telling = [event for event in held if _names(event.attributes, measure.relation)]
    named = {name for event in telling for name in _names(event.attributes, measure.relation)}
    verb = RELATION[measure.relation]
    doubts = [
        f"{event.id}《{event.title}》没有写明{verb}人员" for event in held if event not in telling
    ]
    doubts += [f"{c.event.id}《{c.event.title}》{c.doubt}" for c in selection.doubtful]
    doubts += _unread(setting, measure.events)
    return _Source(
        covered=tuple(name for name in people if name in named),
        seen=bool(held),
        doubts=tuple(doubts),
        events=tuple(event.id for event in telling),
        citations=unique(
            cited for event in held for cited in event.citations_for(measure.events)[:1]
        ),
    )


def _names(said: Attributes, relation: str) -> tuple[str, ...]:
    if relation == "speak":
        return said.speakers
    if relation == "lecture":
        return (said.lecturer,) if said.lecturer else ()
    return said.attendees


def _in_documents(measure: Roster, people: tuple[str, ...], setting: Setting) -> _Source:
    files = present_types(measure.documents, setting)
    texts = [document for document in setting.evidence.documents if document.path in files]
    found = {name: _find(name, texts) for name in people}
    return _Source(
        covered=tuple(name for name in people if found[name]),
        seen=bool(files),
        doubts=tuple(_unread(setting, measure.documents)),
        documents=unique(files),
        citations=unique(cited for name in people for cited in found[name]),
    )


def _unread(setting: Setting, types: tuple[str, ...]) -> list[str]:
    words = (*setting.vocabulary.words(types), *setting.words)
    files = unread_bearing(setting.evidence, words)
    return [f"未能读取的文件可能含有记录：{listed(files, 3)}"] if files else []


def _find(name: str, documents: list[Document]) -> tuple[Citation, ...]:
    """Cite the first place where a name stands."""
    for document in documents:
        for block in document.blocks:
            at = block.text.find(name)
            if at >= 0:
                return (document.cite(block.index, at, at + len(name)),)
    return ()


def _sentence(
    measure: Roster, people: tuple[str, ...], covered: tuple[str, ...], absent: tuple[str, ...]
) -> str:
    who, verb = "、".join(WHO[name] for name in measure.who), RELATION[measure.relation]
    if not people:
        return f"{who}{verb}情况未能逐人核对"
    shown = f"（未见 {listed(absent)}）" if absent else ""
    return f"{who}应{verb} {len(people)} 人，确认 {len(covered)} 人{shown}"
