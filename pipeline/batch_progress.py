"""Telling a person at a terminal how far a batch is, how fast it goes, and what is left."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.batch.run import Watcher


class _Silent:
    """Says nothing."""

    def begin(self, total: int, done: int) -> None:
        """Do nothing."""

    def finished(self, submission: str, failed: bool) -> None:
        """Do nothing."""


class _Bar:
    """A bar with rate and time left; failures are told above it as they come."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TextColumn("用时"),
            TimeElapsedColumn(),
            TextColumn("还要"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("批量核查", total=None, rate="")

    def begin(self, total: int, done: int) -> None:
        self._bar.reset(self._task, total=total - done, rate="")

    def finished(self, submission: str, failed: bool) -> None:
        self._bar.advance(self._task)
        task = self._bar.tasks[0]
        if task.speed:
            self._bar.update(self._task, rate=f"{60 * task.speed:.1f} 校/分")
        if failed:
            from rich.text import Text

            self._bar.console.print(Text(f"失败：{submission}"))

    @contextmanager
    def shown(self) -> Iterator[Watcher]:
        with self._bar:
            yield self


@contextmanager
def watcher_for_terminal() -> Iterator[Watcher]:
    """Give a bar when standard error is a terminal, silence otherwise."""
    if not sys.stderr.isatty():
        yield _Silent()
        return
    with _Bar().shown() as watcher:
        yield watcher
