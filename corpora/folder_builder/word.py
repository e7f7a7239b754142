"""Word files: running text in the line markup, and the printed form of a branch work book."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
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
# As Word writes a text box: the drawing, and beside it the same text again for old versions.
_BOX_CONTENT = "<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
_TEXT_BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps">'
    '<w:drawing><wp:inline><wp:extent cx="3600000" cy="360000"/><wp:docPr id="1" name="box"/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
    'wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="3600000" cy="360000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>'
    f"{_BOX_CONTENT}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict>"
    '<v:shape style="width:283pt;height:28pt"><v:textbox>'
    f"{_BOX_CONTENT}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


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


@cache
def _bare() -> bytes:
    """Give an empty file without what no reader needs; to slim it takes longer than to fill it."""
    document = docx.Document()
    _leave_out_ballast(document)
    _slim(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _blank(entry: Entry) -> Document:
    document = docx.Document(io.BytesIO(_bare()))
    properties = document.core_properties
    properties.author = properties.last_modified_by = entry.author
    properties.created = properties.modified = entry.created
    properties.title = properties.comments = ""
    properties.revision = 2
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
    elif part.kind == "text_box":
        document.add_paragraph()._p.append(parse_xml(_TEXT_BOX.format(text=escape(part.text))))
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
    """Add a text's runs; ``~~so~~`` is a tracked deletion and ``++so++`` a tracked insertion."""
    for piece in re.split(r"(~~.+?~~|\+\+.+?\+\+)", text):
        if piece.startswith(("~~", "++")):
            _track(paragraph, piece[2:-2], deleted=piece.startswith("~~"))
            continue
        for run_text in re.findall(r"\d+|\D+", piece) if split_runs else [piece]:
            run = paragraph.add_run(run_text)
            run.bold = bold or None


def _track(paragraph: Paragraph, text: str, deleted: bool) -> None:
    change = OxmlElement("w:del" if deleted else "w:ins")
    for name, value in (("id", "1"), ("author", "办公室"), ("date", "2022-09-22T16:00:00Z")):
        change.set(qn(f"w:{name}"), value)
    run, content = OxmlElement("w:r"), OxmlElement("w:delText" if deleted else "w:t")
    content.text = text
    run.append(content)
    change.append(run)
    paragraph._p.append(change)


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
