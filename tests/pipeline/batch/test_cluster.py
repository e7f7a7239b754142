"""A batch on a real scheduler with workers in processes of their own, one of which is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors.settings import ExtractSettings
from pipeline.batch.task import Job
from pipeline.cli import main
from pipeline.engines import cluster
from pipeline.engines.cluster import ClusterEngine
from pipeline.errors import InputError, RunError
from pipeline.settings import Settings
from rubrics.load import load_rubric
from tests.pipeline.batch.compared_schools import COMPARING, make_compared
from tests.pipeline.batch.made_cluster import ROOT, Cluster, free_port
from tests.pipeline.made_schools import make_archive, results_in

SCHOOLS = 6

pytest.importorskip("distributed", reason="the cluster's components are not installed")


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

    def exception(self, timeout: float) -> Exception:
        return self._error


def test_what_does_not_come_back_is_a_failure_of_one_school_or_of_the_scheduler() -> None:
    client: Any = type("Connected", (), {"status": "running"})()
    workers: Any = None
    hand = cluster._Hand(client, _job(), workers)
    failure = hand.failure(_Future(TypeError("不能还原")))
    assert failure is not None
    assert "TypeError" in failure.reason
    client.status = "closed"
    with pytest.raises(RunError, match="--resume"):
        hand.failure(_Future(OSError("closed")))


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


def _job() -> Job:
    settings = Settings(ExtractSettings(ocr="off"), jobs=1)
    return Job(load_rubric("yangzhou-2022"), ("json",), settings, None)


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT", 2)
    engine = ClusterEngine(f"tcp://127.0.0.1:{free_port()}")
    with pytest.raises(InputError, match="连不上调度程序"):
        next(engine.run(_job(), []))
