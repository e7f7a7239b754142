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

from extractors.registry import extract_file
from matchers.annotate import annotate
from matchers.annotation import Event, Status
from matchers.context import SubmissionContext
from matchers.merge import Merged, merge
from matchers.period import calendar_year
from matchers.profile import Profile

SAMPLE = Path(__file__).parent.parent / "corpora" / "yucai-primary"


@dataclass
class Comparison:
    """Where the program and the truth differ; all lists empty means equal."""

    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    split: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def find_events_of(corpus: Path) -> Merged:
    """Read, annotate and merge a corpus' submission folder (no archives, no OCR)."""
    root = corpus / "submission"
    names = ("学校信息.yaml", "profile.yaml")
    profile_text = next(p for name in names if (p := root / name).exists()).read_text("utf-8")
    profile = Profile.model_validate(YAML(typ="safe", pure=True).load(profile_text))
    truth = load_truth(corpus)
    context = SubmissionContext(root.name, profile, calendar_year(truth["period"]["begin"].year))
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return merge(
        annotate(extract_file(path, name=path.relative_to(root).as_posix()), context)
        for path in files
    )


def load_truth(corpus: Path) -> dict[str, Any]:
    """Read the hand-made truth of a corpus."""
    text = (corpus / "gold" / "events.yaml").read_text("utf-8")
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return loaded


def compare(events: tuple[Event, ...], truth: dict[str, Any]) -> Comparison:
    """Compare found events with the truth."""
    result = Comparison()
    wanted = [e for e in truth["events"] if e["status"] == "held"]
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
                if event.date and event.date.begin.year == truth["period"]["begin"].year:
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
    result = compare(find_events_of(corpus).events, truth)
    for name in ("missing", "extra", "split"):
        print(name, *getattr(result, name), sep="\n  ")
    for event_type, number in truth.get("held_counts", {}).items():
        if result.counts.get(event_type, 0) != number:
            print(f"count {event_type}: {result.counts.get(event_type, 0)}, truth {number}")


if __name__ == "__main__":
    main()
