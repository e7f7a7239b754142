"""Where a store lies. Imports nothing heavy: every run needs it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_FILE = "zuozheng-1.sqlite3"
_BLOBS = "blobs"
_SEEN_PICTURES = "ocr"
_ADDRESS = re.compile(r"\A[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_NONE = frozenset(
    {"off", "none", "no", "false", "0", "null", "nil", "disable", "disabled", "-"}
    | {"无", "没有", "不用", "不要", "关", "关闭", "否"}
)
_PASSWORD = re.compile(r"(://[^/@:]*:)[^/@]*@")


def means_none(place: str) -> bool:
    """Say whether a place is a word by which people mean that there shall be no store."""
    return place.strip().casefold() in _NONE


def is_address(place: str) -> bool:
    """Say whether a place is an address (`s3://…`) rather than a folder."""
    return _ADDRESS.match(place) is not None


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
        return is_address(self.place)

    @property
    def shown(self) -> str:
        """Give the place for people: an address without its password."""
        return _PASSWORD.sub(r"\1***@", self.place) if self.is_database else self.place

    @property
    def pictures(self) -> str | None:
        """Give the folder in which recognised pictures are kept, if the store has a folder."""
        folder = self.blobs if self.is_database else self.place
        if folder is None or is_address(folder):
            return None
        return str(Path(folder) / _SEEN_PICTURES)

    @property
    def file(self) -> Path | None:
        """Give the database file of a folder; None for a server."""
        return None if self.is_database else Path(self.place) / _FILE

    @property
    def blob_folder(self) -> Path | None:
        """Give the local folder for larger values; None when they lie elsewhere."""
        if self.blobs is not None:
            return None if is_address(self.blobs) else Path(self.blobs)
        return None if self.is_database else Path(self.place) / _BLOBS
