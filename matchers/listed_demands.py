"""What a speaker asks for point by point: 提三点要求:一要…。二要加强意识形态风险排查…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matchers.sentences import Span

_NUMBER = r"(?:第?[一二三四五六七八])"
_POINT = re.compile(rf"(?<![\u4e00-\u9fff]){_NUMBER}(?P<verb>是要|是|要)(?![求点])")
_ASKS = re.compile(
    r"(?:要求|强调|希望|提醒|嘱咐|叮嘱|提[出了]?[^。;,:]{0,6}[点条个](?:要求|意见|希望|建议|倡议))[^。;]{0,16}\Z"
)


def listed_demand(text: str, sentence: Span, term: Span, dates: Sequence[Span]) -> str | None:
    """Give the words that make a term part of a list of demands, or None.

    Points may run over several sentences of a paragraph: 一要…。二要…. A day behind the point's
    beginning tells of something else; so does 一是…二是… behind anything that does not ask.
    """
    line = text.rfind("\n", 0, term.start) + 1
    points = list(_POINT.finditer(text, line, term.start))
    if not points or points[-1].start() < sentence.start:
        return None
    last = points[-1]
    if any(last.end() <= day.start < term.start for day in dates):
        return None
    if last["verb"].endswith("要"):
        return last.group()
    return last.group() if _ASKS.search(text, line, points[0].start()) else None
