"""Heads of a book's entries, told by their common form whatever stands around their days.

A clerk who keeps no labels begins every entry alike: the day alone on a line, in brackets, behind
a number or the meeting's name. One line so begun says little; several of one form, in the order
of time and with nothing told above the first, are a book.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matchers.body_lines import Line
from matchers.entry_runs import in_time_order
from matchers.numerals import parse_numeral
from matchers.record import Region

_HAN = "一二三四五六七八九十"
_NUMBER = rf"(?:\d{{1,2}}|[{_HAN}廿]{{1,3}})"
_YEAR = rf"(?:\d{{4}}|[{_HAN}〇]{{4}})"
_FULL = (
    rf"{_YEAR}\s{{0,2}}[年./-]\s{{0,2}}{_NUMBER}\s{{0,2}}[月./-]\s{{0,2}}{_NUMBER}(?:\s?[日号])?"
)
_DAY = rf"(?P<day>{_FULL}|{_NUMBER}\s{{0,2}}月\s{{0,2}}{_NUMBER}\s?[日号])(?![\d./-])"
_WEEKDAY = r"(?:\s{0,2}\(?(?:周|星期|礼拜)[一二三四五六日天]\)?)?"
_MARK = r"(?:[·*•▲△●○◆◇■□★☆※◎▶-]\s{0,4}|[Pp]\.?\d{1,3}\s{1,4})?"
_OCCASION = rf"(?:第[{_HAN}\d]{{1,3}}[次期回]|[\u4e00-\u9fff]{{0,12}}(?:会议?|党课|党日|学习|活动))"
_FORMS = (
    # alone on a line, or with no more than the hour and the place: 2022-01-07 15:30 会议室
    re.compile(rf"\s{{0,8}}{_MARK}{_DAY}{_WEEKDAY}[^。;,]{{0,24}}$"),
    re.compile(rf"\s{{0,8}}{_MARK}{_DAY}{_WEEKDAY}(?=\s)"),
    re.compile(rf"\s{{0,8}}\[\s?{_DAY}[^\[\]]{{0,16}}\]"),
    re.compile(rf"\s{{0,8}}[{_HAN}]{{1,3}}、\s{{0,2}}{_DAY}"),
    re.compile(rf"\s{{0,8}}\d{{1,2}}\s{{1,4}}{_DAY}"),
    re.compile(
        rf"\s{{0,8}}(?:\d{{1,2}}[.、\s]\s{{0,4}}|[{_HAN}]{{1,3}}、|\([{_HAN}]{{1,3}}\)\s?)?\[?"
        rf"(?P<name>(?:第[{_HAN}\d]{{1,3}}次)?{_OCCASION})[\s(:\]]{{1,4}}{_DAY}"
    ),
)
_INTENDED = re.compile(r"原定|拟|计划|预定|暂定")
_LISTED = re.compile(rf"(?:^|[①-⑳]|(?<=;))\s?(?={_NUMBER}\s?月\s?{_NUMBER}\s?[日号])")
_A_LIST = 3
_A_BOOK = 2
_SHORT_FRONT = 60
_MOST_FRONT = 4


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an entry: which line it is, its day, and the occasion's name if it has one."""

    line: int
    day: Region
    name: Region | None


def form_heads(lines: Sequence[Line], title: Region | None) -> tuple[Head, ...]:
    """Give the heads of a book's entries in order; empty when the lines are no such book.

    Args:
        lines: the lines of the paper outside its tables.
        title: where the paper's title stands; it may be the line above the first entry.
    """
    books = (_heads(form, lines) for form in _FORMS)
    best = max(books, key=len)
    if len(best) < _A_BOOK or not in_time_order([_key(lines[h.line], h.day) for h in best]):
        return ()
    front = [line for line in lines[: best[0].line] if line.region != title]
    told = sum(len(line.stripped) for line in front)
    return best if len(front) <= _MOST_FRONT and told <= _SHORT_FRONT else ()


def _heads(form: re.Pattern[str], lines: Sequence[Line]) -> tuple[Head, ...]:
    """Give the heads of one form; a day with nothing below or behind it only signs."""
    found = [(place, form.match(line.text)) for place, line in enumerate(lines) if not line.is_row]
    places = {place for place, match in found if match}
    heads = []
    for place, match in found:
        if match is None or _INTENDED.search(lines[place].text[: match.end()]):
            continue
        alone = not lines[place].text[match.end() :].strip()
        if alone and (place + 1 == len(lines) or place + 1 in places):
            continue
        heads.append(_head(lines[place], place, match))
    return tuple(heads)


def _head(line: Line, place: int, match: re.Match[str]) -> Head:
    day = Region(line.block, line.start + match.start("day"), line.start + match.end("day"))
    if "name" not in match.groupdict() or match["name"].startswith("第"):
        return Head(place, day, None)
    name = Region(line.block, line.start + match.start("name"), line.start + match.end("name"))
    return Head(place, day, name)


def _key(line: Line, day: Region) -> tuple[int, int]:
    """Give the month and day that a head names."""
    text = line.text[day.start - line.start : day.end - line.start]
    numbers = [
        parse_numeral(part) or 0 for part in re.findall(r"\d+|[一二三四五六七八九十廿〇]+", text)
    ]
    return numbers[-2], numbers[-1]


def split_listed(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Part a paragraph that lists its entries one behind the other: ①1月7日…②2月18日…."""
    parted: list[Line] = []
    for line in lines:
        starts = [found.start() for found in _LISTED.finditer(line.text)]
        if line.is_row or len(starts) < _A_LIST or starts[0] != 0:
            parted.append(line)
            continue
        ends = [*starts[1:], len(line.text)]
        for start, end in zip(starts, ends, strict=True):
            text = line.text[start:end]
            place = (line.start + start, line.start + end)
            parted.append(replace(line, start=place[0], end=place[1], text=text))
    return tuple(parted)
