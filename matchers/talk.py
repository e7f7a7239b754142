"""What is only talked of in a meeting: a topic as a noun, and what somebody says.

蒋老师：党费使用的公示没有回头看 tells of a meeting at which someone spoke, not of a posting.
"""

from __future__ import annotations

import re

from matchers.sentences import Span
from matchers.terms import Strength, TermHit

# 党费使用的公示: the act as a noun, unless a verb of doing stands before it.
_AS_NOUN = re.compile(r"的(?:公示|公开|公布|检查|督查|慰问|评议|交纳|收缴)$")
_DOING = re.compile(
    r"(?:进行|完成|开展|组织|实施|张贴|落实|做好|做完|搞|办)了?[^,，。;；:：]{0,10}$"
)
_DONE = re.compile(r"[了过]|已|完成")
_SPEAKER = re.compile(
    r"^\s*(?:[\[(]?\d{1,2}[.、)\]]\s?)?(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{0,3}(?:书记|校长|主任|委员|老师|同志))"
    r"(?:\([^()]{1,8}\))?[:：]"
)
_FIELDS = re.compile(
    r"^\s*(?:时间|日期|地点|会议|主持|记录|出席|参加|到会|列席|缺席|请假|议题|议程|主题|内容|题目|决议|决定|结果|"
    r"活动|学习|研讨|讨论|发言|交流|领学|主讲|授课|人员|要点|过程|情况|备注|效果|总结|小结|流程|环节|地址|应到|实到|事项|通报|"
    r"会前|会后|会上|随后|最后|首先|其次|其他|党费|党课|传达|表决|测评|评议|宣誓|第[一二三四五六七八九十])"
)
_SAYS = re.compile(
    r"(?:介绍说|谈到|说道?|认为|表示|提出|建议|反映|交流体会)[,，:：][^。;；]{0,30}$"
)

# 教代会议程, 述职会的评委名单: what belongs to a meeting, as a topic of another.
_PAPER_OF = re.compile(
    r"的?[\u4e00-\u9fff]{0,3}(?:议程|方案|名单|票箱|经费|车费|筹备|预算|会场|主持词|候选人|材料|日子|时间)"
    r"(?=[、,，。;；\n]|$)"
)


def is_paper_of(text: str, hit: TermHit) -> bool:
    """Say whether minutes name a meeting only for what belongs to it (教代会议程)."""
    return hit.strength is Strength.NAME and _PAPER_OF.match(text, hit.end) is not None


def is_talk(text: str, line: Span, hit: TermHit) -> bool:
    """Say whether minutes mention an act only as what was talked of.

    Either as a noun phrase (党费使用的公示), or inside an utterance whose clause tells of nothing
    done: behind a speaker and a colon, behind 说, 认为, 提出.

    Args:
        text: the record's normalised text.
        line: the line in which the mention stands.
        hit: the mention.
    """
    before = text[line.start : hit.start]
    if _AS_NOUN.search(text[hit.start : hit.end]) and not _DOING.search(before[-16:]):
        return True
    if hit.strength is not Strength.ACT:
        return False
    clause_end = min((e for m in "。;；\n" if (e := text.find(m, hit.end)) >= 0), default=len(text))
    if _DONE.search(text[hit.start : clause_end]) or _DONE.search(before[-12:]):
        return False
    named = _SPEAKER.match(before) is not None and _FIELDS.match(before) is None
    return named or _SAYS.search(before) is not None
