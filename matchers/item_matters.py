"""What an item of a committee's minutes dealt with, where it is told in free words.

A clerk seldom writes 研判意识形态 or 研究党风廉政: 说了师生思想动态, 委员分析后认为总体可控 is
the same item. It takes the matter's own words and, in the same item, words of a judgement or a
measure; what was only studied, made known or left for another day has none of the latter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matchers.terms import Strength, TermHit, in_order

# The bodies that deal with such matters: a group or the members' meeting does not.
_COMMITTEE = re.compile(
    r"支委|支部委员会|总支(?:委|部?会议|部?委员会)|党委(?:班子)?会|班子(?:专题)?会|校务会|党政联席会"
)
# An item begins with its number or its line; one without a number ends with its line.
_ITEM = re.compile(
    r"(?:^|(?<=[\n\t。;]))\s{0,4}(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．:]|议题[一二三四五六七八九十\d]{1,2}[:、]|"
    r"[①-⑩■▲●]|[一二三四五六七八九十]是)",
)
_LATER = re.compile(
    r"下[周月次]|下学期|改日|择日|另行|待定|拟于|准备(?:下|在)|安排在|[报呈]送|提交|精神|培训|讲座|党课"
)
_AS_A_LESSON = re.compile(r"学习(?!情况|台账|强国)|传达|领学|宣读|观看")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class _Matter:
    """A type, the words of its matter, and those that tell that it was dealt with."""

    type: str
    about: re.Pattern[str]
    dealt: re.Pattern[str]
    against: re.Pattern[str] | None = None


_FINDING = (
    r"分析|研判|会商|判断|估计|认定|逐[条类项个段]|隐患|风险|苗头|可控|平稳|安稳|稳定|漏洞|倾向性|"
    r"[意议]论|质疑|不实|约谈|谈话"
)
_MATTERS = (
    _Matter(
        "ideology_review",
        re.compile(
            r"意识形态(?!.{0,6}(?:报告|责任书|清单|制度|台账|培训|督查|检查))|思想(?:政治)?(?:动态|动向|状况)|师生思想|"
            r"(?:网络|网上|涉校)[^,。;\n]{0,4}(?:信息|舆情|舆论|动静|帖子|言论)|舆情|舆论"
            r"|(?:家长群|班级[群圈]|公众号(?:评论|留言)|短视频)[^。;\n]{0,12}(?:家长群|班级[群圈]|公众号|评论|短视频)"
        ),
        re.compile(_FINDING),
        re.compile(r"(?:研判|分析|专题会)[^,。;]{0,6}(?:放在|定在|安排|改到|推迟|月底)"),
    ),
    _Matter(
        "integrity_review",
        re.compile(
            r"(?:党风)?廉政(?!教育|党课|谈话|警示|宣传|文化)|廉洁(?!教育|文化|党课)|党风(?!带)|"
            r"(?:采购|招标|收费|教辅|基建|资助|经费)[^。\n]{0,20}(?:出问题|风险|漏洞|易出事)"
        ),
        re.compile(
            r"漏洞|出问题|出事|风险[^,。;]{0,8}(?:点|较?大|较?高|环节|责任)|薄弱|会诊|查漏|隐患|短板"
            r"|(?:分析|研判|剖析)[^,。;]{0,10}(?:廉政|党风|廉洁)"
        ),
        re.compile(r"食品安全|消防|安全隐患|安全风险|校车|防疫"),
    ),
    _Matter(
        "party_building_study",
        re.compile(
            r"(?:专门|专题|只|单独)(?:研究|议|讨论|商议)[^,。;\n]{0,8}党建|党建[^。;\n]{0,10}(?:专门|专题|单独)(?:研究|议|讨论)"
            r"|(?:研究|总结|谋划|讨论)(?:了)?(?:[全今明本下上]?[一半]?[年学秋春][度期季]?的?)党建(?:工作)?(?=[:,。;、\n])"
        ),
        re.compile(r"[定逐提]|查找|讨论|同意|通过|补充|不足|问题|[过摆]"),
    ),
)


def matter_hits(
    text: str, hits: Sequence[TermHit], names: str, known: frozenset[str]
) -> tuple[TermHit, ...]:
    """Give the hits, in a committee's minutes with those of items told in free words, in order.

    Args:
        text: the record's normalised text.
        hits: the terms found in it.
        names: what names the record: title, headings, path.
        known: the types of the lexicon in use.
    """
    if not _COMMITTEE.search(names) and not _COMMITTEE.search(text[:_LONGEST]):
        return tuple(hits)
    added = [
        TermHit(start, end, matter.type, text[start:end], Strength.MATTER)
        for first, last in _items(text)
        for matter in _MATTERS
        if matter.type in known
        for start, end in _dealt_with(text, first, last, matter)
    ]
    return tuple(in_order((*hits, *added)))


def _dealt_with(text: str, first: int, last: int, matter: _Matter) -> Iterator[tuple[int, int]]:
    """Give the span from a matter's word to that of a finding, if an item has both."""
    about = matter.about.search(text, first, last)
    if about is None or _LATER.search(text, first, about.end()):
        return
    if _AS_A_LESSON.search(text, first, about.start()):
        return
    if matter.against and matter.against.search(text, first, last):
        return
    dealt = matter.dealt.search(text, about.start(), last)
    if dealt is not None:
        yield about.start(), max(about.end(), dealt.end())


def _items(text: str) -> Iterator[tuple[int, int]]:
    """Give the items of a record: from number to number, or line by line where there is none."""
    starts = sorted({m.start() for m in _ITEM.finditer(text)} | {0})
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        numbered = _ITEM.match(text, start) is not None
        if numbered and end - start <= _LONGEST:
            yield start, end
            continue
        at = start
        for line in text[start:end].split("\n"):
            if len(line) <= _LONGEST:
                yield at, at + len(line)
            at += len(line) + 1
