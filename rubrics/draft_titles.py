"""What a count is called: the clause without its scoring words, else the demand it is about.

迟报每次扣0.5分 -> 迟报; 发现1人次程序不规范的，扣4分 -> 程序不规范; 查实1起扣2分 -> the demand.
"""

from __future__ import annotations

import re

from rubrics.draft_subjects import says_no_subject
from rubrics.score_terms import plain_terms

_UNITS = "人次|次|人|件|起|处|项|份|例|个|名|篇|条|期"
_SCORED = re.compile(
    r"[，,；;：:]?\s*(?:的?[，,])?\s*(?:均|各|都)?(?:每(?:缺|少)?\s*(?:出现|发现|发生|开展|参加|有)?\s*[一1]?\s*"
    rf"(?:{_UNITS})?(?:问题|事项|项目)?|[一1]\s*(?:{_UNITS}))?(?:另|再|各|均|都|共|应|可)?(?:扣|加|得|计|奖)\s*\d+(?:\.\d+)?\s*分.*$|"
    r"[，,；;：:]?\s*(?:的?[，,])?\s*(?:不得分|得满分|酌情).*$",
    re.DOTALL,
)
_COUNTED = re.compile(
    rf"^\s*(?:每|如|凡)?(?:发现|出现|发生|查出|查实|有|每)\s*(?:[一1]\s*(?:{_UNITS}))?|^\s*(?:是否(?:存在|发生|出现|有)|有无|有没有|无|没有发生|未发生|不存在)"
)
_PER = re.compile(rf"(?:每|[一1])\s*[一1]?\s*(?P<u>{_UNITS})(?!\s*以上)")
_BOUND = re.compile(
    r"(?:是否)?(?:应|须|需|要|均|都)?(?:在|达到?|不(?:得|应)?(?:低于|少于|小于)|低于|高于|不足|不到|超过|至少|≥|>=|不止|为)[^，；。\d]{0,8}\d.*$|"
    r"\d+(?:\.\d+)?\s*[%％].*$",
    re.DOTALL,
)
_EARNED = re.compile(r"得\s*\d+(?:\.\d+)?\s*分|得满分")
_LONG = 30  # characters


def fault_title(clause: str, demand: str) -> str:
    """Say what is found: the fault without how it is scored."""
    text = _COUNTED.sub("", _unscored(clause)).strip("，。；：、 ")
    named = re.search(r"[迟漏错瞒缓][报签交填]", text)
    if not named and (len(text) < 2 or says_no_subject(text) or says_no_subject(clause)):
        text = _unscored(demand) or demand or text or clause
    return _cut(re.sub(r"的$|(?:的)?(?:情况|情形)$", "", text))


def number_title(clause: str, demand: str) -> str:
    """Say what is numbered: the phrase a bound or a number stands in, without it."""
    for text in (clause, demand):
        for phrase in re.split(r"[，；。]", plain_terms(text)):
            if bound := _BOUND.search(phrase):
                title = phrase[: bound.start()].strip("、：（( ")
                if len(title) >= 2 and not says_no_subject(title):
                    return _cut(title)
    text = _unscored(clause).strip("，。；：、 ")
    fits = len(text) >= 2 and not says_no_subject(text)
    return _cut(text if fits else _unscored(demand) or demand or clause)


def question(clause: str, demand: str) -> str:
    """Say what a person judges: the clause, or the demand where the clause only scores."""
    text = _unscored(clause)
    if demand and (len(text) < 2 or says_no_subject(clause) or _GENERAL.fullmatch(text)):
        return demand.rstrip("。；")
    return clause.rstrip("。；")


_GENERAL = re.compile(r"(?:符合|达到|完成)(?:要求|标准|规定)?的?|(?:其余|其他)要求")


def fault_unit(clause: str) -> str:
    """Say what faults are counted in: 人次, 起, 处; times when it does not say."""
    found = _PER.search(clause)
    return found["u"] if found else "次"


def _unscored(text: str) -> str:
    """Take the scoring words out of a text; of 符合得4分，有一项不符合扣1分 the fault is left."""
    plain = plain_terms(text)
    takes = re.search(r"扣\s*\d", plain) is not None
    phrases = [p for p in re.split(r"[，,]", plain) if not (takes and _EARNED.search(p))]
    return _SCORED.sub("", "，".join(phrases)).strip("，。；：、 \n")


def _cut(title: str) -> str:
    flat = " ".join(title.split())
    return flat if len(flat) <= _LONG else f"{flat[: _LONG - 1]}…"
