"""The event lexicon: types with their names, acts, agenda words and look-alikes, as data.

The built-in file is `lexicons/events.yaml`; a bureau adds its own types, names and look-alikes
in a file of the same form. An entry of a known id extends that type, a new id adds one.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from importlib import resources
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

from matchers.checked_yaml import load_checked
from matchers.normalize import normalize

EVENT_ID = r"^[a-z][a-z0-9_]*$"


class EventEntry(BaseModel):
    """One event type; see the head of `lexicons/events.yaml` for what each list means."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=EVENT_ID)
    title: str = ""
    names: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    lookalikes: dict[str, str] = Field(default_factory=dict)
    needs: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    near: bool = False
    inspects: bool = False
    unless: dict[str, str] = Field(default_factory=dict)

    def extended(self, other: EventEntry) -> EventEntry:
        """Give this entry with another file's additions to the same type."""
        return EventEntry(
            id=self.id,
            title=other.title or self.title,
            names=_joined(self.names, other.names),
            acts=_joined(self.acts, other.acts),
            agenda=_joined(self.agenda, other.agenda),
            weak=_joined(self.weak, other.weak),
            lookalikes={**self.lookalikes, **other.lookalikes},
            needs=_joined(self.needs, other.needs),
            papers=_joined(self.papers, other.papers),
            part_of=_joined(self.part_of, other.part_of),
            near=self.near or other.near,
            inspects=self.inspects or other.inspects,
            unless={**self.unless, **other.unless},
        )

    def normalized(self) -> EventEntry:
        """Give the entry with every word in the form in which texts are searched."""
        return EventEntry(
            id=self.id,
            title=self.title,
            names=_spelled_out(self.names),
            acts=_spelled_out(self.acts),
            agenda=_spelled_out(self.agenda),
            weak=_spelled_out(self.weak),
            lookalikes={normalize(word): why for word, why in self.lookalikes.items()},
            needs=tuple(normalize(word) for word in self.needs),
            papers=tuple(normalize(word) for word in self.papers),
            part_of=self.part_of,
            near=self.near,
            inspects=self.inspects,
            unless={normalize(word): why for word, why in self.unless.items()},
        )


class EventLexicon(BaseModel):
    """All event types known to a run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    events: tuple[EventEntry, ...]

    def entry(self, event_type: str) -> EventEntry:
        """Give the entry of a type.

        Raises:
            KeyError: when the lexicon has no such type.
        """
        for entry in self.events:
            if entry.id == event_type:
                return entry
        raise KeyError(event_type)

    def title(self, event_type: str) -> str:
        """Give the Chinese name of a type; unknown types are shown as they are."""
        return next((e.title or e.id for e in self.events if e.id == event_type), event_type)


def _spelled_out(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give the words normalised, those with alternatives (<上|讲>党课) once for each choice."""
    done: dict[str, None] = {}
    for word in words:
        choices = [part.split("|") for part in re.split(r"[<>]", normalize(word))]
        done |= dict.fromkeys("".join(parts) for parts in itertools.product(*choices))
    return tuple(done)


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return first + tuple(word for word in second if word not in first)


@lru_cache(maxsize=8)
def load_lexicon(extra: Path | None = None) -> EventLexicon:
    """Load the built-in lexicon and, if given, a bureau's own file on top of it.

    Raises:
        CheckedYamlError: when the bureau's file has mistakes; all of them are named.
    """
    text = resources.files("matchers").joinpath("lexicons/events.yaml").read_text("utf-8")
    builtin = EventLexicon.model_validate(YAML(typ="safe", pure=True).load(text))
    entries = {entry.id: entry for entry in builtin.events}
    if extra is not None:
        for entry in load_checked(extra, EventLexicon, what="词库文件").events:
            known = entries.get(entry.id)
            entries[entry.id] = known.extended(entry) if known else entry
    return EventLexicon(events=tuple(entry.normalized() for entry in entries.values()))
