"""What sets a term for a later day: words right behind it, or right before its day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matchers.annotation import Status
from matchers.cues import Cue, Scope
from matchers.sentences import Span

_SET_FOR = re.compile(r"[^,;:。的了过]{0,8}?(?P<how>(?:定|安排|放|排|约|留)(?:在|到|于))")
_MEANT = re.compile(r"(?:活动|会议)?(?P<how>拟|打算)(?![定订])")
_FIXED_FOR = re.compile(r"(?<!固)(?:定|约|留)(?:在|到|于)\Z")
_NEXT_TO = re.compile(r"(?:\([^()]{1,6}\))?(?:[上下中]午|晚上?)?[^,;:。的了过]{0,4}")
_RIGHT_BEHIND = re.compile(r"[^,;:。的了过]{0,8}")


def said_ahead(text: str, term: Span, after: Sequence[Cue], dates: Sequence[Span]) -> Cue | None:
    """Give the cue right behind a term that sets it for a later day (组织生活会拟于12月召开)."""
    set_for = _SET_FOR.match(text, term.end)
    if set_for and any(0 <= day.start - set_for.end() <= 2 for day in dates):
        said = set_for["how"]
        return Cue(set_for.start("how"), set_for.end(), said, "future", Status.PLANNED, Scope.AFTER)
    if meant := _MEANT.match(text, term.end):
        return Cue(*meant.span("how"), meant["how"], "future", Status.PLANNED, Scope.AFTER)
    for cue in after:
        if cue.text.startswith("原") and "(" in text[term.end : cue.start]:
            continue  # 支委会补开(原定24日): what was first meant is only an aside
        if cue.id in ("future", "pending") and _RIGHT_BEHIND.fullmatch(text[term.end : cue.start]):
            return cue
    return None


def set_before(text: str, term: Span, dates: Sequence[Span], done: bool) -> Cue | None:
    """Give the words before a term's day that set it for then (定在4月22日党员大会上讨论)."""
    for day in dates:
        fixed = _FIXED_FOR.search(text, max(0, day.start - 4), day.start)
        near = day.end <= term.start and _NEXT_TO.fullmatch(text, day.end, term.start)
        if fixed and near and not done:
            return Cue(*fixed.span(), fixed.group(), "future", Status.PLANNED, Scope.BEFORE)
    return None
