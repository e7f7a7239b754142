"""One batch at a time in one output folder."""

from __future__ import annotations

import contextlib
import os
import platform
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from pipeline.errors import InputError, RunError

_FILE = "进行中.lock"
_ATTEMPTS = 3
_FRESH = 10.0  # seconds


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
            f"另一个批量核查正在用输出位置“{folder}”。请等它结束，或用 --out 换一个位置。\n"
            f"如果它在另一台电脑上，而那台电脑已经关机或重启，请先删除“{lock}”。"
        ) from error
    except OSError as error:
        raise RunError(f"写不了“{folder}”：{error.strerror}。请用 --out 换一个位置。") from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink()


def _take(lock: Path) -> None:
    mine = f"{os.getpid()} {psutil.Process().create_time()} {platform.node()}"
    for _ in range(_ATTEMPTS):
        try:
            with lock.open("x", encoding="utf-8") as stream:
                stream.write(mine)
        except FileExistsError:
            if _alive(lock):
                raise
            _put_aside(lock)
        else:
            return
    raise FileExistsError(lock)


def _put_aside(lock: Path) -> None:
    """Take a dead lock away: of several batches that find it, one succeeds.

    Raises:
        FileExistsError: when another batch has taken the folder meanwhile.
    """
    aside = lock.with_name(f"{lock.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        lock.rename(aside)
    except FileNotFoundError:
        return  # another one was quicker
    if _alive(aside):  # between the look and the taking the other one made its own
        with contextlib.suppress(OSError):
            aside.rename(lock)
        raise FileExistsError(lock)
    aside.unlink(missing_ok=True)


def _alive(lock: Path) -> bool:
    """Say whether the process that took the lock still runs (numbers are used again).

    Of another computer's process nothing can be known: its lock holds. A lock in which nothing
    stands yet was made this moment.
    """
    try:
        parts = lock.read_text(encoding="utf-8").split(maxsplit=2)
        if not parts:
            return time.time() - lock.stat().st_mtime < _FRESH
        number, began, *host = parts
        if host and host[0] != platform.node():
            return True
        return abs(psutil.Process(int(number)).create_time() - float(began)) < 1
    except (OSError, ValueError, psutil.Error):
        return False
