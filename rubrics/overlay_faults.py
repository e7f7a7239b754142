"""Faults of a form with an overlay on it, told where the overlay's writer can mend them."""

from __future__ import annotations

from collections.abc import Iterable

from rubrics.fault import Fault, Place
from rubrics.overlay_model import Overlay
from rubrics.rubric import Item, Rubric
from rubrics.wording import listed

_NO_POINTS = "指标没有分值 max"
_SHOWN = 8


def in_overlay(
    faults: Iterable[Fault], merged: Rubric, overlay: Overlay, base: Rubric
) -> list[Fault]:
    """Say which item each fault of the merged form is about, at the line that made it.

    Items that still lack points are told of in one fault.
    """
    told: list[Fault] = []
    bare: list[str] = []
    for fault in faults:
        if _is_of_a_term(fault) and _whole(fault.place, overlay, base, merged) == ():
            continue  # the form took it from its own norms; the overlay's say nothing of it
        item = _item_of(fault, merged)
        if item is not None and fault.message == _NO_POINTS:
            bare.append(item.id)
            continue
        about = "" if item is None else f"，指标“{item.id}”"
        place = _whole(fault.place, overlay, base, merged)
        if item is not None:
            place = _touching(item, fault.place[2:], overlay)
        told.append(Fault(place, f"合并后{about}：{fault.message}", fault.hint, fault.warning))
    if bare:
        message = f"合并后还有 {len(bare)} 条指标没有分值：{listed(tuple(bare), _SHOWN)}"
        hint = "原表不计分，改为计分时在 change.items 里给每条指标写 max"
        told.append(Fault(("change", "items"), message, hint))
    return told


def _is_of_a_term(fault: Fault) -> bool:
    return fault.place[:1] == ("facts",) and fault.place[-2:] == ("due", "norm")


def _item_of(fault: Fault, merged: Rubric) -> Item | None:
    index = fault.place[1] if fault.place[:1] == ("items",) and len(fault.place) > 1 else None
    return merged.items[index] if isinstance(index, int) else None


def _whole(place: Place, overlay: Overlay, base: Rubric, merged: Rubric) -> Place:
    """Find the line that made a fault of the form as a whole, or of one of its groups."""
    if place[:1] == ("groups",) and len(place) > 1 and isinstance(place[1], int):
        group = merged.groups[place[1]].id
        for index, added in enumerate(overlay.add.groups):
            if added.id == group:
                return ("add", "groups", index, *place[2:])
        return ()
    if place[:1] == ("facts",) and len(place) > 1 and isinstance(place[1], int):
        index = place[1] - len(base.facts)
        return ("facts", index, *place[2:]) if index >= 0 else ()
    return place


def _touching(item: Item, inside: Place, overlay: Overlay) -> Place:
    """Find what a fault inside an item comes from: its rule's change, its own, or what adds it."""
    if inside[:1] == ("rules",) and len(inside) > 1 and isinstance(inside[1], int):
        found = _rule_place(item.rules[inside[1]].id, inside[2:], overlay)
        if found:
            return found
    places = (*_own_places(item, inside, overlay), *_rules_of(item, overlay))
    if not places and "norm" in inside and overlay.norms is not None:
        return ("norms",)
    return places[0] if places else ()


def _rule_place(rule_id: str, inside: Place, overlay: Overlay) -> Place:
    for index, change in enumerate(overlay.change.rules):
        if change.id == rule_id and (not inside or inside[0] in change.model_fields_set):
            return ("change", "rules", index, *inside)
    for index, added in enumerate(overlay.add.rules):
        if added.rule.id == rule_id:
            return ("add", "rules", index, "rule", *inside)
    for index, item in enumerate(overlay.add.items):
        for number, rule in enumerate(item.rules):
            if rule.id == rule_id:
                return ("add", "items", index, "rules", number, *inside)
    return ()


def _own_places(item: Item, inside: Place, overlay: Overlay) -> tuple[Place, ...]:
    """List where the overlay speaks of an item itself."""
    changed: list[Place] = [
        ("change", "items", index, *inside)
        for index, change in enumerate(overlay.change.items)
        if change.id == item.id
    ]
    added: list[Place] = [
        ("add", "items", index, *inside)
        for index, one in enumerate(overlay.add.items)
        if one.id == item.id
    ]
    return (*changed, *added)


def _rules_of(item: Item, overlay: Overlay) -> tuple[Place, ...]:
    """List where the overlay changes or adds an item's rules."""
    rules = {rule.id for rule in item.rules}
    changed: list[Place] = [
        ("change", "rules", index)
        for index, change in enumerate(overlay.change.rules)
        if change.id in rules
    ]
    added: list[Place] = [
        ("add", "rules", index)
        for index, more in enumerate(overlay.add.rules)
        if more.item == item.id
    ]
    return (*changed, *added)
