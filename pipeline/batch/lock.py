"""One batch at a time in one output folder."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from pipeline.errors import InputError, RunError

_FILE = "进行中.lock"


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder while a batch runs; what a killed batch left behind does not count.

    Raises:
        InputError: when another batch is running there.
        RunError: when the folder cannot be written.
    """
    lock = folder / _FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _take(lock)
    except FileExistsError as error:
        raise InputError(
            f"另一个批量核查正在用输出位置“{folder}”。请等它结束，或用 --out 换一个位置。"
        ) from error
    except OSError as error:
        raise RunError(f"写不了“{folder}”：{error.strerror}。请用 --out 换一个位置。") from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink()


def _take(lock: Path) -> None:
    mine = f"{os.getpid()} {psutil.Process().create_time()}"
    for _ in range(2):
        try:
            with lock.open("x", encoding="ascii") as stream:
                stream.write(mine)
            return
        except FileExistsError:
            if _alive(lock):
                raise
            lock.unlink(missing_ok=True)
    raise FileExistsError(lock)


def _alive(lock: Path) -> bool:
    """Say whether the process that took the lock still runs (numbers are used again)."""
    try:
        number, began = lock.read_text(encoding="ascii").split()
        return abs(psutil.Process(int(number)).create_time() - float(began)) < 1
    except (OSError, ValueError, psutil.Error):
        return False
