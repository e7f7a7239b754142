"""Excel registers."""

from __future__ import annotations

import datetime as dt
import io

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from corpora.folder_builder.entries import Entry, Sheet
from corpora.folder_builder.packing import repacked


def sheet_bytes(entry: Entry) -> bytes:
    """The .xlsx of an entry: dates are real date cells, a row of one cell spans the width."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"author": entry.author, "created": entry.created})
    formats = {
        "date": book.add_format({"num_format": "yyyy-mm-dd", "border": 1}),
        "plain": book.add_format({"border": 1, "text_wrap": True}),
        "title": book.add_format({"bold": True, "align": "center"}),
    }
    for sheet in entry.sheets:
        _write(book.add_worksheet(sheet.name), sheet, formats)
    book.close()
    return repacked(buffer.getvalue(), entry.created)


def _write(target: Worksheet, sheet: Sheet, formats: dict[str, Format]) -> None:
    width = max(len(row) for row in sheet.rows)
    target.set_column(0, width - 1, 14)
    for number, row in enumerate(sheet.rows):
        if len(row) == 1 and width > 1:
            target.merge_range(number, 0, number, width - 1, row[0], formats["title"])
            continue
        for column, value in enumerate(row):
            if isinstance(value, dt.date):
                target.write_datetime(number, column, value, formats["date"])
            elif value is not None:
                target.write(number, column, value, formats["plain"])
