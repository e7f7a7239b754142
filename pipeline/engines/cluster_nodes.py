"""The processes of a cluster: its scheduler, and the workers of one machine."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import logging
import os
import platform
import time
from collections.abc import Callable
from typing import Any

from extractors.processes import without_main_module
from pipeline.engines.announced import announced, as_resources
from pipeline.engines.cluster_workers import HANDLER
from pipeline.errors import InputError, RunError

_MISSING = "用多台电脑需要另外安装组件：pip install zuozheng[cluster]"
_NO_PAGES = "看进度的网页没有启动：没有装 bokeh（pip install bokeh）；不影响核查。\n"
_CONNECT = "20s"
_RETRY = 10.0  # seconds
_MEMORY = 4_000_000_000  # bytes of one worker, its reader process apart

Say = Callable[[str], object]


def run_scheduler(host: str, port: int, dashboard: int, say: Say) -> None:
    """Run the scheduler until it is interrupted; `dashboard` is the port of its web pages.

    Raises:
        InputError: when the address cannot be used, or the components are not installed.
    """
    try:
        from distributed import Scheduler
    except ImportError as error:
        raise InputError(_MISSING) from error

    logging.getLogger("distributed").setLevel(logging.WARNING)

    async def serve() -> None:
        async with Scheduler(
            host=host, port=port, dashboard_address=f"{host}:{dashboard}"
        ) as scheduler:
            scheduler.handlers[HANDLER] = announced  # asked before anything of ours is sent
            say(_scheduler_lines(scheduler.address, _dashboard(scheduler)))
            await scheduler.finished()

    try:
        asyncio.run(serve())
    except OSError as error:
        raise InputError(
            f"调度程序用不了地址 {host}:{port}（{error.strerror or error}）。\n"
            "请用 --port 换一个端口，或用 --host 写本机在内部网络里的地址。"
        ) from error


def _has_pages() -> bool:
    return importlib.util.find_spec("bokeh") is not None


def _dashboard(scheduler: Any) -> str:  # noqa: ANN401 - distributed has no types
    service = scheduler.services.get("dashboard") if _has_pages() else None
    host = scheduler.address.rpartition("//")[2].rpartition(":")[0]
    return f"http://{host}:{service.port}/status" if service is not None else ""


def _scheduler_lines(address: str, dashboard: str) -> str:
    watch = f"在浏览器里看进度：{dashboard}\n" if dashboard else _NO_PAGES
    return (
        f"调度程序已启动：{address}\n{watch}"
        f"在各台电脑上运行：zuozheng worker --scheduler {address}\n"
        f"然后批量核查：zuozheng batch 总文件夹 --rubric 标准 --scheduler {address}\n"
        "按 Ctrl+C 结束。\n"
    )


def run_workers(scheduler: str, jobs: int, port: int | None, say: Say) -> None:
    """Run this machine's workers until they are interrupted.

    A scheduler that is not there yet, or goes, is waited for: machines are switched on in any
    order. With `port`, the workers take the ports from there on, two each.

    Raises:
        InputError: when the scheduler's address is none, or the components are not installed.
        RunError: when no worker can be started.
    """
    try:
        import dask
    except ImportError as error:
        raise InputError(_MISSING) from error

    logging.getLogger("distributed").setLevel(logging.WARNING)
    settings = {"distributed.worker.daemon": False, "logging": {"distributed": "warning"}}
    waiting = (
        f"连不上调度程序 {scheduler}，等它启动（请确认地址、端口和防火墙；按 Ctrl+C 结束）。\n"
    )
    told = False
    # A worker has a reader process of its own, which a daemon may not have.
    with dask.config.set(settings), without_main_module():
        while True:
            try:
                asyncio.run(_serve(scheduler, jobs, port, say))
                say(f"与调度程序 {scheduler} 的连接断了，等它重新启动（按 Ctrl+C 结束）。\n")
                told = True
            except (OSError, TimeoutError):
                if not told:
                    say(waiting)
                told = True
            except ValueError as error:
                raise InputError(
                    f"“{scheduler}”不是调度程序的地址：请写成 tcp://10.0.0.5:8786 这样。"
                ) from error
            except RuntimeError as error:
                raise RunError(f"工作进程没有启动成功：{error}") from error
            time.sleep(_RETRY)


async def _serve(scheduler: str, jobs: int, port: int | None, say: Say) -> None:
    """Run the workers until the scheduler ends."""
    from distributed import Nanny, rpc

    async with rpc(scheduler, timeout=_CONNECT) as there:
        await there.identity()
    async with contextlib.AsyncExitStack() as stack:
        nannies = [
            await stack.enter_async_context(
                Nanny(
                    scheduler,
                    nthreads=1,
                    memory_limit=_MEMORY,
                    name=f"{platform.node()}-{os.getpid()}-{number}",
                    resources=as_resources(announced()),
                    connection_limit=64,
                    death_timeout=_CONNECT,
                    env={"DASK_LOGGING__DISTRIBUTED": "warning"},
                    **_ports(port, number),
                )
            )
            for number in range(jobs)
        ]
        say(f"已连上 {scheduler}，本机 {jobs} 个工作进程。按 Ctrl+C 结束。\n")
        await asyncio.gather(*(nanny.finished() for nanny in nannies))


def _ports(first: int | None, number: int) -> dict[str, int]:
    """Give the ports of a worker and of the process that watches it; none for any free ones."""
    return (
        {} if first is None else {"port": first + 2 * number, "worker_port": first + 2 * number + 1}
    )
