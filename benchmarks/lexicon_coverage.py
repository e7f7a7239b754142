"""How far each word of the event lexicon carries: hits, right and wrong ones, words never met.

    python -m benchmarks.lexicon_coverage [FILE.jsonl …]

A word is right where the event it led to is held in the truth, wrong where it is not; two types
that one word leads to in the same place are a conflict. Words that no labelled text contains are
listed, because nothing is known of them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.accuracy_events import load_pages, page_document
from matchers.annotate import annotate
from matchers.annotation import Status
from matchers.context import SubmissionContext
from matchers.lexicon import load_lexicon
from matchers.normalize import normalize
from matchers.profile import Profile
from matchers.terms import term_matcher

PASSAGES = Path(__file__).parent.parent / "corpora" / "passages"


@dataclass
class Coverage:
    """Counts by (type, word)."""

    met: Counter[tuple[str, str]] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    conflicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    pages: int = 0


def measure(files: list[Path]) -> Coverage:
    """Count every word of the lexicon over labelled pages."""
    coverage = Coverage()
    matcher = term_matcher()
    for path in files:
        for page in load_pages(path):
            coverage.pages += 1
            text = normalize(f"{page['title']}\n{page['text']}")
            places: dict[tuple[int, int], set[str]] = {}
            for hit in matcher.find(text).hits:
                coverage.met[hit.type, hit.form] += 1
                places.setdefault((hit.start, hit.end), set()).add(hit.type)
            for types in places.values():
                ordered = sorted(types)
                for number, first in enumerate(ordered):
                    for second in ordered[number + 1 :]:
                        coverage.conflicts[first, second] += 1
            truth = {e["type"] for e in page["events"] if e["status"] == "held"}
            context = SubmissionContext(profile=Profile(name=page.get("own") or None))
            for occurrence in annotate(page_document(page), context).occurrences:
                if occurrence.status is Status.HELD:
                    for event_type in occurrence.types:
                        (coverage.right if event_type in truth else coverage.wrong)[event_type] += 1
    return coverage


def report(coverage: Coverage) -> str:
    """Give the figures as text."""
    lines = [f"词库覆盖：{coverage.pages} 段"]
    for entry in load_lexicon().events:
        words = (*entry.names, *entry.acts, *entry.agenda, *entry.weak)
        met = [word for word in words if coverage.met[entry.id, word]]
        right, wrong = coverage.right[entry.id], coverage.wrong[entry.id]
        lines.append(
            f"  {entry.title}：{len(words)} 个词，出现过 {len(met)} 个；"
            f"认作已开展 {right + wrong} 次，其中人工也认定 {right} 次"
        )
        unmet = [word for word in words if word not in met]
        if unmet:
            lines.append(f"    没有出现过：{'、'.join(unmet)}")
    lines.append("同一处文字归入两类：")
    lexicon = load_lexicon()
    for (first, second), number in coverage.conflicts.most_common():
        lines.append(f"  {lexicon.title(first)} 与 {lexicon.title(second)}：{number} 处")
    return "\n".join(lines)


def main() -> None:
    """Print the coverage of the labelled files given, or of all own passages."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files or sorted(PASSAGES.glob("*.jsonl"))
    print(report(measure(files)))


if __name__ == "__main__":
    main()
