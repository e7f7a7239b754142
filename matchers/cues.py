"""Status cues in a sentence: words that say held, planned, required, cancelled, claimed.

The words and their reach are data (`lexicons/cues.yaml`). spaCy's rule matcher looks for them
in a document of single characters, so a cue may have a gap and its offsets are the text's own.
Method: cue words with a scope that ends at the next boundary, as in ConText (Harkema et al.,
Journal of Biomedical Informatics 42, 2009).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import spacy
from pydantic import BaseModel, ConfigDict
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans

from matchers.annotation import Status
from matchers.normalize import normalize
from matchers.shipped_yaml import lexicon_text, shipped_data

GAP = 8
_MOST_KEPT = 2_048  # sentences


class Scope(StrEnum):
    """How far a cue reaches; see the head of `lexicons/cues.yaml`."""

    BEFORE = "before"
    SENTENCE = "sentence"
    AFTER = "after"
    CLAUSE = "clause"
    TAIL = "tail"


class CueEntry(BaseModel):
    """One group of cue words with the same meaning and reach."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    status: Status
    scope: Scope
    words: tuple[str, ...]
    reach: int = 2


class CueFile(BaseModel):
    """The form of `lexicons/cues.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cues: tuple[CueEntry, ...]


_NOT_ON, _PARTED = "不开了", ("离", "分", "打", "走", "想", "躲")  # 离不开了 calls nothing off
_PUT_OFF = ("改期", "延期", "推迟", "顺延")  # 延期后的大会 was held after all


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word at a half-open span of the sentence's text."""

    start: int
    end: int
    text: str
    id: str
    status: Status
    scope: Scope
    reach: int = 2


class CueFinder:
    """Finds the cues of one sentence; build it once with `cue_finder`."""

    def __init__(self, entries: tuple[CueEntry, ...]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._kept = lru_cache(maxsize=_MOST_KEPT)(self._find)
        self._nlp = spacy.blank("zh")
        # Plain words go to the phrase matcher: on some 300 words it is ten times faster.
        self._plain = PhraseMatcher(self._nlp.vocab, attr="ORTH")
        self._gapped = Matcher(self._nlp.vocab)
        for entry in entries:
            words = [normalize(word) for word in entry.words]
            self._plain.add(entry.id, [self._doc(word) for word in words if "*" not in word])
            if gapped := [_pattern(word) for word in words if "*" in word]:
                self._gapped.add(entry.id, gapped)

    def find(self, sentence: str) -> tuple[Cue, ...]:
        """Find the cues of a normalised sentence, in order; of overlapping ones the longest.

        Tail cues may overlap others: they are about the word before them. A sentence is asked for
        once a mention and once a row, so the latest answers are kept.
        """
        return self._kept(sentence)

    def _find(self, sentence: str) -> tuple[Cue, ...]:
        doc = self._doc(sentence)
        spans = [*self._plain(doc, as_spans=True), *self._gapped(doc, as_spans=True)]
        tails = [s for s in spans if self._entries[s.label_].scope is Scope.TAIL]
        others = [s for s in spans if self._entries[s.label_].scope is not Scope.TAIL]
        chosen = [*filter_spans(others), *filter_spans(tails)]
        cues = [
            self._cue(span.start, span.end, span.text, span.label_)
            for span in chosen
            if not (span.text in _PUT_OFF and sentence[span.end : span.end + 1] == "后")
            and not (span.text == _NOT_ON and sentence[: span.start].endswith(_PARTED))
        ]
        return tuple(sorted(cues, key=lambda cue: (cue.start, cue.end, cue.id)))

    def _doc(self, text: str) -> Doc:
        """Make a document in which every character is a token."""
        return Doc(self._nlp.vocab, words=list(text), spaces=[False] * len(text))

    def _cue(self, start: int, end: int, text: str, label: str) -> Cue:
        entry = self._entries[label]
        return Cue(start, end, text, label, entry.status, entry.scope, entry.reach)


def _pattern(word: str) -> list[dict[str, Any]]:
    """Compile a cue word: one token a character, `*` is a gap without punctuation."""
    gap = {"TEXT": {"NOT_IN": ["，", ",", "；", ";", "。", "、", "：", ":"]}, "OP": f"{{0,{GAP}}}"}
    return [gap if char == "*" else {"TEXT": char} for char in word]


@lru_cache(maxsize=1)
def cue_finder() -> CueFinder:
    """Give the finder for the built-in cue words."""
    return CueFinder(CueFile.model_validate(shipped_data(lexicon_text("cues"))).cues)
