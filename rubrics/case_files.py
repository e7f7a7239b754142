"""Cases written as texts: files as a school would hand them in, read by the real matchers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from extractors.document import Block, BlockKind, Cell, Document, FileStatus, Locator
from matchers.annotate import annotate
from matchers.annotation import Annotation, Event
from matchers.context import SubmissionContext
from matchers.merge import merge
from matchers.period import Period
from matchers.profile import Profile

_PICTURES = (".jpg", ".png")


def read_files(
    files: Mapping[str, str], profile: Profile, period: Period
) -> tuple[tuple[Document, ...], tuple[Annotation, ...], tuple[Event, ...]]:
    """Annotate and merge made-up files.

    Args:
        files: path → text, one block a line; lines such as “甲 | 乙” are table rows. A picture
            has no text and counts as not recognised.
        profile: what the school declares.
        period: the assessment period.

    Returns:
        Documents and annotations in the order of their paths, and the merged events.
    """
    documents = tuple(_document(path, text) for path, text in sorted(files.items()))
    context = SubmissionContext("算例", profile, period)
    annotations = tuple(annotate(document, context) for document in documents)
    return documents, annotations, merge(annotations).events


def _document(path: str, text: str) -> Document:
    data = text.encode("utf-8")
    picture = path.lower().endswith(_PICTURES)
    lines = [] if picture else [line.strip() for line in text.splitlines() if line.strip()]
    return Document(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="image/jpeg" if picture else "text/plain",
        size=len(data),
        status=FileStatus.SKIPPED if picture else FileStatus.READ,
        reason="没有识别文字" if picture else None,
        blocks=tuple(_block(index, line) for index, line in enumerate(lines)),
    )


def _block(index: int, line: str) -> Block:
    if " | " not in line:
        return Block(index, BlockKind.PARAGRAPH, line)
    cells: list[Cell] = []
    at = 0
    texts = [part.strip() for part in line.split(" | ")]
    for column, text in enumerate(texts):
        cells.append(Cell(at, at + len(text), column))
        at += len(text) + 1
    place = Locator(table=1, row=index + 1)
    return Block(index, BlockKind.TABLE_ROW, "\t".join(texts), locator=place, cells=tuple(cells))
