"""The workers of a Dask cluster: several machines that see the same material and one store.

Each submission is one task. A worker that is lost loses nothing: its submissions go to others,
and what it had read lies in the shared store. Workers must run this very program: another
version would judge differently, so it is given nothing (see `announced.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from itertools import chain
from queue import Empty, SimpleQueue
from typing import Any

from pipeline.batch.task import Failure, Job, Outcome, Task, perform
from pipeline.engines.cluster_workers import Say, Workers
from pipeline.errors import InputError, RunError
from pipeline.progress import Silent
from pipeline.session import Session
from pipeline.settings import Settings
from pipeline.store.address import StoreAddress

_PER_THREAD = 2  # submissions under way for each thread of the cluster: one worked on, one waiting
_CONNECT = 20  # seconds
_POLL = 2  # seconds between looks at who is still there
_LOST_AGAIN = 60  # seconds for an outcome to come over the network

_LOST = "处理它的电脑接连退出（几台都试过）：请把这份材料单独核查，看问题出在哪个文件"
_GONE = "与调度程序的连接断了：已停止。重新启动调度程序后加 --resume 接着做，已完成的不会丢。"
_BROKEN = "处理它的电脑没有送回结果（{kind}：{error}），试了两次：请查看那台电脑上的提示"
_MISSING = "用多台电脑需要另外安装组件：pip install zuozheng[cluster]"


def _quiet(_text: str) -> None:
    """Say nothing."""


class ClusterEngine:
    """Checks submissions on the workers of the cluster at `scheduler`.

    `say` hears what a person should know meanwhile: that nobody is there, or who cannot take part.
    """

    def __init__(self, scheduler: str, say: Say = _quiet) -> None:
        self._scheduler = scheduler
        self._say = say

    def run(self, job: Job, tasks: Iterable[Task]) -> Generator[Outcome, None, None]:
        """Give one outcome for each task, in the order they are done.

        Raises:
            InputError: when there is no such cluster, it has no workers, or they do not fit.
            RunError: when the scheduler is gone, or all workers are and stay so.
        """
        client = self._connected()
        try:
            workers = Workers(client, self._scheduler, self._say)
            workers.check_scheduler()
            workers.wait_for_first()
            coming = iter(tasks)
            first = next(coming, None)
            if first is None:
                return
            workers.preflight(job, first.path)
            yield from _outcomes(_Hand(client, job, workers), chain((first,), coming))
        finally:
            client.close()

    def _connected(self) -> Any:  # noqa: ANN401 - distributed has no types
        try:
            from distributed import Client
        except ImportError as error:
            raise InputError(_MISSING) from error
        try:
            return Client(self._scheduler, timeout=_CONNECT, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise InputError(
                f"连不上调度程序“{self._scheduler}”。\n"
                "请确认地址、端口和防火墙，并确认那台电脑上 zuozheng scheduler 已经启动。"
            ) from error


def _outcomes(hand: _Hand, tasks: Iterator[Task]) -> Iterator[Outcome]:
    """Keep the workers busy without ever handing them everything at once.

    The job goes with every task: data that only workers hold is lost with the last of them. What
    did not come back is tried once more when all others are done, one at a time: whoever waited
    behind a submission that ends workers is then told apart from it.
    """
    again: list[Task] = []
    for future, task in hand.out(tasks):
        failure = hand.failure(future)
        if failure is None:
            yield hand.result(future)
        else:
            again.append(task)
        future.release()
    for task in again:
        for future, _ in hand.out(iter((task,))):
            failure = hand.failure(future)
            yield hand.result(future) if failure is None else Outcome(task.id, failure=failure)
            future.release()


class _Hand:
    """Hands tasks to the cluster; keys bear the client's own id and never come twice.

    The rounds of one batch must not take each other's outcomes.
    """

    def __init__(self, client: Any, job: Job, workers: Workers) -> None:  # noqa: ANN401
        self._client = client
        self._job = job
        self._workers = workers
        self._handed = 0

    def out(self, tasks: Iterator[Task]) -> Iterator[tuple[Any, Task]]:
        """Give each task with its future, in the order in which they are done."""
        under_way: dict[str, Task] = {}
        done: SimpleQueue[Any] = SimpleQueue()

        def submit() -> bool:
            task = next(tasks, None)
            if task is None:
                return False
            key = f"核查-{self._client.id}-{self._handed}-{task.id}"
            self._handed += 1
            future = self._client.submit(
                _perform, task, self._job, key=key, pure=False, resources=self._workers.needs
            )
            under_way[key] = task
            future.add_done_callback(done.put)
            return True

        self._fill(submit, under_way)
        while under_way:
            try:
                future = done.get(timeout=_POLL)
            except Empty:
                self._workers.still_waiting()
                continue
            task = under_way.pop(future.key)
            self._fill(submit, under_way)
            yield future, task

    def _fill(self, submit: Callable[[], bool], under_way: Mapping[str, Task]) -> None:
        """Hand out what the cluster has room for now: machines may come and go."""
        while len(under_way) < max(1, self._workers.threads() * _PER_THREAD):
            if not submit():
                return

    def failure(self, future: Any) -> Failure | None:  # noqa: ANN401
        """Tell why a future has no outcome, None when it has one.

        Raises:
            RunError: when the scheduler is gone, so that nothing more can come.
        """
        from distributed.scheduler import KilledWorker

        if not future.cancelled():
            error = self._patiently(future.exception)
            if error is None:
                return None
        else:
            error = None
        if self._client.status != "running":
            raise RunError(_GONE)
        if isinstance(error, KilledWorker) or error is None:
            return Failure(_LOST)
        return Failure(_BROKEN.format(kind=type(error).__name__, error=error))

    def result(self, future: Any) -> Any:  # noqa: ANN401
        """Give what came of a task that did not fail."""
        return self._patiently(future.result)

    def _patiently(self, ask: Callable[..., Any]) -> Any:  # noqa: ANN401
        """Ask a future; an answer that was lost with its machine is worked out once more."""
        while True:
            try:
                return ask(timeout=_LOST_AGAIN)
            except TimeoutError:
                self._workers.still_waiting()


_sessions: dict[tuple[Settings, StoreAddress | None], Session] = {}


def _perform(task: Task, job: Job) -> Outcome:
    """Check one submission on a worker, whose session serves all submissions of a job."""
    needed = (job.settings, job.store)
    session = _sessions.get(needed)
    if session is None:
        for former in list(_sessions):
            _sessions.pop(former).close()
        session = _sessions[needed] = job.session_without_fail()
    return perform(task, job, session, Silent())
