"""Filled self-score forms: arithmetic, caps, blanks, grade and claims are checked."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import docx
import pytest
from docx.document import Document as DocxDocument

from extractors import extract_file
from extractors.document import Document
from matchers.period import parse_period
from matchers.profile import Profile
from rubrics.case_evidence import build_evidence
from rubrics.case_model import Case, Expected
from rubrics.evidence import Evidence
from rubrics.judge import assess
from rubrics.load import load_rubric
from rubrics.rubric import Rubric
from rubrics.selfscore import (
    SelfScores,
    Weighed,
    compare,
    has_self_scores,
    read_self_scores,
    states_result,
    weigh_scores,
)
from rubrics.stated_total import stated_totals

TIANNING = load_rubric("tianning-2012")
# The scores of the sample form that came with the notice: they add up to 89, it says 86.
SAMPLE = [3, 3, 3, 3, 3, 2, 3, 2, 2, 3, 2, 1, 2, 2, 2, 3, 2, 1, 1, 3, 3, 5, 5, 5, 5, 2, 18]


def _filled(
    tmp_path: Path,
    scores: list[int | str],
    total: str | None = None,
    below: str | None = None,
    rubric: Rubric = TIANNING,
) -> SelfScores:
    document = docx.Document()
    rows = [["具体内容", "分值", "自评得分", "考评得分"]]
    for item, score in zip(rubric.items, scores, strict=True):
        rows.append([f"{item.label}{item.text}", f"{item.max}分", str(score), ""])
    if total is not None:
        rows.append(["总分", "", total, ""])
    table = document.add_table(rows=len(rows), cols=4)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    if below is not None:
        grading = document.add_table(rows=2, cols=1)
        grading.cell(0, 0).text = "自评结果（百分制）及理由"
        grading.cell(1, 0).text = below
    target = tmp_path / "自评表.docx"
    document.save(str(target))
    return read_self_scores(extract_file(target), rubric)


def test_the_sample_adds_up_to_89_and_says_86(tmp_path: Path) -> None:
    found = _filled(tmp_path, [*SAMPLE], below="86分  班子队伍整体素质好")
    assert (found.computed, found.stated) == (Decimal(89), Decimal(86))
    [flag] = [flag for flag in found.flags if flag.kind == "self_score_sum"]
    assert "89 分" in flag.message and "86 分" in flag.message
    assert [cited.quote for cited in flag.citations] == ["86分"]


NOTES = (
    "说明：",
    "1．中小学校党支部分类定级由党支部自评和上一级党组织考评组成，其中自评占40%。",
    "2．分类定级共分为四级：总分90分以上为先进，75—89分为较好，60—74分为一般，60分以下为后进。",
)
GRADING = [
    ["党支部名称", "兰陵小学党支部"],
    ["党费收缴情况", "上年度应缴数：6552 上年度实缴数：6552"],
    ["自评结果（百分制）及理由", "分类定级结果及主要理由（此栏由上级党组织填写）"],
    ["86分  班子队伍整体素质好、党员发挥带头作用好", ""],
]


def _table(document: DocxDocument, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text


def _printed(
    target: Path, *, scored: bool = True, notes: bool = True, foot: str = "", grading: bool = True
) -> Document:
    """The whole notice as it is printed: groups with their points, notes, grading sheet."""
    document = docx.Document()
    if scored:
        document.add_paragraph("中小学校党支部分类定级评分参考标准（总分100分）")
        rows, before = [["项目", "具体内容", "分值", "自评得分", "考评得分"]], ""
        for item, score in zip(TIANNING.items, SAMPLE, strict=True):
            group = next(one for one in TIANNING.groups if one.id == item.group)
            head = "" if before == group.id else f"{group.title}{group.max}分"
            rows.append([head, f"{item.label}{item.text}", f"{item.max}分", str(score), ""])
            before = group.id
        if foot:
            rows.append(["总分", "", "100分", foot, ""])
        _table(document, rows)
    for note in NOTES if notes else ():
        document.add_paragraph(note)
    if grading:
        document.add_paragraph("附件2：")
        document.add_paragraph("教育系统基层党组织（党支部）调查摸底与分类定级表")
        _table(document, GRADING)
    document.save(str(target))
    return extract_file(target)


@pytest.mark.parametrize(("notes", "foot"), [(True, ""), (False, ""), (True, "89")])
def test_the_sample_on_its_own_paper_is_found_out(tmp_path: Path, notes: bool, foot: str) -> None:
    """Neither the points of a group nor the bounds of a grade are the school's total."""
    read = _printed(tmp_path / "通知.docx", notes=notes, foot=foot)
    found = read_self_scores(read, TIANNING)
    assert (found.computed, found.stated) == (Decimal(89), Decimal(86))
    [flag] = [flag for flag in found.flags if flag.kind == "self_score_sum"]
    assert [cited.quote for cited in flag.citations] == ["86分"]


def test_notes_and_headings_alone_state_no_total(tmp_path: Path) -> None:
    found = read_self_scores(_printed(tmp_path / "表.docx", grading=False), TIANNING)
    assert (found.stated, found.flags) == (None, ())


def test_the_result_may_stand_in_a_paper_of_its_own(tmp_path: Path) -> None:
    form = _printed(tmp_path / "附件1.docx", grading=False)
    sheet = _printed(tmp_path / "附件2.docx", scored=False, notes=False)
    assert states_result(sheet) and not states_result(form)
    found = read_self_scores(form, TIANNING, [sheet])
    [flag] = [flag for flag in found.flags if flag.kind == "self_score_sum"]
    assert [(cited.file, cited.quote) for cited in flag.citations] == [(sheet.path, "86分")]


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("自评总分：86分", "86"),
        ("自评得分合计 86.5 分", "86.5"),
        ("自查总得分为86分，属于较好", "86"),
        ("总分：86分", "86"),
        ("经支委会研究，自评得86分", "86"),
        ("总分100分，90分以上为先进", None),
        ("自评总分90分（含）以上的推荐为先进", None),
        ("总分75—89分为较好", None),
        ("本项自评得分2分，理由如下", None),
        ("第21条自评得分3分", None),
        ("自评占40%", None),
        ("评分标准总分说明：每项不超过5分", None),
    ],
)
def test_only_a_number_behind_its_label_is_a_total(
    tmp_path: Path, said: str, stated: str | None
) -> None:
    document = docx.Document()
    document.add_paragraph(said)
    document.save(str(tmp_path / "a.docx"))
    told = stated_totals(extract_file(tmp_path / "a.docx"), (), TIANNING.max)
    assert [one.value for one in told] == ([] if stated is None else [Decimal(stated)])


def test_a_right_total_is_no_matter(tmp_path: Path) -> None:
    assert _filled(tmp_path, [*SAMPLE], total="89").flags == ()


def test_a_score_above_its_maximum_is_pointed_out_with_its_row(tmp_path: Path) -> None:
    found = _filled(tmp_path, [5, *SAMPLE[1:]], total="91")
    [flag] = found.flags
    assert flag.kind == "self_score_above_max"
    assert "第 1 条自评 5 分，超过满分 3 分" in flag.message
    assert flag.citations


def test_blanks_are_listed_and_not_taken_for_zero(tmp_path: Path) -> None:
    found = _filled(tmp_path, ["", *SAMPLE[1:]], total="86")
    assert found.score("1") is None
    assert any("第 1 条没有填自评分" in flag.message for flag in found.flags)


def test_a_grade_that_does_not_fit_the_total_is_pointed_out(tmp_path: Path) -> None:
    found = _filled(tmp_path, [*SAMPLE], below="89分，先进")
    assert found.stated_grade == "先进"
    assert any("属于“较好”，表上写的是“先进”" in flag.message for flag in found.flags)


def test_small_changes_of_wording_do_not_lose_an_item(tmp_path: Path) -> None:
    changed = TIANNING.model_copy(
        update={
            "items": tuple(
                item.model_copy(update={"text": item.text.replace("行政负责人", "校长")})
                for item in TIANNING.items
            )
        }
    )
    document = docx.Document()
    table = document.add_table(rows=28, cols=3)
    cells = [["具体内容", "分值", "自评得分"]]
    cells += [[f"{i.label}{i.text}", f"{i.max}分", "1"] for i in changed.items]
    for r, row in enumerate(cells):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    document.save(str(tmp_path / "a.docx"))
    assert len(read_self_scores(extract_file(tmp_path / "a.docx"), TIANNING).scores) == 27


def test_a_document_without_a_form_says_so(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("工作总结")
    document.save(str(tmp_path / "a.docx"))
    read = extract_file(tmp_path / "a.docx")
    assert not has_self_scores(read)
    assert [flag.kind for flag in read_self_scores(read, TIANNING).flags] == ["self_score_missing"]


def test_claims_beyond_the_evidence_are_named_item_by_item(tmp_path: Path) -> None:
    found = _filled(tmp_path, [*SAMPLE], total="89")
    card = assess(TIANNING, Evidence((), (), ()), Profile(), parse_period("2022"))
    claims = {claim.item: claim for claim in compare(found, card)}
    assert claims["21"].claimed == 3 and claims["21"].high == 0
    assert "最多支持 0 分" in claims["21"].message
    assert "22" not in claims  # a person may still give it


@pytest.mark.parametrize(
    ("review", "total", "grade"),
    [("95", "92.6", "先进"), ("90", "89.6", None), ("80", "83.6", "较好")],
)
def test_both_assessors_are_weighed(review: str, total: str, grade: str | None) -> None:
    weighed = weigh_scores(TIANNING, {"自评": Decimal(89), "考评": Decimal(review)})
    assert weighed is not None
    assert (weighed.total, weighed.grade) == (Decimal(total), grade)


def _weighed(**declares: int) -> Weighed:
    events = {"types": ["members_meeting"], "on": "2022-03-01"}
    case = Case.model_validate(
        {"name": "", "rule": "1.1", "events": [events], "expect": Expected()}
    )
    card = assess(
        TIANNING, build_evidence(case), Profile(declares=dict(declares)), parse_period("2022")
    )
    totals = {"自评": Decimal(95), "考评": Decimal(94)}
    weighed = weigh_scores(TIANNING, totals, card.verdicts)
    assert weighed is not None and weighed.total == Decimal("94.4")
    return weighed


def test_a_veto_that_holds_is_the_grade_of_the_weighed_total() -> None:
    found = _weighed(punished_members=2)
    assert found.grade == "后进"
    assert "否决情形" in found.explanation and "先进" not in found.explanation


def test_a_veto_that_may_hold_leaves_the_weighed_grade_open() -> None:
    found = _weighed(punished_members=0)
    assert found.grade is None
    assert "按总分属于“先进”" in found.explanation
    assert "请确认没有“领导班子不团结”的情形" in found.explanation


def test_without_a_review_nothing_is_weighed() -> None:
    assert weigh_scores(TIANNING, {"自评": Decimal(89)}) is None
