"""The few passages that bear on what only a person can judge, best first, none invented.

Eligible is only a sentence that holds a topic's term, a word for the same matter, or all words of
the topic. Ranked by a BM25-like weight of rare terms; what was really done and says when comes
before demands, plans and model texts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.document import BlockKind, Citation, Document
from matchers.annotation import DocumentKind
from matchers.document_titles import visible
from matchers.normalize import normalize
from matchers.sentences import sentences
from matchers.topic_words import topic_terms

_LONGEST = 120
_PER_FILE = 2
_ENDING = 80
_NEAR = 70  # words of a phrase further apart do not speak of it together
_K1, _B = 1.2, 0.6
_DONE = re.compile(
    r"召开|举行|开展了|组织了|参加了|完成了|荣获|获评|慰问了|走访|会上|带领|深入|交流发言|形成了|建立了|落实了|圆满|先后|成功"
)
_DAY = re.compile(r"\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|(?:19|20)\d\d\s*年|上旬|中旬|下旬")
_NAMED = re.compile(r"《[^《》]{2,30}》|“[^“”]{2,20}”|\d+\s*(?:人|名|次|场|篇|项|元|个)")
_DEMAND = re.compile(
    r"应当|必须|要求|不少于|原则上|严禁|不得|须|每[年月季周]|每学期|定期|进一步|要[加坚认切严做抓注把以]|得\d+分|扣\d"
)
_PLANNED = re.compile(r"计划|拟于|将于|力争|争取|下一步|今后|努力方向|安排如下|工作目标")
_BLANK = re.compile(r"[Xx×]{2,}|\*{2,}|_{3,}|某某|20[Xx]{2}")
_CONTENTS = re.compile(r"[.…·]{3,}\s*\d*\s*$")
_KIND_WEIGHT = {
    DocumentKind.MINUTES: 1.25,
    DocumentKind.NEWS: 1.25,
    DocumentKind.SUMMARY: 1.1,
    DocumentKind.REPORT: 1.1,
    DocumentKind.REGISTER: 1.1,
    DocumentKind.PLAN: 0.4,
    DocumentKind.NOTICE: 0.4,
    DocumentKind.POLICY: 0.4,
    DocumentKind.FORM: 0.8,
}


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence or a table row; `text` is normalised, its offsets are those of the block."""

    document: int
    block: int
    start: int
    end: int
    text: str
    weight: float


class PassageIndex:
    """All passages of a submission, built once, searched for each rule."""

    def __init__(self, documents: Sequence[Document], kinds: Mapping[str, DocumentKind]) -> None:
        self._documents = sorted(documents, key=lambda document: document.path)
        self._passages = tuple(self._all(kinds))
        self._mean = sum(len(p.text) for p in self._passages) / (len(self._passages) or 1)
        self._holding: dict[str, tuple[int, ...]] = {}

    def find(self, topics: Sequence[str], limit: int = 5) -> tuple[Citation, ...]:
        """Give at most `limit` passages on any of the topics, best first.

        At most two are from one file, and the same words are not given twice.
        """
        scores: dict[int, float] = {}
        places: dict[int, tuple[int, int]] = {}
        for term in topic_terms(topics):
            holding = self._with(term.words)
            for number in holding:
                gain = self._gain(number, term.words, len(holding)) * term.weight
                scores[number] = scores.get(number, 0.0) + gain
                places.setdefault(number, _extent(self._passages[number].text, term.words))
        ranked = sorted(
            scores,
            key=lambda number: (-round(scores[number] * self._passages[number].weight, 6), number),
        )
        return tuple(self._chosen(ranked, places, limit))

    def _chosen(
        self, ranked: Iterable[int], places: Mapping[int, tuple[int, int]], limit: int
    ) -> Iterator[Citation]:
        per_file: dict[int, int] = {}
        seen: set[str] = set()
        given = 0
        for number in ranked:
            passage = self._passages[number]
            plain = re.sub(r"[\W_]+", "", passage.text)
            if given >= limit:
                return
            if plain in seen or per_file.get(passage.document, 0) >= _PER_FILE:
                continue
            seen.add(plain)
            per_file[passage.document] = per_file.get(passage.document, 0) + 1
            given += 1
            start, end = _window(passage, *places[number])
            yield self._documents[passage.document].cite(passage.block, start, end)

    def _with(self, words: tuple[str, ...]) -> tuple[int, ...]:
        """Give the numbers of the passages that hold all of the words near each other."""
        found: tuple[int, ...] | None = None
        for word in words:
            if word not in self._holding:
                self._holding[word] = tuple(
                    number for number, p in enumerate(self._passages) if word in p.text
                )
            held = self._holding[word]
            found = held if found is None else tuple(sorted(set(found) & set(held)))
        if len(words) == 1:
            return found or ()
        return tuple(
            number
            for number in found or ()
            for first, last in [_extent(self._passages[number].text, words)]
            if last - first <= _NEAR
        )

    def _gain(self, number: int, words: tuple[str, ...], holding: int) -> float:
        """Give the BM25 weight of a term in a passage."""
        text = self._passages[number].text
        total = len(self._passages)
        rare = math.log(1 + (total - holding + 0.5) / (holding + 0.5))
        often = min(text.count(word) for word in words)
        length = 1 - _B + _B * len(text) / (self._mean or 1)
        return rare * often * (_K1 + 1) / (often + _K1 * length)

    def _all(self, kinds: Mapping[str, DocumentKind]) -> Iterator[_Passage]:
        for number, document in enumerate(self._documents):
            kind = kinds.get(document.path, DocumentKind.OTHER)
            for block in visible(document):
                text = normalize(block.text)
                row = block.kind is BlockKind.TABLE_ROW
                for start, end in [(0, len(text))] if row else _joined(text):
                    piece = text[start:end]
                    if piece.strip() and not _CONTENTS.search(piece[-_ENDING:]):
                        weight = _weight(piece, kind, block.kind)
                        yield _Passage(number, block.index, start, end, piece, weight)


def _extent(text: str, words: tuple[str, ...]) -> tuple[int, int]:
    """Give the stretch from the first word's first place to the last word's end."""
    starts = [(text.find(word), len(word)) for word in words]
    return min(at for at, _ in starts), max(at + size for at, size in starts)


def _joined(text: str) -> Iterator[tuple[int, int]]:
    """Give sentences; a very short one is taken together with the one after it."""
    begin: int | None = None
    for sentence in sentences(text):
        start = sentence.start if begin is None else begin
        if len(text[start : sentence.end].strip()) < 12 and "\n" not in text[sentence.end :][:1]:
            begin = start
            continue
        yield start, sentence.end
        begin = None
    if begin is not None:
        yield begin, len(text)


def _weight(text: str, kind: DocumentKind, block: BlockKind) -> float:
    """Give how much a passage is worth to a judge, whatever the topic."""
    weight = _KIND_WEIGHT.get(kind, 1.0)
    asked = _DEMAND.search(text) or _PLANNED.search(text)  # 走访 in a rule is nothing done
    weight *= 1.3 if _DONE.search(text) and not asked else 1.0
    weight *= 1.25 if _DAY.search(text) else 1.0
    weight *= 1.15 if _NAMED.search(text) else 1.0
    weight *= 0.6 if _DEMAND.search(text) else 1.0
    weight *= 0.7 if _PLANNED.search(text) else 1.0
    weight *= 0.1 if _BLANK.search(text) else 1.0
    short = len(text.strip()) < 12 or block is BlockKind.HEADING
    return weight * (0.5 if short else 1.0)


def _window(passage: _Passage, at: int, after: int) -> tuple[int, int]:
    """Give the block's span to quote: the passage, or 120 characters of it around the term."""
    text = passage.text
    first = len(text) - len(text.lstrip())
    last = len(text.rstrip())
    if last - first > _LONGEST:
        begin = max(first, min(at - _LONGEST // 3, last - _LONGEST))
        for mark in re.finditer(r"[,;:、。\t\n]", text[begin:at]):
            begin_after = begin + mark.end()
            if at - begin_after >= 8:
                begin = begin_after
                break
        last = max(after, min(last, begin + _LONGEST))
        first = begin
        while first < at and text[first].isspace():
            first += 1
    return passage.start + first, passage.start + last


def find_passages(
    documents: Sequence[Document],
    kinds: Mapping[str, DocumentKind],
    topics: Sequence[str],
    *,
    limit: int = 5,
) -> tuple[Citation, ...]:
    """Give the passages that bear on topics, best first; for many rules build a `PassageIndex`.

    Args:
        documents: a submission's documents, in any order.
        kinds: each path's document kind; missing ones count as OTHER.
        topics: words that name the matter.
        limit: how many at most.
    """
    return PassageIndex(documents, kinds).find(topics, limit)
