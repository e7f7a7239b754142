"""A rule's outcome as a sum in words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from rubrics.interval import EVERYTHING, ZERO, Interval
from rubrics.measured import Measured
from rubrics.rubric import Rule
from rubrics.scorers import Award, Deduct, Discretion, Ladder, Linear, PerUnit
from rubrics.wording import describe_grades, number, short

_SHOWN = 4  # doubts or notes shown in full


def explain(rule: Rule, seen: Measured, earned: Interval | None) -> str:
    """Say what was seen, how the points follow, what is doubtful, and how the clause was read."""
    parts = [seen.sentence]
    if earned is not None and rule.points is not None:
        parts.append(_sum(rule, rule.points, seen, earned))
    if earned is None or not earned.exact:  # otherwise no doubt can change the points
        parts.append(_list("待核", seen.doubts))
    parts.append(_list("说明", seen.notes))
    parts.append(f"口径：{rule.note}" if rule.note else "")
    return "。".join(part.rstrip("。") for part in parts if part) + "。"


def _list(head: str, texts: Iterable[str]) -> str:
    found = tuple(dict.fromkeys(texts))
    if not found:
        return ""
    more = f"等 {len(found)} 条" if len(found) > _SHOWN else ""
    return f"{head}：{'；'.join(found[:_SHOWN])}{more}"


def _sum(rule: Rule, points: Decimal, seen: Measured, earned: Interval) -> str:
    match rule.score:
        case Deduct() as scorer:
            return _deduct(scorer, points, seen.lacking, earned)
        case Linear() as scorer if seen.value.exact:
            return f"{number(scorer.k)}×{short(seen.value.low)} = {_points(earned)}"
        case PerUnit() as scorer:
            over = f"超过 {number(scorer.over)} 的" if scorer.over else ""
            return f"{over}每项 {number(scorer.each)} 分，得 {_points(earned)}"
        case Discretion(grades=grades) if grades:
            return f"由人评定等次：{describe_grades(grades)}"
        case Discretion(step=step):
            return f"由人在 0 到 {number(points)} 分之间评定（每 {number(step)} 分一档）"
        case Award() if not earned.exact:
            return f"成立得 {number(points)} 分，否则不得分，待人核对"
        case Ladder() | Award() | Linear():
            return f"得 {_points(earned)}"


def _deduct(scorer: Deduct, points: Decimal, lacking: Interval, earned: Interval) -> str:
    if lacking.high is None:
        each = f"每 1 项（人次）扣 {number(scorer.each)} 分，扣完 {number(points)} 分为止"
        return f"{each}，可得 {_points(earned)}，由人核定"
    if lacking.low >= EVERYTHING:
        return f"没有做到，扣完 {number(points - earned.low)} 分"
    sure = _subtraction(scorer, points, lacking.high)
    if earned.exact:
        return sure
    return f"按已确认的计 {sure}；待核的成立则为 {_subtraction(scorer, points, lacking.low)}"


def _subtraction(scorer: Deduct, points: Decimal, lacking: Decimal) -> str:
    left = points - scorer.each * lacking
    shown = f"{number(points)} - {number(scorer.each)}×{number(lacking)} = {number(left)} 分"
    if left < scorer.floor:
        return f"{shown}，扣完为止，计 {number(scorer.floor)} 分"
    return shown


def _points(earned: Interval) -> str:
    if earned.exact:
        return f"{short(earned.low)} 分"
    high = earned.low if earned.high is None else earned.high
    return f"{short(earned.low)}～{short(max(high, ZERO))} 分"
