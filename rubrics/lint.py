"""Does a rubric hang together? Points, identifiers, types, and scorers that fit their measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rubrics.batch_statistics import lint_statistics
from rubrics.fault import Fault, Place, near
from rubrics.interval import ZERO
from rubrics.lint_form import lint_form
from rubrics.lint_measures import lint_measure
from rubrics.measures import Judgement, Level, Measure
from rubrics.quantity_model import Quantity
from rubrics.rubric import Item, Rubric, Rule
from rubrics.scorers import Deduct, Ladder, Linear, PerUnit
from rubrics.vocabulary import Vocabulary
from rubrics.wording import number


def lint(rubric: Rubric, vocabulary: Vocabulary) -> tuple[Fault, ...]:
    """Find everything that does not fit together; empty when all is well."""
    found: list[Fault] = []
    found += _unique("groups", [group.id for group in rubric.groups])
    found += _unique("items", [item.id for item in rubric.items])
    found += _unique_rules(rubric)
    found += _groups(rubric)
    found += _sums(rubric)
    for index, item in enumerate(rubric.items):
        found += _item(rubric, item, ("items", index), vocabulary)
    found += lint_form(rubric, vocabulary)
    found += lint_statistics(rubric)
    return tuple(found)


def _unique(key: str, ids: Sequence[str]) -> Iterator[Fault]:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield Fault((key, index, "id"), f"编号“{name}”重复", "每个编号只能用一次")


def _unique_rules(rubric: Rubric) -> Iterator[Fault]:
    seen: set[str] = set()
    for i, item in enumerate(rubric.items):
        for j, rule in enumerate(item.rules):
            if rule.id in seen:
                place: Place = ("items", i, "rules", j, "id")
                yield Fault(place, f"规则编号“{rule.id}”重复", "例如第 18 条第 3 款写 18.3")
            seen.add(rule.id)


def _groups(rubric: Rubric) -> Iterator[Fault]:
    ids = [group.id for group in rubric.groups]
    for index, item in enumerate(rubric.items):
        if item.group not in ids:
            yield Fault(
                ("items", index, "group"), f"没有“{item.group}”这个分组", near(item.group, ids)
            )
    for index, group in enumerate(rubric.groups):
        if group.parent is not None and group.parent not in ids:
            message = f"没有“{group.parent}”这个分组"
            yield Fault(("groups", index, "parent"), message, near(group.parent, ids))


def _sums(rubric: Rubric) -> Iterator[Fault]:
    """Points must add up from items to groups to the whole."""
    for index, group in enumerate(rubric.groups):
        inside = [i for i in rubric.items if i.group == group.id and not i.bonus]
        summed = sum((item.max or ZERO for item in inside), ZERO)
        if group.max is not None and inside and summed != group.max:
            message = (
                f"“{group.title}”写的是 {number(group.max)} 分，各指标合计 {number(summed)} 分"
            )
            yield Fault(("groups", index, "max"), message, "核对分组或指标的分值")
    summed = sum((item.max or ZERO for item in rubric.items if not item.bonus), ZERO)
    if rubric.max is not None and summed != rubric.max:
        message = f"总分写的是 {number(rubric.max)} 分，各指标合计 {number(summed)} 分"
        yield Fault(("max",), message, "核对总分或指标的分值")


def _item(rubric: Rubric, item: Item, place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    if rubric.max is None and item.max is not None:
        message = "本标准没有总分，指标却有分值"
        yield Fault((*place, "max"), message, "要计分请先写总分 max，不计分请删去")
    if rubric.max is not None and item.max is None:
        yield Fault((*place, "id"), "指标没有分值 max", "写上这一条的满分")
    yield from _rule_sum(item, place)
    for index, rule in enumerate(item.rules):
        yield from _rule(item, rule, (*place, "rules", index), vocabulary)


def _rule_sum(item: Item, place: Place) -> Iterator[Fault]:
    groups: dict[str, Decimal] = {}
    for index, rule in enumerate(item.rules):
        key = rule.max_of or f"#{index}"
        groups[key] = max(groups.get(key, ZERO), rule.points or ZERO)
    summed = sum(groups.values(), ZERO)
    if item.max is not None and summed != item.max:
        message = f"指标满分 {number(item.max)} 分，各规则合计 {number(summed)} 分"
        yield Fault((*place, "max"), message, "核对指标或规则的分值；择高计分的规则写同一个 max_of")


def _rule(item: Item, rule: Rule, place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    if (rule.points is None) != (item.max is None):
        yield Fault(
            (*place, "id"),
            "规则与指标一个有分值、一个没有",
            "分值 points 与 max 要么都写，要么都不写",
        )
    if bool(rule.measures) == bool(rule.choose):
        yield Fault(
            (*place, "id"), "measures 与 choose 须写且只写一个", "按学校性质分情况时写 choose"
        )
    for index, measure in enumerate(rule.measures):
        yield from lint_measure(measure, (*place, "measures", index), vocabulary)
    for index, measure in enumerate(rule.also):
        yield from lint_measure(measure, (*place, "also", index), vocabulary)
    for index, branch in enumerate(rule.choose):
        for inner, measure in enumerate(branch.measures):
            where: Place = (*place, "choose", index, "measures", inner)
            yield from lint_measure(measure, where, vocabulary)
    measures = rule.measures or tuple(m for b in rule.choose for m in b.measures)
    yield from _scorer(rule, measures, place)


def _scorer(rule: Rule, measures: Sequence[Measure], place: Place) -> Iterator[Fault]:
    at: Place = (*place, "score")
    score = rule.score
    if isinstance(score, Linear) and not any(isinstance(m, Quantity) for m in measures):
        yield Fault(at, "linear 只能与 quantity 配用", "改用 deduct、award 或 discretion")
    if isinstance(score, Linear) and any(m.table for m in measures if isinstance(m, Quantity)):
        yield Fault(at, "linear 不能与 table 配用", "去掉 table 或改用 award")
    if isinstance(score, Ladder):
        ranks = {rank.id for m in measures if isinstance(m, Level) for rank in m.order}
        for index, rung in enumerate(score.rungs):
            if rung.level is not None and rung.level not in ranks:
                message = f"没有“{rung.level}”这个级别"
                yield Fault((*at, "rungs", index, "level"), message, near(rung.level, ranks))
            if (rung.level is None) == (rung.at_least is None):
                yield Fault((*at, "rungs", index), "每一级须写且只写 level、at_least 中的一个")
    if isinstance(score, Deduct) and any(isinstance(m, Judgement | Level) for m in measures):
        yield Fault(at, "deduct 须与能计数的 measure 配用", "改用 discretion")
    if isinstance(score, PerUnit) and any(isinstance(m, Judgement | Level) for m in measures):
        yield Fault(at, "per_unit 须与能计数的 measure 配用", "改用 discretion 或 ladder")
