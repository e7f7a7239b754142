"""A short sketch of a text that tells whether another text is the same or nearly the same."""

from __future__ import annotations

import hashlib
import heapq
import zlib

_GRAM = 3
_KEPT = 64
_HASH_CHARS = 8


def sketch(words: str) -> str:
    """Give a text's sketch: the hash of all its words, then the smallest hashes of its trigrams."""
    whole = hashlib.sha256(words.encode()).hexdigest()[:16]
    grams = {words[at : at + _GRAM] for at in range(max(len(words) - _GRAM + 1, 1))}
    hashes = heapq.nsmallest(_KEPT, {zlib.crc32(gram.encode()) for gram in grams})
    return f"{whole}:{''.join(f'{number:08x}' for number in hashes)}"


def same_words(made: str) -> str:
    """Give the part of a sketch that is equal only for equal words."""
    return made.partition(":")[0]


def smallest(made: str, count: int) -> tuple[str, ...]:
    """Give the smallest hashes of a sketch."""
    hashes = made.partition(":")[2][: count * _HASH_CHARS]
    return tuple(hashes[at : at + _HASH_CHARS] for at in range(0, len(hashes), _HASH_CHARS))


def likeness(one: str, other: str) -> float:
    """Estimate the share of trigrams that two texts have in common, from 0 to 1.

    The smallest hashes of both together are a random sample of what either has.
    """
    first, second = {*smallest(one, _KEPT)}, {*smallest(other, _KEPT)}
    sample = sorted(first | second)[:_KEPT]
    shared = sum(number in first and number in second for number in sample)
    return shared / len(sample) if sample else 0.0
