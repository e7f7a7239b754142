"""Thousands of occurrences give the true events, and the comparisons grow no faster than they."""

from __future__ import annotations

import pytest
from rapidfuzz import fuzz

from benchmarks.bench_merge import SHAPES, measured
from matchers import likeness


@pytest.mark.parametrize("shape", SHAPES)
def test_the_true_number_of_events_is_found(shape: str) -> None:
    _, found, true = measured(shape, 1000, seed=7)
    assert found == true


@pytest.mark.parametrize("shape", ["years", "branches", "scripts"])
def test_comparisons_grow_with_the_size(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: whether two occurrences or titles are held against each other."""
    calls = 0
    apart = likeness._apart  # what is counted

    def counted_apart(one: object, other: object) -> bool:
        nonlocal calls
        calls += 1
        return apart(one, other)  # type: ignore[arg-type]  # passed through

    class CountedFuzz:
        token_set_ratio = staticmethod(fuzz.token_set_ratio)

        @staticmethod
        def ratio(one: str, other: str) -> float:
            nonlocal calls
            calls += 1
            return fuzz.ratio(one, other)

    monkeypatch.setattr(likeness, "_apart", counted_apart)
    monkeypatch.setattr(likeness, "fuzz", CountedFuzz)
    measured(shape, 1000, seed=7)
    small, calls = calls, 0
    measured(shape, 4000, seed=7)
    assert calls <= 5 * small
