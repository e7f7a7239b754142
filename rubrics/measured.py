"""The common currency of all measures, and what measures may look at."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from extractors.document import Citation
from matchers.period import Period
from matchers.profile import Profile
from rubrics.batch_figure import BatchFigure
from rubrics.conditions import Fact
from rubrics.evidence import Evidence
from rubrics.finding import DecidedBy, NotCounted
from rubrics.interval import Interval, exactly, total
from rubrics.lacks import Lack
from rubrics.vocabulary import Vocabulary

T = TypeVar("T", bound=Hashable)


class PassageFinder(Protocol):
    """Finds the passages that bear on topics, best first."""

    def find(self, topics: Sequence[str], limit: int) -> tuple[Citation, ...]:
        """Give at most `limit` passages."""
        ...


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything a measure may look at besides its own parameters.

    `words` are the rule's own words for file names and passages. `batch` gives what all schools
    of a batch reach together, by key; None when one school is judged alone. `facts` are
    those the rubric asks for, with what people call them; `inferred` tells of those that nobody
    declared how they follow from others. `places` is the decimal place to which the form rounds
    a rule's points; None leaves them exact.
    """

    evidence: Evidence
    profile: Profile
    period: Period
    vocabulary: Vocabulary
    passages: PassageFinder | None = None
    words: tuple[str, ...] = ()
    batch: Mapping[str, BatchFigure] | None = None
    facts: tuple[Fact, ...] = ()
    inferred: Mapping[str, str] = field(default_factory=dict)
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """What one measure saw.

    `lacking` is how much is missing against the demand (for findings: how many were found);
    `value` how much there is, in the measure's own unit. Both are intervals: low from what is
    confirmed to be so at least, high from what is still possible. `present` tells whether any
    confirmed evidence was seen. `doubts` say in Chinese why an interval is open; `notes` what
    a reader should know although it does not change the points. `missing` names what is lacking
    for programs (2022Q3), `lacks` for people (党课（2022年第三季度）). `ranks` are the level
    identifiers that `value` indexes (0 = none), lowest first; `projects` such values one by one.
    `awaits` names figures that only a whole batch has.
    """

    lacking: Interval
    value: Interval
    decided_by: DecidedBy
    sentence: str
    present: bool = False
    required: int | None = None
    counted: int | None = None
    possible: int | None = None
    claimed: int | None = None
    missing: tuple[str, ...] = ()
    lacks: tuple[Lack, ...] = ()
    events: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    needs: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    projects: tuple[Interval, ...] = ()
    human: bool = False
    awaits: tuple[str, ...] = ()

    @property
    def gaps(self) -> tuple[str, ...]:
        """Give the names of what is lacking."""
        return unique(one.name for one in self.lacks)


def combine(parts: Sequence[Measured]) -> Measured:
    """Put the observations of one rule together: shortfalls and values are added up."""
    if len(parts) == 1:
        return parts[0]
    return Measured(
        lacking=total(part.lacking for part in parts) if parts else exactly(0),
        value=total(part.value for part in parts) if parts else exactly(0),
        decided_by=_decided_by(parts),
        sentence="；".join(part.sentence for part in parts if part.sentence),
        present=any(part.present for part in parts),
        required=_sum(part.required for part in parts),
        counted=_sum(part.counted for part in parts),
        possible=_sum(part.possible for part in parts),
        claimed=_sum(part.claimed for part in parts),
        missing=unique(name for part in parts for name in part.missing),
        lacks=unique(one for part in parts for one in part.lacks),
        events=unique(name for part in parts for name in part.events),
        documents=unique(name for part in parts for name in part.documents),
        citations=unique(cited for part in parts for cited in part.citations),
        not_counted=unique(entry for part in parts for entry in part.not_counted),
        needs=unique(name for part in parts for name in part.needs),
        doubts=unique(text for part in parts for text in part.doubts),
        notes=unique(text for part in parts for text in part.notes),
        ranks=next((part.ranks for part in parts if part.ranks), ()),
        projects=tuple(one for part in parts for one in part.projects),
        human=any(part.human for part in parts),
        awaits=unique(name for part in parts for name in part.awaits),
    )


def _decided_by(parts: Sequence[Measured]) -> DecidedBy:
    kinds = [part.decided_by for part in parts]
    for kind in (DecidedBy.JUDGEMENT, DecidedBy.COUNT, DecidedBy.VALUE, DecidedBy.PRESENCE):
        if kind in kinds:
            return kind
    return DecidedBy.PROFILE


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def unique(things: Iterable[T]) -> tuple[T, ...]:
    """Keep the first of each, in order."""
    return tuple(dict.fromkeys(things))
