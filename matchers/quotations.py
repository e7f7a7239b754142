"""Whether a term or a cue stands in the name of a text, a quoted theme, or a quotation."""

from __future__ import annotations

import re

from matchers.cues import Cue
from matchers.sentences import Span

_THEME_AFTER = re.compile(r"(?:为|的)?(?:主题|题|专题|主线)")
_THING_DONE = re.compile(r"召开|举行|开展|活动|大会|会$")


def in_book_title(text: str, sentence: Span, term: Span) -> bool:
    """Say whether a term is part of the name of a paper or an article in 《》."""
    before = text[sentence.start : term.start]
    return before.rfind("《") > before.rfind("》") and "》" in text[term.end : sentence.end + 40]


def in_theme(text: str, sentence: Span, term: Span) -> bool:
    """Say whether a term only is part of a quoted theme (“学做小主人,迎接少代会”主题队会)."""
    opened = text.rfind("“", sentence.start, term.start)
    if opened < 0 or "”" in text[opened : term.start]:
        return False
    closed = text.find("”", term.end, sentence.end)
    if closed < 0:
        return False
    runs_on = closed - term.end >= 2 and not _THING_DONE.search(text, term.end, closed)
    named = _THEME_AFTER.match(text, closed + 1) is not None
    return runs_on or (named and "," in text[opened : term.start])


def quoted(text: str, sentence: Span, cue: Cue, term: Span) -> bool:
    """Say whether a cue stands in the name of a text or a quotation that the term is not in."""
    for opening, closing in (("《", "》"), ("“", "”")):
        start = text.rfind(opening, sentence.start, cue.start)
        if start < 0 or text.find(closing, start, cue.start) >= 0:
            continue
        end = text.find(closing, cue.end)
        inside = start < term.start and (end < 0 or term.end <= end)
        if not inside:
            return True
    return False
