"""What a school declares is used as it was meant, or it is said why not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from matchers.period import parse_period
from matchers.profile import Profile
from rubrics.evidence import Evidence
from rubrics.finding import RuleFinding, Scorecard
from rubrics.judge import assess
from rubrics.load import load_rubric

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
