"""The verdict on one mention in minutes or a register row: what was held there, and what not.

The label names the session, the body its components; what a meeting arranges, wishes for or
reports of other days was not held there.
"""

from __future__ import annotations

import re

from matchers.annotation import Granularity, Status
from matchers.date_expression import DateExpression
from matchers.mention_dates import before_deadline, may_date
from matchers.scene import Scene
from matchers.sentences import Span
from matchers.status import SentenceVerdict
from matchers.talk import is_paper_of, is_talk
from matchers.terms import Strength, TermHit

_AGENDA_LINE = re.compile(
    r"^\s*(?:[（(]?第?[一二三四五六七八九十\d]{1,3}(?:项)?[)）、.．:：]|议题|议程|会议内容|内容)"
)
PREPARES = re.compile(
    r"(?:研究|讨论|商议|商量|商定|酝酿|审议|确定|筹备|部署|布置|安排|征求|通报|[定排]下|敲定|(?<![会决倡提建协审商评])议(?![程题论案]))[^,，。；;]{0,14}$"
)
_DONE = re.compile(r"[了过]|已")
_WISH = re.compile(
    r"提议|增加|增派|增设|要|请(?!假|示|来|了)|应当?|拟|将|准备|计划|安排|建议|希望|打算|争取|力争|提醒|动员"
)
_DETAIL = re.compile(
    r"(?:的?(?:议程|评委|票箱|会标|名单)|的(?:[一二两三四五六七八九十\d]{1,3}[名位个项])?"
    r"(?:主题|主讲人?|时间|日期|日子|地点|人选|方案|名单|议程|程序|流程|测评表|题目|分工))"
)
_NEAR_DETAIL = 12
# 党员大会通报: where it was made known, not what was.
_TOLD_AT = re.compile(r"上?(?:通报|公布|宣读)")
_SETTLES = re.compile(
    r"(?:研究|讨论|商议|商量|商定|确定|定下|议定|敲定|落实|布置|安排|审议?|议题[^:]{0,3}:)了?[^,。;]{0,14}$"
)
_SETTLED = re.compile(r"[,]?(?:定为|定在|定于|确定为|由)")
_PROPOSED = re.compile(
    r"提议|希望|建议|打算|拟(?!定)|提醒|倡议|争取|力争|(?:会议|一致)?(?:决定|同意|商定)|增加\d*[一二三四五六七八九十]*名"
)
_WITH = re.compile(r"[与和同][^,。;]{0,2}$")
_JOINED = re.compile(r"[^,。;\t\n]{0,3}(?:合并|套开|合开|一并)")
_DEALT_WITH = re.compile(
    r"报告|汇报|提出|意见|商议|交流|决定|同意|说了|检查|要求[^。]{0,6}整改|议定"
)
_BINDS = re.compile(r"[(的]{0,2}(?:那次|上午|下午)?(?:全体|支部)?")
_ONCE = re.compile(
    r"(?:月份?|下旬|月底|学期)[^,。;了过]{0,4}[开搞办上讲]一[次场堂节][^,。;了过]{0,6}$"
)
_REFERRED = re.compile(
    r"(?:提交|提请|报请|报送|上报|递交|交由|提到|报)(?:学校|本校|总支|支部|党)?$"
)
_HELD_WORDS = re.compile(r"[了过]|召开|举行|开会|进行|开展|参加|参与了")
_HOLDING = re.compile(r"召开|举行|举办|开展|进行|组织|前往|走进|带领|开好")
_NEXT = ("会后", "随后", "接着", "紧接着", "然后", "之后")
_HOUR_BEFORE = re.compile(r"\d{1,2}:\d\d\s*$")
_NEAR_DATE = 4
_HEADING_CHARS = 24
# 党务公开情况记录, 党课制度落实记录: in a title these name the record, not something else.
FINE_IN_LABELS = frozenset({"tail_state", "tail_book", "basis", "prepare"})
AGENDA_VERB = re.compile(r"研究|分析|研判|讨论|审议|汇报|听取|总结|排查|通报|梳理|剖析")

# 发69份收67份, 收回测评表20张: forms or ballots that were handed out and taken in.
_BALLOTS = re.compile(
    r"[发下][^,。;\n]{0,8}?\d+[张份票][^。;\n]{0,6}?[收回][^,。;\n]{0,8}?\d+[张份票]?|收回[^,。;\n]{0,10}?\d+[张份票]"
)
_SLIP = re.compile(
    r"(?:会议?|记录)?[ ,:]{1,3}(?:\d{2,4}[年./-])?\d{1,2}[月./-]\d{1,2}"
    r"[^。]{0,40}?(?:应到|实到|到会|签到)[ ,:]?\d"
)
_ANNOUNCED = re.compile(r"定于|拟于|请|将于|届时|务必")


def decide_meeting(
    scene: Scene,
    hit: TermHit,
    sentence: Span,
    spoken: SentenceVerdict,
    where: str,
    date: DateExpression | None,
) -> tuple[Status, tuple[str, ...], float]:
    """Minutes or a register row: the label names the session, the body its components."""
    if spoken.status is Status.CANCELLED and not (scene.moved and where == "label"):
        return Status.CANCELLED, (spoken.why,), 0.9
    if scene.row_cue is not None:
        return scene.row_cue.status, (f"记录写有“{scene.row_cue.text}”",), 0.9
    if _only_shown(scene, hit):
        return Status.REFERENCED, ("记录里写到的被检查或公开的内容，不是当天开展的",), 0.85
    if where == "label":
        against = (Status.PLANNED, Status.REFERENCED)
        if spoken.status in against and spoken.cue_id not in FINE_IN_LABELS:
            return spoken.status, (f"标题或议题：{spoken.why}",), 0.85
        return Status.HELD, ("记录的标题或议题写明，并有时间等会议要素",), 0.95
    if _joined_with(scene.view.text, hit):
        return Status.REFERENCED, ("与它合并开展，它自有一条记录",), 0.7
    if found := _REFERRED.search(scene.view.text[max(0, hit.start - 8) : hit.start]):
        return Status.REFERENCED, (f"“{found.group()}”是提给它研究，不是它开会",), 0.7
    line = _line(scene.view.text, hit.start)
    in_agenda = where == "topic" or any(
        _heads(scene.view.text, part, hit) for part in (line, sentence)
    )
    prepares = PREPARES.search(scene.view.text[line.start : hit.start])
    sentence_text = scene.view.text[sentence.start : sentence.end]
    if hit.strength is Strength.AGENDA:
        item = scene.view.text[line.start : line.end] if in_agenda else sentence_text
        discussed = AGENDA_VERB.search(item) or (in_agenda and _DEALT_WITH.search(item))
        topical = (None, Status.HELD, Status.REQUIRED, Status.REFERENCED)
        if discussed and (spoken.status in topical or spoken.cue_id == "prepare"):
            return Status.HELD, (f"会议记录写明{discussed.group()}了这项内容",), 0.8
        return Status.REFERENCED, ("会议记录里提到，没有写明研究讨论",), 0.8
    if spoken.cue_id == "past_aside" and _has_own_day(scene, sentence, date):
        return Status.HELD, (f"会议记录写明{spoken.cue}在“{date.text if date else ''}”已开展",), 0.6
    if spoken.status not in (None, Status.HELD):
        return spoken.status, (f"会议记录：{spoken.why}",), 0.85
    if _another_day(scene, date):
        return _decide_other_day(scene, hit, spoken, date)
    if in_agenda and prepares and not spoken.perfective and hit.strength is Strength.NAME:
        return Status.PLANNED, (f"议题是“{prepares.group()[:8]}…”，不是活动本身",), 0.8
    if _once_ahead(scene.view.text, hit):
        return Status.PLANNED, ("会议记录里商量的是以后开一次",), 0.7
    if before_deadline(scene, sentence, hit):
        return Status.PLANNED, ("会议记录里写的是期限，不是已经完成",), 0.8
    if where == "body" and (why := _topical(scene.view.text, line, sentence, hit)):
        return Status.REFERENCED, (why,), 0.7
    if _wished(scene, sentence, hit):
        return Status.REFERENCED, ("会议记录里的打算或要求，没有写明开展",), 0.7
    if (spoken.status is Status.HELD and spoken.cue_id != "narrative") or _follows_a_date(
        scene, hit
    ):
        return Status.HELD, (f"会议记录：{told(spoken, hit)}",), 0.8
    if spoken.perfective or hit.strength is Strength.ACT or in_agenda or _balloted(sentence_text):
        return Status.HELD, ("会议记录写明本次会议含有这项内容",), 0.85
    return Status.REFERENCED, ("会议记录里提到，没有写明在本次会议上开展",), 0.7


def only_topic(
    scene: Scene, hit: TermHit, spoken: SentenceVerdict, where: str, date: DateExpression | None
) -> str | None:
    """Give the name of the meeting of which a mention is a mere topic, or None.

    党员大会议程 in a register of 支委会, 讨论转正 in minutes of a 党小组会: the headings name
    another session (the lexicon's `topic_in`), and no verb says that this one was held.
    """
    around = scene.sessions & {*scene.lexicon.entry(hit.type).topic_in}
    titled = where == "label" and not any(
        s.start <= hit.start and hit.end <= s.end for s in scene.agenda
    )
    if not scene.is_meeting or not around or hit.type in scene.sessions or titled:
        return None
    if _another_day(scene, date):
        return None  # judged by its own day
    if spoken.status is Status.HELD and _says_held(spoken):
        return None
    if _HELD_WORDS.search(scene.view.text[hit.start : hit.end]):
        return None
    return scene.lexicon.title(min(around))


def _says_held(spoken: SentenceVerdict) -> bool:
    """Say whether a sentence's cue tells that the thing itself was done, not just that one spoke.

    党费公示只有半数教师参加 has a verb, of other people; 接着, 会上 tell of the meeting at hand.
    """
    if spoken.cue_id == "narrative":
        return spoken.cue in _NEXT
    return spoken.cue_id != "verb" or _HOLDING.search(spoken.cue or "") is not None


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
        return Status.HELD, (f"{told(spoken, hit)}，同一篇里的另一天",), 0.7
    if spoken.perfective or (hit.strength is Strength.ACT and done):
        return Status.HELD, ("会议记录写明此前某日已开展",), 0.6
    if hit.strength is not Strength.AGENDA and _bound(scene.view.text, hit, date):
        return Status.HELD, (f"会议记录写明此前“{date.text}”的这一次",), 0.55
    return Status.REFERENCED, ("会议记录里提到的以前的活动",), 0.7


def _only_shown(scene: Scene, hit: TermHit) -> bool:
    """Say whether a record of an inspection or a posting only speaks of what it looked at."""
    if not scene.inspection or hit.type in scene.inspection:
        return False
    posted = "affairs_disclosure" in scene.inspection
    return not (posted and _TOLD_AT.match(scene.view.text, hit.end))


def _balloted(sentence: str) -> bool:
    return _BALLOTS.search(sentence) is not None


def _topical(text: str, line: Span, sentence: Span, hit: TermHit) -> str | None:
    """Say in Chinese why a mention in a meeting's text is only a topic, or give None."""
    if _only_its_detail(text, sentence, hit):
        return "会议上定的是它的主题、时间或人选，不是活动本身"
    if is_paper_of(text, hit):
        return "会议上议的是它的议程、名单一类的事，不是活动本身"
    if is_talk(text, line, hit):
        return "会上有人谈到的话题，没有写明在这里开展"
    return None


def _only_its_detail(text: str, sentence: Span, hit: TermHit) -> bool:
    """Say whether a meeting settles what belongs to an activity (微党课的三名主讲人)."""
    found = _DETAIL.finditer(text, hit.start, hit.end + _NEAR_DETAIL)
    detail = next((d for d in found if d.start() <= hit.end), None)
    if detail is None:
        return False
    before = text[max(sentence.start, hit.start - 20) : hit.start]
    return bool(_SETTLES.search(before) or _SETTLED.match(text, detail.end()))


def _has_own_day(scene: Scene, sentence: Span, date: DateExpression | None) -> bool:
    """Say whether a sentence gives what was done before a meeting a day of its own."""
    return (
        date is not None
        and date.granularity in (Granularity.DAY, Granularity.RANGE)
        and sentence.start <= date.start < sentence.end
        and scene.session is not None
        and scene.session.begin is not None
        and date.begin is not None
        and date.begin < scene.session.begin
    )


def _joined_with(text: str, hit: TermHit) -> bool:
    """Say whether a mention is only what this meeting was held together with (与支委会合并)."""
    before = text[max(0, hit.start - 3) : hit.start]
    return bool(_WITH.search(before)) and _JOINED.match(text, hit.end) is not None


def _once_ahead(text: str, hit: TermHit) -> bool:
    """Say whether a month and a bare verb propose it (9月开一次党员大会, 10月再搞一次)."""
    return _ONCE.search(text[max(0, hit.start - 16) : hit.start]) is not None


def _bound(text: str, hit: TermHit, date: DateExpression) -> bool:
    """Say whether a day and a name stand side by side (支委会11月30日, 专题会(六月三十日))."""
    if date.granularity is not Granularity.DAY:
        return False
    if date.start >= hit.end:
        return _BINDS.fullmatch(text[hit.end : date.start]) is not None
    return _BINDS.fullmatch(text[date.end : hit.start]) is not None


def told(spoken: SentenceVerdict, hit: TermHit) -> str:
    """Say in Chinese what tells that it was done: the cue, or the act's own words."""
    if spoken.status is Status.HELD:
        return spoken.why
    return f"“{hit.form.replace('*', '…')}”写明做了这件事"


def _wished(scene: Scene, sentence: Span, hit: TermHit) -> bool:
    """Say whether the words before a mention wish or plan it (要上好, 建议, 打算)."""
    clause = _clause_before(scene, sentence, hit)
    return bool(_WISH.search(clause)) and not re.search(r"[了过]", clause)


def is_wished(scene: Scene, sentence: Span, hit: TermHit) -> bool:
    """Say whether running text only tells that somebody wished or proposed it."""
    clause = _clause_before(scene, sentence, hit) + scene.view.text[hit.start : hit.end]
    return _PROPOSED.search(clause) is not None and not re.search(r"[了过]", clause)


def _clause_before(scene: Scene, sentence: Span, hit: TermHit) -> str:
    """Give what stands before a mention in its clause."""
    before = scene.view.text[max(sentence.start, hit.start - 30) : hit.start]
    return re.split(r"[,;:]", before)[-1]


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


def _covers(date: DateExpression, session: DateExpression) -> bool:
    """Say whether a month, week or range holds the session, or only names what it is about."""
    if date.begin is None or date.finish is None or session.begin is None:
        return True
    if date.granularity not in (Granularity.MONTH, Granularity.WEEK, Granularity.RANGE):
        return date.granularity is not Granularity.DEKAD or date.begin <= session.begin
    return date.begin <= session.begin <= date.finish


def _another_day(scene: Scene, date: DateExpression | None) -> bool:
    session = scene.session
    return (
        session is not None
        and date is not None
        and (date.start, date.text) != (session.start, session.text)  # 2022年度 may move its year
        and date.begin is not None
        and (date.begin, date.finish) != (session.begin, session.finish)
        and (date.granularity is Granularity.DAY or not _covers(date, session))
    )


def is_slip(scene: Scene, hit: TermHit) -> bool:
    """Say whether a line is a meeting's minutes on a slip: its name, a time, who was there."""
    line = _line(scene.view.text, hit.start)
    before = scene.view.text[line.start : hit.start].strip()
    behind = scene.view.text[hit.end : line.end]
    if hit.strength is not Strength.NAME or before:
        return False
    return _SLIP.match(behind) is not None and _ANNOUNCED.search(behind) is None
