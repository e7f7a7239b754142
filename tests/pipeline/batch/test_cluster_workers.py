"""Which machines of a cluster take part: told before anything of the program is sent to them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.settings import ExtractSettings
from pipeline.batch.task import Job, Task
from pipeline.engines import cluster_nodes, cluster_workers
from pipeline.engines.announced import (
    LIBRARIES,
    PROGRAM,
    PYTHON,
    READERS,
    announced,
    as_resources,
    difference,
    from_resources,
)
from pipeline.engines.cluster import ClusterEngine
from pipeline.errors import InputError, RunError
from pipeline.settings import Settings
from pipeline.store.address import StoreAddress
from rubrics.load import load_rubric
from tests.pipeline.batch.made_cluster import ROOT, Cluster, free_port
from tests.pipeline.made_schools import make_school

pytest.importorskip("distributed", reason="the cluster's components are not installed")


@pytest.fixture
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    started = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        yield started
    finally:
        started.close()


def _job(store: StoreAddress | None = None) -> Job:
    settings = Settings(ExtractSettings(ocr="off"), jobs=1)
    return Job(load_rubric("yangzhou-2022"), ("json",), settings, store)


def _other_program(folder: Path) -> Path:
    """Copy the program and change one word in it, as a former version would differ."""
    for room in ("extractors", "matchers", "rubrics", "pipeline"):
        shutil.copytree(ROOT / room, folder / room)
    shutil.copy(ROOT / "zuozheng.py", folder)
    changed = folder / "pipeline" / "batch" / "task.py"
    text = changed.read_text("utf-8")
    changed.write_text(
        text.replace("class Job:", "class Order:\n    pass\n\n\nclass Job:"), "utf-8"
    )
    return folder


def _tasks(folder: Path, count: int) -> list[Task]:
    return [Task(f"校{n}", str(make_school(folder / f"校{n}", n))) for n in range(1, count + 1)]


def test_what_is_announced_comes_back_from_the_resources() -> None:
    facts = announced()
    assert from_resources({**as_resources(facts), "GPU": 1.0}) == facts
    assert difference(facts, facts) == ""


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (PROGRAM, "0.0.9-1234", "安装同一个安装包"),
        (PYTHON, "3.9", "同一个版本的 Python"),
        (LIBRARIES, "lxml=1.0 xlrd=2.0.2", "lxml（那边1.0"),
        (READERS, "LibreOffice=另一个", "佐证不用重装"),
    ],
)
def test_each_kind_of_difference_has_its_own_advice(kind: str, value: str, said: str) -> None:
    here = {PROGRAM: "0.1-ab", PYTHON: "3.11", LIBRARIES: "lxml=6 xlrd=2.0.2", READERS: ""}
    told = difference({**here, kind: value}, here)
    assert told.startswith(kind)
    assert said in told


def test_a_machine_that_announces_nothing_is_told_as_too_old() -> None:
    assert "太旧" in difference({}, announced())


def test_a_worker_with_a_changed_program_is_refused_by_name(
    running: Cluster, tmp_path: Path
) -> None:
    running.add_machine(_other_program(tmp_path / "旧程序"))
    with pytest.raises(InputError, match="安装同一个安装包") as told:
        next(ClusterEngine(running.address).run(_job(), _tasks(tmp_path, 1)))
    assert "不能用" in str(told.value)


def test_a_worker_with_a_changed_program_that_joins_later_gets_no_school(
    running: Cluster, tmp_path: Path
) -> None:
    running.add_machine()
    said: list[str] = []
    coming = ClusterEngine(running.address, said.append).run(_job(), _tasks(tmp_path, 4))
    outcomes = [next(coming)]
    running.add_machine(_other_program(tmp_path / "旧程序"))
    time.sleep(cluster_workers._LOOK)
    outcomes += coming
    assert [one.failure for one in outcomes] == [None] * 4
    assert [text for text in said if "不参加" in text and "同一个安装包" in text]


def test_a_scheduler_of_another_program_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="zuozheng scheduler") as told, _plain_scheduler() as port:
        next(ClusterEngine(f"tcp://127.0.0.1:{port}").run(_job(), _tasks(tmp_path, 1)))
    assert "太旧" in str(told.value)


@contextmanager
def _plain_scheduler() -> Iterator[int]:
    """Run a scheduler that was not started by this program."""
    port = free_port()
    words = ["--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    process = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_scheduler", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield port
    finally:
        process.kill()
        process.wait(timeout=20)


def test_a_store_that_a_worker_cannot_reach_is_told_before_anything_is_begun() -> None:
    job = _job(StoreAddress("postgresql://a@127.0.0.1:1/x"))
    about = cluster_workers._about_this_worker(job, None)
    assert "缓存位置" in about["trouble"]


def test_material_and_lexicon_that_a_worker_cannot_open_are_told_with_their_path(
    tmp_path: Path,
) -> None:
    nowhere = tmp_path / "没有"
    assert str(nowhere) in cluster_workers._about_this_worker(_job(), str(nowhere))["trouble"]
    job = _job()
    settings = replace(job.settings, lexicon=nowhere)
    about = cluster_workers._about_this_worker(replace(job, settings=settings), str(tmp_path))
    assert "同一路径" in about["trouble"]


def test_a_cluster_without_workers_is_told_while_it_is_waited_for(
    running: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cluster_workers, "_FIRST", 1)
    said: list[str] = []
    with pytest.raises(InputError, match="没有工作的电脑"):
        next(ClusterEngine(running.address, said.append).run(_job(), _tasks(tmp_path, 1)))
    assert "最多等" in said[0]
    assert "Ctrl+C" in said[0]


def test_the_loss_of_the_last_worker_is_told_and_so_is_its_return(
    running: Cluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    machine = running.add_machine()
    said: list[str] = []
    coming = ClusterEngine(running.address, said.append).run(_job(), _tasks(tmp_path, 3))
    next(coming)
    running.lose(machine)
    monkeypatch.setattr(cluster_workers, "_LATER", 4)
    with pytest.raises(RunError, match="--resume"):
        list(coming)
    assert "没有能用的工作电脑" in said[0]


def test_a_worker_waits_for_a_scheduler_that_is_started_later(
    running: Cluster, tmp_path: Path
) -> None:
    port = free_port()
    early = running.add_machine(ROOT, "--scheduler", f"tcp://127.0.0.1:{port}", said="等它启动")
    later = Cluster(tmp_path, port)
    try:
        running.wait_for(early, "已连上")
    finally:
        later.close()
    running.wait_for(early, "连接断了")


def test_the_scheduler_says_where_its_pages_are_or_why_there_are_none(running: Cluster) -> None:
    said = running.scheduler_said
    if not cluster_nodes._has_pages():
        assert "没有装 bokeh" in said
        assert "http://" not in said
        return
    address = f"http://127.0.0.1:{running.dashboard_port}/status"
    assert address in said
    with urllib.request.urlopen(address, timeout=20) as page:
        assert page.status == 200


def test_workers_take_the_ports_that_were_named(running: Cluster) -> None:
    from distributed import Client

    first = free_port()
    running.add_machine(ROOT, "--port", str(first))
    with Client(running.address, set_as_default=False) as client:
        (address,) = client.nthreads()
    assert address.endswith(f":{first + 1}")
