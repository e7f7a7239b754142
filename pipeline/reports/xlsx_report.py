"""An assessment as an Excel workbook: items, rules, doubts, events and files.

To sort, to comment on, and to fill in the inspector's own scores, which the sums then follow.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime

import xlsxwriter

from matchers.annotation import Event
from matchers.lexicon import EventLexicon
from pipeline.assessment import Assessment, SelfAssessment
from pipeline.reports import wording
from pipeline.reports.monthly_view import monthly_grids
from pipeline.reports.xlsx_scores import items_sheet, rules_sheet
from pipeline.reports.xlsx_sheet import Entry, SheetTable, SheetWriter, Value
from rubrics.sheets import Sheet

_FIXED_TIME = datetime(2000, 1, 1)  # stands where the time of making is left out


def xlsx_report(assessment: Assessment, *, version: str, created: datetime | None) -> bytes:
    """Give the workbook's bytes; `created` None writes a fixed time."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties(
        {"title": "佐证核查表", "comments": f"zuozheng {version}", "created": _naive(created)}
    )
    writer = SheetWriter(workbook)
    for sheet in _sheets(assessment):
        writer.write(sheet)
    workbook.close()
    return buffer.getvalue()


def _naive(created: datetime | None) -> datetime:
    return created.replace(tzinfo=None, microsecond=0) if created else _FIXED_TIME


def _sheets(assessment: Assessment) -> Iterator[SheetTable]:
    yield items_sheet(assessment)
    yield rules_sheet(assessment)
    yield _flags(assessment)
    yield _events(assessment)
    if (months := _months(assessment)) is not None:
        yield months
    yield _files(assessment)
    if assessment.self_scores is not None:
        yield _self_scores(assessment.self_scores)
    for sheet in assessment.sheets:
        yield _attachment(sheet)


def _flags(assessment: Assessment) -> SheetTable:
    """Give what an inspector should look at, the gravest first."""
    columns = (("程度", 8), ("请核对", 60), ("文件", 50), ("原文", 60), ("核查意见", 30))
    rows: list[Sequence[Value]] = [
        (
            wording.SEVERITY[flag.severity],
            flag.message,
            "\n".join(dict.fromkeys(citation.file for citation in flag.citations)),
            "\n".join(dict.fromkeys(citation.quote for citation in flag.citations)),
            Entry(),
        )
        for flag in wording.gravest_first(assessment.flags)
    ]
    return SheetTable("疑点", columns, rows)


def _months(assessment: Assessment) -> SheetTable | None:
    """Give what each counting rule counted, month by month; None when nothing was counted."""
    reading, period = assessment.reading, assessment.period.period
    events = {event.id: event for event in reading.events}
    rules = [rule for finding in assessment.scorecard.findings for rule in finding.rules]
    grids = monthly_grids(assessment.rubric, rules, events, period)
    if not grids:
        return None
    months = next(iter(grids.values())).months
    columns = (("规则", 8), ("活动", 34), *((month, 10) for month in months))
    rows: list[Sequence[Value]] = [
        (rule, row.title, *("、".join(held.day for held in cell) for cell in row.cells))
        for rule, grid in grids.items()
        for row in grid.rows
    ]
    return SheetTable("分月", columns, rows)


def _self_scores(own: SelfAssessment) -> SheetTable:
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
    return SheetTable("自评", (("项目", 18), ("内容", 90)), iter(rows))


def _attachment(sheet: Sheet) -> SheetTable:
    """Give one of the form's attachments; its tab has the short name, Excel allows 31 letters."""
    rows = ((field.label, field.value, wording.sources(field)) for field in sheet.fields)
    columns = (("栏目", 24), ("内容", 80), ("出处", 50))
    return SheetTable(sheet.title.rpartition("）")[2][:31], columns, rows)


def _events(assessment: Assessment) -> SheetTable:
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
        ("原文", 60),
    )
    reading = assessment.reading
    doubtful = wording.hard_to_read(reading)
    rows = [_event(event, reading.lexicon, doubtful) for event in wording.by_date(reading.events)]
    return SheetTable("活动", columns, rows)


def _event(event: Event, lexicon: EventLexicon, doubtful: frozenset[str]) -> Sequence[Value]:
    title = lexicon.title
    doubtful = doubtful | {c.file for c in event.citations if c.doubtful}
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
        "\n".join(f"{f}（{wording.HARD_TO_READ}）" if f in doubtful else f for f in event.files),
        "\n".join(event.reasons),
        wording.quotes(event.passages),
    )


def _files(assessment: Assessment) -> SheetTable:
    columns = (
        ("文件", 70),
        ("类别", 10),
        ("状态", 10),
        ("说明", 50),
        ("页数", 7),
        ("字数", 9),
        ("看到但没有当作活动的", 40),
    )
    reading = assessment.reading
    rows = [
        (
            document.path,
            wording.DOCUMENT_KIND[annotation.kind],
            wording.FILE_STATUS[document.status],
            "\n".join(
                [*([document.reason] if document.reason else []), *wording.problems(document)]
            ),
            document.pages,
            document.chars,
            "\n".join(wording.set_aside(annotation)),
        )
        for document, annotation in zip(reading.documents, reading.annotations, strict=True)
    ]
    return SheetTable("文件", columns, rows)
