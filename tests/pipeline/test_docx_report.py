"""The Word table holds every item in order, can be opened, and is the same every time."""

from __future__ import annotations

import io
from datetime import datetime

import docx

from pipeline.reports.docx_report import docx_report
from tests.pipeline.made_assessment import FINDING, doubtfully_read, made_assessment, without_points

BYTES = docx_report(made_assessment(inferred="由材料推断"), version="1", created=None)


def _cells(content: bytes) -> list[list[str]]:
    table = docx.Document(io.BytesIO(content)).tables[0]
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_every_item_has_its_row() -> None:
    head, row, total = _cells(BYTES)
    assert head == ["指标", "考核内容", "满分", "建议得分", "结论", "说明与补救", "核定得分"]
    assert row == ["18", FINDING.text, "3", "0.5（0～2.5）", "待人工判定", FINDING.remedy, ""]
    assert total == ["合计", "", "3", "0.5（0～2.5）", "", "", ""]


def test_points_that_rest_on_doubtful_recognition_say_so() -> None:
    content = docx_report(doubtfully_read(made_assessment()), version="1", created=None)
    remark = _cells(content)[1][5]
    assert remark.startswith(f"{FINDING.remedy}\n识别把握不大，请核对原件：2022年3月15日 党课")
    assert "识别把握不大" not in _cells(BYTES)[1][5]


def test_school_period_and_total_are_named() -> None:
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(BYTES)).paragraphs)
    for part in ("示例小学", "2022年（由材料推断）", "建议总分 0.5", "核查人"):
        assert part in text


def test_the_same_assessment_gives_the_same_bytes() -> None:
    again = docx_report(made_assessment(inferred="由材料推断"), version="1", created=None)
    assert again == BYTES
    dated = docx_report(made_assessment(), version="1", created=datetime(2026, 1, 5))
    assert docx.Document(io.BytesIO(dated)).core_properties.created is not None


def test_a_form_without_points_has_no_total() -> None:
    content = docx_report(without_points(made_assessment()), version="1", created=None)
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
    assert "建议总分" not in text
    assert _cells(content)[1][2:4] == ["—", "—"]
    assert len(_cells(content)) == 2


def test_control_characters_do_not_break_the_document() -> None:
    assessment = made_assessment(inferred="由\x1b[31m推断\x00")
    assert _cells(docx_report(assessment, version="1", created=None))
