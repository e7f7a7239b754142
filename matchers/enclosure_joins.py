"""Photographs, sign-in sheets and 附件 without an event's name go to the one event they can be of.

A known day must have exactly one held event, a paper without a day exactly one in its own folder.
Where two fit, where a branch, a folder or two dates speak against it, it is left alone and said so.
Nothing that joins here proves that an event was held: it is further evidence of one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from matchers.annotation import (
    Annotation,
    Attributes,
    Enclosure,
    Granularity,
    Occurrence,
    Rejected,
    Status,
)
from matchers.clusters import has_day
from matchers.likeness import unit_of
from matchers.normalize import normalize
from matchers.organisations import unit
from matchers.pathnames import source_of

# Folders that only sort the papers of one event by their kind.
_SORTING = re.compile(
    r"(?:现场|活动|会议|佐证|过程|新闻|宣传|原始)?(?:照片|图片|影像|附件|签到[表册]?|记录|通知|新闻|报道|视频|材料|资料)*"
)
_NUMBERING = re.compile(r"[\d\s.、_()-]+")
_LONGEST = 7  # days an event may last to be told apart by a day of it
_MOST_DAYS = 31  # of a longer one no single day is looked up

Cluster = list[Occurrence]


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """An enclosure that joined no event, and in Chinese why not."""

    file: str
    why: str


def join_enclosures(
    clusters: Sequence[Cluster], enclosures: Iterable[Enclosure]
) -> tuple[list[Cluster], tuple[LeftAlone, ...]]:
    """Give the clusters with what belongs to them, and what belongs to none.

    What joins changes nothing for the next: the order of the enclosures does not matter.
    """
    places = _Places(clusters)
    joined = [list(cluster) for cluster in clusters]
    left: list[LeftAlone] = []
    for enclosure in sorted(enclosures, key=lambda e: e.file):
        home, why = places.home_of(enclosure)
        if home is None:
            left.append(LeftAlone(enclosure.file, why))
        else:
            joined[home].append(_as_occurrence(enclosure, why))
    return joined, tuple(left)


def with_left_alone(
    annotations: Iterable[Annotation], left: Iterable[LeftAlone]
) -> tuple[Annotation, ...]:
    """Give the annotations; those that joined nothing say why among what they rejected."""
    why = {one.file: one.why for one in left}
    return tuple(
        replace(a, rejected=(*a.rejected, _whole(a.file, why[a.file]))) if a.file in why else a
        for a in annotations
    )


def _whole(file: str, why: str) -> Rejected:
    return Rejected(file.rpartition("/")[2], why, file=file)


class _Places:
    """Where held events can be looked up: by day, and by the folders that their papers lie in."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self._by_day: dict[date, set[int]] = defaultdict(set)
        self._beside: dict[str, set[int]] = defaultdict(set)
        self._below: dict[str, set[int]] = defaultdict(set)
        self._spans: dict[int, list[tuple[date, date]]] = defaultdict(list)
        self._units: dict[int, str | None] = {}
        for number, cluster in enumerate(clusters):
            held = [o for o in cluster if o.status is Status.HELD]
            if held:
                self._enter(number, held)

    def _enter(self, number: int, held: Sequence[Occurrence]) -> None:
        for occurrence in held:
            if occurrence.date is not None and has_day(occurrence):
                begin, end = occurrence.date.begin, occurrence.date.end
                self._spans[number].append((begin, end))
                if (end - begin).days < _MOST_DAYS:
                    for day in range((end - begin).days + 1):
                        self._by_day[begin + timedelta(days=day)].add(number)
            own = _own_folder(occurrence.file)
            self._beside[own].add(number)
            while own:
                self._below[own].add(number)
                own = own.rpartition("/")[0]
        named = (unit_of(o) or _unit_of_path(o.file) for o in held)
        self._units[number] = next((u for u in named if u), None)

    def home_of(self, enclosure: Enclosure) -> tuple[int | None, str]:
        """Find the one event that it can be of, and say why; None and why not."""
        if enclosure.problem:
            return None, f"{enclosure.what}没有写明是什么活动，{enclosure.problem}，没有归入活动"
        own = _own_folder(enclosure.file)
        beside = self._beside.get(own, set()) if own else set()
        when = enclosure.date
        if when is not None and when.granularity is Granularity.DAY:
            return self._of_day(enclosure, when.begin, beside)
        below = self._below.get(own, set())
        if not beside:
            return (
                None,
                f"{enclosure.what}没有写明活动和日期，所在文件夹里也没有已开展的活动，没有归入活动",
            )
        if len(below) != 1:
            return None, (
                f"{enclosure.what}没有写明活动和日期，所在文件夹里有{len(below)}项已开展的活动，"
                "无法判断属于哪一项，没有归入活动"
            )
        home = next(iter(below))
        if not self._is_of_unit(home, enclosure):
            return None, f"{enclosure.what}所在路径写的是另一个支部，没有归入活动"
        spans = self._spans.get(home, [])
        if when is not None and not any(a <= when.end and when.begin <= b for a, b in spans):
            return None, (
                f"{enclosure.what}的{source_of(when)}写的是“{when.text}”，"
                "与所在文件夹里的活动不符，没有归入活动"
            )
        folder = own.rpartition("/")[2]
        return home, (
            f"{enclosure.what}没有写明活动，所在文件夹“{folder}”里只有这一项已开展的活动，"
            "归入本项，不能单独证明"
        )

    def _of_day(self, enclosure: Enclosure, day: date, beside: set[int]) -> tuple[int | None, str]:
        assert enclosure.date is not None
        said = f"{enclosure.what}没有写明活动，{source_of(enclosure.date)}是{day.isoformat()}"
        that_day = {h for h in self._by_day.get(day, ()) if self._is_of_unit(h, enclosure)}
        if not that_day:
            return None, f"{said}，当天没有已开展的活动，没有归入活动"
        if beside and not beside & that_day:
            return None, f"{said}，与所在文件夹里活动的日期不符，没有归入活动"
        fitting = beside & that_day or that_day
        if len(fitting) != 1:
            return (
                None,
                f"{said}，当天有{len(fitting)}项已开展的活动，无法判断属于哪一项，没有归入活动",
            )
        home = next(iter(fitting))
        if not any(a <= day <= b and (b - a).days < _LONGEST for a, b in self._spans[home]):
            return None, f"{said}，只在一项持续多日的活动期间，没有归入活动"
        where = "所在文件夹里" if beside else "材料里"
        return home, f"{said}，当天{where}只有这一项已开展的活动，归入本项，不能单独证明"

    def _is_of_unit(self, home: int, enclosure: Enclosure) -> bool:
        """Say whether the branch that the paper's path names, if any, may have held the event."""
        named, own = _unit_of_path(enclosure.file), self._units[home]
        return named is None or own is None or named == own


def _as_occurrence(enclosure: Enclosure, why: str) -> Occurrence:
    return Occurrence(
        file=enclosure.file,
        record=0,
        types=(),
        title=enclosure.what,
        status=Status.UNCLEAR,
        date=enclosure.date,
        for_year=None,
        attributes=Attributes(),
        evidence_kind=enclosure.kind,
        confidence=0.3,
        citations=(),
        trace=(why,),
    )


def _own_folder(path: str) -> str:
    """Give the folder of a paper's event: not the one that only sorts photographs or minutes."""
    folder = path.rpartition("/")[0]
    while folder and _is_sorting(folder.rpartition("/")[2]):
        folder = folder.rpartition("/")[0]
    return folder


def _is_sorting(name: str) -> bool:
    bare = _NUMBERING.sub("", normalize(name))
    return _SORTING.fullmatch(bare) is not None


@lru_cache(maxsize=4096)
def _unit_of_path(path: str) -> str | None:
    parts = reversed(path.split("/"))
    return next((found for part in parts if (found := unit(normalize(part)))), None)
