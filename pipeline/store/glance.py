"""A first look into a store's file, without the libraries that writing it takes.

An unchanged folder is answered from the store alone; loading SQLAlchemy for that one question
would take longer than the answer. What is not found here is asked of the whole store.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import closing
from pathlib import Path

from pipeline.store.address import StoreAddress
from pipeline.store.days import today
from pipeline.store.kept import Store, unpacked

_PATIENCE = 60.0  # seconds
_QUESTION = "SELECT digest, content FROM zuozheng1_values WHERE stage = ? AND key = ?"


def first_look(address: StoreAddress | None, whole: Callable[[], Store]) -> Store:
    """Give a store that looks into its file first, where there is one; `whole` opens it."""
    if address is None or address.file is None or address.blob_folder is None:
        return whole()
    return GlanceStore(address.file, address.blob_folder, whole)


class GlanceStore:
    """The store in a file; the whole of it is opened by `whole` when a look is not enough."""

    def __init__(self, file: Path, blobs: Path, whole: Callable[[], Store]) -> None:
        self._file = file
        self._blobs = blobs
        self._open = whole
        self._whole: Store | None = None
        self._seen: list[tuple[str, str]] = []

    @property
    def whole(self) -> Store:
        """Give the whole store, opened when first needed."""
        if self._whole is None:
            self._whole = self._open()
        return self._whole

    @property
    def trouble(self) -> str | None:
        """Tell why the store could not be used, None while it can."""
        return None if self._whole is None else self._whole.trouble

    def get(self, stage: str, key: str) -> bytes | None:
        """Give the value, None when it is not known."""
        value = self._looked_up(stage, key) if self._whole is None else None
        if value is None:
            return self.whole.get(stage, key)
        self._seen.append((stage, key))
        return value

    def get_many(self, stage: str, keys: Collection[str]) -> Mapping[str, bytes]:
        """Give the known values among the keys."""
        return self.whole.get_many(stage, keys)

    def put(self, stage: str, key: str, value: bytes) -> None:
        """Keep a value."""
        self.whole.put(stage, key, value)

    def put_many(self, stage: str, values: Iterable[tuple[str, bytes]]) -> None:
        """Keep values in one go."""
        self.whole.put_many(stage, values)

    def close(self) -> None:
        """Note which values were used and let go of the store."""
        if self._whole is not None:
            self._whole.close()
        if self._seen:
            self._note_use()

    def _looked_up(self, stage: str, key: str) -> bytes | None:
        if not self._file.is_file():
            return None
        try:
            with closing(sqlite3.connect(self._file, timeout=_PATIENCE)) as connection:
                found = connection.execute(_QUESTION, (stage, key)).fetchone()
        except sqlite3.Error:
            return None
        if found is None:
            return None
        digest, kept = found
        if kept is None:
            try:
                kept = (self._blobs / digest[:2] / digest).read_bytes()
            except OSError:
                return None
        return unpacked(kept, digest)

    def _note_use(self) -> None:
        """Write down today as the day of use, once a day and value."""
        changed = "UPDATE zuozheng1_values SET used = ? WHERE stage = ? AND key = ? AND used < ?"
        rows = [(today(), stage, key, today()) for stage, key in self._seen]
        try:
            with closing(sqlite3.connect(self._file, timeout=_PATIENCE)) as connection:
                connection.executemany(changed, rows)
                connection.commit()
        except sqlite3.Error:
            return  # the next use is written down instead
