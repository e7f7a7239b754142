"""Scoring tables and texts in layouts of many kinds: where items, points and groups stand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

from extractors import extract_file
from rubrics.draft import Draft, draft_rubric
from rubrics.draft_report import draft_report
from rubrics.load import parse_rubric
from rubrics.rubric import Item


def _table(tmp_path: Path, head: list[str], rows: list[list[str]], *notes: str) -> Draft:
    document = docx.Document()
    document.add_paragraph("某区学校党建工作检查表")
    table = document.add_table(rows=1 + len(rows), cols=len(head))
    for r, row in enumerate([head, *rows]):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    for note in notes:
        document.add_paragraph(note)
    return _read(tmp_path, document)


def _text(tmp_path: Path, *lines: str) -> Draft:
    document = docx.Document()
    for line in ("某镇学校支部定级细则", *lines):
        document.add_paragraph(line)
    return _read(tmp_path, document)


def _read(tmp_path: Path, document: docx.document.Document) -> Draft:
    target = tmp_path / "表.docx"
    document.save(str(target))
    draft = draft_rubric(extract_file(target), "draft")
    assert parse_rubric(draft.yaml, "草稿.yaml") == draft.rubric
    return draft


def _points(item: Item) -> list[str]:
    return [str(rule.points) for rule in item.rules]


def _scorers(item: Item) -> list[str]:
    return [rule.score.kind for rule in item.rules]


MEETINGS = [["1", "支部党员大会每季度1次。", "4", "每少一次扣1分。"],
            ["2", "有党员名册。", "2", "没有的不得分。"],
            ["3", "党课每季度1次。", "4", "缺1次扣1分。"]]  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        ["序号", "检查内容", "满分", "扣分标准"],
        ["编号", "创建标准", "配分", "赋分办法"],
        ["序号", "评价要素", "标准分", "操作办法"],
        ["序号", "工作要求", "分值", "甲乙丙"],  # told by what stands in it
        ["序号", "甲乙", "丙丁", "戊己"],  # all of them
    ],
)
def test_columns_are_known_by_their_words_or_by_what_stands_in_them(
    head: list[str], tmp_path: Path
) -> None:
    made = _table(tmp_path, head, MEETINGS).rubric
    assert [str(item.max) for item in made.items] == ["4", "2", "4"]
    assert [_scorers(item) for item in made.items] == [["deduct"], ["award"], ["deduct"]]


def test_a_table_that_scores_nothing_is_no_form(tmp_path: Path) -> None:
    rows = [["张三", "党员", "2019"], ["李四", "党员", "2020"], ["王五", "群众", "2021"]]
    with pytest.raises(Exception, match="没有找到评分表"):
        _table(tmp_path, ["姓名", "面貌", "入党"], rows)


def test_a_heading_may_have_a_row_to_itself(tmp_path: Path) -> None:
    rows = [["（一）组织生活（8分）", "", "", ""], MEETINGS[0], MEETINGS[2],
            ["二、资料", "", "", ""], MEETINGS[1]]  # fmt: skip
    made = _table(tmp_path, ["序号", "检查内容", "满分", "扣分标准"], rows).rubric
    titles = [(made.path(item)[0], str(item.max)) for item in made.items]
    assert titles == [("（一）组织生活", "4"), ("（一）组织生活", "4"), ("二、资料", "2")]


def test_marks_that_run_through_two_columns_pair_up(tmp_path: Path) -> None:
    demand = "①支部党员大会每季度1次。（3分）②有党员名册。（2分）"
    rows = [["活动", demand, "①每少一次扣1分。②没有的不得分。"]]
    item = _table(tmp_path, ["项目", "考核内容", "评分说明"], rows * 3).rubric.items[0]
    assert (item.max, _points(item), _scorers(item)) == (
        Decimal(5),
        ["3", "2"],
        ["deduct", "award"],
    )


def test_marks_in_one_column_only_do_not_pair(tmp_path: Path) -> None:
    rows = [["活动", "①支部党员大会。②有党员名册。", "每少一项扣1分。", "5"]]
    item = _table(tmp_path, ["项目", "考核内容", "评分说明", "分值"], rows).rubric.items[0]
    assert item.max == 5


def test_points_may_stand_in_brackets_of_the_demand(tmp_path: Path) -> None:
    rows = [["工作", "有党建工作计划（3分）；有党员名册（2分）"],
            ["", "党课每季度1次（4分，缺1次减1分）"],
            ["", "支委会全年不少于12次，一次1分（最高12分）"]]  # fmt: skip
    made = _table(tmp_path, ["类别", "积分项目及标准"], rows).rubric
    assert [_points(item) for item in made.items] == [["3", "2"], ["4"], ["12"]]
    assert [_scorers(item) for item in made.items] == [["award"] * 2, ["deduct"], ["per_unit"]]


def test_how_often_may_have_a_column_of_its_own(tmp_path: Path) -> None:
    rows = [["党员大会", "每季度1次", "4", "少1次扣1分"], ["廉政教育", "每半年", "4", "少1次扣2分"],
            ["主题党日", "12次", "6", "少1次扣0.5分"]]  # fmt: skip
    made = _table(tmp_path, ["工作内容", "频次", "分值", "评分细则"], rows).rubric
    asked = [rule.measures[0] for item in made.items for rule in item.rules]
    told = [(m.streams[0].per, m.streams[0].need) for m in asked if m.kind == "events"]
    assert told == [("quarter", 1), ("half_year", 1), ("year", 12)]


def test_grades_may_be_columns(tmp_path: Path) -> None:
    rows = [["班子团结有力。", "", "", ""], ["台账齐全。", "", "", ""]]
    made = _table(tmp_path, ["指标", "优（5分）", "中（3分）", "差（0分）"], rows).rubric
    score = made.items[0].rules[0].score
    assert made.items[0].max == 5
    assert score.kind == "discretion"
    assert score.grades == {"优": 5, "中": 3, "差": 0}


def test_bonus_and_penalty_stand_outside_the_maximum(tmp_path: Path) -> None:
    head = ["类别", "考核内容", "分值", "评分办法"]
    rows = [["组织生活", "党课每季度1次", "4", "缺1次扣1分"],
            ["加分项", "支部受表彰", "", "区级加1分，市级加2分"],
            ["扣分项", "党员受到处分", "", "每人次扣2分，最多扣6分"],
            ["扣分项", "受到通报", "", "每次扣1分"]]  # fmt: skip
    draft = _table(tmp_path, head, rows)
    assert draft.rubric.max == 4
    assert [item.bonus for item in draft.rubric.items] == [False, True, True, True]
    assert [item.floor for item in draft.rubric.items] == [0, 0, -6, -100]
    assert any("没有写最多扣几分" in text for text in draft.problems)


def test_what_goes_beyond_the_full_points_is_left_out_and_told(tmp_path: Path) -> None:
    rows = [["组织生活", "支委会每月1次", "6", "少1次扣0.5分；每多1次加0.2分，最高加1分"]]
    draft = _table(tmp_path, ["类别", "考核内容", "分值", "评分办法"], rows)
    assert _points(draft.rubric.items[0]) == ["6"]
    assert any("每多1次加0.2分" in text and "没有计入" in text for text in draft.problems)


def test_a_column_nobody_understands_is_told(tmp_path: Path) -> None:
    rows = [["党课每季度1次", "4", "缺1次扣1分", "天地玄黄"]]
    draft = _table(tmp_path, ["考核内容", "分值", "评分办法", "宇宙"], rows)
    assert any("“宇宙”一栏没有读懂" in text for text in draft.problems)


def test_sections_of_a_text_may_be_the_items(tmp_path: Path) -> None:
    made = _text(
        tmp_path,
        "一、工作思路（4分）", "评分内容：思路清楚。",
        "评分办法：①有党建工作计划的，记2分；②思路清楚的记2分，一般的记1分。",
        "二、组织生活（3分）", "评分内容：正常开展。",
        "评分办法：党课每学期不少于2次的记3分，每缺一次扣1分。",
        "三、上级任务（2分）", "评分内容：按时完成。", "评分办法：由党总支掌握情况记分。",
        "得分8分以上的定为先进，5—7分的定为一般，5分以下的定为后进。",
    ).rubric  # fmt: skip
    assert [str(item.max) for item in made.items] == ["4", "3", "2"]
    assert _scorers(made.items[0]) == ["award", "discretion"]
    assert [band.label for band in made.form.bands] == ["先进", "一般", "后进"]


def test_notes_tell_quotas_caps_weights_and_vetoes(tmp_path: Path) -> None:
    form = _table(
        tmp_path,
        ["序号", "检查内容", "满分", "扣分标准"],
        MEETINGS,
        "9分（含）以上为A级，6—8分为B级，6分以下为C级。A级学校不超过总数的20%。加分项累计不超过5分。",
        "支部自评占30%，党委评定占70%。",
        "有下列情形之一的，不得评为A级：（1）有党员受到处分的；（2）发生责任事故的。",
    ).rubric.form
    assert [band.label for band in form.bands] == ["A级", "B级", "C级"]
    assert [(quota.band, quota.share) for quota in form.quotas] == [("A级", Decimal("0.2"))]
    assert form.bonus.cap == 5
    assert [weight.share for weight in form.weights] == [Decimal("0.3"), Decimal("0.7")]
    assert [(veto.effect, veto.band) for veto in form.vetoes] == [("cap_band", "B级")] * 2


def test_notes_under_a_sheet_are_no_items(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["考核内容", "分值", "评分办法"])
    sheet.append(["党课每季度1次", 4, "缺1次扣1分"])
    sheet.append(["有党员名册", 2, "没有的不得分"])
    sheet.append(["说明：5分以上为合格，5分以下为不合格。"])
    target = tmp_path / "表.xlsx"
    book.save(target)
    made = draft_rubric(extract_file(target), "draft").rubric
    assert [str(item.max) for item in made.items] == ["4", "2"]
    assert [band.label for band in made.form.bands] == ["合格", "不合格"]


def test_the_report_tells_numbers_that_a_person_fills_in(tmp_path: Path) -> None:
    rows = [
        [
            "①党课每季度1次。（4分）②党员参训率不低于90%。（2分）",
            "①缺1次扣1分。②每低1个百分点扣0.5分。",
        ]
    ]
    report = draft_report(_table(tmp_path, ["考核内容", "评分办法"], rows))
    assert "1.1  4 分，党课每季度 1 次；每少（或发现）1 扣 1 分" in report
    assert "1 条按填写的数目判定" in report
    assert "number_1_2：“党员参训率”是多少（写小数，如 90% 写 0.9）" in report
