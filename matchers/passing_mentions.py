"""What running text names only in passing: what was inspected, what lies before or ahead."""

from __future__ import annotations

import re
from datetime import timedelta

from matchers.annotation import DocumentKind
from matchers.date_expression import DateExpression, DateProblem, DateRole
from matchers.mention_dates import is_fine
from matchers.scene import Scene
from matchers.sentences import Span
from matchers.terms import Strength, TermHit

_LOOKED_AT = re.compile(r"(?:检查|抽查|查阅|查看|翻阅|核查|督查)(?:了)?[^,;。]{0,40}\Z")
_PAPERS = re.compile(
    r"[^,;。]{0,30}?(?:记录|记载|[本簿册]|台账|资料|使用情况|落实情况|执行情况|开展情况)"
)
# A public notice names the meeting it rests on: 经4月6日支委会研究, 支委会11月10日研究同意.
_RESOLVED = re.compile(
    r"[^,;。]{0,6}(?:研究|讨论|审议|确定|同意|通过|表决|接收)(?!的?(?:制度|办法|程序))"
)
_BESIDE = re.compile(
    r"(?:[上下]午|晚上?|经)?(?:本)?(?:支部|党支部|总支|党总支|学校)?(?:第[一二三四五六]支部)?"
)
_MOST_OF_A_YEAR, _SOON = timedelta(days=250), timedelta(days=92)


def is_inspected(scene: Scene, hit: TermHit, sentence: Span) -> bool:
    """Say whether an event is only what records were looked at for (检查党员大会记录本情况)."""
    text = scene.view.text
    looked = _LOOKED_AT.search(text, sentence.start, hit.start)
    return looked is not None and _PAPERS.match(text, hit.end) is not None


def is_resolved_there(scene: Scene, hit: TermHit, date: DateExpression | None) -> bool:
    """Say whether a meeting is named with its day as where something was resolved."""
    if date is None or hit.strength is Strength.WEAK or not is_fine(date):
        return False
    text = scene.view.text
    if date.end <= hit.start:
        return bool(_BESIDE.fullmatch(text, date.end, hit.start) and _RESOLVED.match(text, hit.end))
    beside = date.start - hit.end in (0, 1)
    return beside and _RESOLVED.match(text, date.end) is not None


def is_next_time(scene: Scene, date: DateExpression | None) -> bool:
    """Say whether a day that seems long past is far likelier the next one (五月第二周, in April).

    Where a report of one day names a day without a year that was most of a year before it and
    comes again within three months of its publication, it looks ahead.
    """
    lead, known = scene.lead, scene.known_day
    if date is None or lead is None or date.begin is None or lead.begin is None or known is None:
        return False
    if date.explicit_year or scene.kind is not DocumentKind.NEWS or date.start < lead.start:
        return False
    if not is_fine(lead) or lead.begin - date.begin < _MOST_OF_A_YEAR:
        return False
    again = date.begin + timedelta(days=365)
    return known < again <= known + _SOON


def looks_back(scene: Scene, date: DateExpression | None) -> bool:
    """Say whether a report of one day names a mere month or year before it."""
    lead = scene.lead
    if date is None or lead is None or is_fine(date) or not is_fine(lead):
        return False
    if date.finish is None or lead.begin is None or scene.kind is not DocumentKind.NEWS:
        return False
    return date.finish < lead.begin and date.start > lead.start


def is_aside(scene: Scene, hit: TermHit) -> bool:
    """Say whether a title's mention stands in brackets behind its own meeting's name."""
    label = next(s for s in scene.labels if s.start <= hit.start and hit.end <= s.end)
    before = scene.view.text[label.start : hit.start]
    return before.rfind("(") > before.rfind(")") and len(before[: before.rfind("(")].strip()) >= 4


def is_vague(scene: Scene, sentence: Span) -> bool:
    """Say whether the sentence or the text's beginning has a date that says too little."""
    reach = max(sentence.end, 200)
    return any(
        d.problem in (DateProblem.VAGUE, DateProblem.NEEDS_YEAR) and d.start < reach
        for d in scene.dates
        if d.role is DateRole.EVENT
    )
