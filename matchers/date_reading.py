"""One pass over a text: where a date may begin, and the reader that takes it apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from matchers import date_readers_named as named
from matchers import date_readers_numeric as numeric
from matchers import date_readers_relative as relative
from matchers import date_readers_written as written
from matchers.date_candidate import Candidate, Scene
from matchers.date_damage import read_damaged, read_damaged_in_year
from matchers.date_grammar import PATTERNS
from matchers.date_openings import OPENING, patterns_at

_GAP = re.compile(r"[ ]{0,2}(?:-{1,2}|~|至|到)[ ]{0,2}(?=\d)")
_DIGITS = re.compile("[0-9]+")
_LONGEST_NUMERIC = 14
Reader: TypeAlias = Callable[[re.Match[str], Scene], Candidate | None]

READERS: dict[str, Reader] = {
    "document_number": written.read_document_number,
    "recurring": written.read_recurring,
    "term": named.read_term,
    "compact": numeric.read_compact,
    "numeric_range": numeric.read_numeric_range,
    "numeric_date": numeric.read_numeric_date,
    "day_first": numeric.read_day_first,
    "lunar": named.read_lunar,
    "range_of_months": written.read_range_of_months,
    "month_day": written.read_month_day,
    "month_relative": relative.read_month_relative,
    "year_count": written.read_year_count,
    "years_listed": written.read_years_listed,
    "named_day": named.read_named_day,
    "solar_term": named.read_solar_term,
    "counted_day": named.read_counted_day,
    "ago": relative.read_ago,
    "year_part": written.read_year_part,
    "grade": written.read_grade,
    "year_alone": written.read_year_alone,
    "numeric_month": numeric.read_numeric_month,
    "month_day_numeric": numeric.read_month_day_numeric,
    "year_bare": written.read_year_bare,
    "day_alone": numeric.read_day_alone,
    "two_years": relative.read_two_years,
    "clock_today": relative.read_clock_today,
    "relative_day": relative.read_relative_day,
    "span_to_now": relative.read_span_to_now,
    "vague": written.read_vague,
    "part_alone": relative.read_part_alone,
    "relative_week": relative.read_relative_week,
    "weekday_alone": relative.read_weekday_alone,
    "week_of_term": named.read_week_of_term,
    "zodiac": named.read_zodiac,
    "damaged": read_damaged,
    "damaged_in_year": read_damaged_in_year,
}


def starts(scene: Scene) -> Iterator[Candidate]:
    """Give the expressions of the scene's text from left to right; they do not overlap."""
    text, position = scene.text, 0
    while (opening := OPENING.search(text, position)) is not None:
        candidate = _read(opening, scene)
        if candidate is None:
            run = _DIGITS.match(text, opening.start())
            position = run.end() if run else opening.start() + 1
            continue
        yield candidate
        position = max(candidate.end, opening.start() + 1)
        right = _right_of(candidate, scene)
        if right is not None:
            yield right
            position = right.end


def _right_of(candidate: Candidate, scene: Scene) -> Candidate | None:
    """Read the second date of 2018/1/10-2018/7/10, where a sign before a digit means a range."""
    gap = _GAP.match(scene.text, candidate.end)
    if gap is None:
        return None
    piece = Scene(scene.text[gap.end() : gap.end() + _LONGEST_NUMERIC], scene.context)
    for name in ("numeric_date", "day_first", "numeric_month", "year_bare"):
        found = PATTERNS[name].match(piece.text)
        right = READERS[name](found, piece) if found else None
        if right is not None:
            right.start, right.end = right.start + gap.end(), right.end + gap.end()
            return right
    return None


def _read(opening: re.Match[str], scene: Scene) -> Candidate | None:
    """Read with the first pattern that matches here and whose reader takes it."""
    text, start = scene.text, opening.start()
    for name, pattern in patterns_at(text[start]):
        match = pattern.match(text, start)
        if match is not None:
            candidate = READERS[name](match, scene)
            if candidate is not None:
                return candidate
    return None
