"""What a person probably meant by a command or an option that the program does not know."""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

_NEAR = 0.6
_MOST_WORDS = 8
# Signs that input methods and word processors put where a hyphen was meant.
_DASHES = re.compile(r"^[-－﹣‐‑‒–—―−─]+")


def near_misses(parser: argparse.ArgumentParser, given: Sequence[str]) -> list[str]:
    """Give for each unknown command or option of `given` a line that says what was meant.

    Empty when nothing looks like what the parser knows.
    """
    return list(dict.fromkeys([*_advice(parser, given), *_unquoted(given)]))


def _unquoted(given: Sequence[str]) -> Iterator[str]:
    """Find words that are one path together: it was written without quotation marks."""
    for begin, word in enumerate(given):
        for end in range(begin + 2, min(len(given), begin + _MOST_WORDS) + 1):
            whole = " ".join(given[begin:end])
            if not Path(word).exists() and Path(whole).exists():
                yield f'路径里有空格，两边要加英文引号："{whole}"'
                return


def _advice(parser: argparse.ArgumentParser, given: Sequence[str]) -> Iterator[str]:
    for number, word in enumerate(given):
        name = word.partition("=")[0]
        commands = _commands(parser)
        if _DASHES.match(word):
            yield from _option(name, parser._option_string_actions)
        elif word in commands:
            yield from _advice(commands[word], given[number + 1 :])
            return
        elif commands:
            yield from _command(word, commands)
            return


def _option(name: str, known: Iterable[str]) -> Iterator[str]:
    names = list(known)
    if name in names:
        return
    plain = _DASHES.sub("--", name.lower())
    near = difflib.get_close_matches(plain, names, 1, _NEAR)
    if near:
        dashes = "" if name.startswith("-") else "（前面是英文的减号）"
        yield f"“{name}”是不是 {near[0]}？{dashes}"


def _command(word: str, commands: Iterable[str]) -> Iterator[str]:
    near = difflib.get_close_matches(word.lower(), list(commands), 1, _NEAR)
    if near:
        yield f"“{word}”是不是 {near[0]}？"
    elif "check" in commands and Path(word).exists():
        yield f"前面少了命令；要核查这份材料，写：zuozheng check {_quoted(word)} --rubric 标准"


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}
