"""Convert old office files many at a time, beside the reading of everything else.

LibreOffice takes a second to start and a third of one for each further file, so files are
gathered; a batch that breaks off leaves its files to be tried alone by whoever reads them.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from extractors.errors import MissingToolError
from extractors.formats import detect_format
from extractors.office_converter import LEGACY, convert_many, find_soffice
from extractors.settings import ExtractSettings

_BATCH = 10  # files a start: a bad one can cost those after it their turn

Numbered = tuple[int, Path, str]  # the caller's number, the file, its name


class OfficeBatches:
    """Converts in a thread of its own, one batch after the other; close when done."""

    def __init__(self, settings: ExtractSettings) -> None:
        self._soffice = find_soffice(settings.soffice)
        self._closing = threading.Event()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._running: list[tuple[list[int], Future[list[Path | None]]]] = []

    def begin(self, files: Sequence[Numbered]) -> set[int]:
        """Start converting the old files among these; give their numbers.

        None are taken when LibreOffice is missing, or of a kind that has but one file.
        """
        if self._soffice is None:
            return set()
        groups: dict[str, list[tuple[int, Path, str]]] = {}
        for number, path, name in files:
            try:
                suffix, target = LEGACY.get(detect_format(path, name), ("", ""))
            except OSError:
                continue
            if target:
                groups.setdefault(target, []).append((number, path, suffix))
        taken: set[int] = set()
        for target, members in sorted(groups.items()):
            if len(members) > 1:
                for at in range(0, len(members), _BATCH):
                    self._submit(members[at : at + _BATCH], target)
                taken.update(number for number, _, _ in members)
        return taken

    def _submit(self, batch: Sequence[tuple[int, Path, str]], target: str) -> None:
        if self._thread is None or self._folder is None:
            self._folder = tempfile.TemporaryDirectory(
                prefix="zuozheng-batch-", ignore_cleanup_errors=True
            )
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="zuozheng-office")
        folder = Path(self._folder.name) / f"{batch[0][0]:06d}"
        folder.mkdir()
        files = [(path, suffix) for _, path, suffix in batch]
        future = self._thread.submit(self._convert, files, target, folder)
        self._running.append(([number for number, _, _ in batch], future))

    def ready(self) -> list[tuple[int, Path | None]]:
        """Give the numbers whose batch is done, each with its converted file if it came out."""
        found: list[tuple[int, Path | None]] = []
        still: list[tuple[list[int], Future[list[Path | None]]]] = []
        for numbers, future in self._running:
            if future.done():
                found.extend(zip(numbers, future.result(), strict=True))
            else:
                still.append((numbers, future))
        self._running = still
        return found

    def close(self) -> None:
        """Drop what has not begun, end what has, remove the converted files."""
        self._closing.set()
        if self._thread is not None:
            self._thread.shutdown(wait=True, cancel_futures=True)
        if self._folder is not None:
            self._folder.cleanup()
        self._thread, self._folder, self._running = None, None, []
        self._closing.clear()

    def _convert(
        self, files: list[tuple[Path, str]], target: str, folder: Path
    ) -> list[Path | None]:
        """Convert one batch; whatever goes wrong leaves the files to be tried alone."""
        try:
            return convert_many(
                files, target, folder, self._soffice, lambda: not self._closing.is_set()
            )
        except (MissingToolError, OSError):
            return [None] * len(files)
