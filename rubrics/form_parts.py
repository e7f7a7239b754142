"""The parts of one item: marks ①②③ that run through two columns, and points in brackets.

①支委会每月召开。（3分）②… beside ①每少一次扣0.5分。②…; or, in a form without a column of scoring
wording, 党课每季度1次（5分，缺1次减1分）；有党员名册（3分）.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from rubrics.score_terms import plain_terms

_MARKS = (
    re.compile(r"(?P<n>[①-⑳])"),
    re.compile(r"(?:(?<=[。；;\n])|^)\s*[（(](?P<n>\d{1,2})[）)]", re.MULTILINE),
    re.compile(r"(?:(?<=[。；;\n])|^)\s*(?P<n>\d{1,2})\s*[．.、](?!\d)", re.MULTILINE),
)
_NUMBER = re.compile(r"^\s*(?:\d{1,2}\s*[．.、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳])\s*")
_SCORED = re.compile(r"扣\s*\d|得\s*\d|不得分|得满分")
_WORTH = re.compile(
    r"[（(【\[]\s*(?:满分|计|共|分值[:：]?|得)?\s*(?P<n>\d{1,3}(?:\.\d{1,2})?)\s*分\s*"
    r"(?:[，,；;。:：]\s*(?P<how>[^（()）]*))?[）)】\]]"
)


@dataclass(frozen=True, slots=True)
class Part:
    """What one part demands, how it is scored, and what it is worth (None when not said)."""

    demand: str
    criteria: str
    points: Decimal | None


def parts_of(demand: str, criteria: str) -> tuple[Part, ...]:
    """Cut an item into parts; none where it is one piece, or its pieces do not match."""
    return _marked(demand, criteria) or (() if criteria else _bracketed(demand))


def _marked(demand: str, criteria: str) -> tuple[Part, ...]:
    """Pair the pieces of both columns that carry the same marks."""
    for pattern in _MARKS:
        asked, told = _pieces(demand, pattern), _pieces(criteria, pattern)
        if len(asked) > 1 and len(told) > 1 and set(told) <= set(asked):
            return tuple(_part(text, told.get(mark, "")) for mark, text in asked.items())
    return ()


def _pieces(text: str, pattern: re.Pattern[str]) -> dict[str, str]:
    """Give the text behind each mark; nothing when the text does not begin with one."""
    marks = list(pattern.finditer(text))
    if not marks or text[: marks[0].start()].strip() or len({m["n"] for m in marks}) < len(marks):
        return {}
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return {m["n"]: text[m.end() : end].strip() for m, end in zip(marks, ends, strict=True)}


def _part(demand: str, criteria: str) -> Part:
    worth = _WORTH.search(demand)
    if worth is None:
        return Part(demand, criteria, None)
    before, after = demand[: worth.start()].strip(), demand[worth.end() :].strip("，,。；;： \n")
    told = [worth["how"], criteria]
    if _SCORED.search(plain_terms(after)):
        told.insert(0, after)
    else:
        before = f"{before}{after}"
    return Part(before, "；".join(filter(None, told)), Decimal(worth["n"]))


def _bracketed(text: str) -> tuple[Part, ...]:
    """Cut a text in which every sentence tells its points in brackets."""
    for stops in ("；;。\n，,", "；;。\n"):
        pieces = [piece.strip() for piece in _sentences(text, stops) if piece.strip(" \n；;。，,")]
        if pieces and all(_WORTH.search(piece) for piece in pieces):
            return tuple(_part(_NUMBER.sub("", piece.strip("；;。，,")), "") for piece in pieces)
    return ()


def _sentences(text: str, stops: str) -> list[str]:
    """Cut at some marks outside of brackets."""
    cut: list[str] = [""]
    depth = 0
    for char in text:
        depth += (char in "（(") - (char in "）)")
        cut[-1] += char
        if char in stops and depth <= 0:
            cut.append("")
    return cut
