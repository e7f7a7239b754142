"""Workers in which one part never comes back: what a parser's endless loop looks like from outside.

They are given to the supervisors in place of the real ones and run in processes of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from extractors import archive_zip, mail_attachments, reading_worker, registry, unpacking_worker
from extractors.format_names import Format
from extractors.settings import ExtractSettings, Limits


def hang(*given: object) -> None:
    """Work for ever inside a library written in C, deaf to everything but the system."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def swell(*given: object) -> None:
    """Take memory for ever."""
    kept: list[bytes] = []
    while True:
        kept.append(b"x" * 50_000_000)


def read_with_a_hanging_parser(connection: Connection, settings: ExtractSettings) -> None:
    """Serve as the reading worker does, but for .md files, whose parser hangs."""
    registry.EXTRACTORS[Format.MD] = f"{__name__}:hang"
    reading_worker.serve(connection, settings)


def _first_then(fault: Any) -> Any:
    real = archive_zip.unpack

    def unpack(path: Path, writer: Any) -> Iterator[Any]:
        for number, member in enumerate(real(path, writer)):
            if number and b"hang" in path.read_bytes():
                fault()
            yield member

    return unpack


def unpack_with_a_hanging_zip(connection: Connection, limits: Limits) -> None:
    """Serve as the unpacking worker does, but hang at the second member of some archives."""
    archive_zip.unpack = _first_then(hang)
    mail_attachments.attached_parts = hang  # type: ignore[assignment]
    unpacking_worker.serve_unpacking(connection, limits)


def unpack_with_a_swelling_zip(connection: Connection, limits: Limits) -> None:
    """Serve as the unpacking worker does, but take memory for ever at some archives."""
    archive_zip.unpack = _first_then(swell)
    unpacking_worker.serve_unpacking(connection, limits)
