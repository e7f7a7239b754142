"""Every mistake a person makes in a rubric is told at once: place, caret, and what to do."""

from __future__ import annotations

import re

import pytest

from matchers.checked_yaml import CheckedYamlError
from rubrics.load import parse_rubric

RIGHT = """\
id: small
version: "1"
title: 小表
source: 自拟
max: 4
groups:
  - {id: g, title: 组, max: 4}
items:
  - id: "1.10"
    group: g
    max: 4
    text: 要求
    rules:
      - id: "1.10.1"
        text: 少一次扣1分
        points: 4
        score: {kind: deduct, each: 1}
        measures:
          - kind: events
            streams: [{types: [party_lecture], per: quarter}]
"""

# what is written wrongly, how, the line and a word of the message and of the hint
TABLE = [
    ("title: 小表", "title：小表", 3, "：", "英文冒号"),
    ('- id: "1.10"', "- id: 1.10", 9, "1.1", "引号"),
    ("    text: 要求", "    texts: 要求", 12, "texts", "text"),
    ("points: 4", "point: 4", 16, "point", "points"),
    ("    max: 4\n    text", "    max: 5\n    text", 11, "各规则合计 4 分", "核对"),
    ("max: 4\ngroups", "max: 6\ngroups", 5, "各指标合计 4 分", "核对"),
    ("title: 组, max: 4", "title: 组, max: 3", 7, "各指标合计 4 分", "核对"),
    ("party_lecture", "party_lecturs", 20, "party_lecturs", "party_lecture"),
    ("per: quarter", "per: quater", 20, "quater", "quarter"),
    ("kind: deduct", "kind: deducts", 17, "deducts", "deduct"),
    ("each: 1}", "each: 一}", 17, "数字", ""),
    ("each: 1}", "each: -1}", 17, "0", ""),
    ("each: 1}", "each: 1，}", 17, "，", "中文引号、冒号或逗号"),
    ("group: g", "group: h", 10, "没有“h”这个分组", ""),
    ('version: "1"', "version: “1”", 2, "“", "英文"),
    ("kind: events", "kind: event", 19, "event", "events"),
    ("    text: 要求\n", "", 9, "text", ""),
    ("    text: 要求\n", "    text: 要求\n    text: 又一句\n", 13, "text", ""),
    ("    group: g", "\tgroup: g", 10, "制表符", "空格"),
]


@pytest.mark.parametrize(
    ("written", "wrong", "line", "says", "advice"),
    [pytest.param(*row, id=f"{row[1].strip()[:24]}") for row in TABLE],
)
def test_a_mistake_is_told_with_its_place_and_what_to_do(
    written: str, wrong: str, line: int, says: str, advice: str
) -> None:
    assert RIGHT.count(written) >= 1
    parse_rubric(RIGHT, "小表.yaml")
    with pytest.raises(CheckedYamlError) as caught:
        parse_rubric(RIGHT.replace(written, wrong, 1), "小表.yaml")
    told = str(caught.value)
    place = re.search(r"小表\.yaml:(\d+):(\d+): (.*)", told)
    assert place is not None, told
    lines = [int(found) for found in re.findall(r"小表\.yaml:(\d+):", told)]
    assert line in lines, told
    assert says in told, told
    assert advice in told, told
    assert "^" in told, told
    assert "{'" not in told, told  # no dump of what was read


def test_all_mistakes_are_told_at_once() -> None:
    text = RIGHT.replace("party_lecture", "party_lecturs").replace(
        "    max: 4\n    text", "    max: 5\n    text"
    )
    with pytest.raises(CheckedYamlError) as caught:
        parse_rubric(text, "小表.yaml")
    assert len(caught.value.mistakes) >= 3  # the type, the item's sum, and the totals that follow


SUM = ("    max: 4\n    text", "    max: 5\n    text")
TYPE = ("party_lecture", "party_lecturs")


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("    text: 要求", "    texts: 要求"),
        ("points: 4", "point: 4"),
        ('- id: "1.10"', "- id: 1.10"),
        ("title: 小表", "title：小表"),
        ("title: 小表", "title:小表"),
        ('version: "1"', "version: 1"),
    ],
)
def test_a_mistake_of_form_hides_no_other(written: str, wrong: str) -> None:
    text = RIGHT
    for right, bad in ((TYPE[0], TYPE[1]), ("max: 4\ngroups", "max: 6\ngroups"), (written, wrong)):
        text = text.replace(right, bad, 1)
    with pytest.raises(CheckedYamlError) as caught:
        parse_rubric(text, "小表.yaml")
    told = str(caught.value)
    assert "party_lecturs" in told and "各指标合计 4 分" in told
    assert len(caught.value.mistakes) == 3, told


@pytest.mark.parametrize(
    ("written", "wrong"), [row[:2] for row in TABLE if "合计" not in row[3]], ids=lambda v: v[:20]
)
def test_one_mistake_of_form_brings_no_consequences(written: str, wrong: str) -> None:
    with pytest.raises(CheckedYamlError) as caught:
        parse_rubric(RIGHT.replace(written, wrong, 1), "小表.yaml")
    most = 2 if written in ("    group: g", "    text: 要求", "points: 4") else 1
    assert len(caught.value.mistakes) <= most, str(caught.value)


def test_the_new_parts_are_checked_as_well() -> None:
    measure = (
        "          - kind: lateness\n            title: 上报\n            due: {month: 2}\n"
        "            events: [work_reports]\n"
    )
    with pytest.raises(CheckedYamlError) as caught:
        parse_rubric(RIGHT + measure, "小表.yaml")
    assert "期限须写 month 和 day" in str(caught.value)
    fixed = measure.replace("{month: 2}", "{month: 2, day: 28}")
    with pytest.raises(CheckedYamlError, match="没有“work_reports”这个活动类型"):
        parse_rubric(RIGHT + fixed, "小表.yaml")
