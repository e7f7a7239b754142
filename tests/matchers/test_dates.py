"""`find_dates` against the labelled tables, and the promises of its interface."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.accuracy_dates import score_recognizers
from matchers.annotation import Granularity
from matchers.dates import find_dates

ROOT = Path(__file__).resolve().parents[2]
RECOGNIZERS = ROOT / "corpora/dates/recognizers.jsonl"
REFERENCE = date(2022, 12, 20)


def test_own_table_of_this_domain_is_right() -> None:
    score = score_recognizers(ROOT / "corpora/dates/domain.jsonl", complete=True)
    assert score.total >= 300
    assert not score.misses


def test_calendar_language_keeps_its_floor() -> None:
    """Classes that public time libraries test; the near misses outnumber a third of the rows."""
    score = score_recognizers(ROOT / "corpora/dates/calendar.jsonl", complete=True)
    negatives = sum(total for kind, _, total in score.by_kind if kind == "negative")
    assert score.total >= 400
    assert negatives >= 140
    assert len(score.misses) <= 3
    assert not [miss for miss in score.misses if miss.kind == "negative"]


def test_general_calendar_language_keeps_its_floor() -> None:
    score = score_recognizers(RECOGNIZERS)
    assert score.share >= 0.95
    assert ("negative", 7, 7) in score.by_kind


def test_mentions_carry_their_text_days_and_reason() -> None:
    text = "　　会议于３月15日下午召开"
    (mention,) = find_dates(text, date(2022, 5, 1))
    assert (mention.start, mention.end) == (5, 12)
    assert mention.text == text[5:12] == "３月15日下午"
    assert mention.begin == mention.finish == date(2022, 3, 15)
    assert mention.granularity is Granularity.DAY
    assert mention.inferred == ("year: from the reference date 2022-05-01",)


def test_a_datetime_reference_counts_as_its_day() -> None:
    (mention,) = find_dates("昨天", datetime(2022, 3, 1, 0, 5))
    assert mention.begin == date(2022, 2, 28)


def test_nothing_is_inferred_where_the_text_says_all() -> None:
    (mention,) = find_dates("2022年3月15日")
    assert mention.inferred == ()


@pytest.mark.parametrize(
    "text", ["3月15日", "昨天", "上周三", "今年", "第三季度", "教师节", "29日"]
)
def test_without_a_reference_what_needs_one_is_not_given(text: str) -> None:
    assert find_dates(text) == []
    assert len(find_dates(text, REFERENCE)) == 1


def test_a_date_without_year_is_the_latest_not_after_the_reference() -> None:
    for reference, year in [(date(2022, 3, 14), 2021), (date(2022, 3, 15), 2022)]:
        (mention,) = find_dates("将于3月15日召开", reference)
        assert mention.begin == date(year, 3, 15)


def test_the_year_of_the_sentence_serves_its_later_dates_only() -> None:
    found = find_dates("2021年12月30日召开，1月5日续开。4月8日再开。")
    assert [m.begin for m in found] == [date(2021, 12, 30), date(2022, 1, 5)]


@pytest.mark.parametrize(
    ("text", "granularity"),
    [
        ("2022年", Granularity.YEAR),
        ("2022年度", Granularity.YEAR),
        ("2022年3月", Granularity.MONTH),
        ("2022年3月上旬", Granularity.DEKAD),
        ("2022年第一季度", Granularity.QUARTER),
        ("2022年上半年", Granularity.HALF_YEAR),
        ("2021-2022学年第一学期", Granularity.SEMESTER),
        ("2021-2022学年", Granularity.YEAR),
        ("上周", Granularity.WEEK),
        ("3月5日至8日", Granularity.RANGE),
        ("3月5日", Granularity.DAY),
    ],
)
def test_granularity(text: str, granularity: Granularity) -> None:
    (mention,) = find_dates(text, REFERENCE)
    assert mention.granularity is granularity


@pytest.mark.parametrize(
    "text",
    [
        "2022级",
        "2015届毕业生",
        "浚教办发〔2024〕2号",
        "第3.2条",
        "12.9分",
        "5.10万元",
        "每月5日",
        "近日",
        "2月30日",
        "2107年12月21日",
        "20225月21日",
        "《2022年工作要点》",
        "习近平总书记2022年10月16日的重要讲话",
        "7月1日中央政治局会议",
    ],
)
def test_look_alikes_are_not_given(text: str) -> None:
    assert find_dates(text, REFERENCE) == []


def test_several_dates_stand_in_the_order_of_the_text() -> None:
    text = "2022年3月1日、3月8日和3月15日三次开会，3月3日、10日、17日学习"
    found = find_dates(text)
    assert [m.begin.day for m in found] == [1, 8, 15, 3, 10, 17]
    assert all(a.end <= b.start for a, b in pairwise(found))
