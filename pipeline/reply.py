"""What a command gives back to be printed. Types only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """A command's answer: `text` for standard output, `note` for standard error."""

    text: str = ""
    note: str = ""
    exit_status: int = 0
