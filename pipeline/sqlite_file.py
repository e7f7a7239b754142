"""An SQLite file opened so that several processes can use it and an interruption harms nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event

_PATIENCE = 60  # seconds to wait for another process that is writing


def open_sqlite(path: Path, *, network: bool = False) -> Engine:
    """Give the database of a file; nothing is read or written yet.

    Write-ahead logging lets others read while one writes; after a crash the last entries may be
    missing, but what is there is whole. It needs memory that all users of the file share, so in a
    `network` folder changes are kept in a journal until they are on the other computer's disk:
    slower, and for one computer at a time.
    """
    journal, synchronous = ("DELETE", "FULL") if network else ("WAL", "NORMAL")
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": _PATIENCE})

    @event.listens_for(engine, "connect")
    def _settle(connection: Any, _record: object) -> None:  # noqa: ANN401 - DBAPI's own
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA journal_mode={journal}")
        cursor.execute(f"PRAGMA synchronous={synchronous}")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    return engine
