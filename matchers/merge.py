"""Occurrences of all files become events: one real happening, one event.

Held occurrences of the same type and day are one event unless something keeps them apart
(another branch or group, another time of day, two rows of one register). Notices, agendas,
scripts, photographs and claims of that day join it as further evidence. What finds no event
to join becomes an event of its own with its status. Everything is sorted first, so the order
of files changes nothing; only occurrences that share a type and a month are ever compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from matchers.annotation import (
    Annotation,
    Event,
    EvidenceKind,
    Flag,
    Granularity,
    Occurrence,
    Status,
)
from matchers.contradictions.event_checks import check_events, check_texts
from matchers.event_building import build_event
from matchers.likeness import Likeness, same_talk

# Papers that lie beside what they belong to and often bear no date of their own.
_ENCLOSURES = (EvidenceKind.SCRIPT, EvidenceKind.PHOTO, EvidenceKind.AGENDA, EvidenceKind.FORM)
_JOINING = (Status.PLANNED, Status.UNCLEAR, Status.REFERENCED, Status.CLAIMED, Status.HELD)


@dataclass(frozen=True, slots=True)
class Merged:
    """A submission's events in order of date and what an inspector should look at."""

    events: tuple[Event, ...]
    flags: tuple[Flag, ...]


def merge(annotations: Iterable[Annotation]) -> Merged:
    """Merge the occurrences of all annotations into events."""
    ordered = sorted(annotations, key=lambda a: a.file)
    occurrences = [o for a in ordered for o in a.occurrences]
    occurrences.sort(key=_order)
    clusters = _cluster(occurrences)
    drafts = sorted((build_event(cluster) for cluster in clusters), key=_event_order)
    events = tuple(replace(event, id=f"E{number}") for number, event in enumerate(drafts, start=1))
    flags = [flag for a in ordered for flag in a.flags]
    flags += check_events(events)
    flags += check_texts(occurrences)
    return Merged(events, tuple(dict.fromkeys(flags)))


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
    likeness = Likeness()
    clusters: list[list[Occurrence]] = []
    by_day: dict[tuple[str, object], list[int]] = defaultdict(list)
    by_month: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    by_folder: dict[tuple[str, str], set[int]] = defaultdict(set)
    by_type: dict[str, set[int]] = defaultdict(set)
    late: list[Occurrence] = []
    for occurrence in occurrences:
        if occurrence.status is not Status.HELD or not _has_day(occurrence):
            late.append(occurrence)
            continue
        home = _same_day(occurrence, clusters, by_day, likeness)
        if home is None:
            home = len(clusters)
            clusters.append([])
        clusters[home].append(occurrence)
        _index(occurrence, home, by_day, by_month)
        for event_type in occurrence.types:
            by_folder[event_type, _folder(occurrence)].add(home)
            by_type[event_type].add(home)
    for occurrence in late:
        home = _home_of(occurrence, clusters, by_day, by_month, likeness)
        if home is None and occurrence.evidence_kind in _ENCLOSURES:
            home = _on_topic(occurrence, clusters, by_type)
        if home is None and occurrence.evidence_kind in _ENCLOSURES:
            home = _in_folder(occurrence, clusters, by_folder)
        if home is None:
            clusters.append([occurrence])
            home = len(clusters) - 1
            if occurrence.status in (Status.PLANNED, Status.CANCELLED) and _has_day(occurrence):
                _index(occurrence, home, by_day, by_month)
        else:
            clusters[home].append(occurrence)
    return clusters


def _folder(occurrence: Occurrence) -> str:
    return occurrence.file.rpartition("/")[0]


def _on_topic(
    occurrence: Occurrence,
    clusters: Sequence[Sequence[Occurrence]],
    by_type: dict[str, set[int]],
) -> int | None:
    """Find the only event of the type whose talk has the enclosure's title."""
    topic = occurrence.attributes.topic
    if topic is None or _has_day(occurrence):
        return None
    homes = {
        home
        for event_type in occurrence.types
        for home in by_type[event_type]
        if any(same_talk(topic, member.attributes.topic) for member in clusters[home])
    }
    return next(iter(homes)) if len(homes) == 1 else None


def _in_folder(
    occurrence: Occurrence,
    clusters: Sequence[Sequence[Occurrence]],
    by_folder: dict[tuple[str, str], set[int]],
) -> int | None:
    """Find the only event of the type that the enclosure's own folder documents.

    A script, agenda or photograph without a day belongs to it when its own date, if it has
    one, does not speak against it.
    """
    homes = {h for t in occurrence.types for h in by_folder[t, _folder(occurrence)]}
    if len(homes) != 1 or _has_day(occurrence):
        return None
    home = next(iter(homes))
    held = clusters[home][0].date
    if occurrence.date is None or held is None:
        return home
    return home if occurrence.date.begin <= held.begin <= occurrence.date.end else None


def _has_day(occurrence: Occurrence) -> bool:
    date = occurrence.date
    return date is not None and date.granularity in (Granularity.DAY, Granularity.RANGE)


def _index(
    occurrence: Occurrence,
    home: int,
    by_day: dict[tuple[str, object], list[int]],
    by_month: dict[tuple[str, int, int], list[int]],
) -> None:
    date = occurrence.date
    if date is None:
        return
    for event_type in occurrence.types:
        for key in {(event_type, date.begin), (event_type, date.end)}:
            if home not in by_day[key]:
                by_day[key].append(home)
        month = (event_type, date.begin.year, date.begin.month)
        if home not in by_month[month]:
            by_month[month].append(home)


def _same_day(
    occurrence: Occurrence,
    clusters: Sequence[Sequence[Occurrence]],
    by_day: dict[tuple[str, object], list[int]],
    likeness: Likeness,
) -> int | None:
    """Find the cluster of the same type and day that nothing keeps apart; the likest wins."""
    date = occurrence.date
    if date is None:
        return None
    homes = {h for t in occurrence.types for d in (date.begin, date.end) for h in by_day[t, d]}
    fitting = [
        (likeness.score(occurrence, clusters[home]), -home)
        for home in homes
        if not likeness.apart(occurrence, clusters[home])
    ]
    return -max(fitting)[1] if fitting else None


def _home_of(
    occurrence: Occurrence,
    clusters: Sequence[Sequence[Occurrence]],
    by_day: dict[tuple[str, object], list[int]],
    by_month: dict[tuple[str, int, int], list[int]],
    likeness: Likeness,
) -> int | None:
    """Find the event that a notice, claim, photograph or undated record belongs to."""
    if occurrence.status not in _JOINING or occurrence.attributes.count is not None:
        return None
    date = occurrence.date
    if _has_day(occurrence):
        return _same_day(occurrence, clusters, by_day, likeness)
    if occurrence.status in (Status.PLANNED, Status.REFERENCED):
        return None
    if date is None or date.granularity is not Granularity.MONTH:
        return None
    homes = {h for t in occurrence.types for h in by_month[t, date.begin.year, date.begin.month]}
    held = [
        home
        for home in sorted(homes)
        if clusters[home][0].status is Status.HELD
        and not likeness.apart(occurrence, clusters[home])
    ]
    return held[0] if len(held) == 1 else None


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
