"""The results of a run: what was read and found, and what it is worth. Types only."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Document, FileStatus
from matchers.annotation import Annotation, Event, Flag
from matchers.period import Period
from matchers.profile import Profile
from rubrics.finding import Scorecard
from rubrics.rubric import Rubric


@dataclass(frozen=True, slots=True)
class AssessedPeriod:
    """The period counted in; `inferred` says in Chinese from what, or is None when it was given."""

    period: Period
    inferred: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One submission, read: every file and every event, without any rubric.

    `documents` and `annotations` are sorted by path and belong together one to one. `period` is
    None when nobody named one and nothing in the material has a year.
    """

    name: str
    profile: Profile
    period: AssessedPeriod | None
    documents: tuple[Document, ...]
    annotations: tuple[Annotation, ...]
    events: tuple[Event, ...]
    flags: tuple[Flag, ...]

    @property
    def unread(self) -> tuple[str, ...]:
        """List the files whose content is unknown, so that they may hold anything."""
        unknown = (FileStatus.UNREADABLE, FileStatus.SKIPPED)
        return tuple(document.path for document in self.documents if document.status in unknown)


@dataclass(frozen=True, slots=True)
class Assessment:
    """A reading checked against a rubric, within `period`."""

    reading: Reading
    period: AssessedPeriod
    rubric: Rubric
    scorecard: Scorecard
