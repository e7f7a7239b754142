"""Hand-written YAML files, read strictly: every mistake at once, in Chinese, at its place.

Used for whatever people write: rubrics, profiles, lexicons. Reading makes plain data only (no
anchors, tags or objects); files over `MAX_BYTES` are refused before they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from matchers.shipped_yaml import shipped_model
from matchers.yaml_advice import Suggestions, advise
from matchers.yaml_mistake import CheckedYamlError, Mistake
from matchers.yaml_tree import YamlTree, read_tree

__all__ = [
    "MAX_BYTES",
    "CheckedYamlError",
    "Mistake",
    "Suggestions",
    "load_checked",
    "slips_mended",
]

MAX_BYTES = 2_000_000
Model = TypeVar("Model", bound=BaseModel)

_KEY = r"[A-Za-z_\"'“”‘’][\w\"'“”‘’.-]*"
_FULL_WIDTH_COLON = re.compile(rf"(?:^\s*(?:- +)*|[{{,，]\s*){_KEY}\s*(?P<at>：)")
_TIGHT_COLON = re.compile(r"^\s*(?:- +)*[A-Za-z_]\w*(?P<at>:)(?=[^\s/:])")
_TAB = re.compile(r"^ *(?:- +)*(?P<at>\t)")
_BLOCK_TEXT = re.compile(r"[:-] +[|>][-+\d]*\s*(?:#.*)?$")


def load_checked(
    path_or_text: Path | str,
    model: type[Model],
    *,
    what: str,
    suggestions: Suggestions | None = None,
    name: str | None = None,
    shipped: bool = False,
) -> Model:
    """Read a YAML file (or text) and check it against a pydantic model.

    Args:
        path_or_text: a `Path` is opened; a string is the YAML text itself.
        model: what the file must be; use `extra="forbid"` so that misspelt keys are found.
        what: the Chinese name of such a file for messages: 评分标准, 学校信息, 词库文件.
        suggestions: gives the allowed values for a path and the text written there, for
            checks that live in the model's validators rather than in its types.
        name: how messages call the file; the path as given, or “（文本）”.
        shipped: the text is of a file that comes with the program, and is read quickly.

    Raises:
        CheckedYamlError: with all mistakes that could be found.
    """
    shown = name or (str(path_or_text) if isinstance(path_or_text, Path) else "（文本）")
    text = _text(path_or_text, shown, what)
    if shipped and (made := shipped_model(text, model)) is not None:
        return made
    lines = text.split("\n")
    tree = read_tree(text, shown)
    if not tree.readable or not isinstance(tree.data, dict | list):
        slips = list(_look_at_lines(lines, shown))
        explained = {slip.line for slip in slips}
        tree.mistakes = slips + [m for m in tree.mistakes if m.line not in explained]
    if tree.readable and tree.data is None and not tree.mistakes:
        hint = "请参照示例填写内容后保存。"
        tree.mistakes.append(Mistake(shown, 1, 1, f"{what}是空的。", hint))
    return _validated(tree, model, shown, what, lines, suggestions)


def slips_mended(text: str) -> str:
    """Give a text in which usual slips of form are written rightly, so that it can be read on.

    Lines keep their numbers; only what stands behind a slip moves within its line. A text that
    can be read is given as it is.
    """
    if read_tree(text, "").readable:
        return text
    lines = text.split("\n")
    for slip in list(_look_at_lines(lines, "")):
        line = lines[slip.line - 1]
        at = slip.column - 1
        right = {"\t": "  ", "：": ": ", ":": ": "}.get(line[at], line[at])
        lines[slip.line - 1] = line[:at] + right + line[at + 1 :]
    return "\n".join(lines)


def _validated(
    tree: YamlTree,
    model: type[Model],
    shown: str,
    what: str,
    lines: list[str],
    suggestions: Suggestions | None,
) -> Model:
    """Check the data against the model; a file with mistakes of form is checked all the same."""
    mistakes = list(tree.mistakes)
    if tree.readable and not (mistakes and not isinstance(tree.data, dict)):
        try:
            made = model.model_validate(tree.data)
        except ValidationError as error:
            mistakes += advise(causes(error.errors()), tree, model, shown, suggestions)
        else:
            if not mistakes:
                return made
    raise CheckedYamlError(what, _once_a_place(mistakes), lines)


def causes(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out that a list is too short where that is only because an entry has a mistake."""
    places = [error["loc"] for error in errors]
    return [
        error
        for error in errors
        if error["type"] != "too_short"
        or not any(len(loc) > len(error["loc"]) and _inside(loc, error["loc"]) for loc in places)
    ]


def _inside(place: tuple[int | str, ...], outer: tuple[int | str, ...]) -> bool:
    return place[: len(outer)] == outer


def _once_a_place(mistakes: list[Mistake]) -> list[Mistake]:
    """Keep the first mistake of each place: what follows is mostly its consequence."""
    kept: dict[tuple[int, int, str], Mistake] = {}
    for mistake in mistakes:
        about = mistake.message_zh if mistake.message_zh.startswith("缺少") else ""
        kept.setdefault((mistake.line, mistake.column, about), mistake)
    return list(kept.values())


def _text(source: Path | str, shown: str, what: str) -> str:
    if isinstance(source, str):
        data = source.encode("utf-8", "surrogatepass")
    else:
        try:
            data = source.read_bytes() if source.stat().st_size <= MAX_BYTES else b""
            too_big = source.stat().st_size > MAX_BYTES
        except OSError as error:
            reason = "找不到这个文件" if isinstance(error, FileNotFoundError) else "打不开这个文件"
            mistake = Mistake(shown, 1, 1, f"{reason}。", "检查文件名和所在文件夹。")
            raise CheckedYamlError(what, [mistake]) from error
        if too_big:
            data = b" " * (MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        hint = "这类文件通常只有几十 KB，检查是否选错了文件。"
        message = f"{what}超过 {MAX_BYTES // 1_000_000} MB。"
        raise CheckedYamlError(what, [Mistake(shown, 1, 1, message, hint)])
    return _decoded(data, shown, what)


def _decoded(data: bytes, shown: str, what: str) -> str:
    """Decode UTF-8 (with or without a mark) and give line ends as "\\n"."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = "文件的编码不是 UTF-8。"
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            line, column, message = 1, 1, "文件的编码是 UTF-16（“Unicode”），不是 UTF-8。"
        elif _is_gbk(data):
            message = "文件的编码像是 GBK（ANSI），不是 UTF-8。"
        hint = "用记事本打开，“另存为”时编码选 UTF-8。"
        raise CheckedYamlError(what, [Mistake(shown, line, column, message, hint)]) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_gbk(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _look_at_lines(lines: list[str], shown: str) -> Iterator[Mistake]:
    """Find usual slips line by line in a text that YAML itself cannot read."""
    inside: int | None = None  # indentation of the key whose block of text we are in
    for number, line in enumerate(lines, start=1):
        indent = len(line) - len(line.lstrip(" "))
        if inside is not None and (not line.strip() or indent > inside):
            continue
        inside = indent if _BLOCK_TEXT.search(line) else None
        if line.lstrip().startswith("#"):
            continue
        if found := _TAB.match(line):
            message, hint = "缩进用了制表符（Tab）。", "缩进只用空格，每层两个。"
        elif found := _FULL_WIDTH_COLON.search(line):
            message, hint = "键后面是中文冒号“：”。", "改成英文冒号加一个空格“: ”。"
        elif found := _TIGHT_COLON.match(line):
            message, hint = "冒号后面没有空格。", "英文冒号后面要有一个空格。"
        else:
            continue
        yield Mistake(shown, number, found.start("at") + 1, message, hint)
