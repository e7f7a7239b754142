"""A rubric file with mistakes of form, mended in memory so that the rest of it can be checked.

Nothing mended is ever used for scoring: it only lets mistakes of another sort (sums, unknown
types) be told at the same time. A part that cannot be mended is put aside.
"""

from __future__ import annotations

import copy
import difflib
from collections.abc import Iterable, Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from matchers.checked_yaml import causes
from matchers.yaml_tree import Value, YamlTree, read_tree
from rubrics.fault import Place

Model = TypeVar("Model", bound=BaseModel)

_ROUNDS = 8
_SUMS: Place = ("max",)  # put aside: that points add up cannot be said any more
_MEASURES = ("measures", "also")
_ASIDE: dict[str, Value] = {"kind": "judgement"}
_STAND_INS: dict[str, Value] = {
    "reason": "？",
    "until": "9999-12-31",
    "rule": {"id": "x", "text": "？", "measures": [_ASIDE]},
}


def mended(text: str, name: str, model: type[Model]) -> tuple[Model | None, frozenset[Place]]:
    """Read a rubric or an overlay in spite of its mistakes of form.

    Returns:
        What was read, None when it cannot be read at all; and the places put aside, of which
        nothing can be said.
    """
    tree = read_tree(text, name)
    if not tree.readable or not isinstance(tree.data, dict):
        return None, frozenset()
    data: Value = copy.deepcopy(tree.data)
    unsure: set[Place] = set()
    for _ in range(_ROUNDS):
        try:
            return model.model_validate(data), frozenset(unsure)
        except ValidationError as error:
            errors = causes(error.errors())
        absent = _absent(errors)
        for one in sorted(errors, key=lambda found: found["type"] != "extra_forbidden"):
            _mend(data, one, tree, absent, unsure)
    return None, frozenset(unsure)


def is_consequence(place: Place, unsure: Iterable[Place]) -> bool:
    """Say whether a fault may only come from what was put aside."""
    for aside in unsure:
        if place[: len(aside)] == aside:
            return True
        if aside == _SUMS and place[-1:] == _SUMS:
            return True
    return False


def _absent(errors: Sequence[ErrorDetails]) -> dict[Place, list[str]]:
    """List the keys that are missing, by the mapping they are missing in."""
    found: dict[Place, list[str]] = {}
    for error in errors:
        if error["type"] == "missing":
            found.setdefault(error["loc"][:-1], []).append(str(error["loc"][-1]))
    return found


def _mend(
    data: Value,
    error: ErrorDetails,
    tree: YamlTree,
    absent: dict[Place, list[str]],
    unsure: set[Place],
) -> None:
    """Mend one mistake: a misspelt key, a bare number for text; else put its part aside."""
    place: Place = error["loc"]
    holder = _at(data, place[:-1])
    if isinstance(holder, dict) and error["type"] == "extra_forbidden" and place[-1] in holder:
        _rename(holder, str(place[-1]), [*absent.get(place[:-1], ()), *_FIELDS])
    elif isinstance(holder, dict) and error["type"] == "string_type" and place in tree.written:
        holder[str(place[-1])] = tree.written[place]
    elif error["type"] != "missing" or not isinstance(holder, dict) or place[-1] not in holder:
        _put_aside(data, place, unsure)


_FIELDS = ("max", "points", "score", "measures", "rules", "text", "title", "group", "id")


def _rename(holder: dict[str, Value], key: str, wanted: Sequence[str]) -> None:
    """Give a misspelt key the name it was near to, unless that is there; else drop it."""
    value = holder.pop(key)
    close = difflib.get_close_matches(key, [one for one in wanted if one not in holder], 1, 0.6)
    if close:
        holder[close[0]] = value


def _put_aside(data: Value, place: Place, unsure: set[Place]) -> None:
    """Leave out the smallest part that holds a mistake, and remember where it was."""
    for index, step in enumerate(place[:-1]):
        number = place[index + 1]
        if step in _MEASURES and isinstance(number, int):
            listed = _at(data, place[: index + 1])
            if isinstance(listed, list):
                listed[number] = dict(_ASIDE)
                unsure.add(place[:index])  # its rule: a scorer may not fit the stand-in
                return
    if "score" in place:
        at = place.index("score")
        rule = _at(data, place[:at])
        if isinstance(rule, dict):
            rule.pop("score", None)
            unsure.add(place[: at + 1])
            return
    holder, last = _at(data, place[:-1]), str(place[-1])
    if not isinstance(holder, dict):
        return
    holder.pop(last, None)
    unsure.add(place)
    unsure.add(_SUMS)
    if last in _STAND_INS:
        holder[last] = copy.deepcopy(_STAND_INS[last])
    elif last in ("id", "text", "title", "group", "source", "version", "item", "extends"):
        holder[last] = "-".join(("x", *(str(step).replace("_", "-") for step in place)))


def _at(data: Value, place: Place) -> Value:
    """Give what stands at a place, None when there is nothing."""
    here = data
    for step in place:
        if isinstance(here, dict):
            here = here.get(str(step))
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            return None
    return here
