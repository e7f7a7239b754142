"""The command line speaks Chinese, also where argparse itself finds the mistake."""

from __future__ import annotations

import re

import pytest

from pipeline.argument_values import formats
from pipeline.arguments import build_parser
from pipeline.chinese_parser import translated

COMMANDS = [
    [],
    ["check"],
    ["events"],
    ["extract"],
    ["rubric"],
    ["rubric", "list"],
    ["rubric", "show"],
    ["rubric", "check"],
    ["rubric", "draft"],
]
MISTAKES = [
    (["chek", "材料"], "不能是"),
    (["check"], "缺少：材料, --rubric"),
    (["check", "材料"], "缺少：--rubric"),
    (["check", "材料", "--rubric"], "后面要写一个值"),
    (["check", "材料", "--rubric", "x", "多余"], "不认识的参数：多余"),
    (["check", "材料", "--rubric", "x", "--ocr", "maybe"], "可以是：'auto', 'off', 'all'"),
    (["check", "材料", "--rubric", "x", "--jobs", "0"], "“0”不是正整数"),
    (["check", "材料", "--rubric", "x", "--jobs", "两个"], "“两个”不是正整数"),
    (["check", "材料", "--rubric", "x", "--format", "pdf"], "没有报告格式“pdf”"),
    (["check", "材料", "--rubric", "x", "--format", ""], "没有报告格式"),
    (["check", "材料", "--rubric", "x", "--store", "Off"], "不用缓存请写 --no-cache"),
    (["batch", "材料", "--rubric", "x", "--blobs", "none"], "不用缓存请写 --no-cache"),
    (["cache", "prune", "--all", "--store", "无"], "不用缓存请写 --no-cache"),
    (["worker", "--scheduler", "tcp://a:1", "--port", "70000"], "不是端口"),
    (["events", "材料", "--json=yes"], "后面不带值"),
    (["rubric"], "缺少：命令"),
    (["rubric", "print"], "不能是"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_chinese_throughout(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        build_parser("1").parse_args([*command, "--help"])
    assert stop.value.code == 0
    text = capsys.readouterr().out
    assert text.startswith("用法：")
    for english in ("usage", "options", "positional", "optional", "show this", "arguments"):
        assert english not in text


@pytest.mark.parametrize(("arguments", "message"), MISTAKES, ids=lambda v: str(v)[:40])
def test_mistakes_are_explained_in_chinese_with_status_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        build_parser("1").parse_args(arguments)
    assert stop.value.code == 2
    text = capsys.readouterr().err
    assert message in text
    assert not re.search(r"\b(argument|invalid|required|expected|choose)\b", text)
    assert "--help" in text


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["chek", "材料", "--rubric", "x"], "“chek”是不是 check？"),
        (["Check", "材料"], "“Check”是不是 check？"),
        (["event", "材料"], "“event”是不是 events？"),
        (["check", "材料", "--rubic", "yangzhou-2022"], "“--rubic”是不是 --rubric？"),
        (["check", "材料", "--rubic=yangzhou-2022"], "“--rubic”是不是 --rubric？"),
        (["check", "材料", "-rubric", "x"], "“-rubric”是不是 --rubric？"),
        (["check", "材料", "--rubric", "x", "--perod", "2022"], "“--perod”是不是 --period？"),
        (["check", "材料", "——rubric", "x"], "“——rubric”是不是 --rubric？（前面是英文的减号）"),
        (["check", "材料", "－－RUBRIC", "x"], "是不是 --rubric？（前面是英文的减号）"),
        (["rubric", "lst"], "“lst”是不是 list？"),
        ([".", "--rubric", "x"], "写：zuozheng check . --rubric 标准"),
    ],
)
def test_a_misspelt_word_is_answered_with_what_was_meant(
    arguments: list[str], advice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        build_parser("1").parse_args(arguments)
    assert stop.value.code == 2
    assert advice in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["完全不像", "材料"], ["check", "材料", "--rubric", "x", "--zzz"], ["check", "材料"]],
)
def test_nothing_is_guessed_where_nothing_is_near(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        build_parser("1").parse_args(arguments)
    assert "是不是" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("json", ("json",)),
        ("json,html", ("html", "json")),
        ("XLSX，html、json", ("html", "json", "xlsx")),
        ("json, json", ("json",)),
    ],
)
def test_formats_are_read_as_people_write_them(text: str, expected: tuple[str, ...]) -> None:
    assert formats(text) == expected


def test_an_unknown_message_is_passed_on_unchanged() -> None:
    assert translated("something new") == "something new"
