"""The results of a run: what was read and found, and what it is worth. Types only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Document, FileStatus
from extractors.submission_files import JUNK_REASON
from matchers.annotation import Annotation, DocumentKind, Event, Flag
from matchers.lexicon import EventLexicon
from matchers.period import Period
from matchers.profile import Profile
from pipeline.profile_file import profile_flags
from rubrics.finding import Scorecard
from rubrics.rubric import Rubric
from rubrics.selfscore import Claim, SelfScores
from rubrics.sheets import Sheet

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
    def profile_flags(self) -> tuple[Flag, ...]:
        """Tell of files that look like the school's information and were not taken for it."""
        paths = [document.path for document in self.documents]
        used = [d.path for d in self.documents if d.reason == PROFILE_REASON]
        return tuple(profile_flags(paths, used))

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
class SelfAssessment:
    """The school's own scores, from the form `file`, beside the findings.

    `claims` are the items for which the school says other than the evidence; `weighed` is the
    grading total out of 自评 and 考评, None while it is open (or when the form weighs nothing),
    and `weighing` says in Chinese how it comes about or what it waits for. `flags` hold the
    form's own mistakes and the claims that the evidence does not reach.
    """

    file: str
    scores: SelfScores
    claims: tuple[Claim, ...]
    flags: tuple[Flag, ...]
    weighed: Decimal | None = None
    grade: str | None = None
    weighing: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A reading checked against a rubric, within `period`.

    `sheets` are the filled attachments that the rubric asks for.
    """

    reading: Reading
    period: AssessedPeriod
    rubric: Rubric
    scorecard: Scorecard
    self_scores: SelfAssessment | None = None
    sheets: tuple[Sheet, ...] = ()

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Give what to look at: first what the material shows, then what the form does."""
        own = self.self_scores.flags if self.self_scores else ()
        return (*self.reading.flags, *self.reading.profile_flags, *own)

    def self_score(self, item: str) -> Decimal | None:
        """Give the points the school gave itself for an item; None when unknown."""
        return self.self_scores.scores.score(item) if self.self_scores else None
