"""Scoring wording is cut into clauses and read; what is not recognised is left to a person."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.clause_frequency import read_frequency
from rubrics.clause_model import Frequency
from rubrics.clause_reading import read_clause
from rubrics.clause_splitting import split_clauses
from rubrics.measures import Per


@pytest.mark.parametrize(
    ("clause", "scorer", "points", "each"),
    [
        ("每季度至少1次得2分，少一次扣0.5分，扣完2分为止", "deduct", "2", "0.5"),
        ("少1次扣1分,扣完3分为止", "deduct", "3", "1"),
        ("每缺一项扣0.2分，扣完1分为止", "deduct", "1", "0.2"),
        ("责任清单得3分，少一项扣1分，扣完3分为止", "deduct", "3", "1"),
        ("发现1人次程序不规范的，扣4分", "deduct", None, "4"),
        ("出现1人次未及时接转的，扣1分，扣完4分为止", "deduct", "4", "1"),
        ("总结及活动照片，每项得1分，缺少一项扣1分", "per_unit", None, "1"),
        ("有年度计划得1分", "award", "1", None),
        ("达到要求得1分，否则不得分", "award", "1", None),
        ("未参加的扣2分", "deduct", None, "2"),
        ("成效好得2分", "discretion", "2", None),
        ("缺席多的酌情扣分，扣完2分为止", "discretion", "2", None),
        ("按照开展情况综合给分", "discretion", None, None),
        ("得分=20*满意率", "linear", "20", "20"),
        ("申报得1分；市级得2分；省级得3分；同一项目按最高级别计算", "ladder", "3", None),
    ],
)
def test_a_clause_is_read(clause: str, scorer: str, points: str | None, each: str | None) -> None:
    found = read_clause(clause)
    assert found.scorer == scorer
    assert found.points == (None if points is None else Decimal(points))
    assert found.each == (None if each is None else Decimal(each))
    assert found.understood


@pytest.mark.parametrize(
    "clause", ["档案材料整理归档", "学校领导重视", "由组织科根据平时检查情况提供"]
)
def test_what_is_not_recognised_is_for_a_person_and_says_so(clause: str) -> None:
    found = read_clause(clause)
    assert found.scorer == "discretion"
    assert not found.understood


@pytest.mark.parametrize(
    "clause",
    ["没有离退休党组织的学校视同符合要求", "得2分，无此项任务视同得分", "条件受限共用的不扣分"],
)
def test_exemptions_are_seen(clause: str) -> None:
    assert read_clause(clause).exempt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每季度进行1次分析研判", Frequency(Per.QUARTER, 1)),
        ("每半年至少召开1次专题会议", Frequency(Per.HALF_YEAR, 1)),
        ("每学期为师生上一次思政课", Frequency(Per.SEMESTER, 1)),
        ("每月集中学习不少于1次、一年不少于12次", Frequency(Per.MONTH, 1, total=12)),
        ("每年组织上党课不少于4次", Frequency(Per.YEAR, 4)),
        ("全年集中研讨不少于六次", Frequency(Per.YEAR, 6)),
        ("中心组学习全学年不少于10次", Frequency(Per.PERIOD, 10)),
        ("集中研讨不少于6次", Frequency(Per.PERIOD, 6)),
        ("每2年至少发展1名优秀教师入党", Frequency(Per.N_YEARS, 1, years=2)),
        ("每月相对固定时间开展组织生活", Frequency(Per.MONTH, 1)),
        ("每年每名党员500元", None),
        ("每次会议要有记录", None),
        ("每月15日前上缴", None),
    ],
)
def test_frequencies_are_read(text: str, expected: Frequency | None) -> None:
    assert read_frequency(text) == expected


def test_clauses_are_cut_where_points_begin_anew() -> None:
    found = split_clauses("有制度得1分，有举措得1分。按期换届得2分，台账完整得1分。")
    assert found.clauses == ("有制度得1分", "有举措得1分", "按期换届得2分", "台账完整得1分")


def test_a_deduction_belongs_to_the_clause_before_it() -> None:
    found = split_clauses("每年召开4次得2分；少1次扣1分；扣完2分为止。有计划得1分")
    assert found.clauses == ("每年召开4次得2分；少1次扣1分；扣完2分为止", "有计划得1分")


def test_advice_in_brackets_and_examples_are_remarks() -> None:
    text = "有计划得1分（可以参照教育局2022年的学习计划来写）。比如三月份可以去参观纪念馆。"
    found = split_clauses(text)
    assert found.clauses == ("有计划得1分",)
    assert len(found.remarks) == 2


def test_a_bracket_that_scores_stays_in_the_clause() -> None:
    assert "扣0.5分" in split_clauses("召开会议得1分（少一次扣0.5分）").clauses[0]


@given(
    st.text(alphabet="每季度年次少缺得扣分一12.05，；。（）()%*满意率酌情 \n有无视同", max_size=120)
)
@settings(max_examples=300, deadline=None)
def test_no_wording_breaks_the_reader_and_nothing_is_invented(text: str) -> None:
    found = split_clauses(text)
    for clause in found.clauses:
        read = read_clause(clause, text)
        if read.points is not None:
            assert str(read.points) in clause
        if read.each is not None:
            assert str(read.each) in clause
