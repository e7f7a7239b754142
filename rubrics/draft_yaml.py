"""A rubric written out as the YAML a person goes on editing."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from rubrics.rubric import Rubric

_FLOW = ("measures", "score", "groups", "when", "hints", "facts")
_NUMBERS = frozenset(
    {"max", "points", "each", "k", "at_least", "at_most", "cap", "weight", "share", "start", "by"}
    | {"over", "floor"}
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_HEAD = "# 由原表生成的草稿：请逐条核对后使用。凡 kind: judgement 的规则由人评定。\n"


def rubric_yaml(rubric: Rubric) -> str:
    """Write a rubric as YAML that `load_rubric` reads back to the same rubric."""
    data = rubric.model_dump(mode="json", exclude_defaults=True)
    yaml = YAML()
    yaml.width = 4000
    yaml.allow_unicode = True
    out = io.StringIO()
    yaml.dump(_shaped(data, flow=False), out)
    return _HEAD + out.getvalue()


def _shaped(value: object, *, flow: bool) -> object:
    """Quote all text, give numbers as numbers, and put measures and scorers on one line each."""
    if isinstance(value, Mapping):
        made = CommentedMap()
        for key, inner in value.items():
            made[key] = _value(str(key), inner, flow)
        if flow:
            made.fa.set_flow_style()
        return made
    if isinstance(value, list):
        items = CommentedSeq([_shaped(inner, flow=flow) for inner in value])
        if flow:
            items.fa.set_flow_style()
        return items
    return DoubleQuotedScalarString(value) if isinstance(value, str) else value


def _value(key: str, inner: object, flow: bool) -> object:
    if isinstance(inner, str) and key in _NUMBERS and _NUMBER.fullmatch(inner):
        return float(inner) if "." in inner else int(inner)
    if key in _FLOW and isinstance(inner, list):
        return CommentedSeq([_shaped(one, flow=True) for one in inner])
    return _shaped(inner, flow=flow or key in _FLOW)
