"""Headers, footers and page numbers: lines that pages repeat at their edges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.page_layout import ColumnText, PageLayout
from extractors.text_lines import Line

_EDGE = 0.12  # share of the page's height where such lines stand
_NUMBERED = re.compile(
    r"\A[-—–―_·.\s]*\d{1,4}[-—–―_·.\s]*\Z|第\s*\d{1,4}\s*页|共\s*\d{1,4}\s*页"
    r"|(?<!\d)\d{1,4}\s*/\s*\d{1,4}(?!\d)"
)
_PAGE_NUMBER = re.compile(
    r"[-—–―_·.\s]*第?\s*\d{1,4}\s*页?(?:\s*[/，,]?\s*共?\s*\d{1,4}\s*页)?[-—–―_·.\s]*\Z"
    r"|\d{1,4}\s*/\s*\d{1,4}\Z"
)
_FIELD = re.compile(
    r"\s*(?:[一-鿿]{0,4}(?:时\s*间|日\s*期|地\s*点|主\s*持\s*人?|记\s*录\s*人?|主\s*讲\s*人?|授课人|议\s*题|主\s*题|名\s*称))"
    r"\s*[:：]"
)
_NEAR = 6.0  # points: a repeated line stands at the same height


def take_furniture(pages: Sequence[PageLayout]) -> list[tuple[list[Line], list[Line]]]:
    """Take headers and footers out of the layouts; give them for each page as (top, bottom).

    A line counts as furniture when it stands in the outer eighth of the page and most pages
    (at least two) have the same line, page numbers aside, at the same height; a bare page number at
    the bottom needs no second page. The line right above a record's fields (时间, 地点, 主持人)
    is that record's own title, however many pages have the same one: it stays.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        upper, lower = _edge_lines(page)
        seen.update({_key(line) for line in (*upper, *lower)})
    needed = max(2, len(pages) // 2)
    taken = []
    for page in pages:
        upper, lower = _edge_lines(page)
        top = _outermost(upper, seen, needed, numbered=False)
        if top and _heads_fields(page, top[-1]):
            top.pop()
        bottom = _outermost(lower[::-1], seen, needed, numbered=True)[::-1]
        _remove(page, {id(line) for line in (*top, *bottom)})
        taken.append((top, bottom))
    return taken


def _heads_fields(page: PageLayout, title: Line) -> bool:
    """Say whether what follows a line at the top of a page is a record's first field."""
    below: list[tuple[float, str]] = []
    for part in page.parts:
        if isinstance(part, ColumnText):
            below += [(line.box.y0, line.text) for line in part.lines]
        else:
            rows = part.rows[:1]
            below += [(r.box.y0, f"{cell.text}:") for r in rows for cell in r.cells[:1]]
    following = [(top, text) for top, text in below if top > title.box.y0 + 1.0]
    return bool(following) and _FIELD.match(min(following)[1]) is not None


def _outermost(
    lines: list[Line], seen: Counter[tuple[str, int]], needed: int, *, numbered: bool
) -> list[Line]:
    """Give the furniture among lines that run inwards from the edge: it ends at the first other.

    `numbered`: a bare page number needs no second page.
    """
    found: list[Line] = []
    for line in lines:
        if not _repeats(line, seen, needed) and not (numbered and _PAGE_NUMBER.match(line.text)):
            break
        found.append(line)
    return found


def _edge_lines(page: PageLayout) -> tuple[list[Line], list[Line]]:
    """Give the lines at the upper and lower edge, from top to bottom, no more than two each."""
    lines = [line for part in page.parts if isinstance(part, ColumnText) for line in part.lines]
    lines.sort(key=lambda line: line.box.y0)
    upper = [line for line in lines[:2] if line.box.y1 < page.height * _EDGE]
    lower = [line for line in lines[-2:] if line.box.y0 > page.height * (1 - _EDGE)]
    return upper, lower


def _key(line: Line) -> tuple[str, int]:
    """Give what pages repeat: the line but for page numbers, and its height.

    Other digits count: pages that begin with 3月15日会议记录 and 4月12日会议记录 repeat nothing.
    """
    return _NUMBERED.sub("#", line.text), round(line.box.y0 / _NEAR)


def _repeats(line: Line, seen: Counter[tuple[str, int]], needed: int) -> bool:
    text, height = _key(line)
    # Heights are counted in steps: a line near a step's edge may fall into the next one.
    return sum(seen[text, height + shift] for shift in (-1, 0, 1)) >= needed


def _remove(page: PageLayout, gone: set[int]) -> None:
    if not gone:
        return
    for index, part in enumerate(page.parts):
        if isinstance(part, ColumnText):
            kept = tuple(line for line in part.lines if id(line) not in gone)
            page.parts[index] = ColumnText(kept, part.margins)
    page.parts = [part for part in page.parts if not isinstance(part, ColumnText) or part.lines]
