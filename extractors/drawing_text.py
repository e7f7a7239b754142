"""Text in drawings that lies in parts of its own: charts and SmartArt, in any Office package."""

from __future__ import annotations

from lxml import etree

from extractors.cell_values import show_value
from extractors.document import BlockKind, Locator
from extractors.errors import ExtractionError
from extractors.packages import Package
from extractors.rows import add_row, plain_cells
from extractors.sink import BlockSink

_KINDS = ("chart", "chartEx", "diagramData")
_MOST_POINTS = 500  # a series: more are measurements, not text
_MOST_SERIES = 100


class Drawings:
    """Reads the charts and SmartArt of a document where they stand, each once.

    `numbers`: the data of charts is read too (in a workbook its sheets have them already).
    `sources` are the workbooks embedded for charts whose data was read.
    """

    def __init__(self, sink: BlockSink, package: Package, *, numbers: bool = True) -> None:
        self._sink = sink
        self._package = package
        self._numbers = numbers
        self.sources: set[str] = set()
        self._seen: set[str] = set()

    def read_related(self, part: str, *, page: int | None = None, sheet: str | None = None) -> None:
        """Read all charts and SmartArt that a slide or a sheet's drawing refers to."""
        for _, kind, target in self._package.relations(part):
            if kind in _KINDS:
                self.read(target, page=page, sheet=sheet)

    def read(self, part: str, *, page: int | None = None, sheet: str | None = None) -> None:
        """Read the chart or SmartArt in `part`; other parts give nothing."""
        if part in self._seen:
            return
        self._seen.add(part)
        name = part.rpartition("/")[2].removesuffix(".xml")
        try:
            root = self._package.xml(part)
        except ExtractionError as error:
            self._sink.report("part_unreadable", f"图表 {name} 没有读出：{error}", page=page)
            return
        if root is None:
            return
        place = Locator(sheet=sheet, slide=page, part=name)
        tag = str(root.tag)
        if tag.endswith("}dataModel"):
            for text in _diagram_texts(root):
                self._sink.add(BlockKind.TEXT_BOX, text, page=page, locator=place)
        elif tag.endswith("}chartSpace"):
            self._titles(root, place, page)
            if self._numbers:
                self._data(root, place, page)
                self.sources.update(self._package.related(part, "package"))

    def _titles(self, root: etree._Element, place: Locator, page: int | None) -> None:
        for paragraph in root.iter("{*}p"):
            text = "".join(part.text or "" for part in paragraph.iter("{*}t")).strip()
            self._sink.add(BlockKind.TEXT_BOX, text, page=page, locator=place)

    def _data(self, root: etree._Element, place: Locator, page: int | None) -> None:
        categories: list[str] = []
        row = 0
        for series in list(root.iter("{*}ser"))[:_MOST_SERIES]:
            name = " ".join(_values(next(series.iterchildren("{*}tx"), None)))
            shared = _values(next(series.iterchildren("{*}cat", "{*}xVal"), None))
            values = _values(next(series.iterchildren("{*}val", "{*}yVal"), None))
            rows = [["", *shared]] if shared and shared != categories else []
            categories = shared or categories
            for texts in (*rows, [name, *values]):
                row += 1
                spot = Locator(place.sheet, place.table, row, place.slide, place.part)
                add_row(self._sink, plain_cells(texts), spot, page=page)


def _diagram_texts(root: etree._Element) -> list[str]:
    """Give the texts of SmartArt's points, in the order of the data."""
    found: list[str] = []
    for point in root.iter("{*}pt"):
        for body in point.iterchildren("{*}t"):
            for paragraph in body.iter("{*}p"):
                text = "".join(part.text or "" for part in paragraph.iter("{*}t")).strip()
                if text:
                    found.append(text)
    return found


def _values(holder: etree._Element | None) -> list[str]:
    """Give a series' texts or numbers as the file keeps them, gaps as blanks."""
    if holder is None:
        return []
    plain = [child.text or "" for child in holder.iterchildren("{*}v")]
    if plain:
        return plain
    levels: list[dict[int, str]] = []
    for cache in holder.iter("{*}strCache", "{*}numCache", "{*}strLit", "{*}numLit", "{*}lvl"):
        points: dict[int, str] = {}
        for point in cache.iterchildren("{*}pt"):
            at = str(point.get("idx", ""))
            value = _shown("".join(child.text or "" for child in point.iterchildren("{*}v")))
            if at.isdecimal() and int(at) < _MOST_POINTS and value:
                points[int(at)] = value
        levels.append(points)
    last = max((max(points) for points in levels if points), default=-1)
    # Categories of several levels (a year over its months) are said from the outside in.
    return [
        " ".join(points[at] for points in levels[::-1] if at in points) for at in range(last + 1)
    ]


def _shown(text: str) -> str:
    """Give a kept value as people write it: 8.2, not 8.200000000000001."""
    try:
        return show_value(float(text)) if "." in text else text.strip()
    except ValueError:
        return text.strip()
