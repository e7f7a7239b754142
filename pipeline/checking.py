"""One submission checked and reported, or the same result as before when nothing has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from extractors.digest import file_digest
from extractors.document import Document
from pipeline.batch.row import SchoolRow
from pipeline.keys import digest, key_in_batch, whole_version
from pipeline.material import Material, material_of
from pipeline.progress import Progress
from pipeline.reports.console_layout import ConsoleView
from pipeline.session import Session
from pipeline.settings import Settings
from pipeline.submission import open_submission
from rubrics.batch_figure import BatchFigure

if TYPE_CHECKING:  # imported when it is called: an unchanged folder needs none of it
    from pipeline.assessment import AssessedPeriod
    from rubrics.rubric import Rubric

CHECK, REPORT = "check", "report"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of one submission.

    `rubric` is an id, a file or a rubric; `formats` are names of reports; `created` is the time
    to write into them, None to leave it out. The others are as for `pipeline.run.assess`.
    Without `formats` only what a batch keeps of a school is worked out.
    """

    path: Path
    rubric: str | Rubric
    formats: tuple[str, ...]
    period: str | AssessedPeriod | None = None
    profile: str | None = None
    self_score: str | None = None
    created: datetime | None = None
    batch: tuple[BatchFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What is remembered of a check besides its reports."""

    view: ConsoleView
    row: SchoolRow
    created: datetime | None


@dataclass(frozen=True, slots=True)
class Checked:
    """A result with its reports by format.

    `key` is None when the result must not stand for the material the next time: it could not be
    listed, was changed meanwhile, or something went wrong on this machine that may go right
    then. `reused` says that nothing had to be done.
    """

    result: Result
    reports: Mapping[str, bytes]
    key: str | None
    reused: bool


_results: TypeAdapter[Result] = TypeAdapter(Result)


def check(request: Request, session: Session, progress: Progress | None = None) -> Checked:
    """Check a submission; the same request over the same bytes gives what it gave before.

    Raises:
        InputError: when the submission, the rubric, the period or the profile cannot be used.
    """
    material = material_of(open_submission(request.path))
    key = request_key(request, material, session.settings)
    kept = None if key is None else _remembered(request, session, key)
    return kept or _worked_out(request, session, progress, material, key)


def request_key(request: Request, material: Material | None, settings: Settings) -> str | None:
    """Give the digest of all that a check's result depends on; None when it cannot be told."""
    if material is None:
        return None
    try:
        files = [
            None if name is None else file_digest(Path(name))
            for name in (request.profile, request.self_score, settings.lexicon)
        ]
        form = _form(request.rubric, settings)
    except OSError:
        return None
    period = request.period
    counted = period if period is None or isinstance(period, str) else repr(period)
    base = digest(
        material.digest,
        form,
        files,
        counted,
        request.created is None,
        whole_version(settings.extract),
    )
    return key_in_batch(base, request.batch)


def _form(rubric: str | Rubric, settings: Settings) -> list[str]:
    """Tell rubrics apart; one that comes with the program is told by the program's version."""
    if isinstance(rubric, str) and not Path(rubric).is_file():
        return [rubric]
    from pipeline.chosen_lexicon import chosen_rubric
    from rubrics.fingerprint import fingerprint

    form = chosen_rubric(rubric, settings.lexicon)
    return [form.id, fingerprint(form)]


def _remembered(request: Request, session: Session, key: str) -> Checked | None:
    value = session.store.get(CHECK, key)
    if value is None:
        return None
    try:
        result = _results.validate_json(value)
    except ValidationError:
        return None
    reports = {}
    for name in request.formats:
        report = session.store.get(f"{REPORT}-{name}", key)
        if report is None:
            return None
        reports[name] = report
    return Checked(result, reports, key, reused=True)


def _worked_out(
    request: Request,
    session: Session,
    progress: Progress | None,
    material: Material | None,
    key: str | None,
) -> Checked:
    from pipeline.batch.row_making import row_of
    from pipeline.reports.console_report import console_view
    from pipeline.reports.rendering import render
    from pipeline.run import assess
    from pipeline.stages import is_passing

    assessment = assess(
        request.path,
        request.rubric,
        period=request.period,
        profile=request.profile,
        progress=progress,
        self_score=request.self_score,
        session=session,
        batch=request.batch,
    )
    if progress:
        progress.begin("写报告", 0)
    reports = {name: render(assessment, name, request.created) for name in request.formats}
    result = Result(console_view(assessment), row_of(assessment), request.created)
    documents = assessment.reading.documents
    if any(map(is_passing, documents)) or not _unchanged(request.path, material, documents):
        key = None
    if key is not None:
        for name, report in reports.items():
            session.store.put(f"{REPORT}-{name}", key, report)
        session.store.put(CHECK, key, _results.dump_json(result))
    return Checked(result, reports, key, reused=False)


def _unchanged(path: Path, material: Material | None, documents: Sequence[Document]) -> bool:
    """Say whether what was read is what was listed before: nobody saved a file meanwhile."""
    submission = open_submission(path)
    if submission.is_archive:  # its members' digests do not tell its own
        return material_of(submission) == material
    return material is not None and material.is_still(documents)
