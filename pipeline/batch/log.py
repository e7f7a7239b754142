"""The batch's log: one JSON object a line. Only here does a batch write down the time."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.errors import RunError

FILE = "运行日志.jsonl"


class Log:
    """Appends to the log of a folder; a context manager. Lines are whole, one write each."""

    def __init__(self, folder: Path) -> None:
        """Open the log.

        Raises:
            RunError: when it cannot be written.
        """
        self._path = folder / FILE
        try:
            self._stream = self._path.open("a", encoding="utf-8", newline="\n")
        except OSError as error:
            raise RunError(f"写不了“{self._path}”：{error.strerror}。") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()

    def write(self, event: str, **facts: object) -> None:
        """Write one line: time, event, facts.

        Raises:
            RunError: when the disk takes nothing more.
        """
        when = datetime.now().astimezone().isoformat(timespec="milliseconds")
        line = json.dumps({"time": when, "event": event, **facts}, ensure_ascii=False)
        try:
            self._stream.write(line + "\n")
            self._stream.flush()
        except OSError as error:
            raise RunError(f"写不了“{self._path}”：{error.strerror}。") from error
