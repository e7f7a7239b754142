"""How many of a labelled table's date expressions `find_dates` gets right.

Each line of a table is one text with a reference day and the dates to be found; `accept` lists
the readings that count as right. Run it as a module to print the score and every miss.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from matchers.annotation import DateMention
from matchers.dates import find_dates

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Miss:
    """A case that went wrong: its text, what was wanted and what was found."""

    kind: str
    text: str
    wanted: str
    found: str


@dataclass(frozen=True, slots=True)
class DateScore:
    """How a table went: right and all cases, together and by kind, and the misses in order."""

    right: int
    total: int
    by_kind: tuple[tuple[str, int, int], ...]
    misses: tuple[Miss, ...]

    @property
    def share(self) -> float:
        """Give the share of cases that are right, 0 to 1."""
        return self.right / self.total if self.total else 0.0


def score_recognizers(path: Path, *, complete: bool = False) -> DateScore:
    """Score a table of labelled expressions (JSON Lines).

    A date must have one of the accepted ranges and, where the table gives them, the same span;
    of a date with a clock only the days are compared; a negative must give nothing.
    `complete` says that the table lists all dates of a text: one more found is then a miss.
    (The public table lists for some texts only the dates one parser was tested for.)
    """
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    misses: list[Miss] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        kind = case["kind"]
        total[kind] += 1
        found = find_dates(case["text"], _reference(case["reference"]))
        if _is_right(case, found, complete):
            right[kind] += 1
        else:
            misses.append(Miss(kind, case["text"], _wanted(case), _shown(found)))
    kinds = tuple((kind, right[kind], total[kind]) for kind in sorted(total))
    return DateScore(right.total(), total.total(), kinds, tuple(misses))


def _reference(written: str | None) -> date | None:
    return datetime.fromisoformat(written).date() if written else None


def _is_right(case: dict[str, Any], found: list[DateMention], complete: bool) -> bool:
    expected = case["expected"]
    if case["kind"] == "negative" or (complete and len(found) != len(expected)):
        return not found and not expected
    rest = iter(found)
    return all(any(_matches(want, got, case["kind"]) for got in rest) for want in expected)


def _matches(want: dict[str, Any], got: DateMention, kind: str) -> bool:
    accepted = [tuple(map(date.fromisoformat, pair)) for pair in want["accept"]]
    if (got.begin, got.finish) not in accepted:
        return False
    if kind == "date_with_clock" or want.get("start_char") is None:
        return True
    return (got.start, got.end) == (want["start_char"], want["end_char"])


def _wanted(case: dict[str, Any]) -> str:
    return "; ".join(f"{e['text']} {e['accept']}" for e in case["expected"]) or "-"


def _shown(found: list[DateMention]) -> str:
    return "; ".join(f"{f.text} {f.begin}..{f.finish}" for f in found) or "-"


def main() -> None:
    """Print the scores of the project's own tables and of the public one."""
    tables = [
        (ROOT / "corpora/dates/domain.jsonl", True),
        (ROOT / "corpora/dates/calendar.jsonl", True),
        (ROOT / "corpora/dates/recognizers.jsonl", False),
    ]
    for path, complete in tables:
        if not path.is_file():
            continue
        score = score_recognizers(path, complete=complete)
        sys.stdout.write(f"{path.name}: {score.right}/{score.total} = {score.share:.1%}\n")
        for kind, right, total in score.by_kind:
            sys.stdout.write(f"  {kind}: {right}/{total}\n")
        for miss in score.misses:
            sys.stdout.write(f"  ✗ {miss.text} | {miss.wanted} | {miss.found}\n")


if __name__ == "__main__":
    main()
