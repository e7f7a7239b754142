"""A Word file too long to be held as a tree: its paragraphs and table rows one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extractors.docx_tables import WRAPPERS
from extractors.numbering import W
from extractors.packages import Package

_PARAGRAPH, _ROW, _TABLE = W + "p", W + "tr", W + "tbl"
# What may stand between the document and its paragraphs and rows without holding them together.
_OPEN = WRAPPERS | {W + "document", W + "body", W + "sdt", W + "sdtContent"}


def iter_top(package: Package, part: str) -> Iterator[tuple[etree._Element, bool]]:
    """Give each paragraph outside tables and each row of a table that is in no other.

    The flag tells the first row of a table. What was given is forgotten when the next one comes.

    Raises:
        ExtractionError: as `Package.elements`; what comes before was given.
    """
    table: etree._Element | None = None
    for element in package.elements(part, _PARAGRAPH, _ROW, keep=_is_inside):
        above = _holder(element)
        yield element, above is not None and above is not table
        table = above


def _is_inside(element: etree._Element) -> bool:
    """Tell whether an element belongs to a larger one that is still to come."""
    above = _holder(element)
    if above is None:
        return False
    return element.tag != _ROW or above.tag != _TABLE or _holder(above) is not None


def _holder(element: etree._Element) -> etree._Element | None:
    """Give the nearest element above that holds its content together, None at the top."""
    above = element.getparent()
    while above is not None and above.tag in _OPEN:
        above = above.getparent()
    return above
