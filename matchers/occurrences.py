"""Records, terms, dates and status brought together: the occurrences of one document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extractors.document import Citation, Document
from matchers.annotation import (
    DocumentKind,
    EvidenceKind,
    Granularity,
    Occurrence,
    Status,
)
from matchers.context import SubmissionContext
from matchers.date_expression import DateContext, DateExpression, DateRole
from matchers.dates import scan_dates
from matchers.document_kind import KindVerdict
from matchers.mention_dates import TOO_COARSE, is_fine, may_date
from matchers.mentions import judge_mentions
from matchers.normalize import normalize
from matchers.occurrence_building import OccurrenceBuilder
from matchers.organisations import inspects, names_another_school
from matchers.outlook import has_plan_heading, looks_ahead
from matchers.paper_acts import acts_by_paper
from matchers.period_use import PeriodUse
from matchers.record import FieldName, Record, RecordKind
from matchers.record_books import FRONT
from matchers.record_dated import RULED_ENTRY
from matchers.record_labels import inspection_of, inspection_of_row, labels_of
from matchers.record_tables import TABLE_ROW
from matchers.record_text import RecordText
from matchers.records import BESIDE
from matchers.register_rows import called_off, moved_to, named_types, row_cue
from matchers.scene import Scene
from matchers.session_years import nearest_year
from matchers.terms import TermMatcher
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
_MONTHLY = (Granularity.MONTH, *TOO_COARSE)


@dataclass(frozen=True, slots=True)
class Found:
    """One record's occurrences, the dates in it that need a person's eye, and its own years.

    `use` says what the record would ask the period for.
    """

    occurrences: tuple[Occurrence, ...]
    dates: tuple[tuple[DateExpression, Citation], ...]
    years: tuple[int, ...] = ()
    use: PeriodUse = field(default_factory=PeriodUse)


_TODAY = re.compile(r"(?:今天|今日|本日)(?:就?是|为)?$")  # minutes as dialogue say it late


def find_occurrences(
    document: Document,
    verdict: KindVerdict,
    record: Record,
    context: SubmissionContext,
    matcher: TermMatcher,
) -> Found:
    """Find what one record says of events."""
    view = RecordText.of(document, record)
    outside = date_context(document, verdict.kind, verdict.title, record, context)
    dates = scan_dates(view.text, outside)
    bare = _bare_dates(record, outside)
    asked = (*dates, *bare)
    if verdict.kind is DocumentKind.NEWS:
        dates = _of_events(view, record, dates)
    scene = _scene(view, verdict, record, dates, bare, outside, context, matcher)
    scene = replace(scene, names=_names(document, verdict, record))
    if _is_row(record) and not scene.inspection:
        inspection = inspection_of_row(document, verdict, record, matcher)
        scene = replace(scene, inspection=inspection)
    found = matcher.find(view.text)
    if scene.is_meeting and any(matcher.lexicon.entry(h.type).topic_in for h in found.hits):
        scene = replace(scene, sessions=frozenset(named_types(scene.names, matcher)))
    mentions = list(judge_mentions(scene, found.hits))
    builder = OccurrenceBuilder(
        document, verdict, record, view, scene, found.lookalikes, context.profile
    )
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
    if TABLE_ROW in record.reasons:
        occurrences = [_by_the_day(o) for o in occurrences]
    use = period_use(outside.year_hints, asked, claims)
    return Found(tuple(_disowned(occurrences, verdict, context)), problems, years, use)


def _by_the_day(occurrence: Occurrence) -> Occurrence:
    """Let a person look at what a register's row only dates by the month."""
    date = occurrence.date
    if occurrence.status is not Status.HELD or date is None or date.granularity not in _MONTHLY:
        return occurrence
    why = (*occurrence.trace, "本行只写到月份，需核对是哪一天")
    return replace(occurrence, status=Status.UNCLEAR, trace=why)


def _of_events(
    view: RecordText, record: Record, dates: tuple[DateExpression, ...]
) -> tuple[DateExpression, ...]:
    """Leave out the day of publication: it helps to find a year and dates no event."""
    lines = [view.locate(f.region) for f in record.fields if f.name is FieldName.PUBLISHED]
    places = [place for place in lines if place is not None]
    return tuple(d for d in dates if not any(a <= d.start < b for a, b in places))


def _scene(
    view: RecordText,
    verdict: KindVerdict,
    record: Record,
    dates: tuple[DateExpression, ...],
    bare: tuple[DateExpression, ...],
    outside: DateContext,
    context: SubmissionContext,
    matcher: TermMatcher,
) -> Scene:
    lead = _lead(view, record, dates)
    labels, topics, agenda = labels_of(view, verdict, record)
    session = _session(view, record, dates) or next((d for d in bare if d.begin is not None), None)
    if session is not None and lead is not None and _holds(session, lead):
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
        own=context.own_names,
        lexicon=matcher.lexicon,
        known_day=outside.published if verdict.kind in _TELLING_PAPERS else None,
        ahead=_is_ahead(verdict, record, view),
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


def _session(
    view: RecordText, record: Record, dates: Sequence[DateExpression]
) -> DateExpression | None:
    """Give the date of the record's time field."""
    field = record.field(FieldName.TIME)
    place = view.locate(field.region) if field else None
    if place is None:
        return None
    moved = moved_to(view.text[place[0] : place[1]]) if _is_row(record) else None
    inside = [d for d in dates if place[0] + (moved or 0) <= d.start < place[1]]
    best = [d for d in inside if d.begin is not None and d.role is not DateRole.RECURRING]
    return next(iter(best or inside), None)


def _holds(session: DateExpression, lead: DateExpression) -> bool:
    """Say whether a time field only names a season or month that holds the text's first day."""
    if is_fine(session) or not is_fine(lead) or session.begin is None or session.finish is None:
        return False
    return lead.begin is not None and session.begin <= lead.begin <= session.finish


def _bare_dates(record: Record, outside: DateContext) -> tuple[DateExpression, ...]:
    """Read a time field that only its label makes a date: 2.22 under 日期."""
    time = record.field(FieldName.TIME)
    return scan_dates(f"日期{normalize(time.value)}", outside) if time else ()


def _lead(
    view: RecordText, record: Record, dates: Sequence[DateExpression]
) -> DateExpression | None:
    """Give the first exact date of the text (news say it in sentence one or two)."""
    title = view.locate(record.title) if record.title else None
    usable = [d for d in dates if may_date(d)]
    body = [d for d in usable if title is None or not title[0] <= d.start < title[1]]
    exact = [d for d in body if d.granularity in (Granularity.DAY, Granularity.RANGE)]
    titled = [d for d in usable if d not in body and d.granularity not in TOO_COARSE]
    titled_days = [d for d in titled if d.granularity is Granularity.DAY]
    today = [d for d in exact if _TODAY.search(view.text[max(0, d.start - 6) : d.start])]
    return next(iter(today or exact or titled_days or body or titled), None)


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
    return named >= 1 or len(view.text) >= 80 or RULED_ENTRY in record.reasons


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
