"""What a batch found against what its schools truly held."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.scale.school import YEAR

_RESULT = "assessment.json"


@dataclass
class Correctness:
    """Events of all schools: held in truth, found, found without having been held.

    An event is one type on one day. `by_type` has the three counts of each type; `lost` names
    schools that have no result, `with_misses` counts those in which a held event was missed.
    """

    wanted: int = 0
    found: int = 0
    extra: int = 0
    by_type: dict[str, list[int]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    with_misses: int = 0

    @property
    def recall(self) -> float:
        """Give the share of held events that were found."""
        return self.found / self.wanted if self.wanted else 0.0

    @property
    def precision(self) -> float:
        """Give the share of found events that were held."""
        told = self.found + self.extra
        return self.found / told if told else 0.0


def compare(truth: Path, out: Path) -> Correctness:
    """Compare the results below a batch's output folder with a file of truths."""
    result = Correctness()
    for school in truths(truth):
        file = out / school["school"].removesuffix(".zip") / _RESULT
        wanted = Counter((name, day) for name, day in school["events"])
        if not file.is_file():
            result.lost.append(school["school"])
            found: Counter[tuple[str, str]] = Counter()
        else:
            found = held_events(json.loads(file.read_text(encoding="utf-8")))
        _add(result, wanted, found)
    return result


def truths(path: Path) -> Iterator[dict[str, Any]]:
    """Give the truth of one school after the other."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def held_events(assessment: dict[str, Any]) -> Counter[tuple[str, str]]:
    """Count the held events of the year in a result file, by type and first day."""
    return Counter(
        (name, event["date"]["begin"])
        for event in assessment["events"]
        if event["status"] == "held" and event["date"]
        if event["date"]["begin"].startswith(str(YEAR))
        for name in event["types"]
    )


def _add(
    result: Correctness, wanted: Counter[tuple[str, str]], found: Counter[tuple[str, str]]
) -> None:
    right, extra = wanted & found, found - wanted
    result.wanted += wanted.total()
    result.found += right.total()
    result.extra += extra.total()
    result.with_misses += right != wanted
    for place, counted in enumerate((wanted, right, extra)):
        for (name, _), number in counted.items():
            result.by_type.setdefault(name, [0, 0, 0])[place] += number
