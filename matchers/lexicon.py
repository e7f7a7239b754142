"""The event lexicon: types with their names, acts, agenda words and look-alikes, as data.

The built-in file is `lexicons/events.yaml`; a bureau adds its own types, names and look-alikes
in a file of the same form. An entry of a known id extends that type, a new id adds one.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from matchers.lexicon_forms import EVENT_ID, EventEntry, spelled_out
from matchers.own_lexicon import load_own_lexicon
from matchers.shipped_yaml import lexicon_text, shipped_data

__all__ = ["EVENT_ID", "EventEntry", "EventLexicon", "load_lexicon"]


class EventLexicon(BaseModel):
    """All event types known to a run; `own` are the words that a bureau's file added, by type."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    events: tuple[EventEntry, ...]
    own: frozenset[tuple[str, str]] = frozenset()

    def entry(self, event_type: str) -> EventEntry:
        """Give the entry of a type.

        Raises:
            KeyError: when the lexicon has no such type.
        """
        for entry in self.events:
            if entry.id == event_type:
                return entry
        raise KeyError(event_type)

    def headed(self, text: str) -> set[str]:
        """Give the types that a normalised text names where it heads a table's row (述职, 党费)."""
        return {entry.id for entry in self.events if text in entry.heads}

    def subtype_title(self, name: str) -> str:
        """Give the Chinese name of a subtype; unknown ones are shown as they are."""
        known = (e.subtypes[name].title for e in self.events if name in e.subtypes)
        return next(known, name)

    def title(self, event_type: str) -> str:
        """Give the Chinese name of a type; unknown types are shown as they are."""
        return next((e.title or e.id for e in self.events if e.id == event_type), event_type)


def load_lexicon(extra: Path | None = None) -> EventLexicon:
    """Load the built-in lexicon and, if given, a bureau's own file on top of it.

    Raises:
        CheckedYamlError: when the bureau's file has mistakes; all of them are named.
    """
    return _loaded(extra)


@lru_cache(maxsize=8)
def _loaded(extra: Path | None) -> EventLexicon:
    builtin = EventLexicon.model_validate(shipped_data(lexicon_text("events")))
    entries = {entry.id: entry for entry in builtin.events}
    own: set[tuple[str, str]] = set()
    if extra is not None:
        for entry in load_own_lexicon(extra).events:
            known = entries.get(entry.id)
            entries[entry.id] = known.extended(entry) if known else entry
            own |= {(entry.id, word) for word in spelled_out(_searched(entry))}
    return EventLexicon(
        events=tuple(entry.normalized() for entry in entries.values()), own=frozenset(own)
    )


def _searched(entry: EventEntry) -> tuple[str, ...]:
    return (*entry.names, *entry.acts, *entry.agenda, *entry.weak)
