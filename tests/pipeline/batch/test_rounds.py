"""A batch whose rubric compares schools: two rounds, the same bytes however it went."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Collection, Generator, Iterable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from extractors.settings import ExtractSettings
from pipeline import output
from pipeline.batch import figures
from pipeline.batch.figures import FigureSum, sum_figures
from pipeline.batch.run import BatchEnd, run_batch
from pipeline.batch.task import Failure, Job, Outcome, Task, perform
from pipeline.batch_progress import watcher_for_terminal
from pipeline.cli import main
from pipeline.errors import RunError
from pipeline.progress import Silent
from pipeline.session import Session
from pipeline.settings import Settings
from rubrics.load import load_rubric
from tests.pipeline.batch.compared_schools import COMPARING, make_compared
from tests.pipeline.made_schools import results_in

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def rubric(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("标准") / "投稿.yaml"
    path.write_text(COMPARING, encoding="utf-8")
    return path


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "全区"
    for name, papers in (("甲校", 5), ("乙校", 20), ("丙校", 16)):
        make_compared(root, name, papers)
    return root


def _arguments(archive: Path, out: Path, rubric: Path, jobs: int = 1) -> list[str]:
    wishes = ["--ocr", "off", "--format", "json", "--period", "2022", "--jobs", str(jobs)]
    return ["batch", str(archive), "--out", str(out), "--rubric", str(rubric), *wishes]


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with Session(Settings(ExtractSettings(ocr="off"), jobs=1)) as one:
        yield one


class Here:
    """Does the tasks in this process, in any order; some fail, in either round."""

    def __init__(
        self, session: Session, *, first: Collection[str] = (), late: Collection[str] = ()
    ) -> None:
        self._session = session
        self._failing = {True: first, False: late}
        self.done: list[tuple[str, bool]] = []
        self.chance: random.Random | None = None

    def run(self, job: Job, tasks: Iterable[Task]) -> Generator[Outcome, None, None]:
        coming = list(tasks)
        if self.chance is not None:
            self.chance.shuffle(coming)
        for task in coming:
            is_first = not job.formats
            self.done.append((task.id, is_first))
            if task.id in self._failing[is_first]:
                yield Outcome(task.id, failure=Failure("处理时进程异常退出"))
            else:
                yield perform(task, job, self._session, Silent())


def _batch(
    archive: Path, out: Path, rubric: Path, engine: Here, *, resume: bool = False
) -> BatchEnd:
    settings = Settings(ExtractSettings(ocr="off"), jobs=1)
    job = Job(load_rubric(rubric), ("json",), settings, None, "2022")
    with watcher_for_terminal() as watcher:
        return run_batch(archive, out, job, engine, resume=resume, watcher=watcher)


def _lines(out: Path, name: str) -> dict[str, dict[str, Any]]:
    lines = [json.loads(line) for line in (out / name).read_text("utf-8").splitlines()]
    return {line.get("id") or line["statistic"]: line for line in lines}


def _rule(out: Path, school: str, item: int = 0) -> dict[str, Any]:
    told = json.loads((out / school / "assessment.json").read_text("utf-8"))
    found: dict[str, Any] = told["findings"][item]["rules"][0]
    return found


def test_schools_are_judged_by_what_they_reach_together_and_ranked(
    archive: Path, tmp_path: Path, rubric: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "输出"
    assert main(_arguments(archive, out, rubric, jobs=2)) == 0
    assert "核查完成 3 份，失败 0 份" in capsys.readouterr().out
    schools = _lines(out, "学校.jsonl")
    assert {name: one["suggested"] for name, one in schools.items()} == {
        "甲校": 1.0,  # 4×5/20, below the mean of 13.67
        "乙校": 6.0,
        "丙校": 5.2,
    }
    assert {name: one["grade"] for name, one in schools.items()} == {
        "甲校": "合格",
        "乙校": "优秀",
        "丙校": "合格",
    }
    assert "已由总分更高的学校占满" in schools["丙校"]["grade_why"]
    assert "投稿数的同批最高值 20（3 所学校）" in _rule(out, "甲校")["explanation"]
    told = json.loads((out / "乙校" / "assessment.json").read_text("utf-8"))
    assert "要与同批学校一起排名后确定" in told["grade"]["reason"]
    best = _lines(out, "同批数值.jsonl")["best"]
    assert best["value"] == 20
    assert {one["id"]: one["value"] for one in best["schools"]} == {
        "甲校": 5,
        "乙校": 20,
        "丙校": 16,
    }
    assert "投稿数的同批平均值 约 13.67（3 所学校）" in (out / "汇总.html").read_text("utf-8")


def test_the_statistics_are_worked_out_once_a_round(
    archive: Path, tmp_path: Path, rubric: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: list[int] = []
    original = sum_figures

    def counted(*given: Any) -> tuple[FigureSum, ...]:
        worked_out.append(1)
        return original(*given)

    monkeypatch.setattr("pipeline.batch.run.sum_figures", counted)
    _batch(archive, tmp_path / "输出", rubric, Here(session))
    # Before the schools are judged, and to see that none of them has left; the summary takes those.
    assert len(worked_out) == 2


def test_a_school_alone_is_not_judged_by_others(
    archive: Path, tmp_path: Path, rubric: Path
) -> None:
    words = ["--rubric", str(rubric), "--ocr", "off", "--format", "json", "--period", "2022"]
    out = tmp_path / "一校"
    assert main(["check", str(archive / "甲校"), *words, "--out", str(out), "--reproducible"]) == 0
    assert "单独核查一所学校时不能确定" in _rule(tmp_path, "一校")["explanation"]


def test_unknown_and_failed_schools_are_not_in_the_population_and_it_is_said(
    archive: Path, tmp_path: Path, rubric: Path, session: Session
) -> None:
    make_compared(archive, "丁校", None)
    make_compared(archive, "戊校", 90)
    out = tmp_path / "输出"
    end = _batch(archive, out, rubric, Here(session, first=["戊校"]))
    assert (end.failed, end.skipped) == (1, 0)
    said = _rule(out, "甲校")["explanation"]
    assert "最高值 20（3 所学校；没有计入的：1 所没有读到唯一的数值、1 所没有核查成）" in said
    best = _lines(out, "同批数值.jsonl")["best"]
    assert (best["unknown"], best["failed"]) == (["丁校"], ["戊校"])
    schools = _lines(out, "学校.jsonl")
    assert (schools["丁校"]["low"], schools["丁校"]["high"]) == (0, 6)
    assert schools["乙校"]["grade"] is None  # the unknown and the failed one may be better
    assert schools["戊校"]["status"] == "failed"


def test_a_school_that_fails_while_it_is_judged_leaves_the_population(
    archive: Path, tmp_path: Path, rubric: Path, session: Session
) -> None:
    out, without = tmp_path / "输出", tmp_path / "没有它"
    engine = Here(session, late=["乙校"])
    assert _batch(archive, out, rubric, engine).failed == 1
    assert "最高值 16（2 所学校；没有计入的：1 所没有核查成）" in _rule(out, "甲校")["explanation"]
    again = Here(session, late=["乙校"])
    assert _batch(archive, out, rubric, again, resume=True).failed == 1
    _batch(archive, without, rubric, Here(session, first=["乙校"]))
    assert results_in(out) == results_in(without)


@pytest.mark.parametrize("change", ["added", "changed", "gone", "nothing"])
def test_what_changes_the_figures_is_judged_again_and_nothing_else(
    archive: Path, tmp_path: Path, rubric: Path, session: Session, change: str
) -> None:
    out, fresh = tmp_path / "输出", tmp_path / "重做"
    _batch(archive, out, rubric, Here(session))
    if change == "added":
        make_compared(archive, "丁校", 40)
    if change == "changed":
        make_compared(archive, "乙校", 40)
    if change == "gone":
        for path in (archive / "乙校").iterdir():
            path.unlink()
        (archive / "乙校").rmdir()
        for path in (out / "乙校").iterdir():
            path.unlink()
    engine = Here(session)
    end = _batch(archive, out, rubric, engine, resume=True)
    _batch(archive, fresh, rubric, Here(session))
    assert results_in(out) == results_in(fresh)
    read_again = [name for name, is_first in engine.done if is_first]
    assert read_again == {"added": ["丁校"], "changed": ["乙校"], "gone": [], "nothing": []}[change]
    judged_again = len(engine.done) - len(read_again)
    assert judged_again == {"added": 4, "changed": 3, "gone": 2, "nothing": 0}[change]
    assert end.skipped == (3 if change == "nothing" else 0)


def test_a_change_that_leaves_the_figures_alone_costs_onemake_compared(
    archive: Path, tmp_path: Path, rubric: Path, session: Session
) -> None:
    out = tmp_path / "输出"
    _batch(archive, out, rubric, Here(session))
    (archive / "甲校" / "补充.txt").write_text("2022年9月2日召开支部党员大会", encoding="utf-8")
    engine = Here(session)
    assert _batch(archive, out, rubric, engine, resume=True).skipped == 2
    assert engine.done == [("甲校", True), ("甲校", False)]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_schools_changes_nothing(
    archive: Path, tmp_path: Path, rubric: Path, session: Session, seed: int
) -> None:
    plain, mixed = tmp_path / "顺序", tmp_path / "乱序"
    _batch(archive, plain, rubric, Here(session))
    engine = Here(session)
    engine.chance = random.Random(seed)
    _batch(archive, mixed, rubric, engine)
    assert results_in(mixed) == results_in(plain)


@pytest.mark.parametrize("after", range(7))
def test_a_batch_that_stops_anywhere_resumes_to_the_same_bytes(
    archive: Path,
    tmp_path: Path,
    rubric: Path,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    after: int,
) -> None:
    """It stops behind the n-th thing that it writes: own values first, then reports."""
    out, whole = tmp_path / "输出", tmp_path / "一次做完"
    left = after
    keep, save = figures.OwnReadings.keep, output.save

    def stopping() -> None:
        nonlocal left
        if left == 0:
            raise RunError("磁盘已满")
        left -= 1

    def kept(self: figures.OwnReadings, reading: figures.OwnReading) -> None:
        stopping()
        keep(self, reading)

    def saved(target: Path, content: bytes) -> None:
        stopping()
        save(target, content)

    monkeypatch.setattr(figures.OwnReadings, "keep", kept)
    monkeypatch.setattr(output, "save", saved)
    if after < 6:
        with pytest.raises(RunError):
            _batch(archive, out, rubric, Here(session))
    else:
        _batch(archive, out, rubric, Here(session))
    monkeypatch.undo()
    engine = Here(session)
    _batch(archive, out, rubric, engine, resume=True)
    assert len(engine.done) == 6 - after
    _batch(archive, whole, rubric, Here(session))
    assert results_in(out) == results_in(whole)


def test_a_killed_command_resumes_with_a_school_more(
    archive: Path, tmp_path: Path, rubric: Path
) -> None:
    out, store, fresh = tmp_path / "输出", tmp_path / "缓存", tmp_path / "重做"
    arguments = [*_arguments(archive, out, rubric), "--store", str(store)]
    command = [sys.executable, "-m", "zuozheng", *arguments]
    chance = random.Random(20221016)
    for _ in range(2):
        process = subprocess.Popen(
            [*command, "--resume"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        time.sleep(3 + 3 * chance.random())
        family = (
            psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        )
        process.kill()
        process.communicate()
        for orphan in psutil.wait_procs(family, timeout=30)[1]:
            orphan.kill()
    make_compared(archive, "丁校", 40)
    assert main([*arguments, "--resume"]) == 0
    assert main(_arguments(archive, fresh, rubric)) == 0
    assert results_in(out) == results_in(fresh)
    assert _lines(out, "学校.jsonl")["丁校"]["grade"] == "优秀"
    assert _lines(out, "学校.jsonl")["乙校"]["suggested"] == 2.0  # 4×20/40, below the mean of 20.25
