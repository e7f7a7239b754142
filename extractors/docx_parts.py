"""The parts of a Word package: which is the main one, and all of them in the usual names."""

from __future__ import annotations

from lxml import etree

from extractors.errors import ExtractionError
from extractors.packages import Package, parse_xml

_HEAD = 16_384  # bytes: names are declared where a part begins
# The strict variant of the format has other namespaces and the same content.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/main",
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


def main_part(package: Package) -> str:
    """Name the part that holds the body."""
    for target in package.related("", "officeDocument"):
        if package.has(target):
            return target
    return "word/document.xml"


def usual_names(data: bytes) -> bytes:
    """Give a part with the usual namespaces (one look spares most files the replacing)."""
    if b"purl.oclc.org" in data[:_HEAD]:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data


def read_part(package: Package, name: str) -> etree._Element | None:
    """Parse a part, None if there is no such part.

    Raises:
        ExtractionError: when it cannot be read.
    """
    data = package.read(name)
    return None if data is None else parse_xml(usual_names(data))


def optional_part(package: Package, main: str, kind: str) -> etree._Element | None:
    """Parse a part the document can be read without; None if missing or broken."""
    for target in package.related(main, kind):
        try:
            return read_part(package, target)
        except ExtractionError:
            return None
    return None
