"""The notes of a whole notice give the same grades, weights and vetoes as the form kept by hand."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from extractors import extract_file
from matchers.period import parse_period
from matchers.profile import Profile
from rubrics.case_evidence import build_evidence
from rubrics.case_model import Case, CaseEvent, Expected
from rubrics.form_notes import read_notes
from rubrics.form_rules import Form
from rubrics.judge import assess
from rubrics.load import load_rubric

TIANNING = load_rubric("tianning-2012")
NOTES = (
    "说明：",
    "1．中小学校党支部分类定级由党支部自评和上一级党组织考评组成，其中自评占40%，上一级党组织考评占60%。",
    "2．分类定级共分为四级：总分90分以上为先进，75—89分为较好，60—74分为一般，60分以下为后进。",
    "3．党支部存在包括但不限于下列情形之一的直接定为后进：所管理的党员近一年受到刑事处罚、行政处罚、校纪校规处分；"
    "领导班子不团结；一年以上没有开展活动；“群众反映好”得分低于12分。",
)


@pytest.fixture
def read(tmp_path: Path) -> Form:
    """Read a notice: its text, 附件1 with its notes, and 附件2 behind them."""
    document = docx.Document()
    for line in (
        "关于开展活动的实施意见",
        "确定先进、较好、一般和后进党支部，3月底前制定方案。",
        "附件1：",
    ):
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("项目", "具体内容", "分值"), strict=True):
        cell.text = text
    for cell, text in zip(
        table.rows[1].cells, ("群众反映好20分", "满意率较高。", "20分"), strict=True
    ):
        cell.text = text
    for line in (*NOTES, "附件2：", "调查摸底与分类定级表"):
        document.add_paragraph(line)
    below = document.add_table(rows=1, cols=2)
    below.rows[0].cells[0].text, below.rows[0].cells[1].text = "自评结果（百分制）及理由", "86分"
    target = tmp_path / "通知.docx"
    document.save(str(target))
    return read_notes(extract_file(target))


def test_grades_and_weights_are_those_of_the_form(read: Form) -> None:
    kept = TIANNING.form
    assert [(w.assessor, w.share) for w in read.weights] == [
        (w.assessor, w.share) for w in kept.weights
    ]
    assert [(b.label, b.at_least, b.at_most) for b in read.bands] == [
        (b.label, b.at_least, b.at_most) for b in kept.bands
    ]


def test_all_four_vetoes_are_read_and_the_list_stays_open(read: Form) -> None:
    assert [(v.text, v.band) for v in read.vetoes] == [
        (v.text, v.band) for v in TIANNING.form.vetoes
    ]
    assert read.open_vetoes and TIANNING.form.open_vetoes


@pytest.mark.parametrize(
    ("kind", "idle"),
    [("heart_talk", False), ("congress_study", False), ("branch_election", False), ("", True)],
)
def test_any_activity_of_the_branch_keeps_it_from_being_idle(kind: str, idle: bool) -> None:
    held = CaseEvent.model_validate({"types": [kind or "members_meeting"], "on": "2012-05-04"})
    case = Case(name="", rule="1.1", events=(held,) if kind else (), expect=Expected())
    card = assess(TIANNING, build_evidence(case), Profile(), parse_period("2012"))
    verdict = next(one for one in card.verdicts if one.veto.id == "idle")
    assert (verdict.holds is True) == idle
