"""An argument parser that speaks Chinese. Imports nothing heavy."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from pipeline.display_width import wrapped
from pipeline.near_misses import near_misses

_ERRORS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", r"缺少：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (
        r"(?:argument )?(\S+): invalid choice: (\S+) \(choose from (.+)\)",
        r"“\1”不能是 \2；可以是：\3",
    ),
    (r"(?:argument )?(\S+): expected one argument", r"“\1”后面要写一个值"),
    (r"(?:argument )?(\S+): ignored explicit argument (.+)", r"“\1”后面不带值（写了 \2）"),
    (r"argument (\S+): (.+)", r"“\1”：\2"),
)


class _Formatter(argparse.HelpFormatter):
    """Help texts on lines of their own, wrapped by the columns that a terminal needs."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=8, width=80)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(text, width))


class ChineseParser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese; a mistake ends the program with status 2.

    Positional arguments go into the group `places`, options into `switches`: with groups of
    its own, argparse shows no English headings.
    """

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - passed through to argparse
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **settings)
        self.places = self.add_argument_group("参数")
        self.switches = self.add_argument_group("选项")
        self.switches.add_argument("-h", "--help", action="help", help="显示这份说明")
        self._given: Sequence[str] = ()

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 - as its base
        """Parse, keeping the words for advice on what was misspelt."""
        self._given = () if args is None else list(args)
        return super().parse_known_args(args, namespace)

    def format_usage(self) -> str:
        """Give the usage line with a Chinese heading."""
        return super().format_usage().replace("usage: ", "用法：", 1)

    def format_help(self) -> str:
        """Give the help with a Chinese heading."""
        return super().format_help().replace("usage: ", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        """Print the mistake, what was probably meant, and where to read on; exit with status 2."""
        hints = [*near_misses(self, self._given), f"看完整说明：{self.prog} --help"]
        told = "\n".join([f"参数有误：{translated(message)}", *hints])
        self.exit(2, f"{self.format_usage()}{told}\n")


def translated(message: str) -> str:
    """Give argparse's own message in Chinese (unchanged if it is not a known one)."""
    for pattern, chinese in _ERRORS:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, chinese, message, count=1, flags=re.DOTALL)
    return message
