"""A resumed batch redoes exactly what is not there, and says what it cannot know."""

from __future__ import annotations

import json
import shutil
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from extractors.settings import ExtractSettings
from pipeline.batch.ledger import Entry, Ledger
from pipeline.batch.run import BatchEnd, run_batch
from pipeline.batch.task import Job, Outcome, Task, perform
from pipeline.batch_progress import _Bar
from pipeline.cli import main
from pipeline.engines.local import LocalEngine
from pipeline.errors import InputError, RunError
from pipeline.progress import Silent
from pipeline.reports.rendering import REPORTS
from pipeline.session import Session
from pipeline.settings import Settings
from pipeline.store.address import StoreAddress
from rubrics.load import load_rubric
from tests.pipeline.made_schools import make_school, results_in

SETTINGS = Settings(ExtractSettings(ocr="off"), jobs=1)
PAGE = quote(REPORTS["html"].file_name)
RUBRIC = load_rubric("yangzhou-2022")


class Here:
    """Does the tasks in this process and notes which."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.done: list[str] = []

    def run(self, job: Job, tasks: Iterable[Task]) -> Generator[Outcome, None, None]:
        for task in tasks:
            self.done.append(task.id)
            yield perform(task, job, self._session, Silent())


class Quiet:
    """Watches nothing."""

    def begin(self, total: int, done: int) -> None:
        """Do nothing."""

    def finished(self, submission: str, failed: bool) -> None:
        """Do nothing."""


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with Session(SETTINGS) as one:
        yield one


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for number in (1, 2):
        make_school(tmp_path / "全区" / f"学校{number}", number, papers=1)
    return tmp_path / "全区"


def _batch(
    root: Path,
    out: Path,
    engine: Here,
    *formats: str,
    resume: bool = False,
    period: str | None = None,
) -> BatchEnd:
    job = Job(RUBRIC, formats or ("json",), SETTINGS, None, period)
    return run_batch(root, out, job, engine, resume=resume, watcher=Quiet())


def test_other_formats_are_written_by_a_resumed_batch(
    root: Path, tmp_path: Path, session: Session
) -> None:
    out = tmp_path / "输出"
    _batch(root, out, Here(session), "json")
    engine = Here(session)
    assert _batch(root, out, engine, "json", "docx", resume=True).skipped == 0
    assert len(list(out.glob("学校*/*.docx"))) == 2
    again = Here(session)
    assert _batch(root, out, again, "docx", resume=True).skipped == 2
    assert again.done == []


def test_reports_that_were_removed_are_written_again(
    root: Path, tmp_path: Path, session: Session
) -> None:
    out = tmp_path / "输出"
    _batch(root, out, Here(session))
    before = results_in(out)
    shutil.rmtree(out / "学校2")
    engine = Here(session)
    _batch(root, out, engine, resume=True)
    assert engine.done == ["学校2"]
    assert results_in(out) == before


def test_the_summary_leads_to_pages_only_where_there_are_some(
    root: Path, tmp_path: Path, session: Session
) -> None:
    for formats, links in ((("json",), 0), (("json", "html"), 2)):
        out = tmp_path / "-".join(formats)
        _batch(root, out, Here(session), *formats)
        page = (out / "汇总.html").read_text("utf-8")
        standings = page.partition('id="standings"')[2].partition("</section>")[0]
        assert standings.count(PAGE) == links
        waiting = page.partition('id="waiting"')[2].partition("</section>")[0]
        assert (PAGE in waiting) == bool(links)


def test_an_entry_never_speaks_of_reports_of_other_material(
    root: Path, tmp_path: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Changed, resumed, stopped between reports and entry, and put back again."""
    out, more = tmp_path / "输出", root / "学校1" / "补充.txt"
    _batch(root, out, Here(session))
    before = results_in(out)
    more.write_text("2022年9月2日召开支部党员大会", encoding="utf-8")

    def stop(_ledger: Ledger, _entry: Entry) -> None:
        raise RunError("停电")

    monkeypatch.setattr(Ledger, "record", stop)
    with pytest.raises(RunError, match="停电"):
        _batch(root, out, Here(session), resume=True)
    monkeypatch.undo()
    more.unlink()
    assert results_in(out) != before
    _batch(root, out, Here(session), resume=True)
    assert results_in(out) == before


def test_a_store_that_is_lost_costs_no_school(root: Path) -> None:
    job = Job(RUBRIC, ("json",), SETTINGS, StoreAddress("postgresql://a@127.0.0.1:1/x"))
    tasks = [Task("学校1", str(root / "学校1"))]
    (outcome,) = LocalEngine(1).run(job, tasks)
    assert outcome.failure is None
    assert outcome.checked is not None
    assert "缓存不能用" in str(outcome.trouble)


def test_a_lost_store_is_told_and_logged(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "输出"
    job = Job(RUBRIC, ("json",), SETTINGS, StoreAddress("postgresql://a@127.0.0.1:1/x"))
    end = run_batch(root, out, job, LocalEngine(1), resume=False, watcher=Quiet())
    assert "缓存不能用" in str(end.trouble)
    assert [line["event"] for line in _log(out)].count("store") == 1


def _log(out: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / "运行日志.jsonl").read_text("utf-8").splitlines()]


def test_the_log_tells_what_became_of_every_school(
    root: Path, tmp_path: Path, session: Session
) -> None:
    out = tmp_path / "输出"
    (root / "坏的.zip").write_bytes(b"PK\x03\x04 broken")
    _batch(root, out, Here(session))
    told = [(line["event"], line.get("id")) for line in _log(out)]
    assert told == [
        ("begin", None),
        ("failed", "坏的.zip"),
        ("done", "学校1"),
        ("done", "学校2"),
        ("end", None),
    ]


def test_two_years_of_one_school_are_not_called_two_schools(
    tmp_path: Path, session: Session
) -> None:
    root, out = tmp_path / "全区", tmp_path / "输出"
    for year in (2021, 2022):
        make_school(root / f"{year}年" / "育才小学", 1, papers=3)
    _batch(root, out, Here(session))
    page = (out / "汇总.html").read_text("utf-8")
    assert "同一所学校不同年份交了完全相同的文件" in page
    assert "不同学校" not in page


def test_one_period_for_several_years_is_refused(tmp_path: Path, session: Session) -> None:
    root, out = tmp_path / "全区", tmp_path / "输出"
    for year in (2021, 2022):
        make_school(root / f"{year}年" / "育才小学", year, papers=1)
    with pytest.raises(InputError, match="2021") as told:
        _batch(root, out, Here(session), period="2022")
    assert "--period 2022" in str(told.value)
    shutil.rmtree(root / "2021年")
    assert _batch(root, out, Here(session), period="2022").failed == 0


def test_rate_and_time_left_are_shown_however_slow_a_school_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = 0.0
    monkeypatch.setattr("pipeline.batch_progress.time.monotonic", lambda: clock)
    bar = _Bar()
    bar.begin(10, 2)
    for _ in range(2):
        clock += 240
        bar.finished("某校", failed=False)
    (task,) = bar._bar.tasks
    assert (task.fields["rate"], task.fields["left"]) == ("0.2 校/分", "0:24:00")


@pytest.mark.parametrize("port", ["0", "70000", "x"])
def test_a_port_that_is_none_is_told(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["scheduler", "--port", port])
    assert "65535" in capsys.readouterr().err


def test_the_cache_is_shown_and_cleared(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(tmp_path / "缓存")
    words = ["--rubric", "yangzhou-2022", "--ocr", "off", "--format", "json", "--store", place]
    assert main(["check", str(root / "学校1"), *words, "--out", str(tmp_path / "报告")]) == 0
    capsys.readouterr()
    assert main(["cache", "info", "--store", place]) == 0
    shown = capsys.readouterr().out
    for name in ("读到的文字", "找到的活动", "核查结果", "报告（json）", "合计", place):
        assert name in shown
    assert main(["cache", "prune", "--store", place, "--days", "1"]) == 0
    assert "0 条" in capsys.readouterr().out
    assert main(["cache", "prune", "--store", place, "--all"]) == 0
    capsys.readouterr()
    assert main(["cache", "info", "--store", place]) == 0
    assert "缓存是空的" in capsys.readouterr().out
    assert main(["cache", "info", "--store", "mysql://x/y"]) == 2
