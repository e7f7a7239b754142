"""Contradictions inside one record: weekdays, head-counts, impossible and damaged dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from extractors.document import Citation, Document
from matchers.annotation import Flag, Granularity, Occurrence, Status
from matchers.date_expression import DateExpression, DateProblem
from matchers.record import FieldName, Record

_AWAY = re.compile(r"请假|缺席|未到|病假|事假|产假|公出|外出|出差|因故|隔离")
_WEEKDAYS = "一二三四五六日"


def check_dates(dates: Sequence[tuple[DateExpression, Citation]]) -> Iterator[Flag]:
    """Flag dates that cannot be, look damaged, or do not fall on the weekday they name."""
    for expression, citation in dates:
        if expression.problem is DateProblem.INVALID:
            message = f"“{expression.text}”不是有效日期，未计入任何时段，请核对原件。"
            yield Flag("impossible_date", "high", message, (citation,))
        elif expression.problem is DateProblem.IMPLAUSIBLE:
            message = f"“{expression.text}”的年份不合常理，可能是笔误，请核对原件。"
            yield Flag("implausible_date", "medium", message, (citation,))
        elif expression.problem is DateProblem.DAMAGED:
            reading = f"，可能是{expression.begin:%Y-%m-%d}" if expression.begin else ""
            message = f"“{expression.text}”疑似在转换时丢了字{reading}，请对照原件确认。"
            yield Flag("damaged_date", "medium", message, (citation,))
        elif (flag := _check_weekday(expression, citation)) is not None:
            yield flag


def _check_weekday(expression: DateExpression, citation: Citation) -> Flag | None:
    """Flag a date whose stated weekday is not the calendar's."""
    if expression.weekday is None or expression.begin is None:
        return None
    actual = expression.begin.weekday()
    if actual == expression.weekday or expression.begin != expression.finish:
        return None
    message = (
        f"“{expression.text}”写的是星期{_WEEKDAYS[expression.weekday]}，"
        f"而 {expression.begin:%Y-%m-%d} 是星期{_WEEKDAYS[actual]}，请核对日期。"
    )
    return Flag("weekday_mismatch", "medium", message, (citation,))


def check_notice(
    signed: date | None, occurrences: Sequence[Occurrence], citation: Citation | None
) -> Iterator[Flag]:
    """Flag a notice that is dated after what it announces."""
    for occurrence in occurrences:
        when = occurrence.date
        if signed is None or occurrence.status is not Status.PLANNED or when is None:
            continue
        if when.granularity is Granularity.DAY and when.begin < signed:
            message = (
                f"通知的落款是 {signed:%Y-%m-%d}，晚于所通知的日期 {when.begin:%Y-%m-%d}，请核对。"
            )
            cited = (citation,) if citation else ()
            yield Flag("notice_after_event", "medium", message, cited + occurrence.citations[:1])


def _cited(document: Document, record: Record) -> tuple[Citation, ...]:
    """Cite the lines that give the head-counts, each once."""
    lines: dict[Citation, None] = {}
    for field in record.fields:
        if field.name not in (FieldName.EXPECTED, FieldName.PRESENT, FieldName.ABSENT):
            continue
        text = document.blocks[field.region.block].text
        start = text.rfind("\n", 0, field.region.start) + 1
        end = text.find("\n", field.region.end)
        lines[document.cite(field.region.block, start, len(text) if end < 0 else end)] = None
    return tuple(lines)


def _explains(document: Document, record: Record) -> bool:
    """Say whether the record says anywhere who was away or why."""
    if record.field(FieldName.ABSENT) is not None:
        return True
    texts = (document.blocks[r.block].text[r.start : r.end] for r in record.regions)
    return any(_AWAY.search(text) for text in texts)


def _absent(record: Record, names: Sequence[str]) -> int:
    """Count who was absent: the names, or the number that the field gives."""
    field = record.field(FieldName.ABSENT)
    number = re.search(r"(\d{1,3})\s*[人名]", field.value) if field else None
    return int(number.group(1)) if number else len(names)


def check_record(
    document: Document, record: Record, occurrences: Sequence[Occurrence]
) -> Iterator[Flag]:
    """Flag head-counts of a held meeting that do not add up."""
    held = [o for o in occurrences if o.status is Status.HELD]
    if not held:
        return
    expected, present = held[0].attributes.expected, held[0].attributes.present
    if expected is None or present is None:
        return
    cited = _cited(document, record)
    absent = _absent(record, held[0].attributes.absent)
    if present > expected:
        message = f"实到 {present} 人多于应到 {expected} 人，请核对（列席人员是否计入）。"
        yield Flag("attendance_mismatch", "medium", message, cited)
    elif absent and absent != expected - present:
        message = f"应到 {expected} 人、实到 {present} 人，缺席却写了 {absent} 人，请核对。"
        yield Flag("attendance_mismatch", "low", message, cited)
    elif not absent and present < expected and not _explains(document, record):
        message = f"应到 {expected} 人、实到 {present} 人，没有写明缺席人员及原因，请核对。"
        yield Flag("absence_unexplained", "low", message, cited)
