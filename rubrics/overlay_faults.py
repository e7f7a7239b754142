"""Faults of a form with an overlay on it, told where the overlay's writer can mend them."""

from __future__ import annotations

from collections.abc import Iterable

from rubrics.fault import Fault, Place
from rubrics.overlay import Overlay
from rubrics.rubric import Item, Rubric
from rubrics.wording import listed

_NO_POINTS = "指标没有分值 max"
_SHOWN = 8


def in_overlay(faults: Iterable[Fault], merged: Rubric, overlay: Overlay) -> list[Fault]:
    """Say which item each fault of the merged form is about, at the change that touches it.

    Items that still lack points are told of in one fault.
    """
    told: list[Fault] = []
    bare: list[str] = []
    for fault in faults:
        item = _item_of(fault, merged)
        if item is not None and fault.message == _NO_POINTS:
            bare.append(item.id)
            continue
        about = "" if item is None else f"，指标“{item.id}”"
        place = () if item is None else _touching(item, overlay)
        told.append(Fault(place, f"合并后{about}：{fault.message}", fault.hint, fault.warning))
    if bare:
        message = f"合并后还有 {len(bare)} 条指标没有分值：{listed(tuple(bare), _SHOWN)}"
        hint = "原表不计分，改为计分时在 change.items 里给每条指标写 max"
        told.append(Fault(("change", "items"), message, hint))
    return told


def _item_of(fault: Fault, merged: Rubric) -> Item | None:
    index = fault.place[1] if fault.place[:1] == ("items",) and len(fault.place) > 1 else None
    return merged.items[index] if isinstance(index, int) else None


def _touching(item: Item, overlay: Overlay) -> Place:
    """Find the change that touches an item: of itself, of one of its rules, or what adds it."""
    rules = {rule.id for rule in item.rules}
    for index, change in enumerate(overlay.change.items):
        if change.id == item.id:
            return ("change", "items", index)
    for index, rule in enumerate(overlay.change.rules):
        if rule.id in rules:
            return ("change", "rules", index)
    for index, added in enumerate(overlay.add.items):
        if added.id == item.id:
            return ("add", "items", index)
    for index, more in enumerate(overlay.add.rules):
        if more.item == item.id:
            return ("add", "rules", index)
    return ()
