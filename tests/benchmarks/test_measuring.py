"""What the benchmarks measure with: processes and all they start, answers scored alike for all."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.bench_peers import peers_python
from benchmarks.bench_scale import Run, moments, report
from benchmarks.dates_by_peers import by_zuozheng, score
from benchmarks.process_tree import Look, Watched, watch
from benchmarks.scale.correctness import Correctness

_CHILD = (
    "import subprocess, sys, time\n"
    "held = bytearray(20_000_000)\n"
    "inner = 'import time; held = bytearray(b\"x\" * 80_000_000); time.sleep(1.5)'\n"
    "subprocess.run([sys.executable, '-c', inner])\n"
    "print('已完成')\n"
    "sys.exit(3)\n"
)


def test_memory_of_a_child_counts_for_the_tree_and_not_for_the_main_process() -> None:
    watched = watch([sys.executable, "-X", "utf8", "-c", _CHILD])
    assert watched.status == 3
    assert watched.output.strip() == "已完成"
    assert watched.peak() > 100_000_000
    assert 20_000_000 < watched.main_peak < watched.peak() - 60_000_000


def test_processor_seconds_of_an_ended_child_are_kept() -> None:
    busy = "import time\nend = time.process_time() + 0.8\nwhile time.process_time() < end: pass"
    command = f"import subprocess, sys, time; subprocess.run([sys.executable, '-c', {busy!r}])"
    watched = watch([sys.executable, "-c", f"{command}; time.sleep(0.5)"])
    assert watched.cpu > 0.5


def test_processor_seconds_are_told_at_a_moment_and_memory_between_two() -> None:
    looks = (Look(10.0, 1.0, 5, 2), Look(20.0, 3.0, 9, 2), Look(30.0, 7.0, 4, 3))
    watched = Watched(0, "", 20.0, looks)
    assert (watched.cpu_at(10.0), watched.cpu_at(15.0), watched.cpu_at(99.0)) == (1.0, 3.0, 7.0)
    assert (watched.peak(), watched.peak(end=15.0), watched.peak(begin=25.0)) == (9, 5, 4)
    assert watched.main_peak == 3


def _run(schools: int, workers: int, seconds: float) -> Run:
    done = tuple(100.0 + seconds * number for number in range(schools))
    looks = tuple(Look(moment, moment - 90.0, 500_000_000, 100_000_000) for moment in done)
    watched = Watched(0, "", done[-1] - 90.0, looks)
    found = Correctness(wanted=10, found=9, extra=1, lost=["甲校"])
    return Run(schools, workers, watched, watched, done, done[-1] + 1, 10**6, 2 * 10**6, found)


def test_start_up_does_not_hide_in_the_cost_of_a_school() -> None:
    run = _run(5, 1, 2.0)
    assert run.watched.seconds > 5 * 2.0
    assert run.steady_seconds == 2.0
    assert run.steady_cpu == 2.0


def test_the_report_says_how_workers_and_sizes_compare() -> None:
    told = report([_run(5, 1, 2.0), _run(5, 2, 1.0), _run(10, 1, 2.2), _run(10, 2, 1.0)])
    assert "5 schools: 2 workers are 2.00 times 1" in told
    assert "smallest to largest size +10.0%" in told
    assert "9 of 10 (90.0%)" in told


def test_failed_schools_are_no_school_done(tmp_path: Path) -> None:
    entries = [
        {"time": "2026-01-05T09:00:00+00:00", "event": "begin"},
        {"time": "2026-01-05T09:00:02+00:00", "event": "done"},
        {"time": "2026-01-05T09:00:03+00:00", "event": "failed"},
        {"time": "2026-01-05T09:00:04+00:00", "event": "end"},
    ]
    log = tmp_path / "log.jsonl"
    log.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    done, ended = moments(log)
    assert len(done) == 1
    assert ended - done[0] == 2.0


_DAY = ("2022-03-15", "2022-03-15")


def _case(*accepted: tuple[str, str]) -> dict[str, Any]:
    return {"expected": [{"accept": [list(pair)]} for pair in accepted]}


@pytest.mark.parametrize(
    ("case", "answer", "right"),
    [
        (_case(_DAY), [_DAY], True),
        (_case(_DAY), [("2022-01-01", "2022-01-01"), _DAY], True),
        (_case(_DAY), [("2022-03-15", "2022-03-16")], False),
        (_case(_DAY), [None], False),
        (_case(_DAY), [], False),
        (_case(_DAY, ("2022-04-01", "2022-04-30")), [_DAY], False),
        (_case(("2022-04-01", "2022-04-30"), _DAY), [_DAY, ("2022-04-01", "2022-04-30")], False),
    ],
)
def test_a_date_is_right_when_its_days_are_in_their_order(
    case: dict[str, Any], answer: list[tuple[str, str] | None], right: bool
) -> None:
    share = score([case], [answer])
    assert (share.dates, share.dates_right, share.lookalikes) == (1, int(right), 0)


@pytest.mark.parametrize(("answer", "alone"), [([], 1), ([_DAY], 0), ([None], 0)])
def test_a_lookalike_must_give_nothing(answer: list[tuple[str, str] | None], alone: int) -> None:
    share = score([_case()], [answer])
    assert (share.lookalikes, share.left_alone, share.dates) == (1, alone, 0)


def test_own_dates_are_asked_as_the_peer_is() -> None:
    seconds, answers = by_zuozheng([("3月15日召开", "2022-12-20T00:00:00"), ("第3.2条", "")])
    assert seconds > 0
    assert answers == [[_DAY], []]


def test_a_folder_without_an_environment_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="make bench-peers"):
        peers_python(tmp_path)
