"""A person at a terminal sees how far a run is; everybody else hears nothing."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from pipeline.progress import Silent, progress_for_terminal
from pipeline.run import find_events
from pipeline.settings import Settings


class Recorder:
    """Keeps the stages and counts their steps."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, int]] = []
        self.steps: list[int] = []

    def begin(self, stage: str, total: int) -> None:
        self.stages.append((stage, total))
        self.steps.append(0)

    def step(self) -> None:
        self.steps[-1] += 1


class Terminal(io.StringIO):
    """A standard error that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "材料"
    root.mkdir()
    for month in (3, 4, 5):
        text = f"支部党员大会会议记录\n时间：2022年{month}月15日\n地点：会议室\n主持人：张三\n"
        (root / f"{month}月.txt").write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("period", "stages"),
    [
        ("2022", ["列出文件", "读取文件", "查找活动", "归并活动"]),
        (None, ["列出文件", "读取文件", "推断时段", "查找活动", "归并活动"]),
    ],
)
def test_every_stage_is_told_and_every_step_counted(
    folder: Path, period: str | None, stages: list[str]
) -> None:
    heard = Recorder()
    find_events(folder, period=period, settings=Settings(jobs=1), progress=heard)
    assert [stage for stage, _ in heard.stages] == stages
    assert heard.steps == [total for _, total in heard.stages]
    assert set(heard.steps) == {0, 3}


def test_a_terminal_gets_a_bar_on_standard_error(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress_for_terminal() as progress:
        progress.begin("读取文件", 2)
        progress.step()
        progress.step()
    assert "读取文件" in terminal.getvalue()


def test_a_file_or_pipe_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    with progress_for_terminal() as progress:
        assert isinstance(progress, Silent)
        progress.begin("读取文件", 2)
        progress.step()
    assert pipe.getvalue() == ""
