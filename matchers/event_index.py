"""Where the events found so far can be looked up, so that merging never compares all with all.

`UnitIndex` finds events of a type and a day or month, leaving out those of other branches and
groups; `TalkIndex` finds the events whose talk has nearly the same title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable

from matchers.likeness import SAME_TALK, bare_title, numbers_of, same_talk


class UnitIndex:
    """Events by a key and by the branch or group that they name.

    An event without a branch may be any branch's, and a paper without a branch any event's.
    """

    def __init__(self) -> None:
        self._homes: dict[Hashable, dict[str | None, dict[int, None]]] = defaultdict(dict)

    def add(self, key: Hashable, unit: str | None, home: int) -> None:
        """Enter an event; once it names its branch it is no longer anybody's."""
        buckets = self._homes[key]
        if unit is None and any(home in found for found in buckets.values()):
            return
        if unit is not None:
            buckets.get(None, {}).pop(home, None)
        buckets.setdefault(unit, {})[home] = None

    def find(self, keys: Iterable[Hashable], unit: str | None) -> set[int]:
        """Give the events under any of the keys that may be that branch's (None: all)."""
        found: set[int] = set()
        for key in keys:
            buckets = self._homes.get(key)
            if buckets is None:
                continue
            wanted = buckets if unit is None else (unit, None)
            for each in wanted:
                found.update(buckets.get(each, ()))
        return found


class TalkIndex:
    """Events by the pairs of characters in their talks' titles.

    A title that holds another has all its pairs, so the rarest leads to it. Of two titles that are
    merely alike only so many pairs can differ before the likeness falls under its bound, and
    their numbers are equal. Nothing that `same_talk` would take is missed.
    """

    def __init__(self) -> None:
        self._homes: dict[str, set[int]] = {}
        self._holding: dict[str, dict[str, None]] = defaultdict(dict)
        self._alike: dict[tuple[tuple[str, ...], str], dict[str, None]] = defaultdict(dict)

    def add(self, title: str | None, home: int) -> None:
        """Enter an event under the title of its talk."""
        bare = bare_title(title or "")
        if not bare:
            return
        self._homes.setdefault(bare, set()).add(home)
        numbers = numbers_of(bare)
        for pair in _pairs(bare):
            self._holding[pair][bare] = None
            self._alike[numbers, pair][bare] = None

    def find(self, title: str) -> set[int]:
        """Give the events whose talk the title names."""
        bare = bare_title(title)
        return {
            home
            for other in self._candidates(bare)
            if same_talk(bare, other)
            for home in self._homes[other]
        }

    def _candidates(self, bare: str) -> Iterable[str]:
        pairs = _pairs(bare)
        if not pairs:
            return tuple(self._homes)
        rarest = min(sorted(pairs), key=lambda pair: len(self._holding.get(pair, ())))
        found = dict(self._holding.get(rarest, {}))
        numbers = numbers_of(bare)
        edits = int((100 - SAME_TALK) * 2 * len(bare) / SAME_TALK)  # each loses two pairs at most
        alike = sorted((self._alike.get((numbers, pair), {}) for pair in sorted(pairs)), key=len)
        for titles in alike[: 2 * edits + 1]:
            found.update(titles)
        return found


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
