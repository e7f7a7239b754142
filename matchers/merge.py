"""Occurrences of all files become events: one real happening, one event.

Held occurrences of the same type and day are one event unless something keeps them apart
(another branch or group, another time of day, two rows of one register). Notices, agendas,
scripts, photographs and claims of that day join it as further evidence. What finds no event
to join becomes an event of its own with its status. One numbered session that two kinds of
papers give different days is one event, with a question about the day. Everything is sorted
first, so the order of files changes nothing; only occurrences that share a type and a month
are ever compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from matchers.annotation import (
    Annotation,
    Event,
    Flag,
    Occurrence,
    Status,
)
from matchers.clusters import Clusters, has_day
from matchers.contradictions.of_submission import check_submission
from matchers.day_slips import join_slips
from matchers.enclosure_joins import LeftAlone, join_enclosures
from matchers.event_building import build_event
from matchers.held_or_cancelled import check_denials, settle


@dataclass(frozen=True, slots=True)
class Merged:
    """A submission's events in order of date and what an inspector should look at.

    `left_alone` are the photographs and sheets without an event's name that fit no single event.
    """

    events: tuple[Event, ...]
    flags: tuple[Flag, ...]
    left_alone: tuple[LeftAlone, ...] = ()


def merge(annotations: Iterable[Annotation]) -> Merged:
    """Merge the occurrences of all annotations into events."""
    ordered = sorted(annotations, key=lambda a: a.file)
    occurrences = [o for a in ordered for o in a.occurrences]
    occurrences.sort(key=_order)
    joined = join_slips(settle(_cluster(occurrences)))
    beside = (a.enclosure for a in ordered if a.enclosure is not None)
    clusters, left_alone = join_enclosures(joined.clusters, beside)
    drafts = sorted((build_event(cluster) for cluster in clusters), key=_event_order)
    events = tuple(replace(event, id=f"E{number}") for number, event in enumerate(drafts, start=1))
    flags = [flag for a in ordered for flag in a.flags]
    flags += check_submission(events, occurrences)
    flags += check_denials(events, occurrences)
    flags += joined.flags
    return Merged(events, tuple(dict.fromkeys(flags)), left_alone)


def _order(occurrence: Occurrence) -> tuple[object, ...]:
    date = occurrence.date
    return (
        occurrence.status is not Status.HELD,
        date.begin.isoformat() if date else "9999",
        date.end.isoformat() if date else "9999",
        occurrence.types,
        occurrence.file,
        occurrence.record,
        occurrence.title,
        occurrence.status.value,
        occurrence.evidence_kind.value,
        occurrence.trace,
    )


def _cluster(occurrences: Sequence[Occurrence]) -> list[list[Occurrence]]:
    """Group what speaks of the same happening."""
    found = Clusters()
    late: list[Occurrence] = []
    for occurrence in occurrences:
        if occurrence.status is Status.HELD and has_day(occurrence):
            found.hold(occurrence)
        else:
            late.append(occurrence)
    for occurrence in late:
        found.join(occurrence)
    return found.members


def _event_order(event: Event) -> tuple[object, ...]:
    date = event.date
    return (
        date.begin.isoformat() if date else "9999",
        date.end.isoformat() if date else "9999",
        event.types,
        event.status.value,
        event.title,
        event.files,
    )
