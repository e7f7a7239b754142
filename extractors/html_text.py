"""The text of a web page: paragraphs, headings and tables of what a browser would show."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree, html

from extractors.document import BlockKind, Locator
from extractors.encoding import decode_text
from extractors.errors import DamagedFileError
from extractors.page_links import PageLinks, find_page_links
from extractors.rows import RowCell, add_row
from extractors.sink import BlockSink

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "svg",
        "select",
        "datalist",
        "audio",
        "video",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "nav",
        "address",
        "blockquote",
        "pre",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "figure",
        "figcaption",
        "form",
        "fieldset",
        "details",
        "summary",
        "center",
        "body",
        "html",
        "hr",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "title",
    ]
)
_CHINESE = ("gb2312", "gbk", "gb18030")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.I)
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_MOST_SPAN = 1000
_LEAST_TEXT = 30  # a page with less beside its links is a page of headlines


def read_html(data: bytes, sink: BlockSink, kind: BlockKind, charset: str | None = None) -> None:
    """Put the text of a page into the sink; `kind` is that of its paragraphs.

    `charset` is what a mail says; a page's own declaration comes second, the bytes decide when
    neither fits.

    Raises:
        DamagedFileError: when nothing can be made of it.
    """
    text = _decode(data, charset)
    if not text.strip():
        return
    parser = html.HTMLParser(
        recover=True, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    # Bytes, because lxml refuses text that declares an encoding; the parser is told which.
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFileError("网页内容已损坏", ".docx") from error
    title = root.find(".//head/title")
    if title is not None and title.text:
        sink.set_property("title", _BLANKS.sub(" ", title.text))
    first = len(sink.blocks)
    reader = _Reader(sink, kind, find_page_links(root))
    reader.walk(root, 0)
    reader.flush()
    _keep_what_is_all(sink, kind, first, reader.listed)


def _decode(data: bytes, charset: str | None) -> str:
    declared = _CHARSET.search(data[:4096])
    for name in (charset, declared.group(1).decode("ascii") if declared else None):
        if not name:
            continue
        # gb2312 pages hold characters of its supersets; the name is a habit.
        wanted = (
            "gb18030" if name.lower().replace("-", "") in ("gb2312", "gbk", "gb18030") else name
        )
        try:
            return data.decode(wanted)
        except (LookupError, UnicodeDecodeError):
            continue
    return decode_text(data)


def _keep_what_is_all(sink: BlockSink, kind: BlockKind, first: int, listed: list[int]) -> None:
    """Take a page that is hardly more than lists of links for a text: a page of headlines."""
    body = (b for b in sink.blocks[first:] if b.kind is not BlockKind.NAVIGATION)
    if sum(len(block.text) for block in body) < _LEAST_TEXT:
        for number in listed:
            sink.blocks[number] = replace(sink.blocks[number], kind=kind)


class _Reader:
    """Walks a page, gathering inline text until a block ends."""

    def __init__(self, sink: BlockSink, kind: BlockKind, links: PageLinks) -> None:
        self._sink = sink
        self._kind = kind
        self._parts: list[str] = []
        self._level: int | None = None
        self._tables = 0
        self._links = links
        self._leads_away = 0
        self.listed: list[int] = []

    def walk(self, element: etree._Element, depth: int) -> None:
        """Read an element's content (not what follows it)."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or depth > 300:
            return
        if _HIDDEN.search(str(element.get("style", ""))):
            return
        if element in self._links.frame or (element in self._links.lists and not self._leads_away):
            self._aside(element, depth)
            return
        if tag == "table" and not self._leads_away and _is_data_table(element):
            self._table(element)
            return
        self._content(element, depth)

    def _aside(self, element: etree._Element, depth: int) -> None:
        """Read a part of the page that leads elsewhere."""
        self.flush()
        first, in_list = len(self._sink.blocks), element in self._links.lists
        self._leads_away += 1
        self._content(element, depth)
        self.flush()
        self._leads_away -= 1
        if in_list and not self._leads_away:
            self.listed.extend(range(first, len(self._sink.blocks)))

    def _content(self, element: etree._Element, depth: int) -> None:
        tag = str(element.tag)
        is_block = tag in _BLOCKS
        if is_block:
            self.flush()
            self._level = _HEADINGS.get(tag, self._level)
        if tag == "br":
            self._parts.append("\n")
        if element.text:
            self._parts.append(_inline(element.text, tag))
        for child in element:
            self.walk(child, depth + 1)
            if child.tail:
                self._parts.append(_inline(child.tail, tag))
        if is_block:
            self.flush()
        if tag in _HEADINGS:
            self._level = None

    def flush(self) -> None:
        """End the current paragraph; line breaks part paragraphs on web pages."""
        text = "".join(self._parts)
        self._parts = []
        for line in text.split("\n"):
            line = _BLANKS.sub(" ", line).strip()
            if self._leads_away:
                self._sink.add(BlockKind.NAVIGATION, line)
                continue
            kind = BlockKind.HEADING if self._level else self._kind
            self._sink.add(kind, line, level=self._level)

    def _table(self, table: etree._Element) -> None:
        self.flush()
        self._tables += 1
        number = self._tables
        below: dict[int, int] = {}
        for place, row in enumerate(_own(table, "tr"), 1):
            cells: list[RowCell] = []
            column = 0
            for cell in row.iterchildren("td", "th"):
                while below.get(column, 0) > 0:
                    column += 1
                across, down = _span(cell, "colspan"), _span(cell, "rowspan")
                cells.append(RowCell(_cell_text(cell), column, across))
                for covered in range(column, column + across):
                    below[covered] = max(below.get(covered, 0), down)
                column += across
            below = {at: left - 1 for at, left in below.items() if left > 1}
            add_row(self._sink, cells, Locator(table=number, row=place))


def _inline(text: str, tag: str) -> str:
    return text if tag == "pre" else _BLANKS.sub(" ", text)


def _own(table: etree._Element, tag: str) -> list[etree._Element]:
    """Give a table's own rows, not those of tables inside it."""
    rows = []
    for child in table:
        if child.tag == tag:
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows.extend(child.iterchildren(tag))
    return rows


def _is_data_table(table: etree._Element) -> bool:
    """Tell tables of data from those that only lay out a page (they hold tables or one cell)."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = _own(table, "tr")
    return any(sum(1 for _ in row.iterchildren("td", "th")) > 1 for row in rows)


def _span(cell: etree._Element, name: str) -> int:
    value = str(cell.get(name, "1")).strip()
    return max(1, min(int(value), _MOST_SPAN)) if value.isascii() and value.isdigit() else 1


def _cell_text(cell: etree._Element) -> str:
    """Give a cell's text, its paragraphs and line breaks as line feeds."""
    parts: list[str] = []

    def gather(element: etree._Element, depth: int) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or depth > 300:
            return
        block = tag in _BLOCKS or tag == "br"
        if block:
            parts.append("\n")
        parts.append(_BLANKS.sub(" ", element.text or ""))
        for child in element:
            gather(child, depth + 1)
            parts.append(_BLANKS.sub(" ", child.tail or ""))
        if block:
            parts.append("\n")

    gather(cell, 0)
    lines = [_BLANKS.sub(" ", line).strip() for line in "".join(parts).split("\n")]
    return "\n".join(line for line in lines if line)
