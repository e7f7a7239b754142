"""PDF files: text with a box for every line, ruled tables, paragraphs and tables across pages.

pdfium reads characters and lines (fast, also with broken files); pdfplumber's table finder makes
cells of the ruling lines. Each page is judged by itself: pages without text go to recognition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.document import BoundingBox
from extractors.errors import DamagedFileError, EncryptedFileError, LimitError
from extractors.glyphs import Stretch
from extractors.ooxml_properties import set_time
from extractors.page_blocks import BlockWriter
from extractors.page_furniture import take_furniture
from extractors.page_layout import PageLayout, lay_out
from extractors.pdf_page import Transform, page_transform, read_rulings, read_stretches
from extractors.pdf_pictures import holds_picture, text_pictures
from extractors.pdf_scans import PageToRead, ScannedPages, page_unreadable
from extractors.ruled_tables import find_tables
from extractors.sink import BlockSink, Source

_PDF_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2}))?")
_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff]")
_PAGE_CHARS = 400_000
_FEW_CHARS = 12  # a page number and a stamp may lie over a scan
_LEVEL_SHARE = 0.5  # of a page's characters: with fewer upright ones the page lies sideways
_BAD_SHARE = 0.3  # of a page's characters: more unmapped ones than this are no text
_FLATTENED = (pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_FREETEXT)


def extract(source: Source, sink: BlockSink) -> None:
    """Read a PDF into blocks, page by page.

    Raises:
        ExtractionError: when the file cannot be opened, or has more pages than the limit (what
            fits is kept).
    """
    document = open_pdf(source.location)
    try:
        _properties(document, sink)
        _show_fields(document, sink)
        sink.pages = len(document)
        count = min(sink.pages, sink.settings.limits.pages)
        layouts = _read_pages(document, count, source, sink)
        attached = pdfium_c.FPDFDoc_GetAttachmentCount(document.raw)
        if attached > 0:
            sink.report_embedded(f" {attached} 个附件")
        BlockWriter(sink).write(layouts, take_furniture(layouts))
    finally:
        document.close()
    if sink.pages > count:
        raise LimitError(f"页数过多，只读了前 {count} 页：请拆成几个文件后重新提交")


def open_pdf(path: Path) -> pdfium.PdfDocument:
    """Open a PDF.

    Raises:
        EncryptedFileError: when a password is needed.
        DamagedFileError: when pdfium can make nothing of it.
    """
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedFileError(".pdf") from error
        raise DamagedFileError("PDF 文件不完整或已损坏", ".pdf") from error


@dataclass(frozen=True, slots=True)
class _Page:
    """One page as read: its layout, whether it is a scan, its pictures beside the text."""

    layout: PageLayout
    scanned: bool
    pictures: list[BoundingBox]


def _read_pages(
    document: pdfium.PdfDocument, count: int, source: Source, sink: BlockSink
) -> list[PageLayout]:
    """Lay out the pages, recognising scans and pictures where that is wanted and possible."""
    pages: list[_Page] = []
    wanted: list[PageToRead] = []
    for number in range(1, count + 1):
        try:
            page = _read_page(document, number)
        except pdfium.PdfiumError:
            sink.problems.append(page_unreadable(number))
            continue
        pages.append(page)
        if page.scanned or sink.settings.ocr == "all":
            wanted.append(PageToRead(number))
        elif page.pictures:
            wanted.append(PageToRead(number, tuple(page.pictures)))
    recognised = ScannedPages(document, source, sink).read(wanted)
    whole = {page.number for page in wanted if not page.boxes}
    layouts: list[PageLayout] = []
    for page in pages:
        number = page.layout.number
        found = recognised.get(number)
        if number not in whole or found is None:
            layouts.append(page.layout)
        if found is not None:
            layouts.append(found)
    return [layout for layout in layouts if layout.parts or layout.leaning]


def _read_page(document: pdfium.PdfDocument, number: int) -> _Page:
    """Read one page (1-based)."""
    page = document[number - 1]
    try:
        if _flatten(page):
            page.close()
            page = document[number - 1]
        shown = page_transform(page)
        stretches = read_stretches(page, shown, _PAGE_CHARS)
        text = "".join(stretch.text for stretch in stretches)
        solid = len(text) - sum(map(str.isspace, text))
        bad = len(_UNMAPPED.findall(text))
        unmapped = bad > solid * _BAD_SHARE
        scanned = (unmapped or solid < _FEW_CHARS) and holds_picture(page)
        if scanned and unmapped:
            return _Page(PageLayout(number, shown.width, shown.height), True, [])
        # The few characters of a likely scan stay, should nothing be recognised on it.
        pictures = [] if scanned else text_pictures(page, shown, stretches)
        turn = 0
        if _sideways(stretches):
            turn, shown, stretches = _upright(page, shown, stretches)
        tables = find_tables(read_rulings(page, shown)) if solid else []
        layout = lay_out(number, shown.width, shown.height, stretches, tables)
        layout.turn = turn
        return _Page(layout, scanned, pictures)
    finally:
        page.close()


def _level_share(stretches: Sequence[Stretch]) -> float:
    """Give the share of characters that stand upright."""
    level = sum(len(stretch.glyphs) for stretch in stretches if stretch.angle == 0.0)
    return level / max(1, sum(len(stretch.glyphs) for stretch in stretches))


def _sideways(stretches: Sequence[Stretch]) -> bool:
    return bool(stretches) and _level_share(stretches) < _LEVEL_SHARE


def _upright(
    page: pdfium.PdfPage, shown: Transform, stretches: list[Stretch]
) -> tuple[int, Transform, list[Stretch]]:
    """Find the turn by which most text of a sideways page stands upright."""
    best = (0, shown, stretches)
    for turn in (90, 270, 180):
        turned = shown.turned(turn)
        read = read_stretches(page, turned, _PAGE_CHARS)
        if _level_share(read) > max(_level_share(best[2]), _LEVEL_SHARE):
            best = (turn, turned, read)
    return best


def _flatten(page: pdfium.PdfPage) -> bool:
    """Make filled-in form fields and typed notes part of the page; tell whether any were."""
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        if kind in _FLATTENED:
            done = pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
            return bool(done == pdfium_c.FLATTEN_SUCCESS)
    return False


def _show_fields(document: pdfium.PdfDocument, sink: BlockSink) -> None:
    """Let pdfium draw what was typed into fields that keep no picture of themselves."""
    kind = document.get_formtype()
    if kind == pdfium_c.FORMTYPE_ACRO_FORM:
        document.init_forms()
    elif kind == pdfium_c.FORMTYPE_XFA_FULL:
        message = "这是动态表单（XFA），表单里填写的内容读不全：请打印成普通 PDF 后重新提交"
        sink.report("dynamic_form", message)


def _properties(document: pdfium.PdfDocument, sink: BlockSink) -> None:
    metadata = document.get_metadata_dict(skip_empty=True)
    sink.set_property("title", metadata.get("Title"))
    sink.set_property("author", metadata.get("Author"))
    for name, key in (("created", "CreationDate"), ("modified", "ModDate")):
        match = _PDF_DATE.match(metadata.get(key, ""))
        if match:
            year, month, day, hour, minute = match.groups()
            clock = f"T{hour}:{minute}" if hour else ""
            set_time(sink, name, f"{year}-{month}-{day}{clock}")
