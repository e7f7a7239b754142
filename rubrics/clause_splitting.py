"""Cut scoring wording into clauses that earn points of their own, and remarks that earn none.

Scoring cells mix rules with advice in brackets, examples and reminders. What speaks of points
is a clause; the rest is a remark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BRACKETS = re.compile(r"[（(][^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)]")
_EARNS = re.compile(r"(?:得|计|加|奖)\s*\d+(?:\.\d+)?\s*分")
_SCORES = re.compile(
    r"\d+(?:\.\d+)?\s*分(?!钟)|不得分|不扣分|不计分|酌情|综合给分|视同|[*×xX]\s*满意率|一票否决"
)
_TAIL = re.compile(
    r"^\s*(?:\d+\s*[%％]\s*以下不|每?[少缺漏]|否则|扣完|本项|最高|不足|以此类推|应建未建|不累计|同一项目|没有|无此)"
)
_TAKES = re.compile(r"扣\s*\d+(?:\.\d+)?\s*分")
_FAULT = re.compile(
    r"^\s*(?:未|发现|出现|发生|受到?|被|(?:没有|缺少?|无)(?:照片|签到|会议记录|活动记录|考勤|报道))"
)
_STOP = re.compile(r"(?<=[；;。\n])")


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses in order, each as printed, and the remarks that were left over."""

    clauses: tuple[str, ...]
    remarks: tuple[str, ...]


def split_clauses(criteria: str) -> Clauses:
    """Cut the wording of one scoring cell."""
    remarks: list[str] = []
    plain = _take_remarks(criteria, remarks)
    clauses: list[str] = []
    for sentence in _STOP.split(plain):
        for piece in _pieces(sentence):
            text = piece.strip(" \t\u3000\n；;。，,")
            if not text:
                continue
            if clauses and _belongs_to_last(text, clauses[-1]):
                clauses[-1] = f"{clauses[-1]}；{text}"
            elif _SCORES.search(text):
                clauses.append(text)
            else:
                remarks.append(text)
    return Clauses(tuple(clauses), tuple(remarks))


def _take_remarks(criteria: str, remarks: list[str]) -> str:
    """Take brackets out that do not speak of points; short ones explain and stay."""

    def keep(match: re.Match[str]) -> str:
        inner = match[0]
        if _SCORES.search(inner) or len(inner) <= 12:
            return inner
        remarks.append(inner)
        return ""

    return _BRACKETS.sub(keep, criteria)


def _pieces(sentence: str) -> list[str]:
    """Cut a sentence at commas behind which another clause earns points of its own."""
    parts = re.split(r"[，,]", sentence)
    pieces = [parts[0]]
    for part in parts[1:]:
        last = pieces[-1]
        earns = _EARNS.search(last) and _EARNS.search(part) and not _TAIL.match(part)
        takes = _TAKES.search(last) and _TAKES.search(part) and _FAULT.match(part)
        if earns or takes:
            pieces.append(part)
        else:
            pieces[-1] = f"{last}，{part}"
    return pieces


def _belongs_to_last(text: str, last: str) -> bool:
    """A deduction, a floor or an exemption speaks of the clause before it."""
    if _LADDER.search(last) and _LADDER.search(text) and _EARNS.search(text):
        return True
    if _FAULT.match(text) and _TAKES.search(text):
        return False
    return bool(_TAIL.match(text)) and not _EARNS.search(text) and bool(_SCORES.search(text))


_LADDER = re.compile(
    r"申报|校级|县级|区级|市级|省级|国家级|全国|\d\s*[%％]\s*(?:以上|[—–\-~～至到]|以下)"
)
