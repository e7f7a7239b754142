"""A rubric as a reader sees it: the list of what is there, and one form with all its rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rubrics.conditions import Fact
from rubrics.describe import describe_rule
from rubrics.fingerprint import fingerprint
from rubrics.form_rules import Band, Form
from rubrics.interval import ZERO
from rubrics.load import known_rubrics, load_rubric
from rubrics.rubric import Item, Rubric, Rule
from rubrics.vocabulary import Vocabulary, load_vocabulary
from rubrics.wording import number


@dataclass(frozen=True, slots=True)
class RubricSummary:
    """One line of the list of rubrics; `max` is None for a form without points."""

    id: str
    version: str
    title: str
    items: int
    rules: int
    max: Decimal | None


@dataclass(frozen=True, slots=True)
class RubricRow:
    """One rule as a table row; `group`, `item` and `item_max` repeat for every rule of an item."""

    group: str
    item: str
    item_max: Decimal | None
    rule: str
    text: str
    points: Decimal | None
    decided: str


def list_rubrics() -> tuple[RubricSummary, ...]:
    """List the rubrics that ship with the program, by identifier."""
    return tuple(summary(load_rubric(name)) for name in known_rubrics())


def summary(rubric: Rubric) -> RubricSummary:
    """Sum a rubric up in one line."""
    rules = sum(len(item.rules) for item in rubric.items)
    return RubricSummary(
        rubric.id, rubric.version, rubric.title, len(rubric.items), rules, rubric.max
    )


def rows(rubric: Rubric, vocabulary: Vocabulary | None = None) -> tuple[RubricRow, ...]:
    """Give every rule as a row, in the form's order."""
    known = vocabulary or load_vocabulary()
    return tuple(
        RubricRow(
            group=" > ".join(rubric.path(item)[:-1]),
            item=item.label or item.id,
            item_max=item.max,
            rule=rule.id,
            text=rule.text,
            points=rule.points,
            decided=describe_rule(rule, known, rubric.facts),
        )
        for item in rubric.items
        for rule in item.rules
    )


def show(rubric: Rubric, vocabulary: Vocabulary | None = None) -> str:
    """Write a rubric out: headings, items with their points, and how each rule is decided."""
    known = vocabulary or load_vocabulary()
    points = f"，满分 {number(rubric.max)} 分" if rubric.max is not None else "，不计分"
    head = [
        f"{rubric.title}（{rubric.id} 第 {rubric.version} 版{points}）",
        f"出处：{rubric.source}",
        f"指纹：{fingerprint(rubric)[:16]}",
    ]
    body: list[str] = []
    shown: tuple[str, ...] = ()
    for item in rubric.items:
        path = rubric.path(item)[:-1]
        if path != shown:
            body += ["", f"【{' > '.join(path)}】{_group_points(rubric, item)}"]
            shown = path
        body += _item(item, known, rubric.facts)
    tail = _form(rubric.form) + [f"说明：{note}" for note in rubric.notes]
    return "\n".join([*head, *body, *([""] if tail else []), *tail]) + "\n"


def _group_points(rubric: Rubric, item: Item) -> str:
    inside = [one for one in rubric.items if one.group == item.group]
    if item.max is None:
        return ""
    return f"{number(sum((one.max or ZERO for one in inside), ZERO))} 分"


def _item(item: Item, vocabulary: Vocabulary, facts: Sequence[Fact]) -> list[str]:
    points = f"[{number(item.max)} 分] " if item.max is not None else ""
    lines = [f"{item.label or item.id} {points}{item.text}"]
    if item.waived:
        return [*lines, f"    免评：{item.waived}"]
    for rule in item.rules:
        lines += _rule(rule, vocabulary, facts)
    return [*lines, *(f"    参考（不计分）：{hint}" for hint in item.hints)]


def _rule(rule: Rule, vocabulary: Vocabulary, facts: Sequence[Fact]) -> list[str]:
    points = f"{number(rule.points)} 分  " if rule.points is not None else ""
    lines = [f"    {rule.id}  {points}{rule.text}"]
    lines.append(f"        怎样判定：{describe_rule(rule, vocabulary, facts)}")
    if rule.note:
        lines.append(f"        口径：{rule.note}")
    if rule.hint:
        lines.append(f"        参考（不计分）：{rule.hint}")
    return lines


def _form(form: Form) -> list[str]:
    lines = []
    if form.weights:
        parts = " + ".join(f"{number(w.share)}×{w.assessor}" for w in form.weights)
        lines.append(f"总分 = {parts}")
    if form.bands:
        lines.append("等次：" + "；".join(_band(band) for band in form.bands))
    if form.vetoes:
        more = "（包括但不限于）" if form.open_vetoes else ""
        lines.append(f"否决情形{more}：" + "；".join(veto.text for veto in form.vetoes))
    return lines + [f"说明：{note}" for note in form.notes]


def _band(band: Band) -> str:
    return (
        f"{band.label} {band.printed}"
        if band.printed
        else f"{band.label} {number(band.at_least)} 分起"
    )
