"""A sheet of an Excel workbook: columns and rows in, cells out.

Every text is written as text: a cell that begins with = can never become a formula. Only
`Formula` makes one, and only the program writes those.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.display_width import width

_LINE, _HIGHEST = 15, 240  # points; a longer list is read in the cell itself
_CELL_LIMIT = 32_000  # Excel takes 32,767 characters in a cell


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, and its result as long as nobody has filled in anything."""

    expression: str
    result: Decimal | str


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell for a person to fill in; points may be at most `most`, None for any text."""

    most: Decimal | None = None


Value = str | int | Decimal | Formula | Entry | None


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A sheet: its columns as (heading, width), its rows, and the sums below them.

    `total` stands apart from the rows, so that sorting and filtering leave it where it is.
    """

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Iterable[Sequence[Value]]
    total: Sequence[Value] | None = None


class SheetWriter:
    """Writes tables into one workbook, all in the same formats."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        plain = {"text_wrap": True, "valign": "top", "border": 1}
        self._head = workbook.add_format({**plain, "bold": True, "bg_color": "#DCE6F0"})
        self._body = workbook.add_format(plain)
        self._entry = workbook.add_format({**plain, "bg_color": "#FFF9E0"})
        self._total = workbook.add_format({**plain, "bold": True, "bg_color": "#EEF2F6", "top": 2})

    def write(self, table: SheetTable) -> None:
        """Write one table as a sheet of its own."""
        page = self._workbook.add_worksheet(table.name)
        for column, (heading, room) in enumerate(table.columns):
            page.set_column(column, column, room)
            page.write_string(0, column, heading, self._head)
        count = 0
        widths = [room for _, room in table.columns]
        for count, row in enumerate(table.rows, start=1):
            self._row(page, count, row, self._body)
            page.set_row(count, _height(row, widths))
        page.autofilter(0, 0, count, len(table.columns) - 1)
        if table.total is not None:
            self._row(page, count + 1, table.total, self._total)
            page.set_row(count + 1, _height(table.total, widths))
        page.freeze_panes(1, 1)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_footer("&C第 &P 页，共 &N 页")

    def _row(self, page: Worksheet, row: int, values: Sequence[Value], style: Format) -> None:
        for column, value in enumerate(values):
            if isinstance(value, Formula):
                shown = value.result if isinstance(value.result, str) else float(value.result)
                page.write_formula(row, column, value.expression, style, shown)
            elif isinstance(value, Entry):
                page.write_blank(row, column, None, self._entry)
                if value.most is not None:
                    page.data_validation(row, column, row, column, _points_up_to(value.most))
            elif isinstance(value, int | Decimal):
                page.write_number(row, column, float(value), style)
            elif value:
                page.write_string(row, column, value[:_CELL_LIMIT], style)
            else:
                page.write_blank(row, column, None, style)


def _height(values: Sequence[Value], widths: Sequence[int]) -> int:
    """Give the height that shows a row's texts; not every program works it out by itself."""
    most = 1
    for value, room in zip(values, widths, strict=True):
        shown = value.result if isinstance(value, Formula) else value
        if isinstance(shown, str):
            wanted = sum(
                -(-max(1, width(line)) // max(1, room - 1 - room // 20))
                for line in shown.split("\n")
            )
            most = max(most, wanted)
    return min(_LINE * most, _HIGHEST)


def _points_up_to(most: Decimal) -> dict[str, object]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": float(most),
        "error_title": "请核对分数",
        "error_message": f"这里填 0 到 {most.normalize():f} 之间的数字。",
    }
