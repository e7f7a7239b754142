"""Accuracy of the event stage on labelled pages: precision, recall, F1, dates, worst cases.

A page is a title, a publication date and a text, with the events that a person found in it.
It is read as a school's file would be: title, a line 发布时间：…, then the paragraphs.

    python -m benchmarks.accuracy_events [--split dev|test] [--worst 20] FILE.jsonl …

A predicted event counts as found when its type is held in the truth and, where the truth has
a day that can be known, the day is the same. Types of the truth that the program does not
have (`other:…`) are left out of recall; predicting a known type there is still a mistake.

Days are counted apart from that: held events of a type are paired by their days first, then what
is left of the type on the page, whatever its day. Such a pair has a wrong day, so this figure
can show one. The figures by status count the (type, status) pairs of each page, without days.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractors.document import Block, BlockKind, Cell, Document, FileStatus, Locator
from extractors.navigation import mark_navigation
from matchers.annotate import annotate
from matchers.annotation import Annotation, Event, Status
from matchers.context import SubmissionContext
from matchers.merge import merge
from matchers.profile import Profile

KNOWABLE = ("text", "page", "path")
_TRACE = 400  # characters of a case's reasons
NEVER_HELD = ("plan", "notice", "policy", "template", "rubric", "form")


@dataclass
class Tally:
    """Counts of one class."""

    hit: int = 0
    missed: int = 0
    false: int = 0

    @property
    def precision(self) -> float:
        """Give the share of the found that is right."""
        return self.hit / (self.hit + self.false) if self.hit + self.false else 1.0

    @property
    def recall(self) -> float:
        """Give the share of the right that is found."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall."""
        total = 2 * self.hit + self.false + self.missed
        return 2 * self.hit / total if total else 1.0


@dataclass
class Score:
    """The figures of one labelled set."""

    held: Tally = field(default_factory=Tally)
    by_type: dict[str, Tally] = field(default_factory=dict)
    by_status: dict[str, Tally] = field(default_factory=dict)
    dates_right: int = 0
    dates_known: int = 0
    days_wrong: int = 0
    status_pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    false_in_paper: list[str] = field(default_factory=list)
    worst: list[str] = field(default_factory=list)
    pages: int = 0


def page_document(page: dict[str, Any]) -> Document:
    """Give a labelled page as the document an extractor would have read."""
    lines = [page["title"]] if page["title"] else []
    if page.get("published"):
        lines.append(f"发布时间：{page['published']}")
    lines += [line for line in page["text"].split("\n") if line.strip()]
    first = _heading(0, lines[0]) if page["title"] else _line_block(0, lines[0])
    rest = (_line_block(number, line) for number, line in enumerate(lines[1:], start=1))
    blocks = tuple(mark_navigation((first, *rest)))
    path = page.get("path") or f"{page['id']}.docx"
    return Document(path, "0" * 64, "text/plain", 1, FileStatus.READ, blocks=blocks)


def _heading(number: int, text: str) -> Block:
    return Block(number, BlockKind.HEADING, text, level=1)


def _line_block(number: int, text: str) -> Block:
    """Give a line as a paragraph, or as a table row where tabs part its cells."""
    if "\t" not in text:
        return Block(number, BlockKind.PARAGRAPH, text)
    cells, start = [], 0
    for column, part in enumerate(text.split("\t")):
        cells.append(Cell(start, start + len(part), column))
        start += len(part) + 1
    locator = Locator(table=1, row=number)
    return Block(number, BlockKind.TABLE_ROW, text, locator=locator, cells=tuple(cells))


def find_in_page(page: dict[str, Any]) -> tuple[Annotation, tuple[Event, ...]]:
    """Run the event stage on one page."""
    own = page.get("own") or None
    context = SubmissionContext(profile=Profile(name=own))
    annotation = annotate(page_document(page), context)
    return annotation, merge([annotation]).events


def score_pages(pages: Iterable[dict[str, Any]]) -> Score:
    """Compare the program's events with a person's, page by page."""
    score = Score()
    for page in pages:
        score.pages += 1
        _score_page(score, page)
    return score


def _score_page(score: Score, page: dict[str, Any]) -> None:
    annotation, events = find_in_page(page)
    gold = [e for e in page["events"] if not e["type"].startswith("other:")]
    held_gold = [e for e in gold if e["status"] == "held"]
    open_gold = list(held_gold)
    predicted = [
        (event_type, event)
        for event in events
        if event.status is Status.HELD
        for event_type in event.types
    ]
    leftover: list[tuple[str, Event, Tally]] = []
    for event_type, event in predicted:
        match = _best(open_gold, event_type, event)
        tally = score.by_type.setdefault(event_type, Tally())
        if match is None:
            leftover.append((event_type, event, tally))
            continue
        open_gold.remove(match)
        score.held.hit += 1
        tally.hit += 1
        _score_date(score, page, match, event)
    _pair_by_type(score, page, open_gold, leftover)
    _score_statuses(score, gold, events)
    for event_type, event, tally in leftover:
        score.held.false += 1
        tally.false += 1
        day = event.date.begin.isoformat() if event.date else "-"
        kinds = f"{page['kind']}→{annotation.kind.value}"
        why = "；".join(event.reasons)[:_TRACE]
        line = f"多计 {page['id']} [{kinds}] {event_type} {day}：{why}"
        score.worst.append(line)
        if page["kind"] in NEVER_HELD:
            score.false_in_paper.append(line)
    for missed in open_gold:
        score.held.missed += 1
        score.by_type.setdefault(missed["type"], Tally()).missed += 1
        score.worst.append(_missed_line(page, annotation, missed, events))
    for label in gold:
        score.status_pairs[label["status"], _status_of(label, events)] += 1


def _best(gold: list[dict[str, Any]], event_type: str, event: Event) -> dict[str, Any] | None:
    same = [g for g in gold if g["type"] == event_type]
    day = event.date.begin.isoformat() if event.date else ""
    exact = [g for g in same if g["date"] and day.startswith(g["date"])]
    loose = [g for g in same if not g["date"] or g["year_source"] not in KNOWABLE]
    if exact or loose:
        return (exact or loose)[0]
    return same[0] if len(same) == 1 and not day else None


def _score_date(score: Score, page: dict[str, Any], gold: dict[str, Any], event: Event) -> None:
    if not gold["date"] or gold["year_source"] not in KNOWABLE:
        return
    score.dates_known += 1
    day = event.date.begin.isoformat() if event.date else ""
    if day.startswith(gold["date"]):
        score.dates_right += 1
    else:
        score.worst.append(
            f"日期 {page['id']} {gold['type']} 应为 {gold['date']}，得 {day or '无'}"
        )


def _pair_by_type(
    score: Score,
    page: dict[str, Any],
    missed: Sequence[dict[str, Any]],
    leftover: Sequence[tuple[str, Event, Tally]],
) -> None:
    """Count the days that are wrong: of a type that both the truth and the program have left."""
    open_gold = [g for g in missed if g["date"] and g["year_source"] in KNOWABLE]
    for event_type, event, _ in leftover:
        gold = next((g for g in open_gold if g["type"] == event_type), None)
        if gold is None:
            continue
        open_gold.remove(gold)
        score.days_wrong += 1
        day = event.date.begin.isoformat() if event.date else "无"
        score.worst.append(f"日期 {page['id']} {event_type} 应为 {gold['date']}，得 {day}")


def _score_statuses(score: Score, gold: Sequence[dict[str, Any]], events: Iterable[Event]) -> None:
    """Compare what is said of the types of a page, status by status."""
    labels = Counter((g["type"], g["status"]) for g in gold)
    found = Counter((t, e.status.value) for e in events for t in e.types)
    for pair in labels.keys() | found.keys():
        tally = score.by_status.setdefault(pair[1], Tally())
        both = min(labels[pair], found[pair])
        tally.hit += both
        tally.missed += labels[pair] - both
        tally.false += found[pair] - both


def _missed_line(
    page: dict[str, Any], annotation: Annotation, gold: dict[str, Any], events: tuple[Event, ...]
) -> str:
    near = [e for e in events if gold["type"] in e.types]
    said = "；".join(
        f"{e.status.value} {e.date.begin if e.date else '-'} {' '.join(e.reasons)[:_TRACE]}"
        for e in near
    )
    kinds = f"{page['kind']}→{annotation.kind.value}"
    what = f"{gold['type']} {gold['date']} “{gold['date_text']}”"
    return f"漏计 {page['id']} [{kinds}] {what}：{said or '没有找到'}"


def _status_of(label: dict[str, Any], events: tuple[Event, ...]) -> str:
    near = sorted({e.status.value for e in events if label["type"] in e.types})
    if label["status"] in near:
        return str(label["status"])
    return "held" if "held" in near else (near[0] if near else "none")


def load_pages(path: Path, split: str | None = None) -> Iterator[dict[str, Any]]:
    """Read labelled pages, one JSON object a line."""
    for line in path.read_text("utf-8").splitlines():
        page = json.loads(line)
        if split is None or page.get("split", "dev") == split:
            yield page


def report(name: str, score: Score, worst: int) -> str:
    """Give the figures as text."""
    held = score.held
    lines = [
        f"{name}：{score.pages} 段",
        f"  确有其事：精确率 {held.precision:.3f}  召回率 {held.recall:.3f}  F1 {held.f1:.3f}"
        f"（对 {held.hit}，漏 {held.missed}，多 {held.false}）",
        f"  日期：{score.dates_right}/{score.dates_known + score.days_wrong}"
        f"（没有日期 {score.dates_known - score.dates_right}，同类而日期不同 {score.days_wrong}）"
        f"  计划、通知、制度里误计为已开展：{len(score.false_in_paper)}",
    ]
    for event_type, tally in sorted(score.by_type.items()):
        counts = f"对 {tally.hit:3} 漏 {tally.missed:3} 多 {tally.false:3}"
        lines.append(f"    {event_type:26} {_rates(tally)}  {counts}")
    lines.append("  按状态（一页里的类型，不看日期；人工没有标的提及也算多）：")
    for status in sorted({*score.by_status} & {*Status}):
        tally = score.by_status[status]
        counts = f"对 {tally.hit:3} 漏 {tally.missed:3} 多 {tally.false:3}"
        lines.append(f"    {status:26} {_rates(tally)}  {counts}")
    pairs = sorted(score.status_pairs.items(), key=lambda item: (-item[1], item[0]))
    lines.append("  状态（人工→程序）：" + "，".join(f"{a}→{b} {n}" for (a, b), n in pairs))
    lines += [f"    {line}" for line in score.worst[:worst]]
    return "\n".join(lines)


def _rates(tally: Tally) -> str:
    return f"精确率 {tally.precision:.2f} 召回率 {tally.recall:.2f} F1 {tally.f1:.2f}"


def main() -> None:
    """Print the figures of the labelled files given."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--split")
    parser.add_argument("--worst", type=int, default=20)
    arguments = parser.parse_args()
    pages = [p for f in arguments.files for p in load_pages(f, arguments.split)]
    print(report("、".join(f.name for f in arguments.files), score_pages(pages), arguments.worst))


if __name__ == "__main__":
    main()
