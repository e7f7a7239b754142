"""The judged mentions of one record grouped into occurrences, with citations and reasons."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.document import Citation, Document
from matchers.annotation import EventDate, Granularity, Occurrence, Proof, Status
from matchers.attributes import attributes_of, audience_of
from matchers.date_expression import DateRole
from matchers.document_kind import KindVerdict
from matchers.judged_mention import Mention
from matchers.period import calendar_year, school_year
from matchers.profile import Profile
from matchers.reading_doubt import doubts, sureness
from matchers.record import FieldName, Record, RecordKind
from matchers.record_lines import time_and_people
from matchers.record_text import RecordText
from matchers.scene import Scene
from matchers.sentences import Span, sentence_around
from matchers.session_names import SessionNamer
from matchers.text_sketch import sketch

_TITLE_CHARS = 60
_MOST_CITED = 6
_LEAST_COMPARED = 80
_ORDINAL = re.compile(
    r"第[一二三四五六七八九十\d]+次(?:[（(].*)?|[\W_]*\d{4}年\d{1,2}月\d{1,2}日.{0,12}"
)
_LECTURE = "party_lecture"
_PUPILS_WHY = "对象是学生，需人工核对"
_MISNAMED = "democratic_life"
_MISNAMED_WHY = "标题称民主生活会，参加的是支部全体党员，按组织生活会计"
_ALL_MEMBERS = re.compile(
    r"全体党员|党员(?:教师)?全部|[一二三四五六七八九十\d]+名党员|党员教师|党员轮流|党员逐"
)
_LEADERS = re.compile(r"领导班子|班子成员|领导干部|班子民主")
_DATE_WORDS = re.compile(r"[\d\s年月日号一二三四五六七八九十〇:,.、/-]|星期.|[上下]午")


class OccurrenceBuilder:
    """Groups the mentions of one record into occurrences."""

    def __init__(
        self,
        document: Document,
        verdict: KindVerdict,
        record: Record,
        view: RecordText,
        scene: Scene,
        profile: Profile,
    ) -> None:
        self._document = document
        self._verdict = verdict
        self._record = record
        self._view = view
        self._scene = scene
        self._profile = profile
        self.names = SessionNamer(document, verdict, record, view, scene, profile)

    def build(self, mentions: Sequence[Mention]) -> list[Occurrence]:
        """Give one occurrence a date for what was held, one a type for all else."""
        held = [m for m in mentions if m.status is Status.HELD]
        groups: dict[tuple[object, ...], list[Mention]] = defaultdict(list)
        for mention in held:
            key = (_when(mention), mention.unit if len(_units(held)) > 1 else None)
            groups[key].append(mention)
        held_types = {(m.hit.type, _when(m)) for m in held}
        for mention in mentions:
            if mention.status is Status.HELD:
                continue
            if _same_session(mention, held_types):
                continue
            groups[(mention.status, mention.hit.type, _when(mention))].append(mention)
        parted = (part for group in groups.values() for part in self._without_pupils(group))
        return [self._occurrence(group) for group in parted]

    def _without_pupils(self, group: Sequence[Mention]) -> Iterator[Sequence[Mention]]:
        """Set a lecture to pupils apart: what else was held that day says nothing of it."""
        lectures = [m for m in group if m.hit.type == _LECTURE and m.status is Status.HELD]
        others = [m for m in group if m not in lectures]
        if not others or not lectures or not all(self._is_to_pupils(m) for m in lectures):
            yield group
            return
        yield others
        yield [replace(m, status=Status.UNCLEAR, why=(*m.why, _PUPILS_WHY)) for m in lectures]

    def _is_to_pupils(self, mention: Mention) -> bool:
        if mention.where == "label" or self._scene.is_meeting:
            return False
        span = sentence_around(self._view.text, mention.hit.start, mention.hit.end)
        return audience_of(self._view.text[span.start : span.end]) == ("students",)

    def _occurrence(self, group: Sequence[Mention]) -> Occurrence:
        first = min(group, key=lambda m: (m.where != "label", m.hit.start))
        status = first.status
        types = {m.hit.type for m in group}
        misnamed = status is Status.HELD and _MISNAMED in types and self._is_branch_life(group)
        if misnamed:
            types = types - {_MISNAMED} | {"organizational_life"}
        date = next((m.date for m in group if m.date is not None), None)
        if date is None and status is Status.CLAIMED:
            date = self._claimed_year()
        attributes = attributes_of(
            self._record, self._part(group), first.clock, self._profile, self.names.unit
        )
        if status is Status.HELD and attributes.audience == ("students",):
            status, types = _for_pupils(types)
        if counts := [m.count for m in group if m.count is not None]:
            attributes = replace(attributes, count=max(counts))
        if first.unit:
            attributes = replace(attributes, organisation=first.unit)
        citations = self._citations(group, date)
        return Occurrence(
            file=self._document.path,
            record=self._record.index,
            types=tuple(sorted(types)),
            title=self._title(first),
            status=status,
            date=date,
            for_year=next((m.for_year for m in group if m.for_year is not None), None),
            attributes=attributes,
            evidence_kind=self._verdict.evidence_kind,
            confidence=round(min(0.99, max(m.confidence for m in group)) * sureness(citations), 3),
            citations=citations,
            proofs=self._proofs(group),
            fingerprint=self._fingerprint() if status is Status.HELD else "",
            lines=self._lines(),
            trace=(
                *dict.fromkeys(why for m in group for why in self._trace(m)),
                *((_MISNAMED_WHY,) if misnamed else ()),
                *doubts(citations),
            ),
        )

    def _claimed_year(self) -> EventDate | None:
        """Give the year a summary's claim without a date is about."""
        hint = self._scene.year
        if hint is None:
            return None
        year = school_year(hint.year) if hint.school else calendar_year(hint.year)
        said = (f"year: from the {hint.source}",)
        return EventDate(year.begin, year.end, Granularity.YEAR, str(hint.year), said)

    def _is_branch_life(self, group: Sequence[Mention]) -> bool:
        """Say whether a so-called 民主生活会 is the members' 组织生活会 by who took part."""
        text = self._part(group)
        return bool(_ALL_MEMBERS.search(text)) and not _LEADERS.search(text)

    def _trace(self, mention: Mention) -> tuple[str, ...]:
        name = self._scene.lexicon.title(mention.hit.type)
        return (f"“{mention.hit.form.replace('*', '…')}”（词条：{name}）", *mention.why)

    def _part(self, group: Sequence[Mention]) -> str:
        """Give the text that speaks of this group: all of a meeting, else its sentences."""
        text = self._view.plain
        if self._scene.is_meeting or (len(_units(group)) <= 1 and self._alone(group)):
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
            if _ORDINAL.fullmatch(raw.strip()):
                raw = f"{self._verdict.title} {raw}"
        elif first.where == "label" or self._record.field(FieldName.TOPIC) is None:
            span = sentence_around(self._view.text, first.hit.start, first.hit.end)
            raw = self._view.raw[span.start : span.end]
        else:
            topic = self._record.field(FieldName.TOPIC)
            raw = topic.value if topic else ""
        return " ".join(raw.split())[:_TITLE_CHARS]

    def _proofs(self, group: Sequence[Mention]) -> tuple[Proof, ...]:
        """Give for each mention the passage around it, with the type that it shows."""
        proofs: dict[Proof, None] = {}
        for mention in group[:_MOST_CITED]:
            sentence = sentence_around(self._view.text, mention.hit.start, mention.hit.end)
            span = _trimmed(self._view.raw, sentence, mention)
            proofs[Proof(mention.hit.type, self._view.cite(span.start, span.end))] = None
        return tuple(proofs)

    def _fingerprint(self) -> str:
        """Give a sketch of a meeting's words without dates, numbers and blanks; "" if short."""
        words = _DATE_WORDS.sub("", self._view.text)
        if not self._scene.is_meeting or len(words) < _LEAST_COMPARED:
            return ""
        return sketch(words)

    def _lines(self) -> tuple[Citation, ...]:
        """Cite the lines of time and people where the record is of one occasion."""
        if not self._scene.is_meeting and self._record.kind is not RecordKind.REGISTER_ROW:
            return ()
        return time_and_people(self._document, self._record)

    def _citations(self, group: Sequence[Mention], date: EventDate | None) -> tuple[Citation, ...]:
        spans: dict[Span, None] = {}
        for mention in group[:_MOST_CITED]:
            sentence = sentence_around(self._view.text, mention.hit.start, mention.hit.end)
            spans[_trimmed(self._view.raw, sentence, mention)] = None
        field = self._record.field(FieldName.TIME)
        cited = [self._view.cite(s.start, s.end) for s in spans]
        if date is not None and field is not None and self._scene.is_meeting:
            region = field.region
            cited.append(self._document.cite(region.block, region.start, region.end))
        return tuple(dict.fromkeys(cited))


def _for_pupils(types: set[str]) -> tuple[Status, set[str]]:
    """Take a lecture to pupils for no lecture to members: to be looked at if it is all."""
    others = types - {_LECTURE}
    return (Status.HELD, others) if others else (Status.UNCLEAR, types)


def _when(mention: Mention) -> tuple[object, object] | None:
    """Give what tells days apart: the days, or month and day where no year is to be had."""
    return (mention.date.begin, mention.date.end) if mention.date else mention.month_day


def _units(mentions: Sequence[Mention]) -> set[str]:
    return {m.unit for m in mentions if m.unit}


def _same_session(mention: Mention, held: set[tuple[str, tuple[object, object] | None]]) -> bool:
    """Say whether a mere reference only speaks again of what was held in the same record."""
    if mention.status not in (Status.REFERENCED, Status.UNCLEAR):
        return False
    own = {days for event_type, days in held if event_type == mention.hit.type}
    return bool(own) and (_when(mention) in own or mention.date is None)


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
