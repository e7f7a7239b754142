"""What a command gives back to be printed. Types only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """A command's answer: `text` for standard output, `note` for standard error.

    `serve` is what goes on until it is interrupted; it is handed a function that shows a text at
    once.
    """

    text: str = ""
    note: str = ""
    exit_status: int = 0
    serve: Callable[[Callable[[str], object]], None] | None = None
