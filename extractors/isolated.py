"""Read files in supervised worker processes: a bad file costs its worker, not the run.

Each slot has one long-lived process, begun by spawn (the same on Windows and Linux). A file that
takes too long, too much memory, or brings its worker down is tried once more in a fresh worker
and then gets a ledger entry that says so.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType

from extractors.document import Block, Document
from extractors.ocr.sharing import HelpDone
from extractors.office_batches import OfficeBatches
from extractors.processes import FamilyMemory, begin_worker, end_family, wait_for_any
from extractors.reading_worker import Begun, serve
from extractors.registry import unreadable
from extractors.settings import ExtractSettings
from extractors.sink import PictureOffer
from extractors.submission_files import SourceFile

_POLL = 0.1  # seconds between looks at the workers
_ATTEMPTS = 2
_FILES_PER_WORKER = 300  # libraries in C leak a little with every file
_START_SECONDS = 60.0  # a worker that is still importing is not yet reading

_TOO_LONG = "读取用时过长，已停止：请拆成几个文件，或另存为 .docx、.pdf 后重新提交"
_TOO_MUCH = "读取时占用内存过大，已停止：请拆成几个文件，或另存为新文件后重新提交"
_CRASHED = "读取时程序异常退出，文件可能已损坏：请打开原文件检查，另存为新文件后重新提交"


class ExtractionPool:
    """Reads files in `jobs` worker processes (at least one); use as a context manager."""

    def __init__(self, settings: ExtractSettings, *, jobs: int = 1) -> None:
        if jobs > 1 and not settings.ocr_threads:
            # Workers share the cores: one that recognises must not take them all.
            threads = max(1, (os.cpu_count() or 1) // jobs)
            settings = replace(settings, ocr_threads=threads)
        # What is read here was listed together with what lies inside it.
        settings = replace(settings, embedded_listed=True)
        self._shared: tempfile.TemporaryDirectory[str] | None = None
        if jobs > 1 and settings.ocr != "off":
            self._shared = tempfile.TemporaryDirectory(
                prefix="zuozheng-ocr-", ignore_cleanup_errors=True
            )
            cache = settings.ocr_cache or self._shared.name
            settings = replace(settings, ocr_cache=cache, ocr_claims=self._shared.name)
        self._slots = [_Slot(settings) for _ in range(max(1, jobs))]
        self._batches = OfficeBatches(settings)

    def __enter__(self) -> ExtractionPool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for slot in self._slots:
            slot.stop()
        self._batches.close()
        if self._shared is not None:
            self._shared.cleanup()

    def map(self, files: Iterable[SourceFile]) -> Iterator[Document]:
        """Give the document of each file, in the order of `files`.

        Entries that are already decided pass through. Whatever a file does, its document comes.
        """
        entries = list(files)
        done = {
            number: entry.decided
            for number, entry in enumerate(entries)
            if entry.decided is not None
        }
        open_ones = [
            (number, entry.location, entry.path)
            for number, entry in enumerate(entries)
            if entry.location is not None and number not in done
        ]
        held = self._batches.begin(open_ones)
        waiting = deque(
            _Task(number, entries[number]) for number, _, _ in open_ones if number not in held
        )
        for number in range(len(entries)):
            while number not in done:
                for ready, converted in self._batches.ready():
                    waiting.append(_Task(ready, entries[ready], converted))
                self._fill(waiting)
                done.update(self._collect(waiting))
            yield done.pop(number)

    def _fill(self, waiting: deque[_Task]) -> None:
        for slot in self._slots:
            if slot.task is not None:
                continue
            if waiting:
                slot.begin(waiting.popleft())
                continue
            helped = next((other for other in self._slots if other.offered is not None), None)
            if helped is not None and helped.task is not None:
                slot.begin(replace(helped.task, pictures=helped.offered, attempt=1))

    def _collect(self, waiting: deque[_Task]) -> Iterator[tuple[int, Document]]:
        """Look at the workers once, give finished documents, put failed files back in line."""
        busy = [slot for slot in self._slots if slot.task is not None]
        if busy:
            wait_for_any([slot.connection for slot in busy if slot.connection], _POLL)
        else:
            time.sleep(_POLL)  # the first batch is still being converted
        for slot in busy:
            task = slot.task
            if task is None:
                continue
            document = slot.receive()
            if document is not None:
                yield task.number, document
                continue
            if task.pictures is not None and slot.task is None:
                self._all_taken(task.pictures)
            trouble = slot.trouble()
            if trouble is None:
                continue
            slot.stop()
            if task.pictures is not None:
                self._all_taken(task.pictures)  # who reads the file does without this helper
            elif task.attempt < _ATTEMPTS:
                waiting.appendleft(replace(task, attempt=task.attempt + 1))
            else:
                yield task.number, _failed(task.file, *trouble)

    def _all_taken(self, pictures: PictureOffer) -> None:
        for slot in self._slots:
            if slot.offered == pictures:
                slot.offered = None


def _failed(file: SourceFile, kind: str, reason: str) -> Document:
    if file.location is None:
        raise ValueError(f"{file.path} has no bytes to read")
    return unreadable(file.location, file.path, kind, reason)


@dataclass(slots=True)
class _Task:
    """A file to read or, with `pictures`, to help another worker with."""

    number: int
    file: SourceFile
    converted: Path | None = None
    attempt: int = 1
    deadline: float = 0.0
    pictures: PictureOffer | None = None


class _Slot:
    """One worker process and the file it is busy with.

    `offered` are pictures of that file which idle workers may recognise.
    """

    def __init__(self, settings: ExtractSettings) -> None:
        self._settings = settings
        self._process: SpawnProcess | None = None
        self._memory = FamilyMemory(None)
        self._count = 0
        self.connection: Connection | None = None
        self.task: _Task | None = None
        self.offered: PictureOffer | None = None
        self._blocks: list[Block] = []

    def begin(self, task: _Task) -> None:
        """Hand a file to the worker, starting one if there is none."""
        if self._count >= _FILES_PER_WORKER or task.attempt > 1:
            self.stop()
        seconds = self._settings.limits.seconds
        if self._process is None or self.connection is None:
            self._start()
            seconds += _START_SECONDS
        self._count += 1
        task.deadline = time.monotonic() + seconds
        self.task = task
        if self.connection is not None:
            converted = None if task.converted is None else str(task.converted)
            try:
                file = (str(task.file.location), task.file.path, converted)
                self.connection.send(task.pictures or file)
            except (OSError, ValueError):
                task.deadline = 0.0  # the worker is gone; `trouble` will see it

    def receive(self) -> Document | None:
        """Give the finished document if it has come; heartbeats move the deadline."""
        connection = self.connection
        if connection is None or self.task is None:
            return None
        try:
            while connection.poll():
                message = connection.recv()
                if isinstance(message, Document | HelpDone):
                    self.task, self.offered = None, None
                    blocks, self._blocks = tuple(self._blocks), []
                    return (
                        replace(message, blocks=blocks) if isinstance(message, Document) else None
                    )
                if isinstance(message, tuple):
                    self._blocks.extend(message)
                if isinstance(message, Begun):
                    self.task.deadline = time.monotonic() + self._settings.limits.seconds
                    continue
                if isinstance(message, PictureOffer):
                    self.offered = message
                    continue
                limit = self._settings.limits.seconds_per_ocr_page
                self.task.deadline = max(self.task.deadline, time.monotonic() + limit)
        except (EOFError, OSError):
            return None
        return None

    def trouble(self) -> tuple[str, str] | None:
        """Give kind and reason if the worker is dead, too slow or too large, else None."""
        process = self._process
        if process is None or self.task is None:
            return None
        if not process.is_alive():
            return "worker_crashed", _CRASHED
        if self._memory.resident() > self._settings.limits.memory_bytes:
            return "too_much_memory", _TOO_MUCH
        if time.monotonic() > self.task.deadline:
            return "too_slow", _TOO_LONG
        return None

    def stop(self) -> None:
        """End the worker and whatever it started."""
        if self._process is not None:
            end_family(self._process)
        if self.connection is not None:
            self.connection.close()
        self._process, self.connection, self._count = None, None, 0
        self.task, self.offered, self._blocks = None, None, []

    def _start(self) -> None:
        self._process, self.connection = begin_worker(serve, "zuozheng-extract", self._settings)
        self._memory = FamilyMemory(self._process.pid)
        self._count = 0
