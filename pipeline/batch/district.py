"""A batch's results put together: standings, items, what waits for people, what failed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.batch.grades import grades_in_periods
from pipeline.batch.ledger import DONE, Entry
from pipeline.batch.row import ItemRow, SchoolRow
from rubrics.form_rules import Form
from rubrics.quota import Ranked

NEEDS_REVIEW = "needs_review"
_MOST_NAMED = 50  # schools by name on the page; the workbook has them all
_PLAIN = Form()
_NO_YEARS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Standing:
    """One school's place among those of its period.

    `rank` is by the suggested total, equal totals sharing a place. What is still open in
    anybody's score could move it from `best` to `worst`. Without points, by the share of the
    countable demands that are met, and nothing is open. `grade` is the school's own, in a form
    with quotas the one after the ranking; `grade_why` its reason, or that of its being open.
    """

    id: str
    name: str
    folder: str
    period: str
    rank: int
    best: int
    worst: int
    suggested: Decimal | None
    low: Decimal | None
    high: Decimal | None
    self_total: Decimal | None
    weighed: Decimal | None
    grade: str | None
    grade_why: str
    needs_review: int
    held: int
    files: int
    unread: int
    flags: int
    met: int
    partial: int
    unmet: int
    demands: int
    satisfied: int


@dataclass(slots=True)
class ItemSum:
    """One item over all schools: how many are in each state, and the points that are open.

    `waits` names the first schools in which it waits for a person, each with its folder.
    """

    item: str
    text: str
    max: Decimal | None
    schools: int = 0
    states: Counter[str] = field(default_factory=Counter)
    suggested: Decimal = Decimal(0)
    lost: Decimal = Decimal(0)
    open: Decimal = Decimal(0)
    gaps: Counter[str] = field(default_factory=Counter)
    waits: list[tuple[str, str]] = field(default_factory=list)

    def add(self, row: ItemRow, school: str, folder: str) -> None:
        """Count one school's item in."""
        if row.status == NEEDS_REVIEW and len(self.waits) < _MOST_NAMED:
            self.waits.append((school, folder))
        self.schools += 1
        self.states[row.status] += 1
        if row.max is not None and row.low is not None and row.high is not None:
            self.suggested += row.suggested or 0
            self.lost += row.max - row.high
            self.open += row.high - row.low
        if row.status != "met":
            # Without the months and names in brackets, which are each school's own.
            self.gaps.update({gap.partition("（")[0] for gap in row.lacking})

    @property
    def missed(self) -> int:
        """Count the schools in which something is lacking for certain."""
        return self.states["partial"] + self.states["unmet"]


@dataclass(frozen=True, slots=True)
class District:
    """Everything the summaries show. `standings` by period, then place; `items` in form order.

    `grades` by school's id are those after the ranking, empty in a form without quotas.
    """

    standings: tuple[Standing, ...]
    items: tuple[ItemSum, ...]
    failures: tuple[Entry, ...]
    unread: tuple[tuple[str, str, tuple[str, ...]], ...]
    with_points: bool
    grades: Mapping[str, Ranked]

    @property
    def most_missed(self) -> tuple[ItemSum, ...]:
        """Give the items that most schools lack something for, worst first."""
        lacking = [item for item in self.items if item.missed]
        return tuple(sorted(lacking, key=lambda i: (-i.missed, -i.lost, i.item)))

    @property
    def waiting(self) -> tuple[ItemSum, ...]:
        """Give the items that wait for a person, most schools first."""
        waiting = [item for item in self.items if item.states[NEEDS_REVIEW]]
        return tuple(sorted(waiting, key=lambda i: (-i.states[NEEDS_REVIEW], -i.open, i.item)))


def put_together(
    entries: Iterable[Entry],
    folders: Mapping[str, str],
    form: Form = _PLAIN,
    years: Mapping[str, str] = _NO_YEARS,
) -> District:
    """Sum up the entries of a ledger.

    Args:
        entries: of all schools.
        folders: where each school's reports lie.
        form: the rubric's rules for the whole, for its quotas.
        years: the period of each school that lies in a year's folder.
    """
    rows: list[tuple[str, SchoolRow]] = []
    failures: list[Entry] = []
    items: dict[str, ItemSum] = {}
    unread = []
    for entry in entries:
        if entry.status != DONE or entry.row is None:
            failures.append(entry)
            continue
        row = entry.row
        for one in row.items:
            items.setdefault(one.item, ItemSum(one.item, one.text, one.max)).add(
                one, row.name, folders[entry.id]
            )
        if row.unread:
            unread.append((entry.id, row.name, row.unread))
        # A hundred thousand schools' items do not fit into memory; they are counted already.
        rows.append((entry.id, replace(row, items=(), notes=(), prints=())))
    failed = [years.get(entry.id) for entry in failures]
    grades = grades_in_periods(form, rows, failed)
    return District(
        standings=tuple(_standings(rows, folders, grades)),
        items=tuple(items.values()),
        failures=tuple(failures),
        unread=tuple(unread),
        with_points=any(row.max is not None for _, row in rows),
        grades=grades,
    )


def _standings(
    rows: Sequence[tuple[str, SchoolRow]],
    folders: Mapping[str, str],
    grades: Mapping[str, Ranked],
) -> Iterable[Standing]:
    by_period: dict[str, list[tuple[str, SchoolRow]]] = defaultdict(list)
    for own, row in rows:
        by_period[row.period].append((own, row))
    for period in sorted(by_period, reverse=True):
        members = by_period[period]
        totals = sorted(_total(row) for _, row in members)
        lows = sorted(_low(row) for _, row in members)
        highs = sorted(_high(row) for _, row in members)
        count = len(members)
        for own, row in sorted(members, key=lambda m: (-_total(m[1]), -_high(m[1]), m[0])):
            above = count - bisect_right(lows, _high(row))
            not_below = count - bisect_left(highs, _low(row)) - 1
            yield _standing(
                own,
                row,
                folders[own],
                grades.get(own) or Ranked(row.grade, ""),
                rank=1 + count - bisect_right(totals, _total(row)),
                best=1 + above,
                worst=1 + not_below,
            )


def _total(row: SchoolRow) -> Decimal:
    if row.max is None:
        return Decimal(row.satisfied) / row.demands if row.demands else Decimal(0)
    return row.suggested if row.suggested is not None else _low(row)


def _low(row: SchoolRow) -> Decimal:
    return row.low if row.max is not None and row.low is not None else _bare(row)


def _high(row: SchoolRow) -> Decimal:
    return row.high if row.max is not None and row.high is not None else _bare(row)


def _bare(row: SchoolRow) -> Decimal:
    return Decimal(row.satisfied) / row.demands if row.demands else Decimal(0)


def _standing(
    own: str, row: SchoolRow, folder: str, graded: Ranked, *, rank: int, best: int, worst: int
) -> Standing:
    return Standing(
        id=own,
        name=row.name,
        folder=folder,
        period=row.period,
        rank=rank,
        best=best,
        worst=worst,
        suggested=row.suggested,
        low=row.low,
        high=row.high,
        self_total=row.self_total,
        weighed=row.weighed,
        grade=graded.label,
        grade_why=graded.reason,
        needs_review=row.needs_review,
        held=row.held,
        files=sum(row.files.values()),
        unread=len(row.unread),
        flags=sum(row.flags.values()),
        met=row.met,
        partial=row.partial,
        unmet=row.unmet,
        demands=row.demands,
        satisfied=row.satisfied,
    )
