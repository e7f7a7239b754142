"""Does a rubric hang together? Points, identifiers, types, and scorers that fit their measures."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from rubrics.interval import ZERO
from rubrics.measures import (
    Documents,
    Events,
    Findings,
    Judgement,
    Level,
    Measure,
    Quantity,
    Roster,
)
from rubrics.rubric import Item, Rubric, Rule
from rubrics.scorers import Deduct, Ladder, Linear, PerUnit
from rubrics.vocabulary import Vocabulary
from rubrics.wording import number

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit: where in the file (keys and indexes), what, and the likely fix.

    A `warning` does not stop the rubric from being used.
    """

    place: Place
    message: str
    hint: str = ""
    warning: bool = False


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
    found += _form(rubric, vocabulary)
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
        inside = [item for item in rubric.items if item.group == group.id]
        summed = sum((item.max or ZERO for item in inside), ZERO)
        if group.max is not None and inside and summed != group.max:
            message = (
                f"“{group.title}”写的是 {number(group.max)} 分，各指标合计 {number(summed)} 分"
            )
            yield Fault(("groups", index, "max"), message, "核对分组或指标的分值")
    summed = sum((item.max or ZERO for item in rubric.items), ZERO)
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
        yield from _measure(measure, (*place, "measures", index), vocabulary)
    for index, branch in enumerate(rule.choose):
        for inner, measure in enumerate(branch.measures):
            where: Place = (*place, "choose", index, "measures", inner)
            yield from _measure(measure, where, vocabulary)
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


def _measure(measure: Measure, place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    match measure:
        case Events():
            for index, stream in enumerate(measure.streams):
                at: Place = (*place, "streams", index)
                yield from _events(stream.types, (*at, "types"), vocabulary)
                yield from _documents(stream.indicated_by, (*at, "indicated_by"), vocabulary)
                if stream.companion:
                    beside: Place = (*at, "companion", "types")
                    yield from _events(stream.companion.types, beside, vocabulary)
        case Documents():
            for index, part in enumerate(measure.of):
                where = (*place, "of", index)
                yield from _documents(part.types, (*where, "types"), vocabulary)
                yield from _documents(part.weak_documents, (*where, "weak_documents"), vocabulary)
                yield from _events(part.weak_events, (*where, "weak_events"), vocabulary)
                yield from _events(part.evidence_of, (*where, "evidence_of"), vocabulary)
            if measure.need is not None and measure.need > len(measure.of):
                message = f"只列了 {len(measure.of)} 项，却要求 {measure.need} 项"
                yield Fault((*place, "need"), message)
        case Roster() | Judgement():
            yield from _events(measure.events, (*place, "events"), vocabulary)
            yield from _documents(measure.documents, (*place, "documents"), vocabulary)
        case Findings():
            yield from _documents(measure.registers, (*place, "registers"), vocabulary)
        case Quantity():
            yield from _documents(measure.indicated_by, (*place, "indicated_by"), vocabulary)
            yield from _quantities(measure, place, vocabulary)
        case Level():
            yield from _level(measure, place, vocabulary)


def _quantities(measure: Quantity, place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    for key, source in (("num", measure.num), ("den", measure.den)):
        name = source.quantity if source else None
        if name is not None and name not in vocabulary.quantities:
            hint = near(name, vocabulary.quantities)
            yield Fault((*place, key, "quantity"), f"没有“{name}”这个数值类型", hint)


def _level(measure: Level, place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    ranks = [rank.id for rank in measure.order]
    for index, source in enumerate(measure.sources):
        at: Place = (*place, "sources", index)
        yield from _documents(source.documents, (*at, "documents"), vocabulary)
        for inner, name in enumerate(source.awards):
            if name not in vocabulary.awards:
                hint = near(name, vocabulary.awards)
                yield Fault((*at, "awards", inner), f"没有“{name}”这个荣誉类型", hint)
        if source.level is not None and source.level not in ranks:
            message = f"没有“{source.level}”这个级别"
            yield Fault((*at, "level"), message, near(source.level, ranks))
    if measure.at_least is not None and measure.at_least not in ranks:
        message = f"没有“{measure.at_least}”这个级别"
        yield Fault((*place, "at_least"), message, near(measure.at_least, ranks))


def _events(types: Iterable[str], place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    for index, name in enumerate(types):
        if name not in vocabulary.events:
            hint = near(name, vocabulary.events)
            yield Fault((*place, index), f"没有“{name}”这个活动类型", hint)


def _documents(types: Iterable[str], place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    for index, name in enumerate(types):
        if name not in vocabulary.documents:
            hint = near(name, vocabulary.documents)
            yield Fault((*place, index), f"没有“{name}”这个材料类型", hint)


def _form(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[Fault]:
    form = rubric.form
    items = [item.id for item in rubric.items]
    rules = {rule.id for item in rubric.items for rule in item.rules}
    bands = [band.label for band in form.bands]
    shares = sum((weight.share for weight in form.weights), ZERO)
    if form.weights and shares != 1:
        yield Fault(("form", "weights"), f"各评分人的比例合计为 {number(shares)}，应为 1")
    for index, veto in enumerate(form.vetoes):
        at: Place = ("form", "vetoes", index)
        for inner, measure in enumerate(veto.measures):
            yield from _measure(measure, (*at, "measures", inner), vocabulary)
        if veto.item is not None and veto.item not in items:
            yield Fault((*at, "item"), f"没有“{veto.item}”这条指标", near(veto.item, items))
        if veto.band is not None and veto.band not in bands:
            yield Fault((*at, "band"), f"没有“{veto.band}”这个等次", near(veto.band, bands))
    for index, pool in enumerate(form.pools):
        for inner, rule_id in enumerate(pool.rules):
            if rule_id not in rules:
                where: Place = ("form", "pools", index, "rules", inner)
                yield Fault(where, f"没有“{rule_id}”这条规则", near(rule_id, rules))
    yield from _gaps(rubric)


def _gaps(rubric: Rubric) -> Iterator[Fault]:
    """Bands with printed upper ends may leave totals without a grade."""
    ordered = sorted(enumerate(rubric.form.bands), key=lambda pair: pair[1].at_least)
    for (index, lower), (_, upper) in pairwise(ordered):
        if lower.at_most is not None and lower.at_most < upper.at_least:
            edges = f"{number(lower.at_most)} 分与 {number(upper.at_least)} 分之间"
            message = f"等次“{lower.label}”与“{upper.label}”在 {edges}有空档"
            hint = "原表如此就保留，落在空档的总分由人定级"
            yield Fault(("form", "bands", index, "at_most"), message, hint, warning=True)


def near(name: str, known: Iterable[str]) -> str:
    """Guess what was meant; a sentence for the hint."""
    close = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.6)
    return f"是不是 {'、'.join(close)}？" if close else "请核对编号"
