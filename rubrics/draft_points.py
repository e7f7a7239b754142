"""How an item's points are shared out over its clauses: they must add up, nothing is guessed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rubrics.clause_model import Reading
from rubrics.form_items import FormItem
from rubrics.interval import ZERO
from rubrics.wording import number

Read = list[tuple[str, Reading]]


def share_out(item: FormItem, readings: Read, most: Decimal) -> tuple[Read, list[str]]:
    """Make the clauses' points add up to the item's; what is left over is for a person.

    Returns:
        The clauses with their points, and in Chinese what does not add up.
    """
    readings, beyond = _within(readings, most)
    shared, problems = _shared(item, readings, most)
    return shared, [*beyond, *problems]


def _within(readings: Read, most: Decimal) -> tuple[Read, list[str]]:
    """Leave out what goes beyond the item's points (每多1次加0.5分), and say so."""
    over = [pair for pair in readings if pair[1].over]
    inside = [pair for pair in readings if not pair[1].over]
    known = sum((reading.points or ZERO for _, reading in inside), ZERO)
    room = sum((reading.points or ZERO for _, reading in over), ZERO)
    if not over or not inside or (room and known + room == most):
        return readings, []
    said = "；".join(clause for clause, _ in over)
    return inside, [f"：“{said}”超出本条满分，没有计入，由人决定"]


def _shared(item: FormItem, readings: Read, most: Decimal) -> tuple[Read, list[str]]:
    readings = _one_pot(_taken_from_what_is_earned(readings, most), most)
    known = sum((reading.points or ZERO for _, reading in readings), ZERO)
    silent = [index for index, (_, reading) in enumerate(readings) if reading.points is None]
    if silent and known < most:
        return _rest_shared(readings, silent, most - known)
    if known == most and readings and not silent:
        return readings, []
    if len(readings) > 1 and all(reading.points == most for _, reading in readings):
        return [_alternatives(readings, most)], []
    shown = f"各条款合计 {number(known)} 分，满分 {number(most)} 分"
    if known > most or silent:
        return [(item.criteria or item.text, by_person(most))], [f"：{shown}，整条由人评定"]
    rest = ("其余要求" if readings else item.text, by_person(most - known))
    return [*readings, rest], [f"：{shown}，差额由人评定"] if readings else []


def _taken_from_what_is_earned(readings: Read, most: Decimal) -> Read:
    """Join 得4分 and the deduction behind it that goes down to nothing of the same 4 points."""
    known = sum((reading.points or ZERO for _, reading in readings), ZERO)
    kept: Read = []
    for clause, reading in readings:
        same = kept and _takes_off(reading) and kept[-1][1].points == reading.points
        if same and known > most and not _takes_off(kept[-1][1]):
            before, _ = kept.pop()
            known -= reading.points or ZERO
            kept.append((f"{before}；{clause}", replace(reading, clause=clause)))
        else:
            kept.append((clause, reading))
    return kept


def _one_pot(readings: Read, most: Decimal) -> Read:
    """Put deductions that name no points of their own into one rule: they share the item's.

    Where the other clauses use the points up, they share those of the deduction before them.
    """
    readings = _capped_together(readings, most)
    silent = [pair for pair in readings if pair[1].points is None]
    if any(_takes_off(reading) for _, reading in silent):
        readings = [(clause, _found_worse(reading)) for clause, reading in readings]
        silent = [pair for pair in readings if pair[1].points is None]
    if not silent or not all(_takes_off(reading) for _, reading in silent):
        return readings
    known = sum((reading.points or ZERO for _, reading in readings), ZERO)
    if known == most:
        return _joined(readings)
    if len(silent) < 2 or known > most:
        return readings
    pot = most - known
    costed = [(clause, _costs(reading, pot)) for clause, reading in silent]
    step = next((reading.each for _, reading in silent if reading.each is not None), None)
    first = costed[0][1]
    joined = replace(first, points=pot, more=tuple(costed[1:]), step=step)
    text = "；".join(clause for clause, _ in silent)
    kept = [pair for pair in readings if pair[1].points is not None]
    place = readings.index(silent[0])
    return [*kept[:place], (text, replace(joined, clause=silent[0][0])), *kept[place:]]


def _joined(readings: Read) -> Read:
    """Join every deduction without points to the one before it that has some."""
    joined: Read = []
    for clause, reading in readings:
        if reading.points is not None or not joined or not reading.each:
            joined.append((clause, reading))
            continue
        before, first = joined.pop()
        if not _takes_off(first):
            if first.scorer != "award":
                joined += [(before, first), (clause, reading)]
                continue
            first = _all_lost(before, first, reading)
        more = (*first.more, (clause, _costs(reading, first.points or ZERO)))
        own = first.clause or before
        joined.append((f"{before}；{clause}", replace(first, clause=own, more=more)))
    return joined


def _all_lost(clause: str, earned: Reading, taken: Reading) -> Reading:
    """Read 开展活动得2分；没有照片的扣1分 as one: without the activity everything is lost."""
    return replace(
        earned, scorer="deduct", each=earned.points, step=taken.each, clause=clause, nothing=True
    )


def _takes_off(reading: Reading) -> bool:
    return reading.nothing or (reading.scorer == "deduct" and reading.each is not None)


def _capped_together(readings: Read, most: Decimal) -> Read:
    """Take 最多扣4分 behind the last of several deductions for the cap of all of them."""
    if len(readings) < 2 or not all(_takes_off(reading) for _, reading in readings):
        return readings
    *before, (clause, last) = readings
    if last.points != most or any(reading.points is not None for _, reading in before):
        return readings
    return [*before, (clause, replace(last, points=None))]


def _found_worse(reading: Reading) -> Reading:
    """Take 效果不好的扣1分 beside other deductions for a fault that a person finds."""
    if reading.scorer != "discretion" or reading.each is None or reading.points is not None:
        return reading
    return replace(reading, scorer="deduct", findings=True)


def _costs(reading: Reading, pot: Decimal) -> Reading:
    """Say what 不得分 costs: everything there is."""
    return replace(reading, scorer="deduct", each=pot) if reading.nothing else reading


def _rest_shared(readings: Read, silent: list[int], rest: Decimal) -> tuple[Read, list[str]]:
    """Give what is left to the clauses that name no points."""
    shared = list(readings)
    share = rest / len(silent)
    for place, index in enumerate(silent):
        points = rest - share * place if place == len(silent) - 1 else share
        clause, reading = shared[index]
        shared[index] = (clause, replace(reading, points=points))
    if len(silent) > 1:
        return shared, [f"有 {len(silent)} 处没写分值，暂时均分"]
    return shared, []


def by_person(points: Decimal | None) -> Reading:
    """Leave something to a person."""
    return Reading("discretion", points, understood=False)


def _alternatives(readings: Read, most: Decimal) -> tuple[str, Reading]:
    """Clauses that are each worth the whole item are cases of one rule, for a person to tell."""
    return "；".join(clause for clause, _ in readings), by_person(most)
