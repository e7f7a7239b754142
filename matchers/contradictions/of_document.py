"""The detectors that look at one document, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from extractors.document import Citation, Document
from matchers.annotation import DocumentKind, Flag, Occurrence, Status
from matchers.contradictions.attendance import check_attendance, check_names
from matchers.contradictions.dates import check_dates
from matchers.contradictions.foreign_names import check_foreign_names
from matchers.contradictions.leftovers import check_leftovers
from matchers.contradictions.paper_order import check_notice, check_report
from matchers.contradictions.studied_early import check_study
from matchers.contradictions.votes import check_votes
from matchers.contradictions.year_slips import check_years
from matchers.date_expression import DateExpression
from matchers.document_kind import KindVerdict
from matchers.record import Record
from matchers.record_text import RecordText


def check_record(
    document: Document,
    record: Record,
    occurrences: Sequence[Occurrence],
    dates: Sequence[tuple[DateExpression, Citation]],
) -> Iterator[Flag]:
    """Flag what does not fit inside one record."""
    yield from check_attendance(document, record, occurrences)
    yield from check_dates(dates)
    if not any(o.status is Status.HELD for o in occurrences):
        return
    view = RecordText.of(document, record)
    yield from check_names(document, record, occurrences)
    yield from check_votes(view, occurrences)
    yield from check_study(view, occurrences)
    yield from check_leftovers(view, occurrences)


def check_document(
    document: Document,
    verdict: KindVerdict,
    written: date | None,
    occurrences: Sequence[Occurrence],
    own: tuple[str, ...],
) -> Iterator[Flag]:
    """Flag what does not fit in a document as a whole; `written` is its own date."""
    if verdict.kind is DocumentKind.NOTICE:
        yield from check_notice(written, occurrences, None)
    yield from check_report(verdict.kind, written, occurrences)
    yield from check_foreign_names(document, verdict, own)
    yield from check_years(verdict.title, occurrences)
