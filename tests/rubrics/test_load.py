"""A rubric is found by id or file, and every mistake in a file is named at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchers.checked_yaml import CheckedYamlError
from rubrics.errors import RubricError, UnknownRubricError
from rubrics.load import known_rubrics, load_rubric, parse_rubric

SMALL = """\
id: small
version: "1"
title: 小表
source: 自拟
max: 3
groups:
  - {id: g, title: 组, max: 3}
items:
  - id: "1"
    group: g
    max: 3
    text: 要求
    rules:
      - id: "1.1"
        text: 每季度1次得2分，少一次扣1分
        points: 2
        score: {kind: deduct, each: 1}
        measures:
          - kind: events
            streams: [{types: [party_lecture], per: quarter}]
      - id: "1.2"
        text: 有计划得1分
        points: 1
        measures:
          - kind: documents
            of: [{types: [party_building_plan]}]
"""


def _mistakes(text: str) -> list[tuple[int, str]]:
    with pytest.raises(CheckedYamlError) as caught:
        parse_rubric(text, "本地.yaml")
    return [(mistake.line, mistake.message_zh) for mistake in caught.value.mistakes]


def test_the_five_forms_are_known_and_load() -> None:
    assert "yangzhou-2022" in known_rubrics()
    for name in known_rubrics():
        assert load_rubric(name).id == name


def test_an_unknown_id_lists_the_known_ones_and_guesses() -> None:
    with pytest.raises(UnknownRubricError, match=r"是不是 yangzhou-2022？.*yangzhou-2022"):
        load_rubric("yangzhou2022")


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(RubricError, match="打不开"):
        load_rubric(tmp_path / "没有.yaml")


def test_a_file_in_another_encoding_says_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "本地.yaml"
    file.write_bytes(SMALL.encode("gbk"))
    with pytest.raises(RubricError, match="UTF-8"):
        load_rubric(file)


def test_a_local_file_is_read_with_or_without_a_mark(tmp_path: Path) -> None:
    file = tmp_path / "本地.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
    assert load_rubric(file).max == 3


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("max: 3\ngroups", "max: 4\ngroups", 5, "总分写的是 4 分，各指标合计 3 分"),
        ("title: 组, max: 3", "title: 组, max: 2", 7, "“组”写的是 2 分，各指标合计 3 分"),
        ("points: 1\n", "points: 2\n", 11, "指标满分 3 分，各规则合计 4 分"),
        ("[party_lecture]", "[party_lectur]", 20, "没有“party_lectur”这个活动类型"),
        ("[party_building_plan]", "[party_plan]", 26, "没有“party_plan”这个材料类型"),
        ('id: "1.2"', 'id: "1.1"', 21, "规则编号“1.1”重复"),
        ("group: g", "group: h", 10, "没有“h”这个分组"),
        ("{kind: deduct, each: 1}", "{kind: linear, k: 2}", 17, "linear 只能与 quantity 配用"),
    ],
)
def test_what_does_not_fit_is_named_at_its_line(old: str, new: str, line: int, words: str) -> None:
    assert old in SMALL
    found = _mistakes(SMALL.replace(old, new, 1))
    assert any(at == line and words in message for at, message in found), found


def test_all_mistakes_are_told_at_once() -> None:
    text = SMALL.replace("max: 3\ngroups", "max: 9\ngroups").replace("party_lecture", "dangke")
    assert len(_mistakes(text)) == 2


def test_misspelt_keys_are_mistakes_not_ignored() -> None:
    assert _mistakes(SMALL.replace("points: 2", "point: 2"))


def test_a_norm_that_does_not_exist_is_a_mistake() -> None:
    text = SMALL.replace("per: quarter", "norm: nothing")
    assert any("没有“nothing”这项规范" in message for _, message in _mistakes(text))


def test_an_unknown_norms_file_is_told_at_its_line_with_a_guess() -> None:
    with pytest.raises(CheckedYamlError) as caught:
        parse_rubric("norms: branch-work-2081\n" + SMALL, "本地.yaml")
    [mistake] = caught.value.mistakes
    assert (mistake.line, mistake.column) == (1, 8)
    assert "branch-work-2081" in mistake.message_zh
    assert "是不是 branch-work-2018？" in mistake.hint_zh


@pytest.mark.parametrize("slip", [("per: quarter", "pre: quarter"), ("points: ", "points: 9")])
def test_an_unknown_norms_file_does_not_hide_other_mistakes(slip: tuple[str, str]) -> None:
    found = _mistakes("norms: nowhere\n" + SMALL.replace(*slip, 1))
    assert len(found) > 1
    assert any(line == 1 and "规范文件" in message for line, message in found)


def test_norms_fill_in_the_frequency_and_their_source() -> None:
    text = "norms: branch-work-2018\n" + SMALL.replace("per: quarter", "norm: members_meeting")
    measure = parse_rubric(text, "本地.yaml").items[0].rules[0].measures[0]
    assert measure.kind == "events"
    assert measure.streams[0].unit == "quarter"
    assert "第十一条" in (measure.streams[0].norm_source or "")
