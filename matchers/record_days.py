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
_PREPARES = re.compile(r"[^,;。\n]{0,8}?(?:预备会议?|筹备会议?|预备阶段|报到|彩排|预演)")
_LED_BY_PREPARATION = re.compile(r"(?:预备会议?|筹备会议?|报到)(?:时间|日期)?\s*[:(]\s*\Z")
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
    best = [d for d in best if not of_preparation(view.text, d, inside)] or best
    return next(iter(best or inside), None)


def of_preparation(text: str, day: DateExpression, days: Sequence[DateExpression]) -> bool:
    """Say whether a day is only that of the 预备会 or of arrival (6月10日预备会，6月11日正式会议).

    What belongs to a day stands behind it up to the next day or line, or in front of it with a
    colon (预备会：6月10日).
    """
    line = text.find("\n", day.end)
    ends = [d.start for d in days if d.start >= day.end]
    end = min([line if line >= 0 else len(text), *ends])
    behind = text[day.end : end]
    led = _LED_BY_PREPARATION.search(text, max(0, day.start - 12), day.start)
    said = _PREPARES.match(behind)
    return led is not None or (said is not None and "正式" not in said.group())


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
