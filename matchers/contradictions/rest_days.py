"""Meetings on official holidays and free weekends, where the calendar of the year is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from matchers.annotation import Event, Flag, Granularity, Status
from matchers.shipped_yaml import lexicon_text, shipped_data

_SATURDAY = 5
# Meetings a school calls on working days; service, visits and festivals belong to free days.
_WORKING_DAY_TYPES = frozenset(
    {
        "members_meeting",
        "committee_meeting",
        "group_meeting",
        "central_group_study",
        "central_group_discussion",
        "organizational_life",
        "democratic_life",
        "member_appraisal",
        "ideology_review",
        "governance_meeting",
        "staff_congress",
    }
)


class Holiday(BaseModel):
    """One holiday of a year: its days, and the weekend days worked in exchange."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    begin: date
    end: date
    worked: tuple[date, ...] = ()


class HolidayCalendar(BaseModel):
    """The official holidays of the years that are known."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    years: dict[int, tuple[Holiday, ...]]


@lru_cache(maxsize=1)
def holiday_calendar() -> HolidayCalendar:
    """Give the built-in holidays."""
    return HolidayCalendar.model_validate(shipped_data(lexicon_text("holidays")))


@lru_cache(maxsize=1)
def _days() -> tuple[dict[date, str], frozenset[date]]:
    free: dict[date, str] = {}
    worked: set[date] = set()
    for holidays in holiday_calendar().years.values():
        for holiday in holidays:
            for number in range((holiday.end - holiday.begin).days + 1):
                free[holiday.begin + timedelta(days=number)] = holiday.name
            worked.update(holiday.worked)
    return free, frozenset(worked)


def check_rest_days(events: Sequence[Event]) -> Iterator[Flag]:
    """Ask about a meeting on a free day; only where the paper itself gives the whole date."""
    free, worked = _days()
    for event in events:
        when = event.date
        if event.status is not Status.HELD or when is None or when.inferred:
            continue
        if when.granularity is not Granularity.DAY or not _WORKING_DAY_TYPES & {*event.types}:
            continue
        day = when.begin
        if day.year not in holiday_calendar().years or day in worked:
            continue
        if day in free:
            message = f"“{event.title}”写的日期 {day:%Y-%m-%d} 在{free[day]}放假期间，请核对日期。"
            yield Flag("held_on_holiday", "low", message, event.citations[:1])
        elif day.weekday() >= _SATURDAY:
            name = "六" if day.weekday() == _SATURDAY else "日"
            message = (
                f"“{event.title}”写的日期 {day:%Y-%m-%d} 是星期{name}，不是调休的工作日，"
                "请核对日期。"
            )
            yield Flag("held_on_weekend", "low", message, event.citations[:1])
