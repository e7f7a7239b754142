"""A rule shows in every report the lines that tell when its meetings were and who was there."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from pipeline.assessment import Assessment
from pipeline.reports.html_report import html_report
from pipeline.reports.json_report import assessment_json
from pipeline.reports.xlsx_report import xlsx_report
from pipeline.run import assess
from pipeline.settings import Settings

SUBMISSION = Path(__file__).resolve().parents[1] / "golden" / "submission"
RULE = "18.3"  # 党课: its minutes have a heading, then 时间, 地点, 主讲人, 应到
LINES = ("时间：2022年3月22日（星期二）下午4:00", "主讲人：方知夏（支部书记）", "应到：9人")


@pytest.fixture(scope="module")
def found() -> Assessment:
    return assess(SUBMISSION, "yangzhou-2022", settings=Settings(jobs=1))


def test_the_result_file_cites_them_where_they_stand(found: Assessment) -> None:
    told = json.loads(assessment_json(found, version="t", created=None))
    [rule] = [r for f in told["findings"] for r in f["rules"] if r["id"] == RULE]
    quotes = [citation["quote"] for citation in rule["citations"]]
    assert all(any(line in quote for quote in quotes) for line in LINES)
    texts = {document.path: document.blocks for document in found.reading.documents}
    for citation in rule["citations"]:
        text = texts[citation["file"]][citation["block"]].text
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    places = [(c["file"], c["block"], c["start"]) for c in rule["citations"]]
    assert len(places) == len(set(places))


def test_the_workbook_shows_them_beside_the_rule(found: Assessment) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_report(found, version="t", created=None)))
    for name, key, wanted in (("规则", "规则", RULE), ("活动", "编号", None)):
        sheet = next(s for s in book.worksheets if name in s.title)
        heads = [cell.value for cell in sheet[1]]
        rows = [
            {head: cell.value for head, cell in zip(heads, row, strict=True)}
            for row in sheet.iter_rows(min_row=2)
        ]
        shown = "\n".join(str(row["原文"]) for row in rows if wanted in (None, row[key]))
        assert all(line in shown for line in LINES), name


def test_the_page_shows_each_of_them_once_a_rule(found: Assessment) -> None:
    page = html_report(found, version="t", created=None)
    text = page if isinstance(page, str) else page.decode("utf-8")
    start = text.index(f'id="rule-{RULE}"')
    part = text[start : text.index('class="rule"', start + 20)]
    assert part.count("主讲人：方知夏") == 1
