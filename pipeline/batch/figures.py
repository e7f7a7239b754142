"""What the first round of a batch read: each school's own values, and the statistics of them.

Only a rubric that divides by the mean or the best of all schools has a first round. A school is
here exactly as long as it belongs to the population: one that fails is taken out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import SQLAlchemyError

from pipeline.batch.ledger import Ledger
from pipeline.batch.models import Own
from rubrics.batch_figure import BatchFigure, OwnFigure
from rubrics.batch_statistics import Asked, batch_figures

Figures = tuple[BatchFigure, ...]
_figures: TypeAdapter[tuple[OwnFigure, ...]] = TypeAdapter(tuple[OwnFigure, ...])


@dataclass(frozen=True, slots=True)
class OwnReading:
    """One school's own values; `base` is the key of what they were read from."""

    id: str
    base: str | None
    period: str
    figures: tuple[OwnFigure, ...]


@dataclass(frozen=True, slots=True)
class FigureSum:
    """A statistic of one period with its population by name.

    `members` are the schools that were checked, `failed` those that were not.
    """

    period: str
    figure: BatchFigure
    members: tuple[tuple[str, OwnFigure], ...]
    failed: tuple[str, ...]


class OwnReadings:
    """The own values of all schools, in the ledger's database."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def base(self, school: str) -> str | None:
        """Give the key of what a school's values were read from; None when there are none."""
        with self._ledger.engine.connect() as connection:
            return connection.execute(select(Own.base).where(Own.id == school)).scalar()

    def keep(self, reading: OwnReading) -> None:
        """Write a school's values in place of any former ones.

        Raises:
            RunError: when they cannot be written.
        """
        values = _figures.dump_json(reading.figures).decode("utf-8")
        try:
            with self._ledger.engine.begin() as connection:
                connection.execute(delete(Own).where(Own.id == reading.id))
                own = insert(Own).values(
                    id=reading.id, base=reading.base, period=reading.period, figures=values
                )
                connection.execute(own)
        except SQLAlchemyError as error:
            raise self._ledger.unwritable(error) from error

    def drop(self, school: str) -> None:
        """Take a school out of the population.

        Raises:
            RunError: when it cannot be written.
        """
        try:
            with self._ledger.engine.begin() as connection:
                connection.execute(delete(Own).where(Own.id == school))
        except SQLAlchemyError as error:
            raise self._ledger.unwritable(error) from error

    def all(self) -> Iterator[OwnReading]:
        """Give all schools' values by id."""
        columns = (Own.id, Own.base, Own.period, Own.figures)
        with self._ledger.engine.connect() as connection:
            for own, base, period, values in connection.execute(select(*columns).order_by(Own.id)):
                yield OwnReading(own, base, period, _figures.validate_json(values))


def sum_figures(
    asked: Sequence[Asked],
    readings: Iterable[OwnReading],
    failed: Sequence[str],
    years: Mapping[str, str],
) -> tuple[FigureSum, ...]:
    """Work out the statistics of each period; nothing in a rubric that asks for none.

    Args:
        asked: the places of the rubric that ask for statistics.
        readings: the own values of the schools that were checked.
        failed: the schools that could not be checked.
        years: the period of each school that lies in a year's folder; a failed one without may
            belong to any period.
    """
    if not asked:
        return ()
    by_period: dict[str, list[OwnReading]] = defaultdict(list)
    for reading in readings:
        by_period[reading.period].append(reading)
    sums = []
    for period in sorted(by_period):
        members = sorted(by_period[period], key=lambda one: one.id)
        missing = tuple(own for own in sorted(failed) if years.get(own, period) == period)
        for figure in batch_figures(asked, [one.figures for one in members], len(missing)):
            own = tuple(
                (one.id, value)
                for one in members
                for value in one.figures
                if value.key == figure.key
            )
            sums.append(FigureSum(period, figure, own, missing))
    return tuple(sums)


def by_period(sums: Iterable[FigureSum]) -> dict[str, Figures]:
    """Give each period's statistics in the form's order."""
    found: dict[str, list[BatchFigure]] = defaultdict(list)
    for one in sums:
        found[one.period].append(one.figure)
    return {period: tuple(figures) for period, figures in found.items()}
