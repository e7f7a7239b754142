"""What the rubric stage says: findings with points, reasons and citations. Types only.

Points are exact `Decimal`s. `suggested` is None where nothing could be decided. Always
low <= suggested <= high.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from extractors.document import Citation
from rubrics.batch_figure import OwnFigure
from rubrics.verdict import Verdict


class DecidedBy(StrEnum):
    """What decided a rule's points."""

    COUNT = "count"
    PRESENCE = "presence"
    VALUE = "value"
    JUDGEMENT = "judgement"
    PROFILE = "profile"


class FindingStatus(StrEnum):
    """The state of an item."""

    MET = "met"
    PARTIAL = "partial"
    UNMET = "unmet"
    NOT_APPLICABLE = "not_applicable"
    NEEDS_REVIEW = "needs_review"


@dataclass(frozen=True, slots=True)
class NotCounted:
    """An event (or document) that bears on a rule but was not counted, and why (Chinese)."""

    event: str | None
    why: str
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule would come to if the fact had this answer (Chinese), all else left as it is.

    `excluded` tells that the rule would leave the maximum.
    """

    fact: str
    answer: str
    low: Decimal | None
    high: Decimal | None
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """The outcome of one rule. `needs` names facts the profile must declare before it can be
    decided; `explanation` is the sum in words (Chinese), `missing` the periods or things that
    are lacking (for programs) and `lacking` the same in words that name each kind and how often
    or when (Chinese, for people). `answers` say what the missing facts would make of it, where
    that can be worked out. In a rubric without points `max`, `suggested`, `low`, `high`
    are None.
    """

    id: str
    text: str
    max: Decimal | None
    suggested: Decimal | None
    low: Decimal | None
    high: Decimal | None
    decided_by: DecidedBy
    status: FindingStatus
    required: int | None = None
    counted: int | None = None
    possible: int | None = None
    claimed: int | None = None
    missing: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    needs: tuple[str, ...] = ()
    explanation: str = ""
    lacking: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one item; `path` leads to it from the rubric's top, outermost first."""

    item: str
    path: tuple[str, ...]
    text: str
    criteria: str
    max: Decimal | None
    suggested: Decimal | None
    low: Decimal | None
    high: Decimal | None
    status: FindingStatus
    rules: tuple[RuleFinding, ...]
    remedy: str | None
    hints: tuple[str, ...] = ()  # what speakers advise; never scores


@dataclass(frozen=True, slots=True)
class Total:
    """The sums over all items; `needs_review` counts the items that wait for a person."""

    suggested: Decimal | None
    low: Decimal | None
    high: Decimal | None
    max: Decimal | None
    needs_review: int


@dataclass(frozen=True, slots=True)
class Grade:
    """The grade the total leads to, or None with the reason why it stays open."""

    label: str | None
    vetoes: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Contender:
    """A school among those that compete for a form's quotas.

    `low` and `high` are the rounded total it is ranked by, `high` None without an upper end;
    `best` and `worst` the bands it may be in before the quotas are looked at, 0 the highest, the
    number of bands for none. `open` says in Chinese why more than its place is undecided, or "".
    `vetoed` tells that a veto touches the grade or may do so.
    """

    low: Decimal
    high: Decimal | None
    best: int
    worst: int
    open: str = ""
    vetoed: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many items are in each state; `demands` counts the countable rules and `satisfied`
    those of them that are met. The only totals a form without points has.
    """

    met: int
    partial: int
    unmet: int
    needs_review: int
    not_applicable: int
    demands: int
    satisfied: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All findings of one submission against one rubric.

    `notes` tell in Chinese what the scores do not show, such as unread files no rule is tied to.
    `contender` is there in a form with quotas, `own_figures` in one that asks for statistics of
    a batch. `verdicts` say which vetoes of the form hold.
    """

    findings: tuple[Finding, ...]
    total: Total
    grade: Grade | None
    coverage: Coverage | None = None
    notes: tuple[str, ...] = ()
    contender: Contender | None = None
    own_figures: tuple[OwnFigure, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
