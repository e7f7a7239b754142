"""The stretches a frequency is demanded in: every day counts somewhere, holidays ask nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matchers.period import calendar_year, parse_period, quarter, school_year
from rubrics.measures import Per, Stream
from rubrics.windows import windows

QUARTERLY = Stream(types=("party_lecture",), per=Per.QUARTER)


@pytest.mark.parametrize("period", [school_year(2021), parse_period("2021-09-01..2022-08-31")])
def test_a_school_year_has_quarters_of_its_own(period: object) -> None:
    assert isinstance(period, type(school_year(2021)))
    slots = windows(QUARTERLY, period, ()).slots
    assert [slot.label for slot in slots] == [
        "2021年9月至11月",
        "2021年12月至2022年2月",
        "2022年3月至5月",
        "2022年6月至8月",
    ]


@pytest.mark.parametrize("first", [2019, 2021, 2023])
def test_every_day_of_a_school_year_lies_in_one_quarter(first: int) -> None:
    period = school_year(first)
    slots = windows(QUARTERLY, period, ()).slots
    days = [period.begin + timedelta(n) for n in range((period.end - period.begin).days + 1)]
    assert {sum(day in slot for slot in slots) for day in days} == {1}


def test_a_calendar_year_keeps_its_quarters() -> None:
    slots = windows(QUARTERLY, calendar_year(2022), ()).slots
    assert slots == tuple(quarter(2022, number) for number in range(1, 5))


def test_a_year_from_a_quarters_first_day_keeps_calendar_quarters() -> None:
    slots = windows(QUARTERLY, parse_period("2021-07-01..2022-06-30"), ()).slots
    assert slots[0] == quarter(2021, 3) and len(slots) == 4


HALVES = Stream(types=("party_lecture",), per=Per.HALF_YEAR)


def test_a_school_years_halves_meet_between_the_terms() -> None:
    slots = windows(HALVES, school_year(2021), ()).slots
    assert [slot.label for slot in slots] == ["2021年9月至2022年1月", "2022年2月至8月"]
    period = school_year(2021)
    days = [period.begin + timedelta(n) for n in range((period.end - period.begin).days + 1)]
    assert {sum(day in slot for slot in slots) for day in days} == {1}


def test_a_calendar_years_halves_are_the_calendars() -> None:
    slots = windows(HALVES, calendar_year(2022), ()).slots
    assert [slot.label for slot in slots] == ["2022年上半年", "2022年下半年"]
