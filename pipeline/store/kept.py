"""What a store is to the rest of the program, and the form in which it keeps a value."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

_LEVEL = 1  # of compression: five times smaller, as fast as the disk
_BIGGEST = 1 << 30  # unpacked bytes; nothing that was put in is larger


class Store(Protocol):
    """Remembers values by stage and key; both sides are bytes, keys are hexadecimal digests."""

    def get(self, stage: str, key: str) -> bytes | None:
        """Give the value, None when it is not known."""

    def get_many(self, stage: str, keys: Collection[str]) -> Mapping[str, bytes]:
        """Give the known values among the keys."""

    def put(self, stage: str, key: str, value: bytes) -> None:
        """Keep a value; a key that is known already keeps the newer value."""

    def put_many(self, stage: str, values: Iterable[tuple[str, bytes]]) -> None:
        """Keep values in one go."""

    def close(self) -> None:
        """Note which values were used and let go of the store."""

    @property
    def trouble(self) -> str | None:
        """Tell in Chinese why the store could not be used, None while it can."""


class NoStore:
    """Remembers nothing; `trouble` tells why there is no other store, where one was wanted."""

    def __init__(self, trouble: str | None = None) -> None:
        self.trouble = trouble

    def get(self, stage: str, key: str) -> bytes | None:
        """Give nothing."""

    def get_many(self, stage: str, keys: Collection[str]) -> Mapping[str, bytes]:  # noqa: ARG002
        """Give nothing."""
        return {}

    def put(self, stage: str, key: str, value: bytes) -> None:
        """Keep nothing."""

    def put_many(self, stage: str, values: Iterable[tuple[str, bytes]]) -> None:
        """Keep nothing."""

    def close(self) -> None:
        """Do nothing."""


def packed(value: bytes) -> tuple[bytes, str]:
    """Give a value as it is kept, and the digest to write down with it."""
    kept = zlib.compress(value, _LEVEL)
    return kept, hashlib.sha256(kept).hexdigest()


def unpacked(kept: bytes, digest: str) -> bytes | None:
    """Unpack kept bytes if they are what was written down, else None."""
    if hashlib.sha256(kept).hexdigest() != digest:
        return None
    try:
        return zlib.decompressobj().decompress(kept, _BIGGEST)
    except zlib.error:
        return None
