"""Dates: this project's `find_dates` and JioNLP on the same texts, right or wrong and how fast."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from matchers.dates import find_dates

Days = tuple[str, str]
Answers = list[list[Days | None]]
Texts = Sequence[tuple[str, str | None]]

_WARMING = 50  # texts looked at before the clock starts


@dataclass(frozen=True, slots=True)
class DateShare:
    """How a finder did on a table: texts with dates, and look-alikes in which is none."""

    dates: int
    dates_right: int
    lookalikes: int
    left_alone: int

    def __str__(self) -> str:
        right = f"{self.dates_right}/{self.dates} = {self.dates_right / self.dates:.1%}"
        alone = f"{self.left_alone}/{self.lookalikes}" if self.lookalikes else "-"
        return f"{right} | {alone}"


def load_cases(table: Path) -> list[dict[str, Any]]:
    """Read a table of labelled date sentences (JSON Lines)."""
    return [json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()]


def texts_of(cases: Sequence[dict[str, Any]]) -> list[tuple[str, str | None]]:
    """Give each case's text and reference day."""
    return [(case["text"], case["reference"]) for case in cases]


def score(cases: Sequence[dict[str, Any]], answers: Answers) -> DateShare:
    """Score answers leniently, the same for all: accepted first and last days, in their order.

    Where in the text a date stands and what else was found beside it does not count; a
    look-alike must give nothing at all.
    """
    dates = right = lookalikes = alone = 0
    for case, found in zip(cases, answers, strict=True):
        if not case["expected"]:
            lookalikes += 1
            alone += not found
            continue
        dates += 1
        rest = iter(found)
        right += all(_is_among(want, rest) for want in case["expected"])
    return DateShare(dates, right, lookalikes, alone)


def _is_among(want: dict[str, Any], rest: Iterator[Days | None]) -> bool:
    accepted = {tuple(pair) for pair in want["accept"]}
    return any(got in accepted for got in rest)


def by_zuozheng(texts: Texts) -> tuple[float, Answers]:
    """Find with this project; give processor seconds and answers."""
    references = [date.fromisoformat(day[:10]) if day else None for _, day in texts]
    for text, _ in texts[:_WARMING]:
        find_dates(text)
    begin = time.process_time()
    found = [
        find_dates(text, reference) for (text, _), reference in zip(texts, references, strict=True)
    ]
    seconds = time.process_time() - begin
    return seconds, [[(str(one.begin), str(one.finish)) for one in dates] for dates in found]


def by_jionlp(run: Callable[[str, str], dict[str, Any]], texts: Texts) -> tuple[float, Answers]:
    """Find with JioNLP in its own environment; `run` starts a peer's script with an argument."""
    with tempfile.TemporaryDirectory() as work:
        file = Path(work) / "cases.json"
        file.write_text(json.dumps(list(texts), ensure_ascii=False), encoding="utf-8")
        told = run("find_with_jionlp.py", str(file))
    answers = [[None if days is None else tuple(days) for days in one] for one in told["found"]]
    return float(told["seconds"]), answers
