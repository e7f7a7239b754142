"""Write an archive of schools to disk, with the truth of each.

    python -m benchmarks.scale.archive TARGET --schools 100 [--seed 1] [--jobs 2]

TARGET gets `schools/` (one folder or .zip a school, what `zuozheng batch` is given) and
`truth.jsonl` (one line a school). Each school is drawn from the seed and its number alone, so an
archive of 100 begins with the same ten schools as an archive of 10.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import shutil
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.scale.papers import Handed, hand_in
from benchmarks.scale.school import names
from corpora.folder_builder.folder import file_bytes
from corpora.folder_builder.packing import stored_zip

SEED = 20221125
TRUTH = "truth.jsonl"
SCHOOLS = "schools"


def build_archive(target: Path, schools: int, seed: int = SEED, jobs: int = 1) -> Path:
    """Write an archive anew and give the folder with the schools.

    What lies in the target already is replaced; memory does not grow with the number of schools.
    Raises ValueError when there are fewer names than schools.
    """
    if schools > names():
        raise ValueError(f"there are names for {names()} schools, not for {schools}")
    shutil.rmtree(target, ignore_errors=True)
    root = target / SCHOOLS
    root.mkdir(parents=True)
    write = partial(_write, seed, root)
    context = multiprocessing.get_context("spawn")
    with (target / TRUTH).open("w", encoding="utf-8", newline="\n") as out:
        if jobs == 1:
            for number in range(schools):
                out.write(write(number))
        else:
            with context.Pool(jobs) as pool:
                for line in pool.imap(write, range(schools), chunksize=4):
                    out.write(line)
    return root


def _write(seed: int, root: Path, number: int) -> str:
    """Write one school and give its line of the truth."""
    handed = hand_in(seed, number)
    files = school_files(handed, seed)
    place = f"{number + 1:04}-{handed.school.name}"
    if handed.school.packed:
        place += ".zip"
        first = handed.entries[0].created
        (root / place).write_bytes(stored_zip(list(files.items()), first))
    else:
        for name, content in files.items():
            path = (root / place).joinpath(*name.split("/"))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return json.dumps(truth_of(handed, place), ensure_ascii=False) + "\n"


def school_files(handed: Handed, seed: int) -> dict[str, bytes]:
    """Give the bytes of all files of a school by their paths."""
    known = {entry.path: entry for entry in handed.entries}
    own_seed = seed * 100_003 + handed.school.number
    return {path: file_bytes(entry, known, own_seed) for path, entry in known.items()}


def truth_of(handed: Handed, place: str) -> dict[str, Any]:
    """Say what the school truly held: every event, and how many of a type in each quarter."""
    counts: dict[str, Counter[str]] = {}
    events = []
    for happening in handed.held:
        for name in happening.kind.types:
            events.append([name, happening.day.isoformat()])
            quarter = f"{happening.day.year}Q{(happening.day.month + 2) // 3}"
            counts.setdefault(name, Counter())[quarter] += 1
    broken = [one.path for one in handed.entries if one.make in ("damaged", "locked")]
    return {
        "school": place,
        "files": sum(max(1, len(entry.members)) for entry in handed.entries),
        "broken": broken,
        "held": {name: dict(sorted(counts[name].items())) for name in sorted(counts)},
        "events": sorted(events),
    }


def main() -> None:
    """Write an archive and say how long it took."""
    parser = argparse.ArgumentParser(description="Write an archive of made-up schools")
    parser.add_argument("target", type=Path)
    parser.add_argument("--schools", type=int, default=10)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--jobs", type=int, default=1)
    asked = parser.parse_args()
    begin = time.perf_counter()
    root = build_archive(asked.target, asked.schools, asked.seed, asked.jobs)
    seconds = time.perf_counter() - begin
    sys.stdout.write(f"{asked.schools} schools in {seconds:.1f} s: {root}\n")


if __name__ == "__main__":
    main()
