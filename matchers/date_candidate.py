"""What the date grammar hands on: a stretch of text and the days it means in a given year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from matchers.annotation import Granularity
from matchers.date_expression import DateContext, DateProblem, DateRole

Days: TypeAlias = tuple[date, date]
InYear: TypeAlias = Callable[[int], "Days | None"]


@dataclass(slots=True)
class Candidate:
    """A date-like stretch while it is worked on.

    `days` are the inclusive days once known; until then `in_year` gives them for a year (None
    when that year has no such day). `anchored` is true when the days count from the reference
    date (昨天, 去年底). `bare_day` marks a day without a month (29日), `bare_year` a year without
    年, `bare_weekday` a weekday without a week: their neighbours decide.
    """

    start: int
    end: int
    granularity: Granularity
    in_year: InYear | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    days: Days | None = None
    explicit_year: bool = False
    anchored: bool = False
    bare_day: bool = False
    bare_year: bool = False
    bare_weekday: bool = False
    clock_only: bool = False
    doubtful: bool = False  # only taken where a neighbour or the context asks for it
    role: DateRole = DateRole.EVENT
    problem: DateProblem | None = None
    inferred: tuple[str, ...] = ()
    clock: str | None = None
    weekday: int | None = None
    confidence: float = 1.0


@dataclass(slots=True)
class Scene:
    """What a reader of one expression may look at: the text, and what it counts from."""

    text: str
    context: DateContext
    previous: Candidate | None = None  # the last dated event expression before this one
    previous_day: Candidate | None = None  # the last of them that is one day
    headline: Candidate | None = None  # the month that the first line names (十月工作小结)

    @property
    def today(self) -> date | None:
        """Give the day that relative words count from."""
        return self.context.published

    def sentence_ends(self, start: int, end: int) -> bool:
        """Say whether a sentence or line ends between two places of the text."""
        return any(self.text.find(sign, start, end) >= 0 for sign in "。!?\n")

    def note(self, what: str) -> str:
        """Give an `inferred` entry that names the day counted from."""
        return f"{what}: from the {self.context.published_source} {self.today}"
