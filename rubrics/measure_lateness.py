"""The measure `lateness`: how long after the last day something was done."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from extractors.document import Citation
from matchers.period import Period
from rubrics.conditions import fact_value
from rubrics.finding import DecidedBy
from rubrics.interval import EVERYTHING, ZERO, Interval, exactly
from rubrics.lacks import Sort, lack
from rubrics.measure_documents import present_types
from rubrics.measured import Measured, Setting
from rubrics.measures import Stream
from rubrics.occasion_measures import Due, Lateness
from rubrics.selecting import select
from rubrics.wording import listed

_UNITS = {"day": "天", "week": "周", "month": "个月"}
_SEARCHED_DAYS = 400  # how long after the period's end something late is still looked for


@dataclass(frozen=True, slots=True)
class _Done:
    """When it was done at the earliest; `last` differs where the day is not exact."""

    first: date
    last: date
    citations: tuple[Citation, ...]
    event: str | None = None


def measure_lateness(measure: Lateness, setting: Setting) -> Measured:
    """Compare the day it was done with the last day; an excuse is a person's to accept."""
    due = _due(measure.due, setting)
    if due is None:
        name = measure.due.fact or ""
        sentence = f"{measure.title}：要先知道期限"
        return _open(sentence, needs=(name,), doubts=(sentence,))
    done = _done(measure, setting)
    if done is None:
        return _absent(measure, due)
    late = Interval(_late(measure, due, done.first), _late(measure, due, done.last))
    day = done.first.isoformat() if done.first == done.last else f"{done.first}至{done.last}"
    sentence = f"{measure.title}：期限 {due.isoformat()}，实际 {day}，{_words(measure, late)}"
    excuses = present_types(measure.excused_by, setting) if late.high != ZERO else ()
    doubts = (f"有报批一类的材料，是否准许延期请核对：{listed(excuses, 3)}",) if excuses else ()
    return Measured(
        lacking=Interval(ZERO, late.high) if excuses else late,
        value=late,
        decided_by=DecidedBy.VALUE,
        sentence=sentence,
        present=True,
        events=(done.event,) if done.event else (),
        documents=excuses,
        citations=done.citations,
        doubts=doubts if excuses or late.exact else ("日期不确切，迟了多久不能断定",),
        lacks=lack((f"{measure.title}的按期材料",), Sort.TIMELY) if late.high != ZERO else (),
        missing=(measure.title,) if late.high != ZERO else (),
    )


def _due(due: Due, setting: Setting) -> date | None:
    if due.fact is not None:
        value = fact_value(setting.profile, due.fact)
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        try:
            return date(value // 10000, value // 100 % 100, value % 100)
        except ValueError:
            return None
    year = setting.period.end.year + due.years_later
    month, day = due.month or 12, due.day or 31
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _done(measure: Lateness, setting: Setting) -> _Done | None:
    period = setting.period
    reach = period.end + timedelta(days=_SEARCHED_DAYS)
    if measure.events:
        window = Period(period.begin, reach, period.label)
        found = select(Stream(types=measure.events), setting.evidence, window).certain
        if not found:
            return None
        first = found[0]
        cited = first.event.shown_for(measure.events, 2)
        return _Done(first.begin, first.end, cited, first.event.id)
    papers = [
        (document.issued.begin, document.issued.end, document.file, document.citations[:2])
        for annotation in setting.evidence.annotations
        if annotation.own
        for document in annotation.documents
        if not document.draft_or_template
        and document.own is not False
        and set(measure.documents) & set(document.types)
        and document.issued is not None
        and period.begin <= document.issued.begin <= reach
    ]
    if not papers:
        return None
    begin, end, _, cited = min(papers, key=lambda paper: paper[:3])
    return _Done(begin, end, cited)


def _late(measure: Lateness, due: date, day: date) -> Decimal:
    """Count begun units after the last day."""
    days = max(0, (day - due).days)
    if measure.unit == "month":
        months = (day.year - due.year) * 12 + day.month - due.month
        count = max(0, months + (day.day > due.day)) if days else 0
    else:
        count = -(-days // (7 if measure.unit == "week" else 1))
    return Decimal(max(0, count - measure.free))


def _words(measure: Lateness, late: Interval) -> str:
    if late.high == ZERO:
        return "没有逾期" if not measure.free else f"没有超过宽限的 {measure.free} {_unit(measure)}"
    shown = f"{late.low}" if late.exact else f"{late.low}～{late.high}"
    free = f"（{measure.free} {_unit(measure)}以内不计）" if measure.free else ""
    return f"逾期计 {shown} {_unit(measure)}{free}"


def _unit(measure: Lateness) -> str:
    return _UNITS[measure.unit]


def _absent(measure: Lateness, due: date) -> Measured:
    sentence = f"{measure.title}：期限 {due.isoformat()}，没有找到写明日期的材料"
    if measure.absent == "human":
        return _open(sentence, doubts=(sentence,))
    lacking = exactly(0) if measure.absent == "none" else exactly(EVERYTHING)
    gaps = (measure.title,) if measure.absent == "all" else ()
    return Measured(
        lacking, exactly(0), DecidedBy.VALUE, sentence, missing=gaps, lacks=lack(gaps, Sort.TIMELY)
    )


def _open(sentence: str, needs: tuple[str, ...] = (), doubts: tuple[str, ...] = ()) -> Measured:
    whole = Interval(ZERO, None)
    return Measured(whole, whole, DecidedBy.VALUE, sentence, needs=needs, doubts=doubts)
