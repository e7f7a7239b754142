"""Damaged dates are said to be damaged; the reading that fits is proposed, never passed off."""

from __future__ import annotations

from datetime import date

import pytest

from matchers.annotation import Granularity
from matchers.date_expression import DateContext, DateProblem, YearHint
from matchers.dates import find_dates, scan_dates


@pytest.mark.parametrize(
    ("text", "published", "reading"),
    [
        ("1113学校召开会议", date(2022, 11, 13), date(2022, 11, 13)),
        ("1228日上午，总支开展评议", date(2022, 12, 29), date(2022, 12, 28)),
        ("99日上午，支部开会", date(2021, 9, 12), date(2021, 9, 9)),
        ("20225月21日下午七点", date(2022, 5, 23), date(2022, 5, 21)),
        ("2019101日", date(2019, 10, 9), date(2019, 10, 1)),
        ("2019929日", date(2019, 10, 9), date(2019, 9, 29)),
        ("20259月", date(2025, 10, 9), date(2025, 9, 1)),
        ("201236晚上", date(2012, 4, 9), date(2012, 3, 6)),
        ("315日下午", date(2022, 3, 20), date(2022, 3, 15)),
        ("112日上午", date(2022, 1, 20), date(2022, 1, 12)),
        ("112日上午", date(2022, 11, 20), date(2022, 11, 2)),
    ],
)
def test_reading_that_fits_the_context(text: str, published: date, reading: date) -> None:
    expression = scan_dates(text, DateContext(published=published))[0]
    assert expression.problem is DateProblem.DAMAGED
    assert expression.begin == reading
    assert expression.confidence <= 0.3
    assert any("damaged" in why for why in expression.inferred)
    assert find_dates(text, published) == []


def test_without_a_context_the_readings_stay_open() -> None:
    (expression,) = scan_dates("112日上午")
    assert expression.problem is DateProblem.DAMAGED
    assert expression.begin is None


def test_a_hint_gives_the_year() -> None:
    context = DateContext(year_hints=(YearHint(2021, "folder"),))
    assert scan_dates("99日上午", context)[0].begin == date(2021, 9, 9)


@pytest.mark.parametrize(
    "text",
    [
        "107会议室召开",
        "科研楼2816召开",
        "100日攻坚",
        "365日",
        "45日内完成",
        "累计45日",
        "共120日",
        "应到23人",
        "1520分钟",
        "2022学校召开",
        "电子学院219304党支部召开",
        "共1200名党员召开",
    ],
)
def test_numbers_that_are_no_damaged_dates(text: str) -> None:
    context = DateContext(published=date(2022, 12, 20))
    assert [e for e in scan_dates(text, context) if e.problem is DateProblem.DAMAGED] == []


@pytest.mark.parametrize(
    "text",
    [
        "2O22年3月15日",
        "2022年3月l5日",
        "2022年O3月15日",
        "2022年3月I5日",
        "2022年3月1S日",
        "2022年3月15曰",
        "2022年3月I5曰",
        "2022年3月l5目",
        "2O22.3.l5",
    ],
)
def test_letters_read_as_digits_are_told(text: str) -> None:
    (expression,) = scan_dates(text)
    assert (expression.begin, expression.text) == (date(2022, 3, 15), text)
    assert any("letters" in why for why in expression.inferred)
    assert expression.confidence < 1


@pytest.mark.parametrize("text", ["Old年", "I月", "lO日", "OO年OO月OO日"])
def test_letters_alone_are_no_digits(text: str) -> None:
    assert scan_dates(text, DateContext(published=date(2022, 12, 20))) == ()


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("2022年928日", date(2022, 9, 28)),
        ("2022年315日下午", date(2022, 3, 15)),
        ("2022年99日", date(2022, 9, 9)),
        ("2022年3 15日", date(2022, 3, 15)),
        ("2022年12 8日", date(2022, 12, 8)),
        ("2022年1228日", date(2022, 12, 28)),
        ("2022 年 0315 日", date(2022, 3, 15)),
    ],
)
def test_a_day_of_a_written_year_without_its_month_sign(text: str, reading: date) -> None:
    (expression,) = scan_dates(f"{text}，支部召开党员大会")
    assert (expression.problem, expression.begin) == (DateProblem.DAMAGED, reading)
    assert expression.finish == reading
    assert expression.confidence <= 0.3


@pytest.mark.parametrize("text", ["2022年15日", "2022年5日", "2022年112日", "2022年30 日"])
def test_a_day_whose_month_is_lost_is_said_and_never_a_plain_year(text: str) -> None:
    (expression,) = scan_dates(f"{text}上午，支部召开党员大会")
    assert expression.problem is DateProblem.DAMAGED
    assert expression.text.startswith(text)
    assert expression.granularity is Granularity.YEAR


@pytest.mark.parametrize(
    "text",
    [
        "2022年365日",
        "2022年共15日",
        "2022年45日内完成",
        "2022年5号文件",
        "2022年120次",
    ],
)
def test_counts_of_days_in_a_year_are_no_damaged_dates(text: str) -> None:
    assert all(e.problem is not DateProblem.DAMAGED for e in scan_dates(text))


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("五月动态\n1113召开支部党员大会", date(2022, 11, 13)),
        ("学校动态\n99日上午召开支部党员大会", date(2022, 9, 9)),
        ("学校动态\n 1228日上午，召开评议会", date(2021, 12, 28)),
    ],
)
def test_a_line_begins_like_a_text(text: str, reading: date) -> None:
    found = scan_dates(text, DateContext(published=date(2022, 11, 15)))
    assert (found[-1].problem, found[-1].begin) == (DateProblem.DAMAGED, reading)


@pytest.mark.parametrize(
    "text",
    [
        "贰零贰贰年叁月拾伍日",
        "贰〇贰贰年叁月拾伍日",
        "贰零贰贰年零叁月壹拾伍日",
        "二О二二年三月十五日",
        "二ο二二年三月十五日",
    ],
)
def test_numerals_of_cheques_and_round_letters_of_other_alphabets_are_read(text: str) -> None:
    (expression,) = scan_dates(f"{text}召开")
    assert (expression.begin, expression.text) == (date(2022, 3, 15), text)


@pytest.mark.parametrize(
    "text", ["收款伍拾元整", "陆月娥同志参加", "第叁组", "二О路", "柒日月长", "伍佰年"]
)
def test_such_numerals_elsewhere_are_no_dates(text: str) -> None:
    assert scan_dates(text, DateContext(published=date(2022, 12, 20))) == ()


def test_a_day_run_together_with_a_clock_is_said_and_no_silent_month() -> None:
    (expression,) = scan_dates("时间:2023-12-221225")
    assert expression.problem is DateProblem.DAMAGED
    (whole,) = scan_dates("时间:2023-12-22")
    assert whole.problem is None
    (only,) = scan_dates("时间:2023-12")
    assert only.problem is None
