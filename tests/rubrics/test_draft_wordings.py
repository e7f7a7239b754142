"""Scoring wordings of many bureaus: points, scorer, cost of a step, and what is looked at."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rubrics.draft_measures import choose_measures
from rubrics.draft_readings import ItemReading, read_item
from rubrics.draft_scorers import choose_scorer
from rubrics.form_items import FormItem
from rubrics.score_terms import plain_terms
from rubrics.vocabulary import load_vocabulary


def _read(demand: str, criteria: str, most: str) -> ItemReading:
    return read_item(FormItem("1", "", (), demand, criteria, Decimal(most), None, None, 0))


def _rules(demand: str, criteria: str, most: str) -> list[str]:
    """Write each rule as points, scorer, step and measures with their weights."""
    told = []
    for clause, reading in _read(demand, criteria, most).readings:
        measures = choose_measures(clause, reading, reading.demand or demand, load_vocabulary())
        score = choose_scorer(reading, measures)
        each = f" {score.each}" if score.kind in ("deduct", "per_unit") else ""
        looked = "+".join(
            f"{measure.kind}{'' if measure.weight == 1 else f'*{measure.weight.normalize()}'}"
            for measure in measures
        )
        told.append(f"{reading.points} {score.kind}{each} {looked}")
    return told


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("缺1次减1分", "缺1次扣1分"),
        ("有计划记2分，没有的记0分", "有计划得2分，没有的不得分"),
        ("有计划2分；有总结2分", "有计划得2分；有总结得2分"),
        ("完成的按满分计", "完成的得满分"),
        ("该项不得分", "不得分"),
        ("总分100分", "总分100分"),
        ("60分以上为合格", "60分以上为合格"),
        ("最高6分", "最高6分"),
        ("满分3分", "满分3分"),
        ("每节40分钟", "每节40分钟"),
        ("80—90分", "80—90分"),
        ("C档（1—0分）", "C档（1—0分）"),
        ("3分/次，减0.5分/篇", "每次得3分，每篇扣0.5分"),
        ("可获基础分4分", "得4分"),
        ("合计3分", "合计3分"),
    ],
)
def test_points_are_written_in_plain_terms(printed: str, plain: str) -> None:
    assert plain_terms(printed) == plain


LECTURES = "党课每季度1次。"


@pytest.mark.parametrize(
    ("demand", "criteria", "most", "rules"),
    [
        # taken off
        (LECTURES, "完成的得满分，每缺1次扣1分", "4", ["4 deduct 1 events"]),
        (LECTURES, "未开展的每次扣2分", "4", ["4 deduct 2 events"]),
        (LECTURES, "没有开展的不得分，程序不完整的扣1分", "3", ["3 deduct 1 events*3+findings"]),
        (LECTURES, "每少一次扣1分，没有讲稿的每次扣0.5分", "4",
         ["4 deduct 1 events+completeness*0.5"]),
        ("有党员名册", "没有的不得分，记载不清的扣1分", "2", ["2 deduct 1 documents*2+findings"]),
        ("入党材料齐全", "每缺一份扣0.5分", "2", ["2 deduct 0.5 findings"]),
        ("遵守纪律", "被通报的每次扣1分，受到处分的每人次扣3分", "6",
         ["6 deduct 1 findings+findings*3"]),
        ("换届", "按期换届得3分；延期1个月扣1分，扣完为止", "3", ["3 deduct 1 events*3+findings"]),
        ("支委会每月1次", "未召开的，每次扣1分，最多扣3分", "3", ["3 deduct 1 events"]),
        # all or nothing
        ("建有党员志愿服务队", "没有的不得分", "1", ["1 award documents"]),
        ("每年召开一次组织生活会", "看记录，有得2分，无不得分", "2", ["2 award events"]),
        ("党组织参与决策和监督的制度健全", "看制度文本，有得2分，无不得分", "2",
         ["2 award documents"]),
        # for every one
        ("志愿服务", "每开展1次1分，最高6分", "6", ["6 per_unit 1 events"]),
        ("宣传", "刊发稿件每篇加0.5分，最高3分", "3", ["3 per_unit 0.5 quantity"]),
        ("支委会", "每月召开1次得3分", "3", ["3 award events"]),  # no piece work
        # several amounts
        ("作用明显", "明显4分，较明显3分，一般2分，没有作用0分", "4", ["4 discretion judgement"]),
        ("作用明显", "完全达到的按满分计，基本达到的按60%计，未达到不得分", "5",
         ["5 discretion judgement"]),
        ("作用", "A档（5—4分）：落实；B档（3—2分）：基本落实；C档（1—0分）：不落实", "5",
         ["5 discretion judgement"]),
        ("群众基础好", "群众反映一般的扣1分，差的不得分", "2", ["2 discretion judgement"]),
        ("学时", "人均32学时以上5分，24—32学时3分，不足24学时不得分", "5", ["5 ladder quantity"]),
        ("教代会", "召开2次得4分，召开1次得2分，未召开得0分", "4", ["4 ladder events"]),
        ("表彰", "支部受到区级表彰2分、市级表彰3分，就高不就低", "3", ["3 ladder level"]),
        ("发稿", "市级每篇加1分，县级每篇加0.5分，累计不超过5分", "5", ["5 discretion judgement"]),
        # rates
        ("合格率不低于95%", "每低1个百分点扣0.2分", "4", ["4 deduct 0.2 quantity"]),
        ("合格率要高", "每低1个百分点扣0.2分", "4", ["4 discretion judgement"]),  # no bound told
        ("群众评议", "按满意率折算", "10", ["10 linear quantity"]),
        ("任务", "得分=实际值/目标值×分值", "5", ["5 linear quantity"]),
        # clauses of their own
        ("资料", "有党员名册1分、有党建工作计划1分", "2",
         ["1 award documents", "1 award documents"]),
        ("活动", "支委会每月1次，3分；党课每季度1次，4分。均按次计算，缺1次扣0.5分", "7",
         ["3 deduct 0.5 events", "4 deduct 0.5 events"]),
        # what names alone would misread
        ("组织生活会", "未召开组织生活会扣2分，未开展批评和自我批评扣1分", "3",
         ["3 deduct 2 events+findings*0.5"]),
        ("党务公开", "每季度公开1次，公开内容不全、不及时的，一次扣0.5分", "2",
         ["2 deduct 0.5 findings"]),
        ("党员先锋岗", "设立党员先锋岗，有标识、有承诺、有公示，每项1分", "3",
         ["3 per_unit 1 quantity"]),
        ("发展党员", "完成计划100%的得4分，完成80%以上的得3分，80%以下不得分", "4",
         ["4 ladder quantity"]),
        # a cap behind the last deduction is for all of them
        ("按时报送材料", "迟报的每次扣0.2分，漏报的每次扣0.5分，最多扣2分", "2",
         ["2 deduct 0.2 findings+findings*2.5"]),
        ("每半年开展1次意识形态工作督查，每年向上级报告1次意识形态工作",
         "督查缺1次扣1分，未报告的扣2分，最多扣4分", "4", ["4 deduct 1 events+events*2"]),
        ("党组织受到表彰", "省级加3分，市级加2分。同一事项按最高级别计，最高加3分", "3",
         ["3 ladder level"]),
        ("支部受表彰", "受到县级、市级、省级以上表彰，分别计1分、2分、3分", "3",
         ["3 ladder level"]),
        # numbers and deadlines
        ("党员人均培训达到32学时", "每少1学时扣0.2分", "3", ["3 deduct 0.2 quantity"]),
        ("报送信息不少于6条", "缺1条扣0.5分", "3", ["3 deduct 0.5 quantity"]),
        ("报送信息", "缺1条扣0.5分", "3", ["3 deduct 0.5 findings"]),  # of how many is not said
        ("按期换届", "2个月内不扣分，每延迟1个月扣1分", "3", ["3 deduct 1 quantity"]),
        ("党建经费", "按党员人均不低于200元安排计1分", "1", ["1 award quantity"]),
        # faults
        ("班子团结", "符合要求可获基础分4分，有一项不符合减1分", "4", ["4 deduct 1 findings"]),
        ("宣讲二十大精神", "没有宣讲的减2分，效果不好的减1分", "3",
         ["3 deduct 2 events+findings*0.5"]),
        ("主题党日每月1次", "缺1次扣1分；没有活动方案的，每次扣0.5分", "6",
         ["6 deduct 1 events+completeness*0.5"]),
        ("有年度计划", "无年度党建工作计划扣2分；有计划未按时上报的扣1分", "3",
         ["3 deduct 2 documents+findings*0.5"]),
        ("作用", "作用明显，2分；作用不够，1分；没有作用，0分", "2", ["2 discretion judgement"]),
        # nothing to go by
        ("上级任务", "由党总支掌握情况", "2", ["2 discretion judgement"]),
        ("理论学习", "按第4项的办法计分", "4", ["4 discretion judgement"]),
    ],
)  # fmt: skip
def test_wordings_are_read(demand: str, criteria: str, most: str, rules: list[str]) -> None:
    assert _rules(demand, criteria, most) == rules


def test_degrees_and_levels_are_offered_to_the_person_who_decides() -> None:
    clause, reading = _read("作用", "好的按满分计，一般的按60%计，差的不得分", "5").readings[0]
    measures = choose_measures(clause, reading, "作用", load_vocabulary())
    score = choose_scorer(reading, measures)
    assert score.kind == "discretion"
    assert score.grades == {"好": 5, "一般": 3, "差": 0}


def test_what_is_left_to_a_person_is_marked() -> None:
    for criteria in ("由党总支掌握情况", "合格率每低1个百分点扣0.2分"):
        readings = _read("上级任务", criteria, "2").readings
        assert all(not reading.understood for _, reading in readings)
