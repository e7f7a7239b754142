"""Options that several commands share, turned into settings, store and session."""

from __future__ import annotations

import argparse
from pathlib import Path

from extractors.settings import ExtractSettings
from pipeline.errors import InputError
from pipeline.session import Session
from pipeline.settings import Settings, usual_store
from pipeline.store.address import StoreAddress
from pipeline.store.glance import first_look
from pipeline.store.kept import NoStore, Store


def settings_from(arguments: argparse.Namespace) -> Settings:
    """Give the run's settings as the person wrote them."""
    lexicon = Path(arguments.lexicon) if arguments.lexicon else None
    return Settings(ExtractSettings(ocr=arguments.ocr), arguments.jobs, lexicon)


def store_from(arguments: argparse.Namespace) -> StoreAddress | None:
    """Give the store that the person named, else the usual one; None when none is wanted."""
    if arguments.no_cache:
        return None
    return StoreAddress(arguments.store or usual_store(), arguments.blobs)


def session_from(arguments: argparse.Namespace) -> Session:
    """Give a session with the chosen store; only a store that was named has to work.

    Raises:
        InputError: when the named store cannot be used.
    """
    address = store_from(arguments)

    def whole() -> Store:
        from pipeline.store.opening import open_store

        try:
            return open_store(address)
        except InputError:
            if arguments.store is not None or arguments.blobs is not None:
                raise
            return NoStore()

    pictures = address.pictures if address else None
    return Session(settings_from(arguments), first_look(address, whole), pictures)
