"""Self-checks, scored forms and lists of tasks: only what came of a demand is an occasion."""

from __future__ import annotations

import pytest

from extractors.document import Document
from matchers.annotate import annotate
from matchers.annotation import DocumentKind, Event, Status
from matchers.context import SubmissionContext
from matchers.merge import merge
from tests.matchers.held_days import Days, held_days
from tests.matchers.made_documents import made

SELF_CHECK = """# 党支部标准化建设自查表
| 检查项目 | 标准要求 | 自查情况 | 自评 |
| 党员大会 | 每季度至少一次 | 一季度3月8日，二季度6月9日；三季度未到时间 | √ |
| 党课 | 书记每年至少讲一次 | 书记6月30日讲过；副书记原计划4月讲，因病没讲 | △ |
| 民主评议 | 每年12月20日前完成 | 2月17日评过 | √ |
| 支委会 | 每月一次 | 记录齐全 | √ |
| 填表人：宣传委员 |  | 2023年9月18日 |  |
"""

SCORED = """# 2023年党建工作考核自评表
| 序号 | 指标 | 分值 | 评分标准 | 自评 | 自评说明（学校填写） |
| 1 | 党员大会 | 4 | 每季度1次，5.10前开第一次 | 4 | 3.24、6.23、9.22 |
| 2 | 理论学习中心组 | 12 | 每月1次 | 3.5 | 1.13、2.10，2.5分未扣；拟12.20再学 |
| 3 | 意识形态 | 4 | 每季度研判 | 4 | 研判：3.31、6.29；督查：6.29 |
"""

TASKS = """党支部2023年重点任务清单
任务｜责任人｜时限｜进展（7月10日更新）
组织生活会｜书记｜2月底｜√ 2月21日下午召开
支部换届｜组织委员｜6月30日｜× 6月30日未能举行，批复未下
书记党课（上半年）｜书记｜6月30日前｜√ 6月29日
书记党课（下半年）｜书记｜12月20日｜
谈心谈话｜支委｜6月底｜进行中，已谈11/15
中心组研讨｜书记｜每季度｜一季度3月27日√；二季度6月19日√
"""

PUT_OFF = """2024年整改台账
序号｜反馈问题｜整改措施｜整改时限｜整改情况｜是否完成
1｜中心组学习偏少，2022年只有6次｜每月一次｜长期坚持｜9月19日、10月17日各学一次｜完成
2｜没有开专题民主生活会｜严格程序｜10月15日前｜原定10月14日，因故改到10月25日下午，已开｜完成
3｜支委会不按月｜按月开｜10月底｜10月30日｜未完成
4｜党课少｜每季一次｜12月底｜定于12月9日由书记讲党课｜推进中
"""

WHEN_DONE = """2023年“三会一课”落实一览表
类别｜应开｜计划时间｜完成时间｜是否完成
支委会｜12｜每月第二周｜1月11日、2月15日、3月8日｜是
｜｜下半年｜9月13日；8月放假未开｜基本完成
党课｜2｜二季度｜6月30日｜是
党课｜｜四季度｜12月20日前｜否
"""

CASES: list[tuple[str, str, Days]] = [
    (
        "self-check",
        SELF_CHECK,
        {
            "members_meeting": ["2023-03-08", "2023-06-09"],
            "party_lecture": ["2023-06-30"],
            "member_appraisal": ["2023-02-17"],
        },
    ),
    (
        "scored form",
        SCORED,
        {
            "members_meeting": ["2023-03-24", "2023-06-23", "2023-09-22"],
            "central_group_study": ["2023-01-13", "2023-02-10"],
            "ideology_review": ["2023-03-31", "2023-06-29"],
            "ideology_inspection": ["2023-06-29"],
        },
    ),
    (
        "list of tasks",
        TASKS,
        {
            "organizational_life": ["2023-02-21"],
            "party_lecture": ["2023-06-29"],
            "central_group_discussion": ["2023-03-27", "2023-06-19"],
        },
    ),
    (
        "rectification",
        PUT_OFF,
        {
            "central_group_study": ["2024-09-19", "2024-10-17"],
            "democratic_life": ["2024-10-25"],
        },
    ),
    (
        "time of doing beside the time planned",
        WHEN_DONE,
        {
            "committee_meeting": ["2023-01-11", "2023-02-15", "2023-03-08", "2023-09-13"],
            "party_lecture": ["2023-06-30"],
        },
    ),
]

EMPTY = [
    # the same forms before anybody filled them in
    """# 2023年党建工作考核表
| 序号 | 指标 | 分值 | 评分标准 | 自评 | 自评说明 |
| 1 | 党员大会 | 4 | 每季度1次，3.31、6.30、9.30、12.31前各一次 | | |
| 2 | 党课 | 4 | 5.10、7.1前各一次 | | |
""",
    # deadlines and demands with days, nothing done
    """党支部2024年任务分解
任务｜责任人｜时限｜完成情况
支部党员大会｜书记｜3月29日｜
党课｜书记｜6月28日｜
支委会｜书记｜每月5日｜未开始
""",
    # scores are no days
    """# 党支部星级评定
| 项目 | 分值 | 自评情况 | 考评 |
| 党员大会 | 5 | 4.5分 | 4.5 |
| 党课 | 5 | 3.5分，缺1次 | 3.5 |
| 主题党日 | 5 | 完成率9.5% | 4.0 |
""",
    # other matters than the Party's
    """学校安全工作自查表
检查项目｜标准｜自查情况
消防演练｜每学期一次｜3月14日、9月20日
食堂检查｜每周｜4月3日查过
""",
]


def _events(document: Document) -> tuple[Event, ...]:
    return merge([annotate(document, SubmissionContext())]).events


@pytest.mark.parametrize(("text", "held"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_days_of_the_account_areheld_days(text: str, held: Days) -> None:
    assert held_days(made(text)) == held


@pytest.mark.parametrize("text", EMPTY, ids=["blank form", "deadlines", "scores", "other matters"])
def test_demands_deadlines_and_scores_are_no_occasions(text: str) -> None:
    assert held_days(made(text)) == {}


def test_a_filled_self_check_is_an_account_and_says_so() -> None:
    annotation = annotate(made(SELF_CHECK), SubmissionContext())
    assert annotation.kind is DocumentKind.REGISTER
    held = [o for o in annotation.occurrences if o.status is Status.HELD]
    assert held and all("宜与会议记录核对" in "".join(o.trace) for o in held)
    assert all(o.confidence <= 0.6 for o in held)


def test_the_words_of_a_day_stay_in_its_cell() -> None:
    document = made(SCORED)
    annotation = annotate(document, SubmissionContext())
    for occurrence in annotation.occurrences:
        for cited in occurrence.citations:
            block = document.blocks[cited.block]
            assert cited.quote == block.text[cited.start : cited.end]


LIST = """# “清廉学校”建设自评情况
考核项一：政治清明
1. 专题研究全面从严治党：2022年2月25日、8月30日。
2. 警示教育：5月10日通报三起案例，到会党员96名；12月（待做）。
3. 师德考核：12月5日前完成。
考核项二：校务清楚
4. 教代会：1月13日五届四次，审议财务。
5. 党务公开：3月28日、6月30日上墙。
6. 党课：拟12月20日由书记讲。
二〇二二年十一月八日
"""
BOXED = """# 2024年党支部党建考核自评报告
逐条自评如下。
【指标1　党员大会　10分】2024年3月6日、6月5日各一次。
【指标2　意识形态　15分】6月26日、12月11日两次研判。
【指标3　组织生活会　15分】1月17日召开，材料齐全。
"""
PLANNED = """# 2022年清廉学校建设工作计划
1. 专题研究全面从严治党：2022年2月25日、8月30日。
2. 警示教育：5月10日。
3. 教代会：1月13日。
4. 党务公开：3月28日、6月30日。
"""


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            LIST,
            {
                "governance_meeting": ["2022-02-25", "2022-08-30"],
                "integrity_education": ["2022-05-10"],
                "staff_congress": ["2022-01-13"],
                "affairs_disclosure": ["2022-03-28", "2022-06-30"],
            },
        ),
        (
            BOXED,
            {
                "members_meeting": ["2024-03-06", "2024-06-05"],
                "ideology_review": ["2024-06-26", "2024-12-11"],
                "organizational_life": ["2024-01-17"],
            },
        ),
        (PLANNED, {}),
    ],
    ids=["numbered", "boxed", "the same form in a plan"],
)
def test_points_of_a_self_check_tell_what_was_done(text: str, held: Days) -> None:
    assert held_days(made(text)) == held
