"""What a school declares is used as it was meant, or it is said why not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from matchers.period import parse_period
from matchers.profile import Profile
from rubrics.evidence import Evidence
from rubrics.finding import RuleFinding, Scorecard
from rubrics.judge import assess
from rubrics.load import load_rubric, parse_rubric

YANGZHOU = load_rubric("yangzhou-2022")


def _card(**declares: object) -> Scorecard:
    profile = Profile.model_validate({"declares": declares})
    return assess(YANGZHOU, Evidence((), (), ()), profile, parse_period("2022"))


def _transfer(card: Scorecard) -> RuleFinding:
    return next(one for one in card.findings if one.item == "14").rules[0]


@pytest.mark.parametrize("said", ["无", "没有", "否", 0, "0"])
def test_none_found_is_the_number_nought(said: object) -> None:
    found = _transfer(_card(transfer_faults=said))
    assert (found.low, found.high, found.needs) == (Decimal(4), Decimal(4), ())


def test_some_found_is_no_number_and_says_so() -> None:
    found = _transfer(_card(transfer_faults="有"))
    assert (found.low, found.high) == (Decimal(0), Decimal(4))
    assert "transfer_faults 要写数" in found.explanation


def test_a_misspelt_fact_is_pointed_out_and_not_used() -> None:
    card = _card(transfer_falts=0)
    assert (_transfer(card).low, _transfer(card).high) == (Decimal(0), Decimal(4))
    assert any("“transfer_falts”" in note and "transfer_faults" in note for note in card.notes)


@pytest.mark.parametrize("name", ["transfer_faults", "punished_members"])
def test_a_right_fact_or_one_of_another_form_is_no_slip(name: str) -> None:
    assert not any("declares" in note for note in _card(**{name: 0}).notes)


@pytest.mark.parametrize("name", ["zzz", "转接问题", "members", "retired"])
def test_a_fact_near_to_none_is_told_with_those_there_are(name: str) -> None:
    [note] = [note for note in _card(**{name: 1}).notes if "declares" in note]
    assert f"“{name}”本表没有用到" in note
    assert "transfer_faults（组织关系接转问题人次）" in note
    assert "last_election（上次换届年份）" in note


def test_several_strangers_are_told_at_once() -> None:
    [note] = [note for note in _card(zzz=1, yyy=2).notes if "declares" in note]
    assert "“yyy”“zzz”" in note


def test_what_only_a_rule_asks_for_is_no_stranger() -> None:
    """A bureau's form may use a fact that its list of facts does not name."""
    text = """\
id: small
version: "1"
title: 小表
source: 自拟
max: 1
groups: [{id: g, title: 组}]
items:
  - id: "1"
    group: g
    max: 1
    text: 安全
    rules:
      - id: "1.1"
        text: 发现1起扣1分
        points: 1
        score: {kind: deduct, each: 1}
        measures: [{kind: findings, title: 安全事故, declared: accidents}]
"""
    made = parse_rubric(text, "小表.yaml")
    profile = Profile.model_validate({"declares": {"accidents": 0, "zzz": 1}})
    notes = assess(made, Evidence((), (), ()), profile, parse_period("2022")).notes
    [note] = [note for note in notes if "declares" in note]
    assert "“zzz”" in note and "accidents" in note and "“accidents”" not in note
