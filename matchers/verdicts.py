"""The verdict on one mention: what the document's kind, the record and the sentence say together.

A verdict is a status, its reasons in Chinese and a confidence from 0 to 1.
"""

from __future__ import annotations

import re

from matchers.annotation import DocumentKind, Granularity, Status
from matchers.date_expression import DateExpression, DateProblem, DateRole
from matchers.mention_dates import is_fine, may_date
from matchers.scene import Scene
from matchers.sentences import Span
from matchers.status import SentenceVerdict
from matchers.terms import Strength, TermHit

_AGENDA_LINE = re.compile(
    r"^\s*(?:[（(]?第?[一二三四五六七八九十\d]{1,3}(?:项)?[)）、.．:：]|议题|议程|会议内容|内容)"
)
_AGENDA_VERB = re.compile(r"研究|分析|研判|讨论|审议|汇报|听取|总结|排查|通报|梳理|剖析")
_PREPARES = re.compile(
    r"(?:研究|讨论|商议|商量|商定|酝酿|审议|确定|筹备|部署|布置|安排|征求|通报)[^,，。；;]{0,14}$"
)
_DONE = re.compile(r"[了过]|已")
_WISH = re.compile(r"要|应当?|拟|将|准备|计划|安排|建议|希望|打算|争取|力争|提醒|动员")
_HOUR_BEFORE = re.compile(r"\d{1,2}:\d\d\s*$")
_NEAR_DATE = 4
_HEADING_CHARS = 24
_STUDY = re.compile(r"学习|领学|传达|观看|收看")
# 党务公开情况记录, 党课制度落实记录: in a title these name the record, not something else.
_FINE_IN_LABELS = frozenset({"tail_state", "tail_book", "basis", "prepare"})
_TOO_COARSE = (
    Granularity.YEAR,
    Granularity.HALF_YEAR,
    Granularity.SEMESTER,
    Granularity.QUARTER,
)
NOTHING_HELD = (
    DocumentKind.POLICY,
    DocumentKind.PLAN,
    DocumentKind.NOTICE,
    DocumentKind.FORM,
)
_TELLING = (DocumentKind.NEWS, DocumentKind.SIGNIN, DocumentKind.REGISTER, DocumentKind.MINUTES)
_STILL_A_DAY = (None, DateProblem.NEEDS_YEAR)


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
    if spoken.past and _names_own_day(date, sentence) and kind not in NOTHING_HELD:
        return Status.HELD, (f"{spoken.why}，但写明了日期",), 0.6
    if kind is DocumentKind.POLICY:
        return Status.REQUIRED, ("制度、办法里的规定，不是一次活动",), 0.95
    if kind in (DocumentKind.PLAN, DocumentKind.NOTICE):
        return _decide_ahead(kind, spoken, where)
    if kind is DocumentKind.FORM:
        return Status.REFERENCED, ("表格或评分材料里的文字，不是一次活动",), 0.9
    if scene.is_meeting:
        return _decide_meeting(scene, hit, sentence, spoken, where, date)
    if kind in (DocumentKind.SUMMARY, DocumentKind.REPORT):
        return _decide_summary(spoken, date, hit, sentence)
    return _decide_narrative(scene, hit, spoken, where, date, sentence)


def _said(spoken: SentenceVerdict, hit: TermHit) -> str:
    """Say in Chinese what tells that it was done: the cue, or the act's own words."""
    if spoken.status is Status.HELD:
        return spoken.why
    return f"“{hit.form.replace('*', '…')}”写明做了这件事"


def _names_own_day(date: DateExpression | None, sentence: Span) -> bool:
    """Say whether a mention has an exact day of its own in its sentence."""
    near = date is not None and sentence.start <= date.start < sentence.end
    return near and date is not None and is_fine(date) and date.problem in _STILL_A_DAY


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


def _decide_meeting(
    scene: Scene,
    hit: TermHit,
    sentence: Span,
    spoken: SentenceVerdict,
    where: str,
    date: DateExpression | None,
) -> tuple[Status, tuple[str, ...], float]:
    """Minutes or a register row: the label names the session, the body its components."""
    if spoken.status is Status.CANCELLED:
        return Status.CANCELLED, (spoken.why,), 0.9
    if scene.row_cue is not None:
        return scene.row_cue.status, (f"记录写有“{scene.row_cue.text}”",), 0.9
    if scene.inspection and hit.type not in scene.inspection:
        return Status.REFERENCED, ("检查记录里写到的被检查内容，不是当天开展的",), 0.85
    if where == "label":
        against = (Status.PLANNED, Status.REFERENCED)
        if spoken.status in against and spoken.cue_id not in _FINE_IN_LABELS:
            return spoken.status, (f"标题或议题：{spoken.why}",), 0.85
        return Status.HELD, ("记录的标题或议题写明，并有时间等会议要素",), 0.95
    line = _line(scene.view.text, hit.start)
    in_agenda = where == "topic" or any(
        _heads(scene.view.text, part, hit) for part in (line, sentence)
    )
    prepares = _PREPARES.search(scene.view.text[line.start : hit.start])
    sentence_text = scene.view.text[sentence.start : sentence.end]
    if hit.strength is Strength.AGENDA:
        discussed = _AGENDA_VERB.search(sentence_text)
        topical = (None, Status.HELD, Status.REQUIRED, Status.REFERENCED)
        if discussed and (spoken.status in topical or spoken.cue_id == "prepare"):
            return Status.HELD, (f"会议记录写明{discussed.group()}了这项内容",), 0.8
        return Status.REFERENCED, ("会议记录里提到，没有写明研究讨论",), 0.8
    if spoken.status not in (None, Status.HELD):
        return spoken.status, (f"会议记录：{spoken.why}",), 0.85
    if _another_day(scene, date):
        return _decide_other_day(scene, hit, spoken, date)
    if in_agenda and prepares and not spoken.perfective and hit.strength is Strength.NAME:
        return Status.PLANNED, (f"议题是“{prepares.group()[:8]}…”，不是活动本身",), 0.8
    if _before_deadline(scene, sentence, hit):
        return Status.PLANNED, ("会议记录里写的是期限，不是已经完成",), 0.8
    if _wished(scene, sentence, hit):
        return Status.REFERENCED, ("会议记录里的打算或要求，没有写明开展",), 0.7
    if (spoken.status is Status.HELD and spoken.cue_id != "narrative") or _follows_a_date(
        scene, hit
    ):
        return Status.HELD, (f"会议记录：{_said(spoken, hit)}",), 0.8
    if spoken.perfective or hit.strength is Strength.ACT or in_agenda:
        return Status.HELD, ("会议记录写明本次会议含有这项内容",), 0.85
    return Status.REFERENCED, ("会议记录里提到，没有写明在本次会议上开展",), 0.7


def _decide_other_day(
    scene: Scene, hit: TermHit, spoken: SentenceVerdict, date: DateExpression | None
) -> tuple[Status, tuple[str, ...], float]:
    """A meeting that names another day: later is a plan, earlier what was done before."""
    session = scene.session
    if date is None or session is None or date.begin is None or session.begin is None:
        return Status.REFERENCED, ("会议记录里提到的另一天的活动",), 0.7
    if date.begin > session.begin:
        return Status.PLANNED, ("会议记录里安排在以后的活动",), 0.8
    done = _DONE.search(scene.view.text[hit.start : hit.end])
    if not scene.labelled_time and (spoken.status is Status.HELD or hit.strength is Strength.ACT):
        return Status.HELD, (f"{_said(spoken, hit)}，同一篇里的另一天",), 0.7
    if spoken.perfective or (hit.strength is Strength.ACT and done):
        return Status.HELD, ("会议记录写明此前某日已开展",), 0.6
    return Status.REFERENCED, ("会议记录里提到的以前的活动",), 0.7


def _wished(scene: Scene, sentence: Span, hit: TermHit) -> bool:
    """Say whether the words before a mention wish or plan it (要上好, 建议, 打算)."""
    before = scene.view.text[max(sentence.start, hit.start - 30) : hit.start]
    clause = re.split(r"[,;:]", before)[-1]
    return bool(_WISH.search(clause)) and not re.search(r"[了过]", clause)


def _before_deadline(scene: Scene, sentence: Span, hit: TermHit) -> bool:
    """Say whether a mention's sentence sets it a deadline (党费于10日前收齐)."""
    near = Span(max(sentence.start, hit.start - 20), min(sentence.end, hit.end + 12))
    return any(
        d.role is DateRole.DEADLINE and near.start <= d.start and d.end <= near.end
        for d in scene.dates
    )


def _follows_a_date(scene: Scene, hit: TermHit) -> bool:
    """Say whether a date or hour stands directly before a mention (14:40 党员大会)."""
    near = any(0 <= hit.start - d.end <= _NEAR_DATE for d in scene.dates if may_date(d))
    return near or bool(_HOUR_BEFORE.search(scene.view.text[max(0, hit.start - 14) : hit.start]))


def _line(text: str, at: int) -> Span:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return Span(start, len(text) if end < 0 else end)


def _heads(text: str, part: Span, hit: TermHit) -> bool:
    """Say whether a line or sentence is an item of the agenda that begins with the mention."""
    numbered = _AGENDA_LINE.match(text[part.start : part.end])
    return numbered is not None and hit.start - part.start <= _HEADING_CHARS


def _another_day(scene: Scene, date: DateExpression | None) -> bool:
    session = scene.session
    return (
        session is not None
        and date is not None
        and date is not session
        and date.granularity is Granularity.DAY
        and (date.begin, date.finish) != (session.begin, session.finish)
    )


def _decide_summary(
    spoken: SentenceVerdict, date: DateExpression | None, hit: TermHit, sentence: Span
) -> tuple[Status, tuple[str, ...], float]:
    """A summary: only what it dates by the day can have been held, and needs better proof."""
    if spoken.status not in (None, Status.HELD):
        return spoken.status, (f"总结、汇报：{spoken.why}",), 0.85
    exact = _names_own_day(date, sentence)
    said = spoken.status is Status.HELD or hit.strength is Strength.ACT
    if exact and hit.strength is not Strength.AGENDA:
        return Status.HELD, ("总结里写明了日期和经过，仍应有会议记录佐证",), 0.6
    if said:
        return Status.CLAIMED, ("总结里的说法，没有具体日期",), 0.8
    return Status.REFERENCED, ("总结里提到，没有写明开展",), 0.8


def _decide_narrative(
    scene: Scene,
    hit: TermHit,
    spoken: SentenceVerdict,
    where: str,
    date: DateExpression | None,
    sentence: Span,
) -> tuple[Status, tuple[str, ...], float]:
    """News and other running text."""
    named = where == "label" and spoken.cue_id in _FINE_IN_LABELS
    if spoken.status not in (None, Status.HELD) and not named:
        return spoken.status, (spoken.why,), 0.85
    if hit.strength is Strength.AGENDA:
        return _decide_topic(scene, hit, spoken)
    said = spoken.status is Status.HELD or hit.strength is Strength.ACT
    if date is None and scene.lead is None:
        if said and _is_vague(scene, sentence):
            why = f"{_said(spoken, hit)}，但日期说得含糊，不能计入某个时段"
            return Status.HELD, (why,), 0.5
        if said or where == "label":
            return Status.UNCLEAR, (f"{_said(spoken, hit)}，没有日期，需人工核对",), 0.6
        return Status.REFERENCED, ("正文提到，没有写明开展",), 0.7
    if date is not None and date.granularity in _TOO_COARSE:
        if said:
            return (
                Status.CLAIMED,
                (f"{_said(spoken, hit)}，但只有“{date.text}”这样的笼统时间",),
                0.7,
            )
        return Status.REFERENCED, ("只有笼统的时间，没有写明开展",), 0.7
    if scene.kind not in _TELLING:
        return _decide_odd_paper(hit, spoken, said, date, sentence)
    if where == "label" and _is_aside(scene, hit):
        return Status.REFERENCED, ("标题括号里的主题，不是活动本身",), 0.7
    if where == "label":
        return Status.HELD, ("标题写明，正文有日期和经过",), 0.85
    if said:
        return Status.HELD, (_said(spoken, hit),), 0.85
    if any(sentence.start <= d.start < hit.start for d in scene.dates if may_date(d)):
        return Status.HELD, ("同一句写明了日期",), 0.75
    return Status.REFERENCED, ("正文提到，没有写明开展",), 0.7


def _is_aside(scene: Scene, hit: TermHit) -> bool:
    """Say whether a title's mention stands in brackets behind its own meeting's name."""
    label = next(s for s in scene.labels if s.start <= hit.start and hit.end <= s.end)
    before = scene.view.text[label.start : hit.start]
    return before.rfind("(") > before.rfind(")") and len(before[: before.rfind("(")].strip()) >= 4


def _is_vague(scene: Scene, sentence: Span) -> bool:
    """Say whether the sentence or the text's beginning has a date that says too little."""
    reach = max(sentence.end, 200)
    return any(
        d.problem in (DateProblem.VAGUE, DateProblem.NEEDS_YEAR) and d.start < reach
        for d in scene.dates
        if d.role is DateRole.EVENT
    )


def _decide_odd_paper(
    hit: TermHit, spoken: SentenceVerdict, said: bool, date: DateExpression | None, sentence: Span
) -> tuple[Status, tuple[str, ...], float]:
    """A paper of no known kind: only what a sentence says was done on a day counts."""
    if said and _names_own_day(date, sentence):
        return Status.HELD, (f"{_said(spoken, hit)}，同一句写明了日期",), 0.7
    if said:
        return (
            Status.UNCLEAR,
            (f"{_said(spoken, hit)}，但文件类型不明、同一句没有日期，需人工核对",),
            0.5,
        )
    return Status.REFERENCED, ("文件类型不明，只是提到",), 0.6


def _decide_topic(
    scene: Scene, hit: TermHit, spoken: SentenceVerdict
) -> tuple[Status, tuple[str, ...], float]:
    """A mere topic in running text: studied or discussed in passing, seldom an event."""
    clause = scene.view.text[max(0, hit.start - 16) : hit.end + 16]
    if spoken.status is Status.HELD and _AGENDA_VERB.search(clause) and not _STUDY.search(clause):
        return Status.UNCLEAR, (f"{spoken.why}，但没有写成一次专题活动，需人工核对",), 0.5
    return Status.REFERENCED, ("正文提到这项内容，没有写成一次活动",), 0.7
