"""Every listed file becomes a document: read in worker processes, or settled without reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Document, FileStatus
from extractors.registry import extract_file
from extractors.submission_files import SourceFile
from pipeline.progress import Progress
from pipeline.settings import Settings

PROFILE_REASON = "学校信息文件：用来了解学校情况，不作为佐证材料"


def read_files(
    files: Sequence[SourceFile],
    settings: Settings,
    progress: Progress,
    profile: SourceFile | None = None,
) -> tuple[Document, ...]:
    """Read all files; the documents come in the order of the files, one each.

    `profile` is the one that holds the school's information and is no evidence.
    """
    progress.begin("读取文件", len(files))
    documents = []
    for file in files:
        document = file.decided
        if document is None:
            assert file.location is not None
            document = extract_file(file.location, name=file.path, settings=settings.extract)
        if file is profile:
            document = replace(
                document, status=FileStatus.SKIPPED, reason=PROFILE_REASON, blocks=(), problems=()
            )
        documents.append(document)
        progress.step()
    return tuple(documents)
