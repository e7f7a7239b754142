"""What pydantic finds wrong with hand-written data, said in Chinese at its place in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process, utils

from matchers.yaml_mistake import Mistake
from matchers.yaml_tree import Path, Place, Value, YamlTree

Suggestions = Callable[[Path, str], Sequence[str]]
_NEAR = 60  # similarity (0–100) from which another word is offered
_QUOTED = re.compile(r"'([^']*)'")
_FULL_WIDTH = re.compile(r"[“”‘’＂＇：，]")
_TYPES = {
    "string": "文字",
    "int": "整数",
    "float": "数字",
    "decimal": "数字",
    "bool": "true 或 false",
    "list": "列表",
    "tuple": "列表",
    "set": "列表",
    "frozen_set": "列表",
    "dict": "键和值（映射）",
    "model": "键和值（映射）",
    "date": "日期（如 2022-09-01）",
}


def advise(
    errors: Iterable[ErrorDetails],
    tree: YamlTree,
    model: type[BaseModel],
    file: str,
    suggestions: Suggestions | None = None,
) -> list[Mistake]:
    """Give one mistake for each place at which pydantic found something wrong.

    `suggestions(path, text)` may give the values that are allowed at a path, for checks that
    the model's types do not tell (the event types of the lexicon).
    """
    return _Adviser(tree, model, file, suggestions).run(list(errors))


class _Adviser:
    """Knows the file and the schema while the errors are put into words."""

    def __init__(
        self, tree: YamlTree, model: type[BaseModel], file: str, suggestions: Suggestions | None
    ) -> None:
        self._tree = tree
        self._schema = model.model_json_schema()
        self._file = file
        self._suggestions = suggestions

    def run(self, errors: list[ErrorDetails]) -> list[Mistake]:
        corrected = {
            (path[:-1], near)
            for error in errors
            if error["type"] == "extra_forbidden"
            for path in [self._path(error["loc"])]
            if (near := self._near_key(path))
        }
        found: dict[tuple[Path, str], Mistake] = {}
        for error in errors:
            path = self._path(error["loc"])
            kind = error["type"]
            if kind == "missing":
                name = str(error["loc"][-1])
                if (path, name) in corrected:
                    continue
                found.setdefault((path, name), self._missing(path, name))
            elif kind == "extra_forbidden":
                found.setdefault((path, ""), self._unknown_key(path))
            else:
                found.setdefault((path, ""), self._wrong(path, error))
        return list(found.values())

    def _path(self, loc: tuple[int | str, ...]) -> Path:
        """Give the part of a location that is in the file (pydantic adds union members)."""
        here: Any = self._tree.data
        path: list[str | int] = []
        for part in loc:
            inside = (isinstance(here, dict) and part in here) or (
                isinstance(here, list) and isinstance(part, int) and part < len(here)
            )
            if inside:
                path.append(part)
                here = here[part]
        return tuple(path)

    def _mistake(self, place: Place, message: str, hint: str) -> Mistake:
        return Mistake(self._file, place.line, place.column, message, hint)

    def _missing(self, path: Path, name: str) -> Mistake:
        place = self._tree.values.get(path, Place(1, 1))
        return self._mistake(place, f"缺少必须写的键“{name}”。", f"在这一层补上 {name}: …")

    def _unknown_key(self, path: Path) -> Mistake:
        key = str(path[-1]) if path else ""
        place = self._tree.keys.get(path, Place(1, 1))
        if _FULL_WIDTH.search(key):
            return self._mistake(
                place, f"键“{key}”里有中文标点。", "键、冒号、逗号、引号都用英文（半角）的。"
            )
        near = self._near_key(path)
        head, colon, value = key.partition(":")
        if colon and head in set(self._known_keys(path[:-1])):
            message = f"“{key}”的冒号后面没有空格，被当成了一个键。"
            return self._mistake(place, message, f"冒号后面加一个空格：{head}: {value}")
        known = sorted(set(self._known_keys(path[:-1])))
        hint = f"你是不是想写 {near}？" if near else ""
        if not near and known:
            hint = "这里可以写：" + "、".join(known) + "。"
        return self._mistake(place, f"不认识的键“{key}”。", hint)

    def _near_key(self, path: Path) -> str | None:
        if not path:
            return None
        parent = self._at(path[:-1])
        taken = set(parent) if isinstance(parent, dict) else set()
        known = [key for key in sorted(set(self._known_keys(path[:-1]))) if key not in taken]
        return _nearest(re.split("[:：]", str(path[-1]))[0].strip("“”\"' "), known)

    def _at(self, path: Path) -> Value:
        here: Any = self._tree.data
        for part in path:
            here = here[part]
        found: Value = here
        return found

    def _known_keys(self, path: Path) -> Iterator[str]:
        for schema in self._schemas(path):
            yield from schema.get("properties", {})

    def _schemas(self, path: Path) -> list[dict[str, Any]]:
        """Give every part of the JSON schema that may describe the value at a path."""
        level = list(self._variants(self._schema))
        for part in path:
            below: list[dict[str, Any]] = []
            for schema in level:
                below += self._children(schema, part)
            level = [variant for child in below for variant in self._variants(child)]
        return level

    def _children(self, schema: dict[str, Any], part: str | int) -> list[dict[str, Any]]:
        if isinstance(part, str):
            named = schema.get("properties", {}).get(part)
            others = schema.get("additionalProperties")
            return [child for child in (named or others,) if isinstance(child, dict)]
        return [child for child in (schema.get("items"),) if isinstance(child, dict)]

    def _variants(self, schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if "$ref" in schema:
            name = str(schema["$ref"]).rsplit("/", 1)[-1]
            yield from self._variants(self._schema.get("$defs", {}).get(name, {}))
            return
        yield schema
        for group in ("anyOf", "oneOf", "allOf"):
            for member in schema.get(group, ()):
                yield from self._variants(member)

    def _wrong(self, path: Path, error: ErrorDetails) -> Mistake:
        value = error.get("input")
        if error["type"] == "union_tag_invalid" and isinstance(value, dict):
            key = str(error["ctx"]["discriminator"]).strip("'")
            path, value = (*path, key), value.get(key)
        place = self._tree.values.get(path, Place(1, 1))
        written = self._tree.written.get(path, "" if value is None else str(value))
        message, hint = _said(error, written)
        allowed = list(self._suggestions(path, written)) if self._suggestions else []
        if not hint and allowed:
            hint = _offer(written, allowed)
        if not hint and _FULL_WIDTH.search(written):
            hint = "检查是否用了中文引号、冒号或逗号。"
        return self._mistake(place, message, hint)


def _said(error: ErrorDetails, written: str) -> tuple[str, str]:
    """Give message and hint for one error of pydantic."""
    kind = error["type"]
    context: dict[str, Any] = error.get("ctx", {})
    if kind in ("enum", "literal_error", "union_tag_invalid"):
        expected = context.get("expected") or context.get("expected_tags") or ""
        allowed = _QUOTED.findall(str(expected))
        return f"“{written}”不在可选的值里。", _offer(written, allowed)
    if kind == "value_error":
        return str(context.get("error", error["msg"])), ""
    if kind == "string_type":
        return _not_text(error, written)
    base = re.sub(r"_(type|parsing|from_float|from_datetime_parsing|attributes_type)$", "", kind)
    base = base.removesuffix("_parsing").removesuffix("_from_date")
    if base in _TYPES:
        return _wrong_type(_TYPES[base], written)
    return _bounds(kind, context, written) or (f"“{written}”不符合要求（{error['msg']}）。", "")


def _not_text(error: ErrorDetails, written: str) -> tuple[str, str]:
    value = error.get("input")
    if isinstance(value, int | float):
        lost = "，会丢掉末尾的 0" if written.endswith("0") and "." in written else ""
        return f"这里要写文字，{written} 会被当成数字{lost}。", f'加上英文引号："{written}"'
    if value is None:
        return "这里要写文字，却是空的。", '不需要就删掉这一行；要留空请写 ""。'
    return "这里要写文字，却写成了列表或映射。", "检查这一行和下面几行的缩进。"


def _wrong_type(expected: str, written: str) -> tuple[str, str]:
    if not written:
        return f"这里要写{expected}，却是空的。", "补上内容，不需要就删掉这一行。"
    shown = written if len(written) <= 30 else written[:30] + "…"
    message = f"这里要写{expected}，写的是“{shown}”。"
    if expected == "列表":
        return message, "写成 [甲, 乙]，或每项一行、以“- ”开头。"
    return message, ""


def _bounds(kind: str, context: dict[str, Any], written: str) -> tuple[str, str] | None:
    limits = {
        "greater_than_equal": ("ge", "不能小于"),
        "greater_than": ("gt", "必须大于"),
        "less_than_equal": ("le", "不能大于"),
        "less_than": ("lt", "必须小于"),
        "too_short": ("min_length", "项数不能少于"),
        "string_too_short": ("min_length", "字数不能少于"),
        "too_long": ("max_length", "项数不能多于"),
        "string_too_long": ("max_length", "字数不能多于"),
    }
    if kind in limits:
        name, words = limits[kind]
        return f"“{written}”不合适：{words} {context.get(name)}。", ""
    if kind == "string_pattern_mismatch":
        return f"“{written}”的写法不对。", "标识只用小写英文字母、数字和下划线，以字母开头。"
    if kind == "union_tag_not_found":
        key = str(context.get("discriminator", "")).strip("'")
        return f"缺少键“{key}”，不知道这是哪一种。", f"在这一层补上 {key}: …"
    return None


def _offer(written: str, allowed: Sequence[str]) -> str:
    near = _nearest(written.strip("“”\"' "), allowed)
    listed = "可以写：" + "、".join(allowed) + "。" if allowed else ""
    return f"你是不是想写 {near}？{listed}" if near else listed


def _nearest(word: str, known: Sequence[str]) -> str | None:
    best = process.extractOne(
        word, known, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_NEAR
    )
    return None if best is None else str(best[0])
