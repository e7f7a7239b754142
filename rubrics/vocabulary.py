"""The Chinese names of event and document types, for sentences and for reading file names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from matchers.document_lexicon import DocumentEntry, load_document_lexicon
from matchers.lexicon import load_lexicon
from matchers.shipped_yaml import lexicon_text, shipped_data
from rubrics.gaps import Shapes


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Titles by type identifier, and for each type the words that name it in a file name.

    `event_acts` are phrases that tell of an event, `event_topics` those of them that only name
    what it is about; `document_shapes` are names of papers. All have * for a few characters
    between, the last <制度> for any of the `endings`. `document_excludes` are words that make a
    name something else. `quantity_words` name a number, which has one of `quantity_units`.
    """

    events: dict[str, str]
    documents: dict[str, str]
    event_words: dict[str, tuple[str, ...]]
    event_acts: dict[str, tuple[str, ...]]
    event_topics: dict[str, tuple[str, ...]]
    document_words: dict[str, tuple[str, ...]]
    document_shapes: dict[str, tuple[str, ...]]
    endings: dict[str, tuple[str, ...]]
    document_excludes: dict[str, tuple[str, ...]]
    awards: dict[str, str]
    award_words: dict[str, tuple[str, ...]]
    quantities: dict[str, str]
    quantity_words: dict[str, tuple[str, ...]]
    quantity_units: dict[str, frozenset[str]]

    def title(self, type_id: str) -> str:
        """Give the Chinese name of an event or document type; unknown ones as they are."""
        return self.events.get(type_id) or self.documents.get(type_id) or type_id

    def titles(self, type_ids: Iterable[str]) -> str:
        """Join the names of several types with 、."""
        return "、".join(self.title(type_id) for type_id in type_ids)

    def words(self, type_ids: Iterable[str]) -> tuple[str, ...]:
        """List the words that name any of the types, without repeats, shortest first."""
        found = {
            word
            for type_id in type_ids
            for word in (
                self.title(type_id),
                *self.event_words.get(type_id, ()),
                *self.document_words.get(type_id, ()),
            )
            if len(word) > 1
        }
        return tuple(sorted(found, key=lambda word: (len(word), word)))

    def shapes(self, type_ids: Iterable[str]) -> Shapes:
        """Give the papers' names that have placeholders: 创先争优*<制度>."""
        names = (name for type_id in type_ids for name in self.document_shapes.get(type_id, ()))
        return Shapes(tuple(names), self.endings)


@lru_cache(maxsize=4)
def load_vocabulary(extra: Path | None = None) -> Vocabulary:
    """Read the names from the matchers' lexicons, with a bureau's own if given."""
    lexicon = load_lexicon(extra)
    known = load_document_lexicon(extra)
    return Vocabulary(
        events={entry.id: entry.title or entry.id for entry in lexicon.events},
        documents={entry.id: entry.title or entry.id for entry in known.documents},
        event_words={entry.id: entry.names for entry in lexicon.events},
        event_acts={entry.id: (*entry.acts, *entry.agenda) for entry in lexicon.events},
        event_topics={entry.id: entry.agenda for entry in lexicon.events},
        document_excludes={entry.id: entry.excludes for entry in known.documents},
        awards={str(entry["id"]): str(entry["title"]) for entry in _entries("awards")},
        award_words={str(entry["id"]): tuple(entry["names"]) for entry in _entries("awards")},
        quantities={str(entry["id"]): str(entry["title"]) for entry in _entries("quantities")},
        quantity_words={str(e["id"]): tuple(e["labels"]) for e in _entries("quantities")},
        quantity_units={str(e["id"]): frozenset(e["units"]) for e in _entries("quantities")},
        document_words={entry.id: _plain(entry) for entry in known.documents},
        document_shapes={entry.id: _shapes(entry) for entry in known.documents},
        endings=known.endings,
    )


@cache
def _lexicon(name: str) -> dict[str, Any]:
    """Read one of the matchers' lexicons as plain data."""
    data: dict[str, Any] = shipped_data(lexicon_text(name))
    return data


def _entries(name: str) -> list[dict[str, Any]]:
    """Give the entries of one of the matchers' lexicons."""
    entries: list[dict[str, Any]] = _lexicon(name)[name]
    return entries


def _shapes(entry: DocumentEntry) -> tuple[str, ...]:
    """Keep the names of a document type that have placeholders."""
    return tuple(name for name in entry.names if "*" in name or "<" in name)


def _plain(entry: DocumentEntry) -> tuple[str, ...]:
    """Keep the names of a document type that are words as they stand, without placeholders."""
    return tuple(
        name for name in (*entry.names, *entry.anywhere) if "*" not in name and "<" not in name
    )
