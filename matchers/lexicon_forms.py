"""The entries of the lexicons, built-in ones and a bureau's own: their form only."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from matchers.annotation import DocumentKind, EvidenceKind
from matchers.normalize import normalize

_GROUP = re.compile(r"<([^<>]+)>")
EVENT_ID = r"^[a-z][a-z0-9_]*$"


class Subtype(BaseModel):
    """A kind of an event type (微党课): words of its name or told of it, its lecturer's role."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    words: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    role: Literal["secretary", "principal", "committee", "member"] | None = None


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
    topic_in: tuple[str, ...] = ()
    near: bool = False
    inspects: bool = False
    attended: bool = False
    unless: dict[str, str] = Field(default_factory=dict)
    despite: tuple[str, ...] = ()
    short: dict[str, str] = Field(default_factory=dict)
    heads: tuple[str, ...] = ()
    subtypes: dict[str, Subtype] = Field(default_factory=dict)

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
            topic_in=_joined(self.topic_in, other.topic_in),
            near=self.near or other.near,
            inspects=self.inspects or other.inspects,
            attended=self.attended or other.attended,
            unless={**self.unless, **other.unless},
            despite=_joined(self.despite, other.despite),
            short={**self.short, **other.short},
            heads=_joined(self.heads, other.heads),
            subtypes={**self.subtypes, **other.subtypes},
        )

    def normalized(self) -> EventEntry:
        """Give the entry with every word in the form in which texts are searched."""
        return EventEntry(
            id=self.id,
            title=self.title,
            names=spelled_out(self.names),
            acts=spelled_out(self.acts),
            agenda=spelled_out(self.agenda),
            weak=spelled_out(self.weak),
            lookalikes={normalize(word): why for word, why in self.lookalikes.items()},
            needs=tuple(normalize(word) for word in self.needs),
            papers=tuple(normalize(word) for word in self.papers),
            part_of=self.part_of,
            topic_in=self.topic_in,
            near=self.near,
            inspects=self.inspects,
            attended=self.attended,
            unless={normalize(word): why for word, why in self.unless.items()},
            despite=tuple(normalize(word) for word in self.despite),
            short={normalize(word): normalize(topic) for word, topic in self.short.items()},
            heads=tuple(normalize(word) for word in self.heads),
            subtypes={name: _searched(subtype) for name, subtype in self.subtypes.items()},
        )


def _searched(subtype: Subtype) -> Subtype:
    words, told = spelled_out(subtype.words), spelled_out(subtype.told)
    return subtype.model_copy(update={"words": words, "told": told})


def spelled_out(words: Iterable[str]) -> tuple[str, ...]:
    """Give the words normalised, those with alternatives (<上|讲>党课) once for each choice."""
    done: dict[str, None] = {}
    for word in words:
        choices = [part.split("|") for part in re.split(r"[<>]", normalize(word))]
        done |= dict.fromkeys("".join(parts) for parts in itertools.product(*choices))
    return tuple(done)


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return first + tuple(word for word in second if word not in first)


class Clause(BaseModel):
    """A clause a rule may ask for: one of `any` and each of `all` stands in the text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()


class DocumentEntry(BaseModel):
    """One document type; see the head of `lexicons/documents.yaml` for the keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=EVENT_ID)
    title: str = ""
    names: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    kinds: tuple[DocumentKind, ...] = ()
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    section_in: tuple[str, ...] = ()
    needs_rows: bool = False
    from_anyone: bool = False
    clauses: dict[str, Clause] = Field(default_factory=dict)

    def extended(self, other: DocumentEntry) -> DocumentEntry:
        """Give this entry with another file's additions to the same type."""
        mine, more = self.model_dump(), other.model_dump()
        for key in ("names", "anywhere", "kinds", "requires", "excludes", "sections", "section_in"):
            more[key] = tuple(dict.fromkeys((*mine[key], *more[key])))
        more["title"] = other.title or self.title
        more["needs_rows"] = self.needs_rows or other.needs_rows
        more["from_anyone"] = self.from_anyone or other.from_anyone
        more["clauses"] = {**mine["clauses"], **more["clauses"]}
        return DocumentEntry.model_validate(more)


class GenreEntry(BaseModel):
    """Words that name the genre in a title."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: DocumentKind
    evidence: EvidenceKind | None = None
    words: tuple[str, ...]

    @property
    def evidence_kind(self) -> EvidenceKind:
        """Give the finer kind; a policy is no evidence of an event."""
        return self.evidence or evidence_of(self.kind)


def evidence_of(kind: DocumentKind) -> EvidenceKind:
    """Give the evidence kind of the same name; a policy is OTHER."""
    if kind is DocumentKind.POLICY:
        return EvidenceKind.OTHER
    return EvidenceKind(kind.value)


def group_names(name: str) -> tuple[str, ...]:
    """Give the word groups that a document's name refers to (<制度>)."""
    return tuple(_GROUP.findall(name))
