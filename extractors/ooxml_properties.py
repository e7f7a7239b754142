"""Title, author and times from an Office package's core properties."""

from __future__ import annotations

import re

from extractors.errors import ExtractionError
from extractors.packages import Package
from extractors.sink import BlockSink

_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_NAMES = {
    _DUBLIN + "title": "title",
    _DUBLIN + "creator": "author",
    _CORE + "lastModifiedBy": "last_author",
    _TERMS + "created": "created",
    _TERMS + "modified": "modified",
}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?")
# What stands in the templates of widespread libraries says nothing of the file.
_TEMPLATE_TIMES = ("2013-12-23", "2013-01-27T09:1")
_TEMPLATE_AUTHORS = ("python-docx", "openpyxl")
# The epochs that programs write when they know no time.
_EPOCHS = ("1601-01-01", "1970-01-01", "1980-01-01", "1900-01-01", "1899-12-30")


def read_core_properties(package: Package, sink: BlockSink) -> None:
    """Put the package's title, author, created and modified into the document's properties."""
    targets = package.related("", "core-properties") or ["docProps/core.xml"]
    try:
        root = package.xml(targets[0])
    except ExtractionError:
        sink.report("properties_unreadable", "文件属性（作者、创建时间）无法读取")
        return
    if root is None:
        return
    for element in root:
        name = _NAMES.get(str(element.tag))
        if name is None or not element.text:
            continue
        if name in ("created", "modified"):
            set_time(sink, name, element.text)
        elif element.text not in _TEMPLATE_AUTHORS:
            sink.set_property(name, element.text)


def set_time(sink: BlockSink, name: str, text: str) -> None:
    """Keep a time property if it is an ISO date that means something."""
    match = _ISO.match(text.strip())
    if match is None or match.group().startswith((*_TEMPLATE_TIMES, *_EPOCHS)):
        return
    sink.set_property(name, match.group())
