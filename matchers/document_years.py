"""The calendar years a document is for, from its title, its name and its date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matchers.normalize import normalize

_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_CHINESE_YEAR = re.compile(r"[一二][〇一二三四五六七八九]{3}(?=年)")
_Y = r"(?<!\d)(?:19[89]|20[0-4])\d(?!\d)"
_SCHOOL_YEAR = re.compile(
    rf"(?P<a>{_Y})年?[-—~至/](?P<b>(?:20)?\d\d)(?!\d)学?年度?(?:第?(?P<term>[一二12上下])学期)?"
)
_TERM_OF_YEAR = re.compile(rf"(?P<y>{_Y})学年度?(?:第?(?P<term>[一二12上下])学期)?")
_YEAR = re.compile(rf"(?P<y>{_Y})(?:年(?!级|制)|(?=[^\d年级届版号.:]|$))")
_SCHOOL_MONTHS = re.compile(
    rf"(?P<a>{_Y})[.年]\s?0?[89]月?\s?[-—–~至到]{{1,2}}\s?(?P<b>{_Y})[.年]\s?0?[678](?!\d)"
)
_SCHOOL_SEASONS = re.compile(
    rf"(?P<a>{_Y})年?秋(?:季?学?期)?\s?[-—–~至到]{{1,2}}\s?(?P<b>{_Y})年?春"
)
_NUMBERED = re.compile(r"[\[(](?:19|20)\d\d[\])]\s*(?:第)?\d+号|[一-鿿]发[\[(](?:19|20)\d\d[\])]")
_STAMP = re.compile(r"(?<!\d)(20[0-4]\d)[-._]?(?:0[1-9]|1[0-2])(?:[-._]?(?:[0-2]\d|3[01]))?(?!\d)")
_JOINT = re.compile(r"[和与及暨、]")


def title_years(title: str, before: int | None = None) -> tuple[int, ...]:
    """Give the years a title names, sorted; of “2021年总结和2022年计划” those of the last part.

    Args:
        title: the title as written.
        before: where the document's name begins in it, if known.

    A school year gives both its years, or one if the term is named; 2021-2025年 gives all five.
    """
    text = normalize(title)
    text = _CHINESE_YEAR.sub(lambda found: found.group().translate(_DIGITS), text)
    text = _NUMBERED.sub(lambda found: " " * len(found.group()), text)
    at = len(text) if before is None else before
    for joint in reversed(list(_JOINT.finditer(text, 0, at))):
        if years := _years(text[joint.end() :]):
            return years
    return _years(text)


def school_year_named(text: str, of_term: bool = False) -> int | None:
    """Give the year in which the whole school year begins that a text names, or None.

    2022学年, 2022-2023学年, 2022.9—2023.8, 2022年秋—2023年春; a single term of it (第二学期) names
    none, unless `of_term`: its months lie in the same school year.
    """
    plain = normalize(text)
    if months := _SCHOOL_MONTHS.search(plain) or _SCHOOL_SEASONS.search(plain):
        return int(months["a"]) if int(months["b"]) == int(months["a"]) + 1 else None
    for pattern in (_SCHOOL_YEAR, _TERM_OF_YEAR):
        found = pattern.search(plain)
        if found is None or (found["term"] and not of_term):
            continue
        if "学年" in found.group():
            first = int(found["a" if pattern is _SCHOOL_YEAR else "y"])
            return first if pattern is _TERM_OF_YEAR or _is_next(found["b"], first) else None
    return None


def _is_next(written: str, first: int) -> bool:
    return int(written) % 100 == (first + 1) % 100


def name_years(stem: str) -> tuple[int, ...]:
    """Give the years a file's name tells: those of a title, else of a date such as 20220310."""
    if years := title_years(stem):
        return years
    return tuple(sorted({int(found.group(1)) for found in _STAMP.finditer(normalize(stem))}))


def _years(text: str) -> tuple[int, ...]:
    found: set[int] = set()
    rest = list(text)
    for match in _SCHOOL_YEAR.finditer(text):
        first = int(match["a"])
        last = int(match["b"]) if len(match["b"]) == 4 else first // 100 * 100 + int(match["b"])
        if not first < last <= first + 20:
            continue
        found |= set(_term((first, last), match["term"]))
        rest[match.start() : match.end()] = " " * (match.end() - match.start())
    text = "".join(rest)
    for match in _TERM_OF_YEAR.finditer(text):
        year = int(match["y"])
        found |= set(_term((year, year + 1), match["term"]))
    text = _TERM_OF_YEAR.sub(" ", text)
    found |= {int(match["y"]) for match in _YEAR.finditer(text)}
    return tuple(sorted(found))


def _term(years: tuple[int, int], term: str | None) -> Sequence[int]:
    """Give the years of a school year, or of its first or second term only."""
    if term is None:
        return range(years[0], years[1] + 1)
    return (years[0],) if term in "一1上" else (years[1],)
