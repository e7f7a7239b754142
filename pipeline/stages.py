"""The stages that are remembered: a file's document, and what was found in it.

Both are asked of the store first and worked out when it does not know them. A value is kept as
JSON through pydantic and comes back equal to what went in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from extractors.digest import file_digest
from extractors.document import Document
from extractors.formats import MEDIA_TYPES, Format
from extractors.settings import ExtractSettings
from extractors.submission_files import SourceFile
from matchers.annotation import Annotation
from matchers.context import SubmissionContext
from pipeline.keys import annotate_key, digest, extract_key
from pipeline.store.kept import Store

EXTRACT, ANNOTATE = "extract", "annotate"

# What went wrong on this machine or at this time may go right the next time.
_PASSING = frozenset({"worker_crashed", "too_much_memory", "too_slow", "not_opened"})
_AT_ONCE = 500

_T = TypeVar("_T")

Reader = Callable[[Sequence[SourceFile]], Iterator[Document]]
Finder = Callable[[Document], Annotation]

_documents: TypeAdapter[Document] = TypeAdapter(Document)
_annotations: TypeAdapter[Annotation] = TypeAdapter(Annotation)


def read_remembered(
    files: Sequence[SourceFile],
    settings: ExtractSettings,
    store: Store,
    read: Reader,
) -> Iterator[Document]:
    """Give the document of each file in order, reading only what the store does not know.

    `read` gives the documents of the files it is handed, in order.
    """
    for at in range(0, len(files), _AT_ONCE):
        yield from _portion(files[at : at + _AT_ONCE], settings, store, read)


def _portion(
    files: Sequence[SourceFile], settings: ExtractSettings, store: Store, read: Reader
) -> Iterator[Document]:
    digests = {file.path: sha for file in files if (sha := _digest(file)) is not None}
    keys = {path: extract_key(sha, path, settings) for path, sha in digests.items()}
    kept = store.get_many(EXTRACT, keys.values())
    known = {
        path: document
        for path, key in keys.items()
        if key in kept and (document := _document(kept[key], path, digests[path])) is not None
    }
    unknown = [file for file in files if file.path not in known]
    fresh = iter(read(unknown) if unknown else ())
    for file in files:
        document = known.get(file.path)
        if document is None:
            document = next(fresh)
            # A file that was changed meanwhile must not be kept under its former bytes' key.
            same = document.sha256 == digests.get(file.path)
            if same and not _doubtful(document) and (value := _dumped(_documents, document)):
                store.put(EXTRACT, keys[file.path], value)
        yield document


def _digest(file: SourceFile) -> str | None:
    """Give the digest of what is still to be read; None for what is settled or cannot be opened."""
    if file.decided is not None or file.location is None:
        return None
    try:
        return file_digest(file.location)
    except OSError:
        return None


def _document(value: bytes, path: str, sha256: str) -> Document | None:
    try:
        document = _documents.validate_json(value)
    except ValidationError:
        return None
    if document.sha256 != sha256:
        return None
    # A table of separated values is called by its file's name, inside its document too.
    named = document.media_type == MEDIA_TYPES[Format.CSV]
    if named and PurePosixPath(document.path).name != PurePosixPath(path).name:
        return None
    return replace(document, path=path)


def is_passing(document: Document) -> bool:
    """Say whether a file may be read better the next time though its bytes stay the same."""
    return any(problem.kind in _PASSING for problem in document.problems)


def _doubtful(document: Document) -> bool:
    """Say whether a document is better read again: a parser may also fail for want of memory."""
    failed = any(problem.kind == "parser_failed" for problem in document.problems)
    return not document.media_type or failed or is_passing(document)


def find_remembered(
    documents: Iterable[Document], context: object, store: Store, find: Finder
) -> Iterator[Annotation]:
    """Give the annotation of each document in order, searching only those not known.

    `context` is all besides the document that has a part in it, as a value JSON can hold.
    """
    listed = list(documents)
    around = digest(context)
    for at in range(0, len(listed), _AT_ONCE):
        some = listed[at : at + _AT_ONCE]
        keys = [annotate_key(_fingerprint(document), around) for document in some]
        kept = store.get_many(ANNOTATE, keys)
        fresh: list[tuple[str, bytes]] = []
        for document, key in zip(some, keys, strict=True):
            annotation = _annotation(kept.get(key))
            if annotation is None:
                annotation = find(document)
                if value := _dumped(_annotations, annotation):
                    fresh.append((key, value))
            yield annotation
        if fresh:
            store.put_many(ANNOTATE, fresh)


def context_parts(context: SubmissionContext, lexicon: Path | None) -> list[object]:
    """Give what reaches into an annotation from outside its document, as JSON can hold it."""
    period = context.period
    counted = None if period is None else [str(period.begin), str(period.end), period.label]
    return [
        context.name,
        context.profile.model_dump(mode="json"),
        counted,
        None if lexicon is None else file_digest(lexicon),
    ]


def _fingerprint(document: Document) -> str:
    """Give the digest of all that a document says, its path included."""
    content = _documents.dump_json(replace(document, path=""))
    return digest(hashlib.sha256(content).hexdigest(), document.path)


def _dumped(adapter: TypeAdapter[_T], value: _T) -> bytes | None:
    """Give a value's bytes; None where a file's name has bytes that are no text."""
    try:
        return adapter.dump_json(value)
    except PydanticSerializationError:
        return None


def _annotation(value: bytes | None) -> Annotation | None:
    if value is None:
        return None
    try:
        return _annotations.validate_json(value)
    except ValidationError:
        return None
