"""How a rule of the draft scores, as its clause was read."""

from __future__ import annotations

from decimal import Decimal

from rubrics.clause_model import Reading
from rubrics.interval import ONE, ZERO
from rubrics.measures import Judgement, Level, Measure
from rubrics.quantity_model import Quantity
from rubrics.scorers import Award, Deduct, Discretion, Ladder, Linear, PerUnit, Rung, Scorer

_LEVELS = {
    "applied": "申报",
    "school": "校级",
    "county": "县（区）级",
    "city": "市级",
    "province": "省级",
    "national": "国家级",
}


def unit(reading: Reading) -> Decimal:
    """Give what one lacking costs in a rule of several deductions.

    The first stated cost, or 1 where the others are no exact multiples of it (扣3分 and 扣2分).
    """
    each = reading.step or reading.each or ONE
    costs = [reading.each or ONE, *((other.each or ONE) for _, other in reading.more)]
    ratios = [cost / each for cost in costs]
    exact = all(ratio == ratio.quantize(Decimal("0.0001")) for ratio in ratios)
    return each if exact else ONE


def choose_scorer(reading: Reading, measures: tuple[Measure, ...], floor: Decimal = ZERO) -> Scorer:
    """Give the scorer, or a person's discretion where nothing can be counted for it.

    `floor` is the most a penalty may take off, as a number below zero.
    """
    first = measures[0]
    countable = not isinstance(first, Judgement)
    if not reading.understood:
        return Discretion()
    match reading.scorer:
        case "deduct" if countable and reading.each is not None:
            return Deduct(each=unit(reading), floor=floor)
        case "per_unit" if countable and reading.each is not None:
            return PerUnit(each=reading.each)
        case "ladder" if reading.shares and countable:
            return Ladder(rungs=tuple(Rung(at_least=a, points=p) for a, p in reading.shares))
        case "ladder" if isinstance(first, Level):
            rungs = tuple(Rung(level=level, points=points) for level, points in reading.rungs)
            return Ladder(rungs=rungs)
        case "linear" if isinstance(first, Quantity) and (k := reading.each or reading.points):
            return Linear(k=k)
        case "award":
            return Award()
        case _:
            return Discretion(grades=_grades(reading))


def _grades(reading: Reading) -> dict[str, Decimal]:
    """Give the degrees a person may choose from, in points."""
    if reading.rungs:
        return {_LEVELS[level]: points for level, points in reading.rungs}
    full = reading.points or ZERO
    if not reading.grades or not full:
        return {}
    return {name: full * value if reading.of_full else value for name, value in reading.grades}
