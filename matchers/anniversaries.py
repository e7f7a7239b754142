"""Festivals, commemoration days, lunar days, solar terms and counted anniversaries."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from lunardate import LunarDate
from pydantic import BaseModel, ConfigDict, Field

from matchers.anniversaries_sun import solar_term
from matchers.date_calendar import day_in_year, month_days, weekday_of
from matchers.date_candidate import Days, InYear
from matchers.shipped_yaml import lexicon_text, shipped_data

_LUNAR_YEARS = range(1901, 2100)


class DayEntry(BaseModel):
    """One festival or commemoration day; see the head of `lexicons/calendar.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: tuple[str, ...]
    day: str | None = Field(default=None, pattern=r"^\d{1,2}-\d{1,2}$")
    lunar: str | None = Field(default=None, pattern=r"^\d{1,2}-\d{1,2}$")
    nth: str | None = Field(default=None, pattern=r"^\d{1,2}--?\d-\d$")
    solar_term: str | None = None
    founded: int | None = None
    first: int | None = None
    needs_cue: bool = False
    only_counted: bool = False

    def in_year(self) -> InYear:
        """Give the function from a year to the day."""
        if self.day is not None:
            month, day = map(int, self.day.split("-"))
            return day_in_year(month, day)
        if self.lunar is not None:
            month, day = map(int, self.lunar.split("-"))
            return lunar_in_year(month, day)
        if self.solar_term is not None:
            return term_in_year(self.solar_term)
        found = re.fullmatch(r"(\d+)-(-?\d)-(\d)", self.nth or "")
        assert found is not None
        month, number, weekday = map(int, found.groups())
        return lambda year: weekday_of(*month_days(year, month), weekday - 1, number)


class CalendarLexicon(BaseModel):
    """All named days."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: tuple[DayEntry, ...]
    terms: tuple[str, ...]
    common_word_terms: tuple[str, ...]
    zodiac: dict[str, int]


@lru_cache(maxsize=1)
def calendar_lexicon() -> CalendarLexicon:
    """Give the built-in named days."""
    return CalendarLexicon.model_validate(shipped_data(lexicon_text("calendar")))


@lru_cache(maxsize=1)
def named_days() -> dict[str, DayEntry]:
    """Give every name with its entry."""
    return {name: entry for entry in calendar_lexicon().days for name in entry.names}


def lunar_in_year(month: int, day: int, leap: bool = False) -> InYear:
    """Give the function from a lunar year's number to the day in the common calendar.

    The 30th of a month that has 29 days is its last day (除夕). Years outside 1901-2099 have none.
    """

    def in_year(year: int) -> Days | None:
        if year not in _LUNAR_YEARS:
            return None
        if (month, day) == (12, 30):
            new_year = LunarDate(year + 1, 1, 1).to_solar_date() if year < 2099 else None
            found = new_year - timedelta(days=1) if new_year else None
        else:
            found = _lunar_day(year, month, day, leap)
        return None if found is None else (found, found)

    return in_year


def lunar_month(month: int, leap: bool = False) -> InYear:
    """Give the function from a lunar year's number to the days of one of its months."""

    def in_year(year: int) -> Days | None:
        first = _lunar_day(year, month, 1, leap) if year in _LUNAR_YEARS else None
        if first is None:
            return None
        full = _lunar_day(year, month, 30, leap)
        return first, full or first + timedelta(days=28)

    return in_year


@lru_cache(maxsize=4096)
def _lunar_day(year: int, month: int, day: int, leap: bool) -> date | None:
    try:
        found: date = LunarDate(year, month, day, leap).to_solar_date()
    except ValueError:
        return None
    return found


def term_in_year(name: str) -> InYear:
    """Give the function from a year to the day of a solar term."""
    index = calendar_lexicon().terms.index(name)

    def in_year(year: int) -> Days | None:
        found = solar_term(year, index)
        return None if found is None else (found, found)

    return in_year


def zodiac_years(animal: str, near: int) -> int:
    """Give the year of that animal nearest to a year (the earlier one when two are as near)."""
    remainder = calendar_lexicon().zodiac[animal]
    offset = (remainder - (near - 4)) % 12
    return near + offset if offset < 6 else near + offset - 12
