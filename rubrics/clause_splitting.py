"""Cut scoring wording into clauses that earn points of their own, and remarks that earn none.

Scoring cells mix rules with advice in brackets, examples and reminders. What speaks of points
is a clause; the rest is a remark. Clauses are given as printed and compared in plain terms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rubrics.clause_grades import LADDER, RANGE, is_fewer, is_lesser_degree, is_worse
from rubrics.score_terms import plain_terms

_BRACKETS = re.compile(r"[（(][^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)]")
_EARNS = re.compile(r"(?:得|计|加|奖)\s*\d+(?:\.\d+)?\s*分")
_SCORES = re.compile(
    r"\d+(?:\.\d+)?\s*分(?!钟)|不得分|得满分|不扣分|酌情|综合给分|视同|视情|[*×xX]\s*满意率|率\s*[*×xX]|[*×xX]\s*(?:分值|满分|标准分)|一票否决|"
    r"按\s*\d{1,3}\s*[%％]\s*[计得给赋记]|按.{0,12}(?:折算|比例)|按.{0,12}[计给打赋记评]分"
)
_TAIL = re.compile(
    r"^\s*(?:\d+\s*[%％]\s*以下不|每?[少缺漏](?!报)|否则|扣完|本项|最[高多]|不足|以此类推|应建未建|不累计|同一|没有|无此|"
    r"就高|累计|上限|每(?:降|低|下降)|不重复)"
)
_AMOUNT_ONLY = re.compile(
    r"^\s*(?:每?[少缺漏](?!报)|扣完|扣满|最[高多]|不足|以此类推|累计|上限|每(?:降|低|下降))"
)
_TAKES = re.compile(r"扣\s*\d+(?:\.\d+)?\s*分")
_NOTHING = re.compile(r"不得分")
_FAULT = re.compile(
    r"^\s*(?:未|发现|出现|发生|受到?|被|(?:没有|缺少?|无|有[^，；。]{1,6}无)[^，；。]{0,8}?"
    r"(?:照片|签到|会议记录|活动记录|记录|考勤|报道|讲稿|教案))"
)
_OVER = re.compile(r"^\s*每(?:多|超|增|高出?)")
_SPARED = re.compile(r"^[^\d]*不扣分$")
_FOR_ALL = re.compile(r"^\s*(?:以上|上述|均|各[款项条]|每款)")
_CAP_ONLY = re.compile(
    r"\s*(?:同一[^，；。]{0,16}[，,])?(?:(?:单|本|该|此|每|各)[项条款]|累计|合计|总计)*(?:加分|扣分|得分|计分)?(?:最[高多]|上限(?:为)?|累计|不(?:得)?超过|封顶|以)+"
    r"(?:可?[加扣得计])?(?:分)?(?:不超过|为)?\s*\d+(?:\.\d+)?\s*分(?:为限|封顶|为止)?\s*"
)
_MARK = re.compile(r"^\s*(?:[①-⑳]|[（(]\d{1,2}[）)])")
_STOP = re.compile(r"(?<=[；;。\n])|(?=[①-⑳])")


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
            if clauses and _belongs_to_last(plain_terms(text), plain_terms(clauses[-1])):
                clauses[-1] = f"{clauses[-1]}；{text}"
            elif _SCORES.search(plain_terms(text)):
                clauses.append(text)
            else:
                remarks.append(text)
    return Clauses(tuple(clauses), tuple(remarks))


def is_for_all(clause: str) -> bool:
    """Say whether a clause tells how all those before it are scored (均按次扣分)."""
    return bool(_FOR_ALL.match(clause)) and bool(_TAKES.search(plain_terms(clause)))


def _take_remarks(criteria: str, remarks: list[str]) -> str:
    """Take brackets out that do not speak of points; short ones explain and stay."""

    def keep(match: re.Match[str]) -> str:
        inner = match[0]
        if _SCORES.search(plain_terms(inner)) or len(inner) <= 12:
            return inner
        remarks.append(inner)
        return ""

    return _BRACKETS.sub(keep, criteria)


def _pieces(sentence: str) -> list[str]:
    """Cut a sentence at commas behind which another clause earns points of its own."""
    parts = re.split(r"([，,]|(?<=分)、)", sentence)
    pieces = [parts[0]]
    for mark, part in zip(parts[1::2], parts[2::2], strict=True):
        if _another(plain_terms(pieces[-1]), plain_terms(part)):
            pieces.append(part)
        else:
            pieces[-1] = f"{pieces[-1]}{mark}{part}"
    return pieces


def _another(last: str, part: str) -> bool:
    """Say whether a part of a sentence begins a clause of its own."""
    if _goes_on(part, last) or "分别" in last:
        return False
    if _OVER.match(part):
        return True
    if _EARNS.search(last):
        return bool(_EARNS.search(part)) and not _TAIL.match(part)
    if _AMOUNT_ONLY.match(part) or (is_worse(part) and is_worse(last)):
        return False
    takes, took = _TAKES.search(part), _TAKES.search(last)
    return bool((takes and (took or _NOTHING.search(last))) or (took and _NOTHING.search(part)))


def _goes_on(part: str, last: str) -> bool:
    """Say whether a part is another case of what the one before it tells."""
    ranges = RANGE.search(part) and RANGE.search(last)
    lesser = is_lesser_degree(part, last) or is_fewer(part, last)
    return bool(ranges) or lesser or _same_ladder(part, last)


def _same_ladder(part: str, last: str) -> bool:
    return bool(LADDER.search(last) and LADDER.search(part) and _EARNS.search(part))


def _belongs_to_last(text: str, last: str) -> bool:
    """A deduction, a floor or an exemption speaks of the clause before it."""
    if _CAP_ONLY.fullmatch(text):
        return True
    if _MARK.match(text) or _FOR_ALL.match(text):
        return False
    if _goes_on(text, last) or _SPARED.search(text):
        return True
    if _OVER.match(text):
        return False
    if _FAULT.match(text) and _TAKES.search(text):
        return False
    if _TAKES.search(text) and not _EARNS.search(last) and not _AMOUNT_ONLY.match(text):
        return False
    return bool(_TAIL.match(text)) and not _EARNS.search(text) and bool(_SCORES.search(text))
