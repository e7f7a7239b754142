"""OFD documents (GB/T 33190): text with boxes, tables by ruling lines, templates and seals apart.

Pictures go to recognition: those of a page without text, and large ones beside text.

Pages, templates and annotations are XML in a zip; lengths are millimetres.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from extractors.document import BlockKind, BoundingBox, BoxedSpan, Locator
from extractors.errors import DamagedFileError, EncryptedFileError, ExtractionError, LimitError
from extractors.glyphs import Ruling, Stretch
from extractors.ofd_objects import Matrix, boundary_of, identity, read_path, read_text
from extractors.ofd_pictures import (
    PicturePage,
    PlacedPicture,
    opens,
    picture_of,
    picture_parts,
    placed_picture,
    wanted_page,
)
from extractors.ooxml_properties import set_time
from extractors.packages import Package
from extractors.page_blocks import BlockWriter
from extractors.page_furniture import take_furniture
from extractors.page_layout import PageLayout, lay_out
from extractors.ruled_tables import find_tables
from extractors.scanned_pages import ScannedPages
from extractors.sink import BlockSink, Source
from extractors.text_lines import Line

POINT = 72 / 25.4  # points a millimetre
_A4 = BoundingBox(0, 0, 210, 297)
_PRIVATE = re.compile("[\ue000-\uf8ff�]")
_NO_TEXT_SHARE = 0.3
_MAX_DEPTH = 30


def extract(source: Source, sink: BlockSink) -> None:
    """Read an OFD: page text, then template text, then annotations (seals, watermarks).

    Raises:
        ExtractionError: when the package or its document cannot be read, or has more pages than
            the limit (what fits is kept).
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
                _Reader(package, location.lstrip("/"), source, sink).read()
            if _text_of(body, "Signatures"):
                sink.report("signed", "文件带有电子签章，签章图像没有读取")
        count = sink.settings.limits.pages
        if sink.pages > count:
            raise LimitError(f"页数过多，只读了前 {count} 页：请拆成几个文件后重新提交")


def _information(body: etree._Element, sink: BlockSink) -> None:
    for name, key in (("Title", "title"), ("Author", "author")):
        sink.set_property(key, _text_of(body, name))
    for name, key in (("CreationDate", "created"), ("ModDate", "modified")):
        set_time(sink, key, _text_of(body, name))


def _text_of(element: etree._Element, name: str) -> str:
    found = next(element.iter("{*}" + name), None)
    return "" if found is None or not found.text else found.text.strip()


@dataclass(slots=True)
class _Page:
    """One page: its frame, the parts of its pictures by id, and what was found on it."""

    frame: tuple[Matrix, tuple[float, float]]
    parts: dict[str, str]
    pictures: list[PlacedPicture] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)

    @property
    def is_illegible(self) -> bool:
        """Whether its characters are signs of the font's own that stand for nothing elsewhere."""
        text = "".join(stretch.text for stretch in self.stretches)
        return len(_PRIVATE.findall(text)) > len(text) * _NO_TEXT_SHARE

    @property
    def size(self) -> tuple[float, float]:
        """Its width and height in points."""
        return self.frame[1]


class _Reader:
    """Reads one document of the package."""

    def __init__(self, package: Package, location: str, source: Source, sink: BlockSink) -> None:
        self._package = package
        self._source = source
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
        self._pictures = picture_parts(package, self._named(root, "PublicRes", "DocumentRes"))

    def read(self) -> None:
        """Put the document's blocks into the sink."""
        pages: list[PageLayout] = []
        templates: list[PageLayout] = []
        wanted: list[PicturePage] = []
        illegible: list[int] = []
        stamps: list[tuple[str, BoundingBox, int]] = []
        annotations = self._annotations()
        elements = [item for item in self._root.iter("{*}Page") if item.get("BaseLoc")]
        room = max(0, self._sink.settings.limits.pages - self._first)
        for number, element in enumerate(elements[:room], self._first + 1):
            root = self._part(str(element.get("BaseLoc")))
            if root is None:
                self._sink.report("page_unreadable", f"第 {number} 页缺失", page=number)
                continue
            found = _Page(self._frame(root), self._pictures_of(root))
            pages.append(self._layout(root, number, found))
            for link in root.iter("{*}Template"):
                template = self._part(self._templates.get(str(link.get("TemplateID")), ""))
                if template is not None:
                    templates.append(self._layout(template, number, found))
            wanted.extend(self._wanted(number, found))
            illegible += [number] * found.is_illegible
            for location in annotations.get(str(element.get("ID")), ()):
                stamps.extend(self._stamps(location, number, root))
        self._sink.pages = self._first + len(elements)
        furniture = take_furniture(pages)
        recognised = self._recognised(wanted)
        for number in illegible:
            if number not in recognised:  # no scan lies under the signs
                message = f"第 {number} 页的字体是自造字形，文字无法还原：请另存为 PDF 后重新提交"
                self._sink.report("page_not_recognised", message, page=number)
        whole: list[PageLayout] = []
        edges: list[tuple[list[Line], list[Line]]] = []
        for page, lines in zip(pages, furniture, strict=True):
            read = recognised.get(page.number)
            whole += [page] if read is None else [page, read]
            edges += [lines] if read is None else [lines, ([], [])]
        BlockWriter(self._sink).write(whole, edges)
        BlockWriter(self._sink, "template").write(templates, [([], []) for _ in templates])
        for text, box, number in stamps:
            span = BoxedSpan(0, len(text), box, number)
            locator = Locator(part="annotation")
            self._sink.add(
                BlockKind.STAMP, text, page=number, locator=locator, box=box, spans=(span,)
            )

    def _named(self, element: etree._Element, *names: str) -> list[str]:
        """Give the parts that an element's children of these names stand for."""
        found = (item.text.strip() for n in names for item in element.iter("{*}" + n) if item.text)
        return [self._place(location) for location in found]

    def _place(self, location: str) -> str:
        """Give a part's name from one relative to the document or from the root."""
        if location.startswith("/"):
            return location.lstrip("/")
        return posixpath.normpath(posixpath.join(self._folder, location))

    def _pictures_of(self, root: etree._Element) -> dict[str, str]:
        """Give the parts of the pictures that a page may show, by their ids."""
        own = self._named(root, "PageRes")
        return {**self._pictures, **picture_parts(self._package, own)} if own else self._pictures

    def _wanted(self, number: int, page: _Page) -> Iterator[PicturePage]:
        """Give what is to be recognised of a page; name its pictures that cannot be opened."""
        limits = self._sink.settings.limits
        text = [] if page.is_illegible else page.stretches
        found = wanted_page(number, page.size, page.pictures, text)
        if found is None:
            return
        good = {item.part: opens(self._package, item.part, limits) for item in found.pictures}
        if not all(good.values()):
            count = sum(not right for right in good.values())
            message = f"有 {count} 张图片不能打开，图中的文字没有识别：请另存为 PDF 后重新提交"
            self._sink.report("pictures_not_read", f"第 {number} 页{message}", page=number)
            self._sink.empty_reason = f"文件里没有可复制的文字，{message}"
        left = tuple(item for item in found.pictures if good[item.part])
        if left:
            yield replace(found, pictures=left)

    def _recognised(self, wanted: list[PicturePage]) -> dict[int, PageLayout]:
        limits = self._sink.settings.limits
        return ScannedPages(self._source, self._sink).read(
            wanted, lambda page: picture_of(self._package, page, limits)
        )

    def _part(self, location: str) -> etree._Element | None:
        """Parse a part named relative to the document or from the root; None if unreadable."""
        if not location:
            return None
        name = self._place(location)
        try:
            return self._package.xml(name)
        except ExtractionError as error:
            self._sink.report("part_unreadable", f"{posixpath.basename(name)}：{error}")
            return None

    def _page_area(self, root: etree._Element) -> BoundingBox:
        own = next(root.iter("{*}PhysicalBox"), None)
        return boundary_of(own.text if own is not None else None) or self._area

    def _frame(self, page: etree._Element) -> tuple[Matrix, tuple[float, float]]:
        """Give the map from a page's millimetres to points as shown, and its size in points."""
        area = self._page_area(page)
        shift = identity().scaled(POINT).moved(-area.x0 * POINT, -area.y0 * POINT)
        return shift, ((area.x1 - area.x0) * POINT, (area.y1 - area.y0) * POINT)

    def _layout(self, root: etree._Element, number: int, page: _Page) -> PageLayout:
        """Lay out a page or its template; what it shows is noted in `page`."""
        shift, (width, height) = page.frame
        stretches: list[Stretch] = []
        rulings: list[Ruling] = []
        for item, matrix in _objects(root, shift, 0):
            if item.tag.endswith("}TextObject"):
                stretches.extend(read_text(item, matrix))
            elif item.tag.endswith("}ImageObject"):
                page.pictures.append(placed_picture(item, matrix, page.parts))
            else:
                rulings.extend(read_path(item, matrix))
        page.stretches.extend(stretches)
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
    """Give text, path and picture objects in the file's order, blocks inside blocks included."""
    if depth > _MAX_DEPTH:
        return
    for child in root:
        tag = str(child.tag)
        if tag.endswith(("}TextObject", "}PathObject", "}ImageObject")):
            yield child, matrix
        elif tag.endswith(("}Content", "}Layer", "}PageBlock")):
            yield from _objects(child, matrix, depth + 1)
