"""The workers of a Dask cluster: several machines that see the same material and one store.

Each submission is one task. A worker that is lost loses nothing: its submissions go to others,
and what it had read lies in the shared store. Workers must run this very program: another
version would judge differently, so it is refused before anything is begun.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from typing import Any

from pipeline.batch.task import Failure, Job, Outcome, Task, perform
from pipeline.errors import InputError, RunError
from pipeline.keys import whole_version
from pipeline.progress import Silent
from pipeline.session import Session
from pipeline.settings import Settings
from pipeline.store.address import StoreAddress

_PER_THREAD = 2  # submissions under way for each thread of the cluster: one worked on, one waiting
_CONNECT = 20  # seconds
_WORKERS = 60  # seconds to wait for the first worker

_LOST = "处理它的电脑接连退出（几台都试过）：请把这份材料单独核查，看问题出在哪个文件"
_GONE = "与调度程序的连接断了：已停止。重新启动调度程序后加 --resume 接着做，已完成的不会丢。"
_BROKEN = "处理它的电脑没有送回结果（{kind}：{error}），试了两次：请查看那台电脑上的提示"
_MISSING = "用多台电脑需要另外安装组件：pip install zuozheng[cluster]"
_DAEMON = (
    "工作进程的启动方式不对，不能再启动读文件的进程。"
    "请在各台电脑上用 zuozheng worker --scheduler 地址 启动。"
)


class ClusterEngine:
    """Checks submissions on the workers of the cluster at `scheduler`."""

    def __init__(self, scheduler: str) -> None:
        self._scheduler = scheduler

    def run(self, job: Job, tasks: Iterable[Task]) -> Generator[Outcome, None, None]:
        """Give one outcome for each task, in the order they are done.

        Raises:
            InputError: when there is no such cluster, it has no workers, or they do not fit.
        """
        client = self._connected()
        try:
            _check_workers(client, job)
            yield from _outcomes(client, job, iter(tasks))
        finally:
            client.close()

    def _connected(self) -> Any:  # noqa: ANN401 - distributed has no types
        try:
            from distributed import Client
        except ImportError as error:
            raise InputError(_MISSING) from error
        try:
            client = Client(self._scheduler, timeout=_CONNECT, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise InputError(
                f"连不上调度程序“{self._scheduler}”。\n"
                "请确认地址、端口和防火墙，并确认那台电脑上 zuozheng scheduler 已经启动。"
            ) from error
        try:
            client.wait_for_workers(1, timeout=_WORKERS)
        except TimeoutError as error:
            client.close()
            raise InputError(
                f"调度程序“{self._scheduler}”上没有工作的电脑。\n"
                "请在各台电脑上启动：zuozheng worker --scheduler 地址"
            ) from error
        return client


def _check_workers(client: Any, job: Job) -> None:  # noqa: ANN401
    """Refuse workers with another program, or that cannot reach the store.

    Raises:
        InputError: naming the machines that do not fit.
    """
    wanted = _about_this_worker(job)
    for address, found in sorted(client.run(_about_this_worker, job).items()):
        if found["trouble"]:
            raise InputError(f"工作进程 {address} 不能用：{found['trouble']}")
        if found["version"] != wanted["version"] or found["python"] != wanted["python"]:
            raise InputError(
                f"工作进程 {address} 上的程序和这台电脑上的不是同一个版本"
                f"（那边 Python {found['python']}、程序 {found['version'][:8]}，"
                f"这边 Python {wanted['python']}、程序 {wanted['version'][:8]}）。\n"
                "不同版本的结论可能不同：请在各台电脑上安装同一个安装包，再重新启动工作进程。"
            )


def _about_this_worker(job: Job) -> dict[str, str]:
    """Tell what runs here and what is in the way of using it."""
    trouble = _DAEMON if multiprocessing.current_process().daemon else ""
    if not trouble and job.store is not None:
        try:
            job.session().close()
        except RunError as error:
            trouble = str(error)
    return {
        "python": ".".join(map(str, sys.version_info[:2])),
        "version": whole_version(job.settings.extract),
        "trouble": trouble,
    }


def _outcomes(client: Any, job: Job, tasks: Iterator[Task]) -> Iterator[Outcome]:  # noqa: ANN401
    """Keep the workers busy without ever handing them everything at once.

    The job goes with every task: data that only workers hold is lost with the last of them. What
    did not come back is tried once more when all others are done, one at a time: whoever waited
    behind a submission that ends workers is then told apart from it.
    """
    hand = _Hand(client, job)
    again: list[Task] = []
    for future, task in hand.out(tasks):
        failure = _failure(client, future)
        if failure is None:
            yield future.result()
        else:
            again.append(task)
        future.release()
    for task in again:
        for future, _ in hand.out(iter((task,))):
            failure = _failure(client, future)
            yield future.result() if failure is None else Outcome(task.id, failure=failure)
            future.release()


class _Hand:
    """Hands tasks to the cluster; keys bear the client's own id and never come twice.

    The rounds of one batch must not take each other's outcomes.
    """

    def __init__(self, client: Any, job: Job) -> None:  # noqa: ANN401
        self._client = client
        self._job = job
        self._handed = 0

    def out(self, tasks: Iterator[Task]) -> Iterator[tuple[Any, Task]]:
        """Give each task with its future, in the order in which they are done."""
        from distributed import as_completed

        under_way: dict[str, Task] = {}
        waiting = as_completed(loop=self._client.loop, with_results=False)

        def submit() -> bool:
            task = next(tasks, None)
            if task is None:
                return False
            key = f"核查-{self._client.id}-{self._handed}-{task.id}"
            self._handed += 1
            under_way[key] = task
            waiting.add(self._client.submit(_perform, task, self._job, key=key, pure=False))
            return True

        self._fill(submit, under_way)
        for future in waiting:
            task = under_way.pop(future.key)
            self._fill(submit, under_way)
            yield future, task

    def _fill(self, submit: Callable[[], bool], under_way: Mapping[str, Task]) -> None:
        """Hand out what the cluster has room for now: machines may come and go."""
        threads = sum(self._client.nthreads().values())
        while len(under_way) < max(1, threads * _PER_THREAD):
            if not submit():
                return


def _failure(client: Any, future: Any) -> Failure | None:  # noqa: ANN401
    """Tell why a future has no outcome, None when it has one.

    Raises:
        RunError: when the scheduler is gone, so that nothing more can come.
    """
    from distributed.scheduler import KilledWorker

    error = future.exception() if not future.cancelled() else None
    if error is None and not future.cancelled():
        return None
    if client.status != "running":
        raise RunError(_GONE)
    if isinstance(error, KilledWorker) or error is None:
        return Failure(_LOST)
    return Failure(_BROKEN.format(kind=type(error).__name__, error=error))


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
