"""A bureau's own lexicon: one YAML file with event types, document types and genre words.

Read as strictly as a rubric: every mistake at once, with its line and column. The sections have
the form of the built-in lexicons; each may be left out.

    events     types with names, acts, look-alikes (`lexicons/events.yaml`)
    documents  papers that are evidence by being there (`lexicons/documents.yaml`)
    endings    word groups that document names may refer to as <组名>
    genres     words in a title that tell what sort of paper it is (`lexicons/kinds.yaml`)
"""

from __future__ import annotations

from contextvars import ContextVar, copy_context
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator
from rapidfuzz import fuzz, process

from matchers.checked_yaml import load_checked
from matchers.lexicon_forms import DocumentEntry, EventEntry, GenreEntry, Subtype, group_names
from matchers.lexicon_words import (
    NEAR,
    checked_reasons,
    checked_title,
    checked_words,
    telling_words,
)
from matchers.shipped_yaml import lexicon_text, shipped_data

_groups: ContextVar[frozenset[str]] = ContextVar("groups", default=frozenset())
# While a file is read: the identifiers of its event types, and those of the entries read so far.
_own_types: ContextVar[frozenset[str]] = ContextVar("own_types", default=frozenset())
_read: ContextVar[list[tuple[str, str]] | None] = ContextVar("read", default=None)


def _once(section: str, type_id: str) -> str:
    """Refuse a second entry of one identifier: its words belong into the first."""
    read = _read.get()
    if read is None:
        return type_id
    if (section, type_id) in read:
        raise ValueError(f"“{type_id}”前面已经写过一项，把两处的词合并到一项里。")
    read.append((section, type_id))
    return type_id


def _known_types(types: tuple[str, ...]) -> tuple[str, ...]:
    known = builtin_ids("events") | _own_types.get()
    for name in types:
        if name not in known:
            best = process.extractOne(name, sorted(known), scorer=fuzz.ratio, score_cutoff=NEAR)
            meant = f"你是不是想写 {best[0]}？" if best else ""
            raise ValueError(
                f"没有“{name}”这个活动类型，这里写程序自带的、或本文件 events 里的类型标识。{meant}"
            )
    return types


class OwnEventEntry(EventEntry):
    """A bureau's event type, or its additions to a known one."""

    title: str = Field(default="", validate_default=True)

    @field_validator("id")
    @classmethod
    def _written_once(cls, type_id: str) -> str:
        return _once("events", type_id)

    @field_validator("title")
    @classmethod
    def _named(cls, title: str, info: ValidationInfo) -> str:
        return checked_title(title, info, builtin_ids("events"))

    @field_validator("names", "acts", "agenda", "weak")
    @classmethod
    def _searched(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        return telling_words(checked_words(words))

    @field_validator("needs", "papers", "despite", "heads")
    @classmethod
    def _words(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        return checked_words(words)

    @field_validator("subtypes")
    @classmethod
    def _kinds(cls, subtypes: dict[str, Subtype]) -> dict[str, Subtype]:
        for name, kind in subtypes.items():
            if not (kind.words or kind.told or kind.role):
                raise ValueError(f"“{name}”没有写任何词，写 words、told 或 role。")
            checked_words((*kind.words, *kind.told))
        return subtypes

    @field_validator("lookalikes", "unless")
    @classmethod
    def _reasons(cls, reasons: dict[str, str]) -> dict[str, str]:
        return checked_reasons(reasons)

    @field_validator("short")
    @classmethod
    def _topics(cls, short: dict[str, str]) -> dict[str, str]:
        checked_words((*short, *short.values()))
        return short

    @field_validator("part_of", "topic_in")
    @classmethod
    def _known(cls, types: tuple[str, ...]) -> tuple[str, ...]:
        return _known_types(types)

    @model_validator(mode="after")
    def _not_empty(self) -> OwnEventEntry:
        lists = (self.names, self.acts, self.agenda, self.weak, self.lookalikes, self.unless)
        more = (self.needs, self.papers, self.part_of, self.topic_in, self.despite, self.short)
        if not any((*lists, *more, self.heads, self.subtypes)):
            raise ValueError(f"“{self.id}”没有写任何词，至少写一项，如 names: [活动名称]。")
        both = [word for word in self.names if word in self.lookalikes]
        if both:
            raise ValueError(f"“{both[0]}”既在 names 又在 lookalikes，只能写在一处。")
        return self


class OwnDocumentEntry(DocumentEntry):
    """A bureau's document type, or its additions to a known one."""

    title: str = Field(default="", validate_default=True)

    @field_validator("id")
    @classmethod
    def _written_once(cls, type_id: str) -> str:
        return _once("documents", type_id)

    @field_validator("title")
    @classmethod
    def _named(cls, title: str, info: ValidationInfo) -> str:
        return checked_title(title, info, builtin_ids("documents"))

    @field_validator("names", "anywhere", "sections")
    @classmethod
    def _words(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        known = _groups.get()
        for word in words:
            for group in group_names(word):
                if group not in known:
                    listed = "、".join(sorted(known))
                    raise ValueError(
                        f"没有叫“{group}”的词组，可以写：{listed}；或在 endings 里写上。"
                    )
        return checked_words(words)

    @model_validator(mode="after")
    def _not_empty(self) -> OwnDocumentEntry:
        lists = (self.names, self.anywhere, self.kinds, self.requires, self.excludes)
        if not any((*lists, self.sections, self.section_in, self.clauses)):
            raise ValueError(f"“{self.id}”没有写任何词，至少写一项，如 names: [材料名称]。")
        return self


class OwnGenreEntry(GenreEntry):
    """A bureau's words for a sort of paper."""

    @field_validator("words")
    @classmethod
    def _some(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        if not words:
            raise ValueError("words 里至少写一个词。")
        return checked_words(words)


class OwnLexicon(BaseModel):
    """The form of a bureau's file; `endings` must be read before `documents`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    endings: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    events: tuple[OwnEventEntry, ...] = ()
    documents: tuple[OwnDocumentEntry, ...] = ()
    genres: tuple[OwnGenreEntry, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _note_types(cls, data: object) -> object:
        """Note the file's own types first: its entries may name each other in any order."""
        listed = data.get("events") if isinstance(data, dict) else None
        entries = listed if isinstance(listed, list) else []
        ids = [entry.get("id") for entry in entries if isinstance(entry, dict)]
        _own_types.set(frozenset(name for name in ids if isinstance(name, str)))
        return data

    @field_validator("endings")
    @classmethod
    def _remember(cls, endings: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        _groups.set(_groups.get() | {*endings})
        return endings

    @model_validator(mode="after")
    def _not_empty(self) -> OwnLexicon:
        if not any((self.endings, self.events, self.documents, self.genres)):
            raise ValueError("没有任何词条，可以写：events、documents、endings、genres。")
        return self


@lru_cache(maxsize=8)
def load_own_lexicon(path: Path) -> OwnLexicon:
    """Load a bureau's file.

    Raises:
        CheckedYamlError: when the file has mistakes; all of them are named with their place.
    """
    around = copy_context()
    around.run(_groups.set, builtin_groups())
    around.run(_read.set, [])
    return around.run(load_checked, path, OwnLexicon, what="词库文件")


@lru_cache(maxsize=2)
def builtin_ids(section: str) -> frozenset[str]:
    """Give the identifiers of the built-in event or document types."""
    return frozenset(entry["id"] for entry in _builtin(section)[section])


@lru_cache(maxsize=1)
def builtin_groups() -> frozenset[str]:
    """Give the names of the built-in word groups."""
    return frozenset(str(name) for name in _builtin("documents")["endings"])


def _builtin(name: str) -> dict[str, Any]:
    data: dict[str, Any] = shipped_data(lexicon_text(name))
    return data
