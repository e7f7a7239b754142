"""The parts of a .xlsx that its sheets refer to: sheet list, shared texts, number formats."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from extractors.errors import ExtractionError, LimitError
from extractors.packages import Package
from extractors.sink import BlockSink

# What the numbers 27 to 58 mean where Excel or WPS is set to Chinese (ECMA-376, 18.8.30).
_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
_NOON_MINUTE, _NOON_SECOND = '上午/下午h"时"mm"分"', '上午/下午h"时"mm"分"ss"秒"'
_CHINESE_FORMATS = {
    27: _YEAR_MONTH, 28: _MONTH_DAY, 29: _MONTH_DAY, 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: _NOON_MINUTE, 35: _NOON_SECOND,
    36: _YEAR_MONTH, 50: _YEAR_MONTH, 51: _MONTH_DAY, 52: _YEAR_MONTH, 53: _MONTH_DAY,
    54: _MONTH_DAY, 55: _NOON_MINUTE, 56: _NOON_SECOND, 57: _YEAR_MONTH, 58: _MONTH_DAY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its part ("" if it is missing), whether people see it."""

    name: str
    part: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """What the sheets' cells refer to; `formats` holds the format of each cell style."""

    sheets: tuple[Sheet, ...]
    texts: list[str]
    formats: list[str]
    epoch: datetime.datetime


def read_workbook_parts(package: Package, sink: BlockSink) -> Workbook | None:
    """Read the list of sheets and what cells refer to, None when there is no workbook part.

    Raises:
        ExtractionError: when the workbook part cannot be read.
    """
    parts = package.related("", "officeDocument")
    main = next((part for part in parts if package.has(part)), "xl/workbook.xml")
    root = package.xml(main)
    if root is None:
        return None
    targets = {identity: target for identity, _, target in package.relations(main)}
    sheets = tuple(_sheet(element, targets) for element in root.iter("{*}sheet"))
    settings = next(root.iter("{*}workbookPr"), None)
    early = settings is not None and settings.get("date1904") in ("1", "true")
    return Workbook(
        sheets,
        _shared_texts(package, main, sink),
        _formats(package, main, sink),
        CALENDAR_MAC_1904 if early else CALENDAR_WINDOWS_1900,
    )


def _sheet(element: etree._Element, targets: Mapping[str, str]) -> Sheet:
    identity = next(
        (str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), ""
    )
    visible = element.get("state") not in ("hidden", "veryHidden")
    return Sheet(str(element.get("name", "")), targets.get(identity, ""), visible)


def rich_text(element: etree._Element) -> str:
    """Give the text of a shared or inline string, without the reading of its characters."""
    parts: list[str] = []
    for child in element:
        if str(child.tag).endswith("}t"):
            parts.append(child.text or "")
        elif str(child.tag).endswith("}r"):
            parts.extend(text.text or "" for text in child.iterchildren("{*}t"))
    return "".join(parts)


def _shared_texts(package: Package, main: str, sink: BlockSink) -> list[str]:
    texts: list[str] = []
    room = sink.settings.limits.text_chars
    for part in package.related(main, "sharedStrings") or ["xl/sharedStrings.xml"]:
        try:
            for element in package.elements(part, "{*}si"):
                text = rich_text(element)
                room -= len(text)
                if room < 0:
                    raise LimitError("表格中的文字过多，只读出了前面的部分")
                texts.append(text)
        except ExtractionError as error:
            sink.report("part_unreadable", f"表格的文字部分没有读完：{error}")
    return texts


def _formats(package: Package, main: str, sink: BlockSink) -> list[str]:
    """Give the number format of each cell style, by its number."""
    for part in package.related(main, "styles") or ["xl/styles.xml"]:
        try:
            root = package.xml(part)
        except ExtractionError:
            sink.report("part_unreadable", "表格的格式部分已损坏，日期可能显示为数字，请核对")
            return []
        if root is None:
            return []
        own = {
            str(element.get("numFmtId")): str(element.get("formatCode", "General"))
            for element in root.iter("{*}numFmt")
        }
        cells = next(root.iter("{*}cellXfs"), None)
        if cells is None:
            return []
        return [
            _format(str(style.get("numFmtId", "0")), own) for style in cells.iterchildren("{*}xf")
        ]
    return []


def _format(number: str, own: Mapping[str, str]) -> str:
    if number in own:
        return own[number]
    if not number.isascii() or not number.isdigit():
        return "General"
    return _CHINESE_FORMATS.get(int(number)) or BUILTIN_FORMATS.get(int(number)) or "General"
