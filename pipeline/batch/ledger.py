"""What a batch has done so far, on disk beside its reports; survives any interruption.

A school's entry is written in one transaction after its reports are in place, so an entry that
is there speaks of reports that are there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import TypeAdapter
from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.exc import SQLAlchemyError

from pipeline.batch.models import Base, Mark, Own, School, Stretch
from pipeline.batch.row import SchoolRow
from pipeline.errors import RunError
from pipeline.network_places import is_on_network
from pipeline.sqlite_file import open_sqlite

FILE = "进度.sqlite3"
DONE, FAILED = "done", "failed"
READ = "read"  # only its own values are known yet; such a school has no entry
_AT_ONCE = 500

_rows: TypeAdapter[SchoolRow] = TypeAdapter(SchoolRow)


@dataclass(frozen=True, slots=True)
class Entry:
    """One school's entry: `row` when it was checked, else `reason`."""

    id: str
    status: str
    key: str | None
    reason: str | None = None
    row: SchoolRow | None = None


class Ledger:
    """The ledger of the batch whose reports lie in a folder; a context manager."""

    def __init__(self, folder: Path) -> None:
        """Open the ledger, making it if there is none.

        Raises:
            RunError: when it cannot be written.
        """
        self._path = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._engine = open_sqlite(self._path, network=is_on_network(folder))
            Base.metadata.create_all(self._engine)
        except (OSError, SQLAlchemyError) as error:
            raise self.unwritable(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._engine.dispose()

    @property
    def engine(self) -> Engine:
        """Give the database, for summaries that ask it questions of their own."""
        return self._engine

    def clear(self) -> None:
        """Forget everything.

        Raises:
            RunError: when it cannot be written.
        """
        try:
            with self._engine.begin() as connection:
                connection.execute(delete(School))
                connection.execute(delete(Own))
        except SQLAlchemyError as error:
            raise self.unwritable(error) from error

    def keep_only(self, ids: Collection[str]) -> None:
        """Forget the schools that are no longer there.

        Raises:
            RunError: when it cannot be written.
        """
        wanted = set(ids)
        with self._engine.connect() as connection:
            known = {*connection.execute(select(School.id)).scalars()}
            known |= {*connection.execute(select(Own.id)).scalars()}
        self.drop(sorted(known - wanted))

    def drop(self, ids: Sequence[str]) -> None:
        """Forget some schools.

        Raises:
            RunError: when it cannot be written.
        """
        try:
            with self._engine.begin() as connection:
                for at in range(0, len(ids), _AT_ONCE):
                    some = ids[at : at + _AT_ONCE]
                    connection.execute(delete(School).where(School.id.in_(some)))
                    connection.execute(delete(Own).where(Own.id.in_(some)))
        except SQLAlchemyError as error:
            raise self.unwritable(error) from error

    def reopen(self, school: str) -> None:
        """Forget a school's entry, not its own values: its reports are about to be replaced.

        Raises:
            RunError: when it cannot be written.
        """
        try:
            with self._engine.begin() as connection:
                connection.execute(delete(School).where(School.id == school))
        except SQLAlchemyError as error:
            raise self.unwritable(error) from error

    def done_key(self, school: str) -> str | None:
        """Give the key under which a school was done; None when it is not done."""
        with self._engine.connect() as connection:
            wanted = select(School.key).where(School.id == school, School.status == DONE)
            return connection.execute(wanted).scalar()

    def failed(self) -> list[str]:
        """List the schools that could not be checked, by id."""
        with self._engine.connect() as connection:
            wanted = select(School.id).where(School.status == FAILED).order_by(School.id)
            return list(connection.execute(wanted).scalars())

    def record(self, entry: Entry) -> None:
        """Write a school's entry in place of any former one.

        Raises:
            RunError: when it cannot be written.
        """
        row = None
        if entry.row is not None:
            row = _rows.dump_json(replace(entry.row, prints=())).decode("utf-8")
        try:
            with self._engine.begin() as connection:
                connection.execute(delete(School).where(School.id == entry.id))
                values = {"id": entry.id, "status": entry.status, "key": entry.key}
                connection.execute(insert(School).values(**values, reason=entry.reason, row=row))
                for one in entry.row.prints if entry.row else ():
                    text = _text_digest(one.sketch)
                    mark = insert(Mark).values(
                        school=entry.id, file=one.file, kind=one.kind, digest=one.digest, text=text
                    )
                    number = connection.execute(mark).inserted_primary_key
                    if one.sketch and number is not None:
                        stretches = [{"value": v, "mark": number[0]} for v in one.sketch]
                        connection.execute(insert(Stretch), stretches)
        except SQLAlchemyError as error:
            raise self.unwritable(error) from error

    def entries(self) -> Iterator[Entry]:
        """Give all entries by id, one at a time."""
        with self._engine.connect() as connection:
            found = connection.execution_options(yield_per=_AT_ONCE).execute(
                select(School.id, School.status, School.key, School.reason, School.row).order_by(
                    School.id
                )
            )
            for own, status, key, reason, row in found:
                yield Entry(own, status, key, reason, _rows.validate_json(row) if row else None)

    def unwritable(self, error: Exception) -> RunError:
        """Give the error to raise when the ledger's database takes nothing more."""
        cause = getattr(error, "orig", None) or getattr(error, "strerror", None) or error
        return RunError(
            f"写不了进度文件“{self._path}”：{cause}。\n"
            "请检查磁盘空间和权限，或用 --out 换一个位置；"
            "已完成的不会丢，处理后加 --resume 接着做。"
        )


def _text_digest(sketch: tuple[int, ...]) -> str | None:
    if not sketch:
        return None
    return hashlib.sha256(" ".join(map(str, sketch)).encode("ascii")).hexdigest()
