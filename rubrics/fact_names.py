"""What facts about the school are called, and the line that declares one in 学校信息.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rubrics.conditions import Fact

FILE = "学校信息.yaml"
_OWN: dict[str, tuple[str, str]] = {
    "name": ("学校名称", "name: 校名"),
    "ownership": ("办学性质", "ownership: public（民办写 private）"),
    "stage": (
        "学段",
        "stage: primary（幼儿园 kindergarten，初中 junior，高中 senior，九年一贯制 nine_year，"
        "职校 vocational）",
    ),
    "organization": (
        "党组织形式",
        "organization: branch（党总支 general_branch，党委 committee）",
    ),
    "members": ("正式党员人数", "members: 人数"),
    "groups": ("党小组数", "groups: 个数（没有写 0）"),
    "secretary": ("书记", "secretary: 姓名"),
    "principal": ("校长", "principal: 姓名"),
    "leaders": ("班子成员", "leaders: [姓名, 姓名]"),
    "central_group": ("中心组成员", "central_group: [姓名, 姓名]"),
    "middle_managers": ("中层干部", "middle_managers: [姓名, 姓名]"),
    "semesters": ("学期起止", "semesters: [{name: 学期名, begin: 起, end: 止}]"),
}
_ASIDES = ("true 或 false", "由检查人填写", "没有填 0")
_COUNTED = ("几", "多少")
_LEADS = ("检查发现", "是否", "有无", "本时段内", "近一年")


def fact_title(name: str, facts: Sequence[Fact]) -> str:
    """Give the Chinese name of a fact; never its key where anything else is known of it."""
    if name in _OWN:
        return _OWN[name][0]
    fact = next((one for one in facts if one.name == name), None)
    if fact is None:
        return name
    asked = plain_question(fact.question)
    lead = next((word for word in _LEADS if asked.startswith(word)), "")
    return fact.title or asked.removeprefix(lead)


def fact_titles(names: Iterable[str], facts: Sequence[Fact]) -> str:
    """List the Chinese names of facts."""
    return "、".join(f"“{fact_title(name, facts)}”" for name in names)


def plain_question(question: str) -> str:
    """Give a question without the words that only programs use, and without its mark."""
    kept: list[str] = []
    for index, part in enumerate(question.split("（")):
        inside, closed, rest = part.partition("）")
        aside = inside in _ASIDES or (inside.isascii() and inside.replace("_", "").isalpha())
        if index and closed and aside:
            kept.append(rest)
        else:
            kept.append(f"（{part}" if index else part)
    return "".join(kept).rstrip("？?。")


def fact_line(name: str, facts: Sequence[Fact]) -> str:
    """Give the line that declares a fact, as it stands in 学校信息.yaml."""
    if name in _OWN:
        return _OWN[name][1]
    question = next((one.question for one in facts if one.name == name), "")
    if "哪一年" in question:
        return f"{name}: 年份"
    return (
        f"{name}: 数（没有写 0）"
        if any(word in question for word in _COUNTED)
        else f"{name}: 是（不是就写 否）"
    )


def ask(name: str, facts: Sequence[Fact]) -> str:
    """Ask for a fact in one phrase: what is to be known, and the line to write."""
    question = next((one.question for one in facts if one.name == name), "")
    asked = plain_question(question) or fact_title(name, facts)
    place = "里" if name in _OWN else "的 declares 下"
    due = next((one.due for one in facts if one.name == name), None)
    also = "" if due is None else f"，或写 {fact_line(due.since, facts)}"
    return f"{asked}（在 {FILE} {place}写一行 {fact_line(name, facts)}{also}）"
