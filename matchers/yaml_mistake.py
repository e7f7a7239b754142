"""Mistakes in a hand-written file, each with its place, and the error that holds them all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_CONTEXT = 60  # characters shown on each side of a column in a very long line
_WIDE_BLANK = "\u3000"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: `line` and `column` are 1-based, columns count characters."""

    file: str
    line: int
    column: int
    message_zh: str
    hint_zh: str = ""


class CheckedYamlError(ValueError):
    """A hand-written file with mistakes; all of them, in the order of the file.

    `what` is the Chinese name of such a file (评分标准, 词库文件); `mistakes` is never empty.
    """

    def __init__(self, what: str, mistakes: Iterable[Mistake], lines: Iterable[str] = ()) -> None:
        found = dict.fromkeys(sorted(mistakes, key=lambda m: (m.file, m.line, m.column)))
        self.what = what
        self.mistakes = tuple(found)
        self.lines = tuple(lines)
        super().__init__(self.render())

    def render(self) -> str:
        """Give the whole message: every mistake with its line and a caret under the column."""
        parts = [f"{self.what}有 {len(self.mistakes)} 处要改："]
        parts += [self._one(mistake) for mistake in self.mistakes]
        return "\n".join(parts)

    def _one(self, mistake: Mistake) -> str:
        place = f"{mistake.file}:{mistake.line}:{mistake.column}"
        rows = [f"{place}: {mistake.message_zh}"]
        if mistake.line <= len(self.lines):
            source, column = _window(self.lines[mistake.line - 1], mistake.column)
            margin = f"{mistake.line:>6} | "
            rows += [margin + source, " " * (len(margin) - 2) + "| " + _caret(source, column)]
        if mistake.hint_zh:
            rows.append(f"       改法：{mistake.hint_zh}")
        return "\n".join(rows)


def _window(line: str, column: int) -> tuple[str, int]:
    """Cut a long line around a column and make invisible characters harmless."""
    begin = max(0, column - 1 - _CONTEXT)
    shown = line[begin : column - 1 + _CONTEXT].rstrip("\r\n")
    safe = "".join(c if c.isprintable() or c == _WIDE_BLANK else "·" for c in shown)
    return safe, column - begin


def _caret(source: str, column: int) -> str:
    """Give blanks as wide as the text before the column, then the caret."""
    before = source[: column - 1].ljust(column - 1)
    blanks = (_WIDE_BLANK if unicodedata.east_asian_width(c) in "WF" else " " for c in before)
    return "".join(blanks) + "^"
