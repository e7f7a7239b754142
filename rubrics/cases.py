"""Worked cases of a rubric: made-up evidence and the points a person worked out by hand.

They stand beside the rubric in `cases/*.yaml`, so that whoever changes a rule sees what it did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from pydantic import Field

from extractors.document import Block, BlockKind, Document, FileStatus
from matchers.annotation import (
    Annotation,
    Attributes,
    Award,
    AwardStatus,
    DocumentEvidence,
    DocumentKind,
    Event,
    EventDate,
    EvidenceKind,
    Granularity,
    Quantity,
    Status,
)
from matchers.checked_yaml import load_checked
from matchers.period import parse_period
from matchers.profile import Profile
from rubrics.case_files import read_files
from rubrics.evidence import Evidence
from rubrics.finding import FindingStatus, RuleFinding
from rubrics.form_model import FormModel
from rubrics.judge import assess
from rubrics.rubric import Rubric


class CaseEvent(FormModel):
    """One event: its types, day (or first and last day), and what its record says."""

    types: tuple[str, ...] = Field(min_length=1)
    on: date | None = None
    until: date | None = None
    status: Status = Status.HELD
    for_year: int | None = None
    lecturer_role: str | None = None
    audience: tuple[str, ...] = ()
    topic: str | None = None
    speakers: tuple[str, ...] = ()
    expected: int | None = None
    present: int | None = None
    claims: int | None = None
    evidence: tuple[EvidenceKind, ...] = (EvidenceKind.MINUTES,)


class CasePaper(FormModel):
    """One document that is evidence by being there; `text` is what stands in it."""

    types: tuple[str, ...] = Field(min_length=1)
    kind: DocumentKind = DocumentKind.OTHER
    years: tuple[int, ...] = (2022,)
    clauses: tuple[str, ...] = ()
    signed: bool = False
    template: bool = False
    own: bool = True
    text: str = ""


class CaseNumber(FormModel):
    """A quantity read from a document."""

    type: str
    value: str
    unit: str = ""
    year: int | None = 2022


class CaseAward(FormModel):
    """An honour read from a document."""

    type: str
    level: str | None = None
    year: int | None = 2022
    status: AwardStatus = AwardStatus.AWARDED


class Expected(FormModel):
    """What the rule must come to; only the keys that are written are compared."""

    suggested: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    status: FindingStatus | None = None
    required: int | None = None
    counted: int | None = None
    possible: int | None = None
    claimed: int | None = None
    missing: tuple[str, ...] | None = None
    needs: tuple[str, ...] | None = None
    says: tuple[str, ...] = ()  # words the explanation must hold
    undecided: bool = False  # no points may be suggested


class Case(FormModel):
    """One made-up submission, seen by one rule.

    `days` is short for many events of one kind: type → days. `files` (path → text) are read
    by the real matchers instead.
    """

    name: str
    rule: str
    period: str = "2022"
    profile: Profile = Profile()
    days: dict[str, tuple[date, ...]] = Field(default_factory=dict)
    events: tuple[CaseEvent, ...] = ()
    papers: tuple[CasePaper, ...] = ()
    numbers: tuple[CaseNumber, ...] = ()
    awards: tuple[CaseAward, ...] = ()
    unread: tuple[str, ...] = ()
    files: dict[str, str] = Field(default_factory=dict)
    expect: Expected


class CaseFile(FormModel):
    """The cases of one or more items."""

    cases: tuple[Case, ...]


def load_cases(folder: Path) -> tuple[Case, ...]:
    """Load all cases of a folder, in the order of the files' names.

    Raises:
        CheckedYamlError: when a file has mistakes.
    """
    files = sorted(folder.glob("*.yaml"))
    loaded = [load_checked(file, CaseFile, what="算例文件") for file in files]
    return tuple(case for file in loaded for case in file.cases)


def run_case(rubric: Rubric, case: Case) -> tuple[str, ...]:
    """Assess a case and list in Chinese where the outcome differs from what was worked out."""
    period = parse_period(case.period)
    evidence = evidence_of_files(case) if case.files else build_evidence(case)
    card = assess(rubric, evidence, case.profile, period)
    rules = [rule for finding in card.findings for rule in finding.rules]
    found = next((rule for rule in rules if rule.id == case.rule), None)
    if found is None:
        return (f"没有“{case.rule}”这条规则",)
    return tuple(_differences(case.expect, found))


def _differences(expect: Expected, found: RuleFinding) -> Iterator[str]:
    for name in ("suggested", "low", "high", "status", "required", "counted", "possible"):
        yield from _compare(name, getattr(expect, name), getattr(found, name))
    for name in ("claimed", "missing", "needs"):
        yield from _compare(name, getattr(expect, name), getattr(found, name))
    if expect.undecided and found.suggested is not None:
        yield f"不应给出建议分，却给了 {found.suggested}"
    for word in expect.says:
        if word not in found.explanation:
            yield f"说明里应有“{word}”，实际是：{found.explanation}"


def _compare(name: str, expected: object, found: object) -> Iterator[str]:
    if expected is not None and expected != found:
        yield f"{name} 应为 {expected}，算得 {found}"


def evidence_of_files(case: Case) -> Evidence:
    """Read a case's files with the matchers."""
    read = read_files(case.files, case.profile, parse_period(case.period))
    documents, annotations, events = read
    unread = tuple(one.path for one in documents if one.status is not FileStatus.READ)
    return Evidence(events, annotations, documents, (*unread, *case.unread))


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
        issued=None,
        issuer=None,
        signed=one.signed,
        clauses=one.clauses,
        citations=(document.cite(0, 0, len(text)),),
        draft_or_template=one.template,
    )
    title = evidence.title
    made = Annotation(document.path, one.kind, (), title, own=one.own, documents=(evidence,))
    return document, made


def _numbers(numbers: Iterable[CaseNumber]) -> list[tuple[Document, Annotation]]:
    made = []
    for index, one in enumerate(numbers, 1):
        document = _document(f"数据/{index:03d}.xlsx", f"{one.type} {one.value}{one.unit}")
        cited = document.cite(0, 0, len(document.blocks[0].text))
        quantity = Quantity(one.type, one.value, one.unit, one.year, cited)
        kind = DocumentKind.REGISTER
        found = Annotation(document.path, kind, (), one.type, quantities=(quantity,))
        made.append((document, found))
    return made


def _awards(awards: Iterable[CaseAward]) -> list[tuple[Document, Annotation]]:
    made = []
    for index, one in enumerate(awards, 1):
        document = _document(f"荣誉/{index:03d}.docx", f"{one.type} {one.level or ''}")
        cited = document.cite(0, 0, len(document.blocks[0].text))
        award = Award(one.type, one.type, one.level, one.level or "", one.year, one.status, cited)
        found = Annotation(document.path, DocumentKind.OTHER, (), one.type, awards=(award,))
        made.append((document, found))
    return made
