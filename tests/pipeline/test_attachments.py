"""The form's attachments and the school's own scores stand in every kind of report."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import jsonschema
import openpyxl
import pytest

from pipeline.assessment import Assessment
from pipeline.reports.docx_report import docx_report
from pipeline.reports.html_report import html_report
from pipeline.reports.json_report import SCHEMA_FILE, assessment_json
from pipeline.reports.xlsx_report import xlsx_report
from pipeline.run import assess
from pipeline.settings import Settings
from rubrics.load import load_rubric


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """A small school with a filled form, checked against the form that has attachments."""
    folder = tmp_path_factory.mktemp("school")
    (folder / "学校信息.yaml").write_text("name: 育英小学\nmembers: 11\n", "utf-8")
    (folder / "党课记录.txt").write_text(
        "党课记录\n时间：2022年3月17日\n地点：会议室\n主讲人：张三\n参加人员：全体党员\n"
        "张三为全体党员上了一堂专题党课。\n",
        "utf-8",
    )
    _filled(folder / "自评表.docx")
    return assess(folder, "tianning-2012", period="2022", settings=Settings(jobs=1))


def _filled(target: Path) -> None:
    document = docx.Document()
    document.add_paragraph("中小学校党支部分类定级评分参考标准")
    items = load_rubric("tianning-2012").items
    table = document.add_table(rows=len(items) + 1, cols=4)
    for column, head in enumerate(("具体内容", "分值", "自评得分", "考评得分")):
        table.cell(0, column).text = head
    for row, item in enumerate(items, 1):
        table.cell(row, 0).text = f"{item.label}{item.text}"
        table.cell(row, 1).text = f"{item.max}分"
        table.cell(row, 2).text = "1"
    document.save(str(target))


def test_the_word_table_has_a_column_of_own_scores(found: Assessment) -> None:
    document = docx.Document(io.BytesIO(docx_report(found, version="1", created=None)))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == [
        "指标", "考核内容", "满分", "自评", "建议得分", "结论", "说明与补救", "核定得分",
    ]  # fmt: skip
    assert [row[3] for row in rows[1:]] == [*["1"] * 27, "27"]  # the last row sums up


def test_every_report_has_both_attachments(found: Assessment) -> None:
    titles = [sheet.title for sheet in found.sheets]
    assert len(titles) == 2
    word = docx.Document(io.BytesIO(docx_report(found, version="1", created=None)))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    page = html_report(found, version="1", created=None)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_report(found, version="1", created=None)))
    cells = "\n".join(
        str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
    )
    for sheet in found.sheets:
        assert sheet.title in text
        assert sheet.title in page
        for field in sheet.fields:
            assert field.label in page
            assert field.label in cells


def test_the_result_file_has_the_attachments_and_keeps_its_schema(found: Assessment) -> None:
    result = json.loads(assessment_json(found, version="1", created=None))
    jsonschema.validate(result, json.loads(SCHEMA_FILE.read_text("utf-8")))
    grading = result["sheets"][0]
    assert {field["label"]: field["value"] for field in grading["fields"]}["党员总数"] == "11 人"
    assert [field["open"] for field in grading["fields"] if field["label"] == "成立时间"] == [True]
