"""Records of different days whose text is the same, or nearly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from matchers.annotation import Flag, Occurrence
from matchers.text_sketch import likeness, same_words, smallest

_NEARLY = 0.75
_KEYS = 6
_MOST_COMPARED = 40


def check_texts(occurrences: Sequence[Occurrence]) -> Iterator[Flag]:
    """Flag records of different days that repeat each other but for dates and numbers.

    Nearly equal texts share one of their few smallest hashes with near certainty, so only those
    are compared, and no more than a fixed number; the cost grows with the number of records.
    """
    first: dict[str, Occurrence] = {}
    by_hash: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        if not occurrence.fingerprint or occurrence.date is None:
            continue
        words = same_words(occurrence.fingerprint)
        other = first.get(words)
        if other is not None:
            if _other_day(other, occurrence):
                yield _flag(other, occurrence, "除日期外文字相同")
            continue
        first[words] = occurrence
        keys = smallest(occurrence.fingerprint, _KEYS)
        near = _near(occurrence, [o for key in keys for o in by_hash[key][-_MOST_COMPARED:]])
        if near is not None:
            yield _flag(near, occurrence, "文字几乎相同")
        for key in keys:
            by_hash[key].append(occurrence)


def _near(occurrence: Occurrence, others: Sequence[Occurrence]) -> Occurrence | None:
    seen: set[int] = set()
    for other in others:
        if id(other) in seen or not _other_day(other, occurrence):
            continue
        seen.add(id(other))
        if likeness(other.fingerprint, occurrence.fingerprint) >= _NEARLY:
            return other
    return None


def _other_day(one: Occurrence, other: Occurrence) -> bool:
    """Say whether two occurrences come from records of their own, of different days."""
    if one.date is None or other.date is None or one.date.begin == other.date.begin:
        return False
    return (one.file, one.record) != (other.file, other.record)


def _flag(one: Occurrence, other: Occurrence, how: str) -> Flag:
    assert one.date is not None and other.date is not None
    message = f"{one.date.begin:%Y-%m-%d} 和 {other.date.begin:%Y-%m-%d} 两份记录{how}，请核对。"
    return Flag("same_text", "high", message, one.citations[:1] + other.citations[:1])
