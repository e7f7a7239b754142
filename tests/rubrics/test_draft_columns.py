"""What columns of a form mean: boxes to tick, caps, two-row heads, demand and scoring in one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import docx
import pytest

from extractors import extract_file
from rubrics.draft import Draft, draft_rubric
from rubrics.form_heads import Role, role_of
from rubrics.load import parse_rubric


def _table(tmp_path: Path, *rows: list[str]) -> Draft:
    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    target = tmp_path / "表.docx"
    document.save(str(target))
    draft = draft_rubric(extract_file(target), "draft")
    assert parse_rubric(draft.yaml, "草稿.yaml") == draft.rubric
    return draft


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("达标", Role.MARK), ("不达标", Role.MARK), ("是", Role.MARK), ("否", Role.MARK),
        ("核查结果", Role.MARK), ("是否达标", Role.MARK), ("未落实", Role.MARK),
        ("单项上限", Role.LIMIT), ("封顶分值", Role.LIMIT), ("达标情况", Role.NOTE),
        ("落实情况", Role.NOTE), ("认定依据", Role.NOTE), ("整改时限", Role.NOTE),
        ("核查要点", Role.DEMAND), ("标准化建设内容", Role.DEMAND),
        ("考核内容及计分办法", Role.DEMAND), ("得分标准", Role.CRITERIA),
        ("评分标准", Role.CRITERIA),
        ("最后得分", Role.REVIEW), ("自评情况", Role.SELF), ("姓名", None), ("单位", Role.NOTE),
    ],
)  # fmt: skip
def test_headings_tell_what_a_column_is_for(label: str, role: Role | None) -> None:
    assert role_of(label) is role


def test_questions_with_boxes_to_tick_are_a_form_without_points(tmp_path: Path) -> None:
    draft = _table(
        tmp_path,
        ["项目", "核查要点", "是", "否", "备注"],
        ["组织生活", "是否每月召开1次支部委员会会议？", "□", "□", ""],
        ["", "党课是否每季度不少于1次？", "□", "□", ""],
    )
    assert draft.rubric.max is None
    assert [rule.measures[0].kind for item in draft.rubric.items for rule in item.rules] == [
        "events", "events",
    ]  # fmt: skip
    assert draft.problems == ()


def test_boxes_under_three_grades_tell_no_points(tmp_path: Path) -> None:
    draft = _table(
        tmp_path,
        ["项目", "核查要点", "达标", "基本达标", "不达标"],
        ["组织生活", "每月召开1次支部委员会会议", "□", "□", "□"],
        ["", "有党员名册", "□", "□", "□"],
    )
    assert [item.criteria for item in draft.rubric.items] == ["", ""]


def test_a_head_may_have_two_rows(tmp_path: Path) -> None:
    head = ["序号", "考核内容", "分值", "评分办法", "得分情况", ""]
    second = ["", "", "", "", "自评", "考评"]
    rows = [["1", "党课每季度1次", "4", "缺1次扣1分", "", ""],
            ["2", "有党员名册", "2", "没有的不得分", "", ""]]  # fmt: skip
    for again in ([], [head, second]):  # the head is printed again on the next page
        draft = _table(tmp_path, head, second, rows[0], *again, rows[1])
        assert [str(item.max) for item in draft.rubric.items] == ["4", "2"]
        assert draft.problems == ("各指标合计 6 分，不是 100 分，请核对原表",)


def test_a_column_of_caps_ends_each_item(tmp_path: Path) -> None:
    made = _table(
        tmp_path,
        ["类别", "事项", "计分标准", "上限"],
        ["扣分项", "受到通报的", "每次扣1分", "3"],
        ["加分项", "作经验交流的", "每次加1分", "最多加2分"],
        ["加分项", "受表彰的", "县级加1分，市级加2分", "2分"],
    ).rubric
    assert [[str(item.max), str(item.floor)] for item in made.items] == [
        ["0", "-3"],
        ["2", "0"],
        ["2", "0"],
    ]
    assert [item.rules[0].score.kind for item in made.items] == ["deduct", "per_unit", "ladder"]


def test_demand_and_scoring_may_share_a_cell(tmp_path: Path) -> None:
    made = _table(
        tmp_path,
        ["项目", "分值", "考核内容及评分标准"],
        ["组织生活（8分）", "4", "党课每季度至少一次，联系实际。每缺一次扣1分。"],
        ["", "4", "党员名册、党费收缴登记等台账齐全。每缺一种扣2分。"],
    ).rubric
    assert [made.path(item)[0] for item in made.items] == ["组织生活"] * 2
    kinds = [(rule.points, rule.measures[0].kind) for item in made.items for rule in item.rules]
    assert kinds == [(Decimal(4), "events"), (Decimal(4), "documents")]


def test_a_draft_asks_for_what_no_paper_tells(tmp_path: Path) -> None:
    made = _table(
        tmp_path,
        ["考核内容", "分值", "评分办法"],
        ["党小组会每月1次", "6", "缺1次扣0.5分"],
        ["党员培训达到32学时", "3", "每少1学时扣0.5分"],
        ["遵守纪律", "3", "受到处分的每人次扣1分"],
    ).rubric
    assert [fact.name for fact in made.facts] == ["groups", "number_2_1", "found_3_1"]
    first, second, third = (item.rules[0].measures[0] for item in made.items)
    assert first.kind == "events" and first.streams[0].when[0].fact == "groups"
    assert second.kind == "quantity" and second.steps is not None
    assert [second.steps.start, second.steps.by] == [Decimal(32), Decimal(1)]
    assert third.kind == "findings" and third.declared == "found_3_1"
