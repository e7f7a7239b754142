"""What a clause is about when it does not say: 没有的不得分, 少一次扣1分, 看章程，写入得2分.

Such clauses hold nothing but words of scoring; their subject is the demand.
"""

from __future__ import annotations

import re

from rubrics.score_terms import plain_terms

_LOOK = re.compile(r"(?:实地)?(?:查|看|查看|查阅|检查|核查|抽查|随机|听取)[^，；。]{0,14}?[，；：]")
_SCORING = re.compile(
    r"扣完?(?:该款|该项|本项|本款)?(?:分值)?(?:\d+(?:\.\d+)?分)?(?:为止|止)|"
    r"(?:各?[扣得加计]\s*\d+(?:\.\d+)?\s*分)|不得分|得满分|(?:最[高多]|累计|合计|不超过|上限|单项)+[扣加得]?分?(?:不超过)?\d+(?:\.\d+)?分"
)
_EMPTY = re.compile(
    r"没有|未能?|[没无不有的者每少缺漏一二三四五\d]|次|项|份|种|类|个|人|件|条|完成|落实|达到|达标|要求|规定|制定|建立|健全|"
    r"召开|组织|开展|举行|举办|进行|评议|公开|研究|换届|写入|列入|纳入|预算|配备|签订|按[期时]|到期|及时|否则|本|该|各|或|和|及|"
    r"制度|活动|会议|计划|总结|报告|方案|资料|材料|台账|登记簿?|文本|文件|记录|齐全|相关|应建|[，；。、：（）\s①-⑳]"
)


_OCCASIONS = re.compile(
    r"[少缺漏][^，；。\d扣]{0,6}?[一1]?次|"
    r"(?:没有|未|没)(?:按时|按期|按要求)?(?:召开|开展|组织|举行|举办|讲|上|进行|评议|述职|研究|听取|报告)"
)


def speaks_of_occasions(clause: str) -> bool:
    """Say whether what lacks is an occasion (缺1次, 没有召开), not the paper of the same name."""
    return bool(_OCCASIONS.search(clause))


def says_no_subject(clause: str) -> bool:
    """Say whether a clause holds nothing but words of scoring."""
    text = _LOOK.sub("", plain_terms(clause))
    return len(_EMPTY.sub("", _SCORING.sub("", text))) <= 1
