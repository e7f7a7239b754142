"""Where the seconds of one check go, stage by stage, with what it found beside them.

    python -m benchmarks.bench_check [FOLDER] [--rubric ID] [--jobs N] [--runs N]

Times are of a process of its own for each run (imports included), best of the runs.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "corpora" / "yucai-primary" / "submission"


class StageClock:
    """Hears of the run's stages and keeps when each began."""

    def __init__(self) -> None:
        self.marks: list[tuple[str, float]] = [("import", time.perf_counter())]

    def begin(self, stage: str, total: int) -> None:
        """Note the beginning of a stage."""
        del total
        self.marks.append((stage, time.perf_counter()))

    def step(self) -> None:
        """Ignore single steps."""

    def seconds(self) -> dict[str, float]:
        """Give the seconds of each stage; a stage that comes twice is added up."""
        spent: dict[str, float] = {}
        for (stage, begin), (_, end) in zip(self.marks, self.marks[1:], strict=False):
            spent[stage] = spent.get(stage, 0.0) + end - begin
        return spent


def measured(folder: Path, rubric: str, jobs: int | None) -> dict[str, object]:
    """Run one check in this process; give its stage times and what it found."""
    clock = StageClock()
    from pipeline.reports.rendering import REPORTS, render
    from pipeline.run import assess
    from pipeline.settings import Settings

    assessment = assess(folder, rubric, settings=Settings(jobs=jobs), progress=clock)
    for name in REPORTS:
        clock.begin(f"报告 {name}", 0)
        render(assessment, name, None)
    clock.begin("end", 0)
    reading, total = assessment.reading, assessment.scorecard.total
    return {
        "seconds": clock.seconds(),
        "files": len(reading.documents),
        "chars": sum(document.chars for document in reading.documents),
        "events": len(reading.events),
        "score": f"{total.suggested} ({total.low}–{total.high}) / {total.max}",
    }


def _child(arguments: argparse.Namespace) -> dict[str, object]:
    """Run in a fresh process, so that every run pays its imports."""
    command = [sys.executable, "-m", "benchmarks.bench_check", str(arguments.folder), "--child"]
    command += ["--rubric", arguments.rubric]
    if arguments.jobs:
        command += ["--jobs", str(arguments.jobs)]
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    found: dict[str, object] = json.loads(done.stdout)
    found["process"] = time.perf_counter() - begin
    return found


def _table(found: dict[str, object]) -> str:
    seconds = found["seconds"]
    assert isinstance(seconds, dict)
    rows = [f"| {stage} | {spent:.2f} |" for stage, spent in seconds.items()]
    rows.append(f"| whole process | {found['process']:.2f} |")
    facts = f"{found['files']} files, {found['chars']} characters, {found['events']} events"
    where = f"Python {platform.python_version()}, zuozheng {version('zuozheng')}"
    return "\n".join(
        [f"{where}; {facts}; score {found['score']}", "", "| stage | s |", "|---|---:|", *rows]
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--rubric", default="yangzhou-2022")
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        sys.stdout.write(json.dumps(measured(arguments.folder, arguments.rubric, arguments.jobs)))
        return
    runs = [_child(arguments) for _ in range(arguments.runs)]
    best = min(runs, key=lambda run: float(str(run["process"])))
    sys.stdout.buffer.write((_table(best) + "\n").encode())


if __name__ == "__main__":
    main()
