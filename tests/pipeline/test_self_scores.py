"""A filled self-score form in the submission, or named, is read, compared, shown and weighed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import jsonschema
import openpyxl
import pytest

from pipeline import cli
from pipeline.reports.json_report import SCHEMA_FILE
from rubrics.load import load_rubric

TIANNING = load_rubric("tianning-2012")
# The scores of the sample form that came with the notice: they add up to 89, it says 86.
SAMPLE = [3, 3, 3, 3, 3, 2, 3, 2, 2, 3, 2, 1, 2, 2, 2, 3, 2, 1, 1, 3, 3, 5, 5, 5, 5, 2, 18]
MINUTES = "天宁小学党支部党员大会会议记录\n时间：2022年3月15日\n应到：11人　实到：10人\n"


def _form(target: Path, scores: list[int], total: str, reviews: list[int] | None = None) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=4)
    rows = [["具体内容", "分值", "自评得分", "考评得分"]]
    for index, (item, score) in enumerate(zip(TIANNING.items, scores, strict=True)):
        review = str(reviews[index]) if reviews else ""
        rows.append([f"{item.label}{item.text}", f"{item.max}分", str(score), review])
    rows.append(["总分", "", total, ""])
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(target))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "天宁小学"
    root.mkdir()
    (root / "3月党员大会.txt").write_text(MINUTES, encoding="utf-8")
    return root


def _check(
    folder: Path, capsys: pytest.CaptureFixture[str], *more: str | Path
) -> tuple[str, dict[str, Any], Path]:
    """Run the command; give what it prints, its JSON (valid by the schema) and its folder."""
    out = folder.parent / "结果"
    told = ["check", folder, "--rubric", TIANNING.id, "--period", "2022", "--out", out]
    told += ["--format", "html,json,xlsx,docx", "--reproducible", *more]
    assert cli.main([str(one) for one in told]) == 0
    result: dict[str, Any] = json.loads((out / "assessment.json").read_text("utf-8"))
    schema = json.loads(SCHEMA_FILE.read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(result)
    return capsys.readouterr().out, result, out


def test_a_wrong_sum_is_found_and_shown_everywhere(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _form(folder / "自评表.docx", SAMPLE, "86")
    printed, result, out = _check(folder, capsys)
    wrong = "各条自评分相加是 89 分，表上写的是 86 分，请核对。"
    [flag] = [one for one in result["flags"] if one["kind"] == "self_score_sum"]
    assert flag["message"] == wrong
    assert [("总分" in c["quote"], c["file"]) for c in flag["citations"]] == [(True, "自评表.docx")]
    own = result["self_scores"]
    assert (own["computed"], own["stated"], own["weighed"]) == (89, 86, None)
    assert [one["self_score"] for one in own["items"]] == SAMPLE
    page = (out / "核查报告.html").read_text("utf-8")
    assert wrong in printed and wrong in page
    head = next(line for line in printed.splitlines() if line.startswith("指标"))
    assert "自评" in head and '<span class="num self">自评</span>' in page
    rows = list(openpyxl.load_workbook(out / "核查表.xlsx")["指标"].iter_rows(values_only=True))
    column = rows[0].index("自评")
    assert [row[column] for row in rows[1:-1]] == SAMPLE
    shown = openpyxl.load_workbook(out / "核查表.xlsx", data_only=True)["指标"]
    assert [row[column] for row in shown.iter_rows(values_only=True)][-1] == sum(SAMPLE)
    table = docx.Document(str(out / "核查表.docx")).tables[0]
    column = [cell.text for cell in table.rows[0].cells].index("自评")
    told = [row.cells[column].text for row in table.rows[1:]]
    assert told == [*map(str, SAMPLE), str(sum(SAMPLE))]


def _result_sheet(target: Path, year: int) -> None:
    document = docx.Document()
    document.add_paragraph(f"{year}年分类定级表")
    table = document.add_table(rows=2, cols=1)
    table.cell(0, 0).text, table.cell(1, 0).text = "自评结果（百分制）及理由", "86分 班子好"
    document.save(str(target))


@pytest.mark.parametrize(("year", "found"), [(2022, True), (2020, False)])
def test_a_result_sheet_of_its_own_is_held_against_the_sum(
    folder: Path, capsys: pytest.CaptureFixture[str], year: int, found: bool
) -> None:
    _form(folder / "附件1自评表.docx", SAMPLE, "89")
    _result_sheet(folder / "附件2定级表.docx", year)
    _, result, _ = _check(folder, capsys)
    flags = [one for one in result["flags"] if one["kind"] == "self_score_sum"]
    assert [c["file"] for f in flags for c in f["citations"]] == ["附件2定级表.docx"] * found


def test_what_cannot_be_weighed_says_what_it_waits_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _form(folder / "自评表.docx", SAMPLE, "86")
    _, result, _ = _check(folder, capsys)
    why = result["self_scores"]["weighing"]
    assert "0.4×自评 + 0.6×考评" in why
    assert "89（各条相加）和 86（表上写的）" in why
    assert "考评总分未定" in why


def test_both_totals_filled_in_are_weighed_and_graded(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reviews = [*SAMPLE[:-1], 13]
    _form(folder / "自评表.docx", SAMPLE, "89", reviews)
    printed, result, _ = _check(folder, capsys)
    own = result["self_scores"]
    assert (own["weighed"], own["grade"]) == (86, None)  # 0.4 × 89 + 0.6 × 84
    assert "0.4×89 + 0.6×84 = 86 分，按总分属于“较好”" in printed
    assert (
        "请确认没有“领导班子不团结”的情形" in own["weighing"]
    )  # a veto only a person can rule out


def test_a_veto_that_holds_is_the_weighed_grade_too(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _form(folder / "自评表.docx", SAMPLE, "89", [*SAMPLE[:-1], 13])
    (folder / "学校信息.yaml").write_text("declares:\n  punished_members: 1\n", encoding="utf-8")
    printed, result, _ = _check(folder, capsys)
    assert (result["self_scores"]["weighed"], result["self_scores"]["grade"]) == (86, "后进")
    assert "属于“较好”" not in printed


def test_a_form_outside_the_submission_can_be_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _form(tmp_path / "另存的自评表.docx", SAMPLE, "89")
    _, result, _ = _check(folder, capsys, "--self-score", tmp_path / "另存的自评表.docx")
    assert result["self_scores"]["file"] == "另存的自评表.docx"
    assert len(result["files"]) == 1


def test_a_named_file_without_scores_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = folder / "3月党员大会.txt"
    status = cli.main(["check", str(folder), "--rubric", TIANNING.id, "--self-score", str(wrong)])
    assert status == 2
    assert "没有读到与" in capsys.readouterr().err


def test_without_a_form_there_is_no_column(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed, result, out = _check(folder, capsys)
    assert "self_scores" not in result
    assert "自评" not in next(line for line in printed.splitlines() if line.startswith("指标"))
    assert 'with-self"' not in (out / "核查报告.html").read_text("utf-8")
    book = openpyxl.load_workbook(out / "核查表.xlsx")
    assert "自评" not in book.sheetnames
    assert "自评" not in [cell.value for cell in book["指标"][1]]


def test_several_forms_are_pointed_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _form(folder / "自评表.docx", SAMPLE, "89")
    _form(folder / "自评表（旧）.docx", SAMPLE, "89")
    _, result, _ = _check(folder, capsys)
    [flag] = [one for one in result["flags"] if one["kind"] == "self_score_several"]
    assert "自评表（旧）.docx" in flag["message"]


def test_the_attachments_are_in_the_word_and_excel_reports(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _form(folder / "自评表.docx", SAMPLE, "86")
    _, _, out = _check(folder, capsys)
    document = docx.Document(str(out / "核查表.docx"))
    titles = [paragraph.text for paragraph in document.paragraphs]
    for title in ("调查摸底与分类定级表", "整改表"):
        assert f"教育系统基层党组织（党支部）{title}" in titles
    survey, plan = (
        {row.cells[0].text: row.cells[1].text for row in table.rows}
        for table in document.tables[1:]
    )
    assert survey["自评结果（百分制）及理由"].startswith("86／100 分（各条相加为 89 分，请核对）")
    assert "出处：自评表.docx" in survey["自评结果（百分制）及理由"]
    assert "党员大会 1 次" in survey["党员活动情况及存在的主要问题"]
    assert {"存在的主要问题", "主要整改措施", "完成整改时间"} <= set(plan)
    book = openpyxl.load_workbook(out / "核查表.xlsx")
    assert book.sheetnames[-2:] == ["调查摸底与分类定级表", "整改表"]
    cells = {row[0]: row[1] for row in book["整改表"].iter_rows(values_only=True)}
    assert cells["存在的主要问题"] == plan["存在的主要问题"].split("\n出处：")[0]
