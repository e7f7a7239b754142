"""A bureau's own lexicon: one YAML file with event types, document types and genre words.

Read as strictly as a rubric: every mistake at once, with its line and column. The sections have
the form of the built-in lexicons; each may be left out.

    events     types with names, acts, look-alikes (`lexicons/events.yaml`)
    documents  papers that are evidence by being there (`lexicons/documents.yaml`)
    endings    word groups that document names may refer to as <组名>
    genres     words in a title that tell what sort of paper it is (`lexicons/kinds.yaml`)
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator
from rapidfuzz import fuzz, process

from matchers.checked_yaml import load_checked
from matchers.lexicon_forms import DocumentEntry, EventEntry, GenreEntry, group_names
from matchers.shipped_yaml import lexicon_text, shipped_data

_SHORTEST = 2
_NEAR = 75
_groups: ContextVar[frozenset[str]] = ContextVar("groups", default=frozenset())


def _checked_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse words that would be found everywhere, or nowhere."""
    for word in words:
        parts = [part.strip() for part in word.split("*")]
        if not all(parts):
            raise ValueError(f"“{word}”的 * 前后都要有字（* 表示中间可隔几个字）。")
        if sum(map(len, parts)) < _SHORTEST:
            raise ValueError(f"“{word}”只有一个字，到处都会碰上，至少写两个字。")
    return words


def _checked_reasons(reasons: dict[str, str]) -> dict[str, str]:
    _checked_words(tuple(reasons))
    for word, why in reasons.items():
        if not why.strip():
            raise ValueError(f"“{word}”后面要写明不计的原因。")
    return reasons


def _checked_title(title: str, info: ValidationInfo, section: str) -> str:
    """Ask for the Chinese name of a new type: most often its identifier is only misspelt."""
    type_id = info.data.get("id")
    if title or type_id is None or type_id in builtin_ids(section):
        return title
    best = process.extractOne(
        type_id, sorted(builtin_ids(section)), scorer=fuzz.ratio, score_cutoff=_NEAR
    )
    meant = f"你是不是想写已有的 {best[0]}？" if best else ""
    raise ValueError(f"“{type_id}”是新的类型，要用 title 写上中文名称。{meant}")


class OwnEventEntry(EventEntry):
    """A bureau's event type, or its additions to a known one."""

    title: str = Field(default="", validate_default=True)

    @field_validator("title")
    @classmethod
    def _named(cls, title: str, info: ValidationInfo) -> str:
        return _checked_title(title, info, "events")

    @field_validator("names", "acts", "agenda", "weak", "needs", "papers", "despite")
    @classmethod
    def _words(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        return _checked_words(words)

    @field_validator("lookalikes", "unless")
    @classmethod
    def _reasons(cls, reasons: dict[str, str]) -> dict[str, str]:
        return _checked_reasons(reasons)

    @field_validator("short")
    @classmethod
    def _topics(cls, short: dict[str, str]) -> dict[str, str]:
        _checked_words((*short, *short.values()))
        return short

    @field_validator("part_of")
    @classmethod
    def _known(cls, types: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [name for name in types if name not in builtin_ids("events")]
        if unknown:
            raise ValueError(f"没有“{unknown[0]}”这个活动类型，这里写程序自带的类型标识。")
        return types

    @model_validator(mode="after")
    def _not_empty(self) -> OwnEventEntry:
        lists = (self.names, self.acts, self.agenda, self.weak, self.lookalikes, self.unless)
        if not any((*lists, self.needs, self.papers, self.part_of, self.despite, self.short)):
            raise ValueError(f"“{self.id}”没有写任何词，至少写一项，如 names: [活动名称]。")
        both = [word for word in self.names if word in self.lookalikes]
        if both:
            raise ValueError(f"“{both[0]}”既在 names 又在 lookalikes，只能写在一处。")
        return self


class OwnDocumentEntry(DocumentEntry):
    """A bureau's document type, or its additions to a known one."""

    title: str = Field(default="", validate_default=True)

    @field_validator("title")
    @classmethod
    def _named(cls, title: str, info: ValidationInfo) -> str:
        return _checked_title(title, info, "documents")

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
        return _checked_words(words)

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
        return _checked_words(words)


class OwnLexicon(BaseModel):
    """The form of a bureau's file; `endings` must be read before `documents`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    endings: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    events: tuple[OwnEventEntry, ...] = ()
    documents: tuple[OwnDocumentEntry, ...] = ()
    genres: tuple[OwnGenreEntry, ...] = ()

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
    token = _groups.set(builtin_groups())
    try:
        return load_checked(path, OwnLexicon, what="词库文件")
    finally:
        _groups.reset(token)


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
