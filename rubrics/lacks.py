"""What is lacking, for people: its name, and of what sort it is. Types only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """Of what sort a lacking thing is; that tells which existing paper would show it."""

    OCCASION = "occasion"  # something that was held
    RULES = "rules"  # a standing paper
    PAPER = "paper"  # a paper of the year
    FIGURE = "figure"  # a number to be read somewhere
    SHORT = "short"  # a number that was read and does not suffice
    HONOUR = "honour"  # a recognition
    SPEECH = "speech"  # somebody's word in minutes
    PRESENCE = "presence"  # somebody's name among those present
    LECTURE = "lecture"  # somebody's lecture
    SIGNATURE = "signature"  # somebody's name under a paper
    TIMELY = "timely"  # a paper before its day


@dataclass(frozen=True, slots=True)
class Lack:
    """One lacking thing as people call it (党课（2022年第三季度）); `types` are its event types.

    `unsure` tells that the school has to say something first: whether this is asked of it at all,
    or the number itself.
    """

    name: str
    sort: Sort
    types: tuple[str, ...] = ()
    unsure: bool = False


def lack(names: tuple[str, ...], sort: Sort, types: tuple[str, ...] = ()) -> tuple[Lack, ...]:
    """Make one lack a name, all of one sort."""
    return tuple(Lack(name, sort, types) for name in names)
