"""Days that share one verb: 3月6日、6月12日两次研判; 党员大会4次，分别在4月30日、7月1日…."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from matchers.annotation import DocumentKind, Granularity, Status
from matchers.date_expression import DateExpression
from matchers.judged_mention import Mention
from matchers.mention_dates import event_date, is_fine, may_date
from matchers.scene import Scene
from matchers.sentences import Span
from matchers.terms import Strength, TermHit
from matchers.verdicts import NOTHING_HELD

_JOINED = re.compile(r"(?:\([^()\n]{0,30}\)|[上下]午)?\s*[、,，和及与]\s*")
_JOINED_LOOSELY = re.compile(r"[^。;\n]{0,24}?[、,，和及与]\s*")
_CLOSED = re.compile(r"[^()]{0,4}\)[^,]{0,4},")
_ALL_ON = re.compile(r"[均都]在\Z")  # 党小组会2次,均在11日
_ONE_OF_THEM = re.compile(r"(?:最近|最后|头|第)一次(?:是|在|于)?\Z")  # 督查3次,最近一次是11月22日
_EACH = re.compile(r"[上下]?午?(?:各|均|都|分别)")
_ITEM = re.compile(r"\s*[(]?[一二三四五六七八九十\d]{1,3}[)、.](?:召开|开展|组织)?[“]?")
_ITEM_ENDS = re.compile(r"[”]?[。:]\s*(?=[\d一二三四五六七八九十])")
_PART_ENDS = re.compile(r"[。;\n]")
_NOT_DONE = re.compile(r"取消|未|没有|改到|改为|推迟|延期|顺延|不计")
_APART = re.compile(r"分别|各|先后|依次|[两二三四五六七八九十\d]+[次场期轮]|都|均")
_DONE = re.compile(r"[了过]|两次|分别|先后|[三四五六\d]次")
_AHEAD_OF_DAY = re.compile(r"拟|将|计划|原定|改为|推迟|改到|预计|定于")
_BEFORE_TERM = 44
# 党员大会召开4次,分别在4月30日、7月1日; 研判2次(3月6日、6月12日); 四本一簿一证:7月6日、12月28日
_LEADS_TO_LIST = re.compile(
    r"[^。;\n(,:\d]{0,10}(?:[\d两二三四五六七八九十]+[次场期轮堂])?[^。;\n(,:\d]{0,8}"
    r"(?:[(,:]|--)?(?:其中|分别|时间|均|都|(?:最近|最后|头|第)一次)?(?:是|在|于|为)?[:]?\s*"
)
_AS_FOLLOWS = re.compile(r"如下|下列|以下")
_FEW = re.compile(r"[\d两二三四五六七八九十]+[次场期轮堂]|分别|各一次|均|:|\(")
_ITEMISING = (DocumentKind.SUMMARY, DocumentKind.REPORT)
_CLAIMS = (Status.CLAIMED, Status.REQUIRED)


def several_days(
    scene: Scene, mention: Mention, sentence: Span, hits: Sequence[TermHit] = ()
) -> list[Mention]:
    """Give one held mention a day where a row of days tells of several happenings; else [].

    Days in a row that follow one another (8月27日、28日) are one meeting of two days. `hits` are
    all the record's terms: days in brackets behind another of them are that one's.
    """
    if scene.template or scene.kind in NOTHING_HELD or mention.where == "label":
        return []
    days = [d for d in scene.dates if is_fine(d) and may_date(d)]
    row, why = _row_before(scene, mention, sentence, days), "几个日期共用一个动词，各算一次"
    if pair := _respective(scene.view.text, row, mention, sentence, hits):
        row, why = pair, "几个日期和几项活动一一对应"
    elif row and _is_of_another(scene.view.text, row, mention, sentence, hits):
        row = []
    if not row:
        row, why = _row_behind(scene, mention, days), "后面逐一列出了日期，仍应有会议记录佐证"
    headed = [] if row else _below_heading(scene, mention, days)
    if headed:
        row, why = headed, "写在这一条标题之下，有日期和经过，仍应有会议记录佐证"
    all_on = len(row) == 1 and _ALL_ON.search(scene.view.text, row[0].start - 2, row[0].start)
    last = row and _ONE_OF_THEM.search(scene.view.text, row[0].start - 6, row[0].start)
    one = mention.count == 1 or pair or headed or all_on or last
    if len(row) < 2 and not (row and one):
        return []
    return [
        replace(
            mention,
            status=Status.HELD,
            why=(*mention.why, why) if mention.status in _CLAIMS else (why,),
            date=event_date(day, day.problem),
            month_day=(day.month, day.day) if day.month and day.begin is None else None,
            count=None,
            confidence=min(mention.confidence, 0.65),
        )
        for day in row
    ]


def _row_before(
    scene: Scene, mention: Mention, sentence: Span, days: Sequence[DateExpression]
) -> list[DateExpression]:
    """Give the row of days that stands before a mention, or inside an act that spans it."""
    text = scene.view.text
    near = [d for d in days if sentence.start <= d.start and d.end <= mention.hit.end]
    row = _last_row(text, near)
    if len(row) < 2:
        return []
    between = text[row[-1].end : max(row[-1].end, mention.hit.start)]
    if len(between) > _BEFORE_TERM or ";" in between or _is_ahead(text, row[0]):
        return []
    said = between + text[mention.hit.start : mention.hit.end + 6]
    counted = mention.status is Status.CLAIMED and mention.count in (None, len(row))
    done = mention.status is Status.HELD or (counted and _DONE.search(said) is not None)
    listed = text[row[0].start - 1 : row[0].start] == "(" and between.startswith(")")
    if not done and not (listed and mention.status is Status.REFERENCED):
        return []
    return [] if _is_one_meeting(row, said) else row


def _respective(
    text: str,
    row: Sequence[DateExpression],
    mention: Mention,
    sentence: Span,
    hits: Sequence[TermHit],
) -> list[DateExpression]:
    """Give a mention its own of as many days as things (分别于3日、10日召开学代会和团代会)."""
    if len(row) < 2 or "分别" not in text[sentence.start : row[-1].end + 4]:
        return []
    named = [h for h in hits if row[-1].end <= h.start < sentence.end]
    types = list(dict.fromkeys(h.type for h in named if h.strength is not Strength.WEAK))
    if len(types) != len(row) or mention.hit.type not in types:
        return []
    first = {t: min(h.start for h in named if h.type == t) for t in types}
    last = {t: max(h.end for h in named if h.type == t) for t in types}
    gaps = [text[last[a] : first[b]] for a, b in pairwise(types)]
    joined = all(re.match(r"(?:活动|会议)?[、,和与及暨]", gap) for gap in gaps)
    return [row[types.index(mention.hit.type)]] if joined else []


def _is_of_another(
    text: str,
    row: Sequence[DateExpression],
    mention: Mention,
    sentence: Span,
    hits: Sequence[TermHit],
) -> bool:
    """Say whether bracketed days belong to what stands before them (党课2次(…、…),同党员谈心)."""
    if text[row[0].start - 1 : row[0].start] != "(" or not _CLOSED.match(text, row[-1].end):
        return False
    return any(
        sentence.start <= h.start and h.end <= row[0].start and h.type != mention.hit.type
        for h in hits
    )


def _below_heading(
    scene: Scene, mention: Mention, days: Sequence[DateExpression]
) -> list[DateExpression]:
    """Give the days that begin the sentences under a heading ((2)党课。3月18日…讲;6月24日…讲)."""
    text = scene.view.text
    if scene.kind not in _ITEMISING or mention.status in (Status.CANCELLED, Status.PLANNED):
        return []
    start = text.rfind("\n", 0, mention.hit.start) + 1
    end = text.find("\n", mention.hit.end)
    end = len(text) if end < 0 else end
    if not _ITEM.fullmatch(text, start, mention.hit.start):
        return []
    if _ITEM_ENDS.match(text, mention.hit.end) is None:
        return []
    return [
        d
        for d in days
        if mention.hit.end < d.start < end
        and text[d.start - 1] in ".。;:,"
        and d.granularity is not Granularity.WEEK
        and not _is_ahead(text, d)
        and not _NOT_DONE.search(text, d.end, _part_end(text, d.end, end))
    ]


def _part_end(text: str, at: int, end: int) -> int:
    found = _PART_ENDS.search(text, at, end)
    return found.start() if found else end


def _row_behind(
    scene: Scene, mention: Mention, days: Sequence[DateExpression]
) -> list[DateExpression]:
    """Give the row of days that a count or a colon behind a mention leads to."""
    text = scene.view.text
    if mention.status not in (Status.HELD, *_CLAIMS, Status.REFERENCED):
        return []
    lead = _LEADS_TO_LIST.match(text, mention.hit.end)
    if lead is not None and _AS_FOLLOWS.search(lead.group()):
        return []  # 现将…报告如下: what follows are the report's items
    itemised = scene.kind in _ITEMISING and lead is not None and lead.group() in (",", ":", "--")
    if lead is None:
        return []
    first = next((d for d in days if d.start >= mention.hit.end), None)
    if first is None or first.start > lead.end() + 2 or _is_ahead(text, first):
        return []
    row = [first]
    for day in (d for d in days if d.start > row[-1].end):
        if not _JOINED_LOOSELY.fullmatch(text[row[-1].end : day.start]):
            break  # what follows is dated for another thing
        row.append(day)
    row = [d for d in row if not _is_ahead(text, d)]
    each = len(row) > 1 and _EACH.match(text, row[-1].end) is not None  # 6月27日、12月27日各查一次
    if not (itemised or each or _FEW.search(lead.group())):
        return []
    return [] if _is_one_meeting(row, lead.group()) else row


def _last_row(text: str, days: Sequence[DateExpression]) -> list[DateExpression]:
    row: list[DateExpression] = []
    for day in days:
        if row and not _JOINED.fullmatch(text[row[-1].end : day.start]):
            row = []
        row.append(day)
    return row


def _is_ahead(text: str, day: DateExpression) -> bool:
    return bool(_AHEAD_OF_DAY.search(text[max(0, day.start - 6) : day.start]))


def _is_one_meeting(row: Sequence[DateExpression], said: str) -> bool:
    """Say whether days follow one another and nothing tells them apart."""
    if _APART.search(said):
        return False
    first, last = row[0].begin, row[-1].begin
    return first is not None and last is not None and (last - first).days == len(row) - 1
