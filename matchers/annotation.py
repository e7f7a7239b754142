"""What matchers find: mentions, records, occurrences, documents as evidence, events.

Types only. Offsets are half-open code-point offsets into the text they are said to belong to.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from extractors.document import Citation
from matchers.period_use import PeriodUse


class DocumentKind(StrEnum):
    """What sort of paper a file is; decides first whether anything in it can have been held."""

    MINUTES = "minutes"
    PLAN = "plan"
    NOTICE = "notice"
    SUMMARY = "summary"
    NEWS = "news"
    POLICY = "policy"
    REGISTER = "register"
    SIGNIN = "signin"
    PHOTO = "photo"
    REPORT = "report"
    FORM = "form"
    OTHER = "other"


class EvidenceKind(StrEnum):
    """What one file contributes to an event; the document kinds, and some finer ones."""

    MINUTES = "minutes"  # 会议记录
    AGENDA = "agenda"  # 会案、议程
    NOTICE = "notice"  # 会议通知
    SIGNIN = "signin"  # 签到表
    PHOTO = "photo"  # 照片
    NEWS = "news"  # 报道
    SCRIPT = "script"  # 讲稿、党课教案
    REGISTER = "register"  # 台账
    SUMMARY = "summary"
    REPORT = "report"
    PLAN = "plan"
    FORM = "form"  # 测评表等
    OTHER = "other"


class Granularity(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    WEEK = "week"
    DEKAD = "dekad"  # 上旬 / 中旬 / 下旬
    MONTH = "month"
    QUARTER = "quarter"
    SEMESTER = "semester"
    HALF_YEAR = "half_year"
    YEAR = "year"
    RANGE = "range"


class Status(StrEnum):
    """What a text says of an event; only HELD ones are counted."""

    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    REQUIRED = "required"
    CLAIMED = "claimed"
    REFERENCED = "referenced"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text: where it stands and which days it means, both ends included.

    `inferred` lists in English what was not in the text itself, such as
    "year: from the reference date 2022-05-01".
    """

    start: int
    end: int
    text: str
    begin: date
    finish: date
    granularity: Granularity
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate that was looked at and not taken, with the reason (Chinese, for people).

    Its place is that of a citation; None where the candidate is the whole file.
    """

    text: str
    why: str
    block: int | None = None
    start: int | None = None
    end: int | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event happened: inclusive days, how exactly, the words, and what was inferred."""

    begin: date
    end: date
    granularity: Granularity
    text: str
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a record says of its occasion; None or empty when it does not say."""

    organisation: str | None = None
    place: str | None = None
    host: str | None = None
    recorder: str | None = None
    lecturer: str | None = None
    lecturer_role: str | None = None  # "secretary" | "principal" | "committee" | "member"
    start_time: str | None = None  # "HH:MM", or 上午 / 下午 / 晚上
    expected: int | None = None
    present: int | None = None
    attendees: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()  # "members" | "staff" | "students" | "superior"
    topic: str | None = None
    resolution: str | None = None
    session: str | None = None  # 届次 as "5-3" (五届三次)
    subtypes: tuple[str, ...] = ()  # kinds of its types, as the lexicon names them (微党课)
    count: int | None = None  # how many times a summary claims


@dataclass(frozen=True, slots=True)
class Proof:
    """A passage and the event type that it shows."""

    type: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A record's event, before it is merged with other files' evidence of the same happening.

    `types` are sorted event type identifiers (one session may have several). `trace` tells in
    Chinese which rule and cue words decided; `rejected` what was looked at and not taken.
    """

    file: str
    record: int
    types: tuple[str, ...]
    title: str
    status: Status
    date: EventDate | None
    for_year: int | None
    attributes: Attributes
    evidence_kind: EvidenceKind
    confidence: float
    citations: tuple[Citation, ...]
    trace: tuple[str, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    proofs: tuple[Proof, ...] = ()
    fingerprint: str = ""  # of a meeting's text without its dates and numbers
    lines: tuple[Citation, ...] = ()  # of time and people


@dataclass(frozen=True, slots=True)
class Event:
    """One real happening: the occurrences of all files that speak of it.

    `files` are the sorted paths that contribute; `evidence_kinds` is sorted. `lines` are the
    records' lines of time and people: shown beside the passages, never searched for words;
    `rejected` are the words and dates of its records that were looked at and not taken.
    """

    id: str
    types: tuple[str, ...]
    title: str
    status: Status
    date: EventDate | None
    for_year: int | None
    attributes: Attributes
    confidence: float
    reasons: tuple[str, ...]
    evidence_kinds: tuple[EvidenceKind, ...]
    files: tuple[str, ...]
    citations: tuple[Citation, ...]
    proofs: tuple[Proof, ...] = ()
    lines: tuple[Citation, ...] = ()
    rejected: tuple[Rejected, ...] = ()

    def citations_for(self, types: Collection[str]) -> tuple[Citation, ...]:
        """Give the citations that show the event to be of one of the types; else all."""
        chosen = tuple(dict.fromkeys(p.citation for p in self.proofs if p.type in types))
        return chosen or self.citations

    def shown_for(self, types: Collection[str], most: int) -> tuple[Citation, ...]:
        """Give at most `most` such citations, and the lines of time and people of their files."""
        chosen = self.citations_for(types)[:most]
        files = {citation.file for citation in chosen}
        return _with_lines(chosen, [line for line in self.lines if line.file in files])

    @property
    def passages(self) -> tuple[Citation, ...]:
        """Give all that is to be shown of the event: its citations and its lines."""
        return _with_lines(self.citations, self.lines)


def _with_lines(cited: Sequence[Citation], lines: Sequence[Citation]) -> tuple[Citation, ...]:
    """Put lines behind passages; a passage that a line holds is shown by the line."""
    kept = [one for one in cited if not any(_holds(line, one) for line in lines)]
    return tuple(dict.fromkeys((*kept, *lines)))


def _holds(line: Citation, passage: Citation) -> bool:
    same = (line.file, line.block) == (passage.file, passage.block)
    return same and line.start <= passage.start and passage.end <= line.end


@dataclass(frozen=True, slots=True)
class DocumentEvidence:
    """A document that is evidence by being there: a plan, a rule book, a signed duty list…

    `types` are identifiers of `lexicons/documents.yaml`. `years` are the calendar years the
    document is for (from its title, dates, folder), empty when unknown. `clauses` are the
    clause identifiers of the lexicon found in its text. `own` is False for a paper that an
    authority or another school wrote, None when that is not clear; `whose` says why (Chinese).
    """

    file: str
    types: tuple[str, ...]
    title: str
    years: tuple[int, ...]
    issued: EventDate | None
    issuer: str | None
    signed: bool
    clauses: tuple[str, ...]
    citations: tuple[Citation, ...]
    reasons: tuple[str, ...] = ()
    draft_or_template: bool = False
    own: bool | None = True
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a meaning: 满意率, 党费实缴, 经费预算, 党员数.

    `value` is a plain decimal string ("18.5"), `unit` the unit as written (元, %, 人).
    `year` is the calendar year it speaks of, None when unknown. `own` is False for another
    body's number (全区满意率), None when nobody can say whose it is.
    """

    type: str
    value: str
    unit: str
    year: int | None
    citation: Citation
    own: bool | None = True


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A paper that names no event and may belong to one: a photograph, a sign-in sheet, 附件.

    `what` is the Chinese word for it; `date` the day (or month) that its content, name, folder or
    camera gives; `problem` says in Chinese why its date cannot be relied on, "" when it can.
    """

    file: str
    kind: EvidenceKind
    what: str
    date: EventDate | None
    problem: str = ""


class AwardStatus(StrEnum):
    """How far an honour has come; only AWARDED is a recognition."""

    APPLIED = "applied"  # 申报, 推荐: handed in
    AWARDED = "awarded"  # 授予, 荣获, 认定
    PLANNED = "planned"  # 争创, 力争


@dataclass(frozen=True, slots=True)
class Award:
    """An honour a text speaks of.

    `type` is an identifier of `lexicons/awards.yaml` ("civilized_campus"), `title` the honour
    as written. `level` is "school", "county", "city", "province" or "national", None when the
    text does not tell; `level_text` are the words that tell it. `year` is the calendar year of
    the award, None when unknown. `own` is False for another's honour, None when nobody can say
    whose it is.
    """

    type: str
    title: str
    level: str | None
    level_text: str
    year: int | None
    status: AwardStatus
    citation: Citation
    reasons: tuple[str, ...] = ()
    own: bool | None = True


@dataclass(frozen=True, slots=True)
class Flag:
    """Something an inspector should look at; a question, never a verdict."""

    kind: str
    severity: str  # "high" | "medium" | "low"
    message: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that was found in one document."""

    file: str
    kind: DocumentKind
    kind_reasons: tuple[str, ...]
    title: str
    own: bool = True  # False when the document speaks for another school or organisation
    occurrences: tuple[Occurrence, ...] = ()
    documents: tuple[DocumentEvidence, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    flags: tuple[Flag, ...] = field(default=())
    awards: tuple[Award, ...] = ()
    period_use: PeriodUse = field(default_factory=PeriodUse)
    enclosure: Enclosure | None = None  # what it is when it names no event
    rejected: tuple[Rejected, ...] = ()  # of records that hold no event that may count
