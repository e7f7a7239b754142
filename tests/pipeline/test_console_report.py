"""What is printed lines up in a terminal and cannot steer it."""

from __future__ import annotations

import pytest

from pipeline.display_width import clipped, printable, width, wrapped
from pipeline.reports.console_layout import table
from pipeline.reports.console_report import console_table
from pipeline.reports.events_report import events_list
from tests.pipeline.made_assessment import ESCAPE, doubtfully_read, made_assessment, without_points


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("党课", 4), ("（18）", 6), ("ｱ", 1), ("é", 1), ("～", 2), ("𠮷", 2), ("", 0)],
)
def test_wide_characters_take_two_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_columns_line_up_whatever_the_characters() -> None:
    lines = table([("指标", "分"), ("18", "2"), ("（十八）", "10")], frozenset({1})).splitlines()
    ends = {width(line) for line in lines}
    assert len(ends) == 1


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("党课记录", 8, "党课记录"),
        ("党课记录", 7, "党课…"),
        ("党课\n记录", 20, "党课 记录"),
        ("abcdefgh", 6, "abcd…"),
    ],
)
def test_long_texts_are_cut_on_one_line(text: str, columns: int, expected: str) -> None:
    assert clipped(text, columns) == expected
    assert width(expected) <= columns


def test_control_characters_are_taken_out() -> None:
    assert "\x1b" not in printable(ESCAPE)
    assert "红色" in printable(ESCAPE)


@pytest.mark.parametrize("columns", [60, 100])
def test_points_that_rest_on_doubtful_recognition_are_marked(columns: int) -> None:
    text = console_table(doubtfully_read(made_assessment()), columns)
    assert "待人工判定＊" in text
    assert "标＊的 1 项依据的文字识别把握不大，请核对原件。" in text
    assert "＊" not in console_table(made_assessment(), columns)


def test_the_table_names_points_state_gap_and_total() -> None:
    text = console_table(made_assessment(inferred="由材料推断"))
    for part in (
        "满分",
        "建议得分",
        "状态",
        "缺口",
        "待人工判定",
        "第二季度",
        "由材料推断",
        "0～2.5",
    ):
        assert part in text


def test_a_form_without_points_prints_no_total() -> None:
    text = console_table(without_points(made_assessment()))
    assert "建议" not in text
    assert "满分" not in text
    assert "None" not in text


def test_events_are_listed_by_type_with_status_and_source() -> None:
    text = events_list(made_assessment().reading)
    assert text.index("支部党员大会") < text.index("■ 党课")
    assert "2022年3月15日　已开展" in text
    assert "2.党课/3月 & 4月.docx 表1 第1行" in text
    assert "未计入：计划里的安排" in text
    assert "看到未采用：“5月20日" in text
    assert "种类、形式：微党课" in text
    assert "是期限，不是开展日期" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("党课记录表", 6, ["党课记", "录表"]),
        ("见 zuozheng check 命令", 12, ["见 zuozheng", "check 命令"]),
        ("党课，记录", 4, ["党", "课，", "记录"]),
        ("", 10, [""]),
    ],
)
def test_lines_break_between_wide_characters_or_at_blanks(
    text: str, columns: int, expected: list[str]
) -> None:
    assert wrapped(text, columns) == expected
