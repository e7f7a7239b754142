"""Points of a form with an overlay on it: what the overlay does not state follows what it does."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from rubrics.interval import ZERO
from rubrics.rubric import Item

_CENT = Decimal("0.01")


def settle_points(items: dict[str, Item], stated: set[str], touched: set[str]) -> list[str]:
    """Let an item's maximum follow its rules' points unless the overlay states it.

    In a form without points, stating a maximum or a rule's points makes the rest follow: an
    item with a maximum shares it evenly among its rules, if none of them has points.

    Args:
        items: the items by identifier; changed in place.
        stated: those whose maximum the overlay states.
        touched: those whose rules changed.

    Returns:
        The items whose points were shared among several rules.
    """
    shared: list[str] = []
    for item in list(items.values()):
        if item.id in stated and item.max is not None:
            if all(rule.points is None for rule in item.rules):
                items[item.id] = _shared(item, item.max)
                if len(item.rules) > 1:
                    shared.append(item.id)
            continue
        if item.id in touched and item.id not in stated:
            items[item.id] = item.model_copy(update={"max": _summed(item)})
    return shared


def _shared(item: Item, most: Decimal) -> Item:
    """Share an item's points evenly among its rules to a hundredth; the last takes the rest.

    Rules of which only the best counts have one share between them.
    """
    keys = [rule.max_of or f"#{index}" for index, rule in enumerate(item.rules)]
    parts = list(dict.fromkeys(keys))
    if not parts:
        return item
    each = (most / len(parts)).quantize(_CENT, ROUND_DOWN)
    worth = dict.fromkeys(parts, each) | {parts[-1]: most - each * (len(parts) - 1)}
    rules = tuple(
        rule.model_copy(update={"points": worth[key]})
        for rule, key in zip(item.rules, keys, strict=True)
    )
    return item.model_copy(update={"rules": rules})


def _summed(item: Item) -> Decimal | None:
    if all(rule.points is None for rule in item.rules):
        return None
    best: dict[str, Decimal] = {}
    for index, rule in enumerate(item.rules):
        key = rule.max_of or f"#{index}"
        best[key] = max(best.get(key, ZERO), rule.points or ZERO)
    return sum(best.values(), ZERO)
