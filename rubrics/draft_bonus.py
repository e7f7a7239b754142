"""Points beyond the form's own: items that add (加分项) and items that take away (扣分项)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from rubrics.clause_model import Reading
from rubrics.draft_points import Read
from rubrics.form_items import FormItem
from rubrics.interval import ZERO
from rubrics.score_terms import plain_terms

_BONUS = re.compile(r"加分|附加分|奖励分|加减分")
_PENALTY = re.compile(
    r"(?:反向|负向|逆向)?(?:扣分|减分|倒扣)(?:项|事项|指标|内容|情形|积分)?|负面清单|负向|反向积分|加减分"
)
_ADDS = re.compile(r"(?:加|得|计|奖)\s*\d+(?:\.\d+)?\s*分")
_TAKES = re.compile(r"扣\s*\d+(?:\.\d+)?\s*分")
_MOST = re.compile(
    r"(?:最[多高]|累计|不超过|上限)\s*(?:不超过)?\s*扣?分?\s*(?:不超过)?(\d+(?:\.\d+)?)\s*分|"
    r"扣[完满至]\s*(\d+(?:\.\d+)?)\s*分"
)


def is_penalty(item: FormItem) -> bool:
    """Say whether an item only takes points away from what the form has given."""
    if item.sign == "-":
        return True
    text = plain_terms(item.criteria or item.text)
    titled = any(_PENALTY.search(title) for title in item.groups)
    return titled and bool(_TAKES.search(text)) and not _ADDS.search(text)


def is_bonus(item: FormItem) -> bool:
    """Say whether an item adds points beyond the form's maximum."""
    titled = any(_BONUS.search(title) for title in (*item.groups, item.text[:8]))
    return item.sign == "+" or (titled and not is_penalty(item))


def most_taken(item: FormItem) -> Decimal | None:
    """Give the most a penalty may take off; None when the form does not say."""
    found = _MOST.search(plain_terms(f"{item.text}；{item.criteria}"))
    if found is not None:
        return Decimal(found[1] or found[2])
    return item.max or None


def taken_only(readings: Read) -> Read:
    """Give a penalty's clauses no points of their own, its deductions as one rule."""
    taking = [pair for pair in readings if pair[1].each is not None and pair[1].scorer == "deduct"]
    rest = [(text, replace(r, points=ZERO)) for text, r in readings if (text, r) not in taking]
    return [*([_one(taking)] if taking else []), *rest]


def _one(taking: Read) -> tuple[str, Reading]:
    first = replace(taking[0][1], points=ZERO, more=tuple(taking[1:]), clause=taking[0][0])
    return "；".join(text for text, _ in taking), first
