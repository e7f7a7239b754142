"""Tables as bureaus print them: cells merged over rows, pages, levels; several tables a paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extractors import extract_file
from rubrics.draft import draft_rubric
from rubrics.errors import RubricError
from rubrics.rubric import Rubric

Merge = tuple[int, int, int]  # column, first row, last row

LEVELS = ["一级指标", "二级指标", "三级指标", "分值", "评分标准", "得分"]
FIRST = [
    ["政治建设（10分）", "理论武装", "1.中心组学习每季度不少于1次", "4", "每少1次扣1分", ""],
    ["", "", "2.制定党建工作计划", "2", "无计划不得分", ""],
    ["", "意识形态", "3.每半年研判1次意识形态", "4", "少1次扣2分，扣完为止", ""],
]
SECOND = [
    ["政治建设（10分）", "意识形态", "4.每年专题报告意识形态工作1次", "4", "未报告的扣4分", ""],
    ["组织建设（6分）", "组织生活", "5.主题党日每月1次", "6", "缺1次扣0.5分", ""],
]


def _add(document: Document, rows: Sequence[Sequence[str]], merges: Sequence[Merge] = ()) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    for column, top, bottom in merges:
        first = table.cell(top, column)
        kept = first.text
        first.merge(table.cell(bottom, column)).text = kept


def _read(document: Document, tmp_path: Path) -> Rubric:
    target = tmp_path / "表.docx"
    document.save(str(target))
    return draft_rubric(extract_file(target), "draft").rubric


def _pdf(rows: Sequence[Sequence[str]], target: Path, *, ruled: bool) -> Path:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=10, wordWrap="CJK")
    cells = [[Paragraph(text, style) for text in row] for row in rows]
    table = Table(cells, colWidths=[80, 70, 120, 40, 120, 40], repeatRows=1)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled else [])
    SimpleDocTemplate(str(target), pagesize=A4).build([table])
    return target


def test_headings_of_two_levels_go_on_over_a_page_with_the_head_repeated(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("某县学校党建考核细则")
    _add(document, [LEVELS, *FIRST], [(0, 1, 3), (1, 1, 2)])
    document.add_paragraph("")
    _add(document, [LEVELS, *SECOND])
    made = _read(document, tmp_path)
    assert [made.path(item)[:-1] for item in made.items] == [
        ("政治建设", "理论武装"), ("政治建设", "理论武装"), ("政治建设", "意识形态"),
        ("政治建设", "意识形态"), ("组织建设", "组织生活"),
    ]  # fmt: skip
    assert [str(item.max) for item in made.items] == ["4", "2", "4", "4", "6"]


def test_scoring_in_several_rows_beside_one_demand_is_one_item(tmp_path: Path) -> None:
    rows = [
        ["序号", "考核内容", "分值", "评分标准"],
        ["1", "党员大会每季度1次，支委会每月1次，党课每季度1次。", "10",
         "党员大会缺1次扣1分，扣完4分为止"],
        ["", "", "", "支委会缺1次扣0.5分，扣完3分为止"],
        ["", "", "", "党课缺1次扣1分，扣完3分为止"],
        ["2", "有党建工作计划和总结", "5", "缺1项扣2.5分"],
    ]  # fmt: skip
    document = docx.Document()
    _add(document, rows, [(0, 1, 3), (1, 1, 3), (2, 1, 3)])
    made = _read(document, tmp_path)
    assert [str(item.max) for item in made.items] == ["10", "5"]
    asked = [
        (str(rule.points), stream.types[0], stream.per, stream.need)
        for rule in made.items[0].rules
        for measure in rule.measures
        if measure.kind == "events"
        for stream in measure.streams
    ]
    assert asked == [
        ("4", "members_meeting", "quarter", 1),
        ("3", "committee_meeting", "month", 1),
        ("3", "party_lecture", "quarter", 1),
    ]


def test_bonus_items_may_have_a_table_of_their_own(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("附件1：考核评分表")
    _add(document, [["考核内容", "分值", "评分办法"], ["党课每季度1次", "4", "缺1次扣1分"]])
    document.add_paragraph("附件2：加分项目表")
    _add(document, [["加分项目", "加分标准"], ["党组织受表彰", "县级加1分，市级加2分"]])
    document.add_paragraph("附件3：考核组成员名单")
    _add(document, [["姓名", "单位", "职务"], ["张三", "教育局", "科长"]])
    made = _read(document, tmp_path)
    assert [(item.id, str(item.max), item.bonus) for item in made.items] == [
        ("1", "4", False), ("1-2", "2", True),
    ]  # fmt: skip
    assert made.max == 4
    assert made.path(made.items[1])[0] == "加分项目"


def test_points_may_be_told_by_the_time(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("积分管理表")
    rows = [["参加志愿服务", "1分/次", "5"], ["发表信息", "0.5分/篇", "3"]]
    _add(document, [["积分项目", "积分标准", "最高分"], *rows])
    made = _read(document, tmp_path)
    assert made.title == "积分管理表"
    scores = [item.rules[0].score for item in made.items]
    assert [(str(s.each), s.kind) for s in scores if s.kind == "per_unit"] == [
        ("1", "per_unit"), ("0.5", "per_unit"),
    ]  # fmt: skip
    assert [str(item.max) for item in made.items] == ["5", "3"]


def test_a_sheet_with_merged_cells_and_its_title_in_the_first_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["某区学校党建工作考核指标"])
    sheet.merge_cells("A1:F1")
    for row in (LEVELS, *FIRST):
        sheet.append(row)
    sheet.append(["合计", "", "", 10, "", ""])
    sheet.merge_cells("A3:A5")
    sheet.merge_cells("B3:B4")
    target = tmp_path / "指标.xlsx"
    book.save(target)
    draft = draft_rubric(extract_file(target), "draft")
    assert draft.rubric.title == "某区学校党建工作考核指标"
    assert [draft.rubric.path(item)[1] for item in draft.rubric.items] == [
        "理论武装", "理论武装", "意识形态",
    ]  # fmt: skip


def test_a_ruled_table_goes_on_over_the_pages_of_a_pdf(tmp_path: Path) -> None:
    rows = [LEVELS, *(row for _ in range(8) for row in (*FIRST, *SECOND))]
    target = _pdf(rows, tmp_path / "表.pdf", ruled=True)
    made = draft_rubric(extract_file(target), "draft").rubric
    assert extract_file(target).pages and len(made.items) == 40
    assert made.max == 160


def test_a_table_without_lines_is_not_guessed_at(tmp_path: Path) -> None:
    target = _pdf([LEVELS, *FIRST], tmp_path / "表.pdf", ruled=False)
    with pytest.raises(RubricError, match="没有表格线"):
        draft_rubric(extract_file(target), "draft")


@pytest.mark.parametrize("stated", ["本表满分16分。", "以上合计16分"])
def test_a_sum_the_form_states_is_no_surprise(stated: str, tmp_path: Path) -> None:
    document = docx.Document()
    _add(document, [LEVELS, *FIRST, ["组织建设", "", "4.主题党日每月1次", "6", "缺1次扣1分", ""]])
    document.add_paragraph(stated)
    target = tmp_path / "表.docx"
    document.save(str(target))
    assert not any("不是 100 分" in one for one in draft_rubric(extract_file(target)).problems)


def test_notes_that_were_not_used_are_told(tmp_path: Path) -> None:
    document = docx.Document()
    _add(document, [LEVELS, *FIRST])
    document.add_paragraph(
        "说明：得分8分以上为合格，8分以下为不合格。三项全部达标的，认定为示范校。"
    )
    target = tmp_path / "表.docx"
    document.save(str(target))
    said = [one for one in draft_rubric(extract_file(target)).problems if "没有用到" in one]
    assert len(said) == 1 and "三项全部达标的，认定为示范校" in said[0]
