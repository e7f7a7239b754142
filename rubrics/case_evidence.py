"""The evidence a worked case states instead of handing in files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from extractors.document import Block, BlockKind, Document, FileStatus
from matchers.annotation import (
    Annotation,
    Attributes,
    Award,
    DocumentEvidence,
    DocumentKind,
    Event,
    EventDate,
    Granularity,
    Quantity,
)
from rubrics.case_model import Case, CaseAward, CaseEvent, CaseNumber, CasePaper
from rubrics.evidence import Evidence


def build_evidence(case: Case) -> Evidence:
    """Make the evidence a case describes; every citation points into a made-up document."""
    listed = [
        CaseEvent(types=(kind,), on=day) for kind, days in sorted(case.days.items()) for day in days
    ]
    events = [_event(index, one) for index, one in enumerate((*listed, *case.events), 1)]
    papers = [_paper(index, one) for index, one in enumerate(case.papers, 1)]
    numbers = _numbers(case.numbers)
    honours = _awards(case.awards)
    made = [*papers, *numbers, *honours]
    return Evidence(
        events=tuple(event for _, event in events),
        annotations=tuple(annotation for _, annotation in made),
        documents=tuple(document for document, _ in (*events, *made)),
        unread=case.unread,
    )


def _document(path: str, text: str) -> Document:
    block = Block(0, BlockKind.PARAGRAPH, text)
    return Document(path, "0" * 64, "text/plain", len(text), FileStatus.READ, blocks=(block,))


def _event(index: int, one: CaseEvent) -> tuple[Document, Event]:
    title = f"{'、'.join(one.types)} {one.on or '日期不明'}"
    document = _document(f"活动/{index:03d}.docx", title)
    said = Attributes(
        lecturer_role=one.lecturer_role,
        audience=one.audience,
        topic=one.topic,
        speakers=one.speakers,
        expected=one.expected,
        present=one.present,
        count=one.claims,
    )
    event = Event(
        id=f"E{index}",
        types=tuple(sorted(one.types)),
        title=title,
        status=one.status,
        date=_date(one),
        for_year=one.for_year,
        attributes=said,
        confidence=1.0,
        reasons=(),
        evidence_kinds=tuple(sorted(one.evidence)),
        files=(document.path,),
        citations=(document.cite(0, 0, len(title)),),
    )
    return document, event


def _date(one: CaseEvent) -> EventDate | None:
    if one.on is None:
        return None
    until = one.until or one.on
    granularity = Granularity.DAY if until - one.on < timedelta(days=1) else Granularity.RANGE
    return EventDate(one.on, until, granularity, one.on.isoformat())


def _paper(index: int, one: CasePaper) -> tuple[Document, Annotation]:
    text = one.text or "、".join(one.types)
    document = _document(f"材料/{index:03d}.docx", text)
    evidence = DocumentEvidence(
        file=document.path,
        types=tuple(sorted(one.types)),
        title=text[:20],
        years=one.years,
        issued=_issued(one),
        issuer=None,
        signed=one.signed,
        clauses=one.clauses,
        citations=(document.cite(0, 0, len(text)),),
        draft_or_template=one.template,
    )
    title = evidence.title
    made = Annotation(document.path, one.kind, (), title, own=one.own, documents=(evidence,))
    return document, made


def _issued(one: CasePaper) -> EventDate | None:
    if one.issued is None:
        return None
    return EventDate(one.issued, one.issued, Granularity.DAY, one.issued.isoformat())


def _numbers(numbers: Iterable[CaseNumber]) -> list[tuple[Document, Annotation]]:
    made = []
    for index, one in enumerate(numbers, 1):
        document = _document(f"数据/{index:03d}.xlsx", f"{one.type} {one.value}{one.unit}")
        cited = document.cite(0, 0, len(document.blocks[0].text))
        quantity = Quantity(one.type, one.value, one.unit, one.year, cited, one.own)
        kind = DocumentKind.REGISTER
        found = Annotation(document.path, kind, (), one.type, quantities=(quantity,))
        made.append((document, found))
    return made


def _awards(awards: Iterable[CaseAward]) -> list[tuple[Document, Annotation]]:
    made = []
    for index, one in enumerate(awards, 1):
        document = _document(f"荣誉/{index:03d}.docx", f"{one.type} {one.level or ''}")
        cited = document.cite(0, 0, len(document.blocks[0].text))
        level = one.level or ""
        award = Award(
            one.type, one.type, one.level, level, one.year, one.status, cited, own=one.own
        )
        found = Annotation(document.path, DocumentKind.OTHER, (), one.type, awards=(award,))
        made.append((document, found))
    return made
