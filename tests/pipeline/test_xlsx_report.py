"""The workbook holds what the result holds, as text and numbers, never as formulas."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.reports.xlsx_report import xlsx_report
from rubrics.finding import NotCounted
from tests.pipeline.made_assessment import (
    ESCAPE,
    FLAG,
    FORMULA,
    MINUTES,
    made_assessment,
    with_monthly_meetings,
    without_points,
)

BYTES = xlsx_report(made_assessment(), version="1", created=None)


@pytest.fixture(scope="module")
def workbook() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(BYTES))


def _column(workbook: Workbook, sheet: str, heading: str) -> list[object]:
    rows = list(workbook[sheet].iter_rows(values_only=True))
    index = rows[0].index(heading)
    return [row[index] for row in rows[1:]]


def _letters(page: Worksheet) -> dict[object, str]:
    return {cell.value: get_column_letter(cell.column or 0) for cell in page[1]}


def test_the_sheets_are_items_rules_doubts_events_files(workbook: Workbook) -> None:
    assert workbook.sheetnames == ["指标", "规则", "疑点", "活动", "文件"]
    assert _column(workbook, "指标", "指标") == ["18", "合计"]
    assert _column(workbook, "规则", "规则") == ["18.1", "18.2"]
    assert _column(workbook, "活动", "编号") == ["E1", "E2"]
    assert len(_column(workbook, "文件", "文件")) == 2


def test_points_are_numbers_and_open_ones_stay_blank(workbook: Workbook) -> None:
    assert _column(workbook, "规则", "建议得分") == [0.5, None]
    assert _column(workbook, "规则", "满分") == [2, 1]


def test_a_text_that_looks_like_a_formula_stays_text(workbook: Workbook) -> None:
    cells = [cell for row in workbook["活动"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == FORMULA] == ["s"]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_control_characters_do_not_break_the_file(workbook: Workbook) -> None:
    paths = [str(path) for path in _column(workbook, "文件", "文件")]
    assert any("红色" in path for path in paths)
    assert any(ESCAPE in path or "_x001B_" in path for path in paths)


def test_why_something_was_not_counted_is_there(workbook: Workbook) -> None:
    assert "只是计划" in str(_column(workbook, "规则", "未计入及原因")[0])


def test_what_was_left_out_for_one_reason_stands_on_one_line() -> None:
    assessment = made_assessment()
    finding = assessment.scorecard.findings[0]
    left = (
        NotCounted("E2", "只是计划"),
        NotCounted("E7", "只是计划"),
        NotCounted(None, "日期不明"),
    )
    rules = (replace(finding.rules[0], not_counted=left), finding.rules[1])
    card = replace(assessment.scorecard, findings=(replace(finding, rules=rules),))
    made = xlsx_report(replace(assessment, scorecard=card), version="1", created=None)
    shown = openpyxl.load_workbook(io.BytesIO(made))
    assert _column(shown, "规则", "未计入及原因")[0] == "只是计划：E2、E7\n日期不明"


def test_the_same_assessment_gives_the_same_bytes() -> None:
    assert xlsx_report(made_assessment(), version="1", created=None) == BYTES
    assert xlsx_report(made_assessment(), version="1", created=datetime(2026, 1, 5)) != BYTES


def test_a_form_without_points_leaves_the_columns_blank() -> None:
    made = xlsx_report(without_points(made_assessment()), version="1", created=None)
    workbook = openpyxl.load_workbook(io.BytesIO(made))
    assert _column(workbook, "指标", "满分") == [None]
    assert not {"核定得分", "采用得分"} & {cell.value for cell in workbook["指标"][1]}
    assert not [
        cell for row in workbook["指标"].iter_rows() for cell in row if cell.data_type == "f"
    ]


def test_the_doubts_have_a_sheet_with_their_passages(workbook: Workbook) -> None:
    assert _column(workbook, "疑点", "程度") == ["一般"]
    assert _column(workbook, "疑点", "请核对") == [FLAG.message]
    assert _column(workbook, "疑点", "文件") == [MINUTES.path]
    assert _column(workbook, "疑点", "原文") == [FLAG.citations[0].quote]


def test_words_that_were_no_event_stand_with_their_file_and_reason(workbook: Workbook) -> None:
    (told, nothing) = _column(workbook, "文件", "看到但没有当作活动的")
    assert str(told).split("\n")[1] == "“教研”“备课”：教学活动"
    assert nothing is None


def test_the_sums_follow_what_a_person_fills_in(workbook: Workbook) -> None:
    """The item takes its own 核定得分, else the suggestion as its rules' entries change it."""
    items, rules = workbook["指标"], workbook["规则"]
    heading = _letters(items)
    adopted, used = heading["核定得分"], heading["采用得分"]
    assert items[f"{adopted}2"].value is None
    formula = str(items[f"{used}2"].value)
    assert formula.startswith(f"=IF(ISNUMBER({adopted}2),{adopted}2,MAX(0,MIN(D2,N(E2)+SUMPRODUCT(")
    assert items[f"{used}3"].value == f"=SUM({used}2:{used}2)"
    assert items["D3"].value == "=SUM(D2:D2)"
    heading = _letters(rules)
    adopted, used = heading["核定得分"], heading["采用得分"]
    assert rules[f"{used}3"].value == f"=IF(ISNUMBER({adopted}3),{adopted}3,N(E3))"
    assert f"规则!${used}$2:${used}$3-规则!$E$2:$E$3" in formula


def test_points_pasted_as_text_are_told_of(workbook: Workbook) -> None:
    """No sum takes a text: the note counts the cells filled in that hold no number."""
    items, rules = workbook["指标"], workbook["规则"]
    adopted, note = (_letters(items)[heading] for heading in ("核定得分", "核查意见"))
    of_rules = f"规则!${_letters(rules)['核定得分']}$2:${_letters(rules)['核定得分']}$3"
    formula = str(items[f"{note}3"].value)
    for place in (f"{adopted}2:{adopted}2", of_rules):
        assert f"COUNTA({place})-COUNT({place})" in formula
    assert "不是数字" in formula


def test_before_anything_is_filled_in_the_sums_are_the_suggested_ones() -> None:
    shown = openpyxl.load_workbook(io.BytesIO(BYTES), data_only=True)
    assert _column(shown, "指标", "采用得分") == [0.5, 0.5]
    assert _column(shown, "指标", "满分") == [3, 3]
    assert _column(shown, "规则", "采用得分") == [0.5, 0]


def test_only_points_that_can_be_given_may_be_filled_in(workbook: Workbook) -> None:
    checks = {
        str(check.sqref): (check.formula1, check.formula2)
        for check in workbook["规则"].data_validations.dataValidation
    }
    assert checks == {"H2": ("0", "2.0"), "H3": ("0", "1.0")}


def test_what_a_rule_counted_is_laid_out_by_month() -> None:
    made = xlsx_report(with_monthly_meetings(made_assessment()), version="1", created=None)
    workbook = openpyxl.load_workbook(io.BytesIO(made))
    assert _column(workbook, "分月", "活动") == ["党小组会·一小组", "党小组会·二小组"]
    assert _column(workbook, "分月", "1月") == ["7日", None]
    assert _column(workbook, "分月", "3月") == ["15日", "16日"]
    assert _column(workbook, "分月", "12月") == [None, None]
