"""A bureau changes, adds, drops and waives without copying the form; totals follow."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from matchers.checked_yaml import CheckedYamlError
from matchers.period import parse_period
from matchers.profile import Profile
from rubrics.errors import RubricError, UnknownRubricError
from rubrics.evidence import Evidence
from rubrics.finding import FindingStatus
from rubrics.fingerprint import fingerprint
from rubrics.judge import assess
from rubrics.load import load_rubric, parse_rubric
from rubrics.rubric import Rubric

HEAD = """\
extends: yangzhou-2022
id: local-2023
version: "1"
title: 本地表
source: 本地通知
"""
NOTHING = Evidence((), (), ())


def _overlay(text: str) -> Rubric:
    return parse_rubric(HEAD + text, "本地.yaml")


def _mistakes(text: str) -> str:
    with pytest.raises(CheckedYamlError) as caught:
        _overlay(text)
    return str(caught.value)


def test_an_empty_overlay_changes_only_the_name() -> None:
    made, base = _overlay(""), load_rubric("yangzhou-2022")
    assert (made.id, made.title) == ("local-2023", "本地表")
    assert made.max == 100
    assert made.items == base.items


def test_changed_points_move_item_group_and_total() -> None:
    made = _overlay('change:\n  rules: [{id: "18.3", points: 4}]\n')
    assert made.item("18").max == 14
    assert next(group.max for group in made.groups if group.id == "g6") == 21
    assert made.max == 102


def test_a_stated_total_must_be_right() -> None:
    text = 'max: 100\nchange:\n  rules: [{id: "18.3", points: 4}]\n'
    assert "总分写的是 100 分，各指标合计 102 分" in _mistakes(text)


def test_a_stated_item_maximum_must_be_that_of_its_rules() -> None:
    text = 'change:\n  items: [{id: "18", max: 20}]\n'
    assert "指标“18”：指标满分 20 分，各规则合计 12 分" in _mistakes(text)


def test_dropping_an_item_takes_its_points_away_and_keeps_the_reason() -> None:
    made = _overlay('drop: [{item: "6", reason: 二十大专项已结束}]\n')
    assert made.max == 96
    assert len(made.items) == 29
    assert any("二十大专项已结束" in note for note in made.notes)


def test_dropping_without_a_reason_is_a_mistake() -> None:
    assert "reason" in _mistakes('drop: [{item: "6"}]\n')


def test_dropping_a_rule_lowers_its_item() -> None:
    assert _overlay('drop: [{rule: "18.6", reason: 不再检查}]\n').item("18").max == 10


def test_the_only_rule_of_an_item_cannot_be_dropped_alone() -> None:
    assert "唯一的规则" in _mistakes('drop: [{rule: "1.1", reason: 不用}]\n')


def test_what_is_not_there_cannot_be_changed() -> None:
    found = _mistakes(
        'change:\n  rules: [{id: "18.9", points: 4}]\ndrop: [{item: "60", reason: 无}]\n'
    )
    assert "原表没有“18.9”这条规则" in found
    assert "原表没有“60”这条指标" in found


def test_a_rule_can_be_added() -> None:
    made = _overlay(
        'add:\n  rules:\n    - item: "20"\n      rule:\n        id: "20.3"\n'
        "        text: 每月主题党日\n"
        "        points: 1\n        measures:\n          - {kind: events, streams: "
        "[{types: [theme_party_day], norm: theme_party_day}]}\n"
    )
    assert made.item("20").max == 3
    assert made.max == 101
    measure = made.item("20").rules[-1].measures[0]
    assert measure.kind == "events" and measure.streams[0].unit == "month"


WAIVER = 'waive: [{item: "16", reason: 社区改造, until: 2022-12-31}]\n'


def test_a_waived_item_leaves_the_maximum_until_it_ends() -> None:
    made = _overlay(WAIVER)
    card = assess(made, NOTHING, Profile(), parse_period("2022"))
    finding = next(one for one in card.findings if one.item == "16")
    assert finding.status is FindingStatus.NOT_APPLICABLE
    assert finding.max == 0
    assert card.total.max == 99
    assert "社区改造" in (finding.remedy or "")
    later = assess(made, NOTHING, Profile(), parse_period("2023"))
    assert later.total.max == 100


def test_a_waiver_may_give_the_points() -> None:
    made = _overlay(WAIVER.replace("until", "counts_as: full, until"))
    card = assess(made, NOTHING, Profile(), parse_period("2022"))
    finding = next(one for one in card.findings if one.item == "16")
    assert finding.suggested == 1
    assert card.total.max == 100


def test_a_form_without_points_can_be_given_weights() -> None:
    text = HEAD.replace("yangzhou-2022", "six-efforts-24")
    made = parse_rubric(
        text + 'drop:\n' + "".join(
            f'  - {{item: "{n}", reason: 只评一条}}\n' for n in range(1, 25) if n != 2
        ) + 'change:\n  items: [{id: "2", max: 5}]\n',
        "本地.yaml",
    )  # fmt: skip
    assert made.max == 5
    assert made.items[0].rules[0].points == Decimal(5)


@pytest.mark.parametrize("base", ["shanghai-pandeng", "shandong-basic", "six-efforts-24"])
def test_every_form_without_points_can_be_given_weights_whole(base: str) -> None:
    """Items of several rules share their points evenly, exactly to the item's maximum."""
    items = load_rubric(base).items
    rows = "".join(f'    - {{id: "{item.id}", max: 5}}\n' for item in items)
    text = HEAD.replace("yangzhou-2022", base) + f"change:\n  items:\n{rows}"
    made = parse_rubric(text, "本地.yaml")
    assert made.max == 5 * len(items)
    several = [item.id for item in items if len(item.rules) > 1]
    assert any(all(name in note for name in several) for note in made.notes) or not several
    card = assess(made, NOTHING, Profile(), parse_period("2022"))
    assert card.total.max == 5 * len(items)


def test_weights_of_single_rules_stay_as_they_are_written() -> None:
    text = HEAD.replace("yangzhou-2022", "shanghai-pandeng")
    rules = load_rubric("shanghai-pandeng").item("C3").rules
    rows = "".join(f'    - {{id: "{rule.id}", points: {n}}}\n' for n, rule in enumerate(rules, 1))
    with pytest.raises(CheckedYamlError) as caught:
        parse_rubric(text + f"change:\n  rules:\n{rows}", "本地.yaml")
    [mistake] = caught.value.mistakes  # the other items have no points yet: said once, not 42 times
    assert "合并后还有 42 条指标没有分值" in mistake.message_zh


def test_a_fault_of_the_merged_form_stands_at_the_change_that_made_it() -> None:
    with pytest.raises(CheckedYamlError) as caught:
        _overlay('change:\n  items:\n    - {id: "18", max: 20}\n')
    assert 8 in {mistake.line for mistake in caught.value.mistakes}
    assert "指标“18”" in str(caught.value)


def test_an_unknown_base_lists_the_known_ones() -> None:
    with pytest.raises(UnknownRubricError, match="tianning-2012"):
        parse_rubric(HEAD.replace("yangzhou-2022", "tianing-2012"), "本地.yaml")


def test_overlays_stack_on_files_and_never_run_in_circles(tmp_path: Path) -> None:
    first = tmp_path / "a.yaml"
    first.write_text(HEAD + 'drop: [{item: "6", reason: 不评}]\n', encoding="utf-8")
    second = tmp_path / "b.yaml"
    text = HEAD.replace("yangzhou-2022", "a.yaml").replace("local-2023", "town-2023")
    second.write_text(text + 'drop: [{item: "8", reason: 不评}]\n', encoding="utf-8")
    assert len(load_rubric(second).items) == 28
    first.write_text(HEAD.replace("yangzhou-2022", "a.yaml"), encoding="utf-8")
    with pytest.raises(RubricError, match="绕回了自己"):
        load_rubric(first)


def test_fingerprints_tell_real_changes_only() -> None:
    base = load_rubric("yangzhou-2022")
    assert fingerprint(base) == fingerprint(base.model_copy())
    same = _overlay('change:\n  rules: [{id: "18.3", points: 2}]\n')
    assert fingerprint(same) == fingerprint(_overlay(""))
    assert fingerprint(_overlay('change:\n  rules: [{id: "18.3", points: 4}]\n')) != fingerprint(
        same
    )
