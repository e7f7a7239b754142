"""What another body reached scores nothing; what nobody can place stays open."""

from __future__ import annotations

from typing import Any

import pytest

from matchers.period import parse_period
from matchers.profile import Profile
from rubrics.case_evidence import build_evidence
from rubrics.case_model import Case, Expected
from rubrics.cases import evidence_of_files
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


BODY = "一、总体要求\n加强党的建设，落实“三会一课”。\n二、重点工作\n每季度召开党员大会。\n"


def _read(rule: str, text: str, kind: str = "党建工作计划.txt") -> RuleFinding:
    made = Case.model_validate(
        {
            "name": "",
            "rule": rule,
            "expect": Expected(),
            "profile": {"name": "云汀区育才路小学"},
            "files": {f"1.谋划/{kind}": text},
        }
    )
    card = assess(YANGZHOU, evidence_of_files(made), made.profile, parse_period("2022"))
    return next(one for item in card.findings for one in item.rules if one.id == rule)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        (f"2022年党建工作计划\n{BODY}育才路小学党支部\n2022年3月1日", 1),
        (f"2022年党建工作计划\n{BODY}2022年3月1日", 1),
        (f"2022年党建工作计划\n{BODY}云汀区教育局党委\n2022年3月1日", 0),
        (f"红旗小学2022年党建工作计划\n{BODY}", 0),
        (f"育才路小学转发云汀区教育局2022年党建工作计划\n{BODY}", 1),
    ],
)
def test_a_superiors_plan_is_no_plan_of_the_school(text: str, points: int) -> None:
    found = _read("2.2", text)
    assert found.suggested == points
    said = "".join(one.why for one in found.not_counted)
    assert ("本校" in said) == (points == 0)


def test_a_superiors_approval_is_what_is_asked_for() -> None:
    text = (
        "关于同意育才路小学党支部换届选举的批复\n同意选举。\n中共云汀区教育局委员会\n2022年5月1日"
    )
    found = _read("10.2", text, "换届批复.txt")
    assert any("换届批复.txt" in file for file in found.documents)
