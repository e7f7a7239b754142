"""Words that tell what sort of paper a document is, as data (`lexicons/kinds.yaml`)."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind
from pydantic import BaseModel, ConfigDict, Field

from matchers.annotation import DocumentKind, EvidenceKind
from matchers.lexicon_forms import GenreEntry, evidence_of
from matchers.normalize import normalize
from matchers.own_lexicon import load_own_lexicon
from matchers.shipped_yaml import lexicon_text, shipped_data

__all__ = ["CueScope", "GenreEntry", "KindCue", "KindFile", "KindLexicon", "evidence_of"]


class CueScope(StrEnum):
    """Where in the body a cue counts."""

    HEAD = "head"
    TAIL = "tail"
    ALL = "all"


class Bulletin(BaseModel):
    """A 通报 is an inspection's result or a summary, by what its title says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[str, ...]
    inspection: tuple[str, ...]
    summary: tuple[str, ...]


class KindCue(BaseModel):
    """Words of a body that speak for a kind; each word counts once, a group `cap` times."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: DocumentKind
    evidence: EvidenceKind | None = None
    weight: int = Field(ge=1, le=10)
    cap: int = Field(ge=1, le=10)
    scope: CueScope = CueScope.ALL
    words: tuple[str, ...]


class KindFile(BaseModel):
    """The form of `lexicons/kinds.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    genres: tuple[GenreEntry, ...]
    bulletin: Bulletin
    after_genre: tuple[str, ...]
    events: tuple[str, ...]
    templates: tuple[str, ...]
    cues: tuple[KindCue, ...]
    object_verbs: tuple[str, ...]
    study_verbs: tuple[str, ...]
    signature_heads: tuple[str, ...]
    ballot_heads: tuple[str, ...]
    news_verbs: tuple[str, ...]
    named_papers: tuple[str, ...]


class KindLexicon:
    """The file, with its words compiled to automata; build it once with `kind_lexicon`."""

    def __init__(self, file: KindFile, own: tuple[GenreEntry, ...] = ()) -> None:
        self.file = file
        self.genres: dict[str, GenreEntry] = {}
        for entry in (*own, *file.genres):  # a bureau's word outranks the built-in one
            for word in entry.words:
                self.genres.setdefault(normalize(word), entry)
        self.bulletins = frozenset(normalize(word) for word in file.bulletin.words)
        self._genre_words = sorted({*self.genres, *self.bulletins})
        self._genre_automaton = AhoCorasick(self._genre_words, matchkind=MatchKind.Standard)
        pairs = [(normalize(word), cue) for cue in file.cues for word in cue.words]
        self._cue_words = [word for word, _ in pairs]
        self._cues = [cue for _, cue in pairs]
        self._cue_automaton = AhoCorasick(self._cue_words, matchkind=MatchKind.Standard)

    def genre_words(self, title: str) -> list[tuple[str, int, int]]:
        """Give the genre words in a title with their spans, those that end last and are longest
        first."""
        hits = self._genre_automaton.find_matches_as_indexes(title, overlapping=True)
        found = [(self._genre_words[number], start, end) for number, start, end in hits]
        return sorted(found, key=lambda hit: (-hit[2], hit[1]))

    def cues_in(self, text: str) -> list[tuple[KindCue, str]]:
        """Give each cue word that occurs in a text once, with its group."""
        seen: dict[int, None] = {}
        for number, _, _ in self._cue_automaton.find_matches_as_indexes(text, overlapping=True):
            seen.setdefault(number)
        return [(self._cues[number], self._cue_words[number]) for number in seen]


@lru_cache(maxsize=4)
def kind_lexicon(extra: Path | None = None) -> KindLexicon:
    """Load the built-in kind lexicon, with a bureau's own genre words if its file is given.

    Raises:
        CheckedYamlError: when the bureau's file has mistakes; all of them are named.
    """
    file = KindFile.model_validate(shipped_data(lexicon_text("kinds")))
    return KindLexicon(file, () if extra is None else load_own_lexicon(extra).genres)
