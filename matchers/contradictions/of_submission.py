"""The detectors that look at all events of a submission, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matchers.annotation import Event, Flag, Occurrence
from matchers.contradictions.claims import check_claims
from matchers.contradictions.overlapping import check_overlaps
from matchers.contradictions.repeated_text import check_texts
from matchers.contradictions.rest_days import check_rest_days


def check_submission(events: Sequence[Event], occurrences: Sequence[Occurrence]) -> Iterator[Flag]:
    """Flag what does not fit between the events and records of one submission."""
    yield from check_overlaps(events)
    yield from check_claims(events)
    yield from check_rest_days(events)
    yield from check_texts(occurrences)
