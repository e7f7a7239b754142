"""A scheduler and workers in processes of their own, as a person would start them."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[3]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Cluster:
    """A scheduler and its workers' machines, each started as a person would start it."""

    def __init__(self, folder: Path, port: int | None = None) -> None:
        self._folder = folder
        self._logs: dict[int, Path] = {}
        self.port = port or free_port()
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.dashboard_port = free_port()
        ports = ("--port", str(self.port), "--dashboard-port", str(self.dashboard_port))
        self._running = [self._start("scheduler", *ports)]
        self.wait_for(self._running[0], "调度程序已启动")

    @property
    def scheduler_said(self) -> str:
        """Give what the scheduler has told the person who started it."""
        return self._logs[self._running[0].pid].read_text("utf-8", "replace")

    def add_machine(
        self, program: Path = ROOT, *words: str, said: str = "已连上"
    ) -> subprocess.Popen[bytes]:
        """Start one machine with one worker and wait until it has joined.

        `program` is the folder of the program that runs on it.
        """
        given = ("worker", "--scheduler", self.address, "--jobs", "1", *words)
        machine = self._start(*given, program=program)
        self._running.append(machine)
        self.wait_for(machine, said)
        return machine

    def lose(self, machine: subprocess.Popen[bytes]) -> None:
        """Let a machine lose its power: everything on it ends at once."""
        family = psutil.Process(machine.pid).children(recursive=True)
        for process in [psutil.Process(machine.pid), *family]:
            process.kill()

    def close(self) -> None:
        """End everything."""
        for process in reversed(self._running):
            if process.poll() is None:
                self.lose(process)
            process.wait(timeout=20)

    def _start(self, *words: str, program: Path = ROOT) -> subprocess.Popen[bytes]:
        log = self._folder / f"{len(list(self._folder.glob('*.log')))}.log"
        with log.open("wb") as stream:
            process = subprocess.Popen(
                [sys.executable, "-m", "zuozheng", *words],
                cwd=program,
                stdout=stream,
                stderr=subprocess.STDOUT,
            )
        self._logs[process.pid] = log
        return process

    def wait_for(self, process: subprocess.Popen[bytes], wanted: str) -> None:
        """Wait until a process has said something."""
        end = time.monotonic() + 90
        log = self._logs[process.pid]
        while wanted not in log.read_text("utf-8", "replace"):
            assert process.poll() is None, log.read_text("utf-8", "replace")
            assert time.monotonic() < end, log.read_text("utf-8", "replace")
            time.sleep(0.1)
