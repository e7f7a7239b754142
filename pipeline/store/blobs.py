"""Bytes kept under their own digest: in a local folder, or in any place that fsspec reaches."""

from __future__ import annotations

import contextlib
import math
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

_SETTLED = 3600.0  # seconds; a younger blob may belong to a value that is being written


class Blobs(Protocol):
    """A place for bytes. Names are digests, so a blob is never changed, only added or removed."""

    def read(self, digest: str) -> bytes | None:
        """Give the bytes, None when they are not there (or cannot be read)."""

    def write(self, digest: str, content: bytes) -> None:
        """Keep the bytes, whole or not at all.

        Raises:
            OSError: when the place takes nothing.
        """

    def listed(self, *, settled: bool) -> Iterator[tuple[str, int]]:
        """Give digest and size of every blob; with `settled` only of those an hour old."""

    def remove(self, digest: str) -> None:
        """Remove a blob; it does not matter whether it is there."""


class FolderBlobs:
    """Blobs as files: `ab/abcdef…`, written beside their place and moved into it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, digest: str) -> bytes | None:
        """Give the bytes, None when they are not there."""
        try:
            return self._place(digest).read_bytes()
        except OSError:
            return None

    def write(self, digest: str, content: bytes) -> None:
        """Keep the bytes; another process may be writing the same ones."""
        place = self._place(digest)
        if _size(place) == len(content):
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_name(f"{digest}.{os.getpid()}.{secrets.token_hex(4)}.part")
        try:
            part.write_bytes(content)
            part.replace(place)
        except PermissionError:
            # Windows refuses to replace a file that another process has open: it is the same one.
            if _size(place) != len(content):
                raise
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def listed(self, *, settled: bool) -> Iterator[tuple[str, int]]:
        """Give what lies here (or has for an hour), left-over parts included."""
        latest = time.time() - _SETTLED if settled else math.inf
        for folder in sorted(self._folder.glob("??")):
            for place in sorted(folder.iterdir()):
                with contextlib.suppress(OSError):
                    info = place.stat()
                    if info.st_mtime < latest:
                        yield place.name, info.st_size

    def remove(self, digest: str) -> None:
        """Remove a blob."""
        with contextlib.suppress(OSError):
            self._place(digest).unlink(missing_ok=True)

    def _place(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest


class RemoteBlobs:
    """Blobs where fsspec reaches: `s3://bucket/folder`, `file://…`, `memory://…`.

    Raises:
        ImportError: when fsspec, or what it needs for this kind of address, is not installed.
    """

    def __init__(self, address: str) -> None:
        import fsspec

        self._files: Any
        self._files, self._root = fsspec.core.url_to_fs(address)

    def read(self, digest: str) -> bytes | None:
        """Give the bytes, None when they are not there."""
        try:
            return bytes(self._files.cat_file(self._place(digest)))
        except (OSError, ValueError):
            return None

    def write(self, digest: str, content: bytes) -> None:
        """Keep the bytes; such places show an object only when it is whole."""
        place = self._place(digest)
        if not self._files.exists(place):
            self._files.makedirs(place.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(place, content)

    def listed(self, *, settled: bool) -> Iterator[tuple[str, int]]:
        """Give every blob, or those whose time is known to lie an hour back."""
        latest = time.time() - _SETTLED if settled else math.inf
        for place, info in sorted(self._files.find(self._root, detail=True).items()):
            when = info.get("LastModified") or info.get("created") or info.get("mtime")
            stamp = when.timestamp() if hasattr(when, "timestamp") else when
            if not settled or (isinstance(stamp, int | float) and stamp < latest):
                yield place.rpartition("/")[2], int(info.get("size") or 0)

    def remove(self, digest: str) -> None:
        """Remove a blob."""
        with contextlib.suppress(OSError):
            self._files.rm_file(self._place(digest))

    def _place(self, digest: str) -> str:
        return f"{self._root}/{digest[:2]}/{digest}"


def _size(place: Path) -> int | None:
    try:
        return place.stat().st_size
    except OSError:
        return None
