"""Every demand of the five forms that says how often or how much is counted by some rule."""

from __future__ import annotations

import re

import pytest

from rubrics.clause_frequency import read_frequency
from rubrics.load import known_rubrics, load_rubric
from rubrics.measures import Events
from rubrics.quantity_model import Quantity
from rubrics.rubric import Item, Rule

DEMAND = re.compile(
    r"[^；。，（]*(?:每(?:月|季度?|学期|半年|年|2年)|全年|全学年|一年)[^；。，（]*?\d+\s*次[^；。，]*"
)
SHARE = re.compile(r"\d+(?:\.\d+)?\s*[%％]|每名党员\s*\d+\s*元")


def _measures(rule: Rule) -> list[object]:
    inside = [measure for branch in rule.choose for measure in branch.measures]
    return [*rule.measures, *rule.also, *inside]


def _counted(item: Item) -> set[tuple[str, int]]:
    """List (stretch, how often) of all events an item's rules count; totals as well."""
    streams = [
        stream
        for rule in item.rules
        for measure in _measures(rule)
        if isinstance(measure, Events)
        for stream in measure.streams
    ]
    found = {(stream.unit.value, stream.each_need) for stream in streams}
    return found | {("year", stream.total) for stream in streams if stream.total}


@pytest.mark.parametrize("name", known_rubrics())
def test_every_stated_frequency_is_counted(name: str) -> None:
    missing = []
    for item in load_rubric(name).items:
        counted = _counted(item)
        for phrase in DEMAND.findall(f"{item.text}；{item.criteria}"):
            said = read_frequency(phrase)
            assert said is not None, phrase
            same = {(said.per.value, said.need)}
            if said.per.value in ("year", "period"):
                same |= {("year", said.need), ("period", said.need)}
            if not same & counted:
                missing.append(f"{item.id}: {phrase}")
    assert missing == []


@pytest.mark.parametrize("name", known_rubrics())
def test_every_stated_share_is_measured(name: str) -> None:
    missing = [
        item.id
        for item in load_rubric(name).items
        if SHARE.search(f"{item.text}；{item.criteria}")
        and not any(isinstance(m, Quantity) for rule in item.rules for m in _measures(rule))
    ]
    assert missing == []


@pytest.mark.parametrize("name", known_rubrics())
def test_hints_never_score_and_norms_carry_their_source(name: str) -> None:
    rubric = load_rubric(name)
    for item in rubric.items:
        for rule in item.rules:
            assert all(hint not in rule.text for hint in item.hints)
            for measure in _measures(rule):
                if isinstance(measure, Events):
                    for stream in measure.streams:
                        assert (stream.norm is None) == (stream.norm_source is None)


def test_what_is_only_shown_never_changes_a_score() -> None:
    rule = load_rubric("yangzhou-2022").item("4").rules[1]
    assert rule.also
    assert rule.points == 1
