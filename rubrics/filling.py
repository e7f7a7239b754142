"""How events fill the parts of a period: what is short at worst, and at best. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from matchers.period import Period
from rubrics.selecting import Candidate


@dataclass(frozen=True, slots=True)
class Filling:
    """How the parts of a period are covered.

    `counts` are the certain events of each part; `worst` and `best` how many are lacking over
    all parts if no doubtful event counts, or if as many as possible do. `graced` are pairs of
    part number and the late event that was let in. `outside` are certain events that lie in no
    part.
    """

    counts: tuple[int, ...]
    worst: int
    best: int
    graced: tuple[tuple[int, Candidate], ...] = ()
    outside: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """How many events each part needs, and the rules for moving them."""

    need: int
    carry: bool = False
    grace_days: int = 0


def fill(
    parts: Sequence[Period],
    certain: Sequence[Candidate],
    doubtful: Sequence[Candidate],
    late: Sequence[Candidate],
    demand: Demand,
) -> Filling:
    """Count events into parts and find the least and the greatest shortfall."""
    inside: list[list[Candidate]] = [[] for _ in parts]
    loose: list[Candidate] = []
    outside: list[Candidate] = []
    for candidate in certain:
        home = _home(parts, candidate)
        if home is not None:
            inside[home].append(candidate)
        elif _reach(parts, candidate):
            loose.append(candidate)
        else:
            outside.append(candidate)
    counts = [len(events) for events in inside]
    graced = _grace(parts, counts, inside, late, demand)
    if demand.carry:
        short = max(0, demand.need * len(parts) - sum(counts) - len(loose))
        return Filling(tuple(counts), short, max(0, short - len(doubtful)), graced, tuple(outside))
    open_slots = [max(0, demand.need - count) for count in counts]
    filled = _match(parts, open_slots, [*loose, *doubtful])
    worst = sum(open_slots)
    return Filling(tuple(counts), worst, worst - filled, graced, tuple(outside))


def _home(parts: Sequence[Period], candidate: Candidate) -> int | None:
    for index, part in enumerate(parts):
        if part.covers(candidate.begin, candidate.end):
            return index
    return None


def _reach(parts: Sequence[Period], candidate: Candidate) -> tuple[int, ...]:
    touched = (i for i, part in enumerate(parts) if part.touches(candidate.begin, candidate.end))
    return tuple(touched)


def _grace(
    parts: Sequence[Period],
    counts: list[int],
    inside: list[list[Candidate]],
    late: Sequence[Candidate],
    demand: Demand,
) -> tuple[tuple[int, Candidate], ...]:
    """Let events shortly after a short part fill it, taking only what the next part can spare."""
    used: list[tuple[int, Candidate]] = []
    if not demand.grace_days:
        return ()
    for index, part in enumerate(parts):
        last = part.end + timedelta(days=demand.grace_days)
        spare = list(late) if index == len(parts) - 1 else list(inside[index + 1])
        for candidate in spare:
            following = index + 1
            if counts[index] >= demand.need or candidate.end > last:
                break
            if following < len(parts):
                if counts[following] <= demand.need:
                    break
                counts[following] -= 1
            counts[index] += 1
            used.append((index, candidate))
    return tuple(used)


def _match(
    parts: Sequence[Period], open_slots: Sequence[int], candidates: Sequence[Candidate]
) -> int:
    """Fill as many open slots as possible; each candidate fits a run of neighbouring parts.

    Parts are served in order, each taking the candidate whose reach ends first, which is
    optimal because every reach is a run.
    """
    reaches = sorted(
        (reach for reach in (_reach(parts, candidate) for candidate in candidates) if reach),
        key=lambda reach: (reach[-1], reach[0]),
    )
    filled = 0
    for index, wanted in enumerate(open_slots):
        for _ in range(wanted):
            taken = next((reach for reach in reaches if reach[0] <= index <= reach[-1]), None)
            if taken is None:
                break
            reaches.remove(taken)
            filled += 1
    return filled
