"""What does not fit in a rubric, with its place in the file."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit: where in the file (keys and indexes), what, and the likely fix.

    A `warning` does not stop the rubric from being used.
    """

    place: Place
    message: str
    hint: str = ""
    warning: bool = False


def near(name: str, known: Iterable[str]) -> str:
    """Guess what was meant; a sentence for the hint."""
    close = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.6)
    return f"是不是 {'、'.join(close)}？" if close else "请核对编号"
