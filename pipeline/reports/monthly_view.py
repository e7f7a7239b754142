"""What a rule counted, month by month: one row for each kind of event and each body that held it.

The three meetings of a branch with two groups give four rows, so that a gap of one group is
seen at a glance where the sum hides it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matchers.annotation import Event
from matchers.period import Period, parts
from rubrics.finding import RuleFinding
from rubrics.measures import Events
from rubrics.rubric import Rubric, Rule

_LEAST_EVENTS = 3
_MOST_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Held:
    """One event in a month's cell: 3日, and the event's identifier."""

    day: str
    event: str


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One kind of event by one body; `cells` has an entry for each month, empty for none held."""

    title: str
    cells: tuple[tuple[Held, ...], ...]


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """The months of the period as column headings, and the rows."""

    months: tuple[str, ...]
    rows: tuple[MonthRow, ...]


def monthly_grids(
    rubric: Rubric, findings: Iterable[RuleFinding], events: Mapping[str, Event], period: Period
) -> dict[str, MonthGrid]:
    """Give by rule the grids of those that count events; the others have none."""
    rules = {rule.id: rule for item in rubric.items for rule in item.rules}
    grids = {
        finding.id: _grid(rules[finding.id], finding, events, parts(period, "month"))
        for finding in findings
        if finding.id in rules
    }
    return {rule: grid for rule, grid in grids.items() if grid is not None}


def _grid(
    rule: Rule, finding: RuleFinding, events: Mapping[str, Event], months: tuple[Period, ...]
) -> MonthGrid | None:
    counted = [events[name] for name in finding.events if name in events]
    if len(counted) < _LEAST_EVENTS or not 1 < len(months) <= _MOST_MONTHS:
        return None
    rows: list[MonthRow] = []
    streams = [s for m in rule.measures if isinstance(m, Events) for s in m.streams]
    for title, types in dict.fromkeys((s.title, s.types) for s in streams):
        of_kind = [event for event in counted if set(types) & set(event.types)]
        bodies = sorted({event.attributes.organisation or "" for event in of_kind})
        for body in bodies:
            own = [event for event in of_kind if (event.attributes.organisation or "") == body]
            cells = tuple(tuple(_held(own, month)) for month in months)
            rows.append(MonthRow(f"{title}·{body}" if body else title, cells))
    return MonthGrid(tuple(_headings(months)), tuple(rows)) if rows else None


def _held(events: Iterable[Event], month: Period) -> Iterable[Held]:
    for event in events:
        if event.date is not None and event.date.begin in month:
            exact = event.date.begin == event.date.end
            yield Held(f"{event.date.begin.day}日" if exact else "本月", event.id)


def _headings(months: tuple[Period, ...]) -> Iterable[str]:
    """Name the months; the year stands where it changes, and not at all where it never does."""
    years = {month.begin.year for month in months}
    seen: set[int] = set()
    for month in months:
        year = month.begin.year
        shown = len(years) > 1 and year not in seen
        seen.add(year)
        yield f"{year}年{month.begin.month}月" if shown else f"{month.begin.month}月"
