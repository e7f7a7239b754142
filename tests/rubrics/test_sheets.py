"""The grading and rectification sheets say what the material says, and leave the rest open."""

from __future__ import annotations

from matchers.period import parse_period
from matchers.profile import OrganizationForm, Profile
from rubrics.case_evidence import build_evidence
from rubrics.case_model import Case, CaseEvent, CaseNumber, CasePaper, Expected
from rubrics.judge import assess
from rubrics.load import load_rubric
from rubrics.sheets import Sheet, sheets

TIANNING = load_rubric("tianning-2012")
PERIOD = parse_period("2022")
CASE = Case(
    name="",
    rule="1.1",
    events=(
        CaseEvent.model_validate({"types": ["party_lecture"], "on": "2022-03-17"}),
        CaseEvent.model_validate({"types": ["party_lecture"], "on": "2021-03-17"}),
        CaseEvent.model_validate(
            {"types": ["party_lecture"], "on": "2022-06-17", "status": "planned"}
        ),
    ),
    papers=(CasePaper(types=("dues_policy",)), CasePaper(types=("care_policy",), template=True)),
    numbers=(CaseNumber(type="dues_due", value="6552", unit="元"),),
    expect=Expected(),
)


def _sheets(profile: Profile) -> tuple[Sheet, ...]:
    evidence = build_evidence(CASE)
    card = assess(TIANNING, evidence, profile, PERIOD)
    return sheets(TIANNING, card, evidence, profile, PERIOD)


def _value(sheet: Sheet, label: str) -> tuple[str, bool]:
    return next((field.value, field.open) for field in sheet.fields if field.label == label)


def test_the_grading_sheet_states_what_is_known() -> None:
    profile = Profile(name="育英小学", organization=OrganizationForm.BRANCH, members=11)
    grading, _ = _sheets(profile)
    assert _value(grading, "党支部名称") == ("育英小学党支部", False)
    assert _value(grading, "党员总数") == ("11 人", False)
    assert _value(grading, "上年度应缴数") == ("2022：6552元", False)
    assert "党课 1 次" in _value(grading, "党员活动情况")[0]
    assert "党费收缴管理制度" in _value(grading, "现有党内制度")[0]


def test_what_nobody_said_stays_open_and_says_who_fills_it_in() -> None:
    grading, _ = _sheets(Profile())
    assert _value(grading, "书记") == ("（材料中没有，由学校填写）", True)
    assert _value(grading, "分类定级结果及主要理由") == ("（由上级党组织填写）", True)
    assert _value(grading, "上年度实缴数")[1]


def test_templates_are_no_rules_of_the_school() -> None:
    grading, _ = _sheets(Profile())
    assert "关爱" not in _value(grading, "现有党内制度")[0]


def test_the_rectification_sheet_lists_lost_points_with_their_remedy() -> None:
    _, rectification = _sheets(Profile())
    problems, measures = rectification.fields[0].value, rectification.fields[1].value
    assert "第 21 条" in problems and "失 3 分" in problems
    assert len(problems.splitlines()) == len(measures.splitlines())
    assert "第 22 条" not in problems  # for a person, not lost


def test_other_forms_have_no_sheets() -> None:
    evidence = build_evidence(CASE)
    rubric = load_rubric("yangzhou-2022")
    card = assess(rubric, evidence, Profile(), PERIOD)
    assert sheets(rubric, card, evidence, Profile(), PERIOD) == ()
