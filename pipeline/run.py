"""The whole way through: files in, an assessment out. Nothing here prints.

list the files → extract each → annotate each → merge into events → judge by the rubric
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from extractors.document import Document
from extractors.submission_files import list_files
from matchers.annotate import annotate
from matchers.annotation import Annotation
from matchers.context import SubmissionContext
from matchers.enclosure_joins import with_left_alone
from matchers.merge import merge
from matchers.own_name import infer_own_name
from matchers.passages import PassageIndex
from matchers.period import Period
from matchers.profile import Profile
from pipeline.assessment import AssessedPeriod, Assessment, Reading
from pipeline.chosen_lexicon import chosen_lexicon, chosen_rubric
from pipeline.period_inference import given_period, infer_period, period_of_rubric
from pipeline.profile_file import chosen_profile, profile_in
from pipeline.progress import Progress, Silent
from pipeline.reading_files import read_files
from pipeline.self_scores import self_assessment
from pipeline.session import Session
from pipeline.settings import Settings
from pipeline.stages import context_parts, find_remembered
from pipeline.submission import open_submission, require_files
from rubrics import judge
from rubrics.batch_figure import BatchFigure
from rubrics.evidence import Evidence
from rubrics.rubric import Rubric
from rubrics.sheets import sheets
from rubrics.vocabulary import load_vocabulary


def assess(
    path: str | Path,
    rubric: str | Path | Rubric,
    *,
    period: str | Period | AssessedPeriod | None = None,
    profile: str | Path | Profile | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
    self_score: str | Path | None = None,
    session: Session | None = None,
    batch: Sequence[BatchFigure] = (),
) -> Assessment:
    """Check a submission against a rubric.

    Args:
        path: the submission's folder or archive.
        rubric: the id of a rubric that comes with the program, a rubric file, or a rubric.
        period: what is counted ("2022", "2021-2022学年"…); inferred from the material if None.
        profile: the school's profile or its file; looked for in the submission if None.
        settings: OCR, limits, number of worker processes; a session brings its own.
        progress: hears how far the run is.
        self_score: the school's filled self-score form; looked for in the submission if None.
        session: reader processes and store that serve several runs; without one, nothing is
            remembered.
        batch: what all schools of the batch reach, where they are judged together.

    Raises:
        InputError: when the submission, the rubric, the period or the profile cannot be used.
    """
    settings = session.settings if session else settings or Settings()
    chosen_lexicon(settings.lexicon)
    form = chosen_rubric(rubric, settings.lexicon)
    reading = find_events(
        path,
        period=period,
        profile=profile,
        settings=settings,
        progress=progress,
        by_school_year=form.period == "school_year",
        session=session,
    )
    if progress:
        progress.begin("对照标准", 0)
    return _judged(reading, form, settings, self_score, batch)


def _judged(
    reading: Reading,
    form: Rubric,
    settings: Settings,
    self_score: str | Path | None,
    batch: Sequence[BatchFigure],
) -> Assessment:
    counted = reading.period or period_of_rubric(form)
    evidence = Evidence(reading.events, reading.annotations, reading.documents, reading.unread)
    card = judge.assess(
        form,
        evidence,
        reading.profile,
        counted.period,
        passages=PassageIndex(reading.documents, reading.kinds),
        vocabulary=load_vocabulary(settings.lexicon),
        batch={figure.key: figure for figure in batch} or None,
    )
    own = self_assessment(form, card, reading, self_score)
    own_scores = own.scores if own else None
    filled = sheets(form, card, evidence, reading.profile, counted.period, own_scores)
    return Assessment(reading, counted, form, card, own, filled)


def find_events(
    path: str | Path,
    *,
    period: str | Period | AssessedPeriod | None = None,
    profile: str | Path | Profile | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
    by_school_year: bool | None = None,
    session: Session | None = None,
) -> Reading:
    """Read a submission and find what happened when; no rubric is needed.

    `by_school_year` says whether a period that has to be inferred is a school year, None that
    the titles of plans and summaries decide; the other arguments are those of `assess`.

    Raises:
        InputError: when the submission, the period or the profile cannot be used.
    """
    if session is None:
        with Session(settings) as own:
            return _read(path, period, profile, progress or Silent(), by_school_year, own)
    return _read(path, period, profile, progress or Silent(), by_school_year, session)


def _read(
    path: str | Path,
    period: str | Period | AssessedPeriod | None,
    profile: str | Path | Profile | None,
    progress: Progress,
    by_school_year: bool | None,
    session: Session,
) -> Reading:
    counted = given_period(period)
    lexicon = chosen_lexicon(session.settings.lexicon)
    submission = open_submission(path)
    with tempfile.TemporaryDirectory(prefix="zuozheng-", ignore_cleanup_errors=True) as workdir:
        progress.begin("列出文件", 0)
        files = list_files(submission.root, session.settings.extract, Path(workdir))
        require_files(submission, files)
        school = chosen_profile(profile, files)
        documents = read_files(files, session, progress, profile_in(files))
    known = _with_own_name(school, documents)
    context = SubmissionContext(submission.name, known, counted.period if counted else None)
    stage = "查找活动" if counted else "推断时段"
    annotations = _annotate(documents, context, session, progress, stage)
    if counted is None and (counted := infer_period(annotations, by_school_year)) is not None:
        # Dates without a year can be resolved only now that the period is known.
        context = SubmissionContext(submission.name, known, counted.period)
        annotations = _annotate_again(documents, annotations, context, session, progress)
    progress.begin("归并活动", 0)
    merged = merge(annotations)
    return Reading(
        name=submission.name,
        profile=school,
        period=counted,
        documents=documents,
        annotations=with_left_alone(annotations, merged.left_alone),
        events=merged.events,
        flags=merged.flags,
        lexicon=lexicon,
    )


def _with_own_name(profile: Profile, documents: Sequence[Document]) -> Profile:
    """Give the profile with the name that most papers bear, if the school declared none.

    Only the matchers use it, to tell other schools' events from the own ones; it is no
    declared fact.
    """
    name = None if profile.name else infer_own_name(documents)
    return profile.model_copy(update={"name": name}) if name else profile


def _annotate(
    documents: Sequence[Document],
    context: SubmissionContext,
    session: Session,
    progress: Progress,
    stage: str,
) -> tuple[Annotation, ...]:
    progress.begin(stage, len(documents))
    lexicon = session.settings.lexicon

    def find(document: Document) -> Annotation:
        return annotate(document, context, lexicon)

    annotations = []
    around = context_parts(context, lexicon)
    for annotation in find_remembered(documents, around, session.store, find):
        annotations.append(annotation)
        progress.step()
    return tuple(annotations)


def _annotate_again(
    documents: Sequence[Document],
    before: Sequence[Annotation],
    context: SubmissionContext,
    session: Session,
    progress: Progress,
) -> tuple[Annotation, ...]:
    """Give all annotations with the period known, searching only where it could have a part."""
    period = context.period
    stays = [period is not None and a.period_use.unaffected_by(period) for a in before]
    open_ones = [d for d, stay in zip(documents, stays, strict=True) if not stay]
    again = iter(_annotate(open_ones, context, session, progress, "查找活动"))
    return tuple(a if stay else next(again) for a, stay in zip(before, stays, strict=True))
