"""Lines that begin an entry of a book without labels: with a day, or with a month's name."""

from __future__ import annotations

import re

from matchers.body_lines import Line
from matchers.record import Region

_HAN = "一二三四五六七八九十"
# What may stand before the day: a bullet, a number, the page or part of a book.
MARK = (
    rf"(?:第[{_HAN}\d]{{1,3}}[次页讲期][\s:、,]{{0,4}}|其[{_HAN}]{{1,2}}[\s:、,]{{0,4}}"
    rf"|\(?\d{{1,2}}[).、](?!\d{{1,2}}[./-]\d)\s{{0,4}}|\([{_HAN}]{{1,3}}\)\s{{0,4}}"
    r"|[·*•▲△●○◆■□★※◎▶①-⑳⑴-⒇㈠-㈩-]\s{0,4})?"
)
_WEEKDAY = r"\s{0,2}\(?(?:周|星期|礼拜)[一二三四五六日天]\)?"
_MONTH, _DAY_NUMBER = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_ENTRY = re.compile(
    rf"\s{{0,20}}{MARK}(?:原定于?|拟于|计划于?|预定|暂定)?"
    rf"((?:\d{{4}}|[{_HAN}〇]{{4}})\s{{0,2}}[年./-]\s{{0,2}}"
    rf"(?:\d{{1,2}}|[{_HAN}]{{1,2}})\s{{0,2}}[月./-]\s{{0,2}}(?:\d{{1,2}}|[{_HAN}廿]{{1,3}})\s?[日号]?"
    rf"|(?:\d{{1,2}}|[{_HAN}]{{1,2}})\s{{0,2}}[月./-]\s{{0,2}}(?:\d{{1,2}}|[{_HAN}廿]{{1,3}})\s?[日号]"
    # 22.9.8, and 9/5 or 9.5 where a weekday (after a stroke also a blank) tells it from a number
    rf"|[12]\d[./-]{_MONTH}[./-]{_DAY_NUMBER}"
    rf"|{_MONTH}(?:/{_DAY_NUMBER}(?:{_WEEKDAY}|(?=\s))|[.-]{_DAY_NUMBER}{_WEEKDAY}))"
    r"(?![\d./-])"
)
# A blank-parted line may name month and occasion first: 3月 组织生活会 3月11日 全员到会.
# or only the month before a colon: 三月：3月11日，学习两会精神.
_COLUMNS = re.compile(
    rf"\s{{0,8}}(?P<month>(?:\d{{1,2}}|[{_HAN}]{{1,2}})月)份?"
    r"(?:[ \t]{0,4}:[ \t]{0,4}|[ \t]{1,8}(?:[\u4e00-\u9fff]{2,10}[ \t]{1,8}){1,2})"
)
# A name, a blank, a full day: 第十届学生代表大会　2019年11月22日　代表150人. A year alone may
# stand where the thing did not take place.
_NAMED = re.compile(
    r"\s{0,8}(?P<name>[\u4e00-\u9fff()\d]{4,24}?)[ \t]{1,8}"
    r"(?P<day>\d{4}年(?:\d{1,2}月\d{1,2}日)?)(?=[ \t]|$)"
)
_LEAST_TEXT = 4  # a day alone is a signature's date


def entry_day(line: Line) -> Region | None:
    """Give where the day stands with which a line begins, or None."""
    if named := _NAMED.match(line.text):
        start, end = named.span("day")
        whole = named["day"].endswith("日")
        return Region(line.block, line.start + start, line.start + end) if whole else None
    columns = _COLUMNS.match(line.text)
    found = _ENTRY.match(line.text, columns.end() if columns else 0)
    if found is None:
        return None
    rest = line.text[found.end() :].strip()
    if len(rest) < _LEAST_TEXT or rest.startswith(("前", "之前", "至", "-", "~")):
        return None
    return Region(line.block, line.start + found.start(1), line.start + found.end(1))


def entry_name(line: Line) -> Region | None:
    """Give where the name stands that a line puts before its day, or None."""
    named = _NAMED.match(line.text)
    if named is None:
        return None
    return Region(line.block, line.start + named.start("name"), line.start + named.end("name"))


def entry_month(line: Line) -> Region | None:
    """Give where the month stands that a line begins with in a book by months, or None."""
    columns = _COLUMNS.match(line.text)
    if columns is None or ":" not in columns.group():
        return None
    start, end = columns.span("month")
    return Region(line.block, line.start + start, line.start + end)


def begins_entry(line: Line) -> bool:
    """Say whether a line begins an entry; one with a month but no day is an entry, too."""
    if line.is_row:
        return False
    if _NAMED.match(line.text):
        return True
    return entry_day(line) is not None or _COLUMNS.match(line.text) is not None
