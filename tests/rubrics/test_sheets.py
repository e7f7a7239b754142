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
    assert "党课 1 次" in _value(grading, "党员活动情况及存在的主要问题")[0]
    assert "党费收缴管理制度" in _value(grading, "现有党内制度")[0]


def test_what_nobody_said_stays_open_and_says_who_fills_it_in() -> None:
    grading, _ = _sheets(Profile())
    assert _value(grading, "书记姓名") == ("（材料中没有，由学校填写）", True)
    assert _value(grading, "分类定级结果及主要理由") == ("（由上级党组织填写）", True)
    assert _value(grading, "上年度实缴数")[1]


def test_the_grading_sheet_has_the_printed_fields_in_their_order() -> None:
    """附件2: every field of the printed sheet, filled or left to whom it belongs."""
    grading, rectification = _sheets(Profile())
    assert [field.label for field in grading.fields] == [
        "党支部名称",
        "关系隶属",
        "成立时间",
        "党员总数",
        "书记姓名",
        "书记行政职务",
        "书记移动电话、电子信箱",
        "支委会成员情况",
        "现有党内制度",
        "需要完善的制度",
        "经费场所保障情况及存在的主要问题",
        "发展思路",
        "党员活动情况及存在的主要问题",
        "思想作风建设情况及存在的主要问题",
        "作用发挥情况及存在的主要问题",
        "党费收缴基本情况",
        "上年度应缴数",
        "上年度实缴数",
        "自评结果（百分制）及理由",
        "分类定级结果及主要理由",
    ]
    assert [field.label for field in rectification.fields] == [
        "存在的主要问题",
        "主要整改措施",
        "完成整改时间",
        "党支部定点联系人",
        "备注",
    ]


def test_a_secretary_who_heads_the_school_is_named_so() -> None:
    grading, _ = _sheets(Profile(secretary="张三", principal="张三"))
    assert _value(grading, "书记行政职务") == ("校长", False)
    grading, _ = _sheets(Profile(secretary="张三", principal="李四"))
    assert _value(grading, "书记行政职务")[1]


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
