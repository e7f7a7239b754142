"""Texts as a terminal shows them: wide characters take two columns, controls are taken out."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_NOT_AT_LINE_START = "，。；：、！？）》”’」』】%…"
_NOT_AT_LINE_END = "（《“‘「『【"


def width(text: str) -> int:
    """Count the columns a terminal needs: two for each wide character."""
    return sum(map(_columns, text))


@lru_cache(maxsize=16_384)
def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def printable(text: str) -> str:
    """Replace control characters, so that no file name or text can steer a terminal."""
    return "".join(c if c.isprintable() or c in "\n\u3000" else "\ufffd" for c in text)


def clipped(text: str, columns: int) -> str:
    """Cut a text to a number of columns, ending in … where something was left out."""
    text = printable(" ".join(text.split()))
    if width(text) <= columns:
        return text
    kept, used = "", 0
    for char in text:
        if used + _columns(char) > columns - 2:
            break
        kept, used = kept + char, used + _columns(char)
    return kept + "…"


def wrapped(text: str, columns: int) -> list[str]:
    """Break a text into lines of at most `columns`: between wide characters, or at blanks."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(" ".join(text.split())):
        if line and width(line + piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines or [""]


def _pieces(text: str) -> list[str]:
    """Cut where a line may break: after a blank, and around each wide character."""
    pieces: list[str] = []
    for char in text:
        joins = pieces and (
            char in _NOT_AT_LINE_START
            or pieces[-1][-1] in _NOT_AT_LINE_END
            or (_columns(char) < 2 and _columns(pieces[-1][-1]) < 2 and pieces[-1][-1] != " ")
        )
        if joins:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces
