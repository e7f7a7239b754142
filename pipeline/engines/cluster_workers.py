"""Which machines of a cluster can be used: known before and while a batch runs, and told.

What a machine runs is read from what it announced when it joined; nothing of the program is sent
to one that differs. A batch that nobody works on says so, and for how long it will wait.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.batch.task import Job
from pipeline.engines.announced import (
    PROGRAM,
    PYTHON,
    announced,
    as_resources,
    difference,
    from_resources,
)
from pipeline.errors import InputError, RunError
from pipeline.keys import whole_version

Say = Callable[[str], object]
HANDLER = "zuozheng_announced"  # what a scheduler of ours answers, besides Dask's own

_LOOK = 2.0  # seconds between looks at who is there
_AGAIN = 60.0  # seconds after which waiting is told again
_FIRST = 600.0  # seconds to wait for the first machine
_LATER = 3600.0  # seconds to wait when the last one has gone

_DAEMON = (
    "工作进程的启动方式不对，不能再启动读文件的进程。"
    "请在各台电脑上用 zuozheng worker --scheduler 地址 启动。"
)

_SHARED = (
    "材料和词库文件要放在各台电脑都能用同一路径打开的共享文件夹里"
    "（不要用只有本机才有的盘符），并让运行工作进程的用户有权打开。"
)


class Workers:
    """The workers of a cluster, as far as they fit the batch that is begun here."""

    def __init__(self, client: Any, scheduler: str, say: Say) -> None:  # noqa: ANN401 - no types
        self._client = client
        self._scheduler = scheduler
        self._say = say
        self._here = announced()
        self.needs = as_resources(self._here)
        self._told: set[str] = set()
        self._looked = -_LOOK
        self._threads = 0
        self._alone_since: float | None = None
        self._said_at = 0.0

    def threads(self) -> int:
        """Count the submissions that can be worked on at one time; tells who cannot take part."""
        if time.monotonic() - self._looked >= _LOOK:
            self._look()
        return self._threads

    def check_scheduler(self) -> None:
        """Refuse a scheduler that runs another program, which it has to unpickle too.

        Raises:
            InputError: saying what is different.
        """
        try:
            there = self._client.sync(getattr(self._client.scheduler, HANDLER)) or {}
        except Exception:  # whatever a scheduler that does not know the question makes of it
            there = {}
        asked = {kind: self._here[kind] for kind in (PROGRAM, PYTHON)}
        if trouble := difference(there, asked, command="scheduler"):
            raise InputError(f"调度程序 {self._scheduler} 不能用：{trouble}")

    def wait_for_first(self) -> None:
        """Wait until somebody is there, saying so; refuse whoever does not fit.

        Raises:
            InputError: when nobody comes, or one of them runs something else.
        """
        begun = time.monotonic()
        while not (found := self._known()):
            if not self._waited(begun, _FIRST):
                raise InputError(
                    f"调度程序“{self._scheduler}”上没有工作的电脑（等了 {_minutes(_FIRST)}）。\n"
                    f"请在各台电脑上启动：zuozheng worker --scheduler {self._scheduler}"
                )
            time.sleep(min(_LOOK, _FIRST))
        self._alone_since = None
        for name, facts in sorted(found.items()):
            if trouble := difference(from_resources(facts["resources"]), self._here):
                raise InputError(f"{_named(name, facts)}不能用：{trouble}")
        self._look()

    def preflight(self, job: Job, material: str | None) -> None:
        """Refuse workers of the same program that cannot use the store, or find the material.

        `material` is the path of a submission.

        Raises:
            InputError: naming the machine and what is in its way.
        """
        wanted = whole_version(job.settings.extract)
        told = self._client.run(_about_this_worker, job, material)
        for address, found in sorted(told.items()):
            if found["trouble"]:
                raise InputError(f"工作进程 {address} 不能用：{found['trouble']}")
            if found["version"] != wanted:
                raise InputError(
                    f"工作进程 {address} 启动以后，那台电脑上的佐证或它用的程序换过了。\n"
                    "请确认各台电脑装的是同一个安装包，再重新启动那边的工作进程。"
                )

    def still_waiting(self) -> None:
        """Say that nobody works on what is under way, as long as that is so.

        Raises:
            RunError: when nobody has come back for long.
        """
        if self.threads() or self._client.status != "running":
            if self._alone_since is not None:
                self._say("又有工作的电脑了，接着做。")
            self._alone_since = None
            return
        if self._alone_since is None:
            self._alone_since, self._said_at = time.monotonic(), 0.0
        if not self._waited(self._alone_since, _LATER):
            raise RunError(
                f"等了 {_minutes(_LATER)}，一直没有工作的电脑：已停止。"
                "请检查各台电脑上的 zuozheng worker；加 --resume 接着做，已完成的不会丢。"
            )

    def _waited(self, since: float, most: float) -> bool:
        """Say that we wait, now and then; False when it has been long enough."""
        now = time.monotonic()
        if now - since >= most:
            return False
        if not self._said_at or now - self._said_at >= _AGAIN:
            self._said_at = now
            so_far = f"已等 {_minutes(now - since)}，" if now - since >= _AGAIN else ""
            self._say(
                f"现在没有能用的工作电脑，等待中（{so_far}最多等 {_minutes(most)}，按 Ctrl+C 停止，"
                "已完成的不会丢）。\n"
                f"请在各台电脑上启动：zuozheng worker --scheduler {self._scheduler}"
            )
        return True

    def _look(self) -> None:
        self._looked = time.monotonic()
        self._threads = 0
        for name, facts in sorted(self._known().items()):
            trouble = difference(from_resources(facts["resources"]), self._here)
            if not trouble:
                self._threads += facts["nthreads"]
            elif name not in self._told:
                self._told.add(name)
                self._say(f"{_named(name, facts)}不参加：{trouble}")

    def _known(self) -> dict[str, Any]:
        """Give what the scheduler knows of each worker, by its address."""
        try:
            return dict(self._client.sync(self._client.scheduler.identity)["workers"])
        except (OSError, TimeoutError):
            return {}  # the scheduler is gone, which is told where results are waited for


def _named(address: str, facts: Any) -> str:  # noqa: ANN401
    """Name a machine by its own name, as `zuozheng worker` gave it, and its address."""
    name = str(facts.get("name") or "")
    return f"电脑 {address} " if name in ("", address) else f"电脑 {name}（{address}）"


def _minutes(seconds: float) -> str:
    return f"{round(seconds / 60)} 分钟" if seconds >= 60 else f"{seconds:.0f} 秒"


def _about_this_worker(job: Job, material: str | None) -> dict[str, str]:
    """Tell what runs here and what is in the way of using it."""
    trouble = _DAEMON if multiprocessing.current_process().daemon else ""
    for path in (job.settings.lexicon, material):
        if not trouble and path is not None and not Path(path).exists():
            trouble = f"那台电脑上打不开“{path}”。\n{_SHARED}"
    if not trouble and job.store is not None:
        try:
            job.session().close()
        except RunError as error:
            trouble = str(error)
    return {"version": whole_version(job.settings.extract), "trouble": trouble}
