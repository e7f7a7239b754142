"""What papers say was held, as tests compare it."""

from __future__ import annotations

from extractors.document import Document
from matchers.annotate import annotate
from matchers.annotation import Status
from matchers.context import SubmissionContext
from matchers.merge import merge

Days = dict[str, list[str]]


def held_days(document: Document, context: SubmissionContext | None = None) -> Days:
    """Give the days of the held events of a paper alone, by type; "" stands for no day."""
    found: Days = {}
    for event in merge([annotate(document, context or SubmissionContext())]).events:
        if event.status is Status.HELD:
            for event_type in event.types:
                day = event.date.begin.isoformat() if event.date else ""
                found.setdefault(event_type, []).append(day)
    return {event_type: sorted(days) for event_type, days in found.items()}
