"""The worker's side of reading in isolation: what runs inside the supervised process.

It reads one file after another, tells its supervisor (`isolated.py`) that it is alive, and sends
the documents back.
"""

from __future__ import annotations

import signal
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from extractors.document import Document, FileStatus
from extractors.ocr.sharing import help_reading
from extractors.processes import silence
from extractors.registry import extract_file
from extractors.settings import ExtractSettings
from extractors.sink import PictureOffer

_BLOCKS_A_PIECE = 2_000


@dataclass(frozen=True, slots=True)
class Begun:
    """The worker is up and begins with the file it was given."""


def serve(connection: Connection, settings: ExtractSettings) -> None:
    """Read one file after another until the other end closes.

    Takes (location, path in the submission, converted file or None) or pictures of another
    worker's file to recognise; sends `Begun`, None while it is alive, blocks in pieces, then the
    document. Never raises for a bad file.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    silence()
    while True:
        try:
            message = connection.recv()
        except (EOFError, OSError):
            return
        if isinstance(message, PictureOffer):
            connection.send(help_reading(message, settings, lambda: connection.send(None)))
            continue
        connection.send(Begun())
        location, name, converted = message
        made = None if converted is None else Path(converted)
        _send(connection, _read(connection, settings, Path(location), name, made))


def _send(connection: Connection, document: Document) -> None:
    """Send a document, its blocks in pieces: packing a long one whole would double its memory."""
    for at in range(0, len(document.blocks), _BLOCKS_A_PIECE):
        connection.send(document.blocks[at : at + _BLOCKS_A_PIECE])
    connection.send(replace(document, blocks=()))


def _read(
    connection: Connection,
    settings: ExtractSettings,
    path: Path,
    name: str,
    converted: Path | None,
) -> Document:
    try:
        return extract_file(
            path,
            name=name,
            settings=settings,
            heartbeat=lambda: connection.send(None),
            converted=converted,
            offer=connection.send,
        )
    except OSError as error:
        reason = f"文件无法打开（{error.strerror or type(error).__name__}）：请检查后重新提交"
        return Document(name, "", "application/octet-stream", 0, FileStatus.UNREADABLE, reason)
