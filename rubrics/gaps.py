"""Phrases with gaps (接收*预备党员), looked for without regular expressions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_STOPS = frozenset("，；。、,;")
_LONGEST = 14  # characters a * stands for, within one phrase

Alternatives = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shapes:
    """Names of papers with placeholders, and the words the placeholders stand for."""

    names: tuple[str, ...]
    endings: Mapping[str, Sequence[str]]

    def stand_in(self, text: str) -> bool:
        """Say whether one of the names stands in a text."""
        return any(holds(name, text, self.endings) for name in self.names)


def holds(phrase: str, text: str, endings: Mapping[str, Sequence[str]] | None = None) -> bool:
    """Say whether a phrase stands in a text.

    Args:
        phrase: * stands for a few characters of one phrase, <制度> for any word of that name in
            `endings`.
        text: where it is looked for.
        endings: name → words.
    """
    parts = tuple(_alternatives(part, endings or {}) for part in phrase.split("*"))
    starts = range(len(text))
    return any(_from(parts, text, start) for start in starts)


def _alternatives(part: str, endings: Mapping[str, Sequence[str]]) -> Alternatives:
    """Write out a part with a placeholder: 议事<制度> gives 议事制度, 议事办法…"""
    head, opened, rest = part.partition("<")
    if not opened:
        return (part,)
    name, _, tail = rest.partition(">")
    return tuple(f"{head}{word}{tail}" for word in endings.get(name, ()))


def _from(parts: tuple[Alternatives, ...], text: str, start: int) -> bool:
    """Match the first part exactly at `start` and the others behind their gaps."""
    for word in parts[0]:
        if not text.startswith(word, start):
            continue
        end = start + len(word)
        if len(parts) == 1 or any(_from(parts[1:], text, at) for at in _reach(text, end)):
            return True
    return False


def _reach(text: str, end: int) -> Sequence[int]:
    """List the places a gap that begins at `end` may lead to."""
    places = [end]
    for at in range(end, min(end + _LONGEST, len(text))):
        if text[at] in _STOPS:
            break
        places.append(at + 1)
    return places
