"""The processes of a cluster: its scheduler, and the workers of one machine."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import platform
from collections.abc import Callable
from typing import Any

from extractors.processes import without_main_module
from pipeline.errors import InputError, RunError

_MISSING = "用多台电脑需要另外安装组件：pip install zuozheng[cluster]"
_CONNECT = "20s"
_MEMORY = 4_000_000_000  # bytes of one worker, its reader process apart

Say = Callable[[str], object]


def run_scheduler(host: str, port: int, say: Say) -> None:
    """Run the scheduler until it is interrupted.

    Raises:
        InputError: when the address cannot be used, or the components are not installed.
    """
    try:
        from distributed import Scheduler
    except ImportError as error:
        raise InputError(_MISSING) from error

    logging.getLogger("distributed").setLevel(logging.WARNING)

    async def serve() -> None:
        async with Scheduler(host=host, port=port, dashboard_address=f"{host}:0") as scheduler:
            say(_scheduler_lines(scheduler.address, _dashboard(scheduler)))
            await scheduler.finished()

    try:
        asyncio.run(serve())
    except OSError as error:
        raise InputError(
            f"调度程序用不了地址 {host}:{port}（{error.strerror or error}）。\n"
            "请用 --port 换一个端口，或用 --host 写本机在内部网络里的地址。"
        ) from error


def _dashboard(scheduler: Any) -> str:  # noqa: ANN401 - distributed has no types
    service = scheduler.services.get("dashboard")
    host = scheduler.address.rpartition("//")[2].rpartition(":")[0]
    return f"http://{host}:{service.port}/status" if service is not None else ""


def _scheduler_lines(address: str, dashboard: str) -> str:
    watch = f"在浏览器里看进度：{dashboard}\n" if dashboard else ""
    return (
        f"调度程序已启动：{address}\n{watch}"
        f"在各台电脑上运行：zuozheng worker --scheduler {address}\n"
        f"然后批量核查：zuozheng batch 总文件夹 --rubric 标准 --scheduler {address}\n"
        "按 Ctrl+C 结束。\n"
    )


def run_workers(scheduler: str, jobs: int, say: Say) -> None:
    """Run this machine's workers until they are interrupted or the scheduler ends.

    Raises:
        InputError: when the scheduler cannot be reached, or the components are not installed.
        RunError: when no worker can be started.
    """
    try:
        import dask
        from distributed import Nanny
    except ImportError as error:
        raise InputError(_MISSING) from error

    async def serve() -> None:
        async with contextlib.AsyncExitStack() as stack:
            nannies = [
                await stack.enter_async_context(
                    Nanny(
                        scheduler,
                        nthreads=1,
                        memory_limit=_MEMORY,
                        name=f"{platform.node()}-{os.getpid()}-{number}",
                        connection_limit=64,
                        death_timeout=_CONNECT,
                        env={"DASK_LOGGING__DISTRIBUTED": "warning"},
                    )
                )
                for number in range(1, jobs + 1)
            ]
            say(f"已连上 {scheduler}，本机 {jobs} 个工作进程。按 Ctrl+C 结束。\n")
            await asyncio.gather(*(nanny.finished() for nanny in nannies))

    logging.getLogger("distributed").setLevel(logging.WARNING)
    settings = {"distributed.worker.daemon": False, "logging": {"distributed": "warning"}}
    # A worker has a reader process of its own, which a daemon may not have.
    with dask.config.set(settings), without_main_module():
        try:
            asyncio.run(serve())
        except (OSError, TimeoutError) as error:
            raise InputError(
                f"连不上调度程序“{scheduler}”。\n"
                "请确认地址、端口和防火墙，并先启动 zuozheng scheduler。"
            ) from error
        except RuntimeError as error:
            raise RunError(f"工作进程没有启动成功：{error}") from error
