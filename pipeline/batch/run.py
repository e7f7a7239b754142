"""A whole batch: find the submissions, check those not done yet, write their reports, sum up."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from pipeline.batch.discover import Found, Place, find_submissions, report_folders, years
from pipeline.batch.figures import (
    Figures,
    FigureSum,
    OwnReading,
    OwnReadings,
    by_period,
    sum_figures,
)
from pipeline.batch.ledger import DONE, FAILED, READ, Entry, Ledger
from pipeline.batch.lock import only_one
from pipeline.batch.log import Log
from pipeline.batch.summary import write_summary
from pipeline.batch.task import Engine, Job, Outcome, Task
from pipeline.checking import request_key
from pipeline.errors import InputError, RunError
from pipeline.keys import key_in_batch
from pipeline.material import material_of
from pipeline.output import written
from pipeline.reports.rendering import REPORTS
from pipeline.submission import Submission, open_submission
from rubrics.batch_statistics import asked_statistics


class Watcher(Protocol):
    """Hears how far a batch is."""

    def begin(self, total: int, done: int) -> None:
        """There are `total` submissions, `done` of which need no more work."""

    def finished(self, submission: str, failed: bool) -> None:
        """One submission is done."""


@dataclass(frozen=True, slots=True)
class BatchEnd:
    """How a batch ended: counts, the summary files with what each is for, the store's trouble."""

    total: int
    skipped: int
    failed: int
    files: tuple[tuple[Path, str], ...]
    left_out: int
    trouble: str | None = None


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
    _refuse_one_period_for_years(job, found)
    with only_one(out), Ledger(out) as ledger, Log(out) as log:
        if not resume:
            ledger.clear()
        ledger.keep_only([place.id for place in found.places])
        return _Run(found, out, job, ledger, log, watcher).all(engine, resume=resume)


def _refuse_one_period_for_years(job: Job, found: Found) -> None:
    """Refuse to judge several years' material by one period.

    Raises:
        InputError: when the folders tell of several years, and a period was given too.
    """
    told = sorted(set(years(found).values()))
    if job.period and len(told) > 1:
        raise InputError(
            f"总文件夹里按年份分开放着{'、'.join(told)}的材料，"
            f"不能都按 --period {job.period} 核查。\n"
            "请去掉 --period（各年按文件夹名核查），或只给出其中一年的文件夹。"
        )


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
        self._touched: set[str] = set()
        self._trouble: str | None = None
        self._asked = asked_statistics(job.rubric)
        self._own = OwnReadings(ledger)

    def all(self, engine: Engine, *, resume: bool) -> BatchEnd:
        """Do what is to be done and sum up."""
        places = self._found.places
        sums: tuple[FigureSum, ...] = ()
        if self._asked:
            sums = self._in_rounds(engine, resume=resume)
        else:
            waiting = [place for place in places if not (resume and self._is_done(place))]
            self._round(engine, self._job, waiting, {}, self._settle)
        failed = self._ledger.failed()
        files = write_summary(
            self._out,
            self._job.rubric,
            self._ledger,
            self._found,
            self._folders,
            sums,
            linked="html" in self._job.formats,
        )
        self._log.write("end", total=len(places), failed=len(failed))
        skipped = len(places) - len(self._touched)
        left_out = len(self._found.left_out)
        return BatchEnd(len(places), skipped, len(failed), files, left_out, self._trouble)

    def _in_rounds(self, engine: Engine, *, resume: bool) -> tuple[FigureSum, ...]:
        """Read every school's own values, then judge by what they make together, and give that.

        A school that fails while it is judged leaves the population; the others are judged again.
        """
        places = self._found.places
        unread = [place for place in places if not (resume and self._is_read(place))]
        first = replace(self._job, formats=())
        self._round(engine, first, unread, {}, self._settle_own)
        judged: dict[str, Figures] = {}
        while True:
            sums = self._sums()
            figures = by_period(sums)
            waiting = {
                one.id: figures[one.period]
                for one in self._own.all()
                if judged.get(one.id) != figures[one.period]
                and not self._fits(one, figures[one.period])
            }
            if not waiting:
                return sums
            some = [place for place in places if place.id in waiting]
            self._round(engine, self._job, some, waiting, self._settle)
            judged |= waiting

    def _sums(self) -> tuple[FigureSum, ...]:
        return sum_figures(self._asked, self._own.all(), self._ledger.failed(), years(self._found))

    def _fits(self, own: OwnReading, figures: Figures) -> bool:
        """Say whether a school was judged by these very figures."""
        key = key_in_batch(own.base, figures)
        is_same = key is not None and self._ledger.done_key(own.id) == key
        return is_same and self._has_reports(own.id)

    def _round(
        self,
        engine: Engine,
        job: Job,
        places: list[Place],
        figures: Mapping[str, Figures],
        settle: Callable[[Outcome], None],
    ) -> None:
        """Let the engine do some of the submissions and settle each."""
        total = len(self._found.places)
        self._log.write("begin", total=total, done=total - len(places), rubric=job.rubric.id)
        self._watcher.begin(total, total - len(places))
        # Closed at once when something goes wrong here: its workers must not outlive the run.
        with contextlib.closing(engine.run(job, self._tasks(places, figures))) as coming:
            for outcome in coming:
                if outcome.trouble is not None and self._trouble is None:
                    self._trouble = outcome.trouble
                    self._log.write("store", trouble=outcome.trouble)
                settle(outcome)

    def _tasks(self, places: list[Place], figures: Mapping[str, Figures]) -> Iterator[Task]:
        for place in places:
            self._touched.add(place.id)
            self._begun[place.id] = time.monotonic()
            yield replace(_task(place), batch=figures.get(place.id, ()))

    def _is_done(self, place: Place) -> bool:
        """Say whether a submission's result is here and would come out the same again."""
        key = self._ledger.done_key(place.id)
        return key is not None and self._has_reports(place.id) and self._key(place) == key

    def _has_reports(self, name: str) -> bool:
        """Say whether all reports that are asked for lie in a school's folder."""
        folder = self._out / self._folders[name]
        return all((folder / REPORTS[one].file_name).is_file() for one in self._job.formats)

    def _is_read(self, place: Place) -> bool:
        """Say whether a submission's own values are here and would be read the same again."""
        base = self._own.base(place.id)
        return base is not None and self._key(place) == base

    def _key(self, place: Place) -> str | None:
        with contextlib.suppress(InputError):
            material = material_of(open_submission(place.path))
            return request_key(self._job.request(_task(place)), material, self._job.settings)
        return None

    def _material(self, name: str) -> Submission | None:
        """Give what the report's file names lead to; None when it was moved meanwhile."""
        try:
            return open_submission(self._places[name].path)
        except InputError:
            return None

    def _settle_own(self, outcome: Outcome) -> None:
        """Keep the own values of a submission; its former result is out of date with them.

        Raises:
            RunError: when they cannot be written, or the failure is everybody's.
        """
        checked = outcome.checked
        if checked is None:
            self._settle(outcome)
            return
        row = checked.result.row
        self._ledger.drop([outcome.id])
        self._own.keep(OwnReading(outcome.id, checked.key, row.period, row.own_figures))
        self._log.write(READ, id=outcome.id, reused=checked.reused, seconds=self._seconds(outcome))
        self._watcher.finished(outcome.id, failed=False)

    def _seconds(self, outcome: Outcome) -> float:
        return round(time.monotonic() - self._begun.pop(outcome.id, time.monotonic()), 3)

    def _settle(self, outcome: Outcome) -> None:
        """Write what came of a submission.

        Raises:
            RunError: when it cannot be written, or the failure is everybody's.
        """
        seconds = self._seconds(outcome)
        failure, checked = outcome.failure, outcome.checked
        if failure is not None:
            facts = {"reason": failure.reason, "detail": failure.detail, "seconds": seconds}
            self._log.write(FAILED, id=outcome.id, **facts)
            if failure.fatal:
                raise RunError(
                    f"{failure.reason}：已停止。处理后加 --resume 接着做，已完成的不会丢。"
                )
            self._own.drop(outcome.id)
            self._ledger.record(Entry(outcome.id, FAILED, None, failure.reason))
        elif checked is not None:
            folder = self._out / self._folders[outcome.id]
            material = self._material(outcome.id)
            # Killed between the two, the former entry must not speak of the newer reports.
            self._ledger.reopen(outcome.id)
            for name, report in checked.reports.items():
                written(folder, name, report, material)
            self._ledger.record(Entry(outcome.id, DONE, checked.key, row=checked.result.row))
            self._log.write(DONE, id=outcome.id, reused=checked.reused, seconds=seconds)
        self._watcher.finished(outcome.id, failure is not None)


def _task(place: Place) -> Task:
    return Task(place.id, str(place.path.resolve()), place.period)
