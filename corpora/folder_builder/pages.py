"""Text PDFs: the line markup set with reportlab's built-in Chinese font."""

from __future__ import annotations

import io

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import (
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from corpora.folder_builder.entries import Entry
from corpora.folder_builder.markup import Part, parse

_FONT = "STSong-Light"
_BODY = ParagraphStyle("body", fontName=_FONT, fontSize=11, leading=18, wordWrap="CJK")
_STYLES = {
    "title": ParagraphStyle("title", _BODY, fontSize=15, leading=26, alignment=TA_CENTER),
    "heading": ParagraphStyle("heading", _BODY, fontSize=12, leading=22),
    "right": ParagraphStyle("right", _BODY, alignment=TA_RIGHT),
}


def pdf_bytes(entry: Entry) -> bytes:
    """The PDF of an entry's text: uncompressed, with no date but a fixed one in it."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    buffer = io.BytesIO()
    page = SimpleDocTemplate(
        buffer, pagesize=A4, invariant=1, pageCompression=0, leftMargin=62, rightMargin=62,
        title="", author=entry.author,
    )  # fmt: skip
    story: list[Flowable] = []
    for part in parse(entry.text):
        story += _flowables(part, page.width)
    page.build(story)
    return buffer.getvalue()


def _flowables(part: Part, width: float) -> list[Flowable]:
    if part.kind == "page_break":
        return [PageBreak()]
    if part.kind == "table":
        return [_table(part.rows, width), Spacer(1, 8)]
    return [Paragraph(part.text, _STYLES.get(part.kind, _BODY))]


def _table(rows: tuple[tuple[str, ...], ...], width: float) -> Table:
    columns = max(len(row) for row in rows)
    cells = [
        [Paragraph(value, _BODY) for value in row] + [""] * (columns - len(row)) for row in rows
    ]
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.6, (0, 0, 0))])
    style.add("VALIGN", (0, 0), (-1, -1), "MIDDLE")
    for number, row in enumerate(rows):
        if len(row) < columns:
            style.add("SPAN", (len(row) - 1, number), (-1, number))
    return Table(cells, colWidths=[width / columns] * columns, style=style)
