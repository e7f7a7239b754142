"""A small assessment made by hand, with texts that try to break out of a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from extractors.document import Block, BlockKind, Document, FileStatus, Locator, Problem
from matchers.annotation import (
    Annotation,
    Attributes,
    DocumentKind,
    Event,
    EventDate,
    EvidenceKind,
    Flag,
    Granularity,
    Occurrence,
    Rejected,
    Status,
)
from matchers.lexicon import load_lexicon
from matchers.period import calendar_year
from matchers.profile import Profile
from pipeline.assessment import AssessedPeriod, Assessment, Reading
from rubrics.finding import (
    Coverage,
    DecidedBy,
    Finding,
    FindingStatus,
    Grade,
    NotCounted,
    RuleFinding,
    Scorecard,
    Total,
)
from rubrics.measures import Events, Per, Stream
from rubrics.rubric import Group, Item, Rubric, Rule

SCRIPT = "<script>alert('党课')</script>"
FORMULA = '=HYPERLINK("http://example.invalid","点我")'
ESCAPE = "\x1b[31m红色\x1b[0m"

MINUTES = Document(
    path="2.党课/3月 & 4月.docx",
    sha256="ab" * 32,
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    size=2048,
    status=FileStatus.READ,
    pages=None,
    blocks=(
        Block(0, BlockKind.HEADING, "党课记录"),
        Block(1, BlockKind.TABLE_ROW, "时间\t2022年3月15日下午", locator=Locator(table=1, row=1)),
        Block(2, BlockKind.PARAGRAPH, f"主讲人：张三{SCRIPT}。{FORMULA}"),
    ),
    problems=(Problem("doubled_characters", "第 2 段有重复的字，请核对原件"),),
)
BROKEN = Document(
    path=f"坏的{ESCAPE}.pdf",
    sha256="cd" * 32,
    media_type="application/pdf",
    size=10,
    status=FileStatus.UNREADABLE,
    reason="文件可能已损坏：请重新提交",
)
EVENTS = (
    Event(
        id="E1",
        types=("party_lecture",),
        title=f"党课{SCRIPT}",
        status=Status.HELD,
        date=EventDate(date(2022, 3, 15), date(2022, 3, 15), Granularity.DAY, "2022年3月15日下午"),
        for_year=2022,
        attributes=Attributes(
            lecturer="张三",
            expected=11,
            present=10,
            attendees=("李四", "王五"),
            subtypes=("micro_lecture",),
        ),
        confidence=0.93,
        reasons=("会议记录的时间栏写明日期",),
        evidence_kinds=(EvidenceKind.MINUTES,),
        files=(MINUTES.path,),
        citations=(MINUTES.cite(1, 3, 15), MINUTES.cite(2, 0, 6)),
    ),
    Event(
        id="E2",
        types=("members_meeting", "party_lecture"),
        title=FORMULA,
        status=Status.PLANNED,
        date=None,
        for_year=None,
        attributes=Attributes(),
        confidence=0.5,
        reasons=("计划里的安排，没有开展的记录",),
        evidence_kinds=(EvidenceKind.PLAN,),
        files=(MINUTES.path,),
        citations=(MINUTES.cite(2, 0, 3),),
        rejected=(Rejected(f"5月20日{SCRIPT}", "是期限，不是开展日期", 2, 0, 3, MINUTES.path),),
    ),
)
_OCCURRENCE = Occurrence(
    file=MINUTES.path,
    record=0,
    types=("party_lecture",),
    title="党课",
    status=Status.HELD,
    date=EVENTS[0].date,
    for_year=2022,
    attributes=Attributes(),
    evidence_kind=EvidenceKind.MINUTES,
    confidence=0.9,
    citations=(),
    rejected=(
        Rejected(f"思政课{SCRIPT}", "思政课不是党课", 2, 0, 3),
        Rejected("教研", "教学活动", 2, 4, 6),
        Rejected("备课", "教学活动", 2, 4, 6),
    ),
)
FLAG = Flag(
    "weekday_mismatch", "medium", f"星期与日期不符，请核对{SCRIPT}", (MINUTES.cite(1, 3, 8),)
)

_RULES = (
    RuleFinding(
        id="18.1",
        text="每年上党课不少于4次得2分，少1次扣1分",
        max=Decimal(2),
        suggested=Decimal("0.5"),
        low=Decimal(0),
        high=Decimal("1.5"),
        decided_by=DecidedBy.COUNT,
        status=FindingStatus.PARTIAL,
        required=4,
        counted=1,
        possible=2,
        claimed=4,
        missing=("第二季度", "第三季度"),
        events=("E1",),
        citations=(MINUTES.cite(1, 3, 15),),
        not_counted=(NotCounted("E2", "只是计划"), NotCounted(None, "日期不明", MINUTES.path)),
        explanation="应有 4 次，确认 1 次，扣 1.5 分",
    ),
    RuleFinding(
        id="18.2",
        text="效果好得1分",
        max=Decimal(1),
        suggested=None,
        low=Decimal(0),
        high=Decimal(1),
        decided_by=DecidedBy.JUDGEMENT,
        status=FindingStatus.NEEDS_REVIEW,
        citations=(MINUTES.cite(2, 0, 6),),
        needs=("离退休党员党支部是否存在",),
        explanation="由人判定",
    ),
)
FINDING = Finding(
    item="18",
    path=("6.抓规范管理责任", "（18）"),
    text=f"落实“三会一课”制度{SCRIPT}",
    criteria="少1次扣1分",
    max=Decimal(3),
    suggested=Decimal("0.5"),
    low=Decimal(0),
    high=Decimal("2.5"),
    status=FindingStatus.NEEDS_REVIEW,
    rules=_RULES,
    remedy="补第二、三季度的党课记录；已有的请放进材料",
)
RUBRIC = Rubric(
    id="made-up",
    version="1",
    title="示例标准",
    source="手工编写",
    max=Decimal(3),
    groups=(Group(id="6", title="6.抓规范管理责任", max=Decimal(3)),),
    items=(
        Item(
            id="18",
            group="6",
            max=Decimal(3),
            text="落实“三会一课”制度",
            rules=(Rule(id="18.1", text="少1次扣1分", points=Decimal(3)),),
        ),
    ),
)


def made_assessment(*, inferred: str | None = None) -> Assessment:
    """Give the assessment; `inferred` is the reason of an inferred period."""
    period = AssessedPeriod(calendar_year(2022), inferred)
    reading = Reading(
        name="示例学校",
        profile=Profile(name="示例小学", members=11),
        period=period,
        documents=(MINUTES, BROKEN),
        annotations=(
            Annotation(
                MINUTES.path,
                DocumentKind.MINUTES,
                ("有表头",),
                "党课记录",
                occurrences=(_OCCURRENCE,),
            ),
            Annotation(BROKEN.path, DocumentKind.OTHER, (), ""),
        ),
        events=EVENTS,
        flags=(FLAG,),
        lexicon=load_lexicon(),
    )
    card = Scorecard(
        findings=(FINDING,),
        total=Total(Decimal("0.5"), Decimal(0), Decimal("2.5"), Decimal(3), 1),
        coverage=Coverage(0, 0, 0, 1, 0, 1, 0),
        grade=Grade(None, (), "有 1 项待人工判定"),
    )
    return Assessment(reading, period, RUBRIC, card)


def without_points(assessment: Assessment) -> Assessment:
    """Give the same assessment against a form that has no points."""
    rules = tuple(replace(r, max=None, suggested=None, low=None, high=None) for r in _RULES)
    finding = replace(FINDING, max=None, suggested=None, low=None, high=None, rules=rules)
    card = Scorecard((finding,), Total(None, None, None, None, 1), None)
    rubric = RUBRIC.model_copy(update={"max": None})
    return replace(assessment, rubric=rubric, scorecard=card)


def with_monthly_meetings(assessment: Assessment) -> Assessment:
    """Give the same assessment with a rule that counts the meetings of two groups."""
    days = (
        ("M1", date(2022, 1, 7), "一小组"),
        ("M2", date(2022, 3, 15), "一小组"),
        ("M3", date(2022, 3, 16), "二小组"),
    )
    meetings = tuple(
        replace(
            EVENTS[0],
            id=name,
            types=("group_meeting",),
            title=f"{body}会",
            date=EventDate(day, day, Granularity.DAY, day.isoformat()),
            attributes=Attributes(organisation=body),
        )
        for name, day, body in days
    )
    stream = Stream(types=("group_meeting",), title="党小组会", per=Per.MONTH, need=1)
    rule = Rule(
        id="18.1",
        text="每月开党小组会",
        points=Decimal(2),
        measures=(Events(kind="events", streams=(stream,)),),
    )
    item = RUBRIC.items[0].model_copy(update={"rules": (rule,)})
    finding = replace(
        FINDING, rules=(replace(_RULES[0], events=tuple(m.id for m in meetings)), _RULES[1])
    )
    return replace(
        assessment,
        reading=replace(assessment.reading, events=EVENTS + meetings),
        rubric=RUBRIC.model_copy(update={"items": (item,)}),
        scorecard=replace(assessment.scorecard, findings=(finding,)),
    )


def doubtfully_read(assessment: Assessment) -> Assessment:
    """Let the first event's quotes come from recognition that was not sure of them."""
    first, *others = assessment.reading.events
    quotes = tuple(replace(citation, confidence=0.6) for citation in first.citations)
    events = (replace(first, citations=quotes), *others)
    return replace(assessment, reading=replace(assessment.reading, events=events))
