"""The whole check against what people would use for parts of it, on the same folders in one run.

    python -m benchmarks.bench_peers --peers VENV [--schools 10] [--rounds 5] [--dates TABLE ...]

markitdown converts every file of the folders to text and nothing else; zuozheng reads them,
finds events, judges by the rubric and writes three reports (no store; no OCR, as markitdown).
pdfplumber takes the text of the PDFs. JioNLP finds dates in labelled sentences and in running
text. Rounds alternate between the two; medians, and the median of the ratios of each round.
PDFs and dates are timed in processor seconds within one process, imports and warming up apart.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from benchmarks.dates_by_peers import by_jionlp, by_zuozheng, load_cases, score, texts_of
from benchmarks.process_tree import watch
from benchmarks.scale.archive import SEED, build_archive
from benchmarks.scale.papers import hand_in
from benchmarks.scale.variety import paragraphs

ROOT = Path(__file__).parents[1]
SCRIPTS = Path(__file__).parent / "peers"
_DATES = ROOT / "corpora" / "dates" / "domain.jsonl"
_RUBRIC = "yangzhou-2022"

Timed = tuple[float, float]  # seconds by the clock, processor seconds of all processes


def main() -> None:
    """Make the folders, run all comparisons, print the tables."""
    parser = argparse.ArgumentParser(description="The check against what people would use instead")
    parser.add_argument("--peers", type=Path, required=True, help="environment of the peers")
    parser.add_argument("--schools", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--dates", type=Path, nargs="*", default=[_DATES])
    asked = parser.parse_args()
    python = peers_python(asked.peers)
    _say(
        f"Python {platform.python_version()}, {os.cpu_count()} processors, "
        f"load before the run {psutil.getloadavg()[0]:.1f}"
    )
    with tempfile.TemporaryDirectory(prefix="zuozheng-peers-") as work:
        root = build_archive(Path(work) / "archive", asked.schools, SEED)
        _say(conversion(python, root, asked.schools, asked.rounds))
        _say(pdf_text(python, root, asked.rounds))
    _say(date_finding(python, asked.dates, asked.rounds))


def peers_python(environment: Path) -> Path:
    """Give the interpreter of an environment, on Windows too.

    Raises SystemExit when there is none.
    """
    for name in ("bin/python", "Scripts/python.exe"):
        if (environment / name).exists():
            return (environment / name).absolute()
    raise SystemExit(f"{environment} is no Python environment; make bench-peers makes one")


def conversion(python: Path, root: Path, schools: int, rounds: int) -> str:
    """Compare the whole check with the bare conversion: all schools, then a single one."""
    single = min((path for path in root.iterdir() if path.is_dir()), key=lambda path: path.name)
    rows = []
    for label, folder in ((f"{schools} schools", root), ("one school", single)):
        for workers in (1, 2):
            ours = partial(_checked, folder, workers, single=folder is single)
            theirs = partial(_converted, python, folder)
            rows.append(_paired_row(f"{label}, {workers} worker(s)", ours, theirs, rounds))
    told = json.loads(watch([str(python), str(SCRIPTS / "convert_with_markitdown.py"), str(root)],
                            cwd=SCRIPTS).output)  # fmt: skip
    heads = ("the whole check | zuozheng, s | markitdown, s | ratio of each round, median "
             "| CPU s | CPU s | ratio")  # fmt: skip
    return "\n".join(
        [
            f"\n| {heads} |",
            "|---|---:|---:|---:|---:|---:|---:|",
            *rows,
            f"\nmarkitdown: {told['files']} files (archives are one each), "
            f"{told['characters']} characters, import {told['import']:.1f} s, seconds by kind "
            f"{ {kind: round(s, 2) for kind, s in sorted(told['seconds'].items())} }",
            f"could not be converted: {len(told['failures'])} {told['failures'][:6]}",
        ]
    )


def _checked(folder: Path, workers: int, *, single: bool) -> Timed:
    with tempfile.TemporaryDirectory(prefix="zuozheng-out-") as out:
        verb = "check" if single else "batch"
        return _timed(
            [
                sys.executable, "-m", "pipeline.cli", verb, str(folder), "--rubric", _RUBRIC,
                "--out", out, "--no-cache", "--ocr", "off", "--jobs", str(workers),
            ],
            ROOT,
        )  # fmt: skip


def _converted(python: Path, folder: Path) -> Timed:
    return _timed([str(python), str(SCRIPTS / "convert_with_markitdown.py"), str(folder)], SCRIPTS)


def _timed(command: Sequence[str], cwd: Path) -> Timed:
    watched = watch(command, cwd=cwd)
    if watched.status:
        raise SystemExit(f"status {watched.status}: {' '.join(command)}\n{watched.output}")
    return watched.seconds, watched.cpu


def _paired_row(
    label: str, ours: Callable[[], Timed], theirs: Callable[[], Timed], rounds: int
) -> str:
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    cells = []
    for place in (0, 1):
        mine, other = [a[place] for a, _ in pairs], [b[place] for _, b in pairs]
        ratio = median(b / a for a, b in zip(mine, other, strict=True))
        cells += [f"{median(mine):.2f}", f"{median(other):.2f}", f"{ratio:.2f}"]
    return f"| {label} | {' | '.join(cells)} |"


def pdf_text(python: Path, root: Path, rounds: int) -> str:
    """Compare reading the PDFs with pdfplumber alone."""
    pairs = []
    for _ in range(rounds):
        mine = _told([sys.executable, "-m", "benchmarks.peers.read_with_zuozheng", str(root)])
        pairs.append((mine, _peer(python, "read_with_pdfplumber.py", str(root))))
    ours, theirs = pairs[-1]
    ratio = median(b["seconds"] / a["seconds"] for a, b in pairs)
    rows = [
        f"| {name} | {found['files']} | {found['characters']} | "
        f"{median(pair[place]['seconds'] for pair in pairs):.2f} |"
        for place, (name, found) in enumerate((("zuozheng", ours), ("pdfplumber", theirs)))
    ]
    return "\n".join(
        ["\n| text of PDFs | files | characters | CPU s |", "|---|---:|---:|---:|", *rows,
         f"\nratio of each round, median: {ratio:.2f}"]
    )  # fmt: skip


def date_finding(python: Path, tables: Sequence[Path], rounds: int) -> str:
    """Compare dates found and characters a second."""
    run = partial(_peer, python)
    lines = [
        "\n| dates | texts with dates right | look-alikes left alone | characters a CPU second |",
        "|---|---:|---:|---:|",
    ]
    for table in tables:
        cases = load_cases(table)
        texts = texts_of(cases)
        length = sum(len(text) for text, _ in texts)
        for name, find in (("zuozheng", by_zuozheng), ("JioNLP", partial(by_jionlp, run))):
            results = [find(texts) for _ in range(rounds)]
            speed = length / median(seconds for seconds, _ in results)
            lines.append(
                f"| {name}, {table.name} | {score(cases, results[-1][1])} | {speed:,.0f} |"
            )
    running = [
        (text, "2022-12-31") for number in range(3) for text in paragraphs(hand_in(SEED, number))
    ]
    length = sum(len(text) for text, _ in running)
    pairs = [(by_zuozheng(running), by_jionlp(run, running)) for _ in range(rounds)]
    for name, place in (("zuozheng", 0), ("JioNLP", 1)):
        speed = length / median(pair[place][0] for pair in pairs)
        found = sum(map(len, pairs[-1][place][1]))
        lines.append(
            f"| {name}, running text, {length} characters | {found} found | - | {speed:,.0f} |"
        )
    ratio = median(b[0] / a[0] for a, b in pairs)
    return "\n".join([*lines, f"\nrunning text, ratio of each round, median: {ratio:.0f}"])


def _peer(python: Path, script: str, argument: str) -> dict[str, Any]:
    return _told([str(python), str(SCRIPTS / script), argument])


def _told(command: Sequence[str]) -> dict[str, Any]:
    """Run a script that prints JSON; its environment tells where this project is."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _say(text: str) -> None:
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
