"""The rows of one .xlsx sheet, read one after the other: memory does not grow with the sheet.

Only cells that are there are looked at, so a sheet formatted down to its last row costs nothing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from openpyxl.styles.numbers import is_timedelta_format
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import from_excel

from extractors.cell_values import is_date_format, show_value
from extractors.packages import BROKEN_STREAM, Package
from extractors.workbook_parts import Workbook, rich_text

MOST_COLUMNS = 1_000
_MERGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"[^>]{0,100}>"
)
_PIECE, _OVERLAP = 1 << 20, 400  # bytes read at a time; a merge's element is shorter
_MOST_MERGES = 200_000
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})\Z")
_EDGE_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|[LCRPNDTAFZGBIUESXYOH]|\d{1,3})', re.I)


@dataclass(slots=True)
class SheetNotes:
    """What is said once about a sheet after its rows: hidden rows, cut columns, page edges."""

    hidden_rows: int = 0
    hidden_columns: int = 0
    cut_columns: bool = False
    edges: list[tuple[str, str]] = field(default_factory=list)


def iter_rows(
    package: Package, part: str, book: Workbook, notes: SheetNotes
) -> Iterator[tuple[int, list[str]]]:
    """Give (0-based number, shown texts from column A on) of each row that holds text.

    Raises:
        ExtractionError: as `Package.elements`; the rows before were given.
    """
    number = -1
    tags = ("{*}row", "{*}col", "{*}oddHeader", "{*}oddFooter", "{*}evenHeader", "{*}evenFooter",
            "{*}firstHeader", "{*}firstFooter")  # fmt: skip
    for element in package.elements(part, *tags):
        name = str(element.tag).rpartition("}")[2]
        if name == "col":
            notes.hidden_columns += element.get("hidden") in ("1", "true")
        elif name != "row":
            _edge(name, element.text or "", notes)
        else:
            stated = element.get("r", "")
            number = int(stated) - 1 if stated.isdecimal() and 0 < int(stated) < 1e7 else number + 1
            texts = _row(element, book, notes)
            if texts:
                notes.hidden_rows += element.get("hidden") in ("1", "true")
                yield number, texts


def _edge(name: str, text: str, notes: SheetNotes) -> None:
    """Keep the text of a page's header or footer without its codes (fonts, page numbers)."""
    for part in re.split(r"&[LCR]", text):
        shown = _EDGE_CODES.sub("", part.replace("&&", "\x00")).replace("\x00", "&").strip()
        if shown:
            notes.edges.append(("header" if name.endswith("Header") else "footer", shown))


def _row(row: etree._Element, book: Workbook, notes: SheetNotes) -> list[str]:
    found: dict[int, str] = {}
    column = -1
    for cell in row:
        if not str(cell.tag).endswith("}c"):
            continue
        column = _column(cell.get("r")) if cell.get("r") else column + 1
        text = _text(cell, book)
        if not text:
            continue
        if 0 <= column < MOST_COLUMNS:
            found[column] = text
        else:
            notes.cut_columns = True
    return [found.get(at, "") for at in range(max(found) + 1)] if found else []


def _column(reference: str | None) -> int:
    match = _REFERENCE.match(reference or "")
    if match is None:
        return -1
    number = 0
    for letter in match.group(1):
        number = number * 26 + ord(letter) - 64
    return number - 1


def _text(cell: etree._Element, book: Workbook) -> str:
    """Give what a cell shows."""
    kind = cell.get("t", "n")
    value = ""
    for child in cell:
        tag = str(child.tag)
        if tag.endswith("}v"):
            value = child.text or ""
        elif tag.endswith("}is"):
            return show_value(rich_text(child))
    if not value or kind == "e":
        return ""
    if kind == "s":
        at = int(value) if value.strip().isdecimal() else -1
        return show_value(book.texts[at]) if 0 <= at < len(book.texts) else ""
    if kind in ("str", "inlineStr"):
        return show_value(value)
    if kind == "b":
        return show_value(value.strip() not in ("0", "false"))
    style = cell.get("s", "")
    at = int(style) if style.isdecimal() else -1
    pattern = book.formats[at] if 0 <= at < len(book.formats) else "General"
    return _number(value, kind, pattern, book)


def _number(value: str, kind: str, pattern: str, book: Workbook) -> str:
    """Show a number, or the moment that its format makes of it."""
    if kind == "d":
        try:
            return show_value(datetime.datetime.fromisoformat(value.strip().rstrip("Z")), pattern)
        except ValueError:
            return show_value(value)
    try:
        number = float(value)
    except ValueError:
        return show_value(value)
    if not is_date_format(pattern):
        return show_value(number, pattern)
    try:
        elapsed = bool(is_timedelta_format(pattern))
        return show_value(from_excel(number, book.epoch, timedelta=elapsed), pattern)
    except (ValueError, OverflowError, TypeError):
        return show_value(number)


def merged_spans(package: Package, part: str) -> dict[tuple[int, int], int]:
    """Give the columns that merged cells cover, by (row, column) of the first one, 0-based.

    A sheet tells of them after its rows, so its part is looked through beforehand. A part that
    breaks off gives what came before.
    """
    spans: dict[tuple[int, int], int] = {}
    with package.stream(part) as stream:
        kept = b""
        while stream is not None and len(spans) < _MOST_MERGES:
            try:
                piece = stream.read(_PIECE)
            except BROKEN_STREAM:
                break
            for match in _MERGE.finditer(kept + piece):
                first_column, first_row, last_column, _ = range_boundaries(match.group(1).decode())
                if first_column and first_row and last_column:
                    spans[first_row - 1, first_column - 1] = last_column - first_column + 1
            if not piece:
                break
            kept = piece[-_OVERLAP:]
    return spans
