"""The clause that holds a term, and what kind of clause it is.

Commas inside a quoted title (《牢记使命，争做先锋》) part no clauses of the sentence around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matchers.sentences import Span

_CLAUSE_END = re.compile(r"[,，;；:：]")
_QUOTED = re.compile(r"《[^《》\n]{1,60}》|“[^“”\n]{1,60}”|\([^()\n]{1,60}\)")
_MARKS = str.maketrans(dict.fromkeys(",，;；:：", "·"))
# 为全体党员上党课 names who is served; only 为 with a verb or an occasion tells an aim.
_AIM = re.compile(
    r"\s*(?:(?:近日|日前|当天|[上下]午),?)?(?:为了|旨在|目的在于|意在|目的是|为[^,，。;；]{0,4}?(?:进一步|深入|切实|更好|全面|认真|"
    r"贯彻|落实|学习|庆祝|纪念|缅怀|迎接|喜迎|推动|推进|加强|加快|增强|提升|提高|规范|充分|激发|扎实|持续|不断|强化|"
    r"严肃|引导|弘扬|传承|赓续|丰富|营造|筑牢|响应|积极|隆重|激励|发挥|巩固|深化|确保|促进|厚植|锤炼|坚定|夯实|"
    r"传达|宣传|普及|培养|树立|牢固|打造|教育|帮助|维护|改善|防止|总结|检验|推广|践行|构建|凝聚))"
)
_BODY = re.compile(
    r"党支部|支部|总支|党委|学校|我校|我园|小学|中学|幼儿园|学院|校区|党组织|党员教师|全体"
)
_HAPPENS = re.compile(r"召开|举行|举办|开展了|开展|组织|走进|前往|来到|进行|参加|赴|观看|集中")


def clause_around(text: str, sentence: Span, term: Span) -> Span:
    """Give the clause of a sentence that holds a term."""
    masked = _masked(text, sentence, term)
    base = sentence.start
    start = base
    for found in _CLAUSE_END.finditer(masked, 0, term.start - base):
        start = base + found.end()
    end = _CLAUSE_END.search(masked, term.end - base)
    return Span(start, base + end.start() if end else sentence.end)


def aim_of(text: str, sentence: Span, term: Span, dates: Sequence[Span]) -> str | None:
    """Give the words that make a term part of an aim (为深入学习…精神,), or None.

    An aim ends where a clause names a day, or who does what.
    """
    masked = _masked(text, sentence, term)
    base, start = sentence.start, 0
    begun: str | None = None
    for found in re.finditer(r"[^,，;；:：]+[,，;；:：]?", masked):
        start, end = base + found.start(), base + found.end()
        aim = _AIM.match(found.group())
        if aim:
            begun = aim.group().strip()
        elif any(start <= day.start < end for day in dates) or _tells(found.group()):
            begun = None
        if start <= term.start < end:
            return begun if begun and not _main(text, aim is not None, start, end, term) else None
    return None


def _tells(clause: str) -> bool:
    """Say whether a clause has a body that does something: the main clause has begun."""
    body = _BODY.search(clause)
    return body is not None and _HAPPENS.search(clause, body.end()) is not None


def _main(text: str, aim: bool, start: int, end: int, term: Span) -> bool:
    """Say whether the main clause follows the aim without a comma (为…,书记上党课)."""
    body = _BODY.search(text, start, term.start) if aim else None
    return body is not None and _HAPPENS.search(text, body.end(), end) is not None


def _masked(text: str, sentence: Span, term: Span) -> str:
    """Give the sentence with the commas of quotations that do not hold the term taken out."""
    said = text[sentence.start : sentence.end]
    at, until = term.start - sentence.start, term.end - sentence.start
    for found in _QUOTED.finditer(said):
        if found.start() <= at and until <= found.end():
            continue
        said = said[: found.start()] + found.group().translate(_MARKS) + said[found.end() :]
    return said
