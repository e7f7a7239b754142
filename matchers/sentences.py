"""Sentences and clauses of a text, as half-open spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch of a text."""

    start: int
    end: int


_SENTENCE = re.compile(r"[^。!?！？\n]+[。!?！？]*[”’」』）)》]*")
_CLAUSE = re.compile(r"[^,，;；:：]+[,，;；:：]?")


def sentences(text: str) -> Iterator[Span]:
    """Give the sentences of a text in order; blank ones are left out."""
    for found in _SENTENCE.finditer(text):
        if found.group().strip():
            yield Span(found.start(), found.end())


def sentence_around(text: str, start: int, end: int) -> Span:
    """Give the sentence that holds the span (from its start to the sentence's end)."""
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", start)
    for found in _SENTENCE.finditer(text, line, len(text) if stop < 0 else stop):
        if found.start() <= start < found.end() and found.group().strip():
            return Span(found.start(), max(found.end(), end))
    return Span(start, end)


def clauses(text: str, sentence: Span) -> tuple[Span, ...]:
    """Give the clauses of one sentence, split at commas, semicolons and colons."""
    return tuple(
        Span(found.start(), found.end())
        for found in _CLAUSE.finditer(text, sentence.start, sentence.end)
    )
