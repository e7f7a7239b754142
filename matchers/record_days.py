"""The days a record stands under: that of its header, and the first its text names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from matchers.annotation import Granularity
from matchers.date_expression import DateContext, DateExpression, DateRole
from matchers.dates import scan_dates
from matchers.mention_dates import TOO_COARSE, may_date
from matchers.normalize import normalize
from matchers.record import FieldName, Record, RecordKind
from matchers.record_text import RecordText
from matchers.register_rows import moved_to

_MONTH_AND_DAY = re.compile(r"(?P<month>\d{1,2})月?份?\s+(?P<day>\d{1,2})[日号]?(?!\d)")
_TODAY = re.compile(r"(?:今天|今日|本日)(?:就?是|为)?$")  # minutes as dialogue say it late
# 同上, 〃 in the place of a day: that of the row above.
_DITTO = re.compile(r"同上|同前|[〃″＂]")


def session_day(
    view: RecordText, record: Record, dates: Sequence[DateExpression]
) -> DateExpression | None:
    """Give the date of the record's time field."""
    field = record.field(FieldName.TIME)
    place = view.locate(field.region) if field else None
    if place is None:
        return None
    moved = (
        moved_to(view.text[place[0] : place[1]]) if record.kind is RecordKind.REGISTER_ROW else None
    )
    inside = [d for d in dates if place[0] + (moved or 0) <= d.start < place[1]]
    best = [d for d in inside if d.begin is not None and d.role is not DateRole.RECURRING]
    return next(iter(best or inside), None)


def bare_dates(record: Record, outside: DateContext) -> tuple[DateExpression, ...]:
    """Read a time field that only its label makes a date: 2.22 under 日期."""
    time = record.field(FieldName.TIME)
    if time is None:
        return ()
    value = "同日" if _DITTO.fullmatch(time.value.strip()) else normalize(time.value)
    if parted := _MONTH_AND_DAY.match(value):  # two columns, 月 and 日
        dates = scan_dates(f"{parted['month']}月{parted['day']}日", outside)
        return tuple(replace(date, text=" ".join(value.split())) for date in dates)
    return scan_dates(f"日期{value}", outside)


def lead_day(
    view: RecordText, record: Record, dates: Sequence[DateExpression]
) -> DateExpression | None:
    """Give the first exact date of the text (news say it in sentence one or two)."""
    title = view.locate(record.title) if record.title else None
    usable = [d for d in dates if may_date(d)]
    body = [d for d in usable if title is None or not title[0] <= d.start < title[1]]
    exact = [d for d in body if d.granularity in (Granularity.DAY, Granularity.RANGE)]
    titled = [d for d in usable if d not in body and d.granularity not in TOO_COARSE]
    titled_days = [d for d in titled if d.granularity is Granularity.DAY]
    today = [d for d in exact if _TODAY.search(view.text[max(0, d.start - 6) : d.start])]
    return next(iter(today or exact or titled_days or body or titled), None)
