"""What another body reached scores nothing; what nobody can place stays open."""

from __future__ import annotations

from typing import Any

import pytest

from matchers.period import parse_period
from matchers.profile import Profile
from rubrics.case_evidence import build_evidence
from rubrics.case_model import Case, Expected
from rubrics.finding import RuleFinding
from rubrics.judge import assess
from rubrics.load import load_rubric

YANGZHOU, TIANNING = load_rubric("yangzhou-2022"), load_rubric("tianning-2012")


def _rule(rubric: Any, rule: str, **case: Any) -> RuleFinding:
    made = Case.model_validate({"name": "", "rule": rule, "expect": Expected(), **case})
    card = assess(rubric, build_evidence(made), Profile(), parse_period("2022"))
    return next(one for item in card.findings for one in item.rules if one.id == rule)


def _ends(found: RuleFinding) -> tuple[int, int]:
    assert found.low is not None and found.high is not None
    return int(found.low), int(found.high)


@pytest.mark.parametrize(("own", "ends"), [(True, (19, 19)), (False, (0, 20)), (None, (0, 20))])
def test_only_the_own_rate_of_satisfaction_scores(own: bool | None, ends: tuple[int, int]) -> None:
    number = {"type": "satisfaction_rate", "value": "98.6", "unit": "%", "own": own}
    found = _rule(TIANNING, "27.1", numbers=(number,))
    assert _ends(found) == ends
    assert ("没有写明是本校的" in found.explanation) == (own is None)


def test_the_own_number_is_taken_where_both_stand() -> None:
    mine = {"type": "satisfaction_rate", "value": "90", "unit": "%"}
    numbers = (mine, {**mine, "value": "98", "own": None}, {**mine, "value": "97", "own": False})
    assert _rule(TIANNING, "27.1", numbers=numbers).suggested == 18


@pytest.mark.parametrize(("own", "ends"), [(True, (2, 2)), (False, (0, 0)), (None, (0, 2))])
def test_only_the_own_honour_scores(own: bool | None, ends: tuple[int, int]) -> None:
    award = {"type": "civilized_campus", "level": "city", "own": own}
    found = _rule(YANGZHOU, "23.2", awards=(award,))
    assert _ends(found) == ends
    assert any("不是本校的" in one.why for one in found.not_counted) == (own is False)


@pytest.mark.parametrize(("year", "ends"), [(2022, (2, 2)), (2019, (0, 0)), (None, (0, 2))])
def test_an_honour_without_a_year_is_open_where_the_year_counts(
    year: int | None, ends: tuple[int, int]
) -> None:
    award = {"type": "party_brand", "level": "city", "year": year}
    assert _ends(_rule(YANGZHOU, "24.1", awards=(award,))) == ends


def test_an_honour_without_a_year_is_enough_where_any_year_counts() -> None:
    award = {"type": "civilized_campus", "level": "city", "year": None}
    assert _ends(_rule(YANGZHOU, "23.2", awards=(award,))) == (2, 2)
