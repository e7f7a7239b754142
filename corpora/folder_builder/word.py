"""Word files: running text in the line markup, and the printed form of a branch work book."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from corpora.folder_builder.entries import Entry, Form
from corpora.folder_builder.markup import Part, parse
from corpora.folder_builder.packing import repacked

_NEEDED_STYLES = frozenset(
    {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid", "List Number"}
    | {"Header", "Header Char", "Heading 2", "Heading 2 Char", "Title", "Title Char"}
)
_BALLAST = ("/thumbnail", "/stylesWithEffects", "/customXml", "/webSettings")


def word_bytes(entry: Entry) -> bytes:
    """The .docx of an entry: its text, then its forms, each form on a page of its own."""
    document = _blank(entry)
    for part in parse(entry.text):
        _add(document, part, entry.split_runs)
    for number, form in enumerate(entry.forms):
        if number or entry.text:
            _new_page(document)
        _add_form(document, form)
    buffer = io.BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue(), entry.created)


def _blank(entry: Entry) -> Document:
    document = docx.Document()
    _leave_out_ballast(document)
    properties = document.core_properties
    properties.author = properties.last_modified_by = entry.author
    properties.created = properties.modified = entry.created
    properties.title = properties.comments = ""
    properties.revision = 2
    _slim(document)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "宋体", Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    if entry.page_header:
        document.sections[0].header.paragraphs[0].text = entry.page_header
    return document


def _slim(document: Document) -> None:
    """Leave only the styles in use: the library's template carries a hundred more."""
    for style in list(document.styles):
        if style.name not in _NEEDED_STYLES:
            style.delete()
    root = document.styles.element
    for latent in root.findall(qn("w:latentStyles")):
        root.remove(latent)


def _leave_out_ballast(document: Document) -> None:
    """Drop parts of the library's template that no reader needs (ten times the text's size)."""
    for relations in (document.part.package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(_BALLAST):
                del relations[key]


def _add(document: Document, part: Part, split_runs: bool) -> None:
    if part.kind == "table":
        _add_table(document, part.rows)
    elif part.kind == "page_break":
        _new_page(document)
    elif part.kind == "heading":
        document.add_heading(part.text, level=2)
    else:
        style = "List Number" if part.kind == "numbered" else None
        paragraph = document.add_paragraph(style=style)
        _write(paragraph, part.text, split_runs, bold=part.kind == "title")
        if part.kind == "title":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif part.kind == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _new_page(document: Document) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _write(paragraph: Paragraph, text: str, split_runs: bool, bold: bool = False) -> None:
    pieces = re.findall(r"\d+|\D+", text) if split_runs else [text]
    for piece in pieces:
        run = paragraph.add_run(piece)
        run.bold = bold or None


def _add_table(document: Document, rows: tuple[tuple[str, ...], ...]) -> None:
    width = max(len(row) for row in rows)
    table = document.add_table(rows=len(rows), cols=width, style="Table Grid")
    for cells, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(cells.cells, values, strict=False):
            cell.text = value.replace("／", "\n")
        if len(values) < width:
            cells.cells[len(values) - 1].merge(cells.cells[width - 1])


def _add_form(document: Document, form: Form) -> None:
    if form.heading:
        heading = document.add_paragraph()
        _write(heading, form.heading, split_runs=True, bold=True)
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = document.add_table(rows=6, cols=4, style="Table Grid")
    cell = table.cell
    for column, text in enumerate(("时  间", form.time, "地  点", form.place)):
        _write(cell(0, column).paragraphs[0], text, split_runs=True)
    _wide_row(cell, 1, "参加人员出勤情况", form.attendance)
    _wide_row(cell, 2, "会议议题", form.topic)
    label, content = cell(3, 0).merge(cell(4, 0)), cell(3, 1).merge(cell(4, 3))
    _fill(label, "主\n要\n内\n容")
    _fill(content, form.content)
    for column, text in enumerate(form.signatures):
        cell(5, column).text = text


def _wide_row(cell: Callable[[int, int], _Cell], row: int, label: str, text: str) -> None:
    cell(row, 0).text = label
    _fill(cell(row, 1).merge(cell(row, 3)), text)


def _fill(cell: _Cell, text: str) -> None:
    lines = [line for line in text.splitlines() if line.strip()]
    _write(cell.paragraphs[0], lines[0], split_runs=True)
    for line in lines[1:]:
        _write(cell.add_paragraph(), line, split_runs=True)
