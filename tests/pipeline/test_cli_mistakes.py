"""Mistakes people make at the command line: said at once, in Chinese, with what to do; status 2."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import docx
import pytest

from pipeline import cli
from pipeline.display_width import width
from pipeline.reports.console_layout import laid_out
from pipeline.reports.console_report import console_view
from tests.pipeline.made_assessment import made_assessment

RUBRIC = "yangzhou-2022"
MINUTES = (
    "支部党员大会会议记录\n时间：2022年3月15日下午4:00\n主持人：周明远\n会议内容：学习党章。\n"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a desk like a clerk's: names with blanks, a Word form, files in other encodings."""
    material = tmp_path / "报送 材料" / "育英 小学"
    material.mkdir(parents=True)
    (material / "3月 党员大会.txt").write_text(MINUTES, encoding="utf-8")
    document = docx.Document()
    document.add_paragraph("评分表")
    document.save(str(tmp_path / "标准.docx"))
    (tmp_path / "ansi.yaml").write_bytes("name: 育英小学\n".encode("gb18030"))
    (tmp_path / "unicode.yaml").write_bytes("name: 育英小学\n".encode("utf-16"))
    (tmp_path / "下载.zip").write_bytes(b"<html>404</html>")
    (tmp_path / "空文件夹").mkdir()
    monkeypatch.chdir(tmp_path)
    return material


def _run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    try:
        status = cli.main(arguments)
    except SystemExit as stop:
        assert isinstance(stop.code, int)
        status = stop.code
    shown = capsys.readouterr()
    return status, shown.out, shown.err


M = "报送 材料/育英 小学"
WITH = ["--rubric", RUBRIC]
MISTAKES = [
    # the path
    (["check", "报送", "材料", *WITH], '两边要加英文引号："报送 材料"'),
    (["check", "报送", "材料/育英", "小学", *WITH], '两边要加英文引号："报送 材料/育英 小学"'),
    (["check", 'D:\\报送材料" --rubric x', *WITH], "引号前面不要有反斜杠"),
    (["check", "C:\\没有\\这里", *WITH], "找不到"),
    (["check", "", *WITH], "没有写路径"),
    (["check", "  ", *WITH], "没有写路径"),
    (["check", "标准.docx", *WITH], "请给出整个材料文件夹，例如它所在的"),
    (["check", f"{M}/3月 党员大会.txt", *WITH], "不是文件夹，也不是压缩包"),
    (["check", "下载.zip", *WITH], "名字像压缩包，内容却不是"),
    (["check", "空文件夹", *WITH], "里没有文件"),
    (["events", "空文件夹"], "里没有文件"),
    (["extract", M], "是文件夹，不是文件"),
    # the rubric
    (["check", M, "--rubric", "yangzhou2022"], "是不是 yangzhou-2022？"),
    (["check", M, "--rubric", "Yangzhou-2022"], "是不是 yangzhou-2022？"),
    (["check", M, "--rubric", "标准.docx"], "zuozheng rubric draft"),
    (["rubric", "check", "标准.docx"], "zuozheng rubric draft"),
    (["rubric", "show", "标准.docx"], "zuozheng rubric draft"),
    (["check", M, "--rubric", "ansi.yaml"], "UTF-8"),
    (["check", M, "--rubic", RUBRIC], "“--rubic”是不是 --rubric？"),
    (["chek", M, *WITH], "“chek”是不是 check？"),
    (["check", M], "缺少：--rubric"),
    # other files
    (["check", M, *WITH, "--profile", "标准.docx"], "不能用作学校信息"),
    (["check", M, *WITH, "--profile", "ansi.yaml"], "编码像是 GBK"),
    (["check", M, *WITH, "--profile", "unicode.yaml"], "UTF-16"),
    (["check", M, *WITH, "--profile", "没有.yaml"], "找不到这个文件"),
    (["check", M, *WITH, "--self-score", "没有.docx"], "找不到 --self-score 写的“没有.docx”"),
    (["check", M, *WITH, "--lexicon", "没有.yaml"], "找不到这个文件"),
    # what to write, and where
    (["check", M, *WITH, "--format", "pdf"], "打印时选“另存为 PDF”"),
    (["check", M, *WITH, "--format", "ppt"], "没有报告格式“ppt”"),
    (["check", M, *WITH, "--out", f"{M}/报告"], "报告会混进材料"),
    (["check", M, *WITH, "--out", "标准.docx"], "是文件，不是文件夹"),
    (["check", M, *WITH, "--period", "22年"], "看不懂时段“22年”"),
    (["check", M, *WITH, "--jobs", "-1"], "不是正整数"),
]


@pytest.mark.parametrize(("arguments", "message"), MISTAKES, ids=lambda v: str(v)[-40:])
@pytest.mark.usefixtures("place")
def test_a_mistake_is_answered_with_what_to_do(
    arguments: list[str],
    message: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.run.read_files", lambda *_: pytest.fail("files were read"))
    status, out, err = _run(arguments, capsys)
    assert (status, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


@pytest.mark.parametrize("typed", [f"'{M}'", f"“{M}”", f"「{M}」"[1:-1], f" {M} ", f"{M}/"])
@pytest.mark.usefixtures("place")
def test_a_path_with_quotation_marks_or_blanks_around_it_is_understood(
    typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = _run(["events", typed], capsys)
    assert status == 0
    assert "支部党员大会" in out


@pytest.mark.usefixtures("place")
def test_formats_may_be_called_by_the_programs_that_open_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, _, err = _run(["check", M, *WITH, "--format", "Word，Excel", "--out", "结果"], capsys)
    assert (status, err) == (0, "")
    assert {path.name for path in Path("结果").iterdir()} == {"核查表.docx", "核查表.xlsx"}


def test_a_report_that_is_open_elsewhere_is_told_before_the_long_reading(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel holds its file: on Windows it cannot be opened for writing."""
    report = place.parent / "育英 小学-核查报告" / "核查表.xlsx"
    report.parent.mkdir()
    report.write_bytes(b"old")
    opened = Path.open

    def held(self: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if self.name == report.name and "+" in mode:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(self, mode, *rest, **named)

    monkeypatch.setattr(Path, "open", held)
    monkeypatch.setattr("pipeline.run.read_files", lambda *_: pytest.fail("files were read"))
    status, out, err = _run(["check", M, *WITH], capsys)
    assert (status, out) == (2, "")
    assert "核查表.xlsx" in err
    assert "正被别的程序打开" in err
    assert "关闭" in err
    assert report.read_bytes() == b"old"


@pytest.mark.usefixtures("place")
def test_a_place_one_may_not_write_to_is_told_first(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    status, out, err = _run(["check", M, *WITH], capsys)
    assert (status, out) == (2, "")
    assert "没有权限" in err
    assert "--out" in err


@pytest.mark.parametrize("columns", [80, 100, 120, 200])
def test_the_table_fits_the_terminal(columns: int) -> None:
    table = laid_out(console_view(made_assessment()), columns).split("\n\n")[1]
    assert max(width(line) for line in table.splitlines()) <= columns
