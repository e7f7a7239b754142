"""Word documents (.docx): the whole content in reading order, by an own walk of the XML."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from lxml import etree

from extractors.document import BlockKind, Locator
from extractors.docx_inline import MC, InlineReader, InlineText, choose_alternative, needs_styles
from extractors.docx_parts import main_part, optional_part, read_part, usual_names
from extractors.docx_stream import iter_top
from extractors.docx_styles import ParagraphMarks, Styles, read_marks
from extractors.docx_tables import WRAPPERS, cell_content, merge_of, row_cells, table_rows
from extractors.drawing_text import Drawings
from extractors.errors import DamagedFileError, ExtractionError
from extractors.numbering import Numbering, W, attribute, integer
from extractors.ocr.embedded import EmbeddedPictures
from extractors.ooxml_properties import read_core_properties
from extractors.packages import Package, parse_xml
from extractors.rows import RowCell, add_row
from extractors.sink import BlockSink, Source

_SIDE_PARTS = (
    ("header", BlockKind.HEADER),
    ("footer", BlockKind.FOOTER),
    ("footnotes", BlockKind.FOOTNOTE),
    ("endnotes", BlockKind.FOOTNOTE),
    ("comments", BlockKind.COMMENT),
)
_BODY = Locator()
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def extract(source: Source, sink: BlockSink) -> None:
    """Read a .docx into blocks: body, then headers, footers, notes and comments.

    Raises:
        ExtractionError: when the package or its main part cannot be read.
    """
    with Package(source.location, sink.settings.limits) as package:
        read_core_properties(package, sink)
        main = main_part(package)
        if not package.has(main):
            raise DamagedFileError("文件里没有正文", ".docx")
        pictures = EmbeddedPictures(sink, package)
        pictures.offer(source.location, source.format)
        if package.is_long(main):
            story = _Story(sink, package, main, pictures, InlineReader(None, styled=True))
            story.long_body(main)
        else:
            data = usual_names(package.read(main) or b"")
            root = parse_xml(data)
            inline = InlineReader(root, styled=needs_styles(data))
            story = _Story(sink, package, main, pictures, inline)
            story.body(root)
        for kind_name, kind in _SIDE_PARTS:
            for part in sorted(set(package.related(main, kind_name)), key=_natural):
                story.side_part(part, kind)
        story.finish()


def _natural(name: str) -> tuple[int, str]:
    """Order header2 before header10."""
    digits = re.search(r"\d+", name)
    return (int(digits.group()) if digits else 0, name)


@dataclass(slots=True)
class _Place:
    """Where blocks go at this point of the walk."""

    kind: BlockKind = BlockKind.PARAGRAPH
    part: str | None = None


class _Story:
    """Walks the parts of one document and puts blocks into the sink."""

    def __init__(
        self,
        sink: BlockSink,
        package: Package,
        main: str,
        pictures: EmbeddedPictures,
        inline: InlineReader,
    ) -> None:
        self._sink = sink
        self._inline = inline
        self._package = package
        self._styles = Styles(optional_part(package, main, "styles"))
        self._numbering = Numbering(optional_part(package, main, "numbering"))
        self._place = _Place()
        self._tables = 0
        self._part_name = main
        self._pictures = pictures
        self._drawings = Drawings(sink, package)
        self._targets: dict[str, dict[str, str]] = {}

    def body(self, root: etree._Element) -> None:
        """Read the main part."""
        body = root.find(W + "body")
        self.walk(root if body is None else body)

    def long_body(self, main: str) -> None:
        """Read a main part that is too long to be held in memory as a whole."""
        number = row = 0
        for element, begins in iter_top(self._package, main):
            if element.tag == W + "p":
                self._paragraph(element)
                continue
            if begins:
                self._tables += 1
                number, row = self._tables, 0
            row += 1
            self._row(element, Locator(table=number, row=row))

    def walk(self, container: etree._Element) -> None:
        """Read the paragraphs and tables of a body, header, note or text box."""
        for child in container:
            tag = child.tag
            if tag == W + "p":
                self._paragraph(child)
            elif tag == W + "tbl":
                self._table(child)
            elif tag == W + "sdt":
                content = child.find(W + "sdtContent")
                if content is not None:
                    self.walk(content)
            elif tag in WRAPPERS:
                self.walk(child)
            elif tag == MC + "AlternateContent":
                chosen = choose_alternative(child)
                if chosen is not None:
                    self.walk(chosen)
            elif tag == W + "altChunk":
                self._sink.report_embedded("另一个文档")

    def side_part(self, name: str, kind: BlockKind) -> None:
        """Read a header, footer, notes or comments part."""
        try:
            root = read_part(self._package, name)
        except ExtractionError as error:
            self._sink.report("part_unreadable", f"{posixpath.basename(name)}：{error}")
            return
        if root is None:
            return
        part = posixpath.splitext(posixpath.basename(name))[0]
        self._place, self._part_name = _Place(kind, part), name
        self._inline = InlineReader(root, styled=True)
        if kind in (BlockKind.FOOTNOTE, BlockKind.COMMENT):
            for note in root:
                if attribute(note, "type") not in _SEPARATORS:
                    self.walk(note)
        else:
            self.walk(root)

    def finish(self) -> None:
        """Say what was seen and not read."""
        self._pictures.finish(self._drawings.sources)

    def _label(self, marks: ParagraphMarks) -> str | None:
        """Count a paragraph in its list, direct or inherited from its style."""
        inherited = self._styles.resolve(marks.style)
        number, level = inherited.list_number, inherited.list_level
        if marks.listed:
            number = marks.list_number if marks.list_number is not None else number
            usual = 0 if marks.list_number is not None else level
            level = marks.list_level if marks.list_level is not None else usual
        if number is None or number == "0":
            return None
        if level is None:
            level = self._numbering.level_of_style(number, marks.style or "") or 0
        return self._numbering.label(number, level)

    def _level(self, marks: ParagraphMarks) -> int | None:
        """Give the heading level, 1 = top, None for body text."""
        outline = marks.outline
        outline = self._styles.resolve(marks.style).outline if outline is None else outline
        return None if outline is None or not 0 <= outline <= 8 else outline + 1

    def _paragraph(self, paragraph: etree._Element) -> None:
        inline = self._inline.read(paragraph)
        marks = read_marks(paragraph)
        # Word shows numbers on empty paragraphs too, and counts them.
        label = self._label(marks)
        level = self._level(marks)
        kind = self._place.kind
        if kind is BlockKind.PARAGRAPH and level is not None:
            kind = BlockKind.HEADING
        place = _BODY if self._place.part is None else Locator(part=self._place.part)
        self._sink.add(kind, inline.text, locator=place, label=label, level=level)
        if inline.has_more:
            self._apart(inline, place)

    def _apart(self, inline: InlineText, locator: Locator) -> None:
        """Put what a paragraph holds beside its text: removed text, text boxes, pictures."""
        if inline.deleted:
            self._sink.add(BlockKind.DELETED, "".join(inline.deleted).strip(), locator=locator)
        if inline.hidden and "".join(inline.hidden).strip():
            hidden = Locator(locator.sheet, locator.table, locator.row, None, "hidden")
            index = self._sink.add(
                BlockKind.DELETED, "".join(inline.hidden).strip(), locator=hidden
            )
            self._sink.report(
                "hidden_text", "文中有设为隐藏的文字，没有作为正文，请核对", block=index
            )
        for picture in inline.pictures:
            self._picture(picture)
        for drawing in inline.drawings:
            self._drawings.read(self._target(drawing) or "")
        for box in inline.boxes:
            outer = self._place
            if outer.kind is BlockKind.PARAGRAPH:
                self._place = _Place(BlockKind.TEXT_BOX, outer.part)
            self.walk(box)
            self._place = outer

    def _picture(self, relation: str) -> None:
        """Hand a picture to recognition by its relation id in the current part."""
        target = self._target(relation)
        if target is not None:
            self._pictures.read(target)

    def _target(self, relation: str) -> str | None:
        """Give the part that a relation of the current part means, None if it is not there."""
        part = self._part_name
        if part not in self._targets:
            relations = self._package.relations(part)
            self._targets[part] = {identity: target for identity, _, target in relations}
        target = self._targets[part].get(relation)
        return target if target is not None and self._package.has(target) else None

    def _table(self, table: etree._Element) -> None:
        self._tables += 1
        number = self._tables
        for place, row in enumerate(table_rows(table), 1):
            self._row(row, Locator(table=number, row=place, part=self._place.part))

    def _row(self, row: etree._Element, locator: Locator) -> None:
        properties = row.find(W + "trPr")
        removed = properties is not None and properties.find(W + "del") is not None
        before = None if properties is None else properties.find(W + "gridBefore")
        column = integer(attribute(before)) or 0
        cells: list[RowCell] = []
        later: list[_CellContent] = []
        for cell in row_cells(row):
            span, continues = merge_of(cell)
            if not continues:
                content = self._cell(cell)
                later.append(content)
                text = "\n".join(content.texts)
                cells.append(RowCell(text, column, span, tuple(content.labels)))
            elif cells and continues == "left":
                last = cells[-1]
                cells[-1] = RowCell(last.text, last.column, last.span + span, last.labels)
            column += span
        kind = BlockKind.DELETED if removed else BlockKind.TABLE_ROW
        add_row(self._sink, cells, locator, kind=kind)
        for content in later:
            for inline in content.inlines:
                self._apart(inline, locator)
            for nested in content.tables:
                self._table(nested)

    def _cell(self, cell: etree._Element) -> _CellContent:
        """Read one cell: its paragraphs' texts and labels, and the tables inside it."""
        content = _CellContent([], [], [], [])
        for child in cell_content(cell):
            if child.tag == W + "tbl":
                content.tables.append(child)
                continue
            inline = self._inline.read(child)
            label = self._label(read_marks(child))
            if inline.has_more:
                content.inlines.append(inline)
            text = inline.text
            if not text and label is None:
                continue
            if label is not None:
                content.labels.append((sum(len(part) + 1 for part in content.texts), label))
            content.texts.append(text)
        return content


@dataclass(slots=True)
class _CellContent:
    texts: list[str]
    labels: list[tuple[int, str]]
    inlines: list[InlineText]
    tables: list[etree._Element]
