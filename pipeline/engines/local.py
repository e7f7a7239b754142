"""Worker processes on this machine, watched: one that dies or hangs costs no submission.

Each worker checks one submission after another and has a reader process of its own. A submission
whose worker died, hung or grew too large is tried once more in a fresh worker, then set aside
with its reason. Workers that have done many submissions are replaced: libraries in C leak.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass

from extractors.processes import wait_for_any
from pipeline.batch.task import Failure, Job, Outcome, Task
from pipeline.engines.worker import Worker

_ATTEMPTS = 2
_POLL = 0.2  # seconds
_TASKS_PER_WORKER = 200
_HANGING = 900.0  # seconds without a step, where no one else watches the time
_STARTING = 120.0  # seconds more, while a worker is still importing
_MEMORY = 3_000_000_000  # bytes of one worker, its reader process apart

_DIED = "处理时进程异常退出（试了两次）：请把这份材料单独核查，看问题出在哪个文件"
_HUNG = "处理用时过长，已停止（试了两次）：请把这份材料单独核查，看问题出在哪个文件"
_GREW = "处理时占用内存过大，已停止（试了两次）：请拆分这份材料后重新核查"


@dataclass(slots=True)
class _Try:
    task: Task
    number: int = 1


class LocalEngine:
    """Checks submissions in `jobs` worker processes of this machine."""

    def __init__(self, jobs: int, *, hanging: float = _HANGING, memory: int = _MEMORY) -> None:
        self._jobs = max(1, jobs)
        self._hanging = hanging
        self._memory = memory

    def run(self, job: Job, tasks: Iterable[Task]) -> Generator[Outcome, None, None]:
        """Give one outcome for each task, in the order they are done."""
        slots = [_Slot(job) for _ in range(self._jobs)]
        coming, again = iter(tasks), deque[_Try]()
        try:
            while True:
                self._fill(slots, coming, again)
                busy = [slot for slot in slots if slot.turn is not None]
                if not busy:
                    return
                wait_for_any([slot.worker.connection for slot in busy if slot.worker], _POLL)
                for slot in busy:
                    outcome = slot.outcome() or self._trouble(slot, again)
                    if outcome is not None:
                        yield outcome
        finally:
            for slot in slots:
                slot.stop()

    def _fill(self, slots: list[_Slot], coming: Iterator[Task], again: deque[_Try]) -> None:
        for slot in slots:
            if slot.turn is None:
                turn = again.popleft() if again else _next(coming)
                if turn is not None:
                    slot.begin(turn)

    def _trouble(self, slot: _Slot, again: deque[_Try]) -> Outcome | None:
        """End a worker that is in trouble; its submission gets another try or its failure."""
        turn, reason = slot.turn, slot.trouble(self._hanging, self._memory)
        if reason is None or turn is None:
            return None
        slot.stop()
        if turn.number < _ATTEMPTS:
            again.append(_Try(turn.task, turn.number + 1))
            return None
        return Outcome(turn.task.id, failure=Failure(reason))


def _next(coming: Iterator[Task]) -> _Try | None:
    task = next(coming, None)
    return None if task is None else _Try(task)


class _Slot:
    """A place for one worker and what it is busy with."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._done = 0
        self._heard = 0.0
        self._guarded = False
        self.worker: Worker | None = None
        self.turn: _Try | None = None

    def begin(self, turn: _Try) -> None:
        """Hand a submission to the worker, starting one if there is none."""
        if self._done >= _TASKS_PER_WORKER or turn.number > 1:
            self.stop()
        self._heard = time.monotonic()
        if self.worker is None:
            self.worker = Worker(self._job)
            self._heard += _STARTING
        self._done += 1
        self._guarded = False
        self.turn = turn
        self.worker.send(turn.task)

    def outcome(self) -> Outcome | None:
        """Give the outcome if it has come; signs of life move the time it may still take."""
        if self.worker is None or self.turn is None:
            return None
        for message in self.worker.messages():
            if isinstance(message, Outcome):
                self.turn = None
                return message
            self._heard = max(self._heard, time.monotonic())
            self._guarded = message
        return None

    def trouble(self, hanging: float, memory: int) -> str | None:
        """Tell what is wrong with the worker, None while nothing is."""
        if self.worker is None or self.turn is None:
            return None
        if not self.worker.alive:
            return _DIED
        if self.worker.resident > memory:
            return _GREW
        # While files are read, the reader process is watched and timed by the worker itself.
        if not self._guarded and time.monotonic() - self._heard > hanging:
            return _HUNG
        return None

    def stop(self) -> None:
        """End the worker and whatever it started."""
        if self.worker is not None:
            self.worker.stop()
        self.worker, self.turn, self._done = None, None, 0
