"""What a person may set for a run. Only this module looks at the machine and its environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from extractors.settings import ExtractSettings


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is done; nothing in here changes what a readable file says.

    `jobs` is the number of files read at the same time, None for one a processor. `lexicon` is
    a bureau's own file of event types, names and look-alikes, added to the built-in ones.
    """

    extract: ExtractSettings = field(default_factory=ExtractSettings)
    jobs: int | None = None
    lexicon: Path | None = None

    @property
    def workers(self) -> int:
        """Give the number of worker processes, at least 1."""
        return self.jobs or max(1, len(usable_processors()))


def usual_store() -> str:
    """Give the place of this user's own store: what ZUOZHENG_STORE names, else the system's place.

    The system's place is the folder it has for what can be made again
    (`%LOCALAPPDATA%`, `~/.cache`, `~/Library/Caches`).
    """
    return _named_store() or str(platformdirs.user_cache_path("zuozheng", appauthor=False))


def names_usual_store() -> bool:
    """Say whether somebody chose the usual store's place for this machine."""
    return bool(_named_store())


def _named_store() -> str:
    return os.environ.get("ZUOZHENG_STORE", "")


def usable_processors() -> frozenset[int]:
    """List the processors this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return frozenset(os.sched_getaffinity(0))
    return frozenset(range(os.cpu_count() or 1))
