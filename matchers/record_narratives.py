"""Records told in running text before, between or behind the forms of a book.

A secretary who fills in forms now and then writes a paragraph instead: 10月10日上午，召开支委会….
Such a paragraph is a record of its own and no arrangement of the form beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Document
from matchers.annotation import DocumentKind
from matchers.body_lines import Line
from matchers.dated_entries import entry_day
from matchers.document_kind import KindVerdict
from matchers.outlook import has_plan_heading
from matchers.record import Record, Region
from matchers.record_dated import dated_entry

_BOOKS = (DocumentKind.MINUTES, DocumentKind.REGISTER)
_A_LIST = 2
_CAME_TOGETHER = re.compile(r"召开|举行|开展|举办|开会|集中")
_TOOK_PART = re.compile(
    r"主持|应到|实到|到会|列席|出席了|会议(?:听取|研究|讨论|审议|推荐|通过|同意|传达|学习|分析)"
    r"|会上|与会|一致|表决"
)
_TO_COME = re.compile(r"请|拟|定于|将(?!军)|届时|务必|准备|计划|安排在|召开前")


def told_before(document: Document, verdict: KindVerdict, lines: Sequence[Line]) -> list[Record]:
    """Give one record for each dated paragraph before the first form; none under a plan's name."""
    if verdict.kind not in _BOOKS or has_plan_heading("\n".join(line.text for line in lines)):
        return []
    heads = [place for place, line in enumerate(lines) if _is_entry(line)]
    if len(heads) < _A_LIST and not any(narrates(lines[place]) for place in heads):
        return []
    ends = [*heads[1:], len(lines)]
    return [
        dated_entry(document, verdict, lines[head:end])
        for head, end in zip(heads, ends, strict=True)
    ]


def told_behind(
    document: Document, verdict: KindVerdict, lines: Sequence[Line], above: tuple[Region, ...]
) -> tuple[int, list[Record]]:
    """Find dated paragraphs in a form's lines that tell of another meeting.

    Args:
        document: the document.
        verdict: what it is.
        lines: the lines of one form's record.
        above: the headings over the record, for those told behind it.

    Returns:
        How many lines are the form's own, and the records behind them.
    """
    heads = [place for place in range(1, len(lines)) if _stands_alone(lines, place)]
    if verdict.kind not in _BOOKS or not heads:
        return len(lines), []
    ends = [*heads[1:], len(lines)]
    records = [
        dated_entry(document, verdict, lines[head:end], above)
        for head, end in zip(heads, ends, strict=True)
    ]
    return heads[0], records


def _is_entry(line: Line) -> bool:
    return not line.is_row and entry_day(line) is not None and not _TO_COME.search(line.text)


def narrates(line: Line) -> bool:
    """Say whether a paragraph tells how a meeting of its day went: who led it, what it did."""
    text = line.text
    return bool(_is_entry(line) and _CAME_TOGETHER.search(text) and _TOOK_PART.search(text))


def _stands_alone(lines: Sequence[Line], place: int) -> bool:
    """Say whether a paragraph in a form's lines is no answer to the one before (会议决定：)."""
    before = lines[place - 1]
    led_in = not before.is_row and before.stripped.endswith((":", ","))
    return narrates(lines[place]) and not led_in
