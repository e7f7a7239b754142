"""Festivals, lunar days, solar terms and counted anniversaries fall on the days of the almanac."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from matchers.anniversaries import (
    calendar_lexicon,
    lunar_in_year,
    named_days,
    term_in_year,
    zodiac_years,
)
from matchers.anniversaries_sun import solar_term
from matchers.date_calendar import (
    add_months,
    day_in_year,
    first_monday,
    months,
    part_of_month,
    weekday_of,
    weeks_of,
)
from matchers.dates import find_dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022年春节", date(2022, 2, 1)),
        ("2023年元宵节", date(2023, 2, 5)),
        ("2021年端午节", date(2021, 6, 14)),
        ("2023年中秋节", date(2023, 9, 29)),
        ("2020年重阳节", date(2020, 10, 25)),
        ("2022年母亲节", date(2022, 5, 8)),
        ("2023年父亲节", date(2023, 6, 18)),
        ("2022年全国中小学生安全教育日", date(2022, 3, 28)),
        ("2023年农历二月初二", date(2023, 2, 21)),
        ("2023年农历闰二月初二", date(2023, 3, 23)),
        ("2021年除夕", date(2022, 1, 31)),
    ],
)
def test_day(text: str, day: date) -> None:
    (mention,) = find_dates(text)
    assert (mention.begin, mention.text) == (day, text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("建党96周年", date(2017, 7, 1)),
        ("中国共产党成立一百周年", date(2021, 7, 1)),
        ("国庆71周年", date(2020, 10, 1)),
        ("建军95周年", date(2022, 8, 1)),
        ("五四运动104周年", date(2023, 5, 4)),
        ("第59个学雷锋纪念日", date(2022, 3, 5)),
        ("第38个国际志愿者日", date(2023, 12, 5)),
        ("第38个教师节", date(2022, 9, 10)),
        ("第七个全民国家安全教育日", date(2022, 4, 15)),
        ("第九个国家宪法日", date(2022, 12, 4)),
    ],
)
def test_counted_anniversary_gives_its_year(text: str, day: date) -> None:
    (mention,) = find_dates(text)
    assert mention.begin == day
    assert mention.inferred


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("立春", date(2021, 2, 3)),
        ("立春", date(2024, 2, 4)),
        ("惊蛰", date(2014, 3, 6)),
        ("清明", date(2020, 4, 4)),
        ("清明", date(2022, 4, 5)),
        ("夏至", date(2019, 6, 21)),
        ("小暑", date(2016, 7, 7)),
        ("寒露", date(2007, 10, 9)),
        ("小雪", date(2011, 11, 23)),
        ("冬至", date(2021, 12, 21)),
        ("冬至", date(2023, 12, 22)),
    ],
)
def test_solar_term(name: str, day: date) -> None:
    assert term_in_year(name)(day.year) == (day, day)


def test_solar_terms_follow_each_other_about_every_fortnight() -> None:
    for year in (1950, 1999, 2024, 2099):
        found = [solar_term(year, index) for index in range(24)]
        days = [day for day in found if day is not None]
        assert len(days) == 24
        gaps = {(b - a).days for a, b in pairwise(days)}
        assert gaps <= {14, 15, 16}
    assert solar_term(1500, 0) is None


def test_years_outside_the_lunar_table_have_no_day() -> None:
    assert lunar_in_year(1, 1)(1850) is None
    assert lunar_in_year(1, 1)(2200) is None


def test_every_named_day_has_exactly_one_rule_and_one_name_one_entry() -> None:
    entries = calendar_lexicon().days
    for entry in entries:
        assert (
            sum(rule is not None for rule in (entry.day, entry.lunar, entry.nth, entry.solar_term))
            == 1
        )
        assert entry.in_year()(2022) is not None
        assert not entry.only_counted or entry.founded is not None
    assert len(named_days()) == sum(len(entry.names) for entry in entries)


@pytest.mark.parametrize(
    ("animal", "near", "year"),
    [
        ("兔", 2022, 2023),
        ("蛇", 2025, 2025),
        ("马", 2025, 2026),
        ("虎", 2022, 2022),
        ("牛", 2022, 2021),
    ],
)
def test_zodiac_year_nearest_to_the_known_one(animal: str, near: int, year: int) -> None:
    assert zodiac_years(animal, near) == year


@pytest.mark.parametrize(
    "text", ["八一小学", "五四大街", "六一班", "二十一日内", "十一个人", "雨水管道", "教师节日快乐"]
)
def test_words_that_only_look_like_named_days(text: str) -> None:
    assert find_dates(text, date(2022, 12, 20)) == []


def test_calendar_arithmetic() -> None:
    assert day_in_year(2, 29)(2023) is None
    assert months(2022, 9, 13) == (date(2022, 9, 1), date(2023, 1, 31))
    assert part_of_month(2, "下旬")(2024) == (date(2024, 2, 21), date(2024, 2, 29))
    assert add_months(date(2022, 1, 31), 1) == date(2022, 2, 28)
    assert first_monday(date(2021, 1, 1)) == date(2021, 1, 4)
    march = (date(2022, 3, 1), date(2022, 3, 31))
    assert weeks_of(*march, 1) == (date(2022, 2, 28), date(2022, 3, 6))
    assert weeks_of(*march, 6) is None
    assert weekday_of(*march, 2, -1) == (date(2022, 3, 30), date(2022, 3, 30))
    assert weekday_of(*march, 2, 6) is None
