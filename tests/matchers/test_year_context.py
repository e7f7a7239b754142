"""The day a paper is dated bounds what it tells of, and never what it plans."""

from __future__ import annotations

from datetime import date

import pytest

from matchers.annotate import annotate
from matchers.context import SubmissionContext
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
