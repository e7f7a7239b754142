"""A bureau's own Word table becomes a draft that loads, with nothing guessed."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from extractors import extract_file
from rubrics.draft import Draft, draft_rubric
from rubrics.draft_report import draft_report
from rubrics.errors import RubricError
from rubrics.fingerprint import fingerprint
from rubrics.load import load_rubric, parse_rubric
from rubrics.rubric import Rubric, Rule
from tests.rubrics.word_forms import available, build

HEAD = ["项目", "考核内容", "评分标准", "分值", "自评得分", "考评得分"]
MEETINGS = "每季度召开1次支部党员大会得4分，少一次扣1分，扣完4分为止。"
LECTURES = (
    "每年党课不少于4次得2分，少1次扣0.5分，扣完2分为止；党课效果好得1分（可以请外校的同志来讲一讲）"
)
ROWS = [
    ["一、组织生活（7分）", "1．落实组织生活制度。", MEETINGS, "4分"],
    ["", "2．按时上党课。", LECTURES, "3分"],
    ["二、资料（3分）", "3．资料齐全。", "有年度党建工作计划得1分，有述职报告得1分。", "2分"],
    ["", "4．其他。", "由检查组根据平时情况掌握", "1分"],
]


def _draft(tmp_path: Path, rows: list[list[str]], head: list[str] | None = None) -> Draft:
    document = docx.Document()
    document.add_paragraph("某区学校党建考核评分表")
    names = head or HEAD
    table = document.add_table(rows=1 + len(rows), cols=len(names))
    for r, row in enumerate([names, *rows]):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    target = tmp_path / "评分表.docx"
    document.save(str(target))
    return draft_rubric(extract_file(target), "bureau-2023")


def _rule(rubric: Rubric, rule_id: str) -> tuple[str, str, str]:
    rule = next(r for item in rubric.items for r in item.rules if r.id == rule_id)
    return str(rule.points), rule.score.kind, rule.measures[0].kind


def test_items_points_and_clauses_are_read(tmp_path: Path) -> None:
    made = _draft(tmp_path, ROWS).rubric
    assert made.title == "某区学校党建考核评分表"
    assert [f"{item.id}:{item.max}" for item in made.items] == ["1:4", "2:3", "3:2", "4:1"]
    assert [f"{group.title}:{group.max}" for group in made.groups] == [
        "一、组织生活:7",
        "二、资料:3",
    ]
    assert _rule(made, "1.1") == ("4", "deduct", "events")
    assert _rule(made, "2.1") == ("2", "deduct", "events")
    assert _rule(made, "2.2") == ("1", "discretion", "judgement")
    assert _rule(made, "3.1") == ("1", "award", "documents")
    assert _rule(made, "4.1") == ("1", "discretion", "judgement")


def test_advice_becomes_a_hint_and_never_a_rule(tmp_path: Path) -> None:
    item = _draft(tmp_path, ROWS).rubric.item("2")
    assert any("外校的同志" in hint for hint in item.hints)
    assert all("外校的同志" not in rule.text for rule in item.rules)


def test_the_draft_loads_back_to_the_same_rubric(tmp_path: Path) -> None:
    draft = _draft(tmp_path, ROWS)
    assert fingerprint(parse_rubric(draft.yaml, "草稿.yaml")) == fingerprint(draft.rubric)


def test_sums_that_do_not_add_up_are_reported_and_left_to_a_person(tmp_path: Path) -> None:
    rows = [[*ROWS[0][:3], "3分"], [ROWS[1][0], *ROWS[1][1:3], "5分"], *ROWS[2:]]
    draft = _draft(tmp_path, rows)
    assert any("第 1 条：各条款合计 4 分，满分 3 分" in text for text in draft.problems)
    assert _rule(draft.rubric, "1.1") == ("3", "discretion", "judgement")
    assert any("第 2 条：各条款合计 3 分，满分 5 分" in text for text in draft.problems)
    assert _rule(draft.rubric, "2.3") == ("2", "discretion", "judgement")
    assert any("“一、组织生活”写的是 7 分，各指标合计 8 分" in text for text in draft.problems)


def _one(tmp_path: Path, criteria: str, points: str) -> Rule:
    made = _draft(tmp_path, [["一、甲", "1．要求。", criteria, points]]).rubric
    return made.items[0].rules[0]


def test_papers_of_one_occasion_become_a_chain(tmp_path: Path) -> None:
    rule = _one(tmp_path, "有上党课的会案、会议记录、照片的，得1分", "1分")
    measure = rule.measures[0]
    assert measure.kind == "events"
    assert [link.title for link in measure.streams[0].chain] == ["会案", "会议记录", "照片"]


def test_three_meetings_take_their_frequency_from_the_norms(tmp_path: Path) -> None:
    rule = _one(tmp_path, "落实“三会一课”制度得4分，少一次扣1分，扣完4分为止", "4分")
    measure = rule.measures[0]
    assert measure.kind == "events"
    assert [stream.norm for stream in measure.streams] == [
        "members_meeting",
        "committee_meeting",
        "group_meeting",
    ]
    assert all(stream.norm_source for stream in measure.streams)


def test_cases_that_are_each_worth_everything_are_for_a_person(tmp_path: Path) -> None:
    rule = _one(tmp_path, "民办学校有章程的，得2分。公办学校有议事规则的，得2分。", "2分")
    assert rule.score.kind == "discretion"
    assert "民办" in rule.text and "公办" in rule.text


def test_quality_beside_a_count_is_confirmed_by_a_person(tmp_path: Path) -> None:
    rule = _one(tmp_path, "党费收缴登记规范得1分", "1分")
    assert [measure.kind for measure in rule.measures] == ["documents", "judgement"]


def test_the_report_says_what_was_not_understood(tmp_path: Path) -> None:
    text = draft_report(_draft(tmp_path, ROWS))
    assert "4.1  1 分，没有读懂，由人评定" in text
    assert "1.1  " in text and "；每少（或发现）1 扣 " in text
    assert "合计 10 分，不是 100 分" in text


def test_a_document_without_a_scoring_table_says_what_is_needed(tmp_path: Path) -> None:
    target = tmp_path / "通知.docx"
    document = docx.Document()
    document.add_paragraph("关于开展考核的通知")
    document.save(str(target))
    with pytest.raises(RubricError, match="没有找到评分表"):
        draft_rubric(extract_file(target))


@pytest.mark.parametrize(
    ("between", "items"),
    [
        ("附件2：", 4),
        ("说明：自评得分由学校填写", 4),
        ("", 5),
        ("3", 5),
        ("某区学校党建考核评分表", 5),
    ],
)
def test_a_table_of_another_attachment_is_no_part_of_the_form(
    tmp_path: Path, between: str, items: int
) -> None:
    document = docx.Document()
    document.add_paragraph("某区学校党建考核评分表")
    survey = [
        "",
        "存在的主要问题和下一步整改措施（由学校填写）",
        "每年报送1次，少一次扣1分。",
        "1分",
    ]
    for rows in ([HEAD[:4], *ROWS], [survey]):
        table = document.add_table(rows=len(rows), cols=4)
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
        if rows[0] is not survey:
            document.add_paragraph(between)
    document.save(str(tmp_path / "表.docx"))
    draft = draft_rubric(extract_file(tmp_path / "表.docx"), "draft")
    assert len(draft.rubric.items) == items


def test_a_heading_repeated_on_the_next_page_is_one_group(tmp_path: Path) -> None:
    rows = [ROWS[0], HEAD, [ROWS[0][0], *ROWS[1][1:]]]
    made = _draft(tmp_path, rows).rubric
    assert [group.title for group in made.groups] == ["一、组织生活"]
    assert len(made.items) == 2


FORMS = ["yangzhou-2022", "tianning-2012", "shanghai-pandeng", "shandong-basic", "six-efforts-24"]


@pytest.mark.skipif(not available(), reason="the source forms are not beside the project")
@pytest.mark.parametrize("name", FORMS)
def test_the_five_forms_come_back_from_word(name: str, tmp_path: Path) -> None:
    """Every item and its points; most clauses, as a person reads them."""
    draft = draft_rubric(extract_file(build(name, tmp_path / "form.docx")), f"draft-{name}")
    known = load_rubric(name)
    made, wanted = draft.rubric, list(known.items)
    assert [item.text.split() for item in made.items] == [item.text.split() for item in wanted]
    assert [item.max for item in made.items] == [item.max for item in wanted]
    parse_rubric(draft.yaml, "草稿.yaml")


@pytest.mark.skipif(not available(), reason="the source forms are not beside the project")
def test_nine_of_ten_yangzhou_clauses_are_read_as_a_person_reads_them(tmp_path: Path) -> None:
    name = "yangzhou-2022"
    draft = draft_rubric(extract_file(build(name, tmp_path / "form.docx")), "draft")
    right = total = 0
    for known, made in zip(load_rubric(name).items, draft.rubric.items, strict=True):
        left = [(rule.points, rule.score.kind) for rule in made.rules]
        for rule in known.rules:
            total += 1
            if (rule.points, rule.score.kind) in left:
                left.remove((rule.points, rule.score.kind))
                right += 1
    assert total == 60
    assert right >= 54


def test_an_excel_form_is_read_like_a_word_form(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["某区学校党建考核评分表"])
    for row in [HEAD, *ROWS]:
        sheet.append(row)
    sheet.merge_cells("A3:A4")
    target = tmp_path / "评分表.xlsx"
    book.save(target)
    made = draft_rubric(extract_file(target), "bureau-2023").rubric
    assert [f"{item.id}:{item.max}" for item in made.items] == ["1:4", "2:3", "3:2", "4:1"]
    assert [f"{group.title}:{group.max}" for group in made.groups] == [
        "一、组织生活:7",
        "二、资料:3",
    ]
    assert _rule(made, "1.1") == ("4", "deduct", "events")


@pytest.mark.parametrize(
    "head",
    [
        ["项目", "考核内容", "考核标准", "分比"],
        ["类别", "评价内容", "评分办法", "记分"],
        ["一级指标", "二级指标", "评分细则", "满分"],
        ["模块", "具体要求", "扣分标准", "标准分"],
    ],
)
def test_other_bureaus_name_their_columns_otherwise(head: list[str], tmp_path: Path) -> None:
    made = _draft(tmp_path, ROWS, head).rubric
    assert [f"{item.id}:{item.max}" for item in made.items] == ["1:4", "2:3", "3:2", "4:1"]
    assert _rule(made, "1.1") == ("4", "deduct", "events")


def test_points_may_be_written_nowhere_but_in_the_clauses(tmp_path: Path) -> None:
    rows = [[*row[:3], ""] for row in ROWS[:3]]
    draft = _draft(tmp_path, rows)
    assert [f"{item.id}:{item.max}" for item in draft.rubric.items] == ["1:4", "2:3", "3:2"]
    assert any("第 1 条没有写分值，按各条款合计 4 分" in text for text in draft.problems)
