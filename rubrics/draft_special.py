"""Clauses that count something else than events and papers: rates, people, levels, money."""

from __future__ import annotations

import re
from decimal import Decimal

from matchers.annotation import EvidenceKind
from rubrics.clause_model import Reading
from rubrics.draft_numbers import (
    ATTENDANCE,
    TO_FILL_IN,
    dues_paid,
    number_asked,
)
from rubrics.draft_titles import number_title, question
from rubrics.interval import ONE
from rubrics.measures import (
    Events,
    Judgement,
    Level,
    LevelSource,
    Measure,
    Per,
    Rank,
    Roster,
    Stream,
)
from rubrics.occasion_measures import Completeness, Piece
from rubrics.quantity_model import Quantity, Source, Steps
from rubrics.recognising import bare_paper, recognise
from rubrics.vocabulary import Vocabulary

_RANKS = (
    ("applied", "已申报"),
    ("school", "校级"),
    ("county", "县（区）级"),
    ("city", "市级"),
    ("province", "省级"),
    ("national", "国家级"),
)
_SIGNED = re.compile(r"签(?:订|字|署|名|责任书|承诺书)")
_WHO = re.compile(r"班子成员|中层|中心组成员")
_PER_MEMBER = re.compile(
    r"(?:每(?:年每)?[名位个]党员|党员[^，；。\d]{0,4}人均|人均)[^，；。\d]{0,8}?(\d+)\s*元"
)
_PEOPLE = (
    ("班子成员", "leaders"),
    ("中层", "middle_managers"),
    ("中心组成员", "central_group"),
)
_EVIDENCE = {
    "会议": EvidenceKind.MINUTES,
    "活动": EvidenceKind.MINUTES,
    "记录": EvidenceKind.MINUTES,
    "照片": EvidenceKind.PHOTO,
    "签到": EvidenceKind.SIGNIN,
    "考勤": EvidenceKind.SIGNIN,
    "新闻": EvidenceKind.NEWS,
    "报道": EvidenceKind.NEWS,
    "讲稿": EvidenceKind.SCRIPT,
    "教案": EvidenceKind.SCRIPT,
    "课件": EvidenceKind.SCRIPT,
    "方案": EvidenceKind.PLAN,
}
_PERSONAL = re.compile(r"党员|教师|个人")
_COMMON = re.compile(r"支部|组织|学校")
_HONOUR = re.compile(r"表彰|荣誉|称号|先进|示范点|优秀")


def special_measure(
    clause: str, reading: Reading, demand: str, vocabulary: Vocabulary, before: tuple[str, ...]
) -> Measure | None:
    """Read rates, papers that occasions lack, people who sign, levels, and money a head.

    `before` are the events that the clause before this one counts; None is anything else.
    """
    if reading.dues:
        return dues_paid()
    if reading.least is not None:
        return number_asked(clause, reading.least, reading.subjects, vocabulary)
    if reading.steps is not None:
        events = before or recognise(demand, vocabulary).events
        return _stepped(clause, demand, reading, events)
    if reading.lacks is not None:
        return _lacking(clause, demand, reading.lacks, before, vocabulary)
    if _SIGNED.search(clause) and _WHO.search(clause):
        papers = recognise(clause, vocabulary).documents or recognise(demand, vocabulary).documents
        papers = papers or bare_paper(f"{clause}，{demand}", vocabulary)
        return roster(clause, papers, sign=True) if papers else None
    if reading.at_least is not None:
        level = level_of(clause, reading, demand, vocabulary)
        return level if isinstance(level, Level) else None
    if per_member := _PER_MEMBER.search(clause):
        return _a_head(Decimal(per_member[1]))
    if reading.scorer == "linear" or reading.shares:
        return number_of(clause, demand, reading, vocabulary)
    return None


def _lacking(
    clause: str, demand: str, paper: str, before: tuple[str, ...], vocabulary: Vocabulary
) -> Measure | None:
    events = before or recognise(clause + demand, vocabulary).events
    if not events:
        return None
    piece = Piece(title=paper, evidence=_evidence(paper))
    return Completeness(title=clause[:20], events=events[:1], of=(piece,))


def _evidence(paper: str) -> EvidenceKind:
    """Say what kind of evidence a paper is: by what its name ends with, else begins with."""
    return _EVIDENCE.get(paper[-2:]) or _EVIDENCE[paper[:2]]


def _a_head(least: Decimal) -> Measure:
    return Quantity(
        title="每名党员党建经费",
        unit="元",
        num=Source(quantity="party_budget", title="党建经费预算"),
        den=Source(fact="members", quantity="formal_members", title="正式党员人数"),
        at_least=least,
        indicated_by=("party_budget",),
    )


def _stepped(clause: str, demand: str, reading: Reading, events: tuple[str, ...]) -> Measure:
    """Read a rate of attendance off the events; other rates are told in the profile."""
    title = number_title(clause, demand)
    counted = title.endswith(ATTENDANCE) and events
    source = (
        Source(attendance=events[:1], title=title)
        if counted
        else Source(fact=TO_FILL_IN, title=title)
    )
    start, by = reading.steps or (ONE, ONE)
    if reading.late:
        title = f"{demand or clause}延迟"[-20:]
        late = Steps(start=start, by=by, better="lower", part="begun")
        source = Source(fact=TO_FILL_IN, title=title)
        return Quantity(title=title, unit=reading.unit, num=source, steps=late)
    unit = "" if reading.unit == "%" else reading.unit
    return Quantity(title=title, unit=unit, num=source, steps=Steps(start=start, by=by))


def roster(clause: str, types: tuple[str, ...], *, sign: bool = False) -> Measure:
    """Count people who did not sign a paper, or did not speak at an event."""
    who = tuple(name for word, name in _PEOPLE if word in clause) or ("central_group",)
    if sign:
        return Roster(who=who, relation="sign", documents=types)
    return Roster(who=who, relation="speak", events=types)


def number_of(clause: str, demand: str, reading: Reading, vocabulary: Vocabulary) -> Measure:
    """Give the number a clause speaks of: one that papers tell, or one to be filled in.

    How often something was held is counted from the events themselves.
    """
    if reading.shares and reading.unit == "次":
        events = recognise(clause, vocabulary).events or recognise(demand, vocabulary).events
        if events:
            need = int(max(number for number, _ in reading.shares))
            return Events(streams=(Stream(types=events[:1], per=Per.PERIOD, need=max(1, need)),))
    for text in (clause, demand):
        for name, title in vocabulary.quantities.items():
            if title in text or (name == "satisfaction_rate" and "满意度" in text):
                return Quantity(title=title, num=Source(quantity=name, title=title))
    title = number_title(clause, demand)
    unit = "" if reading.unit == "%" else reading.unit
    return Quantity(title=title, unit=unit, num=Source(fact=TO_FILL_IN, title=title))


def level_of(clause: str, reading: Reading, demand: str, vocabulary: Vocabulary) -> Measure:
    """Give the level an honour reached; where no honour is named a person judges."""
    awards = _awards(clause, vocabulary) or _awards(demand, vocabulary)
    if not awards and _HONOUR.search(f"{clause}，{demand}"):
        personal = _PERSONAL.search(clause) and not _COMMON.search(clause)
        awards = ("member_commendation",) if personal else ("branch_commendation",)
    if not awards:
        asked = question(clause, demand)
        return Judgement(topics=(asked[:20],), ask=asked[:40])
    levels = {level for level, _ in reading.rungs}
    order = tuple(
        Rank(id=name, title=title)
        for name, title in _RANKS
        if name in levels or name not in ("applied", "school")
    )
    return Level(
        title=vocabulary.awards[awards[0]],
        order=order,
        sources=(LevelSource(awards=awards[:1]),),
        at_least=reading.at_least,
        awarded_in="any" if reading.at_least else "period",
    )


def _awards(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Find honours by the words of their titles."""
    return tuple(
        name
        for name, title in vocabulary.awards.items()
        if any(
            len(word) > 1 and word in text
            for word in (*re.split(r"[、“”（）]", title), *vocabulary.award_words[name])
        )
    )
