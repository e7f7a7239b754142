"""What a district keeps of one school's check: small, and enough for every summary. Types only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rubrics.batch_figure import OwnFigure
from rubrics.finding import Contender


@dataclass(frozen=True, slots=True)
class TextPrint:
    """A file's marks: `sketch` of its text (empty for pictures), `digest` of its bytes."""

    file: str
    kind: str
    digest: str
    sketch: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of one school. Points are None in a form without points.

    `lacking` names each thing that is lacking, with how often or when in brackets.
    """

    item: str
    text: str
    max: Decimal | None
    suggested: Decimal | None
    low: Decimal | None
    high: Decimal | None
    status: str
    lacking: tuple[str, ...]
    self_score: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One school's result.

    `files` counts them by status, `flags` by severity, `unread` lists the files whose content is
    unknown. `prints` are of texts and files, to compare schools with each other. `contender` is
    how the school enters the ranking for quotas, in a form that has some; `own_figures` are its
    values for the statistics of the batch that the form asks for.
    """

    name: str
    title: str
    period: str
    period_inferred: bool
    suggested: Decimal | None
    low: Decimal | None
    high: Decimal | None
    max: Decimal | None
    needs_review: int
    grade: str | None
    weighed: Decimal | None
    self_total: Decimal | None
    held: int
    files: dict[str, int]
    unread: tuple[str, ...]
    flags: dict[str, int]
    items: tuple[ItemRow, ...]
    met: int = 0
    partial: int = 0
    unmet: int = 0
    demands: int = 0
    satisfied: int = 0
    notes: tuple[str, ...] = ()
    contender: Contender | None = None
    own_figures: tuple[OwnFigure, ...] = ()
    prints: tuple[TextPrint, ...] = ()
