"""OFD documents (GB/T 33190): text with boxes, tables by ruling lines, templates and seals apart.

Pages, templates and annotations are XML in a zip; lengths are millimetres.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from extractors.document import BlockKind, BoundingBox, BoxedSpan, Locator
from extractors.errors import DamagedFileError, EncryptedFileError, ExtractionError
from extractors.glyphs import Ruling, Stretch
from extractors.ofd_objects import Matrix, boundary_of, identity, read_path, read_text
from extractors.ooxml_properties import set_time
from extractors.packages import Package
from extractors.page_blocks import BlockWriter
from extractors.page_furniture import take_furniture
from extractors.page_layout import PageLayout, lay_out
from extractors.ruled_tables import find_tables
from extractors.sink import BlockSink, Source

POINT = 72 / 25.4  # points a millimetre
_A4 = BoundingBox(0, 0, 210, 297)
_PRIVATE = re.compile("[\ue000-\uf8ff�]")
_NO_TEXT_SHARE = 0.3
_MAX_DEPTH = 30


def extract(source: Source, sink: BlockSink) -> None:
    """Read an OFD: page text, then template text, then annotations (seals, watermarks).

    Raises:
        ExtractionError: when the package or its document cannot be read.
    """
    with Package(source.location, sink.settings.limits) as package:
        if any(name.lower().endswith("encryptions.xml") for name in package.names):
            raise EncryptedFileError(".pdf")
        root = package.xml("OFD.xml")
        if root is None:
            raise DamagedFileError("OFD 文件不完整", ".pdf")
        sink.pages = 0
        for body in root.iter("{*}DocBody"):
            _information(body, sink)
            location = _text_of(body, "DocRoot")
            if location:
                _Reader(package, location.lstrip("/"), sink).read()
            if _text_of(body, "Signatures"):
                sink.report("signed", "文件带有电子签章，签章图像没有读取")


def _information(body: etree._Element, sink: BlockSink) -> None:
    for name, key in (("Title", "title"), ("Author", "author")):
        sink.set_property(key, _text_of(body, name))
    for name, key in (("CreationDate", "created"), ("ModDate", "modified")):
        set_time(sink, key, _text_of(body, name))


def _text_of(element: etree._Element, name: str) -> str:
    found = next(element.iter("{*}" + name), None)
    return "" if found is None or not found.text else found.text.strip()


class _Reader:
    """Reads one document of the package."""

    def __init__(self, package: Package, location: str, sink: BlockSink) -> None:
        self._package = package
        self._sink = sink
        self._folder = posixpath.dirname(location)
        root = package.xml(location)
        if root is None:
            raise DamagedFileError("OFD 文件不完整", ".pdf")
        self._root = root
        self._first = self._sink.pages or 0
        area = next(root.iter("{*}PhysicalBox"), None)
        self._area = boundary_of(area.text if area is not None else None) or _A4
        self._templates = {
            str(item.get("ID")): str(item.get("BaseLoc", ""))
            for item in root.iter("{*}TemplatePage")
        }

    def read(self) -> None:
        """Put the document's blocks into the sink."""
        pages: list[PageLayout] = []
        templates: list[PageLayout] = []
        stamps: list[tuple[str, BoundingBox, int]] = []
        annotations = self._annotations()
        elements = [item for item in self._root.iter("{*}Page") if item.get("BaseLoc")]
        for number, element in enumerate(
            elements[: self._sink.settings.limits.pages], self._first + 1
        ):
            root = self._part(str(element.get("BaseLoc")))
            if root is None:
                self._sink.report("page_unreadable", f"第 {number} 页缺失", page=number)
                continue
            pages.append(self._layout(root, number, root))
            for link in root.iter("{*}Template"):
                template = self._part(self._templates.get(str(link.get("TemplateID")), ""))
                if template is not None:
                    templates.append(self._layout(template, number, root))
            for location in annotations.get(str(element.get("ID")), ()):
                stamps.extend(self._stamps(location, number, root))
        self._sink.pages = self._first + len(elements)
        BlockWriter(self._sink).write(pages, take_furniture(pages))
        BlockWriter(self._sink, "template").write(templates, [([], []) for _ in templates])
        for text, box, number in stamps:
            span = BoxedSpan(0, len(text), box, number)
            locator = Locator(part="annotation")
            self._sink.add(
                BlockKind.STAMP, text, page=number, locator=locator, box=box, spans=(span,)
            )

    def _part(self, location: str) -> etree._Element | None:
        """Parse a part named relative to the document or from the root; None if unreadable."""
        if not location:
            return None
        name = location.lstrip("/")
        if not location.startswith("/"):
            name = posixpath.normpath(posixpath.join(self._folder, location))
        try:
            return self._package.xml(name)
        except ExtractionError as error:
            self._sink.report("part_unreadable", f"{posixpath.basename(name)}：{error}")
            return None

    def _page_area(self, root: etree._Element) -> BoundingBox:
        own = next(root.iter("{*}PhysicalBox"), None)
        return boundary_of(own.text if own is not None else None) or self._area

    def _layout(self, root: etree._Element, number: int, page: etree._Element) -> PageLayout:
        area = self._page_area(page)
        shift = identity().scaled(POINT).moved(-area.x0 * POINT, -area.y0 * POINT)
        stretches: list[Stretch] = []
        rulings: list[Ruling] = []
        for item, matrix in _objects(root, shift, 0):
            if item.tag.endswith("}TextObject"):
                stretches.extend(read_text(item, matrix))
            else:
                rulings.extend(read_path(item, matrix))
        text = "".join(stretch.text for stretch in stretches)
        if text and len(_PRIVATE.findall(text)) > len(text) * _NO_TEXT_SHARE:
            message = f"第 {number} 页的字体是自造字形，文字无法还原：请另存为 PDF 后重新提交"
            self._sink.report("page_not_recognised", message, page=number)
        width, height = (area.x1 - area.x0) * POINT, (area.y1 - area.y0) * POINT
        return lay_out(number, width, height, stretches, find_tables(rulings))

    def _annotations(self) -> dict[str, list[str]]:
        """Give the annotation parts of each page id."""
        found: dict[str, list[str]] = {}
        location = _text_of(self._root, "Annotations")
        root = self._part(location)
        if root is None:
            return found
        folder = posixpath.dirname(location)
        for page in root.iter("{*}Page"):
            place = _text_of(page, "FileLoc")
            if place:
                joined = place if place.startswith("/") else posixpath.join(folder, place)
                found.setdefault(str(page.get("PageID")), []).append(joined)
        return found

    def _stamps(
        self, location: str, number: int, page: etree._Element
    ) -> Iterator[tuple[str, BoundingBox, int]]:
        root = self._part(location)
        if root is None:
            return
        area = self._page_area(page)
        for appearance in root.iter("{*}Appearance"):
            place = boundary_of(str(appearance.get("Boundary", ""))) or BoundingBox(0, 0, 0, 0)
            shift = identity().scaled(POINT)
            shift = shift.moved((place.x0 - area.x0) * POINT, (place.y0 - area.y0) * POINT)
            parts: list[str] = []
            box: BoundingBox | None = None
            for item, matrix in _objects(appearance, shift, 0):
                for stretch in read_text(item, matrix) if item.tag.endswith("}TextObject") else ():
                    parts.append(stretch.text)
                    for glyph in stretch.glyphs:
                        own = BoundingBox(glyph.x0, glyph.top, glyph.x1, glyph.bottom)
                        box = own if box is None else box.union(own)
            text = "".join(parts).strip()
            if text and box is not None:
                yield text, box, number


def _objects(
    root: etree._Element, matrix: Matrix, depth: int
) -> Iterator[tuple[etree._Element, Matrix]]:
    """Give text and path objects in the order of the file, blocks inside blocks included."""
    if depth > _MAX_DEPTH:
        return
    for child in root:
        tag = str(child.tag)
        if tag.endswith(("}TextObject", "}PathObject")):
            yield child, matrix
        elif tag.endswith(("}Content", "}Layer", "}PageBlock")):
            yield from _objects(child, matrix, depth + 1)
