"""A bureau's own version of a form, written as what differs from it.

A county changes points, adds, drops or waives items without copying the form, so that the form
can be corrected in one place. Totals follow the changes unless the overlay states them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pydantic import BaseModel

from rubrics.fault import Fault, Place, near
from rubrics.interval import ZERO
from rubrics.overlay_model import Addition, Drop, ItemChange, Overlay, RuleChange, Waiver
from rubrics.overlay_points import settle_points
from rubrics.rubric import Group, Item, Rubric


@dataclass(slots=True)
class _Work:
    """The items while the overlay is applied, and what did not fit."""

    base: Rubric
    items: dict[str, Item]
    faults: list[Fault] = field(default_factory=list)
    stated: set[str] = field(default_factory=set)  # items whose maximum the overlay states
    touched: set[str] = field(default_factory=set)  # items whose rules changed
    shared: list[str] = field(default_factory=list)  # items whose points were shared evenly

    def unknown(self, place: Place, what: str, name: str, known: Iterable[str]) -> None:
        self.faults.append(Fault(place, f"原表没有“{name}”这条{what}", near(name, known)))

    def home_of(self, rule_id: str) -> Item | None:
        for item in self.items.values():
            if any(rule.id == rule_id for rule in item.rules):
                return item
        return None


def apply_overlay(base: Rubric, overlay: Overlay) -> tuple[Rubric, list[Fault]]:
    """Put an overlay on a form; faults name what it changes but the form does not have."""
    work = _Work(base, {item.id: item for item in base.items})
    _twice(work, overlay)
    _drop(work, overlay.drop)
    _change_rules(work, overlay.change.rules)
    _change_items(work, overlay.change.items)
    _add(work, overlay.add)
    _waive(work, overlay.waive)
    work.shared += settle_points(work.items, work.stated, work.touched)
    items = tuple(work.items.values())
    groups = _groups((*base.groups, *overlay.add.groups), items)
    scored = base.max is not None or any(item.max is not None for item in items)
    summed = sum((item.max or ZERO for item in items if not item.bonus), ZERO)
    merged = base.model_copy(
        update={
            "id": overlay.id,
            "version": overlay.version,
            "title": overlay.title,
            "source": overlay.source,
            "year": overlay.year or base.year,
            "norms": overlay.norms or base.norms,
            "max": overlay.max if overlay.max is not None else summed if scored else None,
            "facts": (*base.facts, *overlay.facts),
            "groups": groups,
            "items": items,
            "form": overlay.form or base.form,
            "notes": (*base.notes, *overlay.notes, *_reasons(overlay), *_shares(work)),
        }
    )
    return merged, work.faults


def _twice(work: _Work, overlay: Overlay) -> None:
    """Refuse two answers for one item or rule: which of them holds nobody could tell."""
    named: list[tuple[Place, str, list[str]]] = [
        (("change", "items"), "id", [change.id for change in overlay.change.items]),
        (("change", "rules"), "id", [change.id for change in overlay.change.rules]),
        (("waive",), "item", [waiver.item for waiver in overlay.waive]),
    ]
    for place, key, ids in named:
        for index, name in enumerate(ids):
            if name in ids[:index]:
                message = f"“{name}”在这里写了两次"
                work.faults.append(Fault((*place, index, key), message, "合并成一处"))


def _shares(work: _Work) -> tuple[str, ...]:
    """Say that points were shared by the program where the overlay states only an item's."""
    if not work.shared:
        return ()
    return (f"叠加文件只写了指标的分值，各款平均分配：{'、'.join(work.shared)}",)


def _reasons(overlay: Overlay) -> tuple[str, ...]:
    """Keep why something was dropped with the rubric, for its readers."""
    return tuple(f"删去 {drop.item or drop.rule}：{drop.reason}" for drop in overlay.drop)


def _drop(work: _Work, drops: tuple[Drop, ...]) -> None:
    for index, drop in enumerate(drops):
        place: Place = ("drop", index)
        if (drop.item is None) == (drop.rule is None):
            work.faults.append(Fault(place, "每处删除须写且只写 item、rule 中的一个"))
        elif drop.item is not None:
            if work.items.pop(drop.item, None) is None:
                work.unknown((*place, "item"), "指标", drop.item, work.items)
        elif drop.rule is not None:
            _drop_rule(work, drop.rule, (*place, "rule"))


def _drop_rule(work: _Work, rule_id: str, place: Place) -> None:
    item = work.home_of(rule_id)
    if item is None:
        work.unknown(place, "规则", rule_id, _rule_ids(work))
        return
    left = tuple(rule for rule in item.rules if rule.id != rule_id)
    if not left:
        message = f"“{rule_id}”是指标“{item.id}”唯一的规则"
        work.faults.append(Fault(place, message, "整条不用请删去指标（item）"))
        return
    work.items[item.id] = item.model_copy(update={"rules": left})
    work.touched.add(item.id)


def _rule_ids(work: _Work) -> tuple[str, ...]:
    return tuple(rule.id for item in work.items.values() for rule in item.rules)


def _change_rules(work: _Work, changes: tuple[RuleChange, ...]) -> None:
    for index, change in enumerate(changes):
        item = work.home_of(change.id)
        if item is None:
            place: Place = ("change", "rules", index, "id")
            work.unknown(place, "规则", change.id, _rule_ids(work))
            continue
        update = _written(change)
        if "measures" in update:
            update["choose"] = ()
        rules = tuple(
            rule.model_copy(update=update) if rule.id == change.id else rule for rule in item.rules
        )
        work.items[item.id] = item.model_copy(update={"rules": rules})
        work.touched.add(item.id)


def _change_items(work: _Work, changes: tuple[ItemChange, ...]) -> None:
    for index, change in enumerate(changes):
        item = work.items.get(change.id)
        if item is None:
            work.unknown(("change", "items", index, "id"), "指标", change.id, work.items)
            continue
        work.items[item.id] = item.model_copy(update=_written(change))
        if change.max is not None:
            work.stated.add(item.id)


def _written(change: BaseModel) -> dict[str, object]:
    """Give what the person wrote, leaving out the identifier and what was not written."""
    return {
        name: getattr(change, name)
        for name in sorted(change.model_fields_set - {"id"})
        if getattr(change, name) is not None
    }


def _add(work: _Work, addition: Addition) -> None:
    for index, item in enumerate(addition.items):
        if item.id in work.items:
            place: Place = ("add", "items", index, "id")
            work.faults.append(Fault(place, f"原表已有“{item.id}”这条指标", "改动请写在 change 里"))
            continue
        work.items[item.id] = item
        work.stated.add(item.id)
    for index, added in enumerate(addition.rules):
        known = work.items.get(added.item)
        if known is None:
            work.unknown(("add", "rules", index, "item"), "指标", added.item, work.items)
            continue
        work.items[known.id] = known.model_copy(update={"rules": (*known.rules, added.rule)})
        work.touched.add(known.id)


def _waive(work: _Work, waivers: tuple[Waiver, ...]) -> None:
    for index, waiver in enumerate(waivers):
        item = work.items.get(waiver.item)
        if item is None:
            work.unknown(("waive", index, "item"), "指标", waiver.item, work.items)
            continue
        update = {
            "waived": waiver.reason,
            "waived_until": waiver.until,
            "waived_as": waiver.counts_as,
        }
        work.items[item.id] = item.model_copy(update=update)


def _groups(groups: tuple[Group, ...], items: tuple[Item, ...]) -> tuple[Group, ...]:
    """Let the groups' points follow their items; groups left without items are taken away."""
    used = {item.group for item in items} | {g.parent for g in groups if g.parent}
    kept = []
    for group in groups:
        if group.id not in used:
            continue
        inside = [
            item.max
            for item in items
            if item.group == group.id and item.max is not None and not item.bonus
        ]
        summed = sum(inside, ZERO) if inside else None
        kept.append(group.model_copy(update={"max": summed}))
    return tuple(kept)
