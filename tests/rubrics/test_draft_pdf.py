"""A scoring table in a PDF that has text is drafted like the same table in Word."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extractors import extract_file
from rubrics.draft import Draft, draft_rubric
from rubrics.load import load_rubric, parse_rubric

TIANNING = load_rubric("tianning-2012")


def _draft(target: Path) -> Draft:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=10, wordWrap="CJK")
    rows = [["具体内容", "分值", "自评得分", "考评得分"]]
    rows += [[f"{item.label}{item.text}", f"{item.max}分", "", ""] for item in TIANNING.items]
    cells = [[Paragraph(text, style) for text in row] for row in rows]
    table = Table(cells, colWidths=[300, 50, 60, 60])
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    SimpleDocTemplate(str(target), pagesize=A4).build([table])
    return draft_rubric(extract_file(target))


def test_items_and_points_come_back_from_a_pdf_of_several_pages(tmp_path: Path) -> None:
    draft = _draft(tmp_path / "评分表.pdf")
    rubric = parse_rubric(draft.yaml, "草稿.yaml")
    assert [item.id for item in rubric.items] == [item.id for item in TIANNING.items]
    assert [item.max for item in rubric.items] == [item.max for item in TIANNING.items]
    assert sum((item.max or Decimal(0) for item in rubric.items), Decimal(0)) == 100
