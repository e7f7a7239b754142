"""Clusters of occurrences that speak of the same happening, while they grow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable

from matchers.annotation import EvidenceKind, Granularity, Occurrence, Status
from matchers.event_index import TalkIndex, UnitIndex
from matchers.likeness import Likeness, unit_of

# Papers that lie beside what they belong to and often bear no date of their own.
_ENCLOSURES = (
    EvidenceKind.SCRIPT,
    EvidenceKind.PHOTO,
    EvidenceKind.AGENDA,
    EvidenceKind.FORM,
    EvidenceKind.SIGNIN,
)
_JOINING = (Status.PLANNED, Status.UNCLEAR, Status.REFERENCED, Status.CLAIMED, Status.HELD)


class Clusters:
    """Grows clusters one occurrence at a time; only what shares a type and a time is compared.

    `members` are the clusters in the order in which they began. What was held on a known day must
    come first (`hold`), the rest after it (`join`).
    """

    def __init__(self) -> None:
        self.members: list[list[Occurrence]] = []
        self._likeness = Likeness()
        self._by_day = UnitIndex()
        self._by_month = UnitIndex()
        self._by_folder: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._by_talk: dict[str, TalkIndex] = defaultdict(TalkIndex)

    def hold(self, occurrence: Occurrence) -> None:
        """Put what was held on a known day to its like of that day, or begin a cluster."""
        home = self._same_day(occurrence)
        if home is None:
            home = len(self.members)
            self.members.append([])
        self.members[home].append(occurrence)
        self._index(occurrence, home)
        for event_type in occurrence.types:
            self._by_folder[event_type, _folder(occurrence)].add(home)
            self._by_talk[event_type].add(occurrence.attributes.topic, home)

    def join(self, occurrence: Occurrence) -> None:
        """Put a notice, claim, photograph or undated record to what it belongs to."""
        home = self._home_of(occurrence)
        if home is None and occurrence.evidence_kind in _ENCLOSURES and not has_day(occurrence):
            home = self._on_topic(occurrence)
            home = self._in_folder(occurrence) if home is None else home
        if home is not None:
            self.members[home].append(occurrence)
            for event_type in occurrence.types:
                self._by_talk[event_type].add(occurrence.attributes.topic, home)
            return
        self.members.append([occurrence])
        if occurrence.status in (Status.PLANNED, Status.CANCELLED) and has_day(occurrence):
            self._index(occurrence, len(self.members) - 1)

    def _index(self, occurrence: Occurrence, home: int) -> None:
        date, unit = occurrence.date, unit_of(occurrence)
        if date is None:
            return
        for event_type in occurrence.types:
            for day in {date.begin, date.end}:
                self._by_day.add((event_type, day), unit, home)
            self._by_month.add((event_type, date.begin.year, date.begin.month), unit, home)

    def _same_day(self, occurrence: Occurrence) -> int | None:
        """Find the cluster of the same type and day that nothing keeps apart; the likest wins."""
        date = occurrence.date
        if date is None:
            return None
        keys: list[Hashable] = [(t, d) for t in occurrence.types for d in (date.begin, date.end)]
        fitting = [
            (self._likeness.score(occurrence, self.members[home]), -home)
            for home in self._by_day.find(keys, unit_of(occurrence))
            if not self._likeness.apart(occurrence, self.members[home])
        ]
        return -max(fitting)[1] if fitting else None

    def _home_of(self, occurrence: Occurrence) -> int | None:
        """Find the event of the day that it names, or the only one of the month."""
        if occurrence.status not in _JOINING or occurrence.attributes.count is not None:
            return None
        date = occurrence.date
        if has_day(occurrence):
            return self._same_day(occurrence)
        if occurrence.status in (Status.PLANNED, Status.REFERENCED):
            return None
        if date is None or date.granularity is not Granularity.MONTH:
            return None
        keys: list[Hashable] = [(t, date.begin.year, date.begin.month) for t in occurrence.types]
        only: int | None = None
        for home in self._by_month.find(keys, unit_of(occurrence)):
            cluster = self.members[home]
            if cluster[0].status is Status.HELD and not self._likeness.apart(occurrence, cluster):
                if only is not None:
                    return None
                only = home
        return only

    def _on_topic(self, occurrence: Occurrence) -> int | None:
        """Find the only event of the type whose talk has the enclosure's title."""
        topic = occurrence.attributes.topic
        if topic is None:
            return None
        homes = {home for t in occurrence.types for home in self._by_talk[t].find(topic)}
        return next(iter(homes)) if len(homes) == 1 else None

    def _in_folder(self, occurrence: Occurrence) -> int | None:
        """Find the only event of the type that the enclosure's own folder documents.

        A script, agenda or photograph without a day belongs to it when its own date, if it has
        one, does not speak against it.
        """
        beside = [self._by_folder[t, _folder(occurrence)] for t in occurrence.types]
        if any(len(homes) > 1 for homes in beside):
            return None
        homes = set().union(*beside)
        if len(homes) != 1:
            return None
        home = next(iter(homes))
        held = self.members[home][0].date
        if occurrence.date is None or held is None:
            return home
        return home if occurrence.date.begin <= held.begin <= occurrence.date.end else None


def has_day(occurrence: Occurrence) -> bool:
    """Say whether an occurrence names its day, or its days."""
    date = occurrence.date
    return date is not None and date.granularity in (Granularity.DAY, Granularity.RANGE)


def _folder(occurrence: Occurrence) -> str:
    return occurrence.file.rpartition("/")[0]
