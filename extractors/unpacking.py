"""Unpack in a supervised process: a hostile archive costs its own members, never the run.

One process serves all containers of a submission. One that is silent for too long, or holds too
much memory, is ended with all it started; what came out before stays.
"""

from __future__ import annotations

import time
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType

from extractors.member_writer import Member
from extractors.processes import FamilyMemory, begin_worker, end_family
from extractors.settings import Limits
from extractors.unpacking_worker import Container, Left, serve_unpacking

_POLL = 0.1  # seconds between looks at the process
_START_SECONDS = 60.0  # a process that is still importing is not yet unpacking

_ADVICE = "里面的文件可能没有全部列出。请在电脑上解压（附件请另存），把解压后的文件直接提交"
_TOO_LONG = f"展开用时过长，已停止，{_ADVICE}"
_TOO_MUCH = f"展开时占用内存过大，已停止，{_ADVICE}"
_CRASHED = f"展开时程序异常退出，文件可能已损坏，{_ADVICE}"
_NO_TIME = f"这份材料里的压缩包展开总用时超过上限，没有展开，{_ADVICE}"


class Unpacker:
    """Unpacks the containers of one submission within its limits; use as a context manager."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = Left(limits.archive_bytes, limits.archive_members)
        self._seconds_left = limits.archive_seconds
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._memory = FamilyMemory(None)

    def __enter__(self) -> Unpacker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def unpack(self, container: Container) -> tuple[list[Member], str | None]:
        """Give a container's members, and in Chinese why there may be more of them, or None.

        Members of a container that broke off are whole: each is given when it is finished.
        """
        if self._seconds_left <= 0:
            return [], _NO_TIME
        begun = time.monotonic()
        members: list[Member] = []
        starting = self._connection is None
        connection = self._connection or self._start()
        quiet = self._limits.seconds + (_START_SECONDS if starting else 0)
        try:
            connection.send((container, replace(self._left, done=False, reason=None)))
            trouble, reason = self._follow(connection, members, begun + quiet)
        except (EOFError, OSError, ValueError):
            trouble, reason = True, _CRASHED
        if trouble:
            self._stop()
        self._seconds_left -= time.monotonic() - begun
        return members, reason

    def _follow(
        self, connection: Connection, members: list[Member], until: float
    ) -> tuple[bool, str | None]:
        """Take what the process sends; tell whether it must be ended, and why it is cut off."""
        end = time.monotonic() + self._seconds_left
        while True:
            if connection.poll(_POLL):
                message = connection.recv()
                until = time.monotonic() + self._limits.seconds
                if isinstance(message, Member):
                    members.append(message)
                else:
                    self._left = message
                    if self._left.done:
                        return False, self._left.reason
            trouble = self._trouble(min(until, end))
            if trouble is not None:
                return True, trouble

    def _trouble(self, until: float) -> str | None:
        if time.monotonic() > until:
            return _TOO_LONG
        if self._process is not None and not self._process.is_alive():
            return None if self._connection and self._connection.poll() else _CRASHED
        if self._memory.resident() > self._limits.memory_bytes:
            return _TOO_MUCH
        return None

    def _start(self) -> Connection:
        self._process, self._connection = begin_worker(
            serve_unpacking, "zuozheng-unpack", self._limits
        )
        self._memory = FamilyMemory(self._process.pid)
        return self._connection

    def _stop(self) -> None:
        if self._process is not None:
            end_family(self._process)
        if self._connection is not None:
            self._connection.close()
        self._process, self._connection = None, None
