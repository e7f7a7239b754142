"""The store: stage and key give the bytes that were worked out before, or nothing.

A value is either whole and right or it is not there: the kept bytes must have the digest that
was written down with them, whatever became of the machine in between. A store that cannot be
used (a full disk, a lost server) costs time, never a result: it says so and the run goes on.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Engine, Executable, delete, select, text, update
from sqlalchemy.exc import SQLAlchemyError

from pipeline.store.blobs import Blobs
from pipeline.store.days import today
from pipeline.store.kept import packed, unpacked
from pipeline.store.models import Base, StoredValue

_INLINE = 32_768  # kept bytes up to this size lie in the table: a file each would be wasteful
_ATTEMPTS = 4
_AT_ONCE = 400  # keys asked for, or rows changed, in one statement

_T = TypeVar("_T")


class SqlStore:
    """A store in a database, with larger values in a blob folder if there is one.

    `blobs` None keeps every value in the table itself. Several processes and machines may use
    one store at once.
    """

    def __init__(self, engine: Engine, blobs: Blobs | None) -> None:
        self._engine = engine
        self._blobs = blobs
        self._touched: dict[str, set[str]] = {}
        self.trouble: str | None = None

    def prepare(self) -> None:
        """Make the table if it is not there.

        Raises:
            SQLAlchemyError: when the database cannot be used.
        """
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                Base.metadata.create_all(self._engine)
                return
            except SQLAlchemyError:
                # Another process may have made it between the look and the making.
                if attempt == _ATTEMPTS:
                    raise
                time.sleep(0.1 * attempt)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def get(self, stage: str, key: str) -> bytes | None:
        """Give the value, None when it is not known."""
        return self.get_many(stage, (key,)).get(key)

    def get_many(self, stage: str, keys: Collection[str]) -> Mapping[str, bytes]:
        """Give the known values among the keys; what does not match its digest is not known."""
        if self.trouble:
            return {}
        try:
            rows = list(self._rows(stage, sorted(set(keys))))
        except SQLAlchemyError as error:
            self._give_up(error)
            return {}
        found = {}
        now = today()
        for row in rows:
            kept = row.content
            if kept is None and self._blobs is not None:
                kept = self._blobs.read(row.digest)
            value = None if kept is None else unpacked(kept, row.digest)
            if value is None:
                if row.content is None and kept is not None and self._blobs is not None:
                    self._blobs.remove(row.digest)  # harmed: else nobody would write it anew
                continue
            found[row.key] = value
            if row.used < now:
                self._touched.setdefault(stage, set()).add(row.key)
        return found

    def _rows(self, stage: str, keys: Sequence[str]) -> Iterator[Any]:
        columns = (StoredValue.key, StoredValue.digest, StoredValue.content, StoredValue.used)
        with self._engine.connect() as connection:
            for some in _portions(keys):
                wanted = StoredValue.stage == stage, StoredValue.key.in_(some)
                yield from connection.execute(select(*columns).where(*wanted))

    def put(self, stage: str, key: str, value: bytes) -> None:
        """Keep a value."""
        self.put_many(stage, ((key, value),))

    def put_many(self, stage: str, values: Iterable[tuple[str, bytes]]) -> None:
        """Keep values; a larger one's bytes are in place before its row speaks of them."""
        if self.trouble:
            return
        rows: dict[str, Mapping[str, object]] = {}
        try:
            for key, value in values:
                kept, digest = packed(value)
                inline = self._blobs is None or len(kept) <= _INLINE
                if self._blobs is not None and not inline:
                    self._blobs.write(digest, kept)
                content = kept if inline else None
                rows[key] = {
                    "stage": stage,
                    "key": key,
                    "digest": digest,
                    "size": len(kept),
                    "used": today(),
                    "content": content,
                }
            # One order everywhere: two writers never wait for each other's rows in a circle.
            self._write([rows[key] for key in sorted(rows)])
        except (SQLAlchemyError, OSError) as error:
            self._give_up(error)

    def _write(self, rows: Sequence[Mapping[str, object]]) -> None:
        dialect = importlib.import_module(f"sqlalchemy.dialects.{self._engine.dialect.name}")
        with self._engine.begin() as connection:
            for some in _portions(rows):
                new = dialect.insert(StoredValue).values(some)
                changed = {
                    name: new.excluded[name] for name in ("digest", "size", "used", "content")
                }
                connection.execute(
                    new.on_conflict_do_update(index_elements=["stage", "key"], set_=changed)
                )

    def rows(self, wanted: Executable) -> Sequence[Any]:
        """Give the rows of a query over the stored values.

        Raises:
            SQLAlchemyError: when the database cannot be used.
        """
        with self._engine.connect() as connection:
            return connection.execute(wanted).all()

    def forget(self, before: int | None = None) -> int:
        """Drop the values last used before a day (all when None); give how many went.

        Blobs that no value speaks of any more go too; one that is being written stays.

        Raises:
            SQLAlchemyError: when the database cannot be used.
        """
        with self._engine.begin() as connection:
            going = delete(StoredValue)
            if before is not None:
                going = going.where(StoredValue.used < before)
            count = int(connection.execute(going).rowcount)
        if self._blobs is not None:
            for digest, _ in list(self._blobs.listed(settled=before is not None)):
                if not self._spoken_of(digest):
                    self._blobs.remove(digest)
        if before is None and self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM"))
        return count

    def _spoken_of(self, digest: str) -> bool:
        with self._engine.connect() as connection:
            wanted = select(StoredValue.key).where(StoredValue.digest == digest).limit(1)
            return connection.execute(wanted).first() is not None

    def close(self) -> None:
        """Note which values were used today and let go of the database."""
        if not self.trouble:
            try:
                with self._engine.begin() as connection:
                    for stage, keys in sorted(self._touched.items()):
                        for some in _portions(sorted(keys)):
                            wanted = StoredValue.stage == stage, StoredValue.key.in_(some)
                            connection.execute(
                                update(StoredValue).where(*wanted).values(used=today())
                            )
            except SQLAlchemyError as error:
                self._give_up(error)
        self._touched.clear()
        self._engine.dispose()

    def _give_up(self, error: Exception) -> None:
        """Stop using the store for the rest of the run."""
        cause = getattr(error, "orig", None) or error
        self.trouble = f"缓存不能用（{cause}）：结果不受影响，只是下次要重新读取"


def _portions(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for at in range(0, len(values), _AT_ONCE):
        yield values[at : at + _AT_ONCE]
