"""Which points rest on words that were recognised with doubt, for reports that show no quotes."""

from __future__ import annotations

from matchers.annotation import Event
from pipeline.assessment import Reading
from pipeline.reports.wording import HARD_TO_READ, hard_to_read, when
from rubrics.finding import Finding

_SHOWN = 3  # doubtful places that a remark names


def is_doubtful(event: Event, unclear: frozenset[str]) -> bool:
    """Tell an event with a doubtful quote, or with none but files in `unclear`."""
    return unclear.issuperset(event.files) or any(c.doubtful for c in event.citations)


def doubtful_places(finding: Finding, reading: Reading) -> list[str]:
    """Name the counted events and the quoted files of a finding that were recognised with doubt."""
    unclear = hard_to_read(reading)
    counted = {identity for rule in finding.rules for identity in rule.events}
    places = {
        f"{when(event.date)} {event.title}": None
        for event in reading.events
        if event.id in counted and is_doubtful(event, unclear)
    }
    shown = {file for event in reading.events if event.id in counted for file in event.files}
    for rule in finding.rules:
        for citation in rule.citations:
            if citation.file not in shown and (citation.doubtful or citation.file in unclear):
                places[citation.file] = None
    return list(places)


def doubt_remark(finding: Finding, reading: Reading) -> str:
    """Say in Chinese which of a finding's grounds to compare with the original; "" for none."""
    places = doubtful_places(finding, reading)
    if not places:
        return ""
    more = f"等 {len(places)} 处" if len(places) > _SHOWN else ""
    return f"{HARD_TO_READ}：{'；'.join(places[:_SHOWN])}{more}"
