"""The look-ups of merging leave out only what could not be joined anyway."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchers.event_index import TalkIndex, UnitIndex
from matchers.likeness import same_talk

_TITLES = st.text(alphabet="廉洁从教党史第一二讲12", min_size=0, max_size=14)


@given(st.lists(_TITLES, max_size=12), _TITLES)
@settings(max_examples=400, deadline=None)
def test_every_title_that_counts_as_the_same_talk_is_found(titles: list[str], asked: str) -> None:
    index = TalkIndex()
    for home, title in enumerate(titles):
        index.add(title, home)
    expected = {home for home, title in enumerate(titles) if title and same_talk(asked, title)}
    assert index.find(asked) == expected


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from([None, "一支部", "二支部"])), max_size=10
    ),
    st.sampled_from([None, "一支部", "二支部"]),
)
@settings(max_examples=200, deadline=None)
def test_events_of_other_branches_are_left_out(
    entered: list[tuple[int, str | None]], asked: str | None
) -> None:
    """An event is found unless it names branches and the asked one is not among them."""
    index = UnitIndex()
    named: dict[int, set[str]] = {}
    for home, unit in entered:
        index.add("key", unit, home)
        named.setdefault(home, set()).update({unit} if unit else ())
    found = index.find(["key", "another"], asked)
    assert found == {
        h for h, units in named.items() if asked is None or not units or asked in units
    }


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("做新时代的四有好老师", "做新时代四有好老师", True),
        ("学习党史 坚定信念", "学习党史坚定信念", True),
        ("廉洁从教专题党课第一讲", "廉洁从教专题党课第一讲", True),
        ("廉洁从教专题党课第一讲", "廉洁从教专题党课第二讲", False),
        ("党史学习教育系列党课3", "党史学习教育系列党课4", False),
        ("学习党的二十大精神", "学习党的二十大报告精神", True),
        ("廉洁从教", "守正创新", False),
    ],
)
def test_same_talk(first: str, second: str, same: bool) -> None:
    assert same_talk(first, second) is same
