"""What lies in a submission, as one digest: equal exactly when every file's name and bytes are."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from extractors.digest import file_digest
from extractors.document import Document
from extractors.volumes import other_volumes
from pipeline.keys import digest
from pipeline.submission import Submission

_SORT = "sort "  # begins what stands for the digest of a link, a device
_THREADS = 4  # disks and digests work outside Python's lock


@dataclass(frozen=True, slots=True)
class Material:
    """A submission's files: `digests` by path with "/"; archives are not looked into."""

    name: str
    digests: dict[str, str]

    @property
    def digest(self) -> str:
        """Give one digest of all names and bytes."""
        return digest(self.name, sorted(self.digests.items()))

    def is_still(self, documents: Iterable[Document]) -> bool:
        """Say whether what was read are the bytes that were listed here."""
        return all(
            document.sha256 == self.digests.get(document.path, document.sha256)
            or (not document.sha256 and self.digests[document.path].startswith(_SORT))
            for document in documents
        )


def material_of(submission: Submission) -> Material | None:
    """List a submission's files with their digests; None when one of them cannot be read."""
    try:
        if submission.is_archive:
            volumes = [submission.root, *other_volumes(submission.root)]
            return Material(submission.name, {path.name: file_digest(path) for path in volumes})
        entries = list(_walk(submission.root))
        with ThreadPoolExecutor(_THREADS, thread_name_prefix="zuozheng-digest") as threads:
            digests = threads.map(_digest, (path for _, path in entries))
            names = (name for name, _ in entries)
            return Material(submission.name, dict(zip(names, digests, strict=True)))
    except OSError:
        return None


def _walk(root: Path) -> Iterator[tuple[str, Path]]:
    def refuse(error: OSError) -> None:
        raise error

    for place, folders, files in os.walk(root, onerror=refuse):
        folders.sort()
        for name in [*folders, *sorted(files)]:
            path = Path(place, name)
            if name in files or path.is_symlink():
                yield path.relative_to(root).as_posix(), path


def _digest(path: Path) -> str:
    """Give a file's digest; what is no plain file is told by its sort, and never followed."""
    mode = path.lstat().st_mode
    return file_digest(path) if stat.S_ISREG(mode) else f"{_SORT}{stat.S_IFMT(mode):o}"
