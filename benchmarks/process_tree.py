"""Run a command and watch it with everything it starts: time, processor time, memory."""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
import time
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_EVERY = 0.2  # seconds between looks


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen at one moment: clock time, processor seconds so far, bytes of memory."""

    at: float
    cpu: float
    tree: int
    main: int


@dataclass(frozen=True, slots=True)
class Watched:
    """How a command went. Memory is resident: what processes share is counted for each.

    Processor seconds of a process that ends between two looks are lost, at most 0.2 s each.
    """

    status: int
    output: str
    seconds: float
    looks: tuple[Look, ...]

    @property
    def cpu(self) -> float:
        """Give the processor seconds of the whole tree."""
        return self.looks[-1].cpu if self.looks else 0.0

    def peak(self, begin: float = 0.0, end: float = float("inf")) -> int:
        """Give the most bytes the tree held at once between two moments."""
        return max((look.tree for look in self.looks if begin <= look.at <= end), default=0)

    @property
    def main_peak(self) -> int:
        """Give the most bytes the command's own process held."""
        return max((look.main for look in self.looks), default=0)

    def cpu_at(self, moment: float) -> float:
        """Give the processor seconds spent up to a moment."""
        place = bisect_left(self.looks, moment, key=lambda look: look.at)
        return self.looks[min(place, len(self.looks) - 1)].cpu


def watch(
    command: Sequence[str], cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> Watched:
    """Run a command to its end; its two outputs are kept together."""
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env=env, stdout=output, stderr=subprocess.STDOUT
        )
        tree = _Tree(process.pid)
        looks = []
        while process.poll() is None:
            looks.append(tree.look())
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=_EVERY)
        seconds = time.perf_counter() - begin
        output.seek(0)
        text = output.read().decode("utf-8", "replace")
    return Watched(process.returncode, text, seconds, tuple(looks))


class _Tree:
    """A process and its descendants; those that have ended keep their processor seconds."""

    def __init__(self, pid: int) -> None:
        self._main = pid
        self._cpu: dict[tuple[int, float], float] = {}

    def look(self) -> Look:
        tree = main = 0
        with contextlib.suppress(psutil.Error):
            root = psutil.Process(self._main)
            for process in [root, *root.children(recursive=True)]:
                with contextlib.suppress(psutil.Error), process.oneshot():
                    times, memory = process.cpu_times(), process.memory_info().rss
                    key = process.pid, process.create_time()
                    self._cpu[key] = times.user + times.system
                    tree += memory
                    if process.pid == self._main:
                        main = memory
        return Look(time.time(), sum(self._cpu.values()), tree, main)
