"""YAML text read into plain data, with the place of every key and value.

Stricter than YAML itself, because people who do not program write these files: no anchors, tags
or second documents, no key twice, text exactly as written (a date stays text, 010 stays text).
Reads events only, so nothing in a file can make an object or run code.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StreamMark, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from matchers.yaml_mistake import Mistake
from matchers.yaml_scalars import resolve

MAX_DEPTH = 40
Path = tuple[str | int, ...]
Value: TypeAlias = bool | int | float | str | list["Value"] | dict[str, "Value"] | None

_SWALLOWED_KEY = re.compile(r"^\s*(?:- +)*(?P<key>[A-Za-z_]\w*)\s*[:：]")
_QUOTE_OPENS = re.compile(r"^\s*(?:- +)*[A-Za-z_]\w*: +(?P<mark>[\"'])(?P<rest>.*)$")
_WRAPPED = re.compile(r"[“”＂][^“”＂]*[“”＂]|[‘’＇][^‘’＇]*[‘’＇]")


class Place(NamedTuple):
    """A 1-based line and column."""

    line: int
    column: int


@dataclass(slots=True)
class YamlTree:
    """What was read: plain data, where each key and value stands, and the mistakes met.

    `written` holds plain (unquoted) scalars as they stand in the file. `data` is None and
    `readable` False when the text could not be read to its end.
    """

    data: Value = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    written: dict[Path, str] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    readable: bool = True


class _TooDeep(Exception):
    """The file nests deeper than any real one."""


def read_tree(text: str, file: str) -> YamlTree:
    """Read YAML text; mistakes of form are collected in the tree, none is raised."""
    builder = _Builder(text, file)
    try:
        builder.run()
    except _TooDeep:
        builder.tree.readable = False
    except MarkedYAMLError as error:
        builder.tree.readable = False
        place = _error_place(error)
        if (opened := _open_quote(builder.lines, place.line)) is not None:
            builder.report(opened, "引号没有配对。", "在这一行的文字末尾补上同样的英文引号。")
        elif all(mistake.line != place.line for mistake in builder.tree.mistakes):
            builder.report(place, *_syntax(error))
    except ReaderError as error:
        builder.tree.readable = False
        line = text.count("\n", 0, error.position) + 1
        column = error.position - (text.rfind("\n", 0, error.position) + 1) + 1
        builder.report(Place(line, column), "这里有一个看不见的控制字符。", "删掉这个字符再保存。")
    except YAMLError:
        builder.tree.readable = False
        builder.report(Place(1, 1), "这个文件不是能读懂的 YAML。", "请对照示例文件检查格式。")
    return builder.tree


def _error_place(error: MarkedYAMLError) -> Place:
    """Give where a mistake began rather than where it was noticed, for quotes and brackets."""
    begun = "quoted scalar" in str(error.context) or "flow" in str(error.context)
    first, second = error.context_mark, error.problem_mark
    return _place((first or second) if begun else (second or first))


def _open_quote(lines: list[str], last: int) -> Place | None:
    """Find a value whose quote is not closed on its line although the next line is a new key.

    YAML itself notices only at the next quote, or at the end of the file.
    """
    for number, line in enumerate(lines[:last], start=1):
        found = _QUOTE_OPENS.match(line)
        if found is None:
            continue
        mark, rest = found["mark"], found["rest"].replace("\\" + found["mark"], "")
        after = next((one for one in lines[number:] if one.strip()), "")
        if mark not in rest and (not after or _SWALLOWED_KEY.match(after)):
            return Place(number, found.start("mark") + 1)
    return None


def _place(mark: StreamMark | None) -> Place:
    return Place(1, 1) if mark is None else Place(mark.line + 1, mark.column + 1)


_SYNTAX = (
    (
        "could not find expected ':'",
        "这一行缺少冒号。",
        "键和值之间写英文冒号加一个空格，例如 id: 18。",
    ),
    (
        "mapping values are not allowed",
        "这里多了一个冒号，或者缩进不对。",
        "含有“: ”的文字请用英文引号括起来。",
    ),
    (
        "cannot start any token",
        "这里有不能用在行首的字符（常见的是制表符）。",
        "缩进只用空格，不用 Tab 键。",
    ),
    ("found unexpected end of stream", "引号没有配对。", "检查这之前的英文引号是否成对。"),
    (
        "did not find expected ',' or",
        "列表或花括号没有写完整。",
        "各项之间用英文逗号，末尾要有 ] 或 }。",
    ),
    ("expected ',' or", "列表或花括号没有写完整。", "各项之间用英文逗号，末尾要有 ] 或 }。"),
    ("expected <block end>", "缩进与上面的行不一致。", "同一层的键要对齐，缩进只用空格。"),
    (
        "unknown escape character",
        "英文双引号里的反斜杠写法不对。",
        "改用英文单引号，或把 \\ 写成 \\\\。",
    ),
    ("undefined alias", "这里用了 *，YAML 把它当作引用。", "以 * 开头的文字请用英文引号括起来。"),
)


def _syntax(error: MarkedYAMLError) -> tuple[str, str]:
    said = f"{error.problem or ''} {error.context or ''}"
    for phrase, message, hint in _SYNTAX:
        if phrase in said:
            return message, hint
    return "从这里开始读不懂。", "检查缩进、冒号、引号和括号是否成对。"


class _Builder:
    """Turns the parser's events into a tree."""

    def __init__(self, text: str, file: str) -> None:
        self.tree = YamlTree()
        self._file = file
        self.lines = text.split("\n")
        self._events: Iterator[Event] = iter(YAML(typ="safe", pure=True).parse(io.StringIO(text)))
        self._flow = 0

    def report(self, place: Place, message: str, hint: str = "") -> None:
        """Note a mistake."""
        self.tree.mistakes.append(Mistake(self._file, place.line, place.column, message, hint))

    def run(self) -> None:
        """Read the first document; a second one is a mistake."""
        seen = False
        for event in self._events:
            if not isinstance(event, DocumentStartEvent):
                continue
            if seen:
                place = _place(event.start_mark)
                self.report(place, "一个文件里只能有一份内容。", "删掉单独成行的 ---。")
                return
            seen = True
            self.tree.data = self._node(next(self._events), ())

    def _node(self, event: Event, path: Path) -> Value:
        place = _place(event.start_mark)
        self.tree.values[path] = place
        if len(path) > MAX_DEPTH:
            self.report(place, f"嵌套超过 {MAX_DEPTH} 层。", "请检查括号和缩进。")
            raise _TooDeep
        if isinstance(event, AliasEvent):
            self.report(
                place, "不支持 * 引用。", "请把内容写出来；以 * 开头的文字用英文引号括起来。"
            )
            return None
        if getattr(event, "anchor", None):
            self.report(place, "不支持 & 锚点。", "请删掉 & 和它后面的名字。")
        if getattr(event, "tag", None) not in (None, "!"):
            self.report(place, "不支持 ! 标签。", "以 ! 开头的文字请用英文引号括起来。")
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, path)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(event, path)
        return self._scalar(event, path) if isinstance(event, ScalarEvent) else None

    def _mapping(self, start: MappingStartEvent, path: Path) -> dict[str, Value]:
        found: dict[str, Value] = {}
        self._flow += bool(start.flow_style)
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            place = _place(event.start_mark)
            key = self._key(event, path)
            own = (*path, key)
            if key in found:
                first = self.tree.keys[own].line
                self.report(place, f"键“{key}”重复了，第 {first} 行已经写过。", "留下一个。")
                self._node(next(self._events), (*path, key, "\0重复"))
                continue
            self.tree.keys[own] = place
            found[key] = self._node(next(self._events), own)
        self._flow -= bool(start.flow_style)
        return found

    def _key(self, event: Event, path: Path) -> str:
        if isinstance(event, ScalarEvent):
            return str(event.value)
        place = _place(event.start_mark)
        self._node(event, (*path, "\0键"))
        self.report(place, "键只能是一个词。", "检查花括号、方括号和问号。")
        return f"\0{place.line}:{place.column}"

    def _sequence(self, start: SequenceStartEvent, path: Path) -> list[Value]:
        found: list[Value] = []
        self._flow += bool(start.flow_style)
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                break
            if start.flow_style and isinstance(event, ScalarEvent) and event.implicit[0]:
                self._check_commas(event)
            found.append(self._node(event, (*path, len(found))))
        self._flow -= bool(start.flow_style)
        return found

    def _check_commas(self, event: ScalarEvent) -> None:
        at = event.value.find("，")
        if at >= 0 and event.start_mark.line == event.end_mark.line:
            place = Place(event.start_mark.line + 1, event.start_mark.column + 1 + at)
            hint = "列表各项之间用英文逗号 , ；逗号若是文字的一部分，请用英文引号把这一项括起来。"
            self.report(place, "方括号里出现了中文逗号“，”。", hint)

    def _scalar(self, event: ScalarEvent, path: Path) -> Value:
        text: str = event.value
        if not event.implicit[0]:
            return text
        self.tree.written[path] = text
        place = _place(event.start_mark)
        if _WRAPPED.fullmatch(text):
            hint = f"""改成英文引号；中文引号若是文字的一部分，请写成 '{text}'。"""
            self.report(place, "整个值用了中文（全角）引号。", hint)
        if event.end_mark.line > event.start_mark.line:
            self._check_swallowed(event)
        return resolve(text)

    def _check_swallowed(self, event: ScalarEvent) -> None:
        """Report later lines of unquoted text that look like keys which were swallowed."""
        last = event.end_mark.line + (1 if event.end_mark.column else 0)
        for number in range(event.start_mark.line + 1, min(last, len(self.lines))):
            line = self.lines[number]
            if found := _SWALLOWED_KEY.match(line):
                place = Place(number + 1, found.start("key") + 1)
                message = f"“{found['key']}”看上去是一个键，却被接到上一行的文字里了。"
                self.report(place, message, "检查缩进，冒号用英文冒号加空格。")
