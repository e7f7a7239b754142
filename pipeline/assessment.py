"""The results of a run: what was read and found, and what it is worth. Types only."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Document, FileStatus
from extractors.submission_files import JUNK_REASON
from matchers.annotation import Annotation, DocumentKind, Event, Flag
from matchers.lexicon import EventLexicon
from matchers.period import Period
from matchers.profile import Profile
from rubrics.finding import Scorecard
from rubrics.rubric import Rubric

PROFILE_REASON = "学校信息文件：用来了解学校情况，不作为佐证材料"


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
    lexicon: EventLexicon

    @property
    def kinds(self) -> dict[str, DocumentKind]:
        """Give what sort of paper each file is."""
        return {annotation.file: annotation.kind for annotation in self.annotations}

    @property
    def unread(self) -> tuple[str, ...]:
        """List the files whose content is unknown, so that they may hold anything.

        Left out are files that can be no evidence: those that systems leave behind, and the
        school's own information.
        """
        unknown = (FileStatus.UNREADABLE, FileStatus.SKIPPED)
        return tuple(
            document.path
            for document in self.documents
            if document.status in unknown and document.reason not in (JUNK_REASON, PROFILE_REASON)
        )

    @property
    def without_text(self) -> int:
        """Count the files that gave no text, empty ones included; junk is no material."""
        read = (FileStatus.READ, FileStatus.OCR)
        return sum(
            document.status not in read and document.reason not in (JUNK_REASON, PROFILE_REASON)
            for document in self.documents
        )

    def in_period(self, event: Event) -> bool:
        """Say whether an event's date lies in the period; unknown dates and periods do not tell."""
        if self.period is None or event.date is None:
            return True
        return self.period.period.touches(event.date.begin, event.date.end)


@dataclass(frozen=True, slots=True)
class Assessment:
    """A reading checked against a rubric, within `period`."""

    reading: Reading
    period: AssessedPeriod
    rubric: Rubric
    scorecard: Scorecard
