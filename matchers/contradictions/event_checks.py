"""Contradictions between events: the same person in two places, claims that do not add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from matchers.annotation import Event, Flag, Granularity, Status


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
    """Flag summaries that name more times than there are held events of that year."""
    held: dict[tuple[str, int], int] = defaultdict(int)
    for event in events:
        if event.status is Status.HELD and event.date is not None:
            for event_type in event.types:
                held[event_type, event.date.begin.year] += 1
    for event in events:
        count = event.attributes.count
        if event.status is not Status.CLAIMED or count is None or event.date is None:
            continue
        year = event.date.begin.year
        for event_type in event.types:
            if held[event_type, year] < count:
                message = (
                    f"材料称{year}年有 {count} 次（“{event.title}”），能找到记录的有 "
                    f"{held[event_type, year]} 次，请核对。"
                )
                yield Flag("claim_exceeds_records", "medium", message, event.citations[:1])
