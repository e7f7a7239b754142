"""Which store a run uses: the usual one of this user, one a person named, or none."""

from __future__ import annotations

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from pipeline.errors import InputError
from pipeline.sqlite_file import open_sqlite
from pipeline.store.address import StoreAddress
from pipeline.store.blobs import Blobs, FolderBlobs, RemoteBlobs
from pipeline.store.kept import NoStore, Store
from pipeline.store.store import SqlStore


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
    if address.file is None:
        return SqlStore(_server(address), _blobs(address))
    try:
        address.file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(_unusable(address, error)) from error
    return SqlStore(open_sqlite(address.file), _blobs(address))


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


def _blobs(address: StoreAddress) -> Blobs | None:
    place = address.blobs
    if address.blob_folder is not None:
        return FolderBlobs(address.blob_folder)
    if place is None:
        return None
    try:
        return RemoteBlobs(place)
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
