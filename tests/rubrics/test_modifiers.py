"""What the five forms do not use but a bureau's own form may: every option does what it says."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from matchers.period import parse_period
from matchers.profile import Profile
from rubrics.case_evidence import build_evidence
from rubrics.case_model import Case, Expected
from rubrics.finding import FindingStatus, RuleFinding, Scorecard
from rubrics.judge import assess
from rubrics.load import parse_rubric

HEAD = """\
id: small
version: "1"
title: 小表
source: 自拟
max: {max}
groups: [{{id: g, title: 组}}]
"""


def _card(
    rules: str, most: str = "4", form: str = "", period: str = "2022", **case: Any
) -> Scorecard:
    """Assess a one-item rubric; `rules` are YAML flow mappings, one a line."""
    body = "".join(f"      - {line.strip()}\n" for line in rules.strip().splitlines())
    item = f'items:\n  - id: "1"\n    group: g\n    max: {most}\n    text: 要求\n    rules:\n{body}'
    rubric = parse_rubric(HEAD.format(max=most) + form + item, "小表.yaml")
    made = Case.model_validate({"name": "", "rule": "1.1", "expect": Expected(), **case})
    return assess(rubric, build_evidence(made), made.profile, parse_period(period))


def _rule(rules: str, most: str = "4", **case: Any) -> RuleFinding:
    return _card(rules, most, **case).findings[0].rules[0]


def _events(options: str, types: str = "party_lecture") -> str:
    stream = f"{{types: [{types}], {options}}}"
    return (
        '{id: "1.1", text: 规则, points: 4, score: {kind: deduct, each: 1}, '
        f"measures: [{{kind: events, streams: [{stream}]}}]}}"
    )


def _days(*days: str) -> dict[str, tuple[str, ...]]:
    return {"party_lecture": days}


def test_a_surplus_does_not_carry_unless_the_form_says_so() -> None:
    days = _days("2022-02-01", "2022-02-20", "2022-03-01", "2022-12-01")
    assert _rule(_events("per: quarter"), days=days).suggested == 2
    assert _rule(_events("per: quarter, carry: true"), days=days).suggested == 4


def test_a_grace_window_fills_the_part_before_and_is_shown() -> None:
    days = _days("2022-03-01", "2022-07-05", "2022-08-01", "2022-11-01")
    assert _rule(_events("per: quarter"), days=days).suggested == 3
    found = _rule(_events("per: quarter, grace_days: 10"), days=days)
    assert found.suggested == 4
    assert "宽限期内" in found.explanation


def test_grace_takes_only_what_the_next_part_can_spare() -> None:
    days = _days("2022-03-01", "2022-07-05", "2022-11-01")
    assert _rule(_events("per: quarter, grace_days: 10"), days=days).suggested == 3


def test_grace_after_the_end_of_the_period_lets_a_late_event_in() -> None:
    days = _days("2022-03-01", "2022-05-01", "2022-08-01", "2023-01-05")
    assert _rule(_events("per: quarter"), days=days).suggested == 3
    found = _rule(_events("per: quarter, grace_days: 10"), days=days)
    assert found.suggested == 4
    assert found.counted == 4


def test_holiday_months_are_not_asked_for() -> None:
    found = _rule(_events("per: month, except_months: [2, 7, 8]"))
    assert found.required == 9


def test_several_sessions_of_a_day_count_once_if_the_form_says_so() -> None:
    days = _days("2022-03-01", "2022-03-01", "2022-03-01")
    assert _rule(_events("per: year, need: 4"), days=days).counted == 3
    found = _rule(_events("per: year, need: 4, dedupe: same_day"), days=days)
    assert found.counted == 1
    assert [entry.why for entry in found.not_counted] == ["与 E1 同日同类，按一次计"] * 2


def test_anchors_may_be_windows_of_their_own() -> None:
    anchor = "{month: 5, day: 10, title: '5.10', days_around: 10}"
    options = f"anchors: [{anchor}], anchor_rule: window"
    assert _rule(_events(options), days=_days("2022-05-18")).suggested == 4
    assert _rule(_events(options), days=_days("2022-05-25")).suggested == 3


@pytest.mark.parametrize(
    ("when_absent", "low", "high"), [("note", 4, 4), ("doubt", 3, 4), ("missing", 3, 3)]
)
def test_a_companion_event_may_be_a_note_a_doubt_or_a_demand(
    when_absent: str, low: int, high: int
) -> None:
    companion = f"{{types: [heart_talk], title: 谈话, when_absent: {when_absent}}}"
    found = _rule(_events(f"per: year, companion: {companion}"), days=_days("2022-03-01"))
    assert found.low == low
    assert found.high == high
    assert "未见谈话" in found.explanation


def test_an_incomplete_chain_may_count_for_nothing() -> None:
    options = "per: year, chain_missing: zero, chain: [{kind: photo, title: 照片}]"
    found = _rule(_events(options), days=_days("2022-03-01"))
    assert found.counted == 0
    assert found.not_counted[0].why == "缺照片"


def test_a_period_shorter_than_the_demand_decides_nothing() -> None:
    found = _rule(_events("per: year, need: 2"), period="2022上半年", days=_days("2022-03-01"))
    assert found.status is FindingStatus.NEEDS_REVIEW
    assert "尚不能下结论" in found.explanation


@pytest.mark.parametrize("period", ["2022-01-01..2022-05-20", "2022-01-01..2022-08-31"])
def test_a_stretch_the_period_covers_only_in_part_decides_nothing(period: str) -> None:
    found = _rule(_events("per: quarter"), period=period, days=_days("2022-01-09", "2022-04-02"))
    short = _rule(_events("per: quarter"), period=period, days=_days("2022-01-09"))
    cut = "没有包含2022年第" in short.explanation
    assert cut and short.status is FindingStatus.NEEDS_REVIEW
    if period.endswith("05-20"):  # both quarters have theirs: nothing is open
        assert found.suggested == 4
    else:
        assert (found.low, found.high) == (Decimal(3), Decimal(4))
        assert (short.low, short.high) == (
            Decimal(2),
            Decimal(3),
        )  # the second quarter is over: that one is missing


def test_a_year_of_which_most_lies_in_the_period_is_not_over() -> None:
    options = "per: year, need: 4"
    found = _rule(_events(options), period="2022-01-01..2022-07-31", days=_days("2022-03-07"))
    assert (found.low, found.high) == (Decimal(1), Decimal(4))
    full = _rule(_events(options), days=_days("2022-03-07"))
    assert (full.low, full.high) == (Decimal(1), Decimal(1))


def test_a_demand_on_the_whole_year_is_not_decided_in_half_of_it() -> None:
    days = _days(*(f"2022-0{month}-05" for month in range(1, 7)))
    options = _events("per: month, total: 12")
    found = _rule(options, period="2022上半年", days=days)
    assert (found.low, found.high) == (Decimal(0), Decimal(4))
    assert "不足一年" in found.explanation


def test_the_holidays_at_the_end_of_a_term_leave_it_whole() -> None:
    found = _rule(
        _events("per: semester"), period="2021-09-01..2022-07-10", days=_days("2021-10-08")
    )
    assert (found.low, found.high) == (Decimal(3), Decimal(3))


def test_an_event_within_grace_counts_for_the_year_as_well() -> None:
    days = _days(*(f"2022-{month:02}-05" for month in range(1, 12)), "2023-01-05")
    options = _events("per: month, total: 12, grace_days: 10")
    assert _rule(options, days=days).suggested == 4


def test_a_school_year_is_a_year() -> None:
    days = _days("2021-11-01", "2022-05-01")
    found = _rule(_events("per: year, need: 2"), period="2021-2022学年", days=days)
    assert found.suggested == 4


def test_declared_terms_decide_the_semester() -> None:
    terms = [
        {"name": "春", "begin": "2022-02-14", "end": "2022-07-05"},
        {"name": "秋", "begin": "2022-09-01", "end": "2023-01-13"},
    ]
    found = _rule(
        _events("per: semester"),
        days=_days("2022-07-20", "2022-10-01"),
        profile={"semesters": terms},
    )
    assert found.missing == ("春",)
    assert [entry.why for entry in found.not_counted] == ["不在要求的各时段内"]


def _papers(score: str, extra: str = "", need: str = "") -> str:
    parts = "[{types: [dues_policy]}, {types: [care_policy]}, {types: [talk_policy]}]"
    return (
        f'{{id: "1.1", text: 规则, points: 4, score: {score}{extra}, '
        f"measures: [{{kind: documents, {need}of: {parts}}}]}}"
    )


TWO = ({"types": ["dues_policy"]}, {"types": ["care_policy"]})


def test_some_of_several_papers_may_be_enough() -> None:
    assert _rule(_papers("{kind: award}", need="need: 2, "), papers=TWO).suggested == 4
    assert _rule(_papers("{kind: award}"), papers=TWO).suggested == 0


def test_points_per_paper_stop_at_the_cap() -> None:
    assert _rule(_papers("{kind: per_unit, each: 1.5}"), papers=TWO).suggested == 3
    assert _rule(_papers("{kind: per_unit, each: 1.5, cap: 2}"), papers=TWO).suggested == 2
    assert _rule(_papers("{kind: per_unit, each: 3}"), papers=TWO).suggested == 4


def test_limits_bound_a_rule() -> None:
    capped = _papers("{kind: per_unit, each: 2}", ", limit: {cap: 3}")
    assert _rule(capped, papers=TWO).suggested == 3
    floored = _papers("{kind: deduct, each: 4}", ", limit: {floor: 1}")
    assert _rule(floored).suggested == 1


def test_a_ladder_may_stand_on_numbers() -> None:
    rungs = "{kind: ladder, rungs: [{at_least: 1, points: 1}, {at_least: 2, points: 4}]}"
    assert _rule(_papers(rungs)).suggested == 0
    assert _rule(_papers(rungs), papers=TWO[:1]).suggested == 1
    assert _rule(_papers(rungs), papers=TWO).suggested == 4


def test_partly_there_may_be_left_to_a_person() -> None:
    found = _rule(_papers("{kind: award, partial: human}"), papers=TWO)
    assert found.suggested is None
    assert found.high is not None and 0 < found.high < 4


BEST = """
{id: "1.1", text: 甲, points: 4, max_of: x, measures: [{kind: documents, of: [{types: [dues_policy]}]}]}
{id: "1.2", text: 乙, points: 2, max_of: x, measures: [{kind: documents, of: [{types: [care_policy]}]}]}
"""  # noqa: E501 - one rule a line


def test_of_alternatives_only_the_best_counts() -> None:
    assert _card(BEST, papers=TWO).findings[0].suggested == 4
    assert _card(BEST, papers=TWO[1:]).findings[0].suggested == 2


PAIR = BEST.replace(", max_of: x", "")


def test_a_pool_caps_rules_across_the_form() -> None:
    pool = 'form: {pools: [{id: p, cap: 3, rules: ["1.1", "1.2"]}]}\n'
    card = _card(PAIR, most="6", form=pool, papers=TWO)
    assert card.findings[0].suggested == 6
    assert card.total.suggested == 3
    assert card.total.low == 3


APPLIES = PAIR.replace(
    '{id: "1.2",', '{id: "1.2", when: [{fact: retired_branch, equals: true}], na: NA,'
)


@pytest.mark.parametrize(
    ("na", "suggested", "most"), [("full", 6, 6), ("zero", 4, 6), ("exclude", 4, 4)]
)
def test_what_does_not_apply_scores_as_the_form_says(na: str, suggested: int, most: int) -> None:
    card = _card(
        APPLIES.replace("NA", na),
        most="6",
        papers=TWO[:1],
        profile=Profile(declares={"retired_branch": False}),
    )
    assert card.findings[0].suggested == suggested
    assert card.findings[0].max == most


def test_normalising_brings_what_is_left_back_to_the_whole() -> None:
    card = _card(
        APPLIES.replace("NA", "exclude"),
        most="6",
        form="form: {normalise: true}\n",
        papers=TWO[:1],
        profile=Profile(declares={"retired_branch": False}),
    )
    assert card.total.suggested == 6
    assert card.total.max == 6


def test_a_failed_gate_may_cost_the_points_or_ask_a_person() -> None:
    gate = ", gate: {title: 有党小组, then: {fact: groups, at_least: 1}, otherwise: OTHER}"
    zero = _papers("{kind: per_unit, each: 2}", gate.replace("OTHER", "zero"))
    human = _papers("{kind: per_unit, each: 2}", gate.replace("OTHER", "human"))
    assert _rule(zero, papers=TWO, profile=Profile(groups=0)).suggested == 0
    assert _rule(zero, papers=TWO, profile=Profile(groups=1)).suggested == 4
    assert _rule(human, papers=TWO, profile=Profile(groups=0)).suggested is None
    asked = _rule(zero, papers=TWO)
    assert asked.suggested is None
    assert asked.needs == ("groups",)


def test_points_are_exact_decimals() -> None:
    rule = _events("per: month").replace("each: 1", "each: 0.1")
    found = _rule(rule, days=_days("2022-01-05"))
    assert found.suggested == Decimal("2.9")
    assert str(found.suggested) == "2.9"


def test_a_school_year_says_where_calendar_quarters_would_differ() -> None:
    days = _days("2021-09-20", "2021-12-05", "2022-03-10", "2022-05-20")
    found = _rule(_events("per: quarter"), period="2021-2022学年", days=days)
    assert found.missing == ("2022年6月至8月",)
    assert "按学年分季度计（2021年9月至11月、" in found.explanation
    even = _days("2021-11-20", "2022-01-10", "2022-03-05", "2022-06-10")
    found = _rule(_events("per: quarter"), period="2021-2022学年", days=even)
    assert "若按自然季度" in found.explanation
    assert "请核对本校按哪种" in found.explanation


def test_undeclared_terms_are_shown_where_one_is_missing() -> None:
    found = _rule(_events("per: semester"), days=_days("2022-03-01"))
    assert "没有写学期起止，按通常的计" in found.explanation
    assert "2022-02-01 至 2022-08-31" in found.explanation
    both = _rule(_events("per: semester"), days=_days("2022-03-01", "2022-10-01"))
    assert "学期起止" not in both.explanation


def test_an_event_just_behind_a_half_year_is_pointed_out() -> None:
    days = _days("2022-07-01", "2022-09-01")
    found = _rule(_events("per: half_year"), days=days)
    assert found.suggested == 3
    assert "E1（2022-07-01）在2022年上半年之后 1 天" in found.explanation
    assert "是否算由人定" in found.explanation
    alone = _rule(_events("per: half_year"), days=_days("2022-07-01"))
    assert "由人定" not in alone.explanation  # it is needed where it is


def test_an_alternative_that_does_not_apply_leaves_the_others_their_points() -> None:
    """Of 甲 4 and 乙 2 only the best counts: without 甲 the item is worth 2."""
    never = BEST.replace(
        '{id: "1.1",', '{id: "1.1", when: [{fact: retired_branch, equals: true}], na: exclude,'
    )
    card = _card(never, papers=TWO[1:], profile=Profile(declares={"retired_branch": False}))
    assert card.findings[0].max == 2
    assert card.findings[0].suggested == 2
