"""What names and rows say: types of headings and files, the state a register row is in."""

from __future__ import annotations

import re
from dataclasses import replace

from matchers.annotation import Occurrence, Status
from matchers.cues import Cue, Scope, cue_finder
from matchers.record import FieldName, Record
from matchers.sentences import Span
from matchers.status import judge_sentence
from matchers.terms import Strength, TermMatcher

_NAMING = (Strength.NAME, Strength.ACT)  # 四本一簿一证检查 is an act that covers a name
_NOT_ITSELF = ("tail_other_meeting", "tail_preparation", "tail_contest", "cancel")
_ROW_STATES = re.compile(
    r"缺训|缺课|缺考|计划|拟|待|未(?!到|参加|交|缴|签)|取消|延期|推迟|改期|改为|改至"
)
_ROW_PLANS = re.compile(r"[(](?:计划|拟|待|暂定|预计|未)[^()]{0,6}[)]")
_CELL_PLANS = re.compile(
    r"(?:^|\t)\s*(?:\d{1,2}[.月]\d{1,2}日?\s*)?"
    r"(?:计划|待定|待开|预定|暂定|拟(?:公开|开展|召开|举行|举办|开|办|定|于)?)[ ]*(?=[:\t]|$)"
    r"|(?:^|[\t\n])\s*(?:拟|计划|预计|预定|暂定)(?:于|在)?\s?(?=\d)"
)
_INTENDED = re.compile(r"^\s*(?:拟|计划|预计|待|暂定)")
_CALLED_OFF = re.compile(
    r"(?:^|[,，。;；:：\t\n])\s*(?:本次|此次|原定)?(?:会议|活动|学习)(?:因[^,，。]{0,14}[,，]?)?(?:临时|未能)?"
    r"(?P<how>取消|改期|延期|推迟|停开|未能召开|没有召开|没有开成|未开成|召开不成)"
)
_HALF = r"(?:[上下]半年|第?[一二]学期|[春秋]季学期)"
_PERIOD_WORDS = re.compile(
    rf"^.{{0,20}}?(?:(?:19|20)\d\d(?:-(?:19|20)?\d\d)?(?:年度|学年度?|年)?{_HALF}?|{_HALF})"
)
_LIST_WORDS = re.compile(
    r"(?:开展)?(?:情况)?(?:登记|记录|统计|汇总|管理|一览)?(?:台账|登记|统计|汇总|情况|[表簿册本])?(?:\([^()]*\))?\s*$"
)
_YEAR_BEHIND = re.compile(
    r"(?<=.)[\s(_-]*(?:19|20)\d\d(?:-(?:19|20)?\d\d)?(?:学年度?|年度?)?(?:上半年|下半年|第?[一二]学期)?[)\s]*$"
)
_ASIDES = re.compile(r"\([^()]*\)")
_CHECK_WORDS = re.compile(
    r"(?:责任|任务|问题|工作任务|目标|考核|自查|自评|整改|清单|台账|一览|完成|落实|执行|推进|情况|进度|打分|对照|表|单|册)+$"
)
# 谈心谈话记录表 is a form's name; filled in, it is the record of a talk.
_FORM_WORDS = re.compile(r"(?:情况)?(?:记录|登记)[表簿本册]?(?:\([^()]*\))?\s*$")
_NAME_EDGES = re.compile(
    r"^[\d.、()\s_-]*(?:年度?)?|(?:(?:会议|活动)?(?:情况)?(?:记录|台账|纪要|登记)?[簿本表]?)?[\d年度()_\s-]*$"
)
_AS_NOUN = re.compile(r"打算|设想")
_ENDS = re.compile(r"\s*(?:[\t\n,，;；。、]|$)")
_DEALT_ASIDE = re.compile(
    r"(?:研究|讨论|审议|商议|商量|布置|部署|酝酿)[^()\t\n,，;；。]{2,20}\([^()]{0,8}$"
)
_TOOK_PART = (FieldName.ATTENDEES, FieldName.PRESENT)
_ROW_CUES = ("cancel", "future", "pending")


def with_session(occurrences: list[Occurrence], session: Occurrence) -> list[Occurrence]:
    """Join the session that a name tells of with what its record shows for the same day."""
    for number, other in enumerate(occurrences):
        both_held = other.status is session.status is Status.HELD
        if not both_held or other.date is None or _days(other) != _days(session):
            continue
        joined = replace(
            other,
            types=tuple(sorted({*other.types, *session.types})),
            title=session.title,
            citations=tuple(dict.fromkeys((*session.citations, *other.citations))),
            trace=(*session.trace, *other.trace),
        )
        return [*occurrences[:number], joined, *occurrences[number + 1 :]]
    return [*occurrences, session]


def _days(occurrence: Occurrence) -> tuple[object, object] | None:
    date = occurrence.date
    return (date.begin, date.end) if date else None


def subject_of(title: str) -> str:
    """Give what a register is about: its title without year, unit and the word for a list.

    A year may stand behind (意识形态工作登记(2024), 党费收缴台账2023年).
    """
    named = _LIST_WORDS.sub("", _YEAR_BEHIND.sub("", title))
    return _PERIOD_WORDS.sub("", named).strip()


def matter_of(title: str) -> str:
    """Give what a self-check or list of tasks is about (意识形态工作 of …责任清单完成情况表)."""
    return _CHECK_WORDS.sub("", _PERIOD_WORDS.sub("", _ASIDES.sub("", title))).strip()


def named_types(text: str, matcher: TermMatcher, lacking: bool = False) -> set[str]:
    """Give the types a name (heading, sheet, file) stands for; a 预备会 is not the congress.

    `lacking` also takes a name that says what was missing (没有开民主生活会 heads a row of mended
    faults).
    """
    core = _FORM_WORDS.sub("", text)
    types = _types_in(core, matcher, lacking)
    if core != text:  # 支部委员会记录: the form's word belongs to the name
        hits = matcher.find(text).hits
        edge = len(core)  # not 谈心谈话登记(民主生活会), which is what the talks prepare
        reaching = {h.type for h in hits if h.strength is Strength.NAME and h.start < edge < h.end}
        types |= _types_in(text, matcher, lacking) & reaching
    return types


def _types_in(text: str, matcher: TermMatcher, lacking: bool) -> set[str]:
    against = tuple(cue for cue in _NOT_ITSELF if not (lacking and cue == "cancel"))
    cues = cue_finder().find(text)
    whole = Span(0, len(text))
    types = set()
    for hit in matcher.find(text).hits:
        said = judge_sentence(text, whole, Span(hit.start, hit.end), cues)
        if hit.strength in _NAMING and said.cue_id not in against:
            types.add(hit.type)
    return types


def is_only_name(text: str, matcher: TermMatcher) -> bool:
    """Say whether a folder's name is an event's name and little else (03支委会, 党课记录)."""
    core = _NAME_EDGES.sub("", text)
    hits = matcher.find(core).hits
    return any(hit.start == 0 and hit.end == len(core) for hit in hits)


_MISENTERED = re.compile(
    r"误登|误记|误填|错登|登记有误|非党务|重复登记|不计入|不计(?=[)\s]|$)|不作统计|已作废|作废"
)
_MOVED = re.compile(r"(?:改|推迟|延期?|调整?)(?:为|至|到|在|于)?\s*(?=[\d一二三四五六七八九十])")


def moved_to(value: str) -> int | None:
    """Give where the later day begins in a time cell (12月8日改12月29日), or None."""
    found = _MOVED.search(value)
    return found.end() if found and found.start() > 0 else None


def row_cue(record: Record, text: str) -> Cue | None:
    """Give the cue anywhere in a register row that says it did not (yet) take place."""
    if found := _MISENTERED.search(text):
        return Cue(*found.span(), found.group(), "row", Status.REFERENCED, Scope.CLAUSE)
    time = record.field(FieldName.TIME)
    if time is not None and moved_to(time.value) is not None:
        return None  # what was put off was held on the later day
    state = record.field(FieldName.STATUS)
    if state is not None and (found := _ROW_STATES.search(state.value)):
        planned = found.group() in ("计划", "拟", "待")
        status = Status.PLANNED if planned else Status.CANCELLED
        return Cue(0, 1, state.value, "row", status, Scope.CLAUSE)
    against = (Status.CANCELLED, Status.PLANNED)
    if time is not None and (found := _INTENDED.match(time.value)):
        return Cue(0, 1, found.group().strip(), "row", Status.PLANNED, Scope.CLAUSE)
    if found := _ROW_PLANS.search(text):
        return Cue(found.start(), found.end(), found.group(), "row", Status.PLANNED, Scope.CLAUSE)
    if found := _CELL_PLANS.search(text):
        return Cue(
            found.start(), found.end(), found.group().strip(), "row", Status.PLANNED, Scope.CLAUSE
        )
    took_part = any(record.field(name) is not None for name in _TOOK_PART)
    return next(
        (
            c
            for c in cue_finder().find(text)
            if c.status in against and c.id in _ROW_CUES and not _of_the_matter(text, c, took_part)
        ),
        None,
    )


def _of_the_matter(text: str, cue: Cue, took_part: bool) -> bool:
    """Say whether a cue speaks of what was dealt with and not of the row's own meeting.

    工作打算 ends a cell as a noun; (后延至下学年) behind 研究换届 puts that off, where the row
    names who took part.
    """
    if _AS_NOUN.fullmatch(text[cue.start : cue.end]) and _ENDS.match(text, cue.end):
        return True
    return took_part and _DEALT_ASIDE.search(text[: cue.start]) is not None


def called_off(text: str) -> Cue | None:
    """Give the cue in minutes that says the meeting itself did not take place."""
    found = _CALLED_OFF.search(text)
    if found is None:
        return None
    return Cue(*found.span("how"), found["how"], "row", Status.CANCELLED, Scope.CLAUSE)
