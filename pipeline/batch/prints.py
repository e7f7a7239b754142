"""Marks of texts and files by which schools can be compared without keeping their material.

A record handed in by two schools is a question for an inspector, even where names and dates were
changed. Each longer record gives the smallest hashes of its eight-character stretches, without
digits and the school's own names (a bottom-k sketch, A. Broder 1997): texts that share most of
their stretches share most of these hashes. A file's own digest tells equal photographs and scans.
"""

from __future__ import annotations

import heapq
import re
import zlib
from collections.abc import Iterator

from extractors.document import BlockKind, Document
from matchers.annotation import Annotation, DocumentKind, Status
from matchers.normalize import normalize
from pipeline.assessment import Reading
from pipeline.batch.row import TextPrint

SKETCH_SIZE = 24  # hashes kept of one text
_STRETCH = 8  # characters
_SHORTEST = 200  # characters; forms and notices below it are alike everywhere
_LONGEST = 20_000
_SPOKEN = frozenset({DocumentKind.MINUTES, DocumentKind.NEWS, DocumentKind.SUMMARY})
_SEEN = frozenset({DocumentKind.PHOTO, DocumentKind.SIGNIN, DocumentKind.REGISTER})
_LEFT_OUT = frozenset(
    {
        BlockKind.HEADER,
        BlockKind.FOOTER,
        BlockKind.DELETED,
        BlockKind.COMMENT,
        BlockKind.NAVIGATION,
    }
)
_NO_CONTENT = re.compile(r"[\d\W_]+")


def text_prints(reading: Reading) -> tuple[TextPrint, ...]:
    """Give the marks of the papers that speak of what was held, of lists and pictures."""
    return tuple(_prints(reading))


def _prints(reading: Reading) -> Iterator[TextPrint]:
    names = _own_names(reading)
    for document, annotation in zip(reading.documents, reading.annotations, strict=True):
        if not document.sha256 or not annotation.own:
            continue
        if annotation.kind in _SEEN:
            yield TextPrint(document.path, annotation.kind.value, document.sha256)
        elif annotation.kind in _SPOKEN and _holds(annotation):
            marks = sketch(_text(document), names)
            yield TextPrint(document.path, annotation.kind.value, document.sha256, marks)


def _holds(annotation: Annotation) -> bool:
    return any(occurrence.status is Status.HELD for occurrence in annotation.occurrences)


def _own_names(reading: Reading) -> tuple[str, ...]:
    profile = reading.profile
    names = {profile.name or "", *profile.aliases, reading.name, profile.secretary or ""}
    names |= {*profile.leaders, *profile.central_group}
    return tuple(sorted((normalize(name) for name in names if name), key=lambda n: (-len(n), n)))


def _text(document: Document) -> str:
    pieces, length = [], 0
    for block in document.blocks:
        if block.kind not in _LEFT_OUT and length < _LONGEST:
            pieces.append(block.text)
            length += len(block.text)
    return "".join(pieces)[:_LONGEST]


def sketch(text: str, names: tuple[str, ...] = ()) -> tuple[int, ...]:
    """Give the smallest hashes of a text's stretches, ascending; nothing for a short text."""
    plain = normalize(text)
    for name in names:
        plain = plain.replace(name, "")
    plain = _NO_CONTENT.sub("", plain)
    if len(plain) < _SHORTEST:
        return ()
    stretches = {plain[at : at + _STRETCH] for at in range(len(plain) - _STRETCH + 1)}
    hashes = {zlib.crc32(stretch.encode("utf-8")) for stretch in stretches}
    return tuple(heapq.nsmallest(SKETCH_SIZE, hashes))


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Estimate which share of their stretches two texts have in common (0–1)."""
    union = sorted({*one, *other})[:SKETCH_SIZE]
    both = set(one) & set(other)
    return sum(value in both for value in union) / len(union) if union else 0.0
