"""Words that mean an event only in an item on their topic: 意识形态。…6月22日研判;两次书面报告.

A summary names the topic once, at the head of an item, and then says shortly what was done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matchers.annotation import DocumentKind
from matchers.lexicon import EventLexicon
from matchers.terms import Strength, TermHit, in_order

# 3月10日讲两会: a word of one character means the event only right behind its day.
_DAY_BEFORE = re.compile(r"(?:\d{1,2}[日号]|\d[./]\d{1,2})(?:[上下]午|晚上?)?[^,;:。、()\n]{0,8}\Z")
_LONGER = re.compile(r"讲[座台话稿义坛学究评]")
_DAY = re.compile(r"(?:\d{1,2}[日号]|(?<!\d)\d{1,2}[./]\d{1,2}(?!\d))(?:[上下]午|晚上?)?")
_HEAD_BEHIND = re.compile(r"[\s,:、]{0,3}(?P<head>[\u4e00-\u9fff]{2,8})(?=[,。;:\s(]|$)")
_THEIRS = re.compile(r"(?:[省市区县镇局]|上级|工委|督查组|检查组)[^,;。\n]{0,8}\Z")


def short_hits(
    text: str, hits: Sequence[TermHit], lexicon: EventLexicon, kind: DocumentKind
) -> tuple[TermHit, ...]:
    """Give the hits, in a summary with those of words that their item's topic completes, in order.

    Args:
        text: the record's normalised text.
        hits: the terms found in it.
        lexicon: its entries name the words and their topics (`short`).
        kind: what paper the record stands in; only summaries and reports have such items.
    """
    if kind not in (DocumentKind.SUMMARY, DocumentKind.REPORT):
        return tuple(hits)
    words = {(word, topic): e.id for e in lexicon.events for word, topic in e.short.items()}
    topics = {topic for _, topic in words}
    added = [
        TermHit(at, at + len(word), event_type, word, Strength.ACT)
        for (word, topic), event_type in words.items()
        if topic in text
        for at in _places(text, word)
        if _topic_at(text, at, topics) == topic and not _is_known(hits, at, len(word), event_type)
    ]
    added += _entry_hits(text, hits, lexicon)
    return tuple(in_order((*hits, *added)))


def _entry_hits(text: str, hits: Sequence[TermHit], lexicon: EventLexicon) -> list[TermHit]:
    """Give the short names of columns (`heads`) right behind a day: 1月22日 民主评议,…"""
    heads = {word: e.id for e in lexicon.events for word in e.heads}
    found = (m for day in _DAY.finditer(text) if (m := _HEAD_BEHIND.match(text, day.end())))
    return [
        TermHit(*m.span("head"), heads[m["head"]], m["head"], Strength.NAME)
        for m in found
        if m["head"] in heads
        and not _is_known(hits, m.start("head"), len(m["head"]), heads[m["head"]])
    ]


def _places(text: str, word: str) -> list[int]:
    """Give where a word stands, but for what a superior does."""
    places = [found.start() for found in re.finditer(re.escape(word), text)]
    if len(word) == 1:
        places = [at for at in places if _DAY_BEFORE.search(text, max(0, at - 24), at)]
        places = [at for at in places if _LONGER.match(text, at) is None]
    return [at for at in places if not _THEIRS.search(text, max(0, at - 12), at)]


def _topic_at(text: str, at: int, topics: set[str]) -> str | None:
    """Give the topic that the line names last before a place."""
    start = text.rfind("\n", 0, at) + 1
    last = {topic: text.rfind(topic, start, at) for topic in topics}
    named = max(last, key=lambda topic: last[topic])
    return named if last[named] >= 0 else None


def _is_known(hits: Sequence[TermHit], at: int, length: int, event_type: str) -> bool:
    """Say whether a hit of the type, or a longer name, holds the word already."""
    return any(
        h.start < at + length and at < h.end and (h.type == event_type or h.end - h.start > length)
        for h in hits
    )
