"""A batch on a real scheduler with workers in processes of their own, one of which is lost."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from extractors.settings import ExtractSettings
from pipeline.batch.task import Job
from pipeline.cli import main
from pipeline.engines import cluster
from pipeline.engines.cluster import ClusterEngine
from pipeline.errors import InputError, RunError
from pipeline.settings import Settings
from pipeline.store.address import StoreAddress
from rubrics.load import load_rubric
from tests.pipeline.batch.compared_schools import COMPARING, make_compared
from tests.pipeline.made_schools import make_archive, results_in

ROOT = Path(__file__).parents[3]
SCHOOLS = 6

pytest.importorskip("distributed", reason="the cluster's components are not installed")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Cluster:
    """A scheduler and its workers' machines, each started as a person would start it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = _free_port()
        self.address = f"tcp://127.0.0.1:{self.port}"
        self._running = [self._start("scheduler", "--port", str(self.port))]
        self._say(self._running[0], "调度程序已启动")

    def add_machine(self) -> subprocess.Popen[bytes]:
        """Start one machine with one worker and wait until it has joined."""
        machine = self._start("worker", "--scheduler", self.address, "--jobs", "1")
        self._running.append(machine)
        self._say(machine, "已连上")
        return machine

    def lose(self, machine: subprocess.Popen[bytes]) -> None:
        """Let a machine lose its power: everything on it ends at once."""
        family = psutil.Process(machine.pid).children(recursive=True)
        for process in [psutil.Process(machine.pid), *family]:
            process.kill()

    def close(self) -> None:
        """End everything."""
        for process in reversed(self._running):
            if process.poll() is None:
                self.lose(process)
            process.wait(timeout=20)

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        log = self._folder / f"{len(list(self._folder.glob('*.log')))}.log"
        with log.open("wb") as stream:
            process = subprocess.Popen(
                [sys.executable, "-m", "zuozheng", *words],
                cwd=ROOT,
                stdout=stream,
                stderr=subprocess.STDOUT,
            )
        self._logs = {**getattr(self, "_logs", {}), process.pid: log}
        return process

    def _say(self, process: subprocess.Popen[bytes], wanted: str) -> None:
        """Wait until a process has said something."""
        end = time.monotonic() + 90
        log = self._logs[process.pid]
        while wanted not in log.read_text("utf-8", "replace"):
            assert process.poll() is None, log.read_text("utf-8", "replace")
            assert time.monotonic() < end, log.read_text("utf-8", "replace")
            time.sleep(0.1)


@pytest.fixture
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    started = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        yield started
    finally:
        started.close()


def _arguments(archive: Path, out: Path) -> list[str]:
    wishes = ["--rubric", "yangzhou-2022", "--ocr", "off", "--format", "json"]
    return ["batch", str(archive), "--out", str(out), *wishes]


def test_two_machines_one_of_them_lost_give_the_bytes_of_one(
    running: Cluster, tmp_path: Path
) -> None:
    archive = make_archive(tmp_path / "全区", SCHOOLS)
    alone, together = tmp_path / "单机", tmp_path / "多机"
    main([*_arguments(archive, alone), "--jobs", "2", "--no-cache"])
    running.add_machine()
    lost = running.add_machine()
    batch = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "zuozheng",
            *_arguments(archive, together),
            "--scheduler",
            running.address,
            *_shared_store(),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    end = time.monotonic() + 120
    while not list(together.glob("学校*")):
        assert batch.poll() is None, batch.communicate()
        assert time.monotonic() < end
        time.sleep(0.05)
    running.lose(lost)
    _, err = batch.communicate(timeout=300)
    assert batch.returncode == 1, err.decode("utf-8", "replace")  # one archive is broken
    assert results_in(together) == results_in(alone)


def test_the_loss_of_the_only_worker_costs_no_school(running: Cluster, tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "全区", 3)
    out = tmp_path / "输出"
    machine = running.add_machine()
    words = ["--scheduler", running.address, "--no-cache"]
    batch = subprocess.Popen(
        [sys.executable, "-m", "zuozheng", *_arguments(archive, out), *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    end = time.monotonic() + 120
    while not list(out.glob("学校*")):
        assert batch.poll() is None, batch.communicate()
        assert time.monotonic() < end
        time.sleep(0.05)
    running.lose(machine)
    running.add_machine()
    _, err = batch.communicate(timeout=200)
    assert batch.returncode == 1, err.decode("utf-8", "replace")  # one archive is broken
    assert len(list(out.glob("学校*/assessment.json"))) == 3


class _Future:
    """A future that ended badly."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def cancelled(self) -> bool:
        return False

    def exception(self) -> Exception:
        return self._error


def test_what_does_not_come_back_is_a_failure_of_one_school_or_of_the_scheduler() -> None:
    client = type("Connected", (), {"status": "running"})()
    failure = cluster._failure(client, _Future(TypeError("不能还原")))
    assert failure is not None
    assert "TypeError" in failure.reason
    client.status = "closed"
    with pytest.raises(RunError, match="--resume"):
        cluster._failure(client, _Future(OSError("closed")))


def test_both_rounds_of_a_comparing_form_are_done_on_the_machines(
    running: Cluster, tmp_path: Path
) -> None:
    archive, rubric = tmp_path / "全区", tmp_path / "投稿.yaml"
    rubric.write_text(COMPARING, encoding="utf-8")
    for name, papers in (("甲校", 5), ("乙校", 20), ("丙校", None)):
        make_compared(archive, name, papers)
    running.add_machine()
    wishes = ["--rubric", str(rubric), "--ocr", "off", "--format", "json", "--period", "2022"]
    alone, together = tmp_path / "单机", tmp_path / "多机"
    assert main(["batch", str(archive), "--out", str(alone), *wishes, "--no-cache"]) == 0
    shared = ["--scheduler", running.address, *_shared_store()]
    assert main(["batch", str(archive), "--out", str(together), *wishes, *shared]) == 0
    assert results_in(together) == results_in(alone)


def _shared_store() -> list[str]:
    """Let the machines share PostgreSQL where there is a server; else each reads for itself."""
    server = os.environ.get("ZUOZHENG_TEST_POSTGRES")
    return ["--store", server] if server else ["--no-cache"]


def _job(store: StoreAddress | None = None) -> Job:
    settings = Settings(ExtractSettings(ocr="off"), jobs=1)
    return Job(load_rubric("yangzhou-2022"), ("json",), settings, store)


class _Client:
    """A client whose only worker tells of itself what the test says."""

    def __init__(self, **facts: str) -> None:
        self._facts = {**cluster._about_this_worker(_job()), **facts}

    def run(self, *_: object) -> dict[str, dict[str, str]]:
        return {"tcp://10.0.0.7:4000": self._facts}


def test_a_worker_with_the_same_program_is_taken() -> None:
    cluster._check_workers(_Client(), _job())


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"version": "0" * 64}, "安装同一个安装包"),
        ({"python": "3.9"}, "Python 3.9"),
        ({"trouble": "缓存位置不能用"}, "缓存位置不能用"),
    ],
)
def test_a_worker_that_does_not_fit_is_refused_by_name(facts: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said) as told:
        cluster._check_workers(_Client(**facts), _job())
    assert "10.0.0.7" in str(told.value)


def test_a_store_that_a_worker_cannot_reach_is_told_before_anything_is_begun() -> None:
    about = cluster._about_this_worker(_job(StoreAddress("postgresql://a@127.0.0.1:1/x")))
    assert "缓存位置" in about["trouble"]


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT", 2)
    engine = ClusterEngine(f"tcp://127.0.0.1:{_free_port()}")
    with pytest.raises(InputError, match="连不上调度程序"):
        next(engine.run(_job(), []))


def test_a_cluster_without_workers_is_told(
    running: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_WORKERS", 1)
    with pytest.raises(InputError, match="没有工作的电脑"):
        next(ClusterEngine(running.address).run(_job(), []))
