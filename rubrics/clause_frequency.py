"""How often something is demanded: 每季度1次, 一年不少于12次, 每2年至少1名."""

from __future__ import annotations

import re

from matchers.numerals import parse_numeral
from rubrics.clause_model import Frequency
from rubrics.measures import Per

_PER = (
    (re.compile(r"每(?:个)?月"), Per.MONTH),
    (re.compile(r"每(?:个)?季度?"), Per.QUARTER),
    (re.compile(r"每(?:个)?学期"), Per.SEMESTER),
    (re.compile(r"每半年"), Per.HALF_YEAR),
    (re.compile(r"全学年|每学年"), Per.PERIOD),
    (re.compile(r"每年|全年|一年|每年度|年内"), Per.YEAR),
)
_YEARS = re.compile(r"每\s*([2-9两二三四五])\s*年")
_TIMED = re.compile(
    r"每(?:个)?(?:月|季度?|学期|学年|半年|年)|全年|一年|上半年|\d\s*次|[一二两三四]次"
)
_HALVES = re.compile(
    r"上半年[、，和及与]?\s*下半年[^；。\d]{0,10}?(?:各|分别|均)[^；。\d]{0,8}?(\d{1,2}|[一二两三四五六])\s*次"
)
_TIMES = re.compile(
    r"(?:至少|不少于|不低于|不得少于|应|须|≥)?.{0,14}?(\d{1,2}|[一二两三四五六七八九十]{1,2})\s*次"
)
_AT_LEAST = re.compile(
    r"(?:至少|不少于|不低于|不得少于)[\u4e00-\u9fff]{0,3}?\s*(\d{1,2}|[一二两三四五六七八九十]{1,2})\s*次"
)
_REGULARLY = re.compile(
    r"(?:每(?:个)?月|每(?:个)?季度?|每(?:个)?学期|每半年)[^；。，]{0,12}?"
    r"(?:召开|开展|举行|进行|组织|听取|报告|研究)"
)


def read_frequency(text: str) -> Frequency | None:
    """Find how often something is demanded: 每季度1次, 一年不少于12次, 每2年至少1名."""
    if years := _YEARS.search(text):
        return Frequency(Per.N_YEARS, 1, count_of(years[1]) or 2)
    if halves := _HALVES.search(text):
        return Frequency(Per.HALF_YEAR, count_of(halves[1]) or 1)
    found: list[tuple[Per, int]] = []
    for pattern, per in _PER:
        for mark in pattern.finditer(text):
            rest = re.split(r"[；。]", text[mark.start() : mark.start() + 60])[0]
            times = _TIMES.search(rest) if per else None
            need = count_of(times[1]) if times else None
            if need:
                found.append((per, need))
                break
    if not found:
        if regular := _REGULARLY.search(text):
            return Frequency(next(per for pattern, per in _PER if pattern.match(regular[0])), 1)
        plain = _AT_LEAST.search(text)
        need = count_of(plain[1]) if plain else None
        return Frequency(Per.PERIOD, need) if need else None
    finer = [one for one in found if one[0] is not Per.YEAR]
    if not finer:
        return Frequency(found[0][0], found[0][1])
    per, need = finer[0]
    yearly = next((times for one, times in found if one is Per.YEAR), None)
    total = yearly if yearly and yearly != need and per is Per.MONTH and yearly >= 12 else None
    return Frequency(per, need, total=total)


def timed_phrases(text: str) -> tuple[str, ...]:
    """Cut a text at commas, and at 、 between two phrases that each say how often."""
    found: list[str] = []
    for part in re.split(r"[，,；;。]", text):
        told: list[str] = []
        for one in part.split("、"):
            apart = told and _TIMED.search(told[-1]) and _TIMED.search(one)
            if apart and not told[-1].endswith("上半年"):
                told.append(one)
            else:
                told = [*told[:-1], f"{told[-1]}、{one}" if told else one]
        found += told
    return tuple(found)


def count_of(text: str) -> int | None:
    """Give a number of times or things, in digits or Chinese."""
    if text.isdigit():
        return int(text)
    return 2 if text == "两" else parse_numeral(text)
