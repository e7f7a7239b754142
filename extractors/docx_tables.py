"""The parts of Word tables: rows, cells and their content, whatever wraps them; merged cells."""

from __future__ import annotations

from lxml import etree

from extractors.numbering import W, attribute, integer

# Elements that stand between a container and its content without meaning for the text.
WRAPPERS = frozenset({W + "customXml", W + "ins", W + "moveTo", W + "smartTag"})


def _unwrapped(container: etree._Element, wanted: frozenset[str]) -> list[etree._Element]:
    """Give the wanted children, also those inside content controls and other wrappers."""
    found: list[etree._Element] = []
    for child in container:
        tag = child.tag
        if tag in wanted:
            found.append(child)
        elif tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None:
                found.extend(_unwrapped(content, wanted))
        elif tag in WRAPPERS:
            found.extend(_unwrapped(child, wanted))
    return found


def table_rows(table: etree._Element) -> list[etree._Element]:
    """Give a table's rows."""
    return _unwrapped(table, frozenset({W + "tr"}))


def row_cells(row: etree._Element) -> list[etree._Element]:
    """Give a row's cells, those that continue a merged one included."""
    return _unwrapped(row, frozenset({W + "tc"}))


def cell_content(cell: etree._Element) -> list[etree._Element]:
    """Give a cell's paragraphs and the tables inside it, in order."""
    return _unwrapped(cell, frozenset({W + "p", W + "tbl"}))


def merge_of(cell: etree._Element) -> tuple[int, str]:
    """Give how many columns a cell covers, and "above" or "left" if it continues another."""
    properties = cell.find(W + "tcPr")
    if properties is None:
        return 1, ""
    span = max(1, min(integer(attribute(properties.find(W + "gridSpan"))) or 1, 1000))
    vertical = properties.find(W + "vMerge")
    if vertical is not None and attribute(vertical) != "restart":
        return span, "above"
    horizontal = properties.find(W + "hMerge")
    if horizontal is not None and attribute(horizontal) != "restart":
        return span, "left"
    return span, ""
