"""How much a store keeps, and clearing it."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from pipeline.errors import RunError
from pipeline.store.address import StoreAddress
from pipeline.store.days import DAY
from pipeline.store.models import StoredValue
from pipeline.store.opening import open_store
from pipeline.store.store import SqlStore


@dataclass(frozen=True, slots=True)
class StageUse:
    """What one stage keeps: how many values, and their bytes as kept."""

    stage: str
    values: int
    size: int


def store_use(address: StoreAddress) -> tuple[StageUse, ...]:
    """Count what a store keeps, by stage; recognised pictures are a stage of their own.

    Raises:
        InputError: when the store cannot be used.
        RunError: when it fails on the way.
    """
    store = _opened(address)
    counted = (StoredValue.stage, func.count(), func.coalesce(func.sum(StoredValue.size), 0))
    wanted = select(*counted).group_by(StoredValue.stage).order_by(StoredValue.stage)
    try:
        uses = tuple(StageUse(str(s), int(n), int(size)) for s, n, size in store.rows(wanted))
    except SQLAlchemyError as error:
        raise RunError(f"缓存读不了：{error}") from error
    finally:
        store.close()
    pictures = _pictures(address)
    seen = [path.stat().st_size for path in pictures.glob("*.json")] if pictures else []
    return (*uses, StageUse("ocr", len(seen), sum(seen))) if seen else uses


def prune(address: StoreAddress, days: int | None) -> int:
    """Drop what was not used for a number of days (everything when None); give how many went.

    Raises:
        InputError: when the store cannot be used.
        RunError: when it fails on the way.
    """
    store = _opened(address)
    latest = time.time() - (days or 0) * DAY
    try:
        count = store.forget(None if days is None else int(latest // DAY))
    except (SQLAlchemyError, OSError) as error:
        raise RunError(f"缓存清理不了：{error}") from error
    finally:
        store.close()
    pictures = _pictures(address)
    if pictures is None:
        return count
    if days is None:
        count += sum(1 for _ in pictures.glob("*.json"))
        shutil.rmtree(pictures, ignore_errors=True)
        return count
    for path in sorted(pictures.glob("*.json")):
        if path.stat().st_mtime < latest:
            path.unlink(missing_ok=True)
            count += 1
    return count


def _opened(address: StoreAddress) -> SqlStore:
    store = open_store(address)
    if not isinstance(store, SqlStore):
        raise TypeError(f"{type(store).__name__} keeps nothing")
    return store


def _pictures(address: StoreAddress) -> Path | None:
    return None if address.pictures is None else Path(address.pictures)
