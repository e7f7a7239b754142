"""A whole batch: find the submissions, check those not done yet, write their reports, sum up."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.batch.discover import Found, Place, find_submissions, report_folders
from pipeline.batch.ledger import DONE, FAILED, Entry, Ledger
from pipeline.batch.lock import only_one
from pipeline.batch.log import Log
from pipeline.batch.summary import write_summary
from pipeline.batch.task import Engine, Job, Outcome, Task
from pipeline.checking import request_key
from pipeline.errors import InputError, RunError
from pipeline.material import material_of
from pipeline.output import written
from pipeline.submission import Submission, open_submission


class Watcher(Protocol):
    """Hears how far a batch is."""

    def begin(self, total: int, done: int) -> None:
        """There are `total` submissions, `done` of which need no more work."""

    def finished(self, submission: str, failed: bool) -> None:
        """One submission is done."""


@dataclass(frozen=True, slots=True)
class BatchEnd:
    """How a batch ended: counts, and the summary files with what each is for."""

    total: int
    skipped: int
    failed: int
    files: tuple[tuple[Path, str], ...]
    left_out: int


def run_batch(
    root: Path, out: Path, job: Job, engine: Engine, *, resume: bool, watcher: Watcher
) -> BatchEnd:
    """Check every submission below `root` and write reports and summary into `out`.

    With `resume`, submissions whose result is in `out` and would be the same are left as they
    are; without, everything is done anew (the store still spares the reading).

    Raises:
        InputError: when root or out cannot be used.
        RunError: when nothing more can be written; what is done stays done.
    """
    if out.resolve().is_relative_to(root.resolve()):
        raise InputError(
            f"输出位置“{out}”在材料文件夹里面，报告会混进材料。\n请用 --out 换一个位置。"
        )
    found = find_submissions(root)
    with only_one(out), Ledger(out) as ledger, Log(out) as log:
        if not resume:
            ledger.clear()
        ledger.keep_only([place.id for place in found.places])
        return _Run(found, out, job, ledger, log, watcher).all(engine, resume=resume)


class _Run:
    """One batch on its way."""

    def __init__(
        self, found: Found, out: Path, job: Job, ledger: Ledger, log: Log, watcher: Watcher
    ) -> None:
        self._found = found
        self._out = out
        self._job = job
        self._ledger = ledger
        self._log = log
        self._watcher = watcher
        self._folders: Mapping[str, str] = report_folders(found.places)
        self._places = {place.id: place for place in found.places}
        self._begun: dict[str, float] = {}

    def all(self, engine: Engine, *, resume: bool) -> BatchEnd:
        """Do what is to be done and sum up."""
        places = self._found.places
        done = {place.id for place in places if resume and self._is_done(place)}
        self._log.write("begin", total=len(places), done=len(done), rubric=self._job.rubric.id)
        self._watcher.begin(len(places), len(done))
        failed = 0
        waiting = [place for place in places if place.id not in done]
        # Closed at once when something goes wrong here: its workers must not outlive the run.
        with contextlib.closing(engine.run(self._job, self._tasks(waiting))) as coming:
            for outcome in coming:
                failed += self._settle(outcome)
        files = write_summary(self._out, self._job.rubric, self._ledger, self._found, self._folders)
        self._log.write("end", total=len(places), failed=failed)
        return BatchEnd(len(places), len(done), failed, files, len(self._found.left_out))

    def _tasks(self, places: list[Place]) -> Iterator[Task]:
        for place in places:
            self._begun[place.id] = time.monotonic()
            yield Task(place.id, str(place.path.resolve()), place.period)

    def _is_done(self, place: Place) -> bool:
        """Say whether a submission's result is here and would come out the same again."""
        key = self._ledger.done_key(place.id)
        if key is None:
            return False
        with contextlib.suppress(InputError):
            material = material_of(open_submission(place.path))
            task = Task(place.id, str(place.path.resolve()), place.period)
            return request_key(self._job.request(task), material, self._job.settings) == key
        return False

    def _material(self, name: str) -> Submission | None:
        """Give what the report's file names lead to; None when it was moved meanwhile."""
        try:
            return open_submission(self._places[name].path)
        except InputError:
            return None

    def _settle(self, outcome: Outcome) -> bool:
        """Write what came of a submission; say whether it failed.

        Raises:
            RunError: when it cannot be written, or the failure is everybody's.
        """
        seconds = round(time.monotonic() - self._begun.pop(outcome.id, time.monotonic()), 3)
        failure, checked = outcome.failure, outcome.checked
        if failure is not None:
            facts = {"reason": failure.reason, "detail": failure.detail, "seconds": seconds}
            self._log.write(FAILED, id=outcome.id, **facts)
            if failure.fatal:
                raise RunError(
                    f"{failure.reason}：已停止。处理后加 --resume 接着做，已完成的不会丢。"
                )
            self._ledger.record(Entry(outcome.id, FAILED, None, failure.reason))
        elif checked is not None:
            folder = self._out / self._folders[outcome.id]
            material = self._material(outcome.id)
            for name, report in checked.reports.items():
                written(folder, name, report, material)
            self._ledger.record(Entry(outcome.id, DONE, checked.key, row=checked.result.row))
            self._log.write(DONE, id=outcome.id, reused=checked.reused, seconds=seconds)
        self._watcher.finished(outcome.id, failure is not None)
        return failure is not None
