"""Periods as people type them, and how they are cut into months, quarters, terms and years."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchers.period import PeriodError, calendar_year, parse_period, parts
from matchers.profile import Semester

READ = [
    ("2022", "2022-01-01", "2022-12-31"),
    ("2022年", "2022-01-01", "2022-12-31"),
    ("2022年度", "2022-01-01", "2022-12-31"),
    ("2021-2022学年", "2021-09-01", "2022-08-31"),
    ("2021-22学年度", "2021-09-01", "2022-08-31"),
    ("2022上半年", "2022-01-01", "2022-06-30"),
    ("2022年下半年", "2022-07-01", "2022-12-31"),
    ("2022Q1", "2022-01-01", "2022-03-31"),
    ("2022年第三季度", "2022-07-01", "2022-09-30"),
    ("2022年2季度", "2022-04-01", "2022-06-30"),
    ("2022-03", "2022-03-01", "2022-03-31"),
    ("2024年2月", "2024-02-01", "2024-02-29"),
    ("2022-01-01..2022-12-31", "2022-01-01", "2022-12-31"),
    (" 2022-3-1 至 2022-6-30 ", "2022-03-01", "2022-06-30"),
    # full width, Chinese numerals and signs as input methods give them
    ("２０２２年", "2022-01-01", "2022-12-31"),
    ("２０２２", "2022-01-01", "2022-12-31"),
    ("二〇二二年", "2022-01-01", "2022-12-31"),
    ("二零二二年度", "2022-01-01", "2022-12-31"),
    ("二○二二年上半年", "2022-01-01", "2022-06-30"),
    ("2021—2022学年", "2021-09-01", "2022-08-31"),
    ("2021－2022学年度", "2021-09-01", "2022-08-31"),
    ("２０２１～２０２２学年", "2021-09-01", "2022-08-31"),
    ("2021年至2022年学年", "2021-09-01", "2022-08-31"),
    ("2022学年", "2022-09-01", "2023-08-31"),
    ("2022年第一季度", "2022-01-01", "2022-03-31"),
    ("二〇二二年第四季度", "2022-10-01", "2022-12-31"),
    ("２０２２Ｑ２", "2022-04-01", "2022-06-30"),
    ("2022-Q2", "2022-04-01", "2022-06-30"),
    ("2022H2", "2022-07-01", "2022-12-31"),
    ("二〇二二年三月", "2022-03-01", "2022-03-31"),
    ("二〇二二年十一月", "2022-11-01", "2022-11-30"),
    ("2022年3月份", "2022-03-01", "2022-03-31"),
    ("2022.3", "2022-03-01", "2022-03-31"),
    ("2022年12月", "2022-12-01", "2022-12-31"),
    ("2022　年　度", "2022-01-01", "2022-12-31"),
    ("2022年全年", "2022-01-01", "2022-12-31"),
    # terms
    ("2021-2022学年第一学期", "2021-09-01", "2022-01-31"),
    ("2021—2022学年度第二学期", "2022-02-01", "2022-08-31"),
    ("2022年春学期", "2022-02-01", "2022-08-31"),
    ("2022年秋季学期", "2022-09-01", "2023-01-31"),
    # from … to …
    ("2022年1月1日至2022年12月31日", "2022-01-01", "2022-12-31"),
    ("2022年1月1日—12月31日", "2022-01-01", "2022-12-31"),
    ("2022.1.1-2022.12.31", "2022-01-01", "2022-12-31"),
    ("2022/3/1到2022/6/30", "2022-03-01", "2022-06-30"),
    ("二〇二二年一月一日至十二月三十一日", "2022-01-01", "2022-12-31"),
    ("2022年1月至6月", "2022-01-01", "2022-06-30"),
    ("2022年1-6月", "2022-01-01", "2022-06-30"),
    ("2021年9月～2022年8月", "2021-09-01", "2022-08-31"),
    ("2022.01-2022.06", "2022-01-01", "2022-06-30"),
]


@pytest.mark.parametrize(("text", "begin", "end"), READ)
def test_a_period_is_read_as_typed(text: str, begin: str, end: str) -> None:
    period = parse_period(text)
    assert (period.begin.isoformat(), period.end.isoformat()) == (begin, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "去年",
        "22",
        "2022-13",
        "2022Q5",
        "2021-2023学年",
        "2022-12-31..2022-01-01",
        "2022-02-30..2022-03-01",
        "2022-2023",
        "2022年至2023年",
        "2022年13月",
        "2022年第五季度",
        "2022年三学期",
        "2022年6月至3月",
        "2022年0-6月",
        "12022年",
        "二十二年",
        "2022年2月30日至3月1日",
        "2022年第三学期",
    ],
)
def test_what_is_no_period_says_what_to_write(text: str) -> None:
    with pytest.raises(PeriodError, match=r"[\u4e00-\u9fff]"):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("２０２２年", "2022年"),
        ("二〇二二年三月", "2022年3月"),
        ("2022年四季度", "2022年第四季度"),
        ("2022学年", "2022-2023学年"),
        ("2022年秋学期", "2022-2023学年第一学期"),
        ("2022年1-6月", "2022年1月至6月"),
        ("2021年9月至2022年8月", "2021年9月至2022年8月"),
    ],
)
def test_a_period_has_one_label_however_it_was_typed(text: str, label: str) -> None:
    assert parse_period(text).label == label


def test_a_year_has_twelve_months_four_quarters_two_halves_two_terms() -> None:
    year = calendar_year(2022)
    units = ("month", "quarter", "half_year", "semester", "year", "period")
    assert [len(parts(year, unit)) for unit in units] == [12, 4, 2, 2, 1, 1]


def test_declared_terms_are_taken_as_they_are() -> None:
    spring = Semester(name="春", begin=date(2022, 2, 14), end=date(2022, 7, 5))
    before = Semester(name="秋", begin=date(2021, 9, 1), end=date(2022, 1, 20))
    assert [p.label for p in parts(calendar_year(2022), "semester", (before, spring))] == ["春"]


@given(st.integers(1990, 2090), st.sampled_from(["month", "quarter", "half_year"]))
def test_the_parts_of_a_year_follow_each_other_without_a_gap(year: int, unit: str) -> None:
    cut = parts(calendar_year(year), unit)
    assert cut[0].begin == date(year, 1, 1)
    assert cut[-1].end == date(year, 12, 31)
    assert all((b.begin - a.end).days == 1 for a, b in pairwise(cut))
