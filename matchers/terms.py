"""Event terms in a text: one Aho–Corasick pass over every word of the lexicon.

Found are names, acts, agenda words and weak hints of event types; look-alikes that cover a
name take it out and are kept with their reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

import ahocorasick_rs

from matchers.lexicon import EventEntry, EventLexicon, load_lexicon

GAP = 12
# A quoted title counts as one: 上了一堂题为“……”的党课.
_GAP_PATTERN = rf"(?:《[^《》\n]{{1,40}}》|“[^“”\n]{{1,40}}”|[^。；;，,！？!?\n]){{0,{GAP}}}?"
_GAP_ENDS = re.compile(r"[。；;，,！？!?\n]")
_LONGEST_GAP = GAP * 42  # each of its twelve a quoted title


class Strength(StrEnum):
    """How a term speaks of an event."""

    NAME = "name"
    ACT = "act"
    AGENDA = "agenda"
    WEAK = "weak"
    MATTER = "matter"  # an item of minutes told in free words


@dataclass(frozen=True, slots=True)
class TermHit:
    """An event term at a half-open span of the searched text; `form` is the lexicon's word."""

    start: int
    end: int
    type: str
    form: str
    strength: Strength


def in_order(hits: Iterable[TermHit]) -> list[TermHit]:
    """Give each hit once in the order of the text, longer ones first; no tie falls by chance."""
    return sorted(set(hits), key=lambda h: (h.start, -h.end, h.type, h.strength, h.form))


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A word that only looks like an event term, with the reason (Chinese)."""

    start: int
    end: int
    type: str
    form: str
    why: str


@dataclass(frozen=True, slots=True)
class TermsFound:
    """What one pass found, both sorted by place."""

    hits: tuple[TermHit, ...]
    lookalikes: tuple[Lookalike, ...]


# 党总支会议室, 支委会会议室, 党课教室: a place that is called after what meets there.
_ROOM = re.compile(r"(?:会议|活动|学习|教|办公|接待)?室(?![内外])")
_ROOM_WHY = "场所名称"
_STRENGTHS = {
    Strength.NAME: "names",
    Strength.ACT: "acts",
    Strength.AGENDA: "agenda",
    Strength.WEAK: "weak",
}


class TermMatcher:
    """Finds the terms of one lexicon; building it is costly, use `term_matcher`."""

    def __init__(self, lexicon: EventLexicon) -> None:
        self.lexicon = lexicon
        self._plain: dict[str, list[tuple[str, Strength]]] = defaultdict(list)
        self._gapped: dict[str, list[tuple[str, Strength, str]]] = defaultdict(list)
        self._alike: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for entry in lexicon.events:
            self._add(entry)
        self._words = sorted({*self._plain, *self._gapped, *self._alike})
        self._automaton = ahocorasick_rs.AhoCorasick(self._words)

    def _add(self, entry: EventEntry) -> None:
        for strength, attribute in _STRENGTHS.items():
            for form in getattr(entry, attribute):
                first, star, _ = form.partition("*")
                if not star:
                    self._plain[form].append((entry.id, strength))
                    continue
                self._gapped[first].append((entry.id, strength, form))
        for form, why in entry.lookalikes.items():
            self._alike[form].append((entry.id, why))

    def find(self, text: str) -> TermsFound:
        """Find the terms in a normalised text."""
        raw: list[TermHit] = []
        alike: list[Lookalike] = []
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            word = self._words[number]
            raw += [TermHit(start, end, t, word, s) for t, s in self._plain.get(word, ())]
            alike += [Lookalike(start, end, t, word, w) for t, w in self._alike.get(word, ())]
            for event_type, strength, form in self._gapped.get(word, ()):
                last = gapped_end(form, text, start)
                if last is not None:
                    raw.append(TermHit(start, last, event_type, form, strength))
        rooms = {hit: room for hit in raw if (room := _ROOM.match(text, hit.end))}
        raw = [hit for hit in raw if hit not in rooms or hit.strength is not Strength.NAME]
        alike = [a for a in alike if not any(_covers(h, a) for h in raw)]
        kept = [hit for hit in raw if not any(_swallows(a, hit) for a in alike)]
        hits = _without_covered(kept)
        alike += [
            Lookalike(hit.start, room.end(), hit.type, hit.form, _ROOM_WHY)
            for hit, room in rooms.items()
            if hit.strength is Strength.NAME
        ]
        return TermsFound(tuple(hits), tuple(sorted(alike, key=lambda a: (a.start, a.end, a.type))))


def gapped_end(form: str, text: str, start: int) -> int | None:
    """Give where a form with gaps ends, whose first part stands at `start`; None if it does not.

    What `_gap_pattern` finds, without it where no title can lie in the gap: a pattern costs
    half a millisecond to make, and most forms' first words stand in every paper.
    """
    first, second, *more = _parts(form)
    begin = start + len(first)
    near = text[begin : begin + GAP]
    if "《" in near or "“" in near:
        if text.find(second, begin, begin + _LONGEST_GAP + len(second)) < 0:
            return None
    else:
        stop = _GAP_ENDS.search(near)
        reach = stop.start() if stop else len(near)
        at = text.find(second, begin, begin + reach + len(second))
        if at < 0:
            return None
        if not more:
            return at + len(second)
    found = _gap_pattern(form).match(text, start)
    return found.end() if found else None


@cache
def _parts(form: str) -> tuple[str, ...]:
    return tuple(form.split("*"))


@cache
def _gap_pattern(form: str) -> re.Pattern[str]:
    """Give the pattern of a form with gaps; most forms of a lexicon begin in no paper at hand."""
    return re.compile(_GAP_PATTERN.join(re.escape(part) for part in form.split("*")))


def _covers(hit: TermHit, other: Lookalike) -> bool:
    """Say whether a longer name of the same type holds the look-alike."""
    return (
        hit.type == other.type
        and hit.strength is Strength.NAME
        and hit.start <= other.start
        and other.end <= hit.end
        and hit.end - hit.start > other.end - other.start
    )


def _swallows(alike: Lookalike, hit: TermHit) -> bool:
    """Say whether a look-alike takes a hit out: it covers the hit's name or an act's end."""
    if alike.type != hit.type:
        return False
    if alike.start <= hit.start and hit.end <= alike.end:
        return True
    if hit.strength is Strength.NAME:
        return hit.start < alike.start < hit.end < alike.end  # 党委中心组 + 中心组成员
    return alike.start < hit.end <= alike.end and not hit.form.endswith(alike.form)


def _without_covered(hits: list[TermHit]) -> list[TermHit]:
    """Drop hits inside a longer name, unless both are the same span of different types."""
    ordered = in_order(hits)
    kept: list[TermHit] = []
    for hit in ordered:
        covered = any(
            other.start <= hit.start
            and hit.end <= other.end
            and other.end - other.start > hit.end - hit.start
            and (_hides_all(other) or other.type == hit.type)
            for other in kept
        )
        if not covered:
            kept.append(hit)
    return kept


def _hides_all(hit: TermHit) -> bool:
    """Say whether a hit is one word: what a gapped name spans may be another event's name."""
    return hit.strength is Strength.NAME and "*" not in hit.form


@lru_cache(maxsize=4)
def term_matcher(extra: Path | None = None) -> TermMatcher:
    """Give the matcher of the built-in lexicon, with a bureau's own file on top if given."""
    return TermMatcher(load_lexicon(extra))
