"""Whether a paper tells of what was done, or of what is to come, whatever its title says.

A plan that lost its title reads like news in the present tense: it has days and verbs, but not one
word of anything that took place, and it speaks of deadlines and of who is to see to it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

_DONE = re.compile(
    r"了|过(?![程去渡])|已|实到|会上|随后|接着|最后|散会|一致|到会|结束|圆满|纷纷|指出|参加|一行|来到|"
    r"第[一二三]项|当天|当日|√|签名|签收"
)
_AHEAD = re.compile(
    r"请|拟|将(?!军)|定于|届时|务必|力争|争取|待定|[日月]前|底前|责任人|牵头|时限|预计|暂定|初定|如遇|顺延|"
    r"另行通知|计划|准备|不少于|[上下]?半年内|适时|择期|待.{1,6}后"
)
_PLAN_HEADING = re.compile(
    r"^[^。:,;\n]{0,16}(?:计划|安排|打算|要点|制度|职责|须知)(?:表|\([^()\n]*\))?$", re.MULTILINE
)
# Items of a list (一、 3. 三月: 第一阶段): in a plan without its title they say who does what when.
_ITEM = re.compile(
    r"^\s*(?:\(?[一二三四五六七八九十\d]{1,2}[)、.](?!\d)|[一二三四五六七八九十\d]{1,2}月份?[:,(]|第[一二三四五六]阶段)",
    re.MULTILINE,
)
_TOLD = re.compile(
    r"了(?!解)|已(?!满|届满|经)|曾|会上|随后|到会|实到|出席|一致|圆满|纷纷|当天|当日|√|签[名收到]|散会|请假\d"
)
# 四、下月预告 and what stands below it, up to the next heading; 五、打算。6月底前…: its own line.
_HEADING = re.compile(
    r"^\s*(?:\(?[一二三四五六七八九十]{1,2}[)、.]|[【●◆■▲◎▶])\s*(?P<name>[^。,;:\n】]{2,12})(?P<end>[。:】\s]|$)",
    re.MULTILINE,
)
_TO_COME = re.compile(
    r"打算|预告|下一?步|下一?阶段|下个?月|下周|下期|下学期|下半年(?:计划|安排)|明年|来年|今后|设想|努力方向"
)
_LOOKED_BACK = re.compile(r"已|了(?!解)|过(?![程去渡])")
_LEAST_AHEAD = 2
_LEAST_ITEMS = 3


def looks_ahead(text: str) -> bool:
    """Say whether a normalised text has no word of a thing done and several of things to come.

    A list of at least three items needs only one such word.
    """
    ahead = len(set(_AHEAD.findall(text)))
    if _DONE.search(text) is None and ahead >= _LEAST_AHEAD:
        return True
    listed = len(_ITEM.findall(text)) >= _LEAST_ITEMS
    return listed and ahead > 0 and _TOLD.search(text) is None


def has_plan_heading(text: str) -> bool:
    """Say whether a line of a normalised text is the heading of a plan or of printed rules."""
    return _PLAN_HEADING.search(text) is not None


@lru_cache(maxsize=4)
def _headings(text: str) -> tuple[re.Match[str], ...]:
    """Give the headings of a text in order; many mentions of one record ask for them."""
    return tuple(_HEADING.finditer(text))


def under_plans(text: str, at: int) -> str | None:
    """Give the heading over a place that is of what is to come (下月预告), or None.

    A heading alone on its line is of what follows, up to the next one; another of its line only.
    """
    line = text.rfind("\n", 0, at) + 1
    headings = _headings(text)
    over = bisect_right(headings, at, key=lambda h: h.end("name"))
    if not over:
        return None
    last = headings[over - 1]
    inline = last.start("name") >= line
    end = text.find("\n", last.end("name"))
    alone = not text[last.end("name") : len(text) if end < 0 else end].strip("。:】 \u3000")
    if (
        (inline or alone)
        and _TO_COME.search(last["name"])
        and not _LOOKED_BACK.search(last["name"])
    ):
        return last["name"]
    return None
