"""Record books without labels: entries that a day begins, told by the run that they make."""

from __future__ import annotations

import pytest

from matchers.context import SubmissionContext
from matchers.period import parse_period
from tests.matchers.held_days import Days, held_days
from tests.matchers.made_documents import made

_YEAR = parse_period("2022")

STUDY_BOOK = """# 实验小学领导班子理论学习记录
（与支部记载簿分开记）
1.10　周一下午　三楼会议室
到：许、沈、韩、秦
许书记领学决议第五部分。没有展开讨论。
2.14　线上
四人上线
读校长负责制意见，对照两个议事规则。
3.14　三楼会议室
四人，年级主任列席
韩老师讲两会热词。
4.11　腾讯会议（居家办公）
学义务教育课程方案，四十分钟结束。
7月　各自读第四卷，不集中。
8.26　周五上午　小会议室
暑期读书交流，一人一刻钟。
"""

GROUP_BOOK = """中段党小组会议记录（组长宋佳）
① 2022.2.24　二年级办公室　到11人
开学两周情况摸底。
② 3.24　同上　到12人
读两会报告的教育段。商量“党员窗口”轮班。
③ 4.21　微信群语音　到10人
轮流说线上课堂的招数。
④ 6月、7月没有开（与支部大会合并）
⑤ 9.22　新办公室　到13人
评“承诺”是不是实在。
⑥ 12.22　（原定，半数病了，取消）
"""

DAYS_ALONE = """支委会记录本
2022年3月4日
到会：五名委员
研究发展对象，五票同意。
议定党费基数。
安排志愿服务。
布置下月党课。
2022年4月6日
到会：四名委员
研究困难党员补助。
讨论换届筹备。
议定采购一事。
商量清明祭扫。
2022年5月9日
到会：五名委员
通过转正意见。
研究七一表彰。
商量值班。
审阅台账。
"""

CLAUSES = """党小组会议记录
1.1 学习原文
大家分段领读，逐条对照。
1.2 交流体会
每人谈了三分钟。
1.3 查摆不足
找出三条问题。
2.1 明确措施
由组长汇总。
时间：2022年5月6日
"""

ONE_MEETING = """支部委员会会议记录
时间：2022年3月9日
地点：302
主持人：许
记录人：沈
内容：布置近期工作
3.12　植树，党员带队
3.18　交党费
3.25　检查台账
"""

CASES: list[tuple[str, str, Days]] = [
    (
        "days of several shapes, entries of several lines",
        STUDY_BOOK,
        {
            "central_group_study": [
                "2022-01-10",
                "2022-02-14",
                "2022-03-14",
                "2022-04-11",
                "2022-08-26",
            ]
        },
    ),
    (
        "numbered, month alone, called off",
        GROUP_BOOK,
        {"group_meeting": ["2022-02-24", "2022-03-24", "2022-04-21", "2022-09-22"]},
    ),
    (
        "days alone on their lines",
        DAYS_ALONE,
        {"committee_meeting": ["2022-03-04", "2022-04-06", "2022-05-09"]},
    ),
]


def _held(text: str) -> Days:
    return held_days(made(text), SubmissionContext(period=_YEAR))


@pytest.mark.parametrize(("text", "held"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_each_entry_is_an_occasion_of_what_the_book_is_of(text: str, held: Days) -> None:
    found = _held(text)
    assert {t: found.get(t) for t in held} == held


def test_numbers_of_clauses_are_no_days() -> None:
    assert _held(CLAUSES) == {"group_meeting": ["2022-05-06"]}


def test_days_inside_labelled_minutes_begin_no_records() -> None:
    assert _held(ONE_MEETING)["committee_meeting"] == ["2022-03-09"]
