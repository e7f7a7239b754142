"""Damaged dates (1113, 1228日, 20225月21日): said to be damaged, with the reading that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from matchers.annotation import Granularity
from matchers.date_candidate import Candidate, Scene
from matchers.date_expression import DateProblem

_HALF_DAY = r"(?:上午|下午|晚上|中午|清早|早上|晚[^会])"
_NOT_A_COUNT = "(?![余多名个位人元次会教室号楼班届级所家项条门中套份])"
_VERB = _NOT_A_COUNT + r"[^,。;\d\n]{0,14}(?:召开|举行|举办|开展|组织)"
DAMAGED = (
    r"(?<![0-9A-Za-z.:\-/第])(?P<run>\d{2,8})"
    r"(?:(?P<sign>日(?![内后以均])|月)(?:(?P<day>\d{1,2})日)?"
    rf"|(?=[ ]?{_HALF_DAY})|(?<=\d{{4}})(?={_VERB}))"
)
# 2022年928日, 2022年3 15日: only the month's sign is gone. 2022年15日 has lost the month itself.
DAMAGED_IN_YEAR = (
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[ ]?年[ ]?(?P<run>\d{1,4})(?:[ ]{1,3}(?P<day>\d{1,2}))?"
    r"[ ]?日(?![内后以均])"
)
_D = "[0-9OolIiS]"
_DIGIT_SHAPE = re.compile(
    rf"(?<![0-9A-Za-z]){_D}{{4}}\s?年(?:\s?{_D}{{1,2}}\s?月(?:\s?{_D}{{1,2}}\s?[日号曰目])?)?"
    rf"|(?<![0-9A-Za-z]){_D}{{1,2}}\s?月\s?{_D}{{1,2}}\s?[日号曰目]"
    rf"|(?<![0-9A-Za-z]){_D}{{4}}(?P<sign>[-./]){_D}{{1,2}}(?P=sign){_D}{{1,2}}(?![0-9A-Za-z])"
)
# 15曰, 15目: the character 日 misread after a day.
_DAY_SIGN = re.compile(r"(?<=月)\s?\d{1,2}\s?[曰目]")
_DIGIT_FOR = str.maketrans("OolIiS曰目", "001115日日")
_SAFE_LENGTH = 4
_DAYS_IN_MONTH = 31
_LENGTH_OF_DAY = 2
_SUSPECTS = re.compile(r"[OolIiS曰目]")


# 贰零贰贰年叁月拾伍日: numerals as on cheques, in the shape of a date only (伍拾元 is left).
_FORMAL = "[零〇○壹贰貳叁参肆伍陆陸柒捌玖]"
_FORMAL_DATE = re.compile(
    rf"{_FORMAL}{{4}}年(?:[零壹贰貳叁参肆伍陆陸柒捌玖拾]{{1,2}}月(?:[零壹贰貳叁参肆伍陆陸柒捌玖拾]{{1,4}}[日号])?)?"
    r"|[零壹贰貳叁参肆伍陆陸柒捌玖拾]{1,2}月[零壹贰貳叁参肆伍陆陸柒捌玖拾]{1,4}[日号]"
)
_PLAIN_FOR = str.maketrans("零壹贰貳叁参肆伍陆陸柒捌玖拾", "〇一二二三三四五六六七八九十")
# 二О二二年: a round letter of another alphabet between two numerals.
_ROUND = re.compile(r"(?<=[一二三四五六七八九〇○])[ОоΟοᴏ](?=[一二三四五六七八九〇○ОоΟο])")


_ONES = "〇一二三四五六七八九"
_PADDED = re.compile(r"(?<=[年月])〇([一二三四五六七八九])(?=[月日号])")
_TENS = re.compile(r"(?<=[年月])([一二三])十([一二三四五六七八九])(?=[日号])")


def plain_numerals(text: str) -> str:
    """Give the text with the numerals of its dates in their everyday form, at equal length."""
    if "年" not in text and "月" not in text:
        return text
    text = _ROUND.sub("〇", text)
    return _FORMAL_DATE.sub(_plain_date, text)


def _plain_date(found: re.Match[str]) -> str:
    """Write 零叁月 as 03月 and 壹拾伍日 as  15日 (a blank before), all else sign by sign."""
    plain = found.group().translate(_PLAIN_FOR)
    plain = _PADDED.sub(lambda m: f"0{_ONES.index(m[1])}", plain)
    return _TENS.sub(lambda m: f"{_ONES.index(m[1])}{_ONES.index(m[2])}".rjust(3), plain)


def repaired(text: str) -> tuple[str, tuple[int, ...]]:
    """Give the text with letters that stand for digits inside date shapes replaced.

    Also gives the offsets of the replaced characters; the length stays the same.
    """
    if _SUSPECTS.search(text) is None:
        return text, ()
    changed: list[int] = []

    def replace(found: re.Match[str]) -> str:
        shape = found.group()
        fixed = shape.translate(_DIGIT_FOR)
        if fixed != shape and any(sign.isdigit() for sign in shape):
            changed.extend(found.start() + i for i, s in enumerate(shape) if s != fixed[i])
            return fixed
        return shape

    fixed_text = _DAY_SIGN.sub(replace, _DIGIT_SHAPE.sub(replace, text))
    return fixed_text, tuple(changed)


def read_damaged(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read a run of digits that lost its 年, 月 or 日; None when no date fits it."""
    run, sign, day = found["run"], found["sign"], found["day"]
    if (sign == "月" and len(run) < 3) or int(run) <= _DAYS_IN_MONTH:
        return None
    at_start = _begins_clause(scene.text, found.start())
    # 累计45日, 120日内 are counts of days.
    if not at_start and (sign is None or len(run) < _SAFE_LENGTH):
        return None
    readings = sorted(set(_readings(run, sign, day)))
    if not readings:
        return None
    candidate = Candidate(
        *found.span(), Granularity.DAY if sign != "月" or day else Granularity.MONTH
    )
    candidate.problem, candidate.confidence = DateProblem.DAMAGED, 0.3
    best = _best(readings, scene)
    if best is not None:
        candidate.days = (best, best)
        candidate.year, candidate.month, candidate.day = best.year, best.month, best.day
        candidate.inferred = (f"damaged: read as {best}, which fits its context best",)
    else:
        year, month, day_number = readings[0]
        if len(readings) == 1:
            candidate.year, candidate.month, candidate.day = year, month, day_number
        candidate.inferred = ("damaged: several readings or no year",)
    return candidate


def read_damaged_in_year(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read a day of a written year whose 月 was lost: the one day it can be, else only the year."""
    year, run, apart = int(found["year"]), found["run"], found["day"]
    split = [(run, apart)] if apart else [(run[:at], run[at:]) for at in range(1, len(run))]
    fitting = [(int(m), int(d)) for m, d in split if _fits_padded(m, 12) and _fits_padded(d, 31)]
    days = sorted({day for m, d in fitting if (day := _day(year, m, d)) is not None})
    short = apart is None and len(run) <= _LENGTH_OF_DAY and 1 <= int(run) <= _DAYS_IN_MONTH
    if not days and not short:
        return None
    known = scene.today
    candidate = Candidate(*found.span(), Granularity.DAY)
    candidate.problem, candidate.confidence = DateProblem.DAMAGED, 0.3
    candidate.year, candidate.explicit_year = year, True
    if len(days) > 1 and known is not None:
        days = [day for day in days if day <= known][-1:] or days
    if len(days) == 1 and not short:
        candidate.days = (days[0], days[0])
        candidate.month, candidate.day = days[0].month, days[0].day
        candidate.inferred = (f"damaged: read as {days[0]}, which fits its context best",)
    else:
        candidate.granularity = Granularity.YEAR
        candidate.days = (date(year, 1, 1), date(year, 12, 31))
        candidate.inferred = ("damaged: month lost or several readings, only the year is sure",)
    return candidate


def _fits_padded(text: str, most: int) -> bool:
    return 1 <= len(text) <= 2 and 1 <= int(text) <= most


def _begins_clause(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" \t")
    return not before or before[-1] in "。,;:!?\n(于至到"


def _readings(run: str, sign: str | None, day: str | None) -> Iterator[tuple[int | None, int, int]]:
    heads: list[tuple[int | None, str]] = [(None, run)]
    if len(run) >= 5 and run[:2] in ("19", "20"):
        heads = [(int(run[:4]), run[4:])]
    for year, rest in heads:
        if sign == "月":
            splits = [(rest, day or "1")]
        else:
            splits = [(rest[:i], rest[i:]) for i in range(1, len(rest))]
        for month_text, day_text in splits:
            if _fits(month_text, 12) and _fits(day_text, 31):
                yield year, int(month_text), int(day_text)


def _fits(text: str, most: int) -> bool:
    padded = len(text) == 2 and text[0] == "0"
    return 1 <= len(text) <= 2 and not padded and 1 <= int(text) <= most


def _best(readings: list[tuple[int | None, int, int]], scene: Scene) -> date | None:
    """Give the reading latest before the known day; without one, the only one with a year."""
    days: list[date] = []
    hints = [hint.year for hint in scene.context.year_hints[:1]]
    for year, month, day in readings:
        years = [year] if year is not None else hints
        if year is None and scene.today is not None:
            years = [scene.today.year, scene.today.year - 1]
        days.extend(found for y in years if (found := _day(y, month, day)) is not None)
    if scene.today is not None:
        today = scene.today
        return max((day for day in days if day <= today), default=None)
    return days[0] if len(days) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
