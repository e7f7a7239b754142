"""Summaries that name more times than there are records."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from matchers.annotation import Event, EventDate, Flag, Granularity, Status
from matchers.lexicon import load_lexicon

_NAMED = (Status.REFERENCED, Status.UNCLEAR)
_DAYS = (Granularity.DAY, Granularity.RANGE, Granularity.WEEK, Granularity.MONTH)


def _mentions(events: Sequence[Event]) -> dict[str, list[date]]:
    """Give for each type the days that are only mentioned or doubtful, in order."""
    days: dict[str, list[date]] = defaultdict(list)
    for event in events:
        when = event.date
        if event.status in _NAMED and when is not None and when.granularity in _DAYS:
            for event_type in event.types:
                days[event_type].append(when.begin)
    for listed in days.values():
        listed.sort()
    return days


def _inside(days: Sequence[date], when: EventDate) -> int:
    return bisect_right(days, when.end) - bisect_left(days, when.begin)


def _also(mentioned: int) -> str:
    return f"，另有 {mentioned} 次只是提到或尚待核对" if mentioned else ""


def check_claims(events: Sequence[Event]) -> Iterator[Flag]:
    """Flag summaries that name more times than there are held events of their period."""
    held: dict[str, list[date]] = defaultdict(list)
    for event in events:
        if event.status is Status.HELD and event.date is not None:
            for event_type in event.types:
                held[event_type].append(event.date.begin)
    for days in held.values():
        days.sort()
    named = _mentions(events)
    titles = load_lexicon()
    for event in events:
        count, when = event.attributes.count, event.date
        if event.status is not Status.CLAIMED or count is None or when is None:
            continue
        if when.begin == when.end:  # the day of something else in the sentence, no period
            continue
        for event_type in event.types:
            days = held[event_type]
            found = _inside(days, when)
            if found < count:
                period = f"{when.begin:%Y-%m-%d}至{when.end:%Y-%m-%d}"
                message = (
                    f"材料称{titles.title(event_type)} {count} 次（{period}），"
                    f"能找到记录的有 {found} 次{_also(_inside(named[event_type], when))}，请核对。"
                )
                yield Flag("claim_exceeds_records", "medium", message, event.citations[:1])
