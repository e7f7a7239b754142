"""The workbook holds what the result holds, as text and numbers, never as formulas."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from pipeline.reports.xlsx_report import xlsx_report
from tests.pipeline.made_assessment import ESCAPE, FORMULA, made_assessment, without_points

BYTES = xlsx_report(made_assessment(), version="1", created=None)


@pytest.fixture(scope="module")
def workbook() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(BYTES))


def _column(workbook: Workbook, sheet: str, heading: str) -> list[object]:
    rows = list(workbook[sheet].iter_rows(values_only=True))
    index = rows[0].index(heading)
    return [row[index] for row in rows[1:]]


def test_the_sheets_are_items_rules_events_files(workbook: Workbook) -> None:
    assert workbook.sheetnames == ["指标", "规则", "活动", "文件"]
    assert _column(workbook, "指标", "指标") == ["18"]
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


def test_the_same_assessment_gives_the_same_bytes() -> None:
    assert xlsx_report(made_assessment(), version="1", created=None) == BYTES
    assert xlsx_report(made_assessment(), version="1", created=datetime(2026, 1, 5)) != BYTES


def test_a_form_without_points_leaves_the_columns_blank() -> None:
    made = xlsx_report(without_points(made_assessment()), version="1", created=None)
    workbook = openpyxl.load_workbook(io.BytesIO(made))
    assert _column(workbook, "指标", "满分") == [None]
