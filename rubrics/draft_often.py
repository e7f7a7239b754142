"""Whose frequency it is: 支委会每月1次、党员大会每季度1次 tells two events apart.

A frequency belongs to the events named in its own phrase; one whose phrase names none belongs to
what stands before it.
"""

from __future__ import annotations

from rubrics.clause_frequency import read_frequency, timed_phrases
from rubrics.clause_model import Frequency
from rubrics.recognising import recognise
from rubrics.vocabulary import Vocabulary


def own_frequencies(text: str, vocabulary: Vocabulary) -> dict[str, Frequency]:
    """Give the events that a text names together with how often, each by its first phrase."""
    found: dict[str, Frequency] = {}
    for phrase in timed_phrases(text):
        frequency = read_frequency(phrase)
        if frequency is not None:
            for event in recognise(phrase, vocabulary).events:
                found.setdefault(event, frequency)
    return found


def frequency_of(events: tuple[str, ...], text: str, vocabulary: Vocabulary) -> Frequency | None:
    """Find how often some events are demanded; what is said of other events does not count."""
    own = own_frequencies(text, vocabulary)
    told = [own[event] for event in events if event in own]
    if told:
        return told[0]
    phrases = timed_phrases(text)
    return read_frequency("，".join(p for p in phrases if not recognise(p, vocabulary).events))
