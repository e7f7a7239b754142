"""Find the dates of texts with JioNLP.

    python find_with_jionlp.py CASES.json

CASES.json holds a list of [text, reference day or null]. Prints JSON: processor seconds without
imports and
warming up, and for each text the first and last day of every time found (null where JioNLP
gives no point or span, or raised an error).
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
from pathlib import Path
from typing import Any

_WARMING = 50  # texts looked at before the clock starts


def main() -> None:
    """Find and print what it took."""
    cases = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    with contextlib.redirect_stdout(io.StringIO()):
        import jionlp

        find = jionlp.ner.extract_time
        for text, _ in cases[:_WARMING]:
            with contextlib.suppress(Exception):
                find(text)
    answers, errors = [], 0
    begin = time.process_time()
    for text, reference in cases:
        try:
            answers.append(find(text, time_base=_base(reference)))
        except Exception:
            errors += 1
            answers.append([])
    seconds = time.process_time() - begin
    days = [[_days(one["detail"]) for one in answer] for answer in answers]
    json.dump({"seconds": seconds, "found": days, "errors": errors}, sys.stdout)


def _base(reference: str | None) -> float | dict[str, int]:
    """Give the reference as JioNLP wants it; its own default is the present moment."""
    if not reference:
        return time.time()
    year, month, day = map(int, reference[:10].split("-"))
    return {"year": year, "month": month, "day": day}


def _days(detail: dict[str, Any]) -> list[str] | None:
    found = detail.get("time")
    if isinstance(found, list) and all(isinstance(moment, str) for moment in found):
        return [moment[:10] for moment in found]
    return None


if __name__ == "__main__":
    main()
