"""Records, terms, dates and status brought together: the occurrences of one document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.document import Citation, Document
from matchers.annotation import (
    DocumentKind,
    EventDate,
    EvidenceKind,
    Granularity,
    Occurrence,
    Rejected,
    Status,
)
from matchers.attributes import attributes_of
from matchers.context import SubmissionContext
from matchers.date_expression import DateExpression, DateRole
from matchers.dates import scan_dates
from matchers.document_kind import KindVerdict
from matchers.mentions import Mention, Scene, judge_mentions
from matchers.normalize import normalize
from matchers.organisations import names_another_school
from matchers.record import FieldName, Record, RecordKind, Region
from matchers.record_text import RecordText
from matchers.sentences import Span, sentence_around
from matchers.terms import Lookalike, TermMatcher
from matchers.year_context import date_context

_LABELS = (FieldName.TITLE, FieldName.TOPIC, FieldName.EVENT_TYPE)
_CONTENT = (
    FieldName.HOST,
    FieldName.ATTENDEES,
    FieldName.PRESENT,
    FieldName.CONTENT,
    FieldName.RECORDER,
)
_MEETING_KINDS = (RecordKind.MINUTES, RecordKind.REGISTER_ROW)
_AHEAD = (DocumentKind.PLAN, DocumentKind.NOTICE, DocumentKind.POLICY, DocumentKind.FORM)
_TITLE_CHARS = 60


@dataclass(frozen=True, slots=True)
class Found:
    """One record's occurrences, and the dates in it that need a person's eye."""

    occurrences: tuple[Occurrence, ...]
    dates: tuple[tuple[DateExpression, Citation], ...]


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
    scene = _scene(view, verdict, record, dates, context, matcher)
    found = matcher.find(view.text)
    mentions = list(judge_mentions(scene, found.hits))
    builder = _Builder(document, verdict, record, view, scene, found.lookalikes)
    occurrences = builder.build(mentions)
    if not any(o.status is Status.HELD for o in occurrences) and scene.is_meeting:
        occurrences += builder.inherited(matcher)
    problems = tuple(
        (d, view.cite(d.start, d.end)) for d in dates if d.problem or d.weekday is not None
    )
    return Found(tuple(_disowned(occurrences, verdict, context)), problems)


def _scene(
    view: RecordText,
    verdict: KindVerdict,
    record: Record,
    dates: tuple[DateExpression, ...],
    context: SubmissionContext,
    matcher: TermMatcher,
) -> Scene:
    session = _session(view, record, dates)
    return Scene(
        view=view,
        kind=verdict.kind,
        template=verdict.template,
        labels=tuple(_labels(view, record)),
        dates=dates,
        session=session,
        lead=_lead(view, record, dates),
        is_meeting=_is_meeting(verdict, record, session, view),
        own=context.own_names,
        lexicon=matcher.lexicon,
    )


def _labels(view: RecordText, record: Record) -> Iterable[Span]:
    regions = [f.region for f in record.fields if f.name in _LABELS]
    for region in (record.title, *regions):
        place = view.locate(region) if region is not None else None
        if place is not None and place[1] - place[0] <= 4 * _TITLE_CHARS:
            yield Span(*place)


def _session(
    view: RecordText, record: Record, dates: Sequence[DateExpression]
) -> DateExpression | None:
    """Give the date of the record's time field."""
    field = record.field(FieldName.TIME)
    place = view.locate(field.region) if field else None
    if place is None:
        return None
    inside = [d for d in dates if place[0] <= d.start < place[1]]
    best = [d for d in inside if d.begin is not None and d.role is not DateRole.RECURRING]
    return (best or inside or [None])[0]


def _lead(
    view: RecordText, record: Record, dates: Sequence[DateExpression]
) -> DateExpression | None:
    """Give the first exact date of the text (news say it in sentence one or two)."""
    title = view.locate(record.title) if record.title else None
    published = record.field(FieldName.PUBLISHED)
    shut = [
        place for place in (title, view.locate(published.region) if published else None) if place
    ]
    usable = [d for d in dates if d.role is DateRole.EVENT and d.begin is not None]
    body = [d for d in usable if not any(a <= d.start < b for a, b in shut)]
    exact = [d for d in body if d.granularity in (Granularity.DAY, Granularity.RANGE)]
    titled = [d for d in usable if d not in body and title and title[0] <= d.start < title[1]]
    return (
        exact or [d for d in titled if d.granularity is Granularity.DAY] or body or titled or [None]
    )[0]


def _is_meeting(
    verdict: KindVerdict, record: Record, session: DateExpression | None, view: RecordText
) -> bool:
    """Say whether header fields make the record a meeting or activity that took place."""
    if verdict.template or verdict.kind in _AHEAD or record.kind not in _MEETING_KINDS:
        return False
    if verdict.evidence_kind is EvidenceKind.AGENDA or session is None:
        return False
    if record.kind is RecordKind.REGISTER_ROW:
        return True
    named = sum(1 for name in _CONTENT if record.field(name) is not None)
    return named >= 1 or len(view.text) >= 80


class _Builder:
    """Groups the mentions of one record into occurrences."""

    def __init__(
        self,
        document: Document,
        verdict: KindVerdict,
        record: Record,
        view: RecordText,
        scene: Scene,
        lookalikes: Sequence[Lookalike],
    ) -> None:
        self._document = document
        self._verdict = verdict
        self._record = record
        self._view = view
        self._scene = scene
        self._rejected = tuple(
            Rejected(a.form, a.why, c.block, c.start, c.end)
            for a in lookalikes
            for c in (view.cite(a.start, a.end),)
        )

    def build(self, mentions: Sequence[Mention]) -> list[Occurrence]:
        """Give one occurrence a date for what was held, one a type for all else."""
        held = [m for m in mentions if m.status is Status.HELD]
        groups: dict[tuple[object, ...], list[Mention]] = defaultdict(list)
        for mention in held:
            key = (_days(mention.date), mention.unit if len(_units(held)) > 1 else None)
            groups[key].append(mention)
        held_types = {(m.hit.type, _days(m.date)) for m in held}
        for mention in mentions:
            if mention.status is Status.HELD:
                continue
            if _same_session(mention, held_types, self._scene):
                continue
            groups[(mention.status, mention.hit.type, _days(mention.date))].append(mention)
        return [self._occurrence(group) for group in groups.values()]

    def _occurrence(self, group: Sequence[Mention]) -> Occurrence:
        first = min(group, key=lambda m: (m.where != "label", m.hit.start))
        status = first.status
        date = next((m.date for m in group if m.date is not None), None)
        attributes = attributes_of(self._record, self._part(group), first.clock)
        if counts := [m.count for m in group if m.count is not None]:
            attributes = replace(attributes, count=max(counts))
        if first.unit and attributes.organisation is None:
            attributes = replace(attributes, organisation=first.unit)
        return Occurrence(
            file=self._document.path,
            record=self._record.index,
            types=tuple(sorted({m.hit.type for m in group})),
            title=self._title(first),
            status=status,
            date=date,
            for_year=next((m.for_year for m in group if m.for_year is not None), None),
            attributes=attributes,
            evidence_kind=self._verdict.evidence_kind,
            confidence=round(min(0.99, max(m.confidence for m in group)), 3),
            citations=self._citations(group, date),
            trace=tuple(dict.fromkeys(why for m in group for why in self._trace(m))),
            rejected=self._rejected if status is Status.HELD else (),
        )

    def _trace(self, mention: Mention) -> tuple[str, ...]:
        return (f"“{mention.hit.form}”（词条 {mention.hit.type}）", *mention.why)

    def _part(self, group: Sequence[Mention]) -> str:
        """Give the text that speaks of this group: all of a meeting, else its sentences."""
        text = self._view.text
        if self._scene.is_meeting or len(_units(group)) <= 1 and self._alone(group):
            return text
        spans = [sentence_around(text, m.hit.start, m.hit.end) for m in group]
        return "\n".join(text[s.start : s.end] for s in dict.fromkeys(spans))

    def _alone(self, group: Sequence[Mention]) -> bool:
        days = {
            (d.begin, d.finish) for d in self._scene.dates if d.role is DateRole.EVENT and d.begin
        }
        return len(days) <= 1 and bool(group)

    def _title(self, first: Mention) -> str:
        title = self._record.title
        if title is not None:
            raw = self._document.blocks[title.block].text[title.start : title.end]
        elif first.where == "label" or self._record.field(FieldName.TOPIC) is None:
            span = sentence_around(self._view.text, first.hit.start, first.hit.end)
            raw = self._view.raw[span.start : span.end]
        else:
            topic = self._record.field(FieldName.TOPIC)
            raw = topic.value if topic else ""
        return " ".join(raw.split())[:_TITLE_CHARS]

    def _citations(self, group: Sequence[Mention], date: EventDate | None) -> tuple[Citation, ...]:
        spans: dict[Span, None] = {}
        for mention in group[:6]:
            sentence = sentence_around(self._view.text, mention.hit.start, mention.hit.end)
            spans[_trimmed(self._view.raw, sentence, mention)] = None
        field = self._record.field(FieldName.TIME)
        cited = [self._view.cite(s.start, s.end) for s in spans]
        if date is not None and field is not None and self._scene.is_meeting:
            region = field.region
            cited.append(self._document.cite(region.block, region.start, region.end))
        return tuple(dict.fromkeys(cited))

    def inherited(self, matcher: TermMatcher) -> list[Occurrence]:
        """Give the session a type from its headings, sheet, document title or path.

        A register named 党课台账 says of every row that it is a 党课.
        """
        for source, text, region in self._names():
            hits = [h for h in matcher.find(text).hits if h.strength.value == "name"]
            if not hits:
                continue
            types = tuple(sorted({h.type for h in hits}))
            return [self._from_name(types, source, region)]
        return []

    def _names(self) -> Iterable[tuple[str, str, Region | None]]:
        for heading in (self._record.title, *reversed(self._record.headings)):
            if heading is not None:
                raw = self._document.blocks[heading.block].text[heading.start : heading.end]
                yield "标题", normalize(raw), heading
        if self._record.regions:
            sheet = self._document.blocks[self._record.regions[0].block].locator.sheet
            if sheet:
                yield "工作表名", normalize(sheet), None
        yield "文档标题", normalize(self._verdict.title), self._verdict.title_region
        *folders, name = self._document.path.split("/")
        yield "文件名", normalize(Path(name).stem), None
        for folder in folders[:0:-1]:
            yield "文件夹名", normalize(folder), None

    def _from_name(self, types: tuple[str, ...], source: str, region: Region | None) -> Occurrence:
        session = self._scene.session
        field = self._record.field(FieldName.TIME)
        regions = [r for r in (region, field.region if field else None) if r is not None]
        cited = [self._document.cite(r.block, r.start, r.end) for r in regions]
        date = None
        if session is not None and session.begin is not None and session.finish is not None:
            date = EventDate(
                session.begin, session.finish, session.granularity, session.text, session.inferred
            )
        topic = self._record.field(FieldName.TOPIC) or self._record.field(FieldName.CONTENT)
        title = topic.value if topic else self._verdict.title
        clock = session.clock if session else None
        return Occurrence(
            file=self._document.path,
            record=self._record.index,
            types=types,
            title=" ".join(title.split())[:_TITLE_CHARS],
            status=Status.HELD if date else Status.UNCLEAR,
            date=date,
            for_year=None,
            attributes=attributes_of(self._record, self._view.text, clock),
            evidence_kind=self._verdict.evidence_kind,
            confidence=0.8,
            citations=tuple(dict.fromkeys(cited)),
            trace=(f"活动类型取自{source}",),
            rejected=self._rejected,
        )


def _days(date: EventDate | None) -> tuple[object, object] | None:
    return (date.begin, date.end) if date else None


def _units(mentions: Sequence[Mention]) -> set[str]:
    return {m.unit for m in mentions if m.unit}


def _same_session(
    mention: Mention, held: set[tuple[str, tuple[object, object] | None]], scene: Scene
) -> bool:
    """Say whether a mere reference only speaks again of what was held in the same record."""
    if mention.status not in (Status.REFERENCED, Status.UNCLEAR):
        return False
    own = {days for event_type, days in held if event_type == mention.hit.type}
    return bool(own) and (_days(mention.date) in own or mention.date is None)


def _trimmed(raw: str, sentence: Span, mention: Mention) -> Span:
    """Cut blanks off a sentence; a long one to the stretch around the term."""
    start, end = sentence
    if end - start > 160:
        start = max(start, mention.hit.start - 80)
        end = min(end, mention.hit.end + 80)
    while start < mention.hit.start and raw[start].isspace():
        start += 1
    while end > mention.hit.end and raw[end - 1].isspace():
        end -= 1
    return Span(start, end)


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
