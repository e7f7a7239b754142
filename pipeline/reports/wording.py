"""How reports say things in Chinese: states, kinds, points, places, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from extractors.document import Block, Citation, Document, FileStatus
from matchers.annotation import (
    Annotation,
    DocumentKind,
    Event,
    EventDate,
    EvidenceKind,
    Flag,
    Granularity,
    Rejected,
    Status,
)
from matchers.lexicon import EventLexicon
from pipeline.assessment import Reading, SelfAssessment
from rubrics.finding import DecidedBy, Finding, FindingStatus, RuleFinding
from rubrics.sheets import SheetField

FILE_STATUS = {
    FileStatus.READ: "已读",
    FileStatus.OCR: "图片识别",
    FileStatus.EMPTY: "空文件",
    FileStatus.UNREADABLE: "读不出",
    FileStatus.SKIPPED: "未读",
}
DOCUMENT_KIND = {
    DocumentKind.MINUTES: "会议记录",
    DocumentKind.PLAN: "计划",
    DocumentKind.NOTICE: "通知",
    DocumentKind.SUMMARY: "总结",
    DocumentKind.NEWS: "新闻报道",
    DocumentKind.POLICY: "制度",
    DocumentKind.REGISTER: "台账",
    DocumentKind.SIGNIN: "签到表",
    DocumentKind.PHOTO: "照片",
    DocumentKind.REPORT: "报告",
    DocumentKind.FORM: "表格",
    DocumentKind.OTHER: "其他",
}
EVIDENCE_KIND = {
    EvidenceKind.MINUTES: "会议记录",
    EvidenceKind.AGENDA: "会案",
    EvidenceKind.NOTICE: "通知",
    EvidenceKind.SIGNIN: "签到",
    EvidenceKind.PHOTO: "照片",
    EvidenceKind.NEWS: "报道",
    EvidenceKind.SCRIPT: "讲稿",
    EvidenceKind.REGISTER: "台账",
    EvidenceKind.SUMMARY: "总结",
    EvidenceKind.REPORT: "报告",
    EvidenceKind.PLAN: "计划",
    EvidenceKind.FORM: "表格",
    EvidenceKind.OTHER: "其他",
}
EVENT_STATUS = {
    Status.HELD: "已开展",
    Status.PLANNED: "计划中",
    Status.CANCELLED: "已取消",
    Status.REQUIRED: "仅为要求",
    Status.CLAIMED: "仅在总结中提到",
    Status.REFERENCED: "仅被提及",
    Status.UNCLEAR: "待核实",
}
FINDING_STATUS = {
    FindingStatus.MET: "达标",
    FindingStatus.PARTIAL: "部分达标",
    FindingStatus.UNMET: "未见佐证",
    FindingStatus.NOT_APPLICABLE: "不适用",
    FindingStatus.NEEDS_REVIEW: "待人工判定",
}
DECIDED_BY = {
    DecidedBy.COUNT: "按次数",
    DecidedBy.PRESENCE: "按有无材料",
    DecidedBy.VALUE: "按数值",
    DecidedBy.JUDGEMENT: "由人判定",
    DecidedBy.PROFILE: "按学校信息",
}
HARD_TO_READ = "识别把握不大，请核对原件"
SEVERITY = {"high": "重要", "medium": "一般", "low": "提示"}

ATTRIBUTES = (
    ("organisation", "组织"),
    ("place", "地点"),
    ("host", "主持人"),
    ("recorder", "记录人"),
    ("lecturer", "主讲人"),
    ("start_time", "开始时间"),
    ("expected", "应到"),
    ("present", "实到"),
    ("attendees", "参加人员"),
    ("absent", "缺席"),
    ("speakers", "发言人"),
    ("topic", "主题"),
    ("session", "届次"),
    ("resolution", "决议"),
)

_QUOTED = 120  # characters of a quote in a cell
_FILES_QUOTED = 20


def points(value: Decimal | None) -> str:
    """Give points as people write them: 2, 9.5, two decimal places of a long one; - for none."""
    if value is None:
        return "—"
    if value != value.quantize(Decimal("0.0001")):
        value = value.quantize(Decimal("0.01"))
    text = f"{value.normalize():f}"
    return "0" if text == "-0" else text


def plain_points(value: Decimal | None) -> str:
    """Give points for a program to read: 9.5; nothing for none."""
    return "" if value is None else points(value)


def point_range(low: Decimal | None, high: Decimal | None) -> str:
    """Give an interval of points, one number where both ends are equal."""
    return points(low) if low == high else f"{points(low)}～{points(high)}"


def sources(field: SheetField) -> str:
    """Name the files a field was read from, each once, and say where they were hard to read."""
    doubtful = {citation.file for citation in field.citations if citation.doubtful}
    files = dict.fromkeys(citation.file for citation in field.citations)
    return "、".join(f"{file}（{HARD_TO_READ}）" if file in doubtful else file for file in files)


def quotes(citations: Iterable[Citation]) -> str:
    """Give passages for a cell: a line for each file, behind it its quotes, each once."""
    by_file: dict[str, dict[str, None]] = {}
    for citation in citations:
        by_file.setdefault(citation.file, {})[f"“{shortened(citation.quote, _QUOTED)}”"] = None
    lines = [f"{file}：{''.join(said)}" for file, said in by_file.items()]
    more = [f"……共 {len(lines)} 份文件，其余见网页报告"] if len(lines) > _FILES_QUOTED else []
    return "\n".join(lines[:_FILES_QUOTED] + more)


def self_lines(own: SelfAssessment) -> list[str]:
    """Sum up a self-score form: its total, what it claims, how it weighs, and its mistakes."""
    scores = own.scores
    total = points(scores.computed if scores.stated is None else scores.stated)
    graded = f"，自定“{scores.stated_grade}”" if scores.stated_grade else ""
    lines = [f"自评表“{own.file}”：自评 {total} 分{graded}。"]
    lines += [f"自评请核对：{flag.message}" for flag in own.flags]
    if own.weighing:
        lines.append(own.weighing)
    return lines


def suggestion(finding: Finding) -> str:
    """Give the suggested points, with the interval where something is still open."""
    if finding.suggested is None or finding.low == finding.high:
        return points(finding.suggested)
    return f"{points(finding.suggested)}（{point_range(finding.low, finding.high)}）"


def still_open(finding: Finding) -> Decimal | None:
    """Give the points that are not decided yet."""
    if finding.low is None or finding.high is None:
        return None
    return finding.high - finding.low


def day(value: date) -> str:
    """Give a day: 2022年3月15日."""
    return f"{value.year}年{value.month}月{value.day}日"


def when(value: EventDate | None) -> str:
    """Give an event's date as exactly as it is known."""
    if value is None:
        return "日期不明"
    begin, end = value.begin, value.end
    if begin == end:
        return day(begin)
    if value.granularity is Granularity.MONTH:
        return f"{begin.year}年{begin.month}月"
    if value.granularity is Granularity.YEAR:
        return f"{begin.year}年"
    if begin.year == end.year:
        return f"{day(begin)}至{end.month}月{end.day}日"
    return f"{day(begin)}至{day(end)}"


def place(citation: Citation, block: Block | None) -> str:
    """Say where in its file a passage stands: 第2页、表1第3行、工作表“活动”第5行…"""
    parts: list[str] = []
    if citation.page is not None:
        parts.append(f"第{citation.page}页")
    locator = block.locator if block else None
    if locator is not None:
        if locator.sheet is not None:
            parts.append(f"工作表“{locator.sheet}”")
        elif locator.table is not None:
            parts.append(f"表{locator.table}")
        if locator.row is not None:
            parts.append(f"第{locator.row}行")
        if locator.slide is not None:
            parts.append(f"第{locator.slide}张幻灯片")
    if not parts:
        parts.append(f"第{citation.block + 1}段")
    if citation.doubtful:
        parts.append(f"（识别把握 {citation.confidence:.0%}，请核对原件）")
    return " ".join(parts)


def shortened(text: str, limit: int) -> str:
    """Give the beginning of a text on one line, with … where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def gravest_first(flags: Iterable[Flag]) -> list[Flag]:
    """Sort flags by how grave they are; equals keep their order."""
    order = list(SEVERITY)
    return sorted(flags, key=lambda flag: order.index(flag.severity))


def problems(document: Document) -> list[str]:
    """Give what went wrong in a file besides its main reason, each message once."""
    seen = dict.fromkeys(problem.message for problem in document.problems)
    return [message for message in seen if message not in (document.reason or "")]


def hard_to_read(reading: Reading) -> frozenset[str]:
    """List the files whose recognised text is doubtful, so that what rests on it is as well."""
    return frozenset(
        document.path
        for document in reading.documents
        if any(problem.kind == "low_confidence" for problem in document.problems)
    )


def subtypes(event: Event, lexicon: EventLexicon) -> str:
    """Name the kinds of its types that an event is, "" when none is known."""
    return "、".join(lexicon.subtype_title(name) for name in event.attributes.subtypes)


def set_aside(annotation: Annotation) -> list[str]:
    """Give the words that looked like an event and were not taken for one, each with its reason."""
    return reasons_not_taken(rejected_in(annotation))


def reasons_not_taken(candidates: Iterable[Rejected]) -> list[str]:
    """Give what was looked at and not taken, those of one reason together."""
    seen: dict[str, list[str]] = {}
    for rejected in candidates:
        words = seen.setdefault(rejected.why, [])
        if rejected.text not in words:
            words.append(rejected.text)
    return [f"“{'”“'.join(words)}”：{why}" for why, words in seen.items()]


def rejected_in(annotation: Annotation) -> list[Rejected]:
    """List what a file's records held and was not taken, each place once."""
    beside = (r for o in annotation.occurrences for r in o.rejected)
    return list(dict.fromkeys((*annotation.rejected, *beside)))


def by_date(events: Iterable[Event]) -> list[Event]:
    """Sort events by day; the undated come last."""
    return sorted(events, key=lambda e: (e.date is None, e.date.begin if e.date else date.min))


_PART = re.compile(r"(\d{4})(?:-(\d{2})|Q([1-4])|H([12]))")


def part(code: str) -> str:
    """Give a missing part of the period in Chinese: 2022Q3 is 2022年第三季度; other words stay."""
    found = _PART.fullmatch(code)
    if found is None:
        return f"{code}年" if re.fullmatch(r"\d{4}", code) else code
    year, month, quarter, half = found.groups()
    if month:
        return f"{year}年{int(month)}月"
    if quarter:
        return f"{year}年第{'一二三四'[int(quarter) - 1]}季度"
    return f"{year}年{'上下'[int(half) - 1]}半年"


def lacking(rule: RuleFinding) -> tuple[str, ...]:
    """Say what a rule lacks: in the rule's own words, else by the codes of what is missing."""
    if rule.lacking or not rule.missing:
        return rule.lacking
    return ("、".join(part(code) for code in rule.missing),)


def sentences(text: str) -> list[str]:
    """Cut an explanation into its sentences; 。 inside brackets or quotes does not end one."""
    found: list[str] = []
    depth, begin = 0, 0
    for index, char in enumerate(text):
        depth = max(0, depth + (char in "（“《") - (char in "）”》"))
        if char == "。" and depth == 0:
            found.append(text[begin : index + 1])
            begin = index + 1
    return [part.strip() for part in [*found, text[begin:]] if part.strip()]
