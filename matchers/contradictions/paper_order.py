"""Papers that come in the wrong order: notice ≤ meeting ≤ report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from extractors.document import Citation
from matchers.annotation import DocumentKind, Flag, Granularity, Occurrence, Status

_NEAR, _A_YEAR = timedelta(days=60), timedelta(days=366)
_TELLING = (DocumentKind.NEWS, DocumentKind.MINUTES)


def check_notice(
    signed: date | None, occurrences: Sequence[Occurrence], citation: Citation | None
) -> Iterator[Flag]:
    """Flag a notice that is dated after what it announces."""
    for occurrence in occurrences:
        when = occurrence.date
        if signed is None or occurrence.status is not Status.PLANNED or when is None:
            continue
        if when.inferred and signed - when.begin > _NEAR:  # the year may be the next one
            continue
        if when.granularity is Granularity.DAY and when.begin < signed:
            message = (
                f"通知的落款是 {signed:%Y-%m-%d}，晚于所通知的日期 {when.begin:%Y-%m-%d}，请核对。"
            )
            cited = (citation,) if citation else ()
            yield Flag("notice_after_event", "medium", message, cited + occurrence.citations[:1])


def check_report(
    kind: DocumentKind, written: date | None, occurrences: Sequence[Occurrence]
) -> Iterator[Flag]:
    """Flag news or minutes that are dated before what they tell of."""
    if written is None or kind not in _TELLING:
        return
    for occurrence in occurrences:
        when = occurrence.date
        if occurrence.status is not Status.HELD or when is None or when.inferred:
            continue
        if when.granularity is Granularity.DAY and written < when.begin < written + _A_YEAR:
            message = (
                f"这份材料的发布或落款日期是 {written:%Y-%m-%d}，"
                f"早于所写活动的日期 {when.begin:%Y-%m-%d}，请核对。"
            )
            yield Flag("report_before_event", "medium", message, occurrence.citations[:1])
