"""The draft report: what a rule looks at, what to fill in, what was read of the whole form."""

from __future__ import annotations

from pathlib import Path

import docx

from extractors import extract_file
from rubrics.draft import draft_rubric
from rubrics.draft_report import draft_report
from rubrics.draft_titles import fault_title, number_title

HEAD = ["考核内容", "分值", "评分标准"]


def _report(tmp_path: Path, rows: list[list[str]], *notes: str) -> str:
    document = docx.Document()
    table = document.add_table(rows=1 + len(rows), cols=3)
    for r, row in enumerate([HEAD, *rows]):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    for note in notes:
        document.add_paragraph(note)
    target = tmp_path / "表.docx"
    document.save(str(target))
    return draft_report(draft_rubric(extract_file(target)))


def test_a_rule_says_what_it_looks_at_and_what_each_lack_costs(tmp_path: Path) -> None:
    rows = [["主题党日每月1次", "6", "缺1次扣1分；没有照片的每次扣0.5分"]]
    report = _report(tmp_path, rows)
    assert "1.1  6 分，主题党日每月 1 次 + 主题党日是否都有照片" in report
    assert "（“主题党日”每 1 扣 1 分，“缺照片”每 1 扣 0.5 分）" in report
    assert "原文：缺1次扣1分；没有照片的每次扣0.5分" in report


def test_faults_to_be_found_are_asked_for_by_name(tmp_path: Path) -> None:
    report = _report(tmp_path, [["报送材料", "2", "迟报的每次扣0.2分，漏报的每次扣0.5分"]])
    assert "found_1_1：检查发现“迟报”的有几次" in report
    assert "found_1_1_2：检查发现“漏报”的有几次" in report


def test_the_whole_form_is_summed_up(tmp_path: Path) -> None:
    rows = [["主题党日每月1次", "60", "缺1次扣1分"], ["有党员名册", "40", "没有的不得分"]]
    report = _report(
        tmp_path,
        rows,
        "得分90分以上为优秀，75—89分为合格，75分以下为不合格。优秀单位不超过20%。",
        "学校自评占30%，考评组考评占70%。",
    )
    assert "等次：优秀 90 分起、合格 75 分起、不合格 75 分以下" in report
    assert "权重：自评 30%、考评 70%" in report
    assert "名额：优秀不超过20%" in report
    assert "请先核对" not in report


def test_the_person_who_judges_is_told_what_will_be_laid_out(tmp_path: Path) -> None:
    report = _report(tmp_path, [["谈心谈话制度落实，效果好", "3", "酌情给分"]])
    assert "评定时列出谈心谈话" in report


def test_counts_are_called_by_what_is_counted() -> None:
    assert fault_title("发现1人次程序不规范的，扣4分", "发展党员") == "程序不规范"
    assert fault_title("查实1起扣2分", "教师有偿补课的") == "教师有偿补课"
    assert fault_title("未按期整改的，每个问题扣1分", "整改") == "未按期整改"
    assert number_title("到课率低于90%的，每低1个百分点扣0.2分", "党课") == "到课率"
    assert number_title("积分比例达到10%可得3分", "") == "积分比例"
