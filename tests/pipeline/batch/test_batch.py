"""A whole batch: every school accounted for, interrupted or not, byte for byte the same."""

from __future__ import annotations

import errno
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from extractors.settings import ExtractSettings
from pipeline import output
from pipeline.batch.lock import only_one
from pipeline.batch.task import Job, Outcome, Task
from pipeline.cli import main
from pipeline.engines.local import LocalEngine
from pipeline.errors import InputError, RunError
from pipeline.settings import Settings
from rubrics.load import load_rubric
from tests.pipeline.made_schools import make_archive, make_school, results_in

ROOT = Path(__file__).parents[3]
SCHOOLS = 5


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("全区") / "2022年报送", SCHOOLS)


@pytest.fixture(scope="module")
def undisturbed(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give the results of a batch that nothing disturbed."""
    out = tmp_path_factory.mktemp("结果") / "输出"
    assert main([*_arguments(archive, out), "--no-cache"]) == 1
    return results_in(out)


def _arguments(archive: Path, out: Path, jobs: int = 2) -> list[str]:
    wishes = ["--rubric", "yangzhou-2022", "--ocr", "off", "--format", "json", "--jobs", str(jobs)]
    return ["batch", str(archive), "--out", str(out), *wishes]


def _lines(out: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / name).read_text("utf-8").splitlines()]


def test_every_school_is_checked_or_named_with_its_reason(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "输出"
    assert main([*_arguments(archive, out, jobs=1), "--no-cache"]) == 1  # one archive is broken
    schools = {str(line["id"]): line for line in _lines(out, "学校.jsonl")}
    assert sorted(schools) == sorted(
        ["坏的.zip", *(f"学校{n:02d}" for n in range(1, SCHOOLS)), f"学校{SCHOOLS:02d}.zip"]
    )
    assert [name for name, line in schools.items() if line["status"] == "failed"] == ["坏的.zip"]
    assert "压缩包" in str(schools["坏的.zip"]["reason"])
    assert str(archive) not in str(schools["坏的.zip"]["reason"])
    assert (out / f"学校{SCHOOLS:02d}" / "assessment.json").is_file()
    assert len(_lines(out, "指标.jsonl")) == 30 * SCHOOLS
    page = (out / "汇总.html").read_text("utf-8")
    assert "说明.txt" in page
    assert "坏的.zip" in page
    assert not (out / "进行中.lock").exists()
    said = capsys.readouterr().out
    assert f"核查完成 {SCHOOLS} 份，失败 1 份" in said


def test_a_school_gets_the_result_that_it_gets_alone(
    archive: Path, tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    alone = tmp_path / "一校"
    wishes = ["--rubric", "yangzhou-2022", "--ocr", "off", "--format", "json"]
    arguments = ["check", str(archive / "学校02"), *wishes, "--reproducible", "--no-cache"]
    assert main([*arguments, "--out", str(alone)]) == 0
    assert (alone / "assessment.json").read_bytes() == undisturbed["学校02/assessment.json"]


def test_the_number_of_workers_changes_nothing(
    archive: Path, tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    out = tmp_path / "输出"
    main(_arguments(archive, out, jobs=1))
    assert results_in(out) == undisturbed


def test_resuming_leaves_alone_what_is_done_and_redoes_what_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, out = tmp_path / "全区", tmp_path / "输出"
    for number in (1, 2, 3):
        make_school(root / f"学校{number}", number, papers=1)
    assert main(_arguments(root, out)) == 0
    before = {name: (out / name / "assessment.json").stat().st_mtime_ns for name in ("学校1",)}
    (root / "学校2" / "补充.txt").write_text("2022年9月2日召开支部党员大会", encoding="utf-8")
    make_school(root / "学校4", 4, papers=1)
    for path in sorted((root / "学校3").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (root / "学校3").rmdir()
    capsys.readouterr()
    assert main([*_arguments(root, out), "--resume"]) == 0
    assert "其中 1 份上次已完成" in capsys.readouterr().out
    assert (out / "学校1" / "assessment.json").stat().st_mtime_ns == before["学校1"]
    assert [line["id"] for line in _lines(out, "学校.jsonl")] == ["学校1", "学校2", "学校4"]
    fresh = tmp_path / "重做"
    main([*_arguments(root, fresh), "--no-cache"])
    again = {k: v for k, v in results_in(out).items() if not k.startswith("学校3/")}
    assert again == results_in(fresh)


def test_another_rubric_resumes_nothing(tmp_path: Path) -> None:
    root, out = tmp_path / "全区", tmp_path / "输出"
    make_school(root / "学校1", 1, papers=1)
    assert main(_arguments(root, out)) == 0
    other = [word.replace("yangzhou-2022", "tianning-2012") for word in _arguments(root, out)]
    assert main([*other, "--resume"]) == 0
    written = json.loads((out / "学校1" / "assessment.json").read_text("utf-8"))
    assert written["rubric"]["id"] == "tianning-2012"


def _settled(out: Path) -> int:
    """Count the submissions that were checked, over all runs."""
    log = out / "运行日志.jsonl"
    text = log.read_text("utf-8", "replace") if log.exists() else ""
    return len(set(re.findall(r'"event": "done", "id": "([^"]+)"', text)))


def _started(archive: Path, out: Path, store: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "zuozheng", *_arguments(archive, out), *more]
    command += ["--store", str(store)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _family(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_request_to_stop_ends_everything_and_can_be_resumed(
    archive: Path, tmp_path: Path, undisturbed: dict[str, bytes], name: str
) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no such signals for another process")
    out, store = tmp_path / "输出", tmp_path / "缓存"
    process = _started(archive, out, store)
    _wait_for(lambda: (out / "学校01").exists() or (out / "学校02").exists())
    family = _family(process)
    process.send_signal(getattr(signal, name))
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "--resume" in err.decode("utf-8")
    assert not psutil.wait_procs(family, timeout=20)[1]
    main([*_arguments(archive, out), "--resume", "--store", str(store)])
    assert results_in(out) == undisturbed


def test_a_batch_killed_at_any_moment_resumes_to_the_same_bytes(
    archive: Path, tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    """Each run goes on where the last was killed, and is killed with some done and some not."""
    chance = random.Random(20220315)
    out, store = tmp_path / "输出", tmp_path / "缓存"
    for done in (1, 2, 3):
        process = _started(archive, out, store, *(["--resume"] if done > 1 else []))
        _wait_for(lambda wanted=done: _settled(out) >= wanted)
        time.sleep(chance.random() / 4)
        assert process.poll() is None, "it was done before it could be killed"
        family = _family(process)
        process.kill()
        process.communicate()
        for orphan in psutil.wait_procs(family, timeout=30)[1]:
            orphan.kill()  # one in the middle of a long text ends with it
    assert main([*_arguments(archive, out), "--resume", "--store", str(store)]) == 1
    assert results_in(out) == undisturbed


def _wait_for(happened: object) -> None:
    assert callable(happened)
    end = time.monotonic() + 90
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_a_full_disk_stops_the_batch_and_loses_nothing(
    archive: Path,
    tmp_path: Path,
    undisturbed: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "输出"
    whole = output.save
    saved: list[Path] = []

    def save(target: Path, content: bytes) -> None:
        if len(saved) == 2:
            raise RunError(output._cannot_write(target, OSError(errno.ENOSPC, "磁盘已满")))
        saved.append(target)
        whole(target, content)

    monkeypatch.setattr(output, "save", save)
    assert main(_arguments(archive, out)) == 1
    assert "磁盘已满" in capsys.readouterr().err
    monkeypatch.undo()
    monkeypatch.setenv("ZUOZHENG_STORE", str(tmp_path / "缓存"))
    assert main([*_arguments(archive, out), "--resume"]) == 1
    assert results_in(out) == undisturbed


def _job() -> Job:
    settings = Settings(ExtractSettings(ocr="off"), jobs=1)
    return Job(load_rubric("yangzhou-2022"), ("json",), settings, None)


class _Hunter(threading.Thread):
    """Kills the first `number` worker processes that this process starts, while they work."""

    def __init__(self, number: int) -> None:
        super().__init__(daemon=True)
        self._left = number
        self._seen: set[int] = set()
        self.over = False

    def run(self) -> None:
        own = psutil.Process()
        while self._left and not self.over:
            for child in own.children():
                # A reader process below it shows that the worker is at its work.
                if child.pid not in self._seen and child.children():
                    self._seen.add(child.pid)
                    self._left -= 1
                    child.kill()
                    break
            time.sleep(0.01)


def _outcomes(archive: Path, kills: int) -> Iterator[Outcome]:
    tasks = [Task(f"学校{n:02d}", str(archive / f"学校{n:02d}")) for n in range(1, SCHOOLS)]
    hunter = _Hunter(kills)
    hunter.start()
    try:
        yield from LocalEngine(1).run(_job(), tasks)
    finally:
        hunter.over = True


def test_a_killed_worker_costs_no_school(archive: Path, undisturbed: dict[str, bytes]) -> None:
    outcomes = {outcome.id: outcome for outcome in _outcomes(archive, kills=1)}
    assert len(outcomes) == SCHOOLS - 1
    for name, outcome in outcomes.items():
        assert outcome.checked is not None
        assert outcome.checked.reports["json"] == undisturbed[f"{name}/assessment.json"]


def test_a_school_that_kills_its_worker_twice_is_set_aside(archive: Path) -> None:
    outcomes = list(_outcomes(archive, kills=2))
    failed = [outcome for outcome in outcomes if outcome.failure is not None]
    assert len(outcomes) == SCHOOLS - 1
    assert len(failed) == 1
    assert failed[0].failure is not None
    assert "试了两次" in failed[0].failure.reason


@pytest.mark.parametrize(
    ("engine", "said"),
    [(LocalEngine(1, hanging=-200.0), "用时过长"), (LocalEngine(1, memory=1), "内存过大")],
)
def test_a_worker_that_hangs_or_grows_is_ended(
    archive: Path, engine: LocalEngine, said: str
) -> None:
    (outcome,) = engine.run(_job(), [Task("学校01", str(archive / "学校01"))])
    assert outcome.failure is not None
    assert said in outcome.failure.reason


def test_one_batch_at_a_time_uses_a_folder(tmp_path: Path) -> None:
    with only_one(tmp_path), pytest.raises(InputError, match="另一个批量核查"), only_one(tmp_path):
        pass
    with only_one(tmp_path):
        pass


def test_what_a_killed_batch_left_behind_does_not_lock_the_folder(tmp_path: Path) -> None:
    (tmp_path / "进行中.lock").write_text("999999 1.0", encoding="ascii")
    with only_one(tmp_path):
        pass


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--rubric", "yangzhou-2023"], "yangzhou-2022"),
        (["--period", "去年"], "2022"),
        (["--store", "mysql://x/y"], "postgresql"),
        (["--scheduler", "tcp://127.0.0.1:1", "--store", "某处"], "postgresql"),
        (["--jobs", "0"], "正整数"),
    ],
)
def test_mistakes_are_told_before_anything_is_begun(
    archive: Path,
    tmp_path: Path,
    more: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "输出"
    try:
        status = main([*_arguments(archive, out), *more])
    except SystemExit as end:
        status = int(str(end.code))
    assert status == 2
    assert said in capsys.readouterr().err
    assert not (out / "学校.jsonl").exists()


def test_the_output_never_lies_in_the_material(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(_arguments(archive, archive / "结果")) == 2
    assert "在材料文件夹里面" in capsys.readouterr().err
    assert not (archive / "结果").exists()
