"""One person at two places at overlapping times."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from matchers.annotation import Event, Flag, Granularity, Status

_CLOCK = re.compile(r"(上午|下午|晚上?|中午|早上)?\s*(\d{1,2})\s*[:：时点]\s*(\d{2}|半)?")
_LATE = ("下午", "晚", "晚上")
_SURE = 20  # minutes: so close together that the first cannot be over


def check_overlaps(events: Sequence[Event]) -> Iterator[Flag]:
    """Flag a person who chairs, speaks or sits in two places at the same time.

    Only where both begin at a stated time and the stretches overlap for certain; half-days and
    meetings in one place say nothing.
    """
    seen: dict[tuple[str, date], list[tuple[Event, int, int]]] = defaultdict(list)
    for event in events:
        facts = event.attributes
        spell = span_of(facts.start_time)
        if event.status is not Status.HELD or event.date is None or spell is None:
            continue
        if event.date.granularity is not Granularity.DAY or not facts.place:
            continue
        for person in dict.fromkeys((facts.host, facts.lecturer, *facts.attendees)):
            if not person:
                continue
            there = seen[person, event.date.begin]
            for other, begin, end in there:
                if begin < spell[1] and spell[0] < end and other.attributes.place != facts.place:
                    yield _flag(person, other, event)
            there.append((event, *spell))


def _flag(person: str, one: Event, other: Event) -> Flag:
    assert other.date is not None
    both = all(person == event.attributes.host for event in (one, other))
    doing = "同时主持" if both else "同时出现在"
    message = (
        f"{person}在 {other.date.begin:%Y-%m-%d} {other.attributes.start_time}{doing}"
        f"“{one.title}”（{one.attributes.place}）和“{other.title}”（{other.attributes.place}），"
        "请核对。"
    )
    return Flag("two_places", "medium", message, one.citations[:1] + other.citations[:1])


def span_of(clock: str | None) -> tuple[int, int] | None:
    """Give the minutes of the day from which and until which a clock speaks, or None.

    Without an end only the first minutes are sure; half-days (下午) are not read.
    """
    found = list(_CLOCK.finditer(clock or ""))
    if not found:
        return None
    begin = _minutes(found[0], found[0][1])
    if len(found) == 1:
        return begin, begin + _SURE
    end = _minutes(found[1], found[1][1] or found[0][1])
    return (begin, end) if end > begin else (begin, begin + _SURE)


def _minutes(found: re.Match[str], part: str | None) -> int:
    hour = int(found[2])
    minute = 30 if found[3] == "半" else int(found[3] or 0)
    return (hour + 12 if part in _LATE and hour < 12 else hour) * 60 + minute
