"""Contradictions between events: the same person in two places, claims that do not add up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from matchers.annotation import Event, Flag, Granularity, Occurrence, Status
from matchers.lexicon import load_lexicon


def check_events(events: Sequence[Event]) -> Iterator[Flag]:
    """Flag what does not fit between the events of one submission."""
    yield from _two_places(events)
    yield from _claims(events)


def _two_places(events: Sequence[Event]) -> Iterator[Flag]:
    """Flag one host at two places in the same half-day."""
    seen: dict[tuple[str, object, str], Event] = {}
    for event in events:
        host, place = event.attributes.host, event.attributes.place
        clock = event.attributes.start_time
        if event.status is not Status.HELD or event.date is None or not (host and place and clock):
            continue
        if event.date.granularity is not Granularity.DAY:
            continue
        key = (host, event.date.begin, clock)
        other = seen.setdefault(key, event)
        if other is not event and other.attributes.place != place:
            when = f"{event.date.begin:%Y-%m-%d} {clock}"
            message = (
                f"{host}在 {when}同时主持“{other.title}”（{other.attributes.place}）"
                f"和“{event.title}”（{place}），请核对。"
            )
            yield Flag("two_places", "medium", message, other.citations[:1] + event.citations[:1])


def _claims(events: Sequence[Event]) -> Iterator[Flag]:
    """Flag summaries that name more times than there are held events of their period."""
    held: dict[str, list[date]] = defaultdict(list)
    for event in events:
        if event.status is Status.HELD and event.date is not None:
            for event_type in event.types:
                held[event_type].append(event.date.begin)
    for days in held.values():
        days.sort()
    titles = load_lexicon()
    for event in events:
        count, when = event.attributes.count, event.date
        if event.status is not Status.CLAIMED or count is None or when is None:
            continue
        for event_type in event.types:
            days = held[event_type]
            found = bisect_right(days, when.end) - bisect_left(days, when.begin)
            if found < count:
                period = f"{when.begin:%Y-%m-%d}至{when.end:%Y-%m-%d}"
                message = (
                    f"材料称{titles.title(event_type)} {count} 次（{period}），"
                    f"能找到记录的有 {found} 次，请核对。"
                )
                yield Flag("claim_exceeds_records", "medium", message, event.citations[:1])


def check_texts(occurrences: Sequence[Occurrence]) -> Iterator[Flag]:
    """Flag records of different days whose text is the same but for dates and numbers."""
    seen: dict[str, Occurrence] = {}
    for occurrence in occurrences:
        if not occurrence.fingerprint or occurrence.date is None:
            continue
        other = seen.setdefault(occurrence.fingerprint, occurrence)
        if other.date is None or other.date.begin == occurrence.date.begin:
            continue
        message = (
            f"{other.date.begin:%Y-%m-%d} 和 {occurrence.date.begin:%Y-%m-%d} 两份记录除日期外"
            "文字相同，请核对。"
        )
        yield Flag("same_text", "high", message, other.citations[:1] + occurrence.citations[:1])
