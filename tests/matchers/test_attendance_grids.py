"""Attendance kept as a grid of people and days: a day that people ticked is an occasion."""

from __future__ import annotations

import pytest

from matchers.annotate import annotate
from matchers.context import SubmissionContext
from matchers.period import parse_period
from tests.matchers.held_days import Days, held_days
from tests.matchers.made_documents import made

_YEAR = parse_period("2023")

TOPICS_BELOW = """# 理论学习中心组学习考勤表（2023年上半年）
| 姓名 | 1/12 | 2/23 | 3/ | 4/20 | 6/21 |
| 书记 | √ | √ |  | √ |  |
| 校长 | √ | 病 |  | √ |  |
| 副书记 | √ | √ |  | 公差 |  |
| 内容 | 纪律 | 一号文件 |  | 专题研讨 | 三中全会（预定） |
"""

TYPES_ABOVE = """# 2023年党员参加组织生活考勤登记表
| 序号 | 日期 | 1月6日 | 2月10日 | 3月10日 | 3月24日 | 出勤率 |
| | 会议类型 | 支部党员大会 | 组织生活会 | 党课 | 主题党日 | |
| 1 | 甲 | ✓ | ✓ | ✓ | × | 75% |
| 2 | 乙 | ✓ | ✓ | 事假 | × | 50% |
| 3 | 丙 | ✓ | ✓ | ✓ | × | 75% |
"""

NAMED_BY_HEAD = """# 第二党支部2023年党员考勤
姓名	2.15党员大会	3.22党课	4.19主题党日	5月党员大会	合计
甲	○	○	○		3
乙	○	△	○		2
丙	○	○	○		3
"""

FULL_DATES = """# 党员大会考勤统计表
| 党员 | 2023-03-10 | 2023-06-16 | 2023-09-15 | 备注 |
| 甲 | 到 | 到 | 到 | |
| 乙 | 到 | 请假 | 到 | 病 |
"""

DUES = """# 2023年党费收缴统计表
| 姓名 | 1.5 | 2.3 | 3.2 | 合计 |
| 甲 | 12 | 12 | 12 | 36 |
| 乙 | 8 | 8 | 8 | 24 |
"""

TEACHERS = """# 教职工考勤表（2023年3月）
| 姓名 | 3月1日 | 3月2日 | 3月3日 | 合计 |
| 甲 | √ | √ | √ | 3 |
| 乙 | √ | 事假 | √ | 2 |
"""

DUTY = """# 党员护学岗值班安排表
| 岗位 | 3月6日 | 3月7日 | 3月8日 |
| 东门 | 甲 | 乙 | 丙 |
| 西门 | 丁 | 戊 | 己 |
"""

EMPTY = """# 理论学习中心组学习考勤表
| 姓名 | 3月6日 | 4月7日 | 5月8日 |
| 书记 |  |  |  |
| 校长 |  |  |  |
"""

AHEAD = """# 2023年下半年理论学习中心组学习考勤安排表
| 主题 | 9月5日 | 10月10日 | 11月7日 |
| 主题教育 | √ |  |  |
| 二十大精神 |  | √ | √ |
"""

CASES: list[tuple[str, str, Days]] = [
    (
        "topics in a row below",
        TOPICS_BELOW,
        {
            "central_group_study": ["2023-01-12", "2023-02-23", "2023-04-20"],
            "central_group_discussion": ["2023-04-20"],
        },
    ),
    (
        "kinds in a row above, one day nobody came",
        TYPES_ABOVE,
        {
            "members_meeting": ["2023-01-06"],
            "organizational_life": ["2023-02-10"],
            "party_lecture": ["2023-03-10"],
        },
    ),
    (
        "named in the head",
        NAMED_BY_HEAD,
        {
            "members_meeting": ["2023-02-15"],
            "party_lecture": ["2023-03-22"],
            "theme_party_day": ["2023-04-19"],
        },
    ),
    ("words for came", FULL_DATES, {"members_meeting": ["2023-03-10", "2023-06-16", "2023-09-15"]}),
    ("amounts are no ticks", DUES, {}),
    ("work attendance", TEACHERS, {}),
    ("a rota of names", DUTY, {}),
    ("nobody ticked yet", EMPTY, {}),
    ("topics ticked, a schedule", AHEAD, {}),
]


def _held(text: str) -> Days:
    return held_days(made(text), SubmissionContext(period=_YEAR))


@pytest.mark.parametrize(("text", "held"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_a_ticked_day_is_an_occasion_of_what_its_column_or_the_title_names(
    text: str, held: Days
) -> None:
    assert _held(text) == held


def test_the_days_of_a_grid_are_quoted_where_they_stand() -> None:
    document = made(TYPES_ABOVE)
    annotation = annotate(document, SubmissionContext(period=_YEAR))
    assert annotation.occurrences
    for occurrence in annotation.occurrences:
        for cited in occurrence.citations:
            block = document.blocks[cited.block]
            assert cited.quote == block.text[cited.start : cited.end]
