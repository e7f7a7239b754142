"""What a batch costs as the archive grows, with what it found beside it.

    python -m benchmarks.bench_scale [SCHOOLS ...] [--jobs 1 2] [--keep FOLDER]

For each size an archive is made from the seed and checked by `zuozheng batch` in processes of its
own, once with each number of workers and an empty store, then once more with --resume. Cost per
school is measured between the first and the last school done, so that start-up does not hide in
it; processor seconds are those of all processes, and say the same on a busy machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psutil

from benchmarks.process_tree import Watched, watch
from benchmarks.scale.archive import SEED, TRUTH, build_archive
from benchmarks.scale.correctness import Correctness, compare
from benchmarks.scale.variety import measure

ROOT = Path(__file__).parents[1]
_WHOLE = 1_000  # schools of the largest archive that is asked for
_LOG = "运行日志.jsonl"
_MB = 1_000_000
_HEADS = (
    "schools", "workers", "schools/min, whole run", "schools/min, after start", "s a school",
    "CPU s a school", "summary, s", "again with --resume, s", "peak MB, all processes",
    "first half, MB", "second half, MB", "main process, MB", "store, MB a school",
    "reports, MB a school", "held events found", "too many", "failed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """One batch: how large, how it went, what it left behind and found."""

    schools: int
    workers: int
    watched: Watched
    again: Watched
    done: tuple[float, ...]  # clock times at which schools were done
    ended: float
    store: int
    reports: int
    correctness: Correctness

    @property
    def steady_seconds(self) -> float:
        """Give the clock seconds a school takes once all workers are busy."""
        return (self.done[-1] - self.done[0]) / (len(self.done) - 1)

    @property
    def steady_cpu(self) -> float:
        """Give the processor seconds a school takes once all workers are busy."""
        first, last = self.watched.cpu_at(self.done[0]), self.watched.cpu_at(self.done[-1])
        return (last - first) / (len(self.done) - 1)

    def cells(self) -> Iterator[str]:
        """Give the row of the table."""
        half = self.done[len(self.done) // 2]
        found = self.correctness
        yield from (str(self.schools), str(self.workers))
        yield f"{60 * self.schools / self.watched.seconds:.0f}"
        yield f"{60 / self.steady_seconds:.0f}"
        yield f"{self.steady_seconds:.2f}"
        yield f"{self.steady_cpu:.2f}"
        yield f"{self.ended - self.done[-1]:.1f}"
        yield f"{self.again.seconds:.1f}"
        yield from (f"{size / _MB:.0f}" for size in (
            self.watched.peak(), self.watched.peak(end=half), self.watched.peak(begin=half),
            self.watched.main_peak,
        ))  # fmt: skip
        yield from (f"{size / self.schools / _MB:.2f}" for size in (self.store, self.reports))
        yield f"{found.found} of {found.wanted} ({found.recall:.1%})"
        yield f"{found.extra} ({1 - found.precision:.1%})"
        yield str(len(found.lost))


def measured(archive: Path, schools: int, workers: int, rubric: str) -> Run:
    """Check an archive with an empty store, then once more; give what was measured."""
    out, store = archive / "out", archive / "store"
    for folder in (out, store):
        shutil.rmtree(folder, ignore_errors=True)
    command = [
        sys.executable, "-m", "pipeline.cli", "batch", str(archive / "schools"),
        "--rubric", rubric, "--out", str(out), "--store", str(store), "--ocr", "off",
        "--jobs", str(workers),
    ]  # fmt: skip
    watched = watch(command, cwd=ROOT)
    if watched.status:
        raise SystemExit(f"the batch failed with status {watched.status}:\n{watched.output}")
    done, ended = moments(out / _LOG)
    sizes = _bytes_below(store), _bytes_below(out)
    found = compare(archive / TRUTH, out)
    again = watch([*command, "--resume"], cwd=ROOT)
    return Run(schools, workers, watched, again, done, ended, *sizes, found)


def moments(log: Path) -> tuple[tuple[float, ...], float]:
    """Give when each school was done and when the run ended."""
    done, ended = [], 0.0
    for line in log.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        moment = datetime.fromisoformat(entry["time"]).timestamp()
        if entry["event"] == "done":
            done.append(moment)
        ended = moment
    return tuple(done), ended


def _bytes_below(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def report(runs: Sequence[Run]) -> str:
    """Give the table and what follows from it."""
    lines = ["| " + " | ".join(_HEADS) + " |", "|" + "---:|" * len(_HEADS)]
    lines += ["| " + " | ".join(run.cells()) + " |" for run in runs]
    lines.append("")
    for workers in sorted({run.workers for run in runs}):
        some = [run for run in runs if run.workers == workers]
        costs = [run.steady_cpu for run in some]
        peaks = [run.watched.peak() for run in some]
        lines.append(
            f"{workers} worker(s): CPU s a school from smallest to largest size "
            f"{costs[-1] / costs[0] - 1:+.1%}, peak memory {peaks[-1] / peaks[0] - 1:+.1%}"
        )
    for schools in sorted({run.schools for run in runs}):
        seconds = {run.workers: run.steady_seconds for run in runs if run.schools == schools}
        if {1, 2} <= seconds.keys():
            lines.append(f"{schools} schools: 2 workers are {seconds[1] / seconds[2]:.2f} times 1")
    return "\n".join([*lines, "", _by_type(runs[-1].correctness)])


def _by_type(found: Correctness) -> str:
    lines = ["| type (last run) | held | found | too many |", "|---|---:|---:|---:|"]
    for name, counts in sorted(found.by_type.items()):
        lines.append(f"| {name} | {' | '.join(map(str, counts))} |")
    return "\n".join(lines)


def _machine() -> str:
    load = psutil.getloadavg()[0]
    return (
        f"Python {platform.python_version()}, {os.cpu_count()} processors, "
        f"load before the run {load:.1f} (0 is a quiet machine)"
    )


def main() -> None:
    """Make the archives, run the batches, print the table."""
    parser = argparse.ArgumentParser(description="What a batch costs as the archive grows")
    parser.add_argument("schools", nargs="*", type=int, default=[10, 30])
    parser.add_argument("--jobs", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--rubric", default="yangzhou-2022")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--keep", type=Path, help="make and leave the archives in this folder")
    asked = parser.parse_args()
    _say(_machine())
    if max(asked.schools) < _WHOLE:
        _say(f"Only {asked.schools} schools: the tables in README are of 10, 100 and {_WHOLE:,}.")
    with tempfile.TemporaryDirectory(prefix="zuozheng-scale-") as work:
        folder = asked.keep or Path(work)
        runs = []
        for schools in sorted(asked.schools):
            build_archive(folder / str(schools), schools, asked.seed, jobs=max(asked.jobs))
            for workers in asked.jobs:
                run = measured(folder / str(schools), schools, workers, asked.rubric)
                _say(f"{schools} schools, {workers} worker(s): {run.watched.seconds:.0f} s")
                runs.append(run)
            if asked.keep is None:
                shutil.rmtree(folder / str(schools))
    _say(f"\n{measure(min(100, max(asked.schools)), asked.seed)}\n{report(runs)}")


def _say(text: str) -> None:
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
