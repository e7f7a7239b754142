"""Which event and document types a clause of a form speaks of, by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rubrics.vocabulary import Vocabulary

UMBRELLA = "三会一课"
_UNDER_IT = ("members_meeting", "committee_meeting", "group_meeting", "party_lecture")


@dataclass(frozen=True, slots=True)
class Recognised:
    """Types found in a clause."""

    events: tuple[str, ...]
    documents: tuple[str, ...]


def recognise(clause: str, vocabulary: Vocabulary) -> Recognised:
    """Find the types whose names stand in a clause; the longest name at a place wins."""
    events = _named(clause, ((name, vocabulary.words((name,))) for name in vocabulary.events))
    if not events:
        events = tuple(
            name
            for name, acts in vocabulary.event_acts.items()
            if any(_act(act).search(clause) for act in acts)
        )
    if UMBRELLA in clause:
        events = _UNDER_IT
    papers = ((name, vocabulary.words((name,))) for name in vocabulary.documents)
    documents = _named(clause, papers) or _shaped(clause, vocabulary)
    return Recognised(events, documents)


def _shaped(clause: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Find papers by the shape of their names: 意识形态*<制度>."""
    endings = tuple(sorted(vocabulary.endings.items()))
    hits = [
        (match.start(), match.end(), name)
        for name, shapes in vocabulary.document_shapes.items()
        for shape in shapes
        if (match := _shape(shape, endings).search(clause)) is not None
    ]
    return _longest(hits)


@cache
def _shape(name: str, endings: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    """Make the pattern of a paper's name; * stands for up to 12 characters of one phrase."""
    words = dict(endings)
    parts = re.split(r"(\*|<[^>]+>)", name)
    made = []
    for part in parts:
        if part == "*":
            made.append("[^；。，]{0,12}?")
        elif part.startswith("<"):
            made.append("(?:" + "|".join(map(re.escape, words.get(part[1:-1], ()))) + ")")
        else:
            made.append(re.escape(part))
    return re.compile("".join(made))


@cache
def _act(phrase: str) -> re.Pattern[str]:
    """Make the pattern of a phrase in which * stands for up to 14 characters."""
    return re.compile("[^；。]{0,14}?".join(re.escape(part) for part in phrase.split("*")))


def _named(clause: str, entries: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    hits: list[tuple[int, int, str]] = []
    for name, words in entries:
        for word in words:
            at = clause.find(word)
            if at >= 0:
                hits.append((at, at + len(word), name))
    return _longest(hits)


def _longest(hits: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """Keep the hits that do not lie inside a longer one, in reading order."""
    kept = [
        hit
        for hit in hits
        if not any(
            other[0] <= hit[0] and hit[1] <= other[1] and other[:2] != hit[:2] for other in hits
        )
    ]
    return tuple(dict.fromkeys(name for _, _, name in sorted(kept)))
