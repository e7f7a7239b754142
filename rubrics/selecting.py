"""Which events a stream may count: certain ones, doubtful ones, and the rest with the reason.

Pure functions. Nothing depends on the order in which events come in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from matchers.annotation import Event, EvidenceKind, Granularity, Status
from matchers.period import Period
from rubrics.evidence import Evidence
from rubrics.finding import NotCounted
from rubrics.gaps import holds
from rubrics.measures import ChainLink, Counts, Stream, Where
from rubrics.wording import STATUS_WHY, day_text

Verdict = tuple[bool | None, str]  # True certain, None doubtful, False no; with the reason
YES: Verdict = (True, "")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that may count, with the days it can have been on; `doubt` is empty if certain."""

    event: Event
    begin: date
    end: date
    doubt: str = ""


@dataclass(slots=True)
class Selection:
    """A stream's events: `certain`, `doubtful`, `late` (in the grace window after the end)."""

    certain: list[Candidate] = field(default_factory=list)
    doubtful: list[Candidate] = field(default_factory=list)
    late: list[Candidate] = field(default_factory=list)
    not_counted: list[NotCounted] = field(default_factory=list)
    claimed: list[Event] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def select(stream: Stream, evidence: Evidence, window: Period) -> Selection:
    """Sort the events of a stream's types into those that count and those that do not."""
    result = Selection()
    wanted = set(stream.types)
    for event in sorted(evidence.events, key=sort_key):
        if wanted.isdisjoint(event.types):
            continue
        if event.status in STATUS_WHY:
            result.not_counted.append(NotCounted(event.id, STATUS_WHY[event.status]))
            if event.status is Status.CLAIMED and _claims_this(event, stream, window):
                result.claimed.append(event)
            continue
        _place(stream, evidence, window, event, result)
    if stream.dedupe == "same_day":
        _drop_same_day(result)
    return result


def _claims_this(event: Event, stream: Stream, window: Period) -> bool:
    """Say whether a claimed number is of this stream's topic and of its time."""
    if event.date is not None and not window.touches(event.date.begin, event.date.end):
        return False
    return not stream.where.topic or _by_topic(event, stream.where)[0] is True


def sort_key(event: Event) -> tuple[date, date, str, str]:
    """Order events by day, then title and files; undated ones last."""
    if event.date is None:
        return (date.max, date.max, event.title, "".join(event.files))
    return (event.date.begin, event.date.end, event.title, "".join(event.files))


def _place(
    stream: Stream, evidence: Evidence, window: Period, event: Event, result: Selection
) -> None:
    when = in_window(event, window, stream.counts)
    late = _is_late(event, window, stream)
    verdicts = [
        YES if late else when,
        qualifies(event, stream.where),
        chained(event, stream, evidence),
        (None, "是否开展不明确") if event.status is Status.UNCLEAR else YES,
    ]
    refused = [why for verdict, why in verdicts if verdict is False]
    if refused:
        result.not_counted.append(NotCounted(event.id, "；".join(refused)))
        return
    doubt = "；".join(why for verdict, why in verdicts if verdict is None)
    candidate = _candidate(event, window, doubt, keep_days=late)
    if doubt:
        result.doubtful.append(candidate)
    elif late:
        result.late.append(candidate)
    else:
        result.certain.append(candidate)
        _note_other_year(stream, event, window, result)


def _candidate(event: Event, window: Period, doubt: str, *, keep_days: bool) -> Candidate:
    """Place an event; one that counts for its year only may lie anywhere in the window."""
    known = event.date
    if known is None or not (keep_days or window.touches(known.begin, known.end)):
        return Candidate(event, window.begin, window.end, doubt)
    return Candidate(event, known.begin, known.end, doubt)


def _note_other_year(stream: Stream, event: Event, window: Period, result: Selection) -> None:
    if stream.counts is Counts.HELD_ON or event.date is None or event.for_year is None:
        return
    if not window.covers(event.date.begin, event.date.end):
        text = f"{event.id} 于 {day_text(event)} 开展，属 {event.for_year} 年度，按所属年度计入"
        result.notes.append(text)


def in_window(event: Event, window: Period, counts: Counts) -> Verdict:
    """Say whether an event belongs to a stretch of time, by its day, its year, or either."""
    by_day = _by_day(event, window)
    if counts is Counts.HELD_ON:
        return by_day
    years = window.years()
    if event.for_year is not None and event.for_year in years:
        return YES
    if counts is Counts.EITHER:
        return by_day
    if event.for_year is not None:
        return False, f"属 {event.for_year} 年度，不属于本时段"
    return (False, by_day[1]) if by_day[0] is False else (None, "没有写明属于哪一年度")


def _by_day(event: Event, window: Period) -> Verdict:
    if event.date is None:
        if event.for_year is not None and event.for_year not in window.years():
            return False, f"属 {event.for_year} 年度，不在评分时段内"
        return None, "没有写明日期"
    if window.covers(event.date.begin, event.date.end):
        return YES
    if window.touches(event.date.begin, event.date.end):
        return None, f"日期（{event.date.text}）可能在评分时段之外"
    return False, f"{day_text(event)} 不在评分时段（{window.label}）内"


def _is_late(event: Event, window: Period, stream: Stream) -> bool:
    if not stream.grace_days or event.date is None or event.status is not Status.HELD:
        return False
    last = window.end + timedelta(days=stream.grace_days)
    return window.end < event.date.begin and event.date.end <= last


def qualifies(event: Event, where: Where) -> Verdict:
    """Say whether an event fits a stream's filter; what the record does not say is doubtful."""
    if any(holds(word, text) for word in where.except_topic for text in _texts(event)):
        return False, "属于本条除外的情形"
    verdicts = [_by_role(event, where), _by_audience(event, where), _by_topic(event, where)]
    if where.evidence and not set(where.evidence) & set(event.evidence_kinds):
        verdicts.append((None, "缺少所要求的那种佐证"))
    refused = [why for verdict, why in verdicts if verdict is False]
    if refused:
        return False, "；".join(refused)
    doubts = [why for verdict, why in verdicts if verdict is None]
    return (None, "；".join(doubts)) if doubts else YES


def _by_role(event: Event, where: Where) -> Verdict:
    if not where.lecturer_role:
        return YES
    role = event.attributes.lecturer_role
    if role is None:
        return None, "没有写明主讲人身份"
    return YES if role in where.lecturer_role else (False, "主讲人不是所要求的人")


def _by_audience(event: Event, where: Where) -> Verdict:
    if not where.audience:
        return YES
    if not event.attributes.audience:
        return None, "没有写明对象"
    fits = set(where.audience) & set(event.attributes.audience)
    return YES if fits else (False, "对象不是所要求的人")


def _by_topic(event: Event, where: Where) -> Verdict:
    if not where.topic:
        return YES
    if any(holds(word, text) for word in where.topic for text in _texts(event)):
        return YES
    stated = event.attributes.topic is not None
    return (False, "议题与本条无关") if stated else (None, "没有写明议题")


def _texts(event: Event) -> tuple[str, ...]:
    """Give the words that tell what an event was about."""
    said = event.attributes
    quotes = (citation.quote for citation in event.citations)
    return (event.title, said.topic or "", said.resolution or "", *quotes)


def chained(event: Event, stream: Stream, evidence: Evidence) -> Verdict:
    """Say whether an event has every kind of paper its stream asks for."""
    absent = tuple(link for link in stream.chain if not _has_link(event, link, evidence))
    if not absent:
        return YES
    why = "缺" + "、".join(link.title for link in absent)
    return (False, why) if stream.chain_missing == "zero" else (None, why)


def _has_link(event: Event, link: ChainLink, evidence: Evidence) -> bool:
    """Look for a kind of paper at the event, at what else is there of that day, or as a document.

    A plan (会案) or a photo of the same day proves nothing by itself, but it is one of the
    papers of an event that is proven otherwise.
    """
    if link.kind in event.evidence_kinds or link.kind in _same_day_kinds(event, evidence):
        return True
    year = event.date.begin.year if event.date else None
    return any(
        set(link.documents) & set(document.types)
        and not document.draft_or_template
        and document.own is not False
        and (document.file in event.files or year in document.years)
        for annotation in evidence.annotations
        if annotation.own
        for document in annotation.documents
    )


def _same_day_kinds(event: Event, evidence: Evidence) -> set[EvidenceKind]:
    if event.date is None or event.date.granularity is not Granularity.DAY:
        return set()
    return {
        kind
        for other in evidence.events
        if other.date is not None
        and other.status is not Status.CANCELLED
        and (other.date.begin, other.date.end) == (event.date.begin, event.date.end)
        and set(other.types) & set(event.types)
        for kind in other.evidence_kinds
    }


def _drop_same_day(result: Selection) -> None:
    """Keep one event a day: the one with the most kinds of evidence."""
    kept: dict[date, Candidate] = {}
    for group, why in ((result.certain, ""), (result.late, ""), (result.doubtful, "（待核）")):
        staying = []
        for candidate in sorted(group, key=_richness):
            day = _day(candidate)
            if day is not None and day in kept:
                other = kept[day].event.id
                reason = f"与 {other} 同日同类，按一次计{why}"
                result.not_counted.append(NotCounted(candidate.event.id, reason))
                continue
            if day is not None:
                kept[day] = candidate
            staying.append(candidate)
        group[:] = sorted(staying, key=lambda one: sort_key(one.event))


def _richness(candidate: Candidate) -> tuple[int, tuple[date, date, str, str]]:
    return (-len(candidate.event.evidence_kinds), sort_key(candidate.event))


def _day(candidate: Candidate) -> date | None:
    known = candidate.event.date
    if known is None or known.granularity is not Granularity.DAY:
        return None
    return known.begin


def event_ids(candidates: Sequence[Candidate] | Iterable[Candidate]) -> tuple[str, ...]:
    """List the identifiers of candidates' events."""
    return tuple(candidate.event.id for candidate in candidates)
