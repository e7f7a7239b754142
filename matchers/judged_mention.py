"""A judged event term. Type only."""

from __future__ import annotations

from dataclasses import dataclass

from matchers.annotation import EventDate, Status
from matchers.terms import TermHit


@dataclass(frozen=True, slots=True)
class Mention:
    """A judged term; `where` is "label" (title, type), "topic" or "body"."""

    hit: TermHit
    status: Status
    why: tuple[str, ...]
    date: EventDate | None
    for_year: int | None
    where: str
    unit: str | None
    count: int | None = None
    confidence: float = 0.9
    clock: str | None = None
    month_day: tuple[int, int | None] | None = None
