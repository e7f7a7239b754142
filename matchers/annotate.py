"""The order of all matchers for one document."""

from __future__ import annotations

from pathlib import Path

from extractors.document import Document
from matchers.annotation import Annotation, Flag, Occurrence
from matchers.awards import find_awards
from matchers.context import SubmissionContext
from matchers.contradictions.record_checks import check_dates, check_record
from matchers.document_kind import classify
from matchers.documents import find_documents
from matchers.occurrences import find_occurrences
from matchers.pathnames import has_text, occurrence_from_path
from matchers.quantities import find_quantities
from matchers.records import cut
from matchers.terms import term_matcher
from matchers.year_context import path_years


def annotate(
    document: Document, context: SubmissionContext, lexicon: Path | None = None
) -> Annotation:
    """Find everything in one document: its kind, its occurrences, what it is evidence of.

    Args:
        document: what the extractor read.
        context: the submission's name, profile and period.
        lexicon: a bureau's own event lexicon, or None.
    """
    matcher = term_matcher(lexicon)
    verdict = classify(document)
    if not has_text(document):
        lead = occurrence_from_path(document, verdict.kind, context, matcher)
        return Annotation(
            document.path,
            verdict.kind,
            verdict.reasons,
            verdict.title,
            occurrences=(lead,) if lead else (),
        )
    occurrences: list[Occurrence] = []
    flags: list[Flag] = []
    for record in cut(document, verdict):
        found = find_occurrences(document, verdict, record, context, matcher)
        occurrences += found.occurrences
        flags += check_record(document, record, found.occurrences)
        flags += check_dates(found.dates)
    years = tuple(dict.fromkeys(hint.year for hint in path_years(document.path)))
    return Annotation(
        file=document.path,
        kind=verdict.kind,
        kind_reasons=verdict.reasons,
        title=verdict.title,
        occurrences=tuple(occurrences),
        documents=find_documents(
            document,
            kind=verdict.kind,
            title=verdict.title,
            template=verdict.template,
            years=years,
        ),
        quantities=find_quantities(document, kind=verdict.kind, years=years),
        awards=find_awards(document, kind=verdict.kind),
        flags=tuple(flags),
    )
