"""The measure `roster`: how many of the named people spoke, attended, lectured or signed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Citation, Document
from matchers.annotation import Attributes
from matchers.signed_names import find_name
from rubrics.finding import DecidedBy, NotCounted
from rubrics.interval import ONE, ZERO, Interval
from rubrics.lacks import Sort, lack
from rubrics.measure_documents import in_period, papers_of
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
    possible: tuple[str, ...] = ()  # people who may be covered: named, but not seen to sign
    unknown: bool = True  # whether the doubts may hide anybody, not only the possible
    not_counted: tuple[NotCounted, ...] = ()


_SORTS = {
    "speak": Sort.SPEECH,
    "attend": Sort.PRESENCE,
    "lecture": Sort.LECTURE,
    "sign": Sort.SIGNATURE,
}


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
        possible=_possible(people, source),
        missing=absent,
        lacks=(
            lack((f"{listed(absent)}的{_RECORD[measure.relation]}",), _SORTS[measure.relation])
            if absent
            else ()
        ),
        events=source.events,
        documents=source.documents,
        citations=source.citations,
        not_counted=source.not_counted,
        needs=undeclared if source.seen or source.doubts else (),
        doubts=doubts,
    )


def _possible(people: tuple[str, ...], source: _Source) -> int | None:
    """Count the people who may be covered after all."""
    if source.doubts and source.unknown and people:
        return len(people)
    return len(source.covered) + len(source.possible) or None


def _lacking(absent: tuple[str, ...], undeclared: tuple[str, ...], source: _Source) -> Interval:
    """Bound the number of people missing."""
    high = Decimal(len(absent))
    low = ZERO if source.doubts and source.unknown else high - len(source.possible)
    if not source.seen and not source.doubts:
        sure = max(high, ONE)  # nothing at all: at least one person is missing, whoever they are
        return Interval(sure, None if undeclared else sure)
    if undeclared:
        return Interval(low, None)
    return Interval(low, high)


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
        citations=unique(cited for event in held for cited in event.shown_for(measure.events, 1)),
    )


def _names(said: Attributes, relation: str) -> tuple[str, ...]:
    if relation == "speak":
        return said.speakers
    if relation == "lecture":
        return (said.lecturer,) if said.lecturer else ()
    return said.attendees


def _in_documents(measure: Roster, people: tuple[str, ...], setting: Setting) -> _Source:
    """Look for the people's signatures on the papers of the period.

    A name that merely stands on a paper, and a paper that names no year, leave a doubt.
    """
    papers = papers_of(measure.documents, setting)
    ages = {paper.file: in_period(paper, setting) for paper in papers}
    dated = [paper.file for paper in papers if ages[paper.file]]
    undated = [paper.file for paper in papers if ages[paper.file] is None]
    sure = {name: find_name(name, _texts(setting, dated)) for name in people}
    maybe = {name: find_name(name, _texts(setting, undated)) for name in people}
    covered = tuple(name for name in people if sure[name][1])
    listed_only = tuple(n for n in people if n not in covered and sure[n][0])
    signed_once = tuple(n for n in people if n not in (*covered, *listed_only) and maybe[n][0])
    doubts = [f"材料上有{listed(listed_only)}的名字，未见签字"] if listed_only else []
    if signed_once:
        doubts.append(f"{listed(unique(undated), 3)}没有写明年度（有{listed(signed_once)}的名字）")
    doubts += _unread(setting, measure.documents)
    cited = [sure[name][0] or maybe[name][0] for name in people]
    return _Source(
        covered=covered,
        possible=(*listed_only, *signed_once),
        seen=bool(dated or undated),
        doubts=tuple(doubts),
        unknown=bool(_unread(setting, measure.documents)),
        documents=unique((*dated, *undated)),
        citations=unique(one for one in cited if one is not None),
        not_counted=unique(
            NotCounted(None, f"《{paper.title}》不是本时段的", paper.file)
            for paper in papers
            if ages[paper.file] is False
        ),
    )


def _texts(setting: Setting, files: list[str]) -> list[Document]:
    return [document for document in setting.evidence.documents if document.path in files]


def _unread(setting: Setting, types: tuple[str, ...]) -> list[str]:
    words = (*setting.vocabulary.words(types), *setting.words)
    files = unread_bearing(setting.evidence, words)
    return [f"未能读取的文件可能含有记录：{listed(files, 3)}"] if files else []


def _sentence(
    measure: Roster, people: tuple[str, ...], covered: tuple[str, ...], absent: tuple[str, ...]
) -> str:
    who, verb = "、".join(WHO[name] for name in measure.who), RELATION[measure.relation]
    if not people:
        return f"{who}{verb}情况未能逐人核对"
    shown = f"（未见 {listed(absent)}）" if absent else ""
    return f"{who}应{verb} {len(people)} 人，确认 {len(covered)} 人{shown}"
