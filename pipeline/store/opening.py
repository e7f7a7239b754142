"""Which store a run uses: the usual one of this user, one a person named, or none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from pipeline.errors import InputError
from pipeline.sqlite_file import open_sqlite
from pipeline.store.blobs import Blobs, FolderBlobs, RemoteBlobs
from pipeline.store.store import NoStore, SqlStore, Store

_FILE = "zuozheng-1.sqlite3"
_BLOBS = "blobs"
_SEEN_PICTURES = "ocr"
_ADDRESS = re.compile(r"\A[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Where a store lies.

    `place` is a folder, or the address of a PostgreSQL database (`postgresql://…`). `blobs` is
    a folder or an address (`s3://…`) for larger values; without it they lie in the folder, or in
    the database.
    """

    place: str
    blobs: str | None = None

    @property
    def is_database(self) -> bool:
        """Say whether `place` is a server's address rather than a folder."""
        return _ADDRESS.match(self.place) is not None

    @property
    def shown(self) -> str:
        """Give the place for people: an address without its password."""
        if not self.is_database:
            return self.place
        try:
            return make_url(self.place).render_as_string(hide_password=True)
        except ArgumentError:
            return _ADDRESS.sub("", self.place).rpartition("@")[2]

    @property
    def pictures(self) -> str | None:
        """Give the folder in which recognised pictures are kept, if the store has a folder."""
        folder = self.blobs if self.is_database else self.place
        if folder is None or _ADDRESS.match(folder):
            return None
        return str(Path(folder) / _SEEN_PICTURES)


def open_store(address: StoreAddress | None) -> Store:
    """Open a store, making it if there is none; None gives one that remembers nothing.

    Raises:
        InputError: when the address cannot be used at all.
    """
    if address is None:
        return NoStore()
    store = _made(address)
    try:
        store.prepare()
    except SQLAlchemyError as error:
        raise InputError(_unusable(address, error)) from error
    return store


def _made(address: StoreAddress) -> SqlStore:
    if address.is_database:
        return SqlStore(_server(address), _blobs(address.blobs))
    folder = Path(address.place)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(_unusable(address, error)) from error
    blobs = _blobs(address.blobs) or FolderBlobs(folder / _BLOBS)
    return SqlStore(open_sqlite(folder / _FILE), blobs)


def _server(address: StoreAddress) -> Engine:
    try:
        url = make_url(address.place)
        if url.get_backend_name() != "postgresql":
            raise InputError(
                f"缓存地址“{address.shown}”不能用：只支持文件夹和 postgresql:// 地址。"
            )
        return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError) as error:
        raise InputError(_unusable(address, error)) from error
    except ImportError as error:
        raise InputError(_not_installed(address.shown)) from error


def _blobs(place: str | None) -> Blobs | None:
    if place is None:
        return None
    if not _ADDRESS.match(place):
        return FolderBlobs(Path(place))
    return _with_library(place, RemoteBlobs)


def _with_library(place: str, make: Callable[[str], Blobs]) -> Blobs:
    try:
        return make(place)
    except ImportError as error:
        raise InputError(_not_installed(place)) from error
    except ValueError as error:
        raise InputError(f"存放位置“{place}”不能用：{error}") from error


def _not_installed(place: str) -> str:
    return (
        f"用“{place}”需要另外安装组件：pip install zuozheng[cluster]"
        "（s3:// 地址还要 pip install s3fs）。"
    )


def _unusable(address: StoreAddress, error: Exception) -> str:
    cause = getattr(error, "orig", None) or getattr(error, "strerror", None) or error
    return (
        f"缓存位置“{address.shown}”不能用：{str(cause).strip()}。\n"
        "请用 --store 换一个位置，或加 --no-cache 不用缓存。"
    )
