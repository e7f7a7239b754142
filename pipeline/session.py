"""What outlives one submission: the processes that read files, and the store."""

from __future__ import annotations

from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pipeline.settings import Settings
from pipeline.store.kept import NoStore, Store

if TYPE_CHECKING:  # imported when the first file has to be read
    from extractors.isolated import ExtractionPool


class Session:
    """Settings, store and reader processes for one or many submissions; a context manager.

    The processes are begun when the first file has to be read. `settings` are those it was
    given, with the store's folder for recognised pictures.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        store: Store | None = None,
        seen_pictures: str | None = None,
    ) -> None:
        chosen = settings or Settings()
        if seen_pictures is not None:
            extract = replace(chosen.extract, ocr_cache=seen_pictures)
            chosen = replace(chosen, extract=extract)
        self.settings = chosen
        self.store: Store = store or NoStore()
        self._pool: ExtractionPool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pool(self) -> ExtractionPool:
        """Give the reader processes."""
        from extractors.isolated import ExtractionPool

        if self._pool is None:
            self._pool = ExtractionPool(self.settings.extract, jobs=self.settings.workers)
        return self._pool

    def close(self) -> None:
        """End the processes and let go of the store."""
        if self._pool is not None:
            self._pool.__exit__(None, None, None)
            self._pool = None
        self.store.close()
