"""Which stretches of time a stream's frequency speaks of."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from matchers.period import Period, month, parts
from matchers.profile import Semester
from rubrics.measures import Anchor, Per, Stream

_ABOUT_A_YEAR = (360, 372)  # days between the first and the last
_HOLIDAYS = 62  # days at either end of a term in which nothing need happen


@dataclass(frozen=True, slots=True)
class Windows:
    """The `whole` stretch looked at and the `slots` that each need events.

    `partial` says that the assessment period is shorter than the stretch the demand is for, so
    that nothing final can be said; `cut_off` are slots that the period covers only for the most
    part. `reaches_back` that the whole begins before the period.
    """

    whole: Period
    slots: tuple[Period, ...]
    partial: bool = False
    reaches_back: bool = False
    cut_off: tuple[Period, ...] = ()


def windows(stream: Stream, period: Period, semesters: tuple[Semester, ...]) -> Windows:
    """Cut the assessment period the way a stream demands."""
    if stream.anchors and stream.anchor_rule == "window":
        slots = tuple(anchor_windows(stream.anchors, period))
        return Windows(period, slots or (period,), partial=not slots)
    if stream.unit is Per.N_YEARS:
        whole = years_back(period, stream.years)
        return Windows(whole, (whole,), reaches_back=whole.begin < period.begin)
    if stream.unit is Per.YEAR and _is_about_a_year(period):
        return Windows(period, (period,))
    slots = pieces(period, stream.unit, semesters)
    kept = tuple(slot for slot in slots if not _is_holiday(slot, stream))
    if not slots:
        return Windows(period, (period,), partial=True)
    cut = tuple(slot for slot in kept if _is_cut_off(slot, period, stream.unit))
    return Windows(period, kept, cut_off=cut)


def _is_cut_off(slot: Period, period: Period, unit: Per) -> bool:
    """Say whether days of a slot lie outside the period; a term's holidays do not matter."""
    spare = timedelta(days=_HOLIDAYS if unit is Per.SEMESTER else 0)
    return slot.begin + spare < period.begin or slot.end - spare > period.end


def is_shorter_than_a_year(period: Period) -> bool:
    """Say whether a demand on a whole year cannot be decided within the period."""
    return (period.end - period.begin).days < _ABOUT_A_YEAR[0]


def pieces(whole: Period, unit: Per, semesters: tuple[Semester, ...]) -> tuple[Period, ...]:
    """Cut a stretch into its months, quarters, half years, terms or years.

    A year that begins within a calendar quarter (a school year begins in September) is cut into
    quarters of its own: 9–11, 12–2, 3–5 and 6–8月. With calendar quarters September would count
    nowhere, and an event would be demanded in the holidays of July and August. Its halves are
    those of the school's life, 9–1 and 2–8月; with calendar halves July and August of its end
    would count nowhere.
    """
    if _is_about_a_year(whole):
        if unit is Per.QUARTER and _begins_within(whole, 3):
            return _own_parts(whole, 3)
        if unit is Per.HALF_YEAR and _begins_within(whole, 6):
            return _own_halves(whole)
    return parts(whole, unit.value, semesters)


def own_parts(whole: Period, unit: Per) -> bool:
    """Say whether a year is cut into quarters or halves of its own instead of the calendar's."""
    months = {Per.QUARTER: 3, Per.HALF_YEAR: 6}.get(unit)
    return months is not None and _is_about_a_year(whole) and _begins_within(whole, months)


def _begins_within(period: Period, months: int) -> bool:
    return period.begin.day == 1 and period.begin.month % months != 1


def _own_halves(whole: Period) -> tuple[Period, ...]:
    """Cut a year that begins in September at its terms' usual border, any other in the middle."""
    if whole.begin.month != 9:
        return _own_parts(whole, 6)
    last = _months_on(whole.begin, 4)
    second = _months_on(whole.begin, 5)
    return (
        Period(whole.begin, last.end, _own_label(_months_on(whole.begin, 0), last)),
        Period(second.begin, whole.end, _own_label(second, _months_on(whole.begin, 11))),
    )


def _own_parts(whole: Period, months: int) -> tuple[Period, ...]:
    """Cut a year into parts of some months from its own first month on."""
    found = []
    for ahead in range(0, 12, months):
        first, last = (_months_on(whole.begin, ahead + more) for more in (0, months - 1))
        found.append(Period(first.begin, last.end, _own_label(first, last)))
    return tuple(found)


def _own_label(first: Period, last: Period) -> str:
    year = "" if last.begin.year == first.begin.year else f"{last.begin.year}年"
    return f"{first.label}至{year}{last.begin.month}月"


def _months_on(day: date, ahead: int) -> Period:
    index = day.month - 1 + ahead
    return month(day.year + index // 12, index % 12 + 1)


def years_back(period: Period, years: int) -> Period:
    """Give the stretch of that many years that ends with the period."""
    end = period.end
    last = calendar.monthrange(end.year - years, end.month)[1]
    begin = date(end.year - years, end.month, min(end.day, last)) + timedelta(days=1)
    if begin >= period.begin:
        return period
    return Period(begin, end, f"{begin.isoformat()}至{end.isoformat()}（{years}年）")


def anchor_windows(anchors: tuple[Anchor, ...], period: Period) -> list[Period]:
    """Give the days around each anchor day that lies in the period."""
    found = []
    for year in period.years():
        for anchor in anchors:
            last = calendar.monthrange(year, anchor.month)[1]
            day = date(year, anchor.month, min(anchor.day, last))
            if day in period:
                reach = timedelta(days=anchor.days_around)
                found.append(Period(day - reach, day + reach, f"{year}年“{anchor.title}”前后"))
    return sorted(found, key=lambda window: window.begin)


def _is_about_a_year(period: Period) -> bool:
    """A school year is no calendar year, but a yearly demand holds for it just as well."""
    least, most = _ABOUT_A_YEAR
    return least <= (period.end - period.begin).days <= most


def _is_holiday(slot: Period, stream: Stream) -> bool:
    return stream.unit is Per.MONTH and slot.begin.month in stream.except_months
