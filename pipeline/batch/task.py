"""One submission's turn in a batch: whatever happens to it, an outcome comes back."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.assessment import AssessedPeriod
from pipeline.checking import Checked, Request, check
from pipeline.errors import RunError
from pipeline.progress import Progress
from pipeline.session import Session
from pipeline.settings import Settings
from pipeline.store.address import StoreAddress
from pipeline.store.kept import NoStore
from pipeline.store.opening import open_store
from rubrics.batch_figure import BatchFigure
from rubrics.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all submissions of a batch; can be sent to other processes."""

    rubric: Rubric
    formats: tuple[str, ...]
    settings: Settings
    store: StoreAddress | None
    period: str | None = None

    def session(self) -> Session:
        """Open what one worker needs; a store that fails later costs time only.

        Raises:
            InputError: when the store cannot be used.
        """
        pictures = self.store.pictures if self.store else None
        return Session(self.settings, open_store(self.store), pictures)

    def session_without_fail(self) -> Session:
        """Open what one worker needs; a store that cannot be reached any more is done without."""
        try:
            return self.session()
        except RunError as error:
            trouble = f"缓存不能用（{error}）：结果不受影响，只是下次要重新读取"
            return Session(self.settings, NoStore(trouble))

    def request(self, task: Task) -> Request:
        """Give what is asked of one submission: the same bytes whenever it is done."""
        return Request(
            path=Path(task.path),
            rubric=self.rubric,
            formats=self.formats,
            period=self.period or task.period,
            batch=task.batch,
        )


@dataclass(frozen=True, slots=True)
class Task:
    """One submission to check: its id in the batch, its place, its folder's period.

    `batch` is what the schools of its period reach together, once that is known.
    """

    id: str
    path: str
    period: AssessedPeriod | None = None
    batch: tuple[BatchFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a submission could not be checked: for people in Chinese, and the details of a bug.

    `fatal` says that the others would fare the same (a full disk).
    """

    reason: str
    detail: str = ""
    fatal: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: exactly one of `checked` and `failure` is set.

    `trouble` tells what is wrong with the store, which costs time only.
    """

    id: str
    checked: Checked | None = None
    failure: Failure | None = None
    trouble: str | None = None


class Engine(Protocol):
    """Does tasks somewhere, several at a time."""

    def run(self, job: Job, tasks: Iterable[Task]) -> Generator[Outcome, None, None]:
        """Give one outcome for each task, in the order they are done.

        Tasks are drawn as places become free, never all at once. Closing the generator ends
        whatever is still being worked on.

        Raises:
            RunError: when no task can be done at all.
        """


def perform(task: Task, job: Job, session: Session, progress: Progress) -> Outcome:
    """Check one submission."""
    try:
        checked = check(job.request(task), session, progress)
        return Outcome(task.id, checked, trouble=session.store.trouble)
    except RunError as error:
        # The same words wherever the archive lies.
        return Outcome(task.id, failure=Failure(str(error).replace(task.path, task.id)))
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = "磁盘已满" if full else f"读写文件出错：{error.strerror or error}"
        return Outcome(task.id, failure=Failure(reason, traceback.format_exc(), fatal=full))
    except Exception as error:  # a bug costs one submission, and is told with its traceback
        reason = f"程序内部出错（{type(error).__name__}：{error}），这是程序的问题，不是材料的问题"
        return Outcome(task.id, failure=Failure(reason, traceback.format_exc()))
