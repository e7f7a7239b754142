"""Sentences put together from word lists, different for every school."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

_WORDING = Path(__file__).with_name("wording.yaml")
_SLOT = re.compile(r"\{(\w+|\d+~\d+)\}")


@cache
def wording() -> Mapping[str, tuple[str, ...]]:
    """Give the word lists by name."""
    loaded = YAML(typ="safe", pure=True).load(_WORDING.read_text(encoding="utf-8"))
    return {name: tuple(entries) for name, entries in loaded.items()}


class Voice:
    """Speaks for one school: every slot is filled by its dice, people and name."""

    def __init__(self, dice: random.Random, own: Mapping[str, Sequence[str]]) -> None:
        self.dice = dice
        self._own = own

    def say(self, name: str) -> str:
        """Give one entry of a list with all its slots filled."""
        return self.fill(self.dice.choice(self._entries(name)))

    def several(self, name: str, least: int, most: int) -> list[str]:
        """Give some different texts of one list."""
        return list(dict.fromkeys(self.say(name) for _ in range(self.dice.randint(least, most))))

    def fill(self, pattern: str) -> str:
        """Fill the slots of a text: a list's name, or ``2~9`` for a number between."""
        return _SLOT.sub(lambda slot: self._slot(slot[1]), pattern)

    def _slot(self, name: str) -> str:
        if "~" in name:
            least, most = name.split("~")
            return str(self.dice.randint(int(least), int(most)))
        return self.say(name)

    def _entries(self, name: str) -> Sequence[str]:
        return self._own[name] if name in self._own else wording()[name]
