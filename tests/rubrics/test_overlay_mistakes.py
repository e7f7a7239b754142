"""All mistakes of an overlay at once, of its form and of the form it makes, each at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchers.checked_yaml import CheckedYamlError
from matchers.yaml_mistake import Mistake
from rubrics.load import load_rubric, parse_rubric

HEAD = """\
extends: yangzhou-2022
id: local-2023
version: "1"
title: 本地表
source: 本地通知
"""


def _mistakes(text: str, head: str = HEAD) -> tuple[Mistake, ...]:
    with pytest.raises(CheckedYamlError) as caught:
        parse_rubric(head + text, "本地.yaml")
    return caught.value.mistakes


def _at(mistakes: tuple[Mistake, ...], line: int) -> str:
    return "".join(one.message_zh for one in mistakes if one.line == line)


def test_mistakes_of_form_hide_none_of_what_is_changed() -> None:
    found = _mistakes(
        "change:\n"
        "  rules:\n"
        '    - {id: "18.3", point: 4}\n'  # 8: misspelt
        '    - {id: "18.99", points: 4}\n'  # 9: not in the form
        "drop:\n"
        '  - {item: "6"}\n'  # 11: no reason
        '  - {item: "60", reason: 不评}\n'  # 12: not in the form
    )
    assert "point" in _at(found, 8)
    assert "没有“18.99”这条规则" in _at(found, 9)
    assert "reason" in _at(found, 11)
    assert "没有“60”这条指标" in _at(found, 12)
    assert len(found) == 4, found


def test_each_fault_of_the_merged_form_stands_at_the_words_that_made_it() -> None:
    found = _mistakes(
        "change:\n"
        "  items:\n"
        '    - {id: "20", text: 新的说法}\n'
        "  rules:\n"
        '    - id: "18.3"\n'
        "      points: 2\n"
        "      measures:\n"
        "        - kind: events\n"
        "          streams: [{types: [party_lecturs], per: year}]\n"  # 14
        "add:\n"
        "  rules:\n"
        '    - item: "20"\n'
        "      rule:\n"
        '        id: "20.3"\n'
        "        text: 展板\n"
        "        points: 1\n"
        "        measures:\n"
        "          - {kind: documents, of: [{types: [no_such_paper]}]}\n"  # 23
    )
    assert "party_lecturs" in _at(found, 14)
    assert "no_such_paper" in _at(found, 23)
    assert {one.line for one in found} == {14, 23}


def test_a_slip_and_a_wrong_sum_are_told_together() -> None:
    head = HEAD.replace("title: ", "title：")
    found = _mistakes('max: 100\nchange:\n  rules: [{id: "18.3", points: 4}]\n', head)
    assert "：" in _at(found, 4)
    assert "各指标合计 102 分" in _at(found, 6)


def test_a_slip_does_not_bring_consequences() -> None:
    found = _mistakes('change:\n  rules: [{id: "18.3", points: 四}]\n')
    assert len(found) == 1, found


def test_an_unknown_form_is_told_beside_the_other_mistakes() -> None:
    head = HEAD.replace("yangzhou-2022", "yangzhou-2023")
    found = _mistakes('drop:\n  - {item: "6"}\n', head)
    assert "yangzhou-2022" in _at(found, 1)
    assert "reason" in _at(found, 7)


def test_the_same_rule_changed_twice_is_refused() -> None:
    found = _mistakes(
        'change:\n  rules:\n    - {id: "18.3", points: 2}\n    - {id: "18.3", points: 2}\n'
    )
    assert [(one.line, "写了两次" in one.message_zh) for one in found] == [(9, True)]


OWN_NORMS = """\
id: county-norms
version: "1"
title: 《某县支部工作办法》
source: 某县教育工委通知
norms:
  - {id: members_meeting, types: [members_meeting], title: 党员大会, per: month, need: 1,
     article: 第三条, wording: 每月召开1次}
  - {id: committee_meeting, types: [committee_meeting], title: 支委会, per: month, need: 2,
     article: 第四条, wording: 每月召开2次}
  - {id: group_meeting, types: [group_meeting], title: 党小组会, per: month, need: 1,
     article: 第五条, wording: 每月召开1次}
"""


def test_an_overlay_may_name_other_norms(tmp_path: Path) -> None:
    (tmp_path / "规范.yaml").write_text(OWN_NORMS, encoding="utf-8")
    file = tmp_path / "本地.yaml"
    file.write_text(HEAD + "norms: 规范.yaml\n", encoding="utf-8")
    measure = load_rubric(file).item("18").rules[0].measures[0]
    assert measure.kind == "events"
    first, second = measure.streams[:2]
    assert (first.unit, first.each_need) == ("month", 1)
    assert (second.unit, second.each_need) == ("month", 2)
    assert "《某县支部工作办法》第四条“每月召开2次”" in (second.norm_source or "")
    assert "members" not in [one.fact for one in second.norm_when]  # its own norms set no bound


def test_norms_that_lack_what_the_form_asks_are_told_at_their_line(tmp_path: Path) -> None:
    few = OWN_NORMS.replace("id: group_meeting,", "id: small_group,")
    (tmp_path / "规范.yaml").write_text(few, encoding="utf-8")
    file = tmp_path / "本地.yaml"
    file.write_text(HEAD + "norms: 规范.yaml\n", encoding="utf-8")
    with pytest.raises(CheckedYamlError) as caught:
        load_rubric(file)
    assert {one.line for one in caught.value.mistakes} == {6}
    assert "没有“group_meeting”这项规范" in str(caught.value)
    file.write_text(HEAD + "norms: 规范2.yaml\n", encoding="utf-8")
    with pytest.raises(CheckedYamlError, match=r"没有名为“规范2\.yaml”的规范文件"):
        load_rubric(file)
