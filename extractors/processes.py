"""Worker processes as the operating system sees them: their memory, their end, their silence."""

from __future__ import annotations

import contextlib
import os
import sys
from multiprocessing.context import SpawnProcess

import psutil


def resident(pid: int | None) -> int:
    """Give the bytes of memory a process holds, 0 when it is gone."""
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


def end_family(process: SpawnProcess) -> None:
    """Kill a worker together with the programs it started (LibreOffice, unar, a reader)."""
    family: list[psutil.Process] = []
    with contextlib.suppress(psutil.Error):
        parent = psutil.Process(process.pid)
        family = [*parent.children(recursive=True), parent]
    for member in family:
        with contextlib.suppress(psutil.Error):
            member.kill()
    process.kill()
    process.join(timeout=10)
    process.close()


def silence() -> None:
    """Send what libraries print to nowhere: standard output belongs to the program's result."""
    sys.stdout.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
