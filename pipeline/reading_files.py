"""Every listed file becomes a document: read in worker processes, or settled without reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.document import Document, FileStatus
from extractors.submission_files import SourceFile
from pipeline.assessment import PROFILE_REASON
from pipeline.progress import Progress
from pipeline.session import Session
from pipeline.stages import read_remembered

READING = "读取文件"  # the stage in which every file's time is watched by its own process


def read_files(
    files: Sequence[SourceFile],
    session: Session,
    progress: Progress,
    profile: SourceFile | None = None,
) -> tuple[Document, ...]:
    """Read all files; the documents come in the order of the files, one each.

    `profile` is the one that holds the school's information and is no evidence.
    """
    progress.begin(READING, len(files))
    documents = []

    def read(some: Sequence[SourceFile]) -> Iterator[Document]:
        return session.pool.map(some)

    coming = read_remembered(files, session.settings.extract, session.store, read)
    for file, document in zip(files, coming, strict=True):
        documents.append(_set_aside(document) if file is profile else document)
        progress.step()
    return tuple(documents)


def _set_aside(document: Document) -> Document:
    return replace(
        document, status=FileStatus.SKIPPED, reason=PROFILE_REASON, blocks=(), problems=()
    )
