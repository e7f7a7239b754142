"""Every worked case beside a rubric comes to the points a person worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubrics.case_model import Case
from rubrics.cases import load_cases, run_case
from rubrics.load import load_rubric

SETS = Path(__file__).resolve().parents[2] / "rubrics" / "sets"
FOLDERS = sorted(path.name for path in SETS.iterdir() if (path / "cases").is_dir())


def _all() -> list[tuple[str, Case]]:
    return [(name, case) for name in FOLDERS for case in load_cases(SETS / name / "cases")]


@pytest.mark.parametrize(
    ("rubric", "case"), [pytest.param(r, c, id=f"{r}:{c.rule}:{c.name}") for r, c in _all()]
)
def test_a_worked_case_comes_to_its_points(rubric: str, case: Case) -> None:
    assert run_case(load_rubric(rubric), case) == ()


@pytest.mark.parametrize("rubric", [name for name in FOLDERS if load_rubric(name).max])
def test_every_rule_of_a_scored_form_has_a_case(rubric: str) -> None:
    worked = {case.rule for case in load_cases(SETS / rubric / "cases")}
    rules = {rule.id for item in load_rubric(rubric).items for rule in item.rules}
    assert rules - worked == set()


def test_a_wrong_expectation_is_reported() -> None:
    case = load_cases(SETS / "yangzhou-2022" / "cases")[0]
    wrong = case.model_copy(update={"expect": case.expect.model_copy(update={"counted": 99})})
    assert run_case(load_rubric("yangzhou-2022"), wrong) == ("counted 应为 99，算得 2",)
