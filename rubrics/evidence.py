"""Everything the rubric stage may look at: one submission, read and annotated. Types only."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Document
from matchers.annotation import Annotation, Event


@dataclass(frozen=True, slots=True)
class Evidence:
    """One submission's evidence.

    `documents` and `annotations` are sorted by path and belong together one to one.
    `unread` are the paths of files whose text is unknown (unreadable, or pictures that were
    not recognised): they may hold evidence, so a count is never certain to be complete.
    """

    events: tuple[Event, ...]
    annotations: tuple[Annotation, ...]
    documents: tuple[Document, ...]
    unread: tuple[str, ...] = ()
