"""A draft rubric from a bureau's own scoring table, and what of it was understood.

Nothing is guessed: a clause that is not recognised becomes a rule for a person, a sum that does
not add up is reported, and a person reads the draft before it is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Document
from rubrics.clause_model import Reading
from rubrics.draft_bonus import is_bonus, is_penalty, most_taken
from rubrics.draft_decided import Decided, decided_by, lost, speaks_of_points
from rubrics.draft_demands import demands
from rubrics.draft_facts import Facts, norms_used
from rubrics.draft_measures import NORMS, choose_measures
from rubrics.draft_readings import ItemReading, clauses_of, read_item
from rubrics.draft_scorers import choose_scorer
from rubrics.draft_yaml import rubric_yaml
from rubrics.errors import RubricError
from rubrics.form_items import FormItem, PrintedForm, printed_form
from rubrics.form_notes import read_notes, stated_sums, unread_notes
from rubrics.form_table import has_unruled_table, scoring_tables
from rubrics.form_text import text_forms
from rubrics.interval import ZERO
from rubrics.measures import Measure
from rubrics.norms_in_force import resolve_norms
from rubrics.rubric import Group, Item, Rubric, Rule
from rubrics.vocabulary import Vocabulary, load_vocabulary
from rubrics.wording import number


@dataclass(frozen=True, slots=True)
class DraftLine:
    """How one rule of the draft came about; `lost` says what was read and could not be counted."""

    item: str
    rule: str
    clause: str
    decided: Decided
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: the rubric, its YAML text, how each clause was read, and what needs attention."""

    rubric: Rubric
    yaml: str
    lines: tuple[DraftLine, ...]
    problems: tuple[str, ...]


def draft_rubric(
    document: Document, rubric_id: str = "draft", vocabulary: Vocabulary | None = None
) -> Draft:
    """Turn a printed scoring table into a draft rubric.

    Args:
        document: the form as an extractor read it (Word, Excel or PDF).
        rubric_id: the identifier the draft gets (small letters, digits and hyphens).
        vocabulary: names of event and document types; the built-in lexicons' when not given.

    Raises:
        RubricError: when the document holds no scoring table.
    """
    known = vocabulary or load_vocabulary()
    forms = [printed_form(table) for table in scoring_tables(document)]
    if not any(form.items for form in forms):
        if has_unruled_table(document):
            raise RubricError(
                f"“{document.path}”里的评分表没有表格线，分不清哪个字在哪一栏。"
                "请用 Word 或 Excel 原件，或给表格加上框线后再转成 PDF。"
            )
        forms = list(text_forms(document))
    items = tuple(item for form in forms for item in form.items)
    if not items:
        raise RubricError(
            f"“{document.path}”里没有找到评分表：需要一张表头含“考核内容、评分标准、分值”一类字样的表格，"
            "或者写明分值的编号条目。"
        )
    return _Drafter(document, rubric_id, known).run(forms, items)


class _Drafter:
    """Collects rules, readings and problems while the form is gone through."""

    def __init__(self, document: Document, rubric_id: str, vocabulary: Vocabulary) -> None:
        self._document = document
        self._id = rubric_id
        self._vocabulary = vocabulary
        self._lines: list[DraftLine] = []
        self._problems: list[str] = []
        self._used: set[str] = set()
        self._facts = Facts()

    def run(self, forms: list[PrintedForm], items: tuple[FormItem, ...]) -> Draft:
        scored = any(form.has_points for form in forms) or any(
            clause.points is not None for item in items for _, clause in clauses_of(item)
        )
        groups: dict[tuple[str, ...], Group] = {}
        made = tuple(self._item(item, groups, scored) for item in items)
        self._check_groups(forms, made, groups)
        self._problems += [
            f"“{label}”一栏没有读懂，没有用到，请核对" for form in forms for label in form.unread
        ]
        self._problems += [
            f"说明里“{text}”一句没有用到，请核对" for text in unread_notes(self._document)
        ]
        inside = [item for item in made if not item.bonus]
        total = sum((item.max or ZERO for item in inside), ZERO) if scored else None
        if total is not None and total not in stated_sums(self._document):
            self._problems.append(_unlike(total))
        rubric = Rubric(
            id=self._id,
            version="1",
            title=self._title(),
            source=self._document.path,
            max=total,
            norms=NORMS if norms_used(_measures(made)) else None,
            facts=self._facts.asked,
            groups=tuple(
                group.model_copy(update={"max": _group_sum(group.id, made) if scored else None})
                for group in groups.values()
            ),
            items=made,
            form=read_notes(self._document),
        )
        resolved, _ = resolve_norms(rubric)
        return Draft(resolved, rubric_yaml(rubric), tuple(self._lines), tuple(self._problems))

    def _title(self) -> str:
        for block in self._document.blocks[:12]:
            text = re.sub(r"\s+", "", block.text)
            alone = sum(bool(block.text[c.start : c.end].strip()) for c in block.cells) <= 1
            if (
                alone
                and 4 <= len(text) <= 60
                and not re.match(r"附件\d*[:：]?$|填[报表]|单位", text)
            ):
                return re.sub(r"^附件\d*[:：]?", "", text)
        name = self._document.path.rsplit("/", 1)[-1]
        return name.rsplit(".", 1)[0] or "评分标准草稿"

    def _group(self, item: FormItem, groups: dict[tuple[str, ...], Group]) -> str:
        """Give the group of an item's innermost heading, making the headings above it."""
        path = item.groups or ("全部指标",)
        parent: str | None = None
        for depth in range(1, len(path) + 1):
            part = path[:depth]
            if part not in groups:
                groups[part] = Group(id=f"g{len(groups) + 1}", title=part[-1], parent=parent)
            parent = groups[part].id
        return groups[path].id

    def _item(self, item: FormItem, groups: dict[tuple[str, ...], Group], scored: bool) -> Item:
        item_id = self._fresh(item.number)
        bonus, penalty = scored and is_bonus(item), scored and is_penalty(item)
        read = read_item(item, penalty=penalty) if scored else ItemReading([], ())
        readings = read.readings if scored else demands(item, self._vocabulary)
        self._problems += [f"第 {item_id} 条{text}" for text in read.problems]
        most = ZERO if penalty else item.max
        if scored and most is None:
            most = sum((reading.points or ZERO for _, reading in readings), ZERO)
        if scored and item.max is None and not penalty and not (bonus and most):
            self._problems.append(
                f"第 {item_id} 条没有写分值，按各条款合计 {number(most or ZERO)} 分"
            )
        floor = self._floor(item_id, item) if penalty else ZERO
        rules = tuple(
            self._rule(f"{item_id}.{index}", item_id, clause, reading, item, scored, floor)
            for index, (clause, reading) in enumerate(readings, 1)
        )
        return Item(
            id=item_id,
            group=self._group(item, groups),
            label=item.label,
            max=most if scored else None,
            text=item.text,
            criteria=item.criteria,
            hints=(*((item.remark,) if item.remark else ()), *read.remarks),
            rules=rules,
            bonus=bonus or penalty,
            floor=floor,
        )

    def _floor(self, item_id: str, item: FormItem) -> Decimal:
        """Give the most a penalty may take off, as a number below zero."""
        capped = most_taken(item)
        if capped is None:
            self._problems.append(f"第 {item_id} 条是扣分项，没有写最多扣几分，暂按 100 分，请核对")
            return Decimal(-100)
        return -capped

    def _fresh(self, wanted: str) -> str:
        """Give an identifier that no earlier item has."""
        name = re.sub(r"[^0-9A-Za-z_-]", "", wanted) or str(len(self._used) + 1)
        again = 1
        while name in self._used:
            again += 1
            name = f"{name.partition('-')[0]}-{again}"
        self._used.add(name)
        return name

    def _rule(
        self,
        rule_id: str,
        item_id: str,
        clause: str,
        reading: Reading,
        item: FormItem,
        scored: bool,
        floor: Decimal,
    ) -> Rule:
        demand = reading.demand or item.text
        topic = item.groups[-1] if item.groups else ""
        measures = choose_measures(clause, reading, demand, self._vocabulary, topic)
        measures = self._facts.named(measures, rule_id)
        score = choose_scorer(reading, measures, floor)
        text = (
            clause
            if demand == item.text or demand in clause
            else f"{demand.rstrip('。；，：')}：{clause}"
        )
        decided = decided_by(reading, measures)
        if decided is Decided.UNREAD and not (scored and speaks_of_points(item)):
            decided = Decided.PERSON
        self._lines.append(DraftLine(item_id, rule_id, text, decided, lost(reading, score)))
        exempt = reading.exempt
        return Rule(
            id=rule_id,
            text=text,
            points=reading.points if scored else None,
            measures=measures,
            score=score,
            na="full" if exempt else "human",
            note="原表有“视同得分”一类的话：请补写 when（什么情况适用）" if exempt else "",
        )

    def _check_groups(
        self,
        forms: list[PrintedForm],
        items: tuple[Item, ...],
        groups: dict[tuple[str, ...], Group],
    ) -> None:
        printed = {group.title: group.max for form in forms for group in form.groups}
        for path, group in groups.items():
            stated = printed.get(path[-1])
            summed = _group_sum(group.id, items)
            if stated is not None and summed is not None and stated != summed:
                shown = f"写的是 {number(stated)} 分，各指标合计 {number(summed)} 分"
                self._problems.append(f"“{group.title}”{shown}")


def _unlike(total: Decimal) -> str:
    if not total:
        return "各条都是加分或扣分，草稿从 0 分算起；原表有基准分的，总分和等次要加上它再看"
    return f"各指标合计 {number(total)} 分，不是 100 分，请核对原表"


def _measures(items: tuple[Item, ...]) -> Iterator[Measure]:
    for item in items:
        for rule in item.rules:
            yield from rule.measures


def _group_sum(group_id: str, items: tuple[Item, ...]) -> Decimal | None:
    inside = [item for item in items if item.group == group_id and not item.bonus]
    points = [item.max for item in inside if item.max is not None]
    return sum(points, ZERO) if points else None
