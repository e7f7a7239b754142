"""The order of all matchers for one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypedDict

from extractors.document import Document
from matchers.annotation import (
    Annotation,
    Award,
    DocumentEvidence,
    DocumentKind,
    Flag,
    Occurrence,
    Quantity,
    Rejected,
)
from matchers.awards import find_awards
from matchers.context import SubmissionContext
from matchers.contradictions.of_document import check_document, check_record
from matchers.document_kind import KindVerdict, classify
from matchers.documents import find_documents
from matchers.enclosures import enclosure_of
from matchers.occurrences import find_occurrences
from matchers.pathnames import has_text, occurrence_from_path
from matchers.period_use import PeriodUse
from matchers.quantities import find_quantities
from matchers.records import cut
from matchers.terms import TermMatcher, term_matcher
from matchers.whose_figures import whose_awards, whose_quantities
from matchers.year_context import path_years, written_day


def annotate(
    document: Document, context: SubmissionContext, lexicon: Path | None = None
) -> Annotation:
    """Find everything in one document: its kind, its occurrences, what it is evidence of.

    Args:
        document: what the extractor read.
        context: the submission's name, profile and period.
        lexicon: a bureau's own lexicon, or None.
    """
    matcher = term_matcher(lexicon)
    verdict = classify(document, lexicon)
    if not has_text(document, verdict.kind):
        return _without_text(document, verdict, context, matcher, lexicon)
    occurrences: list[Occurrence] = []
    flags: list[Flag] = []
    seen: list[int] = []
    uses: list[PeriodUse] = []
    day: date | None = None
    days: list[date] = []
    rejected: list[Rejected] = []
    for record in cut(document, verdict):
        found = find_occurrences(document, verdict, record, context, matcher, day)
        day = found.day
        days += [day] if day is not None else []
        occurrences += found.occurrences
        flags += check_record(document, record, found.occurrences, found.dates)
        seen += found.years
        uses.append(found.use)
        rejected += found.rejected
    written = written_day(document, verdict.kind)
    flags += check_document(document, verdict, written, occurrences, context.own_names)
    if verdict.template:
        flags.append(_template_flag(document, verdict))
    if not occurrences and verdict.kind is DocumentKind.SIGNIN and not verdict.template:
        lead = occurrence_from_path(document, verdict.kind, context, matcher, days)
        occurrences += [lead] if lead else []
    enclosure = None if occurrences else enclosure_of(document, verdict, context, days)
    uses += [PeriodUse(open=True)] if enclosure else []
    return Annotation(
        file=document.path,
        kind=verdict.kind,
        kind_reasons=verdict.reasons,
        title=verdict.title,
        occurrences=tuple(occurrences),
        enclosure=enclosure,
        **_evidence(document, verdict, context, _years(document, seen), lexicon),
        flags=tuple(flags),
        period_use=PeriodUse().joined(uses),
        rejected=tuple(rejected),
    )


class _Evidence(TypedDict):
    documents: tuple[DocumentEvidence, ...]
    quantities: tuple[Quantity, ...]
    awards: tuple[Award, ...]


def _evidence(
    document: Document,
    verdict: KindVerdict,
    context: SubmissionContext,
    years: tuple[int, ...],
    lexicon: Path | None,
) -> _Evidence:
    """Find what a paper is evidence of besides events: papers, figures, honours."""
    quantities = find_quantities(document, kind=verdict.kind, years=years)
    awards = find_awards(document, kind=verdict.kind)
    return {
        "documents": find_documents(
            document,
            kind=verdict.kind,
            title=verdict.title,
            template=verdict.template,
            years=years,
            lexicon=lexicon,
            own_names=context.own_names,
        ),
        "quantities": whose_quantities(document, context.own_names, quantities),
        "awards": whose_awards(document, verdict.kind, context.own_names, awards),
    }


def _template_flag(document: Document, verdict: KindVerdict) -> Flag:
    """Ask about a model text or unfilled form among the evidence."""
    region = verdict.title_region
    cited = (document.cite(region.block, region.start, region.end),) if region else ()
    message = f"“{verdict.title}”像是范文或没有填写的模板（如“XX学校”），不作为证据，请核对。"
    return Flag("template_leftover", "medium", message, cited)


def _without_text(
    document: Document,
    verdict: KindVerdict,
    context: SubmissionContext,
    matcher: TermMatcher,
    lexicon: Path | None,
) -> Annotation:
    """Annotate a picture or unread file by its name, folder, banner and camera."""
    lead = occurrence_from_path(document, verdict.kind, context, matcher)
    photo = verdict.kind is DocumentKind.PHOTO
    years = _years(document, [lead.date.begin.year] if lead and lead.date else [])
    return Annotation(
        file=document.path,
        kind=verdict.kind,
        kind_reasons=verdict.reasons,
        title=verdict.title,
        occurrences=(lead,) if lead else (),
        enclosure=None if lead else enclosure_of(document, verdict, context, ()),
        documents=find_documents(
            document,
            kind=verdict.kind,
            title=verdict.title,
            template=False,
            years=years,
            lexicon=lexicon,
        )
        if photo
        else (),
        period_use=PeriodUse(open=True),
    )


def _years(document: Document, seen: Sequence[int]) -> tuple[int, ...]:
    """Give the years a document may be for: of its path, its camera, else its own dates."""
    years = [hint.year for hint in path_years(document.path)]
    taken = dict(document.properties).get("exif_time")
    if taken:
        years.append(int(taken[:4]))
    if not years and seen:
        years.append(Counter(seen).most_common(1)[0][0])
    return tuple(dict.fromkeys(years))
