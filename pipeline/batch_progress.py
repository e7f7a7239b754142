"""Telling a person at a terminal how far a batch is, how fast it goes, and what is left."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

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
        )

        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TextColumn("用时"),
            TimeElapsedColumn(),
            TextColumn("还要"),
            TextColumn("{task.fields[left]}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("批量核查", total=None, rate="", left="")
        self._begun = time.monotonic()
        self._done = self._waiting = 0

    def begin(self, total: int, done: int) -> None:
        self._begun = time.monotonic()
        self._done, self._waiting = 0, total - done
        self._bar.reset(self._task, total=total - done, rate="", left="")

    def finished(self, submission: str, failed: bool) -> None:
        self._done += 1
        # The average of the whole run: with scans a school may take minutes.
        each = (time.monotonic() - self._begun) / self._done
        left = timedelta(seconds=round(each * (self._waiting - self._done)))
        rate = f"{60 / max(each, 0.001):.1f} 校/分"
        self._bar.update(self._task, advance=1, rate=rate, left=str(left))
        if failed:
            from rich.text import Text

            self._bar.console.print(Text(f"失败：{submission}"))

    @contextmanager
    def shown(self) -> Iterator[Watcher]:
        with self._bar:
            yield self


def say(text: str) -> None:
    """Tell something on the way; above the bar where there is one."""
    from rich.console import Console
    from rich.text import Text

    Console(stderr=True).print(Text(text), soft_wrap=True)


@contextmanager
def watcher_for_terminal() -> Iterator[Watcher]:
    """Give a bar when standard error is a terminal, silence otherwise."""
    if not sys.stderr.isatty():
        yield _Silent()
        return
    with _Bar().shown() as watcher:
        yield watcher
