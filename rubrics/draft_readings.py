"""An item's clauses and how each was read: part by part, with the demand each is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from rubrics.clause_model import Reading
from rubrics.clause_reading import read_clause
from rubrics.clause_splitting import is_for_all, split_clauses
from rubrics.draft_bonus import taken_only
from rubrics.draft_points import Read, by_person, share_out
from rubrics.form_items import FormItem
from rubrics.form_parts import Part, parts_of
from rubrics.interval import ZERO
from rubrics.score_terms import plain_terms

_PERIOD = re.compile(
    r"每(?:个)?(?:月|季度?|半年|学期|学年|年度?)"
)  # how often, and no number: once
_BARE_COUNT = re.compile(r"^(?:≥|不少于|至少)?\s*(?=\d+\s*次)")
_SPEAKS = re.compile(r"扣\s*\d|(?:得|加|计)\s*\d+(?:\.\d+)?\s*分|不得分|得满分")


@dataclass(frozen=True, slots=True)
class ItemReading:
    """The clauses of an item, remarks that are no clauses, and sums that do not add up."""

    readings: Read
    remarks: tuple[str, ...]
    problems: tuple[str, ...] = ()


def read_item(item: FormItem, *, penalty: bool = False) -> ItemReading:
    """Read an item's clauses and share its points out over them.

    The clauses of a penalty are worth nothing of their own: they only take away.
    """
    parts = parts_of(item.text, item.criteria)
    if not parts:
        readings, remarks = _clauses(wording(item), _demand(item))
        if penalty:
            return ItemReading(taken_only(readings) or [(item.text, by_person(ZERO))], remarks)
        most = item.max if item.max is not None else _sum(readings)
        shared, said = share_out(item, readings, most)
        return ItemReading(shared, remarks, tuple(said))
    found: Read = []
    remarks = ()
    problems: list[str] = []
    for part, worth in zip(parts, _worths(parts, item.max), strict=True):
        readings, more = _clauses(part.criteria, part.demand)
        readings = readings or [_demanded(part)]
        shared, said = share_out(_as_item(item, part), readings, worth or _sum(readings))
        found += shared
        remarks += more
        problems += said
    if penalty:
        found = taken_only(found)
    return ItemReading(found, remarks, tuple(problems))


def wording(item: FormItem) -> str:
    """Give the scoring wording: the criteria, or the demand where it says how it is scored."""
    if item.criteria:
        return item.criteria
    spoken = _SPEAKS.search(plain_terms(item.text)) or read_clause(item.text).scorer == "linear"
    return item.text if spoken else ""


def clauses_of(item: FormItem) -> Read:
    """Give an item's clauses as they stand, before points are shared out."""
    parts = parts_of(item.text, item.criteria)
    if not parts:
        return _clauses(wording(item), _demand(item))[0]
    return [pair for part in parts for pair in _clauses(part.criteria, part.demand)[0]]


def _demand(item: FormItem) -> str:
    if not item.target:
        return item.text
    target = re.sub(r"^按(?=[月季])", "每", item.target.strip())
    if _PERIOD.fullmatch(target):
        target = f"{target}1次"
    return f"{item.text}，{_BARE_COUNT.sub('全年不少于', target)}"


def _clauses(criteria: str, demand: str) -> tuple[Read, tuple[str, ...]]:
    split = split_clauses(criteria)
    readings: Read = []
    for clause in split.clauses:
        reading = replace(read_clause(clause, demand), demand=demand)
        if readings and is_for_all(clause) and reading.each is not None:
            readings = [_under(pair, clause, reading) for pair in readings]
        else:
            readings.append((clause, reading))
    return readings, split.remarks


def _under(pair: tuple[str, Reading], clause: str, reading: Reading) -> tuple[str, Reading]:
    """Put a clause under what is said of all (均按次计算，缺1次扣0.5分)."""
    text, own = pair
    if own.scorer != "award" or own.points is None:
        return pair
    return f"{text}；{clause}", replace(own, scorer="deduct", each=reading.each, clause=text)


def _demanded(part: Part) -> tuple[str, Reading]:
    """Read a part that says nothing but its points: what it demands is there, or it is not."""
    reading = read_clause(f"{part.demand}得{part.points}分") if part.points else by_person(None)
    return part.demand, replace(reading, demand=part.demand)


def _worths(parts: tuple[Part, ...], most: Decimal | None) -> list[Decimal | None]:
    """Give what each part is worth; the only one that does not say gets what is left."""
    told = [part.points for part in parts]
    if most is None or told.count(None) != 1:
        return told
    rest = most - sum((points for points in told if points is not None), ZERO)
    return [rest if points is None and rest > 0 else points for points in told]


def _as_item(item: FormItem, part: Part) -> FormItem:
    return replace(item, text=part.demand, criteria=part.criteria)


def _sum(readings: Read) -> Decimal:
    return sum((reading.points or ZERO for _, reading in readings), ZERO)
