"""One worker process of a batch and both ends of the line to it."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Iterator
from multiprocessing.connection import Connection

from extractors.processes import end_family, resident, silence, without_main_module
from pipeline.batch.task import Job, Outcome, Task, perform
from pipeline.errors import RunError
from pipeline.reading_files import READING

Message = Outcome | bool  # an outcome; or a sign of life, True while files are being read


class Worker:
    """A worker process, begun by spawn (the same on Windows and Linux)."""

    def __init__(self, job: Job) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        # Not a daemon: it has a reader process of its own, which a daemon may not have.
        self._process = context.Process(
            target=_serve, args=(theirs, job), daemon=False, name="zuozheng-batch"
        )
        with without_main_module():
            self._process.start()
        theirs.close()

    def send(self, task: Task) -> None:
        """Hand it a task; a worker that has died is noticed by `alive`."""
        with contextlib.suppress(OSError, ValueError):
            self.connection.send(task)

    def messages(self) -> Iterator[Message]:
        """Give what it has said since."""
        try:
            while self.connection.poll():
                yield self.connection.recv()
        except (EOFError, OSError):
            return

    @property
    def alive(self) -> bool:
        """Say whether it runs."""
        return self._process.is_alive()

    @property
    def resident(self) -> int:
        """Give the bytes of memory it holds, without its reader process."""
        return resident(self._process.pid)

    def stop(self) -> None:
        """End it, with whatever it started."""
        end_family(self._process)
        self.connection.close()


class _Signs:
    """Progress that tells the other end that the worker lives."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._reading = False

    def begin(self, stage: str, total: int) -> None:  # noqa: ARG002 - the protocol's
        self._reading = stage == READING
        self.step()

    def step(self) -> None:
        self._connection.send(self._reading)


def _serve(connection: Connection, job: Job) -> None:
    """The worker's loop: one submission after another until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    silence()
    try:
        with job.session() as session:
            while True:
                task: Task = connection.recv()
                connection.send(perform(task, job, session, _Signs(connection)))
    except (EOFError, OSError):
        return  # the batch is over, or was killed
    except RunError:
        return  # the store went away between two workers; the batch notices
