"""Presentations (.pptx): the paragraphs and tables of each slide, then its speaker notes."""

from __future__ import annotations

from lxml import etree

from extractors.document import BlockKind, Locator
from extractors.drawing_text import Drawings
from extractors.errors import DamagedFileError, ExtractionError
from extractors.ocr.embedded import EmbeddedPictures
from extractors.ooxml_properties import read_core_properties
from extractors.packages import Package
from extractors.rows import RowCell, add_row
from extractors.sink import BlockSink, Source

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_STRICT_A = "{http://purl.oclc.org/ooxml/drawingml/main}"
_TITLES = ("title", "ctrTitle")
_NO_CONTENT = ("sldNum", "sldImg")
_EDGES = {"ftr": BlockKind.FOOTER, "dt": BlockKind.FOOTER, "hdr": BlockKind.HEADER}


def extract(source: Source, sink: BlockSink) -> None:
    """Read a .pptx in the order of its slides.

    Raises:
        ExtractionError: when the package or its list of slides cannot be read.
    """
    with Package(source.location, sink.settings.limits) as package:
        read_core_properties(package, sink)
        parts = package.related("", "officeDocument")
        main = parts[0] if parts else "ppt/presentation.xml"
        root = package.xml(main)
        if root is None:
            raise DamagedFileError("演示文稿里没有内容", ".pptx")
        targets = {identity: target for identity, _, target in package.relations(main)}
        slides = [
            targets.get(str(value), "")
            for element in root.iter("{*}sldId")
            for key, value in element.attrib.items()
            if str(key).endswith("}id")
        ]
        sink.pages = len(slides)
        pictures = EmbeddedPictures(sink, package)
        pictures.offer(source.location, source.format)
        drawings = Drawings(sink, package)
        edges: set[str] = set()
        for number, part in enumerate(slides, 1):
            _slide(package, part, number, sink, edges)
            _beside(package, part, number, sink, drawings)
            for picture in package.related(part, "image"):
                pictures.read(picture)
        pictures.finish(drawings.sources)


def _beside(package: Package, part: str, number: int, sink: BlockSink, drawings: Drawings) -> None:
    """Read a slide's charts, SmartArt and comments (old ones, and conversations)."""
    drawings.read_related(part, page=number)
    for comments in package.related(part, "comments"):
        try:
            root = package.xml(comments)
        except ExtractionError:
            sink.report("part_unreadable", f"第 {number} 张幻灯片的批注无法读取", page=number)
            continue
        for item in [] if root is None else root.iter("{*}cm", "{*}reply"):
            bodies = [child for child in item if str(child.tag).endswith(("}text", "}txBody"))]
            texts = [body.text or "" for body in bodies if str(body.tag).endswith("}text")]
            texts += [text for body in bodies for text in _paragraphs(body)]
            place = Locator(slide=number, part="comments")
            shown = "\n".join(text.strip() for text in texts if text.strip())
            sink.add(BlockKind.COMMENT, shown, page=number, locator=place)


def _slide(package: Package, part: str, number: int, sink: BlockSink, edges: set[str]) -> None:
    """Read one slide and its notes."""
    try:
        root = package.xml(part)
    except ExtractionError as error:
        sink.report("part_unreadable", f"第 {number} 张幻灯片：{error}", page=number)
        return
    if root is None:
        sink.report("part_unreadable", f"第 {number} 张幻灯片缺失", page=number)
        return
    if root.get("show") in ("0", "false"):
        sink.report("hidden_slide", f"第 {number} 张幻灯片是隐藏的，已一并读取", page=number)
    reader = _Reader(sink, number, BlockKind.SLIDE, edges)
    reader.shapes(root)
    for notes in package.related(part, "notesSlide"):
        try:
            noted = package.xml(notes)
        except ExtractionError:
            sink.report("part_unreadable", f"第 {number} 张幻灯片的备注无法读取", page=number)
            continue
        if noted is not None:
            _Reader(sink, number, BlockKind.NOTES, edges).shapes(noted)


class _Reader:
    """Reads the shapes of one slide or notes page; `edges` are footers that were read before."""

    def __init__(self, sink: BlockSink, number: int, kind: BlockKind, edges: set[str]) -> None:
        self._sink = sink
        self._number = number
        self._kind = kind
        self._edges = edges
        self._tables = 0

    def shapes(self, root: etree._Element) -> None:
        """Read text shapes and tables, groups included, in the order of the file."""
        for element in root.iter("{*}sp", "{*}tbl"):
            if any(str(up.tag).endswith("}Fallback") for up in element.iterancestors()):
                continue
            if str(element.tag).endswith("}tbl"):
                self._table(element)
            else:
                self._shape(element)

    def _shape(self, shape: etree._Element) -> None:
        placeholder = next((str(item.get("type", "")) for item in shape.iter("{*}ph")), None)
        if placeholder in _NO_CONTENT:
            return
        if placeholder in _EDGES:
            self._edge(shape, _EDGES[placeholder])
            return
        title = placeholder in _TITLES and self._kind is BlockKind.SLIDE
        for body in shape.iterchildren("{*}txBody", "{*}txbx"):
            for paragraph in _paragraphs(body):
                self._sink.add(
                    BlockKind.HEADING if title else self._kind,
                    paragraph,
                    page=self._number,
                    locator=Locator(slide=self._number),
                    level=1 if title else None,
                )

    def _edge(self, shape: etree._Element, kind: BlockKind) -> None:
        """Read a header or footer where it comes first; a date that renews itself says nothing."""
        if any(str(field.get("type", "")).startswith("datetime") for field in shape.iter("{*}fld")):
            return
        for body in shape.iterchildren("{*}txBody"):
            for text in _paragraphs(body):
                if text not in self._edges:
                    self._edges.add(text)
                    place = Locator(slide=self._number)
                    self._sink.add(kind, text, page=self._number, locator=place)

    def _table(self, table: etree._Element) -> None:
        self._tables += 1
        for number, row in enumerate(table.iterchildren("{*}tr"), 1):
            cells = []
            for column, cell in enumerate(row.iterchildren("{*}tc")):
                if cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true"):
                    continue
                span = str(cell.get("gridSpan", "1"))
                width = min(int(span), 1000) if span.isascii() and span.isdigit() else 1
                text = "\n".join(_paragraphs(cell))
                cells.append(RowCell(text, column, max(1, width)))
            locator = Locator(table=self._tables, row=number, slide=self._number)
            add_row(self._sink, cells, locator, page=self._number)


def _paragraphs(body: etree._Element) -> list[str]:
    """Give the paragraphs' texts that are not blank."""
    found = []
    for paragraph in body.iter(_A + "p", _STRICT_A + "p"):
        parts = [
            "\n" if str(item.tag).endswith("}br") else item.text or ""
            for item in paragraph.iter("{*}t", "{*}br")
        ]
        text = "".join(parts).replace("\x0b", "\n").strip()
        if text and not _is_page_number(paragraph):
            found.append(text)
    return found


def _is_page_number(paragraph: etree._Element) -> bool:
    """Tell a paragraph that holds the slide's number and nothing else."""
    counted = plain = False
    for item in paragraph.iter("{*}t"):
        field = item.getparent()
        if field is not None and field.get("type") == "slidenum":
            counted = True
        elif (item.text or "").strip():
            plain = True
    return counted and not plain
