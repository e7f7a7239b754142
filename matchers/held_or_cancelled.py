"""One paper says that it was held, another that it did not take place: neither is passed over.

What only summaries tell of as held is in doubt when an own entry says 未开 of the same type and
day: one event remains, to be looked at. Minutes, news or a register row are stronger: the event
stays held, and the other paper is joined to it and quoted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from matchers.annotation import Event, EvidenceKind, Flag, Granularity, Occurrence, Status
from matchers.lexicon import load_lexicon
from matchers.likeness import unit_of

# Written afterwards from memory, or of no known kind: no proof against an explicit 未开.
_WEAK = frozenset(
    {EvidenceKind.SUMMARY, EvidenceKind.REPORT, EvidenceKind.PLAN, EvidenceKind.OTHER}
)
_DOUBT = "材料之间说法不一，需人工核对"

Cluster = list[Occurrence]


@dataclass(frozen=True, slots=True)
class _Dated:
    """Where a held cluster stands, by type and day."""

    home: int
    unit: str | None


def settle(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Join each cancelled cluster with the held one of its type and day that another paper tells.

    Args:
        clusters: what `Clusters` found, each with its members; they are not changed.

    Returns:
        The clusters again. A weakly held one whose day another paper denies is turned into
        occurrences that are unclear, one cluster for the types in conflict, and what else it told
        of stays held.
    """
    settled = [list(cluster) for cluster in clusters]
    held = _held_by_day(settled)
    for number, cluster in enumerate(clusters):
        if not cluster or cluster[0].status is not Status.CANCELLED:
            continue
        home = _told_as_held(cluster[0], held, settled)
        if home is None:
            continue
        types = {t for o in cluster for t in o.types}
        proof = [o for o in settled[home] if o.status is Status.HELD and types & {*o.types}]
        if all(o.evidence_kind in _WEAK for o in proof):
            doubted = [_doubted(o, types & {*o.types}) for o in proof]
            settled[home] = list(_rest(settled[home], types))
            settled[number] = [*doubted, *(_doubted(o, {*o.types}) for o in cluster)]
        else:
            settled[home] += cluster
            settled[number] = []
    return [cluster for cluster in settled if cluster]


def _held_by_day(clusters: Sequence[Cluster]) -> dict[tuple[str, date], list[_Dated]]:
    found: dict[tuple[str, date], list[_Dated]] = defaultdict(list)
    for home, cluster in enumerate(clusters):
        for one in cluster:
            if one.status is Status.HELD and (day := _day(one)):
                for event_type in one.types:
                    found[event_type, day].append(_Dated(home, unit_of(one)))
    return found


def _told_as_held(
    cancelled: Occurrence,
    held: dict[tuple[str, date], list[_Dated]],
    clusters: Sequence[Cluster],
) -> int | None:
    """Give the held cluster that another paper tells of the cancelled one's type and day.

    One text that says both speaks of a change of hour, and is understood by itself.
    """
    day = _day(cancelled)
    if day is None:
        return None
    unit = unit_of(cancelled)
    for event_type in cancelled.types:
        for found in held.get((event_type, day), ()):
            others = [o for o in clusters[found.home] if o.status is Status.HELD]
            if any((o.file, o.record) == (cancelled.file, cancelled.record) for o in others):
                continue
            if others and (unit is None or found.unit is None or unit == found.unit):
                return found.home
    return None


def _day(occurrence: Occurrence) -> date | None:
    when = occurrence.date
    return when.begin if when is not None and when.granularity is Granularity.DAY else None


def _doubted(occurrence: Occurrence, types: set[str]) -> Occurrence:
    said = "未开展" if occurrence.status is Status.CANCELLED else "已开展"
    trace = (*occurrence.trace, f"这里写的是{said}；{_DOUBT}")
    return replace(
        occurrence, types=tuple(sorted(types)), status=Status.UNCLEAR, trace=trace, confidence=0.5
    )


def _rest(cluster: Cluster, types: set[str]) -> Iterator[Occurrence]:
    """Give what a cluster told of besides the types in conflict."""
    for one in cluster:
        left = tuple(t for t in one.types if t not in types)
        if left:
            yield replace(one, types=left)


def check_denials(events: Sequence[Event], occurrences: Sequence[Occurrence]) -> Iterator[Flag]:
    """Flag events that one paper tells of as held and another as not held, quoting both.

    Args:
        events: the submission's events, after `settle`.
        occurrences: all that the files tell of, before it.
    """
    denials: dict[tuple[str, date], list[Occurrence]] = defaultdict(list)
    for one in occurrences:
        if one.status is Status.CANCELLED and (day := _day(one)):
            for event_type in one.types:
                denials[event_type, day].append(one)
    for event in events:
        if event.date is None or event.status not in (Status.HELD, Status.UNCLEAR):
            continue
        for event_type in event.types:
            for one in denials.get((event_type, event.date.begin), ()):
                if one.citations and one.citations[0] in event.citations:
                    yield _flag(event, load_lexicon().title(event_type), one)


def _flag(event: Event, name: str, denial: Occurrence) -> Flag:
    told = next((c for c in event.citations if c not in denial.citations), None)
    cited = (*((told,) if told else ()), denial.citations[0])
    day = f"{event.date.begin:%Y-%m-%d}" if event.date else ""
    quotes = "；".join(f"{c.file}写“{' '.join(c.quote.split())}”" for c in cited)
    counted = "先按已开展计" if event.status is Status.HELD else "暂不计入"
    message = f"{day} 的{name}，一份材料写开展了，另一份写没有开展：{quotes}。{counted}，请核对。"
    return Flag("held_and_cancelled", "high", message, cited)
