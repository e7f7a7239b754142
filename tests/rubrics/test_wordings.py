"""Wordings of other bureaus' forms come to the points a person works out by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from matchers.checked_yaml import CheckedYamlError
from rubrics.form_rules import Form
from rubrics.grade import weigh
from tests.rubrics.small_rubric import item, judged, small_rubric
from tests.rubrics.wordings import LECTURES, WORDINGS, Wording, days, rule

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "writing-a-rubric.md"


@pytest.mark.parametrize(
    ("wording", "given", "points"),
    [
        pytest.param(wording, given, points, id=f"{wording.text[:30]}-{n}")
        for wording in WORDINGS
        for n, (given, points) in enumerate(wording.tried)
    ],
)
def test_a_wording_comes_to_its_points(
    wording: Wording, given: dict[str, Any], points: str | None
) -> None:
    rubric = small_rubric(item(wording.rules, wording.most), wording.most)
    found = judged(rubric, wording.period, **given).findings[0]
    assert found.low is not None and found.high is not None
    if points is None:
        assert found.low < found.high
    elif ".." in points:
        low, high = points.split("..")
        assert (found.low, found.high) == (Decimal(low), Decimal(high))
    else:
        assert (found.low, found.high) == (Decimal(points), Decimal(points))
        assert found.suggested == Decimal(points)


# What stands outside the items: bonus, penalties, vetoes, quotas, several judges.

BASE = item(rule("{kind: deduct, each: 1}", LECTURES), "4")
GAIN = item(
    rule("{kind: per_unit, each: 1, over: 4, cap: 2}", LECTURES, "2").replace("1.1", "2.1"),
    "2",
    "2",
    "    bonus: true\n",
)
LOSS = item(
    rule(
        "{kind: deduct, each: 1, floor: -3}",
        "{kind: findings, title: 通报, declared: criticised}",
        "0",
    ).replace("1.1", "3.1"),
    "0",
    "3",
    "    bonus: true\n    floor: -3\n",
)
BANDS = (
    "bands: [{label: 优秀, at_least: 4}, {label: 合格, at_least: 2}, {label: 不合格, at_least: 0}]"
)
SIX = days("party_lecture", *[f"2022-0{m}-10" for m in range(1, 7)])
FOUR = days("party_lecture", *[f"2022-0{m}-10" for m in range(1, 5)])


def _total(form: str, **given: Any) -> tuple[int, str | None]:
    rubric = small_rubric(BASE + GAIN + LOSS, "4", f"form: {{{BANDS}, {form}}}\n")
    facts = {"profile": {"declares": {"criticised": 0}}}
    card = judged(rubric, **(facts | given))
    assert card.grade is not None
    assert card.total.suggested is not None
    return int(card.total.suggested), card.grade.label


def test_each_beyond_the_target_earns_up_to_a_cap_outside_the_maximum() -> None:
    """投稿超登1篇加1分, 加分上限2分, 可高于满分（R1, R10, R20）."""
    assert _total("bonus: {beyond: true}", **SIX) == (6, "优秀")
    assert _total("bonus: {cap: 1}", **SIX) == (5, "优秀")
    assert _total("bonus: {beyond: false}", **SIX) == (4, "优秀")


def test_a_bonus_may_stay_out_of_the_grade() -> None:
    three = days("party_lecture", "2022-01-10", "2022-02-10", "2022-03-10")
    assert _total("bonus: {in_grade: false}", **three) == (3, "合格")


def test_penalties_are_taken_off_up_to_their_cap() -> None:
    """负面清单扣分（R19）."""
    declared = {"profile": {"declares": {"criticised": 2}}}
    assert _total("bonus: {}", **FOUR, **declared) == (2, "合格")
    assert _total("bonus: {penalty_cap: 1}", **FOUR, **declared) == (3, "合格")


VETO = "vetoes: [{{id: v, text: 出现事故, {effect}, measures: [{{kind: findings, title: 事故, declared: accidents}}]}}]"  # noqa: E501


@pytest.mark.parametrize(
    ("effect", "total", "label"),
    [
        ("effect: band", 4, "不合格"),
        ("effect: band, band: 合格", 4, "合格"),
        ("effect: cap_band, band: 合格", 4, "合格"),  # 当年不能列为一类（R15）
        ("effect: lower_band", 4, "合格"),
        ("effect: zero", 0, "不合格"),
        ('effect: zero_item, targets: ["1"]', 0, "不合格"),
        ("effect: zero_group, targets: [g]", 0, "不合格"),
    ],
)
def test_a_veto_does_what_the_form_says(effect: str, total: int, label: str) -> None:
    form = VETO.format(effect=effect)
    hit = {"profile": {"declares": {"criticised": 0, "accidents": 1}}}
    assert _total(form, **FOUR, **hit) == (total, label)
    clear = {"profile": {"declares": {"criticised": 0, "accidents": 0}}}
    assert _total(form, **FOUR, **clear) == (4, "优秀")


@pytest.mark.parametrize(
    "effect", ["effect: band", "effect: lower_band", "effect: cap_band, band: 合格"]
)
def test_a_veto_nobody_decided_keeps_the_grade_open(effect: str) -> None:
    assert _total(VETO.format(effect=effect), **FOUR) == (4, None)


def test_a_zeroing_veto_nobody_decided_opens_the_item_down_to_nothing() -> None:
    form = VETO.format(effect='effect: zero_item, targets: ["1"]')
    rubric = small_rubric(BASE, "4", f"form: {{{BANDS}, {form}}}\n")
    found = judged(rubric, **FOUR).findings[0]
    assert (found.low, found.suggested, found.high) == (Decimal(0), Decimal(4), Decimal(4))
    assert found.status == "needs_review"
    assert "请确认没有“出现事故”的情形" in (found.remedy or "")


def test_a_band_with_a_quota_waits_for_the_other_schools() -> None:
    """排名前20%为优秀."""
    rubric = small_rubric(BASE, "4", f"form: {{{BANDS}, quotas: [{{band: 优秀, share: 0.2}}]}}\n")
    card = judged(rubric, **FOUR)
    assert card.grade is not None
    assert card.grade.label is None
    assert "不超过 20%" in card.grade.reason


def test_a_misspelt_target_or_quota_is_pointed_out() -> None:
    bad = (
        VETO.format(effect='effect: zero_item, targets: ["9"]') + ", quotas: [{band: 优, most: 1}]"
    )
    with pytest.raises(CheckedYamlError) as caught:
        small_rubric(BASE, "4", f"form: {{{BANDS}, {bad}}}\n")
    assert "没有“9”这个指标" in str(caught.value)
    assert "没有“优”这个等次" in str(caught.value)


@pytest.mark.parametrize(
    ("combine", "total"), [("mean", "84"), ("trimmed_mean", "88"), ("median", "89")]
)
def test_several_judges_of_one_kind_are_put_together(combine: str, total: str) -> None:
    """去掉一个最高分、一个最低分取平均."""
    weights = [{"assessor": "考评", "share": 1, "combine": combine}]
    form = Form.model_validate({"weights": weights})
    marks = [Decimal(mark) for mark in (60, 84, 89, 91, 96)]
    assert weigh(form, {"考评": marks}) == Decimal(total)
    assert weigh(form, {"考评": []}) is None


@pytest.mark.parametrize(
    "kind", ["completeness", "lateness", "steps", "survey", "weight", "bonus", "quotas", "vetoes"]
)
def test_the_guide_tells_of_every_way_to_score(kind: str) -> None:
    assert f"`{kind}`" in GUIDE.read_text("utf-8")
