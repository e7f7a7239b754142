"""Bands with a quota: who of a batch gets them, as far as that is decided.

Nothing is decided by what may still change: a school keeps every band that some outcome of the
open points could give it, its own and everybody else's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal

from rubrics.finding import Contender
from rubrics.form_rules import Band, Form, Quota
from rubrics.wording import number

_INFINITE = Decimal("Infinity")
_NO_BAND = "不在任何等次内"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A school's grade after the ranking, or None; the reason is in Chinese either way."""

    label: str | None
    reason: str


@dataclass(slots=True)
class _Runner:
    """A school on its way down the bands: those it may end in, and those it may still be in."""

    known: Contender
    final: set[int] = field(default_factory=set)
    current: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    @property
    def high(self) -> Decimal:
        return _INFINITE if self.known.high is None else self.known.high


@dataclass(frozen=True, slots=True)
class _Places:
    """A quota's places among `schools`, `unchecked` of which nothing is known."""

    band: str
    lower: str
    allowed: int
    unchecked: int
    shown: str


def ranked_grades(
    form: Form, contenders: Mapping[str, Contender], unchecked: int = 0
) -> dict[str, Ranked]:
    """Give each school of a batch its grade, with the quotas of the form.

    Args:
        form: the form with bands and quotas.
        contenders: school → its total and the bands it may be in.
        unchecked: how many more schools there are that could not be checked; each of them may
            take a place, and each counts where a quota is a share.

    Returns:
        School → grade. Schools beyond a quota go to the next lower band. A grade stays open
        where open points decide about it, the school's own or others', and where equal totals
        lie on both sides of a quota's edge.
    """
    bands = sorted(form.bands, key=lambda band: band.at_least, reverse=True)
    runners = {name: _Runner(one) for name, one in contenders.items()}
    for runner in runners.values():
        runner.current = set(range(runner.known.best, runner.known.worst + 1))
    for level in range(len(bands)):
        quota = next((one for one in form.quotas if one.band == bands[level].label), None)
        if quota is not None and level + 1 < len(bands):
            places = _places(quota, bands[level + 1], len(runners), unchecked)
            _hand_out(places, level, list(runners.values()))
        for runner in runners.values():
            runner.final |= runner.current & {level}
            runner.current.discard(level)
    return {name: _told(runner, bands) for name, runner in runners.items()}


def _places(quota: Quota, lower: Band, schools: int, unchecked: int) -> _Places:
    """Count a quota's places; a part of one is none."""
    everyone = schools + unchecked
    if quota.share is None:
        allowed = quota.most or 0
        shown = f"“{quota.band}”名额 {allowed} 个"
    else:
        allowed = int((quota.share * everyone).to_integral_value(ROUND_FLOOR))
        counted = f"，含没有核查成的 {unchecked} 份" if unchecked else ""
        share = f"{everyone} 所×{number(quota.share * 100)}%{counted}"
        shown = f"“{quota.band}”名额 {allowed} 个（{share}）"
    return _Places(quota.band, lower.label, allowed, unchecked, shown)


def _hand_out(places: _Places, level: int, runners: list[_Runner]) -> None:
    """Send those beyond the quota down, those whose place is open both ways."""
    may = [one for one in runners if level in one.current]
    sure = [one for one in may if one.current == {level} and not one.final]
    highs = sorted(one.high for one in may)
    lows = sorted(one.known.low for one in sure)
    down = []
    for one in may:
        not_behind = len(highs) - bisect_left(highs, one.known.low) - 1
        before = len(highs) - bisect_right(highs, one.known.low) - (one.high > one.known.low)
        ahead = len(lows) - bisect_right(lows, one.high)
        if not_behind + places.unchecked < places.allowed:
            one.notes.append(f"{places.shown}，按名次在名额内")
            continue
        down.append((one, ahead >= places.allowed))
        one.notes.append(f"{places.shown}，{_why(one, places, not_behind, before, ahead)}")
    for one, surely in down:
        one.current.add(level + 1)
        if surely:
            one.current.discard(level)


def _why(one: _Runner, places: _Places, not_behind: int, before: int, ahead: int) -> str:
    """Say why a school does not get a band for certain."""
    if ahead >= places.allowed:
        full = "已由总分更高的学校占满" if places.allowed else "没有可给的"
        return f"{full}，归入“{places.lower}”"
    if not_behind < places.allowed:
        return f"另有 {places.unchecked} 份材料没有核查成，会影响名次"
    if one.known.low != one.high:
        return "待定分数的区间跨名额界线"
    if before + places.unchecked < places.allowed:
        return "与名额界线同分，由人决定"
    return "其他学校待定分数的区间跨名额界线"


def _told(runner: _Runner, bands: list[Band]) -> Ranked:
    known, final = runner.known, runner.final | runner.current
    undecided = bool(known.open) and known.best == known.worst
    reasons = list(_base(known, bands))
    reasons += runner.notes
    if len(final) == 1 and not undecided:
        (level,) = final
        return Ranked(bands[level].label if level < len(bands) else None, "；".join(reasons))
    if len(final) > 1:
        names = [bands[n].label if n < len(bands) else _NO_BAND for n in sorted(final)]
        reasons.append("等次可能为" + "、".join(f"“{name}”" for name in names))
    return Ranked(None, "；".join(reasons))


def _base(known: Contender, bands: list[Band]) -> Iterator[str]:
    """Say what holds before the ranking."""
    if known.open:
        yield known.open
    elif known.best == known.worst < len(bands):
        yield f"按总分属于“{bands[known.best].label}”"
