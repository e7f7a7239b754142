"""Every demand of the five forms that says how often or how much is counted by some rule."""

from __future__ import annotations

import re

import pytest

from rubrics.clause_frequency import read_frequency
from rubrics.load import known_rubrics, load_rubric
from rubrics.measures import Documents, Events, Findings, Level
from rubrics.quantity_model import Quantity
from rubrics.rubric import Item, Rule

DEMAND = re.compile(
    r"[^；。，（]*(?:每(?:月|季度?|学期|半年|年|2年)|全年|全学年|一年)[^；。，（]*?\d+\s*次[^；。，]*"
)
SHARE = re.compile(r"\d+(?:\.\d+)?\s*[%％]|每名党员\s*\d+\s*元")


def _measures(rule: Rule) -> list[object]:
    inside = [measure for branch in rule.choose for measure in branch.measures]
    return [*rule.measures, *rule.also, *inside]


def _counted(item: Item) -> set[tuple[str, int]]:
    """List (stretch, how often) of all events an item's rules count; totals as well."""
    streams = [
        stream
        for rule in item.rules
        for measure in _measures(rule)
        if isinstance(measure, Events)
        for stream in measure.streams
    ]
    found = {(stream.unit.value, stream.each_need) for stream in streams}
    return found | {("year", stream.total) for stream in streams if stream.total}


@pytest.mark.parametrize("name", known_rubrics())
def test_every_stated_frequency_is_counted(name: str) -> None:
    missing = []
    for item in load_rubric(name).items:
        counted = _counted(item)
        for phrase in DEMAND.findall(f"{item.text}；{item.criteria}"):
            said = read_frequency(phrase)
            assert said is not None, phrase
            same = {(said.per.value, said.need)}
            if said.per.value in ("year", "period"):
                same |= {("year", said.need), ("period", said.need)}
            if not same & counted:
                missing.append(f"{item.id}: {phrase}")
    assert missing == []


NUMBER = r"(?:\d+|[一二两三四五六七八九十]+)"
COUNTABLE = re.compile(
    rf"{NUMBER}\s*(?:名|人|间|次|个|项|支)"
    r"|每\s*(?:月|学期|学年|季度?|半年|年|\d+\s*年)"
    r"|定期|按期|经常性|配备专职"
)
SLOGAN = re.compile(r"[“‘][^”’]*[”’]|八项规定|每一个|每名党员|六个一")

# Counted nowhere, and why; looked through by hand against the printed forms.
BY_HAND = {
    ("shanghai-pandeng", "C36", "党组织书记、校长一般由一人担任"): "“一般”可例外，由人看（C36.1）",
    (
        "shanghai-pandeng",
        "C39",
        "党员人数较多的学校党组织一般应当设置一间标准的党员活动室",
    ): "“规模较大”没有界限，由人看（C39.2），材料在 C39.1 核对",
    ("shanghai-pandeng", "C30", "打造一支政治强"): "不是数",
    ("six-efforts-24", "11", "建设一支数量充足"): "不是数",
    ("six-efforts-24", "7", "抓好党员经常性教育和党内集中学习教育"): "没有写间隔，由人看（7.1）",
    ("tianning-2012", "15", "党员教育培训、党性定期分析等制度"): "是制度的名称，由人看（15.1）",
}
# What the printed demand says that a rule of other words counts.
OTHER_WORDS = {
    ("yangzhou-2022", "3", "每年至少组织2次学校基层党支部书记"): "3.1",
    ("yangzhou-2022", "4", "书记（校长）每学期为师生上1次思政课"): "4.3",
    ("yangzhou-2022", "4", "党课每季度1次"): "4.2",
    ("yangzhou-2022", "4", "书记必须每年至少上一次党课"): "4.2",
    ("yangzhou-2022", "5", "全年集中研讨不少于6次"): "5.3",
    ("yangzhou-2022", "8", "凡是正式党员在3人以上的学校"): "8.1",
    ("yangzhou-2022", "8", "正式党员在50人以上的学校"): "8.1",
    ("yangzhou-2022", "8", "正式党员在100人以上的学校"): "8.1",
    ("yangzhou-2022", "8", "正式党员人数不足3人的学校或偏远教学点"): "8.1",
    ("yangzhou-2022", "13", "每2年至少发展1 名优秀教师入党"): "13.2",
    ("yangzhou-2022", "30", "每年结合“5.10”“12.9”开展党风廉政宣传教育活动2次"): "30.2",
}
COUNTING = (Events, Quantity, Documents, Findings, Level)


def _phrases(item: Item) -> list[str]:
    """List the parts of an item that hold a number of things or a stretch of time."""
    parts = re.split(r"[；。，]", f"{item.text}；{item.criteria}")
    return [part.strip() for part in parts if COUNTABLE.search(SLOGAN.sub("", part))]


def _numbers(text: str) -> set[str]:
    return set(re.findall(rf"{NUMBER}\s*(?:名|人|间|次|个|项|支)|每\s*\w", text))


def _counts(item: Item, phrase: str, others: set[str]) -> bool:
    """Say whether a counting rule speaks of a phrase: holds it, or is held by it."""
    bare = re.sub(r"得\d分$", "", phrase)
    for rule in item.rules:
        if not any(isinstance(measure, COUNTING) for measure in _measures(rule)):
            continue
        said = rule.text.rstrip("。")
        if rule.id in others or phrase in said or said in phrase or bare in said:
            return True
        same_start = said[:3] == bare[:3] or any(word in bare for word in rule.words)
        if same_start and _numbers(bare) <= _numbers(said):
            return True
    return False


def _others(name: str, item: Item, phrase: str) -> set[str]:
    return {
        rule
        for (form, item_id, part), rule in OTHER_WORDS.items()
        if (form, item_id) == (name, item.id) and part in phrase
    }


@pytest.mark.parametrize("name", known_rubrics())
def test_every_number_and_every_stretch_is_counted_or_listed_with_its_reason(name: str) -> None:
    missing = [
        f"{item.id}: {phrase}"
        for item in load_rubric(name).items
        for phrase in _phrases(item)
        if not _counts(item, phrase, _others(name, item, phrase))
        and not any(key[:2] == (name, item.id) and key[2] in phrase for key in BY_HAND)
    ]
    assert missing == []


def test_the_list_by_hand_speaks_of_the_forms_as_they_are() -> None:
    for name, item_id, phrase in (*BY_HAND, *OTHER_WORDS):
        item = load_rubric(name).item(item_id)
        assert phrase in f"{item.text}；{item.criteria}", phrase


def test_a_rule_that_counts_part_of_a_demand_says_what_it_leaves_out() -> None:
    rules = {rule.id: rule for item in load_rubric("shanghai-pandeng").items for rule in item.rules}
    assert "各条线重点工作" in rules["C7.1"].note
    assert "由人看" in rules["C7.1"].note


@pytest.mark.parametrize("name", known_rubrics())
def test_every_stated_share_is_measured(name: str) -> None:
    missing = [
        item.id
        for item in load_rubric(name).items
        if SHARE.search(f"{item.text}；{item.criteria}")
        and not any(isinstance(m, Quantity) for rule in item.rules for m in _measures(rule))
    ]
    assert missing == []


@pytest.mark.parametrize("name", known_rubrics())
def test_hints_never_score_and_norms_carry_their_source(name: str) -> None:
    rubric = load_rubric(name)
    for item in rubric.items:
        for rule in item.rules:
            assert all(hint not in rule.text for hint in item.hints)
            for measure in _measures(rule):
                if isinstance(measure, Events):
                    for stream in measure.streams:
                        assert (stream.norm is None) == (stream.norm_source is None)


def test_what_is_only_shown_never_changes_a_score() -> None:
    rule = load_rubric("yangzhou-2022").item("4").rules[1]
    assert rule.also
    assert rule.points == 1
