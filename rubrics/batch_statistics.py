"""The statistics of a batch that a rubric asks for, each school's part in them, and their sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rubrics.batch_figure import BatchFigure, OwnFigure
from rubrics.conditions import Condition, all_hold
from rubrics.fault import Fault, Place
from rubrics.interval import ZERO
from rubrics.measured import Setting
from rubrics.measures import Measure
from rubrics.quantity_model import Quantity, Source
from rubrics.quantity_sources import read_source
from rubrics.rubric import Item, Rubric, still_waived


@dataclass(frozen=True, slots=True)
class Asked:
    """One place of a rubric that asks for a statistic of the schools' `own` values.

    It applies to a school where all `conditions` hold and its item is not waived.
    """

    place: Place
    source: Source
    own: Source
    item: Item | None
    conditions: tuple[Condition, ...]

    @property
    def key(self) -> str:
        """Give the statistic's key: "title:mean"."""
        return self.source.batch_key


def asked_statistics(rubric: Rubric) -> tuple[Asked, ...]:
    """List every place that asks for a statistic, in the form's order; usually there is none."""
    return tuple(
        Asked(place, source, own, item, conditions)
        for place, item, conditions, measure in _measures(rubric)
        if isinstance(measure, Quantity)
        for source, own in _pairs(measure)
    )


def _measures(
    rubric: Rubric,
) -> Iterator[tuple[Place, Item | None, tuple[Condition, ...], Measure]]:
    for i, item in enumerate(rubric.items):
        for j, rule in enumerate(item.rules):
            at: Place = ("items", i, "rules", j)
            for n, measure in enumerate(rule.measures):
                yield (*at, "measures", n), item, rule.when, measure
            for n, measure in enumerate(rule.also):
                yield (*at, "also", n), item, rule.when, measure
            for b, branch in enumerate(rule.choose):
                for n, measure in enumerate(branch.measures):
                    where: Place = (*at, "choose", b, "measures", n)
                    yield where, item, (*rule.when, branch.when), measure
    for i, veto in enumerate(rubric.form.vetoes):
        for n, measure in enumerate(veto.measures):
            yield ("form", "vetoes", i, "measures", n), None, (), measure


def _pairs(measure: Quantity) -> Iterator[tuple[Source, Source]]:
    """Give a measure's statistic with the school's own number on the other side of the ratio."""
    num, den = measure.num, measure.den
    if num is not None and den is not None:
        if den.batch is not None:
            yield den, num
        elif num.batch is not None:
            yield num, den


def lint_statistics(rubric: Rubric) -> Iterator[Fault]:
    """Find one name for statistics of different numbers: schools' values would be mixed up."""
    known: dict[str, Source] = {}
    for one in asked_statistics(rubric):
        if _plain(known.setdefault(one.key, one.own)) != _plain(one.own):
            message = f"“{one.source.title}”的同批数值在两处由不同的本校数值算出"
            yield Fault(one.place, message, "给其中一处的 batch 换一个 title")


def _plain(own: Source) -> Source:
    """Tell numbers apart by where they come from, not by what they are called."""
    return own.model_copy(update={"title": ""})


def own_figures(rubric: Rubric, setting: Setting) -> tuple[OwnFigure, ...]:
    """Read one school's own value for each statistic the rubric asks for, in the form's order."""
    places: dict[str, list[Asked]] = {}
    for one in asked_statistics(rubric):
        places.setdefault(one.key, []).append(one)
    return tuple(_own_figure(key, asked, setting) for key, asked in places.items())


def _own_figure(key: str, asked: Sequence[Asked], setting: Setting) -> OwnFigure:
    verdicts = [_applies(one, setting) for one in asked]
    if all(verdict is False for verdict in verdicts):
        return OwnFigure(key, None, applies=False)
    if True not in verdicts:
        return OwnFigure(key, None)
    values = read_source(asked[0].own, setting).values
    return OwnFigure(key, values[0] if len(values) == 1 else None)


def _applies(asked: Asked, setting: Setting) -> bool | None:
    if asked.item is not None and still_waived(asked.item, setting.period):
        return False
    return all_hold(asked.conditions, setting.profile)


def batch_figures(
    asked: Iterable[Asked], schools: Sequence[Sequence[OwnFigure]], failed: int
) -> tuple[BatchFigure, ...]:
    """Work the statistics out over the schools whose value is known; their order is no matter.

    Args:
        asked: the places that ask for statistics.
        schools: each checked school's own values.
        failed: how many schools could not be checked.
    """
    sources = {one.key: one.source for one in asked}
    return tuple(_figure(key, source, schools, failed) for key, source in sources.items())


def _figure(
    key: str, source: Source, schools: Sequence[Sequence[OwnFigure]], failed: int
) -> BatchFigure:
    own = [one for figures in schools for one in figures if one.key == key]
    values = sorted(one.value for one in own if one.value is not None)
    return BatchFigure(
        key=key,
        title=source.title,
        kind=source.batch or "",
        value=_value(source, values),
        known=len(values),
        unknown=sum(one.applies and one.value is None for one in own),
        not_asked=sum(not one.applies for one in own),
        failed=failed,
    )


def _value(source: Source, values: Sequence[Decimal]) -> Decimal | None:
    if not values:
        return None
    return max(values) if source.batch == "best" else sum(values, ZERO) / len(values)
