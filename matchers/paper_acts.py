"""Papers that are the act themselves: a signed report to the authorities, a public notice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Document
from matchers.annotation import (
    Attributes,
    DocumentKind,
    EventDate,
    Granularity,
    Occurrence,
    Status,
)
from matchers.date_expression import DateExpression
from matchers.document_kind import KindVerdict
from matchers.mention_dates import is_fine
from matchers.normalize import normalize
from matchers.record import Record
from matchers.record_text import RecordText
from matchers.terms import Strength, TermMatcher
from matchers.year_context import signature_day

_NOTICE = ("公示", "公示栏", "公示表")
_PERIOD = re.compile(r"公示(?:时间|期限?|日期|起止|期间|日)?[为:是从自]{0,3}\s?$")
# Whatever the Party organisation posts is its public notice; school and staff matters are not.
_PARTY = re.compile(r"党员|党组织|党支部|党总支|党委|党费|支部|支委|发展对象|积极分子|党务")
# What is posted under this title is public by the day under it, whatever days it tells of.
_BOARD = re.compile(r"党务公开(?:栏|内容|公告|公示|表|信息)?(?:\([^()]*\))?")
_SPACED = re.compile(r"\s(?=\S(?:\s|$))")
_TITLE_DAY = re.compile(r"\s{1,4}\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?(?:张贴|公开|公布|公示)?$")
_POSTED_ON = re.compile(r"(?:公开|公示|张贴|公布)(?:时间|日期)\s{0,3}:?\s{0,3}$")
_POSTED = re.compile(r"\s?(?:张贴|公开|公布|上墙)")
# A notice headed 公示 alone is the Party's where it shows members, candidates or dues.
_PARTY_MATTER = re.compile(
    r"(?:共产|(?<!中共))党员|党费|支部委员|支委委员|发展对象|积极分子|党务工作者"
)
# 现将…工作情况报告如下: the formula says what a paper is that has no title, or a vague one.
_FORMULA = re.compile(r"[^。;\n,:]{4,60}(?:报告|汇报)(?=如下)")
_REPORTED_ON = re.compile(r"(?:报送|上报|呈报|报告)(?:日期|时间)(?:\s{0,3}:\s{0,3}|\s{1,3})$")
_ASKING = (DocumentKind.NOTICE, DocumentKind.PLAN, DocumentKind.POLICY)
_RECORDS = (DocumentKind.MINUTES, DocumentKind.REGISTER)
_OPENING = 400
_NEAR = 10
_WHY_SIGNED = "落款的报告或公示，本身就是这项工作，日期取落款日期"
_WHY_POSTED = "公示本身就是这项工作，日期取公示的起止日"


def acts_by_paper(
    document: Document,
    verdict: KindVerdict,
    record: Record,
    view: RecordText,
    dates: Sequence[DateExpression],
    matcher: TermMatcher,
    known: Sequence[Occurrence],
) -> list[Occurrence]:
    """Give the act that a signed and dated paper proves by being there, if it is one.

    The lexicon says which types have such papers (`papers`) and what their titles end with.
    Types that the document's text already shows as held (`known`) are not given again, but for
    the posting 党务公开 itself: that is of its own day.
    """
    title = normalize(verdict.title)
    board = _is_board(title)
    posted = posting_period(view.text, dates) if title.endswith(_NOTICE) else None
    if board:
        posted = _posted_on(view.text, dates)
    signed = posted or _reported_on(view, dates) or _signature(document)
    asks = verdict.kind in _ASKING and not (board or title.endswith(_NOTICE))
    if verdict.template or record.index != 0 or signed is None or asks:
        return []
    held = {t for o in known if o.status is Status.HELD for t in o.types}
    named = _board_types(matcher) if board else _types(title, matcher)
    if title in _NOTICE and _PARTY_MATTER.search(view.text):
        named = _board_types(matcher)
    region = verdict.title_region
    cited = document.cite(region.block, region.start, region.end) if region and named else None
    formula = _FORMULA.search(view.text[:_OPENING])
    if not named and formula and verdict.kind not in _RECORDS:
        named, cited = _types(formula.group(), matcher), view.cite(*formula.span())
    types = named if board else named - held
    if not types or cited is None:
        return []
    return [
        Occurrence(
            file=document.path,
            record=record.index,
            types=tuple(sorted(types)),
            title=verdict.title,
            status=Status.HELD,
            date=signed,
            for_year=None,
            attributes=Attributes(),
            evidence_kind=verdict.evidence_kind,
            confidence=0.8,
            citations=(cited,),
            trace=(_WHY_POSTED if posted else _WHY_SIGNED,),
        )
    ]


def _is_board(title: str) -> bool:
    """Say whether a title is that of the Party's notice board: 党 务 公 开, 党务公开栏(第1期)."""
    return _BOARD.fullmatch(_SPACED.sub("", _TITLE_DAY.sub("", title.strip()))) is not None


def _posted_on(text: str, dates: Sequence[DateExpression]) -> EventDate | None:
    """Give the day that a board says it was posted on: 公开日期：6月25日, 1月19日张贴."""
    for day in dates:
        if day.begin is None or day.granularity is not Granularity.DAY or not is_fine(day):
            continue
        before = text[max(0, day.start - _NEAR) : day.start]
        if _POSTED_ON.search(before) or _POSTED.match(text, day.end):
            said = ("date: of the posting",)
            return EventDate(day.begin, day.begin, Granularity.DAY, day.text, said)
    return None


def posting_period(text: str, dates: Sequence[DateExpression]) -> EventDate | None:
    """Give the days on which a public notice says it hangs out (公示时间：5月12日至18日)."""
    for day in dates:
        if day.begin is None or day.finish is None or not is_fine(day):
            continue
        if _PERIOD.search(text[max(0, day.start - _NEAR) : day.start]):
            said = ("date: of the posting",)
            return EventDate(day.begin, day.finish, day.granularity, day.text, said)
    return None


def _reported_on(view: RecordText, dates: Sequence[DateExpression]) -> EventDate | None:
    """Give the day on which a paper says it was sent up (报送日期：2022年6月28日)."""
    for day in dates:
        if day.begin is None or not is_fine(day):
            continue
        if _REPORTED_ON.search(view.text[max(0, day.start - _NEAR) : day.start]):
            return EventDate(day.begin, day.begin, Granularity.DAY, day.text, ("date: of report",))
    return None


def _signature(document: Document) -> EventDate | None:
    signed = signature_day(document)
    if signed is None:
        return None
    said = ("date: of signature",)
    return EventDate(signed, signed, Granularity.DAY, signed.isoformat(), said)


def _types(title: str, matcher: TermMatcher) -> set[str]:
    named = {
        hit.type
        for hit in matcher.find(title).hits
        if hit.strength in (Strength.NAME, Strength.ACT)
        and any(word in title[hit.start :] for word in matcher.lexicon.entry(hit.type).papers)
    }
    if named or not title.endswith(_NOTICE) or not _PARTY.search(title):
        return named
    return _board_types(matcher)


def _board_types(matcher: TermMatcher) -> set[str]:
    """Give the types that a public notice is."""
    return {entry.id for entry in matcher.lexicon.events if _NOTICE[0] in entry.papers}
