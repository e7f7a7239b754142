"""Accuracy of the event stage on a made-up school's whole folder, against its hand-made truth.

    python -m benchmarks.accuracy_corpus [CORPUS]

Every held event of the truth must be found with each of its types on its day and as one event;
every held event found must be in the truth (its `optional_types` are allowed).
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from extractors.settings import ExtractSettings
from matchers.annotation import Event, Status
from pipeline.assessment import Reading
from pipeline.run import find_events
from pipeline.settings import Settings

SAMPLE = Path(__file__).parent.parent / "corpora" / "yucai-primary"


@dataclass
class Comparison:
    """Where the program and the truth differ; all lists empty means equal."""

    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    split: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def read_corpus(corpus: Path) -> Reading:
    """Read a corpus' submission folder as a check does, archives opened, pictures not read."""
    settings = Settings(extract=ExtractSettings(ocr="off"))
    year = load_truth(corpus)["period"]["begin"].year
    return find_events(corpus / "submission", period=str(year), settings=settings)


def load_truth(corpus: Path) -> dict[str, Any]:
    """Read the hand-made truth of a corpus."""
    text = (corpus / "gold" / "events.yaml").read_text("utf-8")
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return loaded


def compare(events: tuple[Event, ...], truth: dict[str, Any]) -> Comparison:
    """Compare found events with the truth."""
    result = Comparison()
    wanted = [e for e in truth["events"] if e["status"] == "held"]
    counted = {(t, str(e["date"])) for e in wanted for t in e["types"]}
    allowed: Counter[tuple[str, str]] = Counter()
    for gold in wanted:
        for event_type in [*gold["types"], *gold.get("optional_types", ())]:
            allowed[event_type, str(gold["date"])] += 1
    found: Counter[tuple[str, str]] = Counter()
    for event in events:
        if event.status is Status.HELD:
            day = event.date.begin.isoformat() if event.date else "None"
            for event_type in event.types:
                found[event_type, day] += 1
                inside = event.date and event.date.begin.year == truth["period"]["begin"].year
                if inside and (event_type, day) in counted:
                    result.counts[event_type] = result.counts.get(event_type, 0) + 1
    needed: Counter[tuple[str, str]] = Counter()
    for gold in wanted:
        if not gold.get("optional"):
            for event_type in gold["types"]:
                needed[event_type, str(gold["date"])] += 1
    result.missing = sorted(f"{t} {d}" for (t, d), n in needed.items() if found[t, d] < n)
    result.extra = sorted(f"{t} {d}" for (t, d), n in found.items() if not allowed[t, d])
    result.split = sorted(
        f"{t} {d} ×{n}" for (t, d), n in found.items() if allowed[t, d] and n > allowed[t, d]
    )
    return result


def main() -> None:
    """Print the differences."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    truth = load_truth(corpus)
    result = compare(read_corpus(corpus).events, truth)
    for name in ("missing", "extra", "split"):
        print(name, *getattr(result, name), sep="\n  ")
    more = truth.get("optional_extra", {})
    for event_type, number in truth.get("held_counts", {}).items():
        if result.counts.get(event_type, 0) not in (number, number + more.get(event_type, 0)):
            print(f"count {event_type}: {result.counts.get(event_type, 0)}, truth {number}")


if __name__ == "__main__":
    main()
