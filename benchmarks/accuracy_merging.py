"""Merging errors on a made-up school: happenings split or joined, papers put to the wrong one.

    python -m benchmarks.accuracy_merging [CORPUS …]

The truth lists for each held happening the papers that document it (`files`) and those that may
(`optional_files`). A happening is split when more events than happenings have its type on its
day, joined when two happenings share one event. A paper is astray when it
counts as proof of an event that it does not document (announcing it is no fault), and left out
when its event does not have it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from benchmarks.accuracy_corpus import SAMPLE, load_truth, read_corpus
from matchers.annotation import Event, Status

_MENTIONS = re.compile(r"通知或安排|线索|总结里的说法|其他材料提到")
CORPORA = (SAMPLE, SAMPLE.parent / "chenxi")


@dataclass
class MergingErrors:
    """The figures; each list names what went wrong, worst first to look at."""

    happenings: int = 0
    papers: int = 0
    papers_right: int = 0
    unfound: list[str] = field(default_factory=list)
    split: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    astray: list[str] = field(default_factory=list)


def merging_errors(events: Iterable[Event], truth: dict[str, Any]) -> MergingErrors:
    """Compare the events' papers with the truth's, happening by happening."""
    result = MergingErrors()
    held = [e for e in events if e.status is Status.HELD and e.date is not None]
    by_day: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in held:
        for event_type in event.types:
            by_day[event_type, str(event.date.begin if event.date else "")].append(event)
    wanted = [g for g in truth["events"] if g["status"] == "held" and not g.get("foreign")]
    taken: dict[str, list[str]] = defaultdict(list)
    for gold in wanted:
        if gold.get("optional"):
            continue
        result.happenings += 1
        mine = _event_of(gold, by_day)
        if mine is None:
            result.unfound.append(gold["key"])
            continue
        taken[mine.id].append(gold["key"])
        _compare_papers(result, gold, mine, wanted)
    result.joined = [" + ".join(keys) for keys in taken.values() if len(keys) > 1]
    result.split = _split(by_day, wanted)
    return result


def _event_of(gold: dict[str, Any], by_day: dict[tuple[str, str], list[Event]]) -> Event | None:
    """Give the event of the type and day that has the happening's main paper, or most of them."""
    near = {e.id: e for t in gold["types"] for e in by_day[t, str(gold["date"])]}
    ranked = sorted(
        near.values(),
        key=lambda e: (
            gold["files"][0] not in _names(e),
            -len(_names(e) & {*gold["files"]}),
            e.id,
        ),
    )
    return ranked[0] if ranked else None


def _names(event: Event, only_proof: bool = False) -> set[str]:
    """Give the papers' names as the truth writes them: whole paths of archive members.

    `only_proof` leaves out what merely announces or mentions the event.
    """
    files = event.files
    if only_proof:
        files = tuple(
            file
            for file in files
            if any(
                reason.startswith(f"{file}：") and not _MENTIONS.match(reason, len(file) + 1)
                for reason in event.reasons
            )
        )
    whole = {path for path in files if ".zip/" in path.lower()}
    return whole | {PurePosixPath(path).name for path in files}


def _compare_papers(
    result: MergingErrors, gold: dict[str, Any], mine: Event, wanted: list[dict[str, Any]]
) -> None:
    has = _names(mine)
    expected = {*gold["files"]}
    result.papers += len(expected)
    result.papers_right += len(expected & has)
    result.left_out += sorted(f"{gold['key']}: {name}" for name in expected - has)
    of_others = {n for g in wanted if g is not gold for n in g["files"]}
    own = expected | {*gold.get("optional_files", ())} | _same_session(gold, wanted)
    proof = _names(mine, only_proof=True)
    result.astray += sorted(f"{gold['key']}: {name}" for name in (proof & of_others) - own)


def _same_session(gold: dict[str, Any], wanted: list[dict[str, Any]]) -> set[str]:
    """Give the papers of happenings with the same main paper and day: parts of one session."""
    same = (g for g in wanted if g["date"] == gold["date"] and {*g["files"]} & {gold["files"][0]})
    return {name for g in same for name in (*g["files"], *g.get("optional_files", ()))}


def _split(by_day: dict[tuple[str, str], list[Event]], wanted: list[dict[str, Any]]) -> list[str]:
    allowed: dict[tuple[str, str], int] = defaultdict(int)
    for gold in wanted:
        for event_type in (*gold["types"], *gold.get("optional_types", ())):
            allowed[event_type, str(gold["date"])] += 1
    return sorted(
        f"{event_type} {day} ×{len(events)}"
        for (event_type, day), events in by_day.items()
        if 0 < allowed[event_type, day] < len(events)
    )


def report(name: str, found: MergingErrors) -> str:
    """Give the figures of one corpus as text."""
    lines = [
        f"合并 {name}：真实活动 {found.happenings} 件，没找到 {len(found.unfound)} 件，"
        f"拆成几件 {len(found.split)} 处，并成一件 {len(found.joined)} 处；"
        f"佐证材料应有 {found.papers} 份次，归对 {found.papers_right}，"
        f"漏归 {len(found.left_out)}，错归 {len(found.astray)}"
    ]
    for title, items in (
        ("没找到", found.unfound),
        ("拆成几件", found.split),
        ("并成一件", found.joined),
        ("漏归", found.left_out),
        ("错归", found.astray),
    ):
        lines += [f"  {title} {item}" for item in items]
    return "\n".join(lines)


def main() -> None:
    """Print the figures of the corpora given, or of both made-up schools."""
    parser = argparse.ArgumentParser(description="合并的对错")
    parser.add_argument("corpora", nargs="*", type=Path)
    for corpus in parser.parse_args().corpora or CORPORA:
        found = merging_errors(read_corpus(corpus).events, load_truth(corpus))
        sys.stdout.write(report(corpus.name, found) + "\n")


if __name__ == "__main__":
    main()
