"""The year phrase of an expression: 2022年, 二〇二二年, 15年, 去年, 同年."""

from __future__ import annotations

from dataclasses import dataclass

from matchers.date_candidate import Scene
from matchers.numerals import parse_numeral

_PAST = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "上一年": -1}
_OFFSETS = _PAST | {"今年": 0, "本年": 0, "明年": 1, "后年": 2, "大后年": 3}
_BACKWARD = {"同年": 0, "当年": 0, "翌年": 1, "次年": 1}
_CENTURY_SPLIT = 50


@dataclass(frozen=True, slots=True)
class YearReading:
    """A year read from its phrase; `year` is None when nothing tells what it counts from."""

    year: int | None
    explicit: bool
    inferred: tuple[str, ...] = ()
    confidence: float = 1.0


def read_year(phrase: str, scene: Scene) -> YearReading | None:
    """Read a year phrase, with or without 年; None when the phrase is not a year."""
    if phrase in _OFFSETS:
        return _counted(phrase, _OFFSETS[phrase], scene)
    if phrase in _BACKWARD:
        return _from_previous(phrase, _BACKWARD[phrase], scene)
    digits = phrase.strip().removesuffix("年").strip()
    number = parse_numeral(digits)
    if number is None:
        return None
    if len(digits) == 2 and digits[-1] != "千":
        return YearReading(two_digit_year(number), True, ("year: two digits",), 0.9)
    return YearReading(number, True) if number else None


def two_digit_year(number: int) -> int:
    """Give the year that two digits mean: 00-50 are 2000-2050, the rest 1951-1999."""
    return (2000 if number <= _CENTURY_SPLIT else 1900) + number


def _counted(phrase: str, offset: int, scene: Scene) -> YearReading:
    if scene.today is not None:
        return YearReading(scene.today.year + offset, False, (scene.note(f"year: {phrase}"),), 0.95)
    if scene.context.year_hints:
        hint = scene.context.year_hints[0]
        why = f"year: {phrase} counted from the {hint.source}"
        return YearReading(hint.year + offset, False, (why,), 0.7)
    return YearReading(None, False)


def _from_previous(phrase: str, offset: int, scene: Scene) -> YearReading:
    before = scene.previous
    if before is None or before.days is None:
        return YearReading(None, False)
    year = before.days[0].year + offset
    return YearReading(year, False, (f"year: {phrase} after another date",), 0.8)
