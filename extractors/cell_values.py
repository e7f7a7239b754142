"""Spreadsheet values as text: what a person reads in the cell, without inventing anything."""

from __future__ import annotations

import datetime
import re

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})
_PERCENT_PLACES = re.compile(r"\.([0#?]+)%")


def show_value(value: object, number_format: str = "General") -> str:
    """Give a cell's value as text, blanks at the ends removed.

    Dates become 2022-03-15 when the cell's format shows year, month and day; a format that shows
    less gives less (2022年3月, 3月15日): what nobody sees in the cell is not evidence. Whole
    numbers have no decimals; error values are empty.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime):
        return _show_moment(value, number_format)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime.timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, int | float):
        return _show_number(float(value), number_format)
    text = str(value).strip()
    return "" if text in _ERRORS else text


def is_date_format(number_format: str) -> bool:
    """Tell whether a number format shows numbers as dates or times."""
    codes = _QUOTED.sub("", number_format.split(";")[0]).lower()
    return any(letter in codes for letter in "ymdhs") and "general" not in codes


def _show_moment(moment: datetime.datetime, number_format: str) -> str:
    # 上午/下午 and AM/PM hold an m that is no month.
    codes = _QUOTED.sub("", number_format.split(";")[0]).lower().replace("am/pm", "h")
    codes = codes.replace("general", "")  # its letters e and l are no codes
    year, day, hour = "y" in codes or "e" in codes, "d" in codes, "h" in codes
    month = (
        re.search(r"(?<![hs:])m(?![m:]*:s)", re.sub(r"h+[\s:]*m+|m+[\s:]*s+", "h", codes))
        is not None
    )
    clock = moment.strftime("%H:%M")
    if not (year or month or day):
        return clock if hour else moment.date().isoformat()
    if year and month and day:
        shown = moment.date().isoformat()
    elif year and month:
        shown = f"{moment.year}年{moment.month}月"
    elif month and day:
        shown = f"{moment.month}月{moment.day}日"
    elif year:
        shown = f"{moment.year}年"
    else:
        shown = f"{moment.month}月" if month else f"{moment.day}日"
    with_clock = hour and (moment.hour or moment.minute)
    return f"{shown} {clock}" if with_clock else shown


def _show_number(number: float, number_format: str) -> str:
    if number != number or number in (float("inf"), float("-inf")):
        return ""
    if "%" in _QUOTED.sub("", number_format):
        places = _PERCENT_PLACES.search(number_format)
        digits = len(places.group(1)) if places else 0
        return f"{number * 100:.{digits}f}%"
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.12g}"
