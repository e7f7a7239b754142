"""Hand-written files: every mistake at once, at its exact place, with a usable Chinese hint."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, field_validator

from matchers.checked_yaml import MAX_BYTES, CheckedYamlError, Mistake, load_checked


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


class Count(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    measure: Literal["count"]
    times: int = Field(ge=1)


class Presence(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    measure: Literal["presence"]
    documents: tuple[str, ...]


class Sheet(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    points: Decimal = Decimal(0)
    colour: Colour = Colour.RED
    begin: date | None = None
    names: tuple[str, ...] = ()
    event: str = "lecture"
    rules: tuple[Annotated[Count | Presence, Field(discriminator="measure")], ...] = ()
    facts: dict[str, bool | int | str] = Field(default_factory=dict)

    @field_validator("event")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in ("lecture", "meeting"):
            raise ValueError(f"没有“{value}”这种事件")
        return value


def load(text: str) -> Sheet:
    return load_checked(text, Sheet, what="评分表", name="sheet.yaml")


def mistakes(text: str | Path) -> tuple[Mistake, ...]:
    with pytest.raises(CheckedYamlError) as caught:
        load_checked(text, Sheet, what="评分表", name="sheet.yaml")
    return caught.value.mistakes


def test_a_right_file_becomes_the_model() -> None:
    sheet = load(
        'id: "1.10"\npoints: 0.5\nbegin: 2022-02-14\nnames: [三重一大, "甲，乙"]\n'
        "rules:\n  - {measure: count, times: 4}\nfacts: {a: true, b: 3, 5.10: 思廉日}\n"
    )
    assert sheet.id == "1.10"
    assert sheet.points == Decimal("0.5")
    assert sheet.begin == date(2022, 2, 14)
    assert sheet.names == ("三重一大", "甲，乙")
    assert sheet.facts == {"a": True, "b": 3, "5.10": "思廉日"}


def test_unquoted_dates_and_leading_zeros_stay_the_text_that_was_written() -> None:
    assert load("id: 2022-03-05").id == "2022-03-05"
    assert load("id: 010").id == "010"


SLIPS = [
    ("id：甲\n", 1, 3, "中文冒号", "英文冒号"),
    ("id: 甲\npoints：3\n", 2, 7, "中文冒号", "英文冒号"),
    ("{id：甲, points: 3}\n", 1, 2, "中文标点", "半角"),
    ("id: 甲\npoints:3\n", 2, 7, "没有空格", "空格"),
    ("id: 甲\nrules:\n\t- measure: count\n", 3, 1, "制表符", "空格"),
    ("id: “甲”\n", 1, 5, "全角", "'“甲”'"),
    ("id: 甲\nnames: [张三，李四]\n", 2, 11, "中文逗号", "英文逗号"),
    ("id: 1.10\n", 1, 5, "末尾的 0", '"1.10"'),
    ("id: 18\n", 1, 5, "数字", '"18"'),
    ("id: 甲\nid: 乙\n", 2, 1, "第 1 行", "留下"),
    ("id: 甲\npionts: 3\n", 2, 1, "pionts", "是不是想写 points"),
    ("id: 甲\nzzz: 3\n", 2, 1, "zzz", "可以写：begin、"),
    ("id: 甲\ncolour: gren\n", 2, 9, "gren", "是不是想写 green？可以写：red、green"),
    ("id: 甲\npoints: 两分\n", 2, 9, "要写数字", ""),
    ("id: 甲\nnames: 张三\n", 2, 8, "要写列表", "[甲, 乙]"),
    ("points: 3\n", 1, 1, "缺少必须写的键“id”", "id: "),
    ("id: 甲\nrules: [{measure: count}]\n", 2, 9, "缺少必须写的键“times”", ""),
    ("id: 甲\nrules: [{measure: cuont, times: 1}]\n", 2, 19, "cuont", "是不是想写 count"),
    ("id: 甲\nrules: [{times: 1}]\n", 2, 9, "缺少键“measure”", ""),
    ("id: 甲\nrules:\n  - measure: count\n    times: 0\n", 4, 12, "不能小于 1", ""),
    ("id: 甲\nrules:\n  - measure: count\n    tims: 2\n", 4, 5, "tims", "是不是想写 times"),
    ("id: 甲\nbegin: 2022-02-30\n", 2, 8, "要写日期", ""),
    ("id: 甲\nevent: lectur\n", 2, 8, "没有“lectur”这种事件", ""),
    ("id: &a 甲\nnames: [*a]\n", 1, 5, "锚点", ""),
    ("id: 甲\nnames: [*a]\n", 2, 9, "引用", "英文引号"),
    ("id: !!python/object:os.system 甲\n", 1, 5, "标签", ""),
    ("id: 甲\n---\nid: 乙\n", 2, 1, "一份内容", "---"),
    ("id: '甲\npoints: 1\n", 1, 5, "引号没有配对", ""),
    ('id: "甲\npoints: 3\ncolour: "red"\n', 1, 5, "引号没有配对", "末尾"),
    ("id: 甲\nrules: [{measure: count, times:4}]\n", 2, 26, "冒号后面没有空格", "times: 4"),
    ("id: 甲\n  points: 3\n", 2, 3, "接到上一行", "缩进"),
    ("id: 甲\n  points：3\n", 2, 3, "接到上一行", "缩进"),
    ("", 1, 1, "是空的", ""),
    ("# 只有注释\n", 1, 1, "是空的", ""),
    ("- 甲\n- 乙\n", 1, 1, "映射", ""),
    ("id: 甲\x07\n", 1, 6, "控制字符", ""),
]


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), SLIPS)
def test_each_slip_is_found_at_its_place(
    text: str, line: int, column: int, message: str, hint: str
) -> None:
    found = mistakes(text)
    assert (found[0].line, found[0].column) == (line, column), found
    assert message in found[0].message_zh
    assert hint in found[0].hint_zh


def test_all_mistakes_come_at_once_in_file_order() -> None:
    found = mistakes(
        "id: 18\npionts: 3\ncolour: blau\nrules:\n  - {measure: count, times: x}\nid: 1\n"
    )
    assert [m.line for m in found] == [1, 2, 3, 5, 6]


def test_a_misspelt_required_key_is_one_mistake_not_two() -> None:
    assert len(mistakes("idd: 甲\n")) == 1


def test_the_caret_stands_under_the_column_also_after_wide_characters() -> None:
    with pytest.raises(CheckedYamlError) as caught:
        load("id: 甲\nnames: [张三，李四]\n")
    rows = caught.value.render().split("\n")
    at = next(number for number, row in enumerate(rows) if row.strip().endswith("^"))
    assert rows[at - 1][rows[at].index("^")] == "，"
    assert "\u3000\u3000^" in rows[at]  # as wide as 张三, so it also lines up on the screen


def test_long_and_hostile_lines_are_shown_short_and_harmless() -> None:
    with pytest.raises(CheckedYamlError) as caught:
        load("id: 甲\nzzz: \x1b[31m" + "长" * 5000 + "\n")
    assert "\x1b" not in caught.value.render()
    assert len(caught.value.render()) < 600


def test_allowed_values_of_a_validator_come_from_the_caller() -> None:
    with pytest.raises(CheckedYamlError) as caught:
        load_checked(
            "id: 甲\nevent: lectur\n",
            Sheet,
            what="评分表",
            suggestions=lambda path, text: ("lecture", "meeting") if path == ("event",) else (),
        )
    assert "是不是想写 lecture" in caught.value.mistakes[0].hint_zh


def test_files_in_other_encodings_say_how_to_save_them(tmp_path: Path) -> None:
    gbk, utf16, bom = (tmp_path / name for name in ("gbk.yaml", "u16.yaml", "bom.yaml"))
    gbk.write_bytes("points: 1\nid: 育英小学\n".encode("gbk"))
    utf16.write_bytes("id: 育英小学\n".encode("utf-16"))
    bom.write_bytes("\ufeffid: 育英小学\r\npoints: 1\r\n".encode())
    [found] = mistakes(gbk)
    assert (found.line, found.column) == (2, 5)
    assert "GBK" in found.message_zh
    assert "UTF-8" in found.hint_zh
    assert "UTF-16" in mistakes(utf16)[0].message_zh
    assert load_checked(bom, Sheet, what="评分表").id == "育英小学"


def test_missing_and_oversized_files_are_mistakes_too(tmp_path: Path) -> None:
    assert "找不到" in mistakes(tmp_path / "无.yaml")[0].message_zh
    big = tmp_path / "big.yaml"
    big.write_bytes(b"#" * (MAX_BYTES + 1))
    assert "2 MB" in mistakes(big)[0].message_zh


def test_a_bomb_of_anchors_and_deep_nesting_are_refused() -> None:
    bomb = "a: &a [x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert any("锚点" in m.message_zh for m in mistakes("id: 甲\n" + bomb))
    assert any("嵌套" in m.message_zh for m in mistakes("id: " + "[" * 5000))


PIECES = st.sampled_from(
    ["id", ": ", "：", "甲", "\n", "  ", "- ", "[", "]", "{", "}", ",", "，", '"', "'", "“", "&a",
     "*a", "!", "|", ">", "#", "\t", "1.10", "rules", "measure", "count", "?", "%", "@", "---"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=40))
def test_any_text_is_read_or_refused_with_places_inside_the_file(text: str) -> None:
    try:
        load(text)
    except CheckedYamlError as error:
        assert error.mistakes
        assert all(m.line >= 1 and m.column >= 1 and m.message_zh for m in error.mistakes)
        assert error.render()
