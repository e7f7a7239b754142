"""Intervals of exact decimals: what is certain, and what is still possible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)
ONE = Decimal(1)
EVERYTHING = Decimal(9999)  # lacking that costs any rule all its points


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included; `high` None means there is no upper end."""

    low: Decimal
    high: Decimal | None

    def __post_init__(self) -> None:
        if self.high is not None and self.high < self.low:
            raise ValueError(f"interval ends in the wrong order: {self.low} > {self.high}")

    @property
    def exact(self) -> bool:
        """Say whether both ends are the same."""
        return self.low == self.high

    def __add__(self, other: Interval) -> Interval:
        if self.high is None or other.high is None:
            return Interval(self.low + other.low, None)
        return Interval(self.low + other.low, self.high + other.high)

    def times(self, factor: Decimal) -> Interval:
        """Give the interval multiplied by a factor that is not negative."""
        return Interval(self.low * factor, None if self.high is None else self.high * factor)

    def hull(self, other: Interval) -> Interval:
        """Give the smallest interval that holds both."""
        if self.high is None or other.high is None:
            return Interval(min(self.low, other.low), None)
        return Interval(min(self.low, other.low), max(self.high, other.high))

    def rounded(self, places: int | None) -> Interval:
        """Give the interval with both ends rounded half up to a decimal place; None: as it is."""
        if places is None:
            return self
        high = None if self.high is None else half_up(self.high, places)
        return Interval(half_up(self.low, places), high)

    def clamp(self, floor: Decimal, cap: Decimal) -> Interval:
        """Give the interval with both ends moved into floor..cap; a missing end becomes cap."""
        high = cap if self.high is None else min(max(self.high, floor), cap)
        return Interval(min(max(self.low, floor), cap), high)


def half_up(value: Decimal, places: int) -> Decimal:
    """Round half up (四舍五入) to a decimal place."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def exactly(value: Decimal | int) -> Interval:
    """Make the interval of a single value."""
    return Interval(Decimal(value), Decimal(value))


def total(intervals: Iterable[Interval]) -> Interval:
    """Add up; nothing adds up to zero."""
    result = exactly(0)
    for interval in intervals:
        result = result + interval
    return result
