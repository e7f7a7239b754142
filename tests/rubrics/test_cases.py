"""Every worked case beside a rubric comes to the points a person worked out by hand."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from rubrics.case_copies import copied
from rubrics.case_model import Case, Expected
from rubrics.cases import load_cases, run_case
from rubrics.load import load_rubric
from rubrics.measures import Judgement
from rubrics.rubric import Rule
from rubrics.scorers import Deduct, Discretion, Ladder, Linear, PerUnit

SETS = Path(__file__).resolve().parents[2] / "rubrics" / "sets"
FOLDERS = sorted(path.name for path in SETS.iterdir() if (path / "cases").is_dir())


@cache
def _cases(name: str) -> tuple[Case, ...]:
    return load_cases(SETS / name / "cases")


def _all() -> list[tuple[str, Case]]:
    return [(name, case) for name in FOLDERS for case in _cases(name)]


@pytest.mark.parametrize(
    ("rubric", "case"), [pytest.param(r, c, id=f"{r}:{c.rule}:{c.name}") for r, c in _all()]
)
def test_a_worked_case_comes_to_its_points(rubric: str, case: Case) -> None:
    assert run_case(load_rubric(rubric), case) == ()


SCORED = [name for name in FOLDERS if load_rubric(name).max]
WHOLE, PART, NOTHING, DOUBT = "满分", "部分", "零分", "待核"
# Outcomes that a rule cannot have, with the reason.
IMPOSSIBLE = {
    ("yangzhou-2022", "8.1"): {NOTHING},  # the profile names a form: a school without one is asked
}


def _outcome(expect: Expected, most: Decimal) -> str:
    low = expect.low if expect.low is not None else expect.suggested
    high = expect.high if expect.high is not None else expect.suggested
    if expect.undecided or low != high:
        return DOUBT
    return WHOLE if low == most else PART if low else NOTHING


def _possible(name: str, rule: Rule) -> set[str]:
    """List the outcomes a person's reading of a rule allows; judged rules are always open."""
    measures = (*rule.measures, *(m for branch in rule.choose for m in branch.measures))
    judged = any(isinstance(measure, Judgement) for measure in measures)
    if isinstance(rule.score, Discretion) or all(isinstance(m, Judgement) for m in measures):
        return {DOUBT}
    if judged:
        return {DOUBT, NOTHING}
    partly = isinstance(rule.score, PerUnit | Ladder | Linear) or (
        isinstance(rule.score, Deduct) and rule.score.each < (rule.points or 0)
    )
    outcomes = {WHOLE, NOTHING, DOUBT} | ({PART} if partly else set())
    return outcomes - IMPOSSIBLE.get((name, rule.id), set())


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        pytest.param(name, rule, id=f"{name}:{rule.id}")
        for name in SCORED
        for item in load_rubric(name).items
        for rule in item.rules
    ],
)
def test_every_rule_of_a_scored_form_is_worked_through_the_matchers(name: str, rule: Rule) -> None:
    """Texts are read, merged and judged: whole, part, nothing and doubt, wherever they can be."""
    cases = [c for c in _cases(name) if c.rule == rule.id]
    assert rule.points is not None
    read = {_outcome(c.expect, rule.points) for c in cases if c.through_the_matchers}
    assert _possible(name, rule) - read == set()


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=f"{r}:{c.rule}:{c.name}") for r, c in _all() if c.sum]
)
def test_the_sum_a_person_wrote_is_right_and_leads_to_the_points(case: Case) -> None:
    assert case.sum
    low, high = case.expect.low, case.expect.high
    if "～" in case.sum:
        assert case.sum == f"{low}～{high}"
        return
    if comparison := re.fullmatch(r"(\d+) ÷ (\d+) (≥|<) (\d+)", case.sum):
        above = int(comparison[1]) >= int(comparison[2]) * int(comparison[4])
        assert above is (comparison[3] == "≥")
        return
    left, right = case.sum.split("=")
    assert max(Decimal(0), _worked_out(left)) == Decimal(right.strip()) == case.expect.suggested


def _worked_out(text: str) -> Decimal:
    """Work out a - b×c."""
    result = Decimal(0)
    for sign, term in re.findall(r"(^|-)\s*([\d.×]+)", text.strip()):
        product = Decimal(1)
        for factor in term.split("×"):
            product *= Decimal(factor)
        result += -product if sign else product
    return result


def test_every_case_that_is_read_says_how_its_points_come_about() -> None:
    silent = [c.name for name, c in _all() if c.read or c.copies if name in SCORED and not c.sum]
    assert silent == []


def test_a_wrong_expectation_is_reported() -> None:
    case = next(c for c in _cases("yangzhou-2022") if c.expect.counted == 2)
    wrong = case.model_copy(update={"expect": case.expect.model_copy(update={"counted": 99})})
    assert run_case(load_rubric("yangzhou-2022"), wrong) == ("counted 应为 99，算得 2",)


def test_a_citation_that_is_not_there_is_reported() -> None:
    cases = _cases("yangzhou-2022")
    case = next(one for one in cases if one.expect.cites)
    asked = case.expect.model_copy(update={"cites": ("不在文中的话",)})
    changed = case.model_copy(update={"expect": asked})
    assert run_case(load_rubric("yangzhou-2022"), changed) == ("出处里应有“不在文中的话”",)


def test_copies_carry_their_day_in_the_text_only() -> None:
    made = copied({"党课": "时间：{日期}，{年}年{月}月"}, {"党课": [date(2022, 3, 7)]})
    assert made == {"党课/党课1.docx": "时间：2022年3月7日，2022年3月"}
