"""The day a paper is dated bounds what it tells of, and never what it plans."""

from __future__ import annotations

from datetime import date

import pytest

from matchers.annotate import annotate
from matchers.context import SubmissionContext
from matchers.document_years import school_year_named
from matchers.period import calendar_year, parse_period
from tests.matchers.made_documents import made

PLAN = """# 育英小学{title}
一、主要任务
3月：学雷锋主题党日。
6月：书记上党课。
中共育英小学支部委员会
2022年1月12日"""


@pytest.mark.parametrize("title", ["2022年党建工作计划", "党建工作计划", "党建工作安排"])
def test_months_of_a_plan_come_after_the_day_it_was_signed(title: str) -> None:
    annotation = annotate(made(PLAN.format(title=title), "计划.docx"), SubmissionContext())
    months = sorted(o.date.begin for o in annotation.occurrences if o.date is not None)
    assert months == [date(2022, 3, 1), date(2022, 6, 1)]


def test_days_of_news_come_before_the_day_it_was_published() -> None:
    told = "12月28日下午，我校党支部召开党员大会，全体党员参加。"
    text = f"# 支部召开党员大会\n{told}\n发布时间：2022年1月4日"
    annotation = annotate(made(text, "报道.docx"), SubmissionContext())
    assert {str(o.date.begin) for o in annotation.occurrences if o.date} == {"2021-12-28"}


SCHOOL_PLAN = """# {title}
第一学期：9月、12月召开党员大会。
第二学期：3月、6月召开党员大会。"""


@pytest.mark.parametrize(
    "title",
    [
        "2022学年度工作计划（2022.9—2023.8）",
        "2022-2023学年工作计划",
        "工作计划（2022年9月至2023年7月）",
    ],
)
def test_months_of_a_school_years_plan_lie_in_its_two_years(title: str) -> None:
    # The folder's year and the period say otherwise, and are weaker than the heading.
    context = SubmissionContext(period=calendar_year(2023))
    annotation = annotate(made(SCHOOL_PLAN.format(title=title), "2022年/计划.docx"), context)
    months = sorted(o.date.begin for o in annotation.occurrences if o.date is not None)
    assert months == [date(2022, 12, 1), date(2023, 6, 1)]


@pytest.mark.parametrize("title", ["2022年度工作计划", "2022年工作计划"])
def test_months_of_a_years_plan_lie_in_it(title: str) -> None:
    annotation = annotate(made(SCHOOL_PLAN.format(title=title), "计划.docx"), SubmissionContext())
    months = sorted(o.date.begin for o in annotation.occurrences if o.date is not None)
    assert months == [date(2022, 6, 1), date(2022, 12, 1)]


def test_a_claim_of_a_school_year_is_for_that_school_year() -> None:
    text = "# 2022学年党建工作总结\n一年来，组织中心组学习10次。\n党支部\n2023年7月5日"
    (claim,) = annotate(made(text, "总结.docx"), SubmissionContext()).occurrences
    assert claim.date is not None
    assert (claim.date.begin, claim.date.end) == (date(2022, 9, 1), date(2023, 8, 31))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2022学年工作总结", 2022),
        ("2022学年度工作计划（2022.9—2023.8）", 2022),
        ("2022-2023学年", 2022),
        ("2022—23学年度党建计划", 2022),
        ("工作安排（2022年9月-2023年7月）", 2022),
        ("2022年度工作计划", None),
        ("2022-2023年工作规划", None),
        ("2022-2025学年规划", None),
        ("2022学年第二学期工作计划", None),
        ("2022年9月至2024年7月", None),
        ("2022级学生", None),
    ],
)
def test_a_whole_school_year_is_told_from_a_year_and_a_term(text: str, first: int | None) -> None:
    assert school_year_named(text) == first


SLIP = """# 中心组学习
{day}下午 会议室 书记主持
逐章学习条例，两名成员轮流领读。到会8人。"""


@pytest.mark.parametrize(
    ("period", "day", "held"),
    [
        ("2022-2023学年", "11月8日", "2022-11-08"),
        ("2022-2023学年", "5月9日", "2023-05-09"),
        ("2022-2023学年第一学期", "1月5日", "2023-01-05"),
        ("2023", "5月9日", "2023-05-09"),
    ],
)
def test_a_school_year_tells_the_year_of_each_month(period: str, day: str, held: str) -> None:
    context = SubmissionContext(period=parse_period(period))
    annotation = annotate(made(SLIP.format(day=day), "学习.docx"), context)
    assert {str(o.date.begin) for o in annotation.occurrences if o.date} == {held}


@pytest.mark.parametrize("period", ["2022-01-01..2023-12-31", "2022-03-01..2023-02-28"])
def test_a_period_with_a_month_twice_tells_no_year(period: str) -> None:
    context = SubmissionContext(period=parse_period(period))
    annotation = annotate(made(SLIP.format(day="5月9日"), "学习.docx"), context)
    assert [o.date for o in annotation.occurrences] == [None]


NOTE = "# 党员走进廉政教育基地\n4月21日，党员25人到区廉政教育基地开展主题党日，重温誓词。"


@pytest.mark.parametrize("closing", ["（2023年）", "\n（2023年4月）", "（2023）"])
def test_a_year_in_brackets_at_the_end_is_that_of_the_days(closing: str) -> None:
    annotation = annotate(made(NOTE + closing, "活动.docx"), SubmissionContext())
    assert {str(o.date.begin) for o in annotation.occurrences if o.date} == {"2023-04-21"}


@pytest.mark.parametrize(
    "closing", ["（见条例（2023年））", "学习了条例（2023年）", "（2023人次）"]
)
def test_other_brackets_at_the_end_tell_no_year(closing: str) -> None:
    annotation = annotate(made(NOTE + closing, "活动.docx"), SubmissionContext())
    assert {o.date for o in annotation.occurrences} == {None}
