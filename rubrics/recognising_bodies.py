"""Papers that show a standing thing is there: 有党员活动室, 工会、少先队组织健全, 配备党务工作者.

A form says the thing; the lexicon knows the papers that show it (工会*组织机构, 志愿服务队<名单>).
The paper is found by adding to the thing what such papers end with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_HAS = re.compile(
    r"(?:建有|设有|配有|拥有|设立|设置|建立|成立|组建|配备|配齐|没有|无|缺少?|有)"
    r"(?:了|[一两二三\d]+[间处个名支]|明确的?|标准的?|固定的?|专门的?|专(?:[（(]?兼[）)]?)?职的?|独立的?|一定的?|必要的?|规范的?|标准的?|相应的?)*"
    r"(?P<thing>[\u4e00-\u9fff“”、]{2,16}?)"
    r"(?=的|并|且|[，；。：得扣记计加]|[（(]|\d|不得分|$)"
)
_SOUND = re.compile(
    r"(?P<thing>[\u4e00-\u9fff“”、]{2,16}?)(?:等)?(?:群团)?(?:组织|机构|队伍|设置)?(?:机构)?(?:健全|齐全|完备|完善)"
)
_MAKE_SOUND = re.compile(
    r"(?:建立健全|建立|健全|完善)(?P<thing>[\u4e00-\u9fff“”、]{2,16}?)(?:等)?(?:群团)?(?:组织|机构|队伍)"
)
_BUDGET = re.compile(r"(?P<thing>(?:党[\u4e00-\u9fff]{0,6}|活动)经费)")
_IN_BUDGET = re.compile(
    r"预算|固定的?[\u4e00-\u9fff]{0,6}经费|经费[^，；。]{0,6}(?:保障|落实|到位)"
)
_DUTY = re.compile(
    r"(?:落实|履行|强化|压实|扛起|夯实)[^，；。]{0,14}?(?P<thing>“?[\u4e00-\u9fff]{2,8}”?(?:责任|职责|双责)”?)"
)
_REPORTS = re.compile(r"报告(?P<thing>[\u4e00-\u9fff]{4,30}(?:情况|工作))")
_STANDING = re.compile(r"建有|设有|配有|设立|成立|组建|配备|配齐|组织健全")
_ENDS = ("名单", "组织机构", "登记", "使用记录", "照片")
_PAPER = re.compile(r"文件|材料|资料|记录|台账|簿|册|表|照片|制度|计划|总结|报告|方案|讲稿$")

Shaped = Callable[[str], list[tuple[int, int, str]]]


def says_it_stands(text: str) -> bool:
    """Say whether a text asks for a team, a room or an organisation to be set up."""
    return bool(_STANDING.search(text))


def papers_of_things(text: str, shaped: Shaped) -> tuple[str, ...]:
    """Give the papers that show that the things a text asks for are there.

    Args:
        text: a clause or a demand.
        shaped: finds (begin, end, type) of the papers named in a text.
    """
    found: list[str] = []
    for thing in _things(text):
        if _PAPER.search(thing):
            thing = re.sub(r"(?:文件|材料|资料)$", "", thing)
        if (paper := _paper(thing, shaped)) is not None:
            found.append(paper)
    for whole in _wholes(text):
        hits = [hit for hit in shaped(whole) if hit[:2] == (0, len(whole))]
        found += [min(hits)[2]] if hits else []
    return tuple(dict.fromkeys(found))


def _things(text: str) -> Iterator[str]:
    for pattern in (_SOUND, _HAS, _MAKE_SOUND):
        for match in pattern.finditer(text):
            yield from (part.strip("“”") for part in re.split(r"[、和]", match["thing"]) if part)


def _wholes(text: str) -> Iterator[str]:
    """Write out the papers that a text tells of without naming them."""
    if _IN_BUDGET.search(text):
        yield from (f"{match['thing']}预算" for match in _BUDGET.finditer(text))
    for match in _DUTY.finditer(text):
        yield re.sub("[“”]|^[和与及的]", "", f"{match['thing']}清单")
    yield from (f"{match['thing']}报告" for match in _REPORTS.finditer(text))


def _paper(thing: str, shaped: Shaped) -> str | None:
    if len(thing) < 2:
        return None
    for end in _ENDS:
        whole = f"{thing}{end}"
        hits = [hit for hit in shaped(whole) if hit[1] == len(whole) and hit[0] < len(thing) - 1]
        if hits:
            return min(hits)[2]
    return None
