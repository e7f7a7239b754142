"""What a worked case says: made-up evidence, one rule, and the points a person worked out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import Field

from matchers.annotation import AwardStatus, DocumentKind, EvidenceKind, Status
from matchers.profile import Profile
from rubrics.finding import FindingStatus
from rubrics.form_model import FormModel


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
    issued: date | None = None
    text: str = ""


class CaseNumber(FormModel):
    """A quantity read from a document."""

    type: str
    value: str
    unit: str = ""
    year: int | None = 2022
    own: bool | None = True


class CaseAward(FormModel):
    """An honour read from a document."""

    type: str
    level: str | None = None
    year: int | None = 2022
    status: AwardStatus = AwardStatus.AWARDED
    own: bool | None = True


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
    cites: tuple[str, ...] = ()  # words that cited passages must hold


class Case(FormModel):
    """One made-up submission, seen by one rule.

    `days` is short for many events of one kind: type → days. `files` (path → text) and `copies`
    (name of a text of the folder → days) are read by the real matchers instead. `sum` is how a
    person came to the points ("2 - 0.5×1 = 1.5").
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
    copies: dict[str, tuple[date, ...]] = Field(default_factory=dict)
    sum: str = ""
    read: bool = False  # handed in as files, even if there is none
    expect: Expected

    @property
    def through_the_matchers(self) -> bool:
        """Say whether the evidence is read from texts instead of being stated."""
        return self.read or bool(self.files or self.copies)


class CaseFile(FormModel):
    """The cases of one or more items, and texts that cases of the folder may copy."""

    cases: tuple[Case, ...] = ()
    texts: dict[str, str] = Field(default_factory=dict)
