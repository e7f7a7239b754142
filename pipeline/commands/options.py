"""Options that several commands share, turned into settings, store and session."""

from __future__ import annotations

import argparse
from pathlib import Path

from extractors.settings import ExtractSettings
from pipeline.errors import InputError
from pipeline.network_places import is_on_network
from pipeline.session import Session
from pipeline.settings import Settings, names_usual_store, usual_store
from pipeline.store.address import StoreAddress, means_none
from pipeline.store.glance import first_look
from pipeline.store.kept import NoStore, Store


def settings_from(arguments: argparse.Namespace) -> Settings:
    """Give the run's settings as the person wrote them."""
    lexicon = Path(arguments.lexicon) if arguments.lexicon else None
    return Settings(ExtractSettings(ocr=arguments.ocr), arguments.jobs, lexicon)


def store_from(arguments: argparse.Namespace) -> StoreAddress | None:
    """Give the store that the person named, else the usual one; None when none is wanted.

    Raises:
        InputError: when the named place is a network folder, or a word that means none.
    """
    if arguments.no_cache:
        return None
    if arguments.store is None and means_none(usual_store()):
        raise InputError(
            f"环境变量 ZUOZHENG_STORE 写的“{usual_store()}”不是位置：请写文件夹，"
            "或去掉这个变量；不用缓存请加 --no-cache。"
        )
    address = StoreAddress(arguments.store or usual_store(), arguments.blobs)
    named = arguments.store is not None or names_usual_store()
    if named and address.file is not None and is_on_network(address.file.parent):
        raise InputError(
            f"缓存不能放在网络文件夹“{address.shown}”里：几台电脑同时写里面的数据库会损坏。\n"
            "请放在本机的文件夹（--store 或环境变量 ZUOZHENG_STORE 写它），"
            "或用 --store postgresql://…，或加 --no-cache。"
        )
    return address


def session_from(arguments: argparse.Namespace) -> Session:
    """Give a session with the chosen store; only a store that was named has to work.

    Raises:
        InputError: when the named store cannot be used.
    """
    address = store_from(arguments)

    def whole() -> Store:
        if address is None:
            return NoStore()
        from pipeline.store.opening import open_store

        try:
            return open_store(address)
        except InputError:
            if arguments.store is not None or arguments.blobs is not None:
                raise
            return NoStore()

    pictures = address.pictures if address else None
    return Session(settings_from(arguments), first_look(address, whole), pictures)
