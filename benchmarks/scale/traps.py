"""Papers in which events are named that were not held: plans, rules, claims, others' news."""

from __future__ import annotations

import datetime as dt

from benchmarks.scale.happenings import Happening
from benchmarks.scale.minutes import Writer, full_date
from benchmarks.scale.school import YEAR
from benchmarks.scale.voice import wording

_PLANNED = ("支部党员大会", "支部委员会会议", "专题党课", "主题党日活动", "党小组会", "组织生活会")


def plan(writer: Writer) -> str:
    """Write the year's work plan: it names events by month, none of them held."""
    voice = writer.voice
    months = voice.dice.sample(range(2, 13), 6)
    rows = [
        f"| {month}月 | 开展{name} | {voice.say('theme')} | {voice.say('person')} |"
        for month, name in zip(sorted(months), _PLANNED, strict=True)
    ]
    return "\n".join(
        [
            f"# {writer.school.branch}{YEAR}年党建工作计划",
            voice.say("plan_intro"),
            *(f"{number}. {text}" for number, text in enumerate(_said(writer, "plan_points"), 1)),
            "| 月份 | 工作内容 | 主题 | 负责人 |",
            *rows,
            f">> {full_date(dt.date(YEAR, 1, voice.dice.randint(5, 18)))}",
        ]
    )


def policy(writer: Writer, name: str) -> str:
    """Write a standing rule: what ought to be done, never what was."""
    voice = writer.voice
    articles = [
        f"{writer.school.name}的{voice.say('matter')}与{name}一并安排，由{voice.say('person')}负责。",
        *voice.several("policy_points", 5, 9),
        f"党课每{voice.dice.choice(('季度', '学期'))}不少于一次，支部党员大会每季度召开一次，"
        f"由{voice.say('person')}做好记录。",
    ]
    voice.dice.shuffle(articles)
    numbered = [f"第{number}条 {article}" for number, article in enumerate(articles, 1)]
    return "\n".join([f"# {writer.school.branch}{name}", *numbered])


def summary(writer: Writer, held: tuple[Happening, ...]) -> str:
    """Write the year's summary: it claims numbers, some of them too high."""
    voice = writer.voice
    claims = []
    signed = full_date(dt.date(YEAR, 12, voice.dice.randint(20, 30)))
    for title in ("支部党员大会", "党课", "主题党日活动"):
        number = sum(happening.kind.title == title for happening in held)
        claims.append(f"{title}{number + voice.dice.choice((0, 0, 1, 2))}次")
    return "\n".join(
        [
            f"# {writer.school.branch}{YEAR}年工作总结",
            f"{YEAR}年，{writer.school.branch}围绕{voice.say('theme')}开展工作，"
            f"全年开展{'、'.join(claims)}。",
            *_said(writer, "summary_points"),
            f">> {writer.school.branch}　{signed}",
        ]
    )


def notice(writer: Writer, held: Happening) -> str:
    """Write the notice that called people to something held later."""
    day = held.day - dt.timedelta(days=writer.voice.dice.randint(1, 4))
    return "\n".join(
        [
            f"# 关于召开{writer.heading(held)}的通知",
            "各党小组：",
            f"定于{full_date(held.day)}{held.hour}在{held.room}举行{writer.heading(held)}，"
            f"内容为“{held.topic}”，请{writer.voice.say('person')}做好会务，"
            f"{writer.voice.say('classes')}的党员教师提前调课。",
            f">> {writer.school.branch}",
            f">> {full_date(day)}",
        ]
    )


def cancelled(writer: Writer, day: dt.date) -> str:
    """Write the notice that a lecture is not held."""
    voice = writer.voice
    return "\n".join(
        [
            "# 关于取消专题党课的通知",
            "各党小组：",
            f"因{voice.say('matter')}需要，原定于{full_date(day)}下午在{voice.say('rooms')}举行、"
            f"由{voice.say('person')}主讲的专题党课“{voice.say('lecture_titles')}”取消，"
            "后续安排另行通知。",
            f">> {writer.school.branch}",
            f">> {full_date(day - dt.timedelta(days=2))}",
        ]
    )


def others_news(writer: Writer, day: dt.date) -> str:
    """Write news of another school, passed on for study."""
    voice = writer.voice
    lists = wording()
    other = voice.fill("{name_second}{name_first}") + voice.dice.choice(lists["kinds"])
    return "\n".join(
        [
            f"# 学习参考：{other}党支部开展专题党课",
            f"{full_date(day)}，{other}党支部在{voice.say('rooms')}开展专题党课，"
            f"{other}党支部书记以“{voice.say('lecture_titles')}”为题授课，该校全体党员参加。",
            f">> （转自{other}公众号，供{writer.school.name}各党小组学习）",
        ]
    )


def _said(writer: Writer, name: str) -> list[str]:
    return writer.voice.several(name, 4, 8)
