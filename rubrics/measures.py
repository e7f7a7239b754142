"""What a rule observes: the measures a rubric file can name, with their parameters.

Quantities, deadlines and the completeness of occasions have modules of their own.
"""

from __future__ import annotations

import calendar
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from matchers.annotation import DocumentKind, EvidenceKind
from rubrics.conditions import Condition
from rubrics.form_model import FormModel, MeasureModel
from rubrics.occasion_measures import Completeness, Lateness
from rubrics.quantity_model import Quantity


class Per(StrEnum):
    """The stretch of time in which an event is demanded."""

    MONTH = "month"
    QUARTER = "quarter"
    SEMESTER = "semester"
    HALF_YEAR = "half_year"
    YEAR = "year"
    PERIOD = "period"
    N_YEARS = "n_years"


class Counts(StrEnum):
    """Which year an event is counted in: the one it was held in, or the one it is for."""

    HELD_ON = "held_on"
    FOR_YEAR = "for_year"
    EITHER = "either"


class Where(FormModel):
    """Which events of a stream qualify; an event that does not say stays doubtful.

    A word of `topic` may hold * for a few characters (接收*预备党员). Events with a word of
    `except_topic` are left out (网络会议除外).
    """

    lecturer_role: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()  # words, one of which stands in the title, topic or quotes
    evidence: tuple[EvidenceKind, ...] = ()  # one of these must be among the evidence
    except_topic: tuple[str, ...] = ()


class ChainLink(FormModel):
    """One kind of paper an event must have; documents of these types may stand for it."""

    kind: EvidenceKind
    title: str
    documents: tuple[str, ...] = ()


class Anchor(FormModel):
    """A day of the year an activity is tied to, such as 5.10, and how far around it counts."""

    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)
    title: str
    days_around: int = Field(default=20, ge=0, le=180)

    @model_validator(mode="after")
    def _real_day(self) -> Self:
        if self.day > calendar.monthrange(2000, self.month)[1]:
            raise ValueError(f"{self.month} 月没有 {self.day} 日")
        return self


class Companion(FormModel):
    """A second kind of event demanded in the same stretch (研判“和督查”)."""

    types: tuple[str, ...] = Field(min_length=1)
    title: str
    when_absent: Literal["note", "doubt", "missing"] = "note"


class Stream(FormModel):
    """One kind of event with its own frequency.

    `per` and `need` may come from a norms file by `norm`. `total` is a second demand on the
    whole period (每月≥1 and 全年≥12), `max_gap` a third: no two events further apart than so many
    months (间隔不超过2个月); the greatest of the shortfalls holds. `spread` says in which parts a
    yearly demand's gaps are shown. `except_months` are left out (holidays). `grace_days` lets an
    event shortly after a part's end fill that part; it is shown when used. `dedupe` counts
    several sessions of one day once. `carry` lets a surplus fill other parts.
    `indicated_by` are document types that make a missing event doubtful instead of missing.
    """

    types: tuple[str, ...] = Field(min_length=1)
    title: str = ""
    per: Per | None = None
    years: int = Field(default=1, ge=1, le=10)
    need: int | None = Field(default=None, ge=1)
    norm: str | None = None
    norm_source: str | None = None
    norm_when: tuple[Condition, ...] = ()  # for whom the norm holds; `when` goes before it
    total: int | None = Field(default=None, ge=1)
    max_gap: int | None = Field(default=None, ge=1, le=24)
    spread: Per | None = None
    where: Where = Where()
    chain: tuple[ChainLink, ...] = ()
    chain_missing: Literal["review", "zero"] = "review"
    companion: Companion | None = None
    anchors: tuple[Anchor, ...] = ()
    anchor_rule: Literal["note", "window"] = "note"
    counts: Counts = Counts.HELD_ON
    dedupe: Literal["none", "same_day"] = "none"
    carry: bool = False
    grace_days: int = Field(default=0, ge=0, le=62)
    except_months: tuple[int, ...] = ()
    when: tuple[Condition, ...] = ()
    indicated_by: tuple[str, ...] = ()

    @property
    def each_need(self) -> int:
        """How many events each part needs."""
        return self.need or 1

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """When the stream is demanded: what the form says, else what its norm says."""
        return self.when or self.norm_when

    @property
    def unit(self) -> Per:
        """The stretch, whole period when none is said."""
        return self.per or Per.PERIOD


class Events(MeasureModel):
    """Events counted, or their shortfalls added up over several streams."""

    kind: Literal["events"] = "events"
    streams: tuple[Stream, ...] = Field(min_length=1)


class DocumentPart(FormModel):
    """One paper that must be there: any of `types`, with what it must have.

    `dated` is "period" for papers made anew each year, "any" for standing rules. A held event
    of `evidence_of` that has the kind of evidence `evidence_kind` will do as well (签到 as 考勤).
    `weak_documents` and `weak_events` make an absent paper doubtful instead of missing.
    """

    types: tuple[str, ...] = Field(min_length=1)
    title: str = ""
    dated: Literal["period", "any"] = "period"
    clauses: tuple[str, ...] = ()
    signed: bool = False
    kinds: tuple[DocumentKind, ...] = ()  # what sort of paper it must be; any when empty
    from_others: bool = False  # issued by somebody else: an award, an approval
    evidence_kind: EvidenceKind | None = None
    evidence_of: tuple[str, ...] = ()
    weak_documents: tuple[str, ...] = ()
    weak_events: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()


class Documents(MeasureModel):
    """How many of the named papers are present; all of them unless `need` says fewer."""

    kind: Literal["documents"] = "documents"
    of: tuple[DocumentPart, ...] = Field(min_length=1)
    need: int | None = Field(default=None, ge=1)


class Roster(MeasureModel):
    """How many of the named people are covered: spoke, attended, lectured or signed."""

    kind: Literal["roster"] = "roster"
    who: tuple[Literal["leaders", "central_group", "middle_managers", "secretary"], ...] = Field(
        min_length=1
    )
    relation: Literal["speak", "attend", "lecture", "sign"]
    events: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _source(self) -> Self:
        if bool(self.documents) != (self.relation == "sign"):
            raise ValueError("relation 为 sign 时写 documents，其余写 events")
        return self


class Findings(MeasureModel):
    """Confirmed negative findings; without a register of them their number is unknown.

    `declared` is the profile fact in which an inspector writes the number down. `registers`
    are the papers to look through. `once_per` says of what several findings count as one
    (同一案件不累计), `sample` of how many the inspector looks at (抽查). `rectified` is the fact
    that tells how many of them have been mended since, `rectified_as` how much of a mended one
    still counts (整改完成恢复一半: 0.5).
    """

    kind: Literal["findings"] = "findings"
    title: str
    unit: str = "人次"
    declared: str | None = None
    registers: tuple[str, ...] = ()
    once_per: str = ""
    sample: str = ""
    rectified: str | None = None
    rectified_as: Decimal = Field(default=Decimal("0.5"), ge=0, le=1)


class Rank(FormModel):
    """One rung of recognition: an award level (school, county, city…), or "applied"."""

    id: str
    title: str


class LevelSource(FormModel):
    """What shows a level: awards of these types, or papers that stand for a fixed level."""

    awards: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    level: str | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if bool(self.awards) == bool(self.documents):
            raise ValueError("级别来源须写且只写 awards、documents 中的一个")
        return self


class Level(MeasureModel):
    """The highest level of recognition reached; `order` goes from lowest to highest.

    Papers (`documents`) without a fixed `level` only leave the level open. With `each_project`
    every project has a level of its own, so that a ladder can add them up.
    """

    kind: Literal["level"] = "level"
    title: str
    order: tuple[Rank, ...] = Field(min_length=1)
    sources: tuple[LevelSource, ...] = Field(min_length=1)
    at_least: str | None = None
    awarded_in: Literal["period", "any"] = "any"
    each_project: bool = False


class Judgement(MeasureModel):
    """What only a person can judge; `topics`, `events` and `documents` say what to show them.

    `attendance` adds the rate of absence over the events that state 应到 and 实到.
    """

    kind: Literal["judgement"] = "judgement"
    topics: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    anchors: dict[str, str] = Field(default_factory=dict)
    attendance: bool = False
    ask: str = ""  # the question a person answers


Measure = Annotated[
    Events | Documents | Roster | Quantity | Findings | Level | Completeness | Lateness | Judgement,
    Field(discriminator="kind"),
]
