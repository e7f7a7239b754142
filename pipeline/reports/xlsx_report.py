"""An assessment as an Excel workbook: items, rules, events and files, to sort and to comment on.

Every text is written as text: a cell that begins with = can never become a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from matchers.annotation import Event
from matchers.lexicon import EventLexicon
from pipeline.assessment import Assessment, SelfAssessment
from pipeline.reports import wording
from rubrics.finding import NotCounted
from rubrics.sheets import Sheet

Value = str | int | Decimal | None
_CELL_LIMIT = 32_000  # Excel takes 32,767 characters in a cell
_FIXED_TIME = datetime(2000, 1, 1)  # stands where the time of making is left out


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet: its columns as (heading, width) and its rows."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Iterator[Sequence[Value]]


def xlsx_report(assessment: Assessment, *, version: str, created: datetime | None) -> bytes:
    """Give the workbook's bytes; `created` None writes a fixed time."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties(
        {"title": "佐证核查表", "comments": f"zuozheng {version}", "created": _naive(created)}
    )
    head = workbook.add_format({"bold": True, "bg_color": "#DCE6F0", "border": 1, "valign": "top"})
    body = workbook.add_format({"text_wrap": True, "valign": "top", "border": 1})
    sheets = [_items(assessment), _rules(assessment), _events(assessment), _files(assessment)]
    if assessment.self_scores is not None:
        sheets.append(_self_scores(assessment.self_scores))
    sheets += [_attachment(sheet) for sheet in assessment.sheets]
    for sheet in sheets:
        _write(workbook, sheet, head, body)
    workbook.close()
    return buffer.getvalue()


def _naive(created: datetime | None) -> datetime:
    return created.replace(tzinfo=None, microsecond=0) if created else _FIXED_TIME


def _write(workbook: Workbook, sheet: _Sheet, head: Format, body: Format) -> None:
    page = workbook.add_worksheet(sheet.name)
    for column, (heading, width) in enumerate(sheet.columns):
        page.set_column(column, column, width)
        page.write_string(0, column, heading, head)
    count = 0
    for count, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int | Decimal):
                page.write_number(count, column, float(value), body)
            elif value:
                page.write_string(count, column, value[:_CELL_LIMIT], body)
            else:
                page.write_blank(count, column, None, body)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, count, len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _items(assessment: Assessment) -> _Sheet:
    own = assessment.self_scores is not None
    columns = (
        ("指标", 7),
        ("所属", 24),
        ("内容", 50),
        ("满分", 7),
        *((("自评", 7),) if own else ()),
        ("建议得分", 9),
        ("最低", 7),
        ("最高", 7),
        ("状态", 12),
        ("缺口与补救", 50),
        ("核定得分", 9),
        ("核查意见", 30),
    )
    rows = (
        (
            finding.item,
            " › ".join(finding.path[:-1]),
            finding.text,
            finding.max,
            *((assessment.self_score(finding.item),) if own else ()),
            finding.suggested,
            finding.low,
            finding.high,
            wording.FINDING_STATUS[finding.status],
            finding.remedy,
            None,
            None,
        )
        for finding in assessment.scorecard.findings
    )
    return _Sheet("指标", columns, rows)


def _self_scores(own: SelfAssessment) -> _Sheet:
    """Give the form's totals, its mistakes and how it is weighed; the items stand with theirs."""
    scores = own.scores
    rows: list[Sequence[Value]] = [
        ("自评表", own.file),
        ("各条自评分相加", scores.computed),
        ("表上写的自评总分", scores.stated),
        ("表上写的等次", scores.stated_grade),
        ("定级总分", own.weighed),
        ("定级说明", own.weighing),
        *(("请核对", flag.message) for flag in own.flags),
    ]
    return _Sheet("自评", (("项目", 18), ("内容", 90)), iter(rows))


def _attachment(sheet: Sheet) -> _Sheet:
    """Give one of the form's attachments; its tab has the short name, Excel allows 31 letters."""
    rows = ((field.label, field.value, wording.sources(field)) for field in sheet.fields)
    columns = (("栏目", 24), ("内容", 80), ("出处", 50))
    return _Sheet(sheet.title.rpartition("）")[2][:31], columns, rows)


def _rules(assessment: Assessment) -> _Sheet:
    columns = (
        ("指标", 7),
        ("规则", 8),
        ("规则内容", 44),
        ("满分", 7),
        ("建议得分", 9),
        ("最低", 7),
        ("最高", 7),
        ("应有", 7),
        ("确认", 7),
        ("最多可能", 9),
        ("材料自述", 9),
        ("判定方式", 11),
        ("说明", 50),
        ("缺", 24),
        ("计入", 24),
        ("未计入及原因", 50),
    )
    rows = (
        (
            finding.item,
            rule.id,
            rule.text,
            rule.max,
            rule.suggested,
            rule.low,
            rule.high,
            rule.required,
            rule.counted,
            rule.possible,
            rule.claimed,
            wording.DECIDED_BY[rule.decided_by],
            rule.explanation,
            "；".join(wording.lacking(rule)),
            "、".join(rule.events + rule.documents),
            "\n".join(_left_out(left) for left in rule.not_counted),
        )
        for finding in assessment.scorecard.findings
        for rule in finding.rules
    )
    return _Sheet("规则", columns, rows)


def _left_out(left: NotCounted) -> str:
    return f"{left.event or left.file or ''} {left.why}".strip()


def _events(assessment: Assessment) -> _Sheet:
    columns = (
        ("编号", 7),
        ("日期", 20),
        ("活动", 40),
        ("类型", 24),
        ("状态", 14),
        ("地点", 16),
        ("主持", 12),
        ("主讲", 12),
        ("应到", 7),
        ("实到", 7),
        ("佐证种类", 24),
        ("出处", 60),
        ("判断依据", 50),
    )
    reading = assessment.reading
    rows = (_event(event, reading.lexicon) for event in wording.by_date(reading.events))
    return _Sheet("活动", columns, rows)


def _event(event: Event, lexicon: EventLexicon) -> Sequence[Value]:
    title = lexicon.title
    facts = event.attributes
    return (
        event.id,
        wording.when(event.date),
        event.title,
        "、".join(title(name) for name in event.types),
        wording.EVENT_STATUS[event.status],
        facts.place,
        facts.host,
        facts.lecturer,
        facts.expected,
        facts.present,
        "、".join(wording.EVIDENCE_KIND[kind] for kind in event.evidence_kinds),
        "\n".join(event.files),
        "\n".join(event.reasons),
    )


def _files(assessment: Assessment) -> _Sheet:
    columns = (("文件", 70), ("类别", 10), ("状态", 10), ("说明", 50), ("页数", 7), ("字数", 9))
    reading = assessment.reading
    rows = (
        (
            document.path,
            wording.DOCUMENT_KIND[annotation.kind],
            wording.FILE_STATUS[document.status],
            document.reason,
            document.pages,
            document.chars,
        )
        for document, annotation in zip(reading.documents, reading.annotations, strict=True)
    )
    return _Sheet("文件", columns, rows)
