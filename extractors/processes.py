"""Worker processes as the operating system sees them: their start, memory, end and silence."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import ModuleType

import psutil

_LOOK = 1.0  # seconds between looks at all that a process started
MOST_WAITED_FOR = 60  # connections


@contextlib.contextmanager
def without_main_module() -> Iterator[None]:
    """Keep worker processes from running the caller's script again.

    A spawned process imports the main module of its parent; a script that calls `assess` at its
    top level would call it once more in every worker.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def begin_worker(
    serve: Callable[..., None], name: str, *given: object
) -> tuple[SpawnProcess, Connection]:
    """Start `serve(connection, *given)` in a process of its own; give it and our end of the line.

    It is begun by spawn, the same on Windows and Linux, and ends with this process.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, *given), daemon=True, name=name)
    with without_main_module():
        process.start()
    theirs.close()
    return process, ours


def resident(pid: int | None) -> int:
    """Give the bytes of memory a process holds, 0 when it is gone."""
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


class FamilyMemory:
    """The memory of a process and of the programs it started (LibreOffice, unar)."""

    def __init__(self, pid: int | None) -> None:
        self._pid = pid
        self._others = 0
        self._again = 0.0

    def resident(self) -> int:
        """Give the bytes; may be asked often, the programs are looked at once a second."""
        if time.monotonic() >= self._again:
            self._others = sum(resident(member.pid) for member in _descendants(self._pid))
            self._again = time.monotonic() + _LOOK
        return resident(self._pid) + self._others


def _descendants(pid: int | None) -> list[psutil.Process]:
    try:
        return list(psutil.Process(pid).children(recursive=True))
    except psutil.Error:
        return []


def end_family(process: SpawnProcess) -> None:
    """Kill a worker together with the programs it started (LibreOffice, unar, a reader)."""
    end_tree(process.pid)
    process.kill()
    process.join(timeout=10)
    process.close()


def wait_for_any(connections: Sequence[Connection], timeout: float) -> None:
    """Wait until one of them has something to say, for `timeout` seconds at most.

    Windows waits for 63 things at once and no more: of more connections the first are waited
    for, so whoever waits must look at all of them after `timeout`.
    """
    wait(list(connections[:MOST_WAITED_FOR]), timeout=timeout)


def end_tree(pid: int | None) -> None:
    """Kill a process and all that came from it, also what its own parent has left behind.

    Where there are process groups, those that members of the tree lead are killed whole.
    """
    if pid is None:  # never begun; psutil would take it for this process
        return
    for member in [*_descendants(pid), *_alive(pid)]:
        _end_group(member.pid)
        with contextlib.suppress(psutil.Error):
            member.kill()


def _alive(pid: int) -> list[psutil.Process]:
    try:
        return [psutil.Process(pid)]
    except psutil.Error:
        return []


def _end_group(leader: int) -> None:
    """Kill the process group that `leader` leads, if it leads one."""
    if sys.platform == "win32":
        return
    import signal

    with contextlib.suppress(OSError):
        if os.getpgid(leader) == leader != os.getpgrp():
            os.killpg(leader, signal.SIGKILL)


def run_program(
    command: Sequence[str],
    *,
    seconds: float,
    memory_bytes: int,
    environment: Mapping[str, str] | None = None,
    wanted: Callable[[], bool] = lambda: True,
) -> bool:
    """Run a program in silence to its end; tell whether it came there by itself.

    After `seconds`, beyond `memory_bytes` (its helpers' included), or when it is no longer
    `wanted`, it is killed with all it started.

    Raises:
        OSError: when it cannot be started.
    """
    process = subprocess.Popen(  # noqa: S603 - no shell; the caller names the program
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=None if environment is None else dict(environment),
        start_new_session=True,  # a group of its own, so that nothing of it can be left over
    )
    memory = FamilyMemory(process.pid)
    until = time.monotonic() + seconds
    ended = False
    try:
        while not ended and time.monotonic() < until and wanted():
            if memory.resident() > memory_bytes:
                break
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(min(0.25, max(0.01, until - time.monotonic())))
                ended = True
    finally:
        if not ended:
            end_tree(process.pid)
            process.kill()
            process.wait()
    return ended


def silence() -> None:
    """Send what libraries print to nowhere: standard output belongs to the program's result."""
    sys.stdout.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
