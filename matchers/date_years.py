"""Which year a date without one means, in a stated order and with the reason kept.

1 the expression itself; 2 an explicit year earlier in the same sentence; 3 the day the text was
published (the latest such day not after it); 4 the best year hint; 5 an explicit year earlier in
the text; 6 the year an annual meeting is for (2023年度), weakest. Where two of them disagree the
`inferred` reasons say so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from matchers.annotation import Granularity
from matchers.date_candidate import Candidate, Days, Scene
from matchers.date_expression import DateProblem, DateRole

_LAST_PLAUSIBLE = 2099
_HALF_YEAR = timedelta(days=183)
_LOOK_BACK = 9  # years; 29 February may be eight years away
_AHEAD = re.compile(r"(?:定于|拟于|将于|将在|预计|预定|计划于|计划在|请于)[^,。;\n]{0,4}\Z")
_AHEAD_AFTER = re.compile(
    r"[^,。;\n]{0,2}(?:将(?:于|在|要|会|召|开|举|组|进|继|陆|集|对)|拟(?!定)|即将|计划|准备|预计)"
)
_EXACT = (Granularity.DAY, Granularity.RANGE, Granularity.MONTH)
_ANNUAL_MONTHS = 4
_STALE_DAYS = 31


@dataclass(slots=True)
class YearMemory:
    """The years seen so far in the text, each with where it ended."""

    sentence: tuple[Candidate, int] | None = None
    text: Candidate | None = None
    for_year: int | None = None

    def remember(self, candidate: Candidate) -> None:
        """Keep an explicit year for the dates that follow."""
        if candidate.year is None or not candidate.explicit_year:
            return
        if candidate.role is DateRole.FOR_YEAR:
            self.for_year = candidate.year
        elif candidate.role in (DateRole.EVENT, DateRole.DEADLINE) and candidate.problem is None:
            self.sentence = (candidate, candidate.end)
            self.text = candidate

    def in_sentence(self, scene: Scene, position: int) -> Candidate | None:
        """Give the explicit date before a position in the same sentence."""
        if self.sentence is None:
            return None
        candidate, end = self.sentence
        return None if scene.sentence_ends(end, position) else candidate


def resolve(candidate: Candidate, scene: Scene, memory: YearMemory, strict: bool) -> None:
    """Give the candidate its days, or the problem why it has none.

    `strict` keeps to "latest such day not after the reference" even where 将于 announces it.
    """
    if candidate.days is not None or candidate.in_year is None:
        return
    if candidate.year is not None:
        _in_known_year(candidate)
        return
    if candidate.problem is DateProblem.NEEDS_YEAR:
        return
    if not any(candidate.in_year(year) for year in (2024, 2023)):
        candidate.problem = DateProblem.INVALID
        return
    _without_year(candidate, scene, memory, strict)
    if candidate.days is None and candidate.problem is None:
        candidate.problem = DateProblem.NEEDS_YEAR


def _in_known_year(candidate: Candidate) -> None:
    assert candidate.in_year is not None and candidate.year is not None
    try:
        candidate.days = candidate.in_year(candidate.year)
    except (ValueError, OverflowError):
        candidate.days = None
    if candidate.days is None:
        candidate.problem = DateProblem.INVALID
    elif candidate.year > _LAST_PLAUSIBLE:
        candidate.problem = DateProblem.IMPLAUSIBLE
        candidate.confidence = min(candidate.confidence, 0.2)


def _without_year(candidate: Candidate, scene: Scene, memory: YearMemory, strict: bool) -> None:
    before = memory.in_sentence(scene, candidate.start)
    if before is not None:
        _after_sibling(candidate, before, scene)
    if candidate.days is None and scene.today is not None:
        ahead = not strict and (
            _announced(candidate, scene.text) or _next_is_nearer(candidate, scene)
        )
        _near(candidate, scene, ahead, far=strict)
    if candidate.days is None and scene.context.year_hints:
        hint = scene.context.year_hints[0]
        _take(candidate, hint.year_of(candidate.month), f"year: from the {hint.source}", 0.75)
        _say_conflicts(candidate, scene)
    if strict:
        return
    if candidate.days is None and memory.text is not None:
        year = _year_beside(candidate, memory.text)
        if year is not None:
            _take(candidate, year, "year: from an earlier date in the text", 0.6)
    if candidate.days is None and memory.for_year is not None:
        _for_year(candidate, memory.for_year)


def _announced(candidate: Candidate, text: str) -> bool:
    """Say whether the words around announce what is still to come: 定于…, …将召开."""
    before = _AHEAD.search(text, max(0, candidate.start - 12), candidate.start)
    return bool(before or _AHEAD_AFTER.match(text, candidate.end))


def _next_is_nearer(candidate: Candidate, scene: Scene) -> bool:
    """Say whether a deadline's next such day is nearer than its latest: papers set them ahead."""
    today = scene.today
    if candidate.role is not DateRole.DEADLINE or today is None:
        return False
    before, after = _latest(candidate, today), _first_from(candidate, today)
    return bool(after and (before is None or after[0] - today < today - before[1]))


def _take(candidate: Candidate, year: int, reason: str, confidence: float) -> None:
    assert candidate.in_year is not None
    days = candidate.in_year(year)
    if days is None:
        candidate.problem = DateProblem.INVALID
        candidate.inferred += (reason,)
        return
    candidate.problem = None
    candidate.days, candidate.year = days, year
    candidate.inferred += (reason,)
    candidate.confidence *= confidence


def _year_beside(candidate: Candidate, before: Candidate) -> int | None:
    """Give the year in which the candidate lies within or follows an earlier written date.

    Of a term or school year that runs over two years it is the one that puts the candidate
    inside, and none when neither does.
    """
    assert candidate.in_year is not None
    if before.days is None:
        return before.year
    first, last = before.days
    for year in (first.year, last.year):
        days = candidate.in_year(year)
        if days is not None and first <= days[0] and days[1] <= last:
            return year
    if first.year != last.year and before.granularity in (Granularity.SEMESTER, Granularity.YEAR):
        return None
    days = candidate.in_year(last.year)
    turned = days is not None and first - days[0] > _HALF_YEAR
    return last.year + (turned and before.granularity in _EXACT)


def _after_sibling(candidate: Candidate, before: Candidate, scene: Scene) -> None:
    assert candidate.in_year is not None
    year, today = _year_beside(candidate, before), scene.today
    if year is None:
        return
    if today is not None and before.granularity not in _EXACT:
        days = candidate.in_year(year)
        # A founding year far from the text's own time does not date what follows, nor does one
        # that would put it after that time.
        if abs(today.year - year) > 1 or (days and days[0] > today):
            return
    _take(candidate, year, f"year: from the same sentence ({year})", 0.9)
    _say_conflicts(candidate, scene)


def _near(candidate: Candidate, scene: Scene, ahead: bool, far: bool) -> None:
    assert candidate.in_year is not None and scene.today is not None
    today = scene.today
    days = _first_from(candidate, today) if ahead else None
    if days is None or days[0] - today > _HALF_YEAR:
        days = _latest(candidate, today)
    source = f"year: from the {scene.context.published_source} {today}"
    limit = timedelta(days=3300 if far else 367)
    if days is None or abs(days[0] - today) > limit:
        candidate.problem = DateProblem.IMPLAUSIBLE
        candidate.inferred += (source,)
        return
    candidate.days, candidate.year = days, days[0].year
    candidate.inferred += (source,)
    candidate.confidence *= 0.85
    _say_conflicts(candidate, scene)


def _latest(candidate: Candidate, today: date) -> Days | None:
    assert candidate.in_year is not None
    for year in range(today.year, max(today.year - _LOOK_BACK, 1), -1):
        days = candidate.in_year(year)
        if days is not None and days[0] <= today:
            return days
    return None


def _first_from(candidate: Candidate, today: date) -> Days | None:
    assert candidate.in_year is not None
    for year in range(today.year, today.year + _LOOK_BACK):
        days = candidate.in_year(year)
        if days is not None and days[1] >= today:
            return days
    return None


def _for_year(candidate: Candidate, year: int) -> None:
    early = candidate.month is not None and candidate.month <= _ANNUAL_MONTHS
    reason = f"year: guessed from {year}年度"
    if early:
        reason += ", whose annual meetings fall into the next spring"
    _take(candidate, year + early, reason, 0.4)


def say_stale_year(candidate: Candidate, scene: Scene) -> None:
    """Say where a written year is that of the text's own day a year before: 2022年1月 in 2023.

    In January the old year's number is often written on.
    """
    if not candidate.explicit_year or candidate.days is None or scene.today is None:
        return
    if candidate.granularity is Granularity.DAY and candidate.role is DateRole.EVENT:
        gap = (scene.today - candidate.days[0]).days
        if candidate.days[0].month <= 2 and abs(gap - 365) <= _STALE_DAYS:
            source = scene.context.published_source
            candidate.inferred += (f"conflict: a year before the {source} {scene.today}",)
            candidate.confidence *= 0.8


def _say_conflicts(candidate: Candidate, scene: Scene) -> None:
    if candidate.days is None or candidate.year is None:
        return
    others = [(hint.source, hint.year_of(candidate.month)) for hint in scene.context.year_hints]
    if scene.today is not None:
        days = _latest(candidate, scene.today)
        if days is not None and candidate.days[0] <= scene.today:
            others.insert(0, (scene.context.published_source, days[0].year))
    for source, year in others:
        if year != candidate.year:
            candidate.inferred += (f"conflict: the {source} says {year}",)
            candidate.confidence *= 0.8


def resolve_late(candidates: list[Candidate], scene: Scene) -> None:
    """Give what still needs a year one from further on in the text.

    A counted anniversary names its year; a later written date (a signature, mostly) is taken as
    the day the text was written.
    """
    open_ones = [c for c in candidates if c.problem is DateProblem.NEEDS_YEAR and c.in_year]
    if not open_ones:
        return
    for candidate in open_ones:
        if candidate.role in (DateRole.RECURRING, DateRole.COMMEMORATED):
            continue
        counted = [c.year for c in candidates if c.role is DateRole.COMMEMORATED and _counts(c)]
        signed = _signature_after(candidate, candidates)
        if signed is not None and (days := _latest(candidate, signed)) is not None:
            reason = f"year: from the later date {signed} in the text"
            _take(candidate, days[0].year, reason, 0.6)
        elif counted and counted[0] is not None:
            _take(candidate, counted[0], "year: from an anniversary in the text", 0.5)
        if candidate.days is not None:
            _say_conflicts(candidate, scene)


def _counts(candidate: Candidate) -> bool:
    return candidate.year is not None and any("周年 is in" in why for why in candidate.inferred)


def _signature_after(candidate: Candidate, candidates: list[Candidate]) -> date | None:
    later = [
        c.days[0]
        for c in candidates
        if c.start > candidate.start and c.explicit_year and c.days and c.role is DateRole.EVENT
        if c.granularity is Granularity.DAY and c.problem is None
    ]
    return later[-1] if later else None
