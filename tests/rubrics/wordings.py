"""Wordings of other bureaus' forms, each as a rule with evidence and the points it comes to.

Every row: what the form says, the rule that says it, and evidence with the points worked out by
hand (None: a person decides, or the fact is asked for).
"""

# ruff: noqa: E501 - a rule is written as one line of YAML
from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from rubrics.batch_figure import BatchFigure

Tried = tuple[dict[str, Any], str | None]


@dataclass(frozen=True)
class Wording:
    """A wording, its rules (one a line), the item's points, and what evidence comes to."""

    text: str
    rules: str
    most: str
    tried: tuple[Tried, ...]
    extra: str = ""
    period: str = field(default="2022")


def rule(score: str, measures: str, points: str = "4", number: str = "1") -> str:
    return f'{{id: "1.{number}", text: 规则, points: {points}, score: {score}, measures: [{measures}]}}'


def events(types: str, options: str, extra: str = "") -> str:
    return f"{{kind: events, {extra}streams: [{{types: [{types}], {options}}}]}}"


def days(kind: str, *days: str) -> dict[str, Any]:
    return {"days": {kind: days}}


def _meetings(*present: int, expected: int = 10, **more: Any) -> dict[str, Any]:
    events = [
        {"types": ["party_lecture"], "on": f"2022-0{n}-10", "expected": expected, "present": came}
        for n, came in enumerate(present, 1)
    ]
    return {"events": events, **more}


def fact(**facts: float | bool) -> dict[str, Any]:
    return {"profile": {"declares": facts}}


def best(title: str, value: int) -> dict[str, BatchFigure]:
    key = f"{title}:best"
    return {key: BatchFigure(key, title, "best", Decimal(value), known=3)}


LECTURES = events("party_lecture", "per: year, need: 4")
RATE = (
    "{kind: quantity, title: 到课率, num: {attendance: [party_lecture], title: 到课率}, "
    "steps: {start: 0.7, by: 0.01}, weight: 0.2}"
)
SURVEY = (
    "{kind: quantity, title: 测评得分率, survey: ["
    "{source: {fact: very, title: 优秀票}, worth: 1}, "
    "{source: {fact: good, title: 良好票}, worth: 0.8}, "
    "{source: {fact: fair, title: 一般票}, worth: 0.6}]}"
)
BRANDS = (
    "{kind: level, title: 品牌, each_project: true, order: [{id: county, title: 县级}, "
    "{id: city, title: 市级}, {id: province, title: 省级}], sources: [{awards: [party_brand]}, "
    "{awards: [civilized_campus]}]}"
)
DELIVERED = "{kind: lateness, title: 述职报告上报, due: {month: 12, day: 20}, documents: [party_work_report]"


def _report(day: str | None) -> dict[str, Any]:
    return {"papers": [{"types": ["party_work_report"], "issued": day}]}


WORDINGS = (
    Wording(
        "党课每年4次，每缺1次扣1分；到课率不低于70%不扣，每下降1个百分点扣0.2分（R1）",
        rule("{kind: deduct, each: 1}", f"{LECTURES}, {RATE}"),
        "4",
        (
            (_meetings(8, 8, 8, 8), "4"),
            (_meetings(7, 7, 7, 7), "4"),  # exactly 70 %
            (_meetings(8, 6, 6, 6), "3"),  # 26/40 = 65 %: 4 - 5×0.2
            (_meetings(8, 8, 8), "3"),  # one lecture short
            (_meetings(6, 6, 6), "1"),  # 4 - 1 - 10×0.2
        ),
    ),
    Wording(
        "无计划扣2分；有计划不按时上报扣1分（R1）",
        rule(
            "{kind: deduct, each: 1}",
            "{kind: documents, weight: 2, of: [{types: [party_building_plan]}]}, "
            "{kind: lateness, title: 计划上报, due: {month: 3, day: 31}, unit: month, absent: none, "
            "documents: [party_building_plan]}",
        ),
        "4",
        (
            ({"papers": [{"types": ["party_building_plan"], "issued": "2022-03-20"}]}, "4"),
            ({"papers": [{"types": ["party_building_plan"], "issued": "2022-04-10"}]}, "3"),
            ({}, "2"),
        ),
    ),
    Wording(
        "换届2个月内不扣，每延1个月扣1分（R1）",
        rule(
            "{kind: deduct, each: 1}",
            "{kind: lateness, title: 换届, due: {fact: election_due_on}, unit: month, free: 2, "
            "events: [branch_election]}",
        ),
        "4",
        (
            (fact(election_due_on=20220301) | days("branch_election", "2022-04-20"), "4"),
            (fact(election_due_on=20220301) | days("branch_election", "2022-06-20"), "2"),
            (fact(election_due_on=20220301), "0"),
            (days("branch_election", "2022-06-20"), None),
        ),
    ),
    Wording(
        "换届每延1个月扣1分，特殊情况报批例外（R1）",
        rule(
            "{kind: deduct, each: 1}",
            "{kind: lateness, title: 换届, due: {month: 6, day: 30}, unit: month, "
            "events: [branch_election], excused_by: [election_request]}",
        ),
        "4",
        (
            (days("branch_election", "2022-08-10"), "2"),
            (
                days("branch_election", "2022-08-10")
                | {"papers": [{"types": ["election_request"]}]},
                "2..4",
            ),
        ),
    ),
    Wording(
        "记录簿填写完整，缺1个栏目扣1分（R1）",
        rule(
            "{kind: deduct, each: 1}",
            "{kind: completeness, title: 支委会记录, events: [committee_meeting], "
            "of: [{title: 主题, says: topic}, {title: 发言人, says: speakers}]}",
        ),
        "4",
        (
            (
                {
                    "events": [
                        {
                            "types": ["committee_meeting"],
                            "on": "2022-03-01",
                            "topic": "学习",
                            "speakers": ["甲"],
                        },
                        {"types": ["committee_meeting"], "on": "2022-04-01", "topic": "学习"},
                    ]
                },
                "3",
            ),
        ),
    ),
    Wording(
        "未按时提报材料每次扣0.1分；通报一次扣0.2分（R4）",
        rule(
            "{kind: deduct, each: 0.1}",
            "{kind: findings, title: 未按时提报, declared: late_papers}, "
            "{kind: findings, title: 被通报, declared: criticised, weight: 2}",
            "1",
        ),
        "1",
        (
            (fact(late_papers=3, criticised=1), "0.5"),
            (fact(late_papers=0, criticised=0), "1"),
            (fact(late_papers=3), None),
        ),
    ),
    Wording(
        "由组织科根据平时检查情况提供得分（R5）",
        rule(
            "{kind: linear, k: 1}",
            "{kind: quantity, title: 组织科得分, num: {fact: office_score, title: 组织科得分}}",
        ),
        "4",
        ((fact(office_score=3.5), "3.5"), ({}, None)),
    ),
    Wording(
        "教代会：有章程1分，按要求召开1分，档案资料健全2分（R5）",
        rule(
            "{kind: award}", "{kind: documents, of: [{types: [democratic_management_policy]}]}", "1"
        )
        + "\n"
        + rule("{kind: award}", events("staff_congress", "per: year"), "1", "2")
        + "\n"
        + rule("{kind: discretion}", "{kind: judgement, ask: 档案资料是否健全}", "2", "3"),
        "4",
        (
            (
                days("staff_congress", "2022-04-29")
                | {"papers": [{"types": ["democratic_management_policy"]}]},
                "2..4",
            ),
            ({}, "0..2"),
        ),
    ),
    Wording(
        "支委会每月（含假期）不少于1次，缺一次扣0.5分（R9）",
        rule("{kind: deduct, each: 0.5}", events("committee_meeting", "per: month")),
        "4",
        (
            (days("committee_meeting", *[f"2022-{m:02}-10" for m in range(1, 13)]), "4"),
            (days("committee_meeting", *[f"2022-{m:02}-10" for m in range(3, 13)]), "3"),
        ),
    ),
    Wording(
        "支委会每月不少于1次（寒暑假除外），缺一次扣0.5分",
        rule(
            "{kind: deduct, each: 0.5}",
            events("committee_meeting", "per: month, except_months: [2, 7, 8]"),
        ),
        "4",
        (
            (
                days(
                    "committee_meeting",
                    *[f"2022-{m:02}-10" for m in (1, 3, 4, 5, 6, 9, 10, 11, 12)],
                ),
                "4",
            ),
        ),
    ),
    Wording(
        "缺一次会议记录扣0.5分，缺一次考勤记录（网络会议除外）扣0.5分（R9）",
        rule(
            "{kind: deduct, each: 0.5}",
            "{kind: completeness, title: 会议记录, events: [members_meeting], "
            "of: [{title: 会议记录, evidence: minutes}]}, "
            "{kind: completeness, title: 考勤, events: [members_meeting], except_topic: [网络会议], "
            "of: [{title: 签到, evidence: signin}]}",
        ),
        "4",
        (
            (
                {
                    "events": [
                        {
                            "types": ["members_meeting"],
                            "on": "2022-03-01",
                            "evidence": ["minutes", "signin"],
                        },
                        {"types": ["members_meeting"], "on": "2022-06-01", "evidence": ["minutes"]},
                        {"types": ["members_meeting"], "on": "2022-09-01", "evidence": ["news"]},
                        {
                            "types": ["members_meeting"],
                            "on": "2022-12-01",
                            "topic": "网络会议学习",
                            "evidence": ["minutes"],
                        },
                    ]
                },
                "2.5",  # one record, two sign-in sheets missing
            ),
        ),
    ),
    Wording(
        "未进行新闻报道，缺一项扣0.2分（R9）",
        rule(
            "{kind: deduct, each: 0.2}",
            "{kind: completeness, title: 报道, events: [theme_party_day], "
            "of: [{title: 新闻报道, evidence: news}]}",
            "1",
        ),
        "1",
        (
            (
                {
                    "events": [
                        {"types": ["theme_party_day"], "on": "2022-03-01", "evidence": ["news"]},
                        {"types": ["theme_party_day"], "on": "2022-04-01", "evidence": ["minutes"]},
                    ]
                },
                "0.8",
            ),
        ),
    ),
    Wording(
        "党费未按时录入，每人每次扣0.1分（R11）",
        rule(
            "{kind: deduct, each: 0.1}",
            "{kind: findings, title: 未按时录入, declared: late_entries, once_per: 人次}",
            "1",
        ),
        "1",
        ((fact(late_entries=4), "0.6"), (fact(late_entries=30), "0")),
    ),
    Wording(
        "弄虚作假的，按被扣分值的10倍扣分（R11）",
        rule(
            "{kind: deduct, each: 0.2}",
            "{kind: findings, title: 缺材料, declared: absent_papers}, "
            "{kind: findings, title: 弄虚作假, declared: faked, weight: 10}",
        ),
        "4",
        ((fact(absent_papers=2, faked=0), "3.6"), (fact(absent_papers=2, faked=1), "1.6")),
    ),
    Wording(
        "处分按轻重扣1、3、5、8分；同一案件不累计（R11）",
        rule(
            "{kind: deduct, each: 1}",
            "{kind: findings, title: 警告, declared: warned, once_per: 案件}, "
            "{kind: findings, title: 严重警告, declared: warned_hard, once_per: 案件, weight: 3}",
            "8",
        ),
        "8",
        ((fact(warned=1, warned_hard=1), "4"), (fact(warned=0, warned_hard=3), "0")),
    ),
    Wording(
        "整改完成的恢复一半扣分",
        rule(
            "{kind: deduct, each: 1}",
            "{kind: findings, title: 未整改, declared: open_faults}, "
            "{kind: findings, title: 已整改, declared: mended_faults, weight: 0.5}",
        ),
        "4",
        ((fact(open_faults=1, mended_faults=2), "2"),),
    ),
    Wording(
        "未悬挂扣1分；条件受限共用的不扣分（R12）",
        rule("{kind: award}", "{kind: documents, of: [{types: [activity_room_material]}]}").replace(
            "text: 规则,", "text: 规则, when: [{fact: shares_room, equals: false}], na: full,"
        ),
        "4",
        (
            (fact(shares_room=True), "4"),
            (fact(shares_room=False), "0"),
            ({}, None),
        ),
    ),
    Wording(
        "志愿服务少于4次扣1分（不按次数累计）（R12）",
        rule(
            "{kind: ladder, rungs: [{at_least: 0, points: 3}, {at_least: 4, points: 4}]}",
            events("volunteer_service", "per: year"),
        ),
        "4",
        (
            (
                days("volunteer_service", "2022-03-01", "2022-04-01", "2022-05-01", "2022-06-01"),
                "4",
            ),
            (days("volunteer_service", "2022-03-01"), "3"),
        ),
    ),
    Wording(
        "专题会每少1次扣0.5分，扣完为止（R13）",
        rule("{kind: deduct, each: 0.5}", events("governance_meeting", "per: half_year"), "0.5"),
        "0.5",
        ((days("governance_meeting", "2022-03-01"), "0"), ({}, "0")),
    ),
    Wording(
        "三种会议每项至少要三次，缺一次扣1分（R14）",
        rule(
            "{kind: deduct, each: 1}",
            "{kind: events, streams: [{types: [members_meeting], per: year, need: 3}, "
            "{types: [committee_meeting], per: year, need: 3}]}",
        ),
        "4",
        (
            (
                {
                    "days": {
                        "members_meeting": ["2022-03-01", "2022-04-01", "2022-05-01", "2022-06-01"],
                        "committee_meeting": ["2022-03-01"],
                    }
                },
                "2",
            ),
        ),
    ),
    Wording(
        "每学期党课不少于1次，缺一次扣0.5分（R14）",
        rule("{kind: deduct, each: 0.5}", events("party_lecture", "per: semester"), "1"),
        "1",
        ((days("party_lecture", "2022-03-01", "2022-05-01"), "0.5"),),
    ),
    Wording(
        "支委会按程序召开：有议题1分，形成决议1分，会议记录1分，有签到1分（R15）",
        rule(
            "{kind: per_unit, each: 1}",
            "{kind: completeness, title: 支委会, events: [committee_meeting], across: all, "
            "of: [{title: 议题, says: topic}, {title: 决议, says: resolution}, "
            "{title: 会议记录, evidence: minutes}, {title: 签到, evidence: signin}]}",
        ),
        "4",
        (
            (
                {
                    "events": [
                        {"types": ["committee_meeting"], "on": "2022-03-01", "topic": "研究换届"}
                    ]
                },
                "2",
            ),
            ({}, "0"),
        ),
    ),
    Wording(
        "出勤率低于90%，每低10%扣1分（R15）",
        rule(
            "{kind: deduct, each: 1}",
            "{kind: quantity, title: 出勤率, num: {attendance: [party_lecture], title: 出勤率}, "
            "steps: {start: 0.9, by: 0.1}}",
        ),
        "4",
        (
            (_meetings(9, 9), "4"),
            (_meetings(8, 9), "4"),  # 85 %: no full step
            (_meetings(8, 8), "3"),
            (_meetings(7, 6), "2"),  # 65 %: two full steps
            ({}, None),
        ),
    ),
    Wording(
        "出勤率每低10%（不足10%按10%计）扣1分",
        rule(
            "{kind: deduct, each: 1}",
            "{kind: quantity, title: 出勤率, num: {attendance: [party_lecture], title: 出勤率}, "
            "steps: {start: 0.9, by: 0.1, part: begun}}",
        ),
        "4",
        ((_meetings(9, 9), "4"), (_meetings(8, 9), "3"), (_meetings(7, 6), "1")),
    ),
    Wording(
        "缺席率高于5%的，每高1个百分点扣0.1分",
        rule(
            "{kind: deduct, each: 0.1}",
            "{kind: quantity, title: 缺席率, num: {fact: absence, title: 缺席率}, "
            "steps: {start: 0.05, by: 0.01, better: lower}}",
            "1",
        ),
        "1",
        ((fact(absence=0.05), "1"), (fact(absence=0.08), "0.7"), (fact(absence=0.01), "1")),
    ),
    Wording(
        "好20分、较好15分、一般10分、差0分（R16）",
        rule(
            "{kind: discretion, grades: {好: 4, 较好: 3, 一般: 2, 差: 0}}",
            "{kind: judgement, ask: 开展得如何}",
        ),
        "4",
        (({}, "0..4"),),
    ),
    Wording(
        "无学习计划扣10分；本指标扣满30分止（R17）",
        rule(
            "{kind: deduct, each: 10}",
            "{kind: documents, of: [{types: [central_group_study_plan]}]}, "
            + events("central_group_study", "per: quarter"),
            "30",
        ),
        "30",
        (
            (days("central_group_study", "2022-03-01", "2022-04-01", "2022-07-01"), "10"),
            ({}, "0"),
        ),
    ),
    Wording(
        "0—3分，由考评组评定（R18）",
        rule("{kind: discretion, step: 1}", "{kind: judgement, ask: 如何}", "3"),
        "3",
        (({}, "0..3"),),
    ),
    Wording(
        "完成率90%以上4分，80%—90%3分，70%—80%2分",
        rule(
            "{kind: ladder, rungs: [{at_least: 0.7, points: 2}, {at_least: 0.8, points: 3}, "
            "{at_least: 0.9, points: 4}]}",
            "{kind: quantity, title: 完成率, num: {fact: done, title: 完成数}, "
            "den: {fact: planned, title: 计划数}}",
        ),
        "4",
        (
            (fact(done=18, planned=20), "4"),
            (fact(done=17, planned=20), "3"),
            (fact(done=13, planned=20), "0"),
            (fact(planned=20), None),
        ),
    ),
    Wording(
        "民主测评：优秀×1+良好×0.8+一般×0.6，得分=4×得分率",
        rule("{kind: linear, k: 4}", SURVEY),
        "4",
        ((fact(very=20, good=10, fair=10), "3.4"), (fact(very=20, good=10), None)),
    ),
    Wording(
        "国家级5分、省级3分、市级2分，同一项目取最高，各项目累加，不超过10分",
        rule(
            "{kind: ladder, sum: true, rungs: [{level: county, points: 1}, {level: city, points: 2}, "
            "{level: province, points: 3}]}",
            BRANDS,
        ),
        "4",
        (
            ({"awards": [{"type": "party_brand", "level": "city"}]}, "2"),
            (
                {
                    "awards": [
                        {"type": "party_brand", "level": "city"},
                        {"type": "party_brand", "level": "province"},
                    ]
                },
                "3",
            ),
            (
                {
                    "awards": [
                        {"type": "party_brand", "level": "county"},
                        {"type": "civilized_campus", "level": "city"},
                    ]
                },
                "3",
            ),
            (
                {
                    "awards": [
                        {"type": "party_brand", "level": "province"},
                        {"type": "civilized_campus", "level": "city"},
                    ]
                },
                "4",
            ),
        ),
    ),
    Wording(
        "迟报1天扣0.5分，不报不得分",
        rule("{kind: deduct, each: 0.5}", DELIVERED + "}"),
        "4",
        (
            (_report("2022-12-20"), "4"),
            (_report("2022-12-23"), "2.5"),
            (_report("2023-01-10"), "0"),
            ({}, "0"),
        ),
    ),
    Wording(
        "按全区最高值折算：得分=本校÷最高校×满分",
        rule(
            "{kind: linear, k: 4}",
            "{kind: quantity, title: 投稿, num: {fact: papers, title: 投稿数}, "
            "den: {batch: best, title: 投稿数}}",
        ),
        "4",
        ((fact(papers=5), None), (fact(papers=5) | {"batch": best("投稿数", 20)}, "1")),
    ),
    Wording(
        "获得市级以上荣誉须有证书原件，否则不计",
        rule(
            "{kind: award}",
            "{kind: level, title: 荣誉, order: [{id: county, title: 县级}, {id: city, title: 市级}], "
            "at_least: city, sources: [{awards: [party_brand]}]}, "
            "{kind: documents, of: [{types: [brand_award], from_others: true}]}",
        ),
        "4",
        (
            ({"awards": [{"type": "party_brand", "level": "city"}]}, "0"),
            (
                {
                    "awards": [{"type": "party_brand", "level": "city"}],
                    "papers": [{"types": ["brand_award"], "own": False}],
                },
                "4",
            ),
        ),
    ),
)
