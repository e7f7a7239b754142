"""How far each word of the event lexicon carries: hits, right and wrong ones, words never met.

    python -m benchmarks.lexicon_coverage [FILE.jsonl …]

A word is right where it led to what the truth has of its type and status, wrong where it did not;
so is a rule or a cue of the trace. Two types that one word leads to in the same place are a
conflict. Words that no labelled text contains are listed, because nothing is known of them.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.accuracy_events import load_pages, page_document
from matchers.annotate import annotate
from matchers.annotation import Occurrence, Status
from matchers.context import SubmissionContext
from matchers.lexicon import load_lexicon
from matchers.normalize import normalize
from matchers.profile import Profile
from matchers.terms import term_matcher

_WORD = re.compile(r"“([^”]+)”（词条：([^）]+)）")
_QUOTED = re.compile(r"“[^”]*”")
PASSAGES = Path(__file__).parent.parent / "corpora" / "passages"


@dataclass
class Coverage:
    """Counts by (type, word)."""

    met: Counter[tuple[str, str]] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    words_right: Counter[tuple[str, str]] = field(default_factory=Counter)
    words_wrong: Counter[tuple[str, str]] = field(default_factory=Counter)
    rules: dict[str, Counter[str]] = field(default_factory=dict)
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
            said = {(e["type"], e["status"]) for e in page["events"]}
            for occurrence in annotate(page_document(page), context).occurrences:
                _count_trace(coverage, occurrence, said)
                if occurrence.status is Status.HELD:
                    for event_type in occurrence.types:
                        (coverage.right if event_type in truth else coverage.wrong)[event_type] += 1
    return coverage


def _count_trace(
    coverage: Coverage, occurrence: Occurrence, said: Collection[tuple[str, str]]
) -> None:
    """Count every word and every rule of a trace as right or wrong for each type it led to."""
    titles = {load_lexicon().title(t): t for t in occurrence.types}
    for reason in occurrence.trace:
        word = _WORD.fullmatch(reason)
        types = [titles[word[2]]] if word and word[2] in titles else occurrence.types
        for event_type in types:
            right = (event_type, occurrence.status.value) in said
            if word:
                counts = coverage.words_right if right else coverage.words_wrong
                counts[event_type, word[1].replace("…", "*")] += 1
            else:
                rule = _QUOTED.sub("“…”", reason)
                tally = coverage.rules.setdefault(rule, Counter())
                tally["right" if right else "wrong"] += 1


def _doubtful_words(coverage: Coverage, event_type: str) -> str:
    """List the words of a type that led astray, with how often they were right and wrong."""
    wrong = [(n, word) for (t, word), n in coverage.words_wrong.items() if t == event_type]
    return "、".join(
        f"{word} {coverage.words_right[event_type, word]}/{number}"
        for number, word in sorted(wrong, key=lambda pair: (-pair[0], pair[1]))
    )


def _rules(coverage: Coverage) -> list[str]:
    """List the rules of the traces, those that are most often wrong first."""
    lines = ["状态规则和提示词（理由里的说法）：人工也这样认定 / 没有这样认定"]
    order = sorted(coverage.rules.items(), key=lambda item: (-item[1]["wrong"], item[0]))
    return [*lines, *(f"  {rule}：{n['right']} / {n['wrong']}" for rule, n in order)]


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
        if doubtful := _doubtful_words(coverage, entry.id):
            lines.append(f"    各词认对/认错（含计划、提及等各种状态）：{doubtful}")
        unmet = [word for word in words if word not in met]
        if unmet:
            lines.append(f"    没有出现过：{'、'.join(unmet)}")
    lines += _rules(coverage)
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
