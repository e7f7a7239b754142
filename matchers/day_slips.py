"""One session that two papers give different days: it counts once, and both days are shown.

A news item or a register row sometimes has the day of its own writing, or a slip of the pen. It
is the same session only where something besides the type says so: the same number of the session
(第三季度党员大会, 五届三次), or the day before or after with the same host and two speakers in
common. The papers must be of different kinds: two minutes are two meetings.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from matchers.annotation import EvidenceKind, Flag, Granularity, Occurrence, Status
from matchers.lexicon import load_lexicon
from matchers.likeness import unit_of
from matchers.normalize import normalize

_FAR = 7  # days between the two writings of one numbered session
_LEAST_SPEAKERS = 2
_QUARTER = re.compile(r"(?:第([一二三四1-4])季度|(?<!第)([一二三四])季度)")
_DIGITS = str.maketrans("1234", "一二三四")
# Written at the meeting, or signed there: their day stands before that of other papers.
_THERE = (EvidenceKind.MINUTES, EvidenceKind.SIGNIN)

Cluster = list[Occurrence]


@dataclass(frozen=True, slots=True)
class Settled:
    """The clusters after joining, and what to ask about them."""

    clusters: list[Cluster]
    flags: tuple[Flag, ...]


def join_slips(clusters: Sequence[Cluster]) -> Settled:
    """Join the clusters that give one session different days; others are given unchanged.

    A cluster is joined only where a single other one fits it; what it says of its day becomes a
    lead of the joined event, whose day is that of the paper written at the meeting.
    """
    joined = [list(cluster) for cluster in clusters]
    flags: list[Flag] = []
    for first, second in _pairs(clusters):
        kept, other = _by_weight(clusters[first], clusters[second])
        home, gone = (first, second) if kept is clusters[first] else (second, first)
        day, wrong = _day(kept), _day(other)
        assert day is not None and wrong is not None
        why = f"这里写的是 {wrong:%Y-%m-%d}，与其他材料的 {day:%Y-%m-%d} 不一，按同一次计"
        joined[home] += [
            replace(o, status=Status.UNCLEAR, trace=(*o.trace, why))
            if o.status is Status.HELD
            else o
            for o in other
        ]
        joined[gone] = []
        flags.append(_flag(kept, other))
    return Settled([cluster for cluster in joined if cluster], tuple(flags))


def _pairs(clusters: Sequence[Cluster]) -> Iterator[tuple[int, int]]:
    """Give the pairs that are one session, each cluster in one pair at most."""
    by_type: dict[str, list[int]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        if _day(cluster) is not None:
            for event_type in {t for o in cluster for t in o.types}:
                by_type[event_type].append(number)
    found: set[tuple[int, int]] = set()
    for homes in by_type.values():
        homes.sort(key=lambda n: _day(clusters[n]) or date.max)
        for place, one in enumerate(homes):
            for other in homes[place + 1 :]:
                if _gap(clusters[one], clusters[other]) > _FAR:
                    break
                if _is_one(clusters[one], clusters[other]):
                    found.add((min(one, other), max(one, other)))
    for pair in sorted(found):
        if not any(pair != other and set(pair) & set(other) for other in found):
            yield pair


def _is_one(one: Cluster, other: Cluster) -> bool:
    """Say whether two clusters of a common type are one session under two days."""
    gap = _gap(one, other)
    if not 0 < gap <= _FAR or _kinds(one) & _kinds(other) or _types(one) != _types(other):
        return False
    if {o.file for o in one} & {o.file for o in other}:
        return False
    units = [{u for o in side if (u := unit_of(o))} for side in (one, other)]
    if units[0] and units[1] and units[0] != units[1]:
        return False
    numbers = [{n for o in side for n in _numbers(o)} for side in (one, other)]
    if numbers[0] and numbers[1]:
        return bool(numbers[0] & numbers[1])
    return gap == 1 and _same_people(one, other)


def _numbers(occurrence: Occurrence) -> Iterator[str]:
    """Give what numbers a session: a quarter in its title, the 届次 of a congress."""
    for found in _QUARTER.finditer(normalize(occurrence.title)):
        yield f"{(found[1] or found[2]).translate(_DIGITS)}季度"
    if occurrence.attributes.session:
        yield occurrence.attributes.session


def _same_people(one: Cluster, other: Cluster) -> bool:
    hosts = [{o.attributes.host for o in side} - {None} for side in (one, other)]
    speakers = [{s for o in side for s in o.attributes.speakers} for side in (one, other)]
    return bool(hosts[0] & hosts[1]) and len(speakers[0] & speakers[1]) >= _LEAST_SPEAKERS


def _by_weight(one: Cluster, other: Cluster) -> tuple[Cluster, Cluster]:
    """Give the cluster whose day stands, and the other."""
    return (one, other) if _weight(one) <= _weight(other) else (other, one)


def _weight(cluster: Cluster) -> tuple[int, int, date]:
    there = sum(kind in _kinds(cluster) for kind in _THERE)
    return -there, -len(_kinds(cluster)), _day(cluster) or date.max


def _kinds(cluster: Cluster) -> set[EvidenceKind]:
    return {o.evidence_kind for o in cluster if o.status is Status.HELD}


def _types(cluster: Cluster) -> set[str]:
    return {t for o in cluster if o.status is Status.HELD for t in o.types}


def _gap(one: Cluster, other: Cluster) -> int:
    first, second = _day(one), _day(other)
    return abs((first - second).days) if first and second else _FAR + 1


def _day(cluster: Cluster) -> date | None:
    """Give the one day that a held cluster names, or None."""
    days = {o.date.begin for o in cluster if o.status is Status.HELD and o.date}
    fine = all(
        o.date is None or o.date.granularity is Granularity.DAY
        for o in cluster
        if o.status is Status.HELD
    )
    return days.pop() if fine and len(days) == 1 else None


def _flag(kept: Cluster, other: Cluster) -> Flag:
    told = [
        min(side, key=lambda o: (o.evidence_kind not in _THERE, o.file)) for side in (kept, other)
    ]
    lexicon = load_lexicon()
    parts = {entry.id for entry in lexicon.events if entry.part_of}
    types = sorted(_types(kept), key=lambda t: (t in parts, t))
    days = "，".join(f"{o.file}写 {o.date.begin:%Y-%m-%d}" for o in told if o.date)
    message = (
        f"同一次{lexicon.title(types[0])}，材料写的日期不一：{days}。先按前一个日期计一次，请核对。"
    )
    return Flag(
        "conflicting_days", "high", message, tuple(c for o in told for c in o.citations[-1:])
    )
