"""Telling a person at a terminal how far a run is; silent everywhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """Hears about the run's stages."""

    def begin(self, stage: str, total: int) -> None:
        """A stage of `total` steps (0: unknown) begins; `stage` is its Chinese name."""

    def step(self) -> None:
        """One step of the current stage is done."""


class Silent:
    """Says nothing."""

    def begin(self, stage: str, total: int) -> None:
        """Do nothing."""

    def step(self) -> None:
        """Do nothing."""


class _Bar:
    """A bar on the terminal; one line that is rewritten and removed at the end."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as RichProgress

        self._bar = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("准备", total=None)

    def begin(self, stage: str, total: int) -> None:
        self._bar.reset(self._task, description=stage, total=total or None)

    def step(self) -> None:
        self._bar.advance(self._task)

    @contextmanager
    def shown(self) -> Iterator[Progress]:
        with self._bar:
            yield self


@contextmanager
def progress_for_terminal() -> Iterator[Progress]:
    """Give a bar when standard error is a terminal, silence otherwise."""
    if not sys.stderr.isatty():
        yield Silent()
        return
    with _Bar().shown() as progress:
        yield progress
