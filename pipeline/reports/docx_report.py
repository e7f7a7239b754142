"""An assessment as a Word table in the order of the form, to print, to correct and to sign."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

from pipeline.assessment import Assessment
from pipeline.reports import wording
from pipeline.reports.reading_doubts import doubt_remark
from rubrics.finding import Finding
from rubrics.sheets import Sheet

_FONT = "宋体"
_Columns = tuple[tuple[str, float], ...]
_COLUMNS: _Columns = (
    ("指标", 1.4),
    ("考核内容", 7.8),
    ("满分", 1.3),
    ("建议得分", 2.6),
    ("结论", 2.6),
    ("说明与补救", 7.2),
    ("核定得分", 2.2),
)
_OWN = ("自评", 1.4)  # stands after the maximum and takes its room from the remarks
_SHEET = (5.0, 20.0)  # widths of an attachment's labels and contents, in cm
_FIXED_TIME = datetime(2000, 1, 1)  # stands where the time of making is left out


def docx_report(assessment: Assessment, *, version: str, created: datetime | None) -> bytes:
    """Give the document's bytes; `created` None writes a fixed time."""
    document = docx.Document()
    stamp = created.replace(tzinfo=None, microsecond=0) if created else _FIXED_TIME
    properties = document.core_properties
    properties.title, properties.author = "佐证核查表", f"zuozheng {version}"
    properties.created = properties.modified = stamp
    properties.last_modified_by, properties.comments = "", ""
    _landscape(document)
    _head(document, assessment)
    _table(document, assessment)
    _foot(document, assessment)
    for sheet in assessment.sheets:
        _attachment(document, sheet)
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def _landscape(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.0)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(10.5)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)


def _head(document: WordDocument, assessment: Assessment) -> None:
    reading, period = assessment.reading, assessment.period
    title = document.add_paragraph()
    run = title.add_run(f"{assessment.rubric.title}　核查表")
    run.bold, run.font.size = True, Pt(16)
    inferred = f"（{period.inferred}）" if period.inferred else ""
    document.add_paragraph(_plain(f"单位：{reading.profile.name or reading.name}"))
    document.add_paragraph(_plain(f"考核时段：{period.period.label}{inferred}"))


def _table(document: WordDocument, assessment: Assessment) -> None:
    columns = _columns(assessment)
    table = document.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    for column, (_, width) in zip(table.columns, columns, strict=True):
        column.width = Cm(width)
    _fill(table, 0, [heading for heading, _ in columns], columns)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    rows = [_row(assessment, finding) for finding in assessment.scorecard.findings]
    if assessment.scorecard.total.max is not None:
        rows.append(_sums(assessment))
    for number, texts in enumerate(rows, start=1):
        whole = OxmlElement("w:cantSplit")  # a row stays on one page
        table.add_row()._tr.get_or_add_trPr().append(whole)
        _fill(table, number, texts, columns)


def _columns(assessment: Assessment) -> _Columns:
    if not _with_own(assessment):
        return _COLUMNS
    narrowed = tuple((h, w - _OWN[1] if h == "说明与补救" else w) for h, w in _COLUMNS)
    return (*narrowed[:3], _OWN, *narrowed[3:])


def _with_own(assessment: Assessment) -> bool:
    return assessment.self_scores is not None and assessment.scorecard.total.max is not None


def _fill(table: Table, row: int, texts: Sequence[str], columns: _Columns) -> None:
    for cell, text, (_, width) in zip(table.rows[row].cells, texts, columns, strict=True):
        cell.width = Cm(width)
        cell.text = _plain(text)


def _row(assessment: Assessment, finding: Finding) -> tuple[str, ...]:
    own = (wording.points(assessment.self_score(finding.item)),) if _with_own(assessment) else ()
    return (
        finding.item,
        finding.text,
        wording.points(finding.max),
        *own,
        wording.suggestion(finding),
        wording.FINDING_STATUS[finding.status],
        "\n".join(filter(None, (finding.remedy, doubt_remark(finding, assessment.reading)))),
        "",
    )


def _sums(assessment: Assessment) -> tuple[str, ...]:
    """Give the last row: the sums, and an empty cell for that of the inspector's points."""
    total, scores = assessment.scorecard.total, assessment.self_scores
    own = (wording.points(scores.scores.computed),) if scores and _with_own(assessment) else ()
    suggested = wording.points(total.suggested)
    if total.low != total.high:
        suggested += f"（{wording.point_range(total.low, total.high)}）"
    return ("合计", "", wording.points(total.max), *own, suggested, "", "", "")


def _foot(document: WordDocument, assessment: Assessment) -> None:
    total = assessment.scorecard.total
    if total.max is not None:
        document.add_paragraph(
            f"建议总分 {wording.points(total.suggested)}，"
            f"可能在 {wording.point_range(total.low, total.high)} 之间，"
            f"满分 {wording.points(total.max)}；待人工判定 {total.needs_review} 项。"
        )
    if assessment.self_scores is not None:
        for line in wording.self_lines(assessment.self_scores):
            document.add_paragraph(_plain(line))
    document.add_paragraph("建议得分由程序依据材料得出，出处见网页报告；核定得分由核查人员填写。")
    document.add_paragraph("核查人：　　　　　　　　　　　　　　　　　日期：")


def _attachment(document: WordDocument, sheet: Sheet) -> None:
    """Lay out one of the form's attachments on a page of its own: labels left, contents right."""
    title = document.add_paragraph()
    title.paragraph_format.page_break_before = True
    run = title.add_run(_plain(sheet.title))
    run.bold, run.font.size = True, Pt(16)
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    table.autofit = False
    for field in sheet.fields:
        cells = table.add_row().cells
        for cell, text, width in zip(cells, (field.label, field.value), _SHEET, strict=True):
            cell.width = Cm(width)
            cell.text = _plain(text)
        if field.citations:
            source = cells[1].add_paragraph().add_run(f"出处：{_plain(wording.sources(field))}")
            source.font.size = Pt(9)


def _plain(text: str) -> str:
    """Take out what XML does not allow, so that no file name can break the document."""
    return "".join(c if c.isprintable() or c in "\n\t\u3000" else "\ufffd" for c in text)


def _with_fixed_times(package: bytes) -> bytes:
    """Pack the parts again without the time of packing, so that equal content is equal bytes."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            entry = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            target.writestr(entry, source.read(part))
    return packed.getvalue()
