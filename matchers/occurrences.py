"""Records, terms, dates and status brought together: the occurrences of one document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from extractors.document import Citation, Document
from matchers.annotation import (
    DocumentKind,
    EvidenceKind,
    Granularity,
    Occurrence,
    Rejected,
    Status,
)
from matchers.attributes import people_of
from matchers.context import SubmissionContext
from matchers.date_expression import DateContext, DateExpression
from matchers.dates import scan_dates
from matchers.document_kind import KindVerdict
from matchers.item_matters import matter_hits
from matchers.item_topics import short_hits
from matchers.mention_dates import TOO_COARSE, holds_day, is_soon_before, may_date
from matchers.mentions import judge_mentions
from matchers.normalize import normalize
from matchers.not_taken import with_rejected
from matchers.occurrence_building import OccurrenceBuilder
from matchers.organisations import inspects, names_another_school
from matchers.outlook import has_plan_heading, looks_ahead
from matchers.paper_acts import acts_by_paper
from matchers.period_use import PeriodUse
from matchers.record import FieldName, Record, RecordKind
from matchers.record_books import FRONT
from matchers.record_dated import FORMED_ENTRY, RULED_ENTRY
from matchers.record_days import bare_dates, lead_day, session_day
from matchers.record_labels import inspection_of, inspection_of_row, labels_of
from matchers.record_tables import TABLE_ROW, TOLD
from matchers.record_text import RecordText
from matchers.records import BESIDE
from matchers.register_rows import called_off, moved_to, named_types, row_cue
from matchers.scene import Scene
from matchers.session_years import nearest_year
from matchers.subtypes import with_subtypes
from matchers.terms import TermHit, TermMatcher
from matchers.unresolved_days import say_unresolved
from matchers.year_context import date_context, period_use

_CONTENT = (
    FieldName.HOST,
    FieldName.ATTENDEES,
    FieldName.PRESENT,
    FieldName.CONTENT,
    FieldName.RECORDER,
)
_MEETING_KINDS = (RecordKind.MINUTES, RecordKind.REGISTER_ROW)
_AHEAD = (DocumentKind.PLAN, DocumentKind.NOTICE, DocumentKind.POLICY, DocumentKind.FORM)
_TELLING_PAPERS = (DocumentKind.NEWS, DocumentKind.SUMMARY, DocumentKind.REPORT)
_MADE_THERE = (FieldName.RECORDER, FieldName.PRESENT, FieldName.RESOLUTION, FieldName.HOST)
_MISTAKABLE = (DocumentKind.NEWS, DocumentKind.MINUTES, DocumentKind.OTHER)
_BLANK_DAY = re.compile(r"月[\s_]+日")
_STAMP = re.compile(r"(?:发布|发表|创建)(?:时间|日期):?\s*\Z")
_MONTHLY = (Granularity.MONTH, *TOO_COARSE)


@dataclass(frozen=True, slots=True)
class Found:
    """One record's occurrences, the dates in it that need a person's eye, and its own years.

    `use` says what the record would ask the period for; `day` is the day of its header;
    `rejected` the words not taken, where no occurrence keeps them.
    """

    occurrences: tuple[Occurrence, ...]
    dates: tuple[tuple[DateExpression, Citation], ...]
    years: tuple[int, ...] = ()
    use: PeriodUse = field(default_factory=PeriodUse)
    day: date | None = None
    rejected: tuple[Rejected, ...] = ()


_OWN_ACCOUNT = 0.6


def find_occurrences(
    document: Document,
    verdict: KindVerdict,
    record: Record,
    context: SubmissionContext,
    matcher: TermMatcher,
    before: date | None = None,
) -> Found:
    """Find what one record says of events; `before` is the day of the row above, for 同日, 同上."""
    view = RecordText.of(document, record)
    hidden = view.hide(context.own_names, people_of(record, context.profile))
    own = (*context.own_names, *hidden.own)
    outside = date_context(document, verdict.kind, verdict.title, record, context)
    if _is_row(record):
        outside = replace(outside, antecedent=before)
    dates = scan_dates(view.text, outside)
    bare = bare_dates(record, outside)
    asked = (*dates, *bare)
    everything = dates
    if verdict.kind in (DocumentKind.NEWS, DocumentKind.MINUTES):
        dates = _of_events(view, record, dates)
    scene = _scene(view, verdict, record, dates, bare, outside, own, matcher)
    scene = replace(scene, names=_names(document, verdict, record))
    if _is_row(record) and not scene.inspection:
        inspection = inspection_of_row(document, verdict, record, matcher)
        scene = replace(scene, inspection=inspection)
    found = matcher.find(view.text)
    if scene.is_meeting and any(matcher.lexicon.entry(h.type).topic_in for h in found.hits):
        scene = replace(scene, sessions=frozenset(named_types(scene.names, matcher)))
    hits = _more_hits(scene, found.hits, matcher, is_row=_is_row(record))
    mentions = list(judge_mentions(scene, hits))
    builder = OccurrenceBuilder(document, verdict, record, view, scene, context.profile)
    occurrences = builder.build(mentions)
    claims = any(o.status is Status.CLAIMED for o in occurrences)
    if verdict.evidence_kind is EvidenceKind.SCRIPT:
        occurrences = builder.names.as_script(occurrences, matcher)
    elif scene.is_meeting and (FRONT not in record.reasons or record.title is not None):
        labelled = any(m.where == "label" and m.status is Status.HELD for m in mentions)
        occurrences = builder.names.with_inherited(occurrences, matcher, labelled)
        occurrences = builder.names.with_row_words(occurrences, matcher)
    acts = acts_by_paper(document, verdict, record, view, dates, matcher, occurrences)
    by_paper = {t for act in acts for t in act.types}
    occurrences = [o for o in occurrences if not set(o.types) <= by_paper] + acts
    problems = tuple(
        (d, view.cite(d.start, d.end)) for d in dates if d.problem or d.weekday is not None
    )
    years = tuple(d.begin.year for d in dates if d.begin is not None and may_date(d))
    if TABLE_ROW in record.reasons or _lacks_day(record):
        occurrences = [_by_the_day(o) for o in occurrences]
    if TOLD in record.reasons:
        occurrences = [_by_own_account(o) for o in occurrences]
    use = period_use(outside.year_hints, asked, claims)
    occurrences = [replace(o, trace=tuple(map(hidden.shown, o.trace))) for o in occurrences]
    occurrences = list(with_subtypes(view.plain, scene.is_meeting, occurrences, matcher.lexicon))
    told = tuple(say_unresolved(_disowned(occurrences, verdict, context), asked))
    published = [d for d in everything if d not in dates]
    told, left = with_rejected(view, told, found.lookalikes, scene.dates, published)
    under = scene.session
    day = under.begin if under is not None and under.begin == under.finish else None
    return Found(told, problems, years, use, day, left)


def _more_hits(
    scene: Scene, hits: Sequence[TermHit], matcher: TermMatcher, *, is_row: bool
) -> tuple[TermHit, ...]:
    """Add what stands for an event only where it is: short words of an item, free words."""
    text, kind = scene.view.text, scene.kind
    found = short_hits(text, hits, matcher.lexicon, kind)
    if not scene.is_meeting or (is_row and kind is not DocumentKind.MINUTES):
        return found
    known = frozenset(entry.id for entry in matcher.lexicon.events)
    return matter_hits(text, found, scene.names, known)


def _by_own_account(occurrence: Occurrence) -> Occurrence:
    """Say that only a self-check or list of tasks tells of it: weaker than the meeting's paper."""
    why = (*occurrence.trace, "日子写在自查（自评、进展）栏里，宜与会议记录核对")
    return replace(occurrence, trace=why, confidence=min(occurrence.confidence, _OWN_ACCOUNT))


def _lacks_day(record: Record) -> bool:
    """Say whether a form's day was left blank (9月　日): nothing shows that it took place."""
    time = record.field(FieldName.TIME)
    return time is not None and _BLANK_DAY.search(normalize(time.value)) is not None


def _by_the_day(occurrence: Occurrence) -> Occurrence:
    """Let a person look at what a register's row only dates by the month."""
    when = occurrence.date
    if occurrence.status is not Status.HELD or when is None or when.granularity not in _MONTHLY:
        return occurrence
    why = (*occurrence.trace, "本行只写到月份，需核对是哪一天")
    return replace(occurrence, status=Status.UNCLEAR, trace=why)


def _of_events(
    view: RecordText, record: Record, dates: tuple[DateExpression, ...]
) -> tuple[DateExpression, ...]:
    """Leave out the day of publication: it helps to find a year and dates no event."""
    lines = [view.locate(f.region) for f in record.fields if f.name is FieldName.PUBLISHED]
    places = [place for place in lines if place is not None]
    return tuple(
        d
        for d in dates
        if not any(a <= d.start < b for a, b in places)
        and not _STAMP.search(view.text, max(0, d.start - 8), d.start)
    )


def _scene(
    view: RecordText,
    verdict: KindVerdict,
    record: Record,
    dates: tuple[DateExpression, ...],
    bare: tuple[DateExpression, ...],
    outside: DateContext,
    own: tuple[str, ...],
    matcher: TermMatcher,
) -> Scene:
    lead = lead_day(view, record, dates)
    labels, topics, agenda = labels_of(view, verdict, record)
    session = session_day(view, record, dates) or next(
        (d for d in bare if d.begin is not None), None
    )
    if session is not None and lead is not None and holds_day(session, lead):
        session = lead
    if session is None and verdict.kind is DocumentKind.MINUTES:
        session = lead
    dates = tuple(nearest_year(d, session) for d in dates)
    return Scene(
        view=view,
        kind=verdict.kind,
        template=verdict.template,
        labels=labels,
        topics=topics,
        agenda=agenda,
        dates=dates,
        session=session,
        lead=lead,
        is_meeting=_is_meeting(verdict, record, session, view),
        own=own,
        lexicon=matcher.lexicon,
        known_day=outside.published if verdict.kind in _TELLING_PAPERS else None,
        ahead=_is_ahead(verdict, record, view) and not is_soon_before(lead, outside.published),
        beside_rows=_is_beside_rows(verdict, record),
        labelled_time=record.field(FieldName.TIME) is not None,
        inspection=inspection_of(view, labels, matcher),
        inspected=inspects(normalize(verdict.title)),
        year=outside.year_hints[0] if outside.year_hints else None,
        moved=_is_row(record) and _is_moved(record),
        row_cue=row_cue(record, view.text) if _is_row(record) else called_off(view.text),
    )


def _is_moved(record: Record) -> bool:
    """Say whether a row's time was put off to a later day that it names."""
    time = record.field(FieldName.TIME)
    return time is not None and moved_to(normalize(time.value)) is not None


def _is_ahead(verdict: KindVerdict, record: Record, view: RecordText) -> bool:
    """Say whether a paper that might be a plan has no word and no field of a thing done."""
    if _is_row(record) or verdict.kind not in _MISTAKABLE:
        return False
    if FRONT in record.reasons and has_plan_heading(view.text):
        return True
    if any(record.field(name) is not None for name in _MADE_THERE) or _is_told(verdict):
        return False
    return looks_ahead(view.text)


def _is_told(verdict: KindVerdict) -> bool:
    """Say whether the title itself calls a paper news (掠影, 简报, 纪实)."""
    return verdict.kind is DocumentKind.NEWS and any("标题中的文种" in r for r in verdict.reasons)


def _is_beside_rows(verdict: KindVerdict, record: Record) -> bool:
    """Say whether a record is the note under a register's rows: its title names all the rows."""
    rows = any("按时间登记" in reason for reason in verdict.reasons)
    return (
        (rows or BESIDE in record.reasons)
        and verdict.kind is DocumentKind.REGISTER
        and not _is_row(record)
    )


def _names(document: Document, verdict: KindVerdict, record: Record) -> str:
    """Join what names the document: its title, the record's headings, its path."""
    above = [document.blocks[r.block].text[r.start : r.end] for r in record.headings]
    return normalize("\n".join((verdict.title, *above, document.path)))


def _is_row(record: Record) -> bool:
    return record.kind is RecordKind.REGISTER_ROW


def _is_meeting(
    verdict: KindVerdict, record: Record, session: DateExpression | None, view: RecordText
) -> bool:
    """Say whether header fields make the record a meeting or activity that took place."""
    if verdict.template or verdict.kind in _AHEAD or session is None:
        return False
    if any("计划表" in reason for reason in record.reasons):
        return False
    if verdict.evidence_kind is EvidenceKind.AGENDA:
        return False
    if verdict.kind is DocumentKind.MINUTES:
        return True
    if record.kind not in _MEETING_KINDS:
        return False
    if _is_row(record):
        return True
    named = sum(1 for name in _CONTENT if record.field(name) is not None)
    apart = {RULED_ENTRY, FORMED_ENTRY} & {*record.reasons}
    return named >= 1 or len(view.text) >= 80 or bool(apart)


def _disowned(
    occurrences: Sequence[Occurrence], verdict: KindVerdict, context: SubmissionContext
) -> Iterable[Occurrence]:
    """Take out of the count what a document of another school reports."""
    other = names_another_school(verdict.title, context.own_names)
    for occurrence in occurrences:
        if other and occurrence.status in (Status.HELD, Status.UNCLEAR):
            why = f"标题写的是“{other}”，不是本校"
            yield replace(occurrence, status=Status.REFERENCED, trace=(*occurrence.trace, why))
        else:
            yield occurrence
