"""The verdict on one mention: what the document's kind, the record and the sentence say together.

A verdict is a status, its reasons in Chinese and a confidence from 0 to 1.
"""

from __future__ import annotations

import re

from matchers.annotation import DocumentKind, Granularity, Status
from matchers.date_expression import DateExpression, DateRole
from matchers.line_days import in_its_line, is_signed, names_own_day
from matchers.meeting_verdicts import (
    AGENDA_VERB,
    FINE_IN_LABELS,
    PREPARES,
    decide_meeting,
    is_slip,
    is_wished,
    told,
)
from matchers.mention_dates import (
    TOO_COARSE,
    before_deadline,
    entry_line,
    is_fine,
    is_soon_before,
    may_date,
)
from matchers.passing_mentions import (
    is_aside,
    is_inspected,
    is_next_time,
    is_resolved_there,
    is_vague,
    looks_back,
)
from matchers.scene import Scene
from matchers.sentences import Span
from matchers.status import SentenceVerdict
from matchers.terms import Strength, TermHit

_STUDY = re.compile(r"学习|领学|传达|观看|收看")
_ALREADY = re.compile(
    r"已(?:于|在|按|经)[^,;。]{0,24}(?:召开|开展|举行|进行|完成|补开|通过|开过)|已(?:提前|先行|如期|顺利)"
    r"|已(?:移至|补|改)[^,;。]{0,12}(?:进行|召开|开展|补开)"
)
_ADOPTED = re.compile(r"经[^,;。]{0,30}(?:讨论|审议|表决|研究)?通过")
_SET_FOR = ("放在", "安排在", "定在", "排在", "约在")
_POSTS = "公示"  # 经4月6日支委会研究,拟…现予公示: what it rests on has taken place
_DUE = re.compile(r"定于|拟于|请|将于|届时|务必")
NOTHING_HELD = (
    DocumentKind.POLICY,
    DocumentKind.PLAN,
    DocumentKind.NOTICE,
    DocumentKind.FORM,
)
_TELLING = (DocumentKind.NEWS, DocumentKind.SIGNIN, DocumentKind.REGISTER, DocumentKind.MINUTES)
_ONLY_BEGUN = ("启动", "动员", "提前谋划")  # 启动换届工作 in a news title is not the election


def decide(
    scene: Scene,
    hit: TermHit,
    sentence: Span,
    spoken: SentenceVerdict,
    where: str,
    date: DateExpression | None,
) -> tuple[Status, tuple[str, ...], float]:
    """Let the document's kind, the record and the sentence decide, in this order."""
    if scene.template:
        return Status.REFERENCED, ("范文或未填写的模板，不计",), 0.9
    kind = scene.kind
    if spoken.past and names_own_day(date, sentence) and kind not in NOTHING_HELD:
        return Status.HELD, (f"{spoken.why}，但写明了日期",), 0.6
    if scene.row_cue is not None and not scene.is_meeting:
        return scene.row_cue.status, (f"写有“{scene.row_cue.text}”",), 0.85
    if kind in NOTHING_HELD and _already_done(scene, date, sentence, hit):
        return Status.UNCLEAR, ("计划、通知或制度里写明已在某日开展，需有记录佐证",), 0.6
    if kind is DocumentKind.POLICY:
        return Status.REQUIRED, ("制度、办法里的规定，不是一次活动",), 0.95
    if kind in (DocumentKind.PLAN, DocumentKind.NOTICE):
        return _decide_ahead(kind, spoken, where)
    if kind is DocumentKind.FORM:
        return Status.REFERENCED, ("表格或评分材料里的文字，不是一次活动",), 0.9
    rests = _POSTS in scene.view.text and is_resolved_there(scene, hit, date)
    if scene.ahead and spoken.status in (None, Status.HELD) and not rests:
        return Status.PLANNED, ("全文没有一处写明已经做了，说的是打算",), 0.7
    if scene.is_meeting and hit.strength is Strength.MATTER and scene.row_cue is None:
        return Status.HELD, ("会议记录的这一项写明分析、研究了它，没有用它的名称",), 0.7
    if scene.is_meeting:
        return decide_meeting(scene, hit, sentence, spoken, where, date)
    if kind in (DocumentKind.SUMMARY, DocumentKind.REPORT):
        return _decide_summary(scene, spoken, date, hit, sentence)
    return _decide_narrative(scene, hit, spoken, where, date, sentence)


def _decide_beside(
    scene: Scene, hit: TermHit, where: str, date: DateExpression | None
) -> tuple[Status, tuple[str, ...], float] | None:
    """Give the verdict on what stands beside a register's rows, or on an undated sign-in sheet."""
    if scene.beside_rows and where == "label":
        return Status.REFERENCED, ("登记簿的名称，各行各算一次",), 0.8
    if _has_no_day(scene, date):
        return Status.UNCLEAR, ("签到表没有写明是哪一天，需人工核对",), 0.8
    if scene.beside_rows and not in_its_line(scene, hit, date):
        return Status.REFERENCED, ("登记簿里的说明或栏目名，本行没有写日期",), 0.7
    return None


def _has_no_day(scene: Scene, date: DateExpression | None) -> bool:
    """Say whether a sign-in sheet's day is left blank (2023年9月__日)."""
    if scene.kind is not DocumentKind.SIGNIN or date is None:
        return False
    return date.granularity is Granularity.MONTH


def _already_done(scene: Scene, date: DateExpression | None, sentence: Span, hit: TermHit) -> bool:
    """Say whether a rule, plan or notice tells of a day on which it was already done.

    已于8月25日提前召开, 经3月31日党员大会讨论通过; the day must have its own words there.
    """
    if not names_own_day(date, sentence) or date is None or date.role is not DateRole.EVENT:
        return False
    part = scene.view.text[sentence.start : sentence.end]
    near = scene.view.text[min(date.start, hit.start) - 8 : max(date.end, hit.end) + 14]
    adopted = date.explicit_year and _ADOPTED.search(near) is not None
    return (adopted or _ALREADY.search(near) is not None) and _DUE.search(part) is None


def _decide_ahead(
    kind: DocumentKind, spoken: SentenceVerdict, where: str
) -> tuple[Status, tuple[str, ...], float]:
    paper = "计划" if kind is DocumentKind.PLAN else "通知"
    if spoken.status is Status.CANCELLED:
        return Status.CANCELLED, (f"{paper}：{spoken.why}",), 0.9
    if spoken.status is Status.REQUIRED:
        return Status.REQUIRED, (f"{paper}：{spoken.why}",), 0.9
    if spoken.status is Status.REFERENCED and (where != "label" or spoken.past):
        return Status.REFERENCED, (f"{paper}：{spoken.why}",), 0.9
    return Status.PLANNED, (f"{paper}里的安排，没有开展的记载",), 0.9


def _decide_summary(
    scene: Scene, spoken: SentenceVerdict, date: DateExpression | None, hit: TermHit, sentence: Span
) -> tuple[Status, tuple[str, ...], float]:
    """A summary: only what it dates by the day can have been held, and needs better proof."""
    if spoken.status not in (None, Status.HELD):
        return spoken.status, (f"总结、汇报：{spoken.why}",), 0.85
    if _only_prepared(scene, hit, sentence, spoken):
        return Status.PLANNED, ("总结里写的是研究、布置，不是活动本身",), 0.7
    exact = names_own_day(date, entry_line(scene, hit.start) or sentence)
    said = spoken.status is Status.HELD or hit.strength is Strength.ACT
    if exact and hit.strength is not Strength.AGENDA:
        return Status.HELD, ("总结里写明了日期和经过，仍应有会议记录佐证",), 0.6
    if said:
        return Status.CLAIMED, ("总结里的说法，没有具体日期",), 0.8
    return Status.REFERENCED, ("总结里提到，没有写明开展",), 0.8


def _is_told(scene: Scene, hit: TermHit, spoken: SentenceVerdict) -> bool:
    """Say whether the verb form itself says that it was done."""
    return spoken.perfective or "了" in scene.view.text[hit.start : hit.end]


def _only_prepared(scene: Scene, hit: TermHit, sentence: Span, spoken: SentenceVerdict) -> bool:
    """Say whether an event is only what was discussed (研究2018年度组织生活会, 讨论换届选举)."""
    entry = scene.lexicon.entry(hit.type)
    if hit.strength is not Strength.NAME or entry.agenda or spoken.perfective:
        return False
    before = scene.view.text[max(sentence.start, hit.start - 24) : hit.start]
    found = PREPARES.search(before)
    return found is not None and not re.search(r"[了过]|专题|召开|举行|开展", found.group())


def _decide_narrative(
    scene: Scene,
    hit: TermHit,
    spoken: SentenceVerdict,
    where: str,
    date: DateExpression | None,
    sentence: Span,
) -> tuple[Status, tuple[str, ...], float]:
    """News and other running text."""
    entry = scene.lexicon.entry(hit.type)
    theirs = not entry.inspects or where == "label"
    if scene.inspected and theirs and spoken.status in (None, Status.HELD):
        why = f"标题“{scene.inspected}”说的是上级检查，这里是被检查的内容"
        return Status.REFERENCED, (why,), 0.85
    if (not_told := _decide_beside(scene, hit, where, date)) is not None:
        return not_told
    if where == "body" and not entry.inspects and is_inspected(scene, hit, sentence):
        return Status.REFERENCED, ("说的是检查它的记录、情况，不是它本身",), 0.8
    named = where == "label" and spoken.cue_id in FINE_IN_LABELS and spoken.cue not in _ONLY_BEGUN
    if _was_set_for(scene, spoken, date, sentence):
        return Status.HELD, (f"{spoken.why}，但这一天在发布之前",), 0.6
    if spoken.status not in (None, Status.HELD) and not named:
        return spoken.status, (spoken.why,), 0.85
    if hit.strength is Strength.AGENDA:
        return _decide_topic(scene, hit, spoken)
    untold = where == "body" and not _is_told(scene, hit, spoken)
    if untold and before_deadline(scene, sentence, hit):
        return Status.PLANNED, ("写的是期限，不是已经完成",), 0.7
    if where == "body" and _only_prepared(scene, hit, sentence, spoken):
        return Status.PLANNED, ("写的是研究、布置，不是活动本身",), 0.7
    if untold and is_wished(scene, sentence, hit):
        return Status.REFERENCED, ("写的是建议或打算，没有写明开展",), 0.7
    said = spoken.status is Status.HELD or hit.strength is Strength.ACT
    if where == "body" and is_next_time(scene, date):
        return Status.PLANNED, ("写的是接下来的日子，不是去年的",), 0.6
    if where == "body" and looks_back(scene, date):
        return Status.REFERENCED, ("只说到以前某个月，是回顾",), 0.7
    if date is None and (scene.lead is None or scene.lead.granularity in TOO_COARSE):
        return _decide_undated(scene, hit, spoken, where, sentence, said=said)
    if date is not None and date.granularity in TOO_COARSE:
        if said:
            return (
                Status.CLAIMED,
                (f"{told(spoken, hit)}，但只有“{date.text}”这样的笼统时间",),
                0.7,
            )
        return Status.REFERENCED, ("只有笼统的时间，没有写明开展",), 0.7
    if scene.kind not in _TELLING:
        return _decide_odd_paper(scene, hit, spoken, said, date, sentence)
    if where == "label" and is_aside(scene, hit):
        return Status.REFERENCED, ("标题括号里的主题，不是活动本身",), 0.7
    if where == "label":
        return Status.HELD, ("标题写明，正文有日期和经过",), 0.85
    if said:
        return Status.HELD, (told(spoken, hit),), 0.85
    if any(sentence.start <= d.start < hit.start for d in scene.dates if _is_own(scene, d)):
        return Status.HELD, ("同一句写明了日期",), 0.75
    if is_signed(scene, hit, date):
        return Status.HELD, ("登记的这一行写明了日期和到会人数",), 0.7
    return Status.REFERENCED, ("正文提到，没有写明开展",), 0.7


def _was_set_for(
    scene: Scene, spoken: SentenceVerdict, date: DateExpression | None, sentence: Span
) -> bool:
    """Say whether news tell of what was set for a day that had passed (放在1月15日下午一起办).

    It is the first day that the news name: a later one may be what a meeting set.
    """
    if spoken.status is not Status.PLANNED or spoken.cue not in _SET_FOR:
        return False
    if not names_own_day(date, sentence) or date != scene.lead:
        return False
    return scene.kind is DocumentKind.NEWS and is_soon_before(date, scene.known_day)


def _decide_undated(
    scene: Scene, hit: TermHit, spoken: SentenceVerdict, where: str, sentence: Span, *, said: bool
) -> tuple[Status, tuple[str, ...], float]:
    """What nothing in the text dates: held in no period, or for a person."""
    if said and is_vague(scene, sentence):
        why = f"{told(spoken, hit)}，但日期说得含糊，不能计入某个时段"
        return Status.HELD, (why,), 0.5
    undated = all(d.role is not DateRole.EVENT for d in scene.dates)
    if _is_told(scene, hit, spoken) and scene.kind is DocumentKind.NEWS and undated:
        return Status.HELD, (f"{told(spoken, hit)}，但全文没有日期，不能计入某个时段",), 0.5
    if said or where == "label":
        return Status.UNCLEAR, (f"{told(spoken, hit)}，没有日期，需人工核对",), 0.6
    return Status.REFERENCED, ("正文提到，没有写明开展",), 0.7


def _is_own(scene: Scene, date: DateExpression) -> bool:
    """Say whether a date can be the day of what its sentence names: a day, or the lead's month."""
    if not may_date(date) or is_fine(date):
        return may_date(date)
    lead = scene.lead
    if lead is None or lead.begin is None or date.begin is None or date.finish is None:
        return False
    return date.begin <= lead.begin <= date.finish


def _decide_odd_paper(
    scene: Scene,
    hit: TermHit,
    spoken: SentenceVerdict,
    said: bool,
    date: DateExpression | None,
    sentence: Span,
) -> tuple[Status, tuple[str, ...], float]:
    """A paper of no known kind: only what a sentence says was done on a day counts."""
    if said and names_own_day(date, sentence):
        return Status.HELD, (f"{told(spoken, hit)}，同一句写明了日期",), 0.7
    if is_resolved_there(scene, hit, date):
        return Status.UNCLEAR, ("写明在这一天的会上研究、通过，需有会议记录佐证",), 0.5
    captioned = scene.kind is DocumentKind.PHOTO and hit.strength is Strength.NAME
    if captioned and entry_line(scene, hit.start) and names_own_day(date, sentence):
        return Status.HELD, ("照片说明这一行写明了日期和内容，仍应有会议记录佐证",), 0.5
    if hit.strength is Strength.WEAK and _is_told(scene, hit, spoken) and date is not None:
        return Status.UNCLEAR, ("口语里说到做了这件事，需人工核对",), 0.4
    if is_slip(scene, hit):
        return Status.UNCLEAR, ("便条式的一行写有会议名称、时间和到会情况，需人工核对",), 0.5
    if said:
        return (
            Status.UNCLEAR,
            (f"{told(spoken, hit)}，但文件类型不明、同一句没有日期，需人工核对",),
            0.5,
        )
    return Status.REFERENCED, ("文件类型不明，只是提到",), 0.6


def _decide_topic(
    scene: Scene, hit: TermHit, spoken: SentenceVerdict
) -> tuple[Status, tuple[str, ...], float]:
    """A mere topic in running text: studied or discussed in passing, seldom an event."""
    clause = scene.view.text[max(0, hit.start - 16) : hit.end + 16]
    if spoken.status is Status.HELD and AGENDA_VERB.search(clause) and not _STUDY.search(clause):
        return Status.UNCLEAR, (f"{spoken.why}，但没有写成一次专题活动，需人工核对",), 0.5
    return Status.REFERENCED, ("正文提到这项内容，没有写成一次活动",), 0.7
