"""Whether two occurrences of the same type and day are the same happening, and how alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from matchers.annotation import EvidenceKind, Occurrence, Status
from matchers.organisations import unit

_HOURS = re.compile(r"(\d{1,2})\s*[:：时点]")
_FAR_APART = 2
_SAME_TITLE = 60
SAME_TALK = 85
_NUMBERS = re.compile(
    r"[0-9]+|(?<=第)[一二三四五六七八九十]+|[一二三四五六七八九十]+(?=[讲期课章])"
)
_OWN_RECORD = (EvidenceKind.MINUTES, EvidenceKind.REGISTER)
_CLOCKS = {
    "早上": 8,
    "清早": 7,
    "上午": 9,
    "中午": 12,
    "下午": 15,
    "傍晚": 18,
    "晚上": 19,
    "晚": 19,
}


def same_talk(first: str, second: str | None) -> bool:
    """Say whether two titles name the same talk; blanks and small slips do not matter.

    Titles that differ in a number are two of a series (第一讲, 第二讲).
    """
    if second is None:
        return False
    one, other = bare_title(first), bare_title(second)
    if not one or one in other:
        return bool(one)
    if fuzz.ratio(one, other) < SAME_TALK:
        return False
    return numbers_of(one) == numbers_of(other)


def numbers_of(title: str) -> tuple[str, ...]:
    """Give the numbers of a series in a title, as written."""
    return tuple(_NUMBERS.findall(title))


def bare_title(title: str) -> str:
    """Give a title without blanks."""
    return "".join(title.split())


class Likeness:
    """Compares an occurrence with the members of a cluster."""

    def apart(self, one: Occurrence, cluster: Sequence[Occurrence]) -> bool:
        """Say whether something keeps an occurrence out of a cluster."""
        return any(_apart(one, other) for other in cluster)

    def score(self, one: Occurrence, cluster: Sequence[Occurrence]) -> float:
        """Say how alike an occurrence is to the likest member, from 0 to 100."""
        return max(_alike(one.title, other.title) for other in cluster)


def _apart(one: Occurrence, other: Occurrence) -> bool:
    if _different_units(one, other):
        return True
    if Status.HELD not in (one.status, other.status) or one.status is not other.status:
        return False
    if _different_clocks(one, other):
        return True
    same_file = one.file == other.file
    own = one.evidence_kind in _OWN_RECORD and other.evidence_kind in _OWN_RECORD
    if same_file and one.record != other.record and own:
        whose = _different(one.attributes.organisation, other.attributes.organisation)
        return whose or not _same_talk(one, other)
    if _two_sessions(one, other):
        return True
    if own and _different(one.attributes.lecturer, other.attributes.lecturer):
        return _alike(one.title, other.title) < _SAME_TITLE or _two_lectures(one, other)
    return False


def _two_lectures(one: Occurrence, other: Occurrence) -> bool:
    """Say whether two minutes with two lecturers also name two talks and two places."""
    first, second = one.attributes, other.attributes
    if not first.topic or not second.topic or same_talk(first.topic, second.topic):
        return False
    return _two_places(first.place, second.place)


def _two_places(first: str | None, second: str | None) -> bool:
    """Say whether two places are named; one written shorter or longer is the same place."""
    if not first or not second or first in second or second in first:
        return False
    return _alike(first, second) < _SAME_TITLE


def _two_sessions(one: Occurrence, other: Occurrence) -> bool:
    """Say whether two minutes name two places, and each a type that the other has not.

    A topic that both dealt with makes them no single meeting; a place written shorter or longer
    is the same place.
    """
    if {one.evidence_kind, other.evidence_kind} != {EvidenceKind.MINUTES}:
        return False
    if not _two_places(one.attributes.place, other.attributes.place):
        return False
    return bool({*one.types} - {*other.types}) and bool({*other.types} - {*one.types})


def _different_units(one: Occurrence, other: Occurrence) -> bool:
    first = unit_of(one)
    second = unit_of(other)
    return first is not None and second is not None and first != second


def unit_of(occurrence: Occurrence) -> str | None:
    """Give the branch or group that an occurrence names, or None."""
    return _unit(occurrence.attributes.organisation or occurrence.title)


@lru_cache(maxsize=65536)
def _unit(text: str) -> str | None:
    return unit(text)


def _different_clocks(one: Occurrence, other: Occurrence) -> bool:
    first, second = _hour(one.attributes.start_time), _hour(other.attributes.start_time)
    return first is not None and second is not None and abs(first - second) > _FAR_APART


@lru_cache(maxsize=4096)
def _hour(clock: str | None) -> int | None:
    """Read a time of day roughly: 下午3:00 is 15, 上午 is 9."""
    if not clock:
        return None
    part = next((name for name in _CLOCKS if name in clock), None)
    if found := _HOURS.search(clock):
        hour = int(found.group(1))
        late = part in ("下午", "傍晚", "晚上", "晚")
        return hour + 12 if late and hour < 12 else hour
    return _CLOCKS[part] if part else None


def _same_talk(one: Occurrence, other: Occurrence) -> bool:
    """Say whether two records of one file repeat each other."""
    return _alike(one.title, other.title) >= 95 and one.attributes.topic == other.attributes.topic


def _different(first: str | None, second: str | None) -> bool:
    return first is not None and second is not None and first != second


@lru_cache(maxsize=65536)
def _alike(first: str, second: str) -> float:
    return fuzz.token_set_ratio(first, second) if first and second else 0.0
