"""`zuozheng batch`: every submission below a folder, with a summary."""

from __future__ import annotations

import argparse
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType

from pipeline.batch.ledger import FILE
from pipeline.batch.run import BatchEnd, run_batch
from pipeline.batch.task import Engine, Job
from pipeline.batch_progress import say, watcher_for_terminal
from pipeline.chosen_lexicon import chosen_lexicon, chosen_rubric
from pipeline.commands.options import settings_from, store_from
from pipeline.engines.local import LocalEngine
from pipeline.errors import InputError, RunError
from pipeline.period_inference import given_period
from pipeline.reply import Reply
from pipeline.settings import Settings, usable_processors
from pipeline.store.address import StoreAddress
from pipeline.store.opening import open_store


def run(arguments: argparse.Namespace) -> Reply:
    """Check all submissions, write reports and summary, and say where they are.

    Raises:
        InputError: for whatever the person has to put right.
        RunError: when the batch had to stop; what is done stays done.
    """
    root = Path(arguments.path)
    out = Path(arguments.out) if arguments.out else _beside(root)
    jobs = arguments.jobs or max(1, len(usable_processors()))
    job = _job(arguments, _settings(arguments, jobs))
    engine = _engine(arguments.scheduler, jobs)
    try:
        with _ended_by_signal(), watcher_for_terminal() as watcher:
            end = run_batch(root, out, job, engine, resume=arguments.resume, watcher=watcher)
    except KeyboardInterrupt:
        raise RunError(
            f"已中断；做完的都已保存（{out / FILE}）。\n接着做：再运行一次同样的命令，加 --resume。"
        ) from None
    return Reply(_told(end), exit_status=1 if end.failed else 0)


def _beside(root: Path) -> Path:
    whole = root.resolve()
    return whole.parent / f"{whole.name}-批量核查"


def _settings(arguments: argparse.Namespace, jobs: int) -> Settings:
    """Give the settings of one worker: it reads one file at a time, with its share of the cores."""
    settings = settings_from(arguments)
    threads = max(1, (os.cpu_count() or 1) // jobs)
    extract = replace(settings.extract, ocr_threads=threads)
    lexicon = settings.lexicon.absolute() if settings.lexicon else None  # others start elsewhere
    return replace(settings, jobs=1, extract=extract, lexicon=lexicon)


def _job(arguments: argparse.Namespace, settings: Settings) -> Job:
    """Put together what is the same for all; its mistakes are told before anything is begun."""
    chosen_lexicon(settings.lexicon)
    given_period(arguments.period)
    rubric = chosen_rubric(arguments.rubric, settings.lexicon)
    return Job(rubric, arguments.formats, settings, _store(arguments), arguments.period)


def _store(arguments: argparse.Namespace) -> StoreAddress | None:
    if arguments.scheduler and not arguments.store:
        return None  # each machine's own folder would be no shared one
    address = store_from(arguments)
    if arguments.scheduler and address is not None and not address.is_database:
        raise InputError(
            f"用多台电脑时，缓存不能放在文件夹“{address.shown}”里："
            "几台电脑同时写网络文件夹里的数据库会损坏。\n"
            "请用 --store postgresql://… ，或加 --no-cache。"
        )
    try:
        open_store(address).close()
    except InputError:
        if arguments.store is not None or arguments.blobs is not None:
            raise
        return None
    return address


def _engine(scheduler: str | None, jobs: int) -> Engine:
    if scheduler is None:
        return LocalEngine(jobs)
    from pipeline.engines.cluster import ClusterEngine

    return ClusterEngine(scheduler, say)


@contextmanager
def _ended_by_signal() -> Iterator[None]:
    """Let a request to end (SIGTERM, Ctrl+Break) stop the batch as Ctrl+C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGBREAK") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), stop) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _told(end: BatchEnd) -> str:
    lines = [f"共 {end.total} 份材料：核查完成 {end.total - end.failed} 份，失败 {end.failed} 份。"]
    if end.skipped:
        lines.append(f"其中 {end.skipped} 份上次已完成，材料没有变化，没有重做。")
    if end.failed:
        lines.append("失败的原因见汇总里“没有核查的”；处理后加 --resume 再运行一次。")
    if end.left_out:
        lines.append(
            f"总文件夹里另有 {end.left_out} 个文件或文件夹没有当作学校材料核查，原因列在汇总里。"
        )
    if end.trouble:
        lines.append(end.trouble)
    lines.append("\n汇总在：")
    lines += [f"  {path}　{purpose}" for path, purpose in end.files]
    return "\n".join(lines) + "\n"
