"""Distances between events, rounding below the total, and faults that were mended since."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchers.period import parse_period
from rubrics.finding import RuleFinding
from rubrics.long_gaps import long_gaps
from tests.rubrics.small_rubric import item, judged, small_rubric

YEAR = parse_period("2022")
APART = (
    '{id: "1.1", text: 间隔不超过4个月, points: 4, score: {kind: deduct, each: 1}, measures: '
    "[{kind: events, streams: [{types: [party_lecture], title: 党课, per: quarter, max_gap: 4}]}]}"
)


def _rule(rules: str, most: str, form: str = "", **case: object) -> RuleFinding:
    card = judged(small_rubric(item(rules, most), most, form), **case)  # type: ignore[arg-type]
    return card.findings[0].rules[0]


def _lectures(*days: str) -> dict[str, list[str]]:
    return {"party_lecture": list(days)}


def test_events_too_far_apart_lack_what_would_have_kept_the_distance() -> None:
    found = _rule(
        APART, "4", days=_lectures("2022-01-05", "2022-06-28", "2022-07-01", "2022-12-30")
    )
    # every quarter has one; 1月5日–6月28日 and 7月1日–12月30日 each lack one
    assert found.suggested == found.low == found.high == 2
    assert "2022-01-06至2022-06-27没有开展，间隔超过 4 个月" in found.explanation


def test_events_near_enough_lack_nothing() -> None:
    days = _lectures("2022-02-20", "2022-05-20", "2022-08-20", "2022-11-20")
    assert _rule(APART, "4", days=days).suggested == 4


def test_a_missing_quarter_and_its_distance_are_not_taken_twice() -> None:
    days = _lectures("2022-02-20", "2022-05-20", "2022-11-20")
    assert _rule(APART, "4", days=days).suggested == 3


def test_a_doubtful_event_leaves_a_distance_open() -> None:
    events = [
        {"types": ["party_lecture"], "on": day}
        for day in ("2022-01-05", "2022-06-28", "2022-07-01", "2022-11-20")
    ] + [{"types": ["party_lecture"], "on": "2022-04-01", "status": "unclear"}]
    found = _rule(APART, "4", events=events)
    assert found.low == 2
    assert found.high == 3


def _spans(days: list[date]) -> list[tuple[date, date]]:
    return [(day, day) for day in days]


@given(
    days=st.lists(st.dates(date(2022, 1, 1), date(2022, 12, 31)), max_size=8),
    more=st.dates(date(2022, 1, 1), date(2022, 12, 31)),
    months=st.integers(1, 12),
)
@settings(max_examples=200, deadline=None)
def test_one_more_event_never_makes_distances_worse(
    days: list[date], more: date, months: int
) -> None:
    before = sum(gap.lacking for gap in long_gaps(_spans(days), YEAR, months))
    after = sum(gap.lacking for gap in long_gaps(_spans([*days, more]), YEAR, months))
    assert after <= before


def test_nothing_at_all_lacks_one_for_every_stretch() -> None:
    assert [gap.lacking for gap in long_gaps([], YEAR, 3)] == [4]
    assert [gap.lacking for gap in long_gaps([], YEAR, 12)] == [1]
    ends = (YEAR.begin, YEAR.begin + timedelta(days=364))
    assert long_gaps([ends], YEAR, 1) == []


RATE = (
    '{id: "1.1", text: 得分=10×满意率, points: 10, score: {kind: linear, k: 10}, measures: '
    "[{kind: quantity, title: 满意率, num: {quantity: satisfaction_rate, title: 满意率}}]}"
)
NUMBER = [{"type": "satisfaction_rate", "value": "96.66", "unit": "%"}]


@pytest.mark.parametrize(
    ("form", "rule", "whole"),
    [
        ("", "9.666", "9.666"),
        ("form: {round: {rules: 1}}\n", "9.7", "9.7"),
        ("form: {round: {items: 1}}\n", "9.666", "9.7"),
        ("form: {round: {rules: 0}}\n", "10", "10"),
    ],
)
def test_points_are_rounded_where_the_form_says(form: str, rule: str, whole: str) -> None:
    card = judged(small_rubric(item(RATE, "10"), "10", form), numbers=NUMBER)
    finding = card.findings[0]
    assert finding.rules[0].suggested == Decimal(rule)
    assert (finding.suggested, card.total.suggested) == (Decimal(whole), Decimal(whole))
    assert ("四舍五入" in finding.rules[0].explanation) == ("rules" in form)


def test_rounding_never_goes_beyond_the_maximum() -> None:
    rules = RATE.replace("points: 10", "points: 9.6").replace("k: 10", "k: 9.6")
    number = [{"type": "satisfaction_rate", "value": "100", "unit": "%"}]
    card = judged(
        small_rubric(item(rules, "9.6"), "9.6", "form: {round: {items: 0}}\n"), numbers=number
    )
    assert card.total.suggested == Decimal("9.6")


FAULTS = (
    '{id: "1.1", text: 整改的恢复一半, points: 4, score: {kind: deduct, each: 1}, measures: '
    "[{kind: findings, title: 台账问题, unit: 处, declared: faults, rectified: mended}]}"
)


@pytest.mark.parametrize(
    ("declares", "low", "high"),
    [
        ({"faults": 3, "mended": 2}, "2", "2"),  # 4 - (3 - 2×0.5)
        ({"faults": 3, "mended": 0}, "1", "1"),
        ({"faults": 3, "mended": False}, "1", "1"),
        ({"faults": 3, "mended": 9}, "2.5", "2.5"),  # no more is mended than was found
        ({"faults": 0}, "4", "4"),
        ({"faults": 3}, "1", "2.5"),
        ({}, "0", "4"),
    ],
)
def test_what_was_mended_is_given_back_in_part(
    declares: dict[str, object], low: str, high: str
) -> None:
    found = _rule(FAULTS, "4", profile={"declares": declares})
    assert (found.low, found.high) == (Decimal(low), Decimal(high))
    if "mended" not in declares and declares.get("faults"):
        assert found.needs == ("mended",)
