"""`scan_dates`: roles, problems, where the year comes from, antecedents, contradictions."""

from __future__ import annotations

from datetime import date

import pytest

from matchers.annotation import Granularity
from matchers.date_expression import (
    DateContext,
    DateExpression,
    DateProblem,
    DateRole,
    YearHint,
)
from matchers.dates import scan_dates
from matchers.profile import Semester

PUBLISHED = DateContext(published=date(2022, 12, 20))


def only(text: str, context: DateContext = PUBLISHED) -> DateExpression:
    (expression,) = scan_dates(text, context)
    return expression


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("3月15日召开支委会", DateRole.EVENT),
        ("3月15日学习两会精神", DateRole.EVENT),
        ("7月1日上午，支部组织收看大会直播", DateRole.EVENT),
        ("2022年度组织生活会", DateRole.FOR_YEAR),
        ("浚教办发〔2024〕2号", DateRole.DOCUMENT_NUMBER),
        ("（2022）3号", DateRole.DOCUMENT_NUMBER),
        ("2022级学生", DateRole.GRADE),
        ("2015届毕业生", DateRole.GRADE),
        ("每月5日", DateRole.RECURRING),
        ("每周三下午", DateRole.RECURRING),
        ("单周四", DateRole.RECURRING),
        ("每月最后一个星期三", DateRole.RECURRING),
        ("12月底前完成", DateRole.DEADLINE),
        ("5月20日之前报送", DateRole.DEADLINE),
        ("截止时间：2022年6月30日", DateRole.DEADLINE),
        ("请于26日前报送", DateRole.DEADLINE),
        ("29日报区委教育工委", DateRole.EVENT),
        ("下半年报告", DateRole.EVENT),
        ("本月党课主题为冬奥精神", DateRole.EVENT),
        ("《2022年工作要点》", DateRole.QUOTED),
        ("《条例》（2018年10月28日）", DateRole.QUOTED),
        ("习近平总书记2022年10月16日的报告", DateRole.QUOTED),
        ("10月25日中央政治局会议", DateRole.QUOTED),
        ("2月7日在研讨班上的重要讲话", DateRole.QUOTED),
        ("学习4月1日省政府召开的教育工作会议精神", DateRole.QUOTED),
        ("3月10日全国两会精神", DateRole.QUOTED),
        ("庆祝建党101周年", DateRole.COMMEMORATED),
        ("教师节慰问活动", DateRole.COMMEMORATED),
        ("教师节当天，校长慰问教师", DateRole.EVENT),
    ],
)
def test_role(text: str, role: DateRole) -> None:
    assert only(text).role is role


def test_every_date_of_a_study_list_is_quoted() -> None:
    text = "学习内容：1月1日《求是》发表的文章；2月14日的讲话；3月10日座谈会"
    assert {e.role for e in scan_dates(text, PUBLISHED)} == {DateRole.QUOTED}


def test_the_schools_own_meeting_beside_a_speech_stays_an_event() -> None:
    text = "我校于7月1日召开大会，学习习近平总书记在庆祝建党101周年大会上的讲话"
    roles = [e.role for e in scan_dates(text, PUBLISHED)]
    assert roles == [DateRole.EVENT, DateRole.QUOTED]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2月30日", DateProblem.INVALID),
        ("2022年13月5日", DateProblem.INVALID),
        ("近日", DateProblem.VAGUE),
        ("日前", DateProblem.VAGUE),
        ("第3周", DateProblem.NEEDS_TERM_CALENDAR),
        ("2107年12月21日", DateProblem.IMPLAUSIBLE),
        ("2月29日", DateProblem.IMPLAUSIBLE),
        ("20XX年3月5日", DateProblem.NEEDS_YEAR),
        ("    年3月5日", DateProblem.NEEDS_YEAR),
    ],
)
def test_problem(text: str, problem: DateProblem) -> None:
    assert only(text).problem is problem


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("3月15日", DateProblem.NEEDS_YEAR),
        ("昨天", DateProblem.NEEDS_ANTECEDENT),
        ("同日", DateProblem.NEEDS_ANTECEDENT),
        ("会后", DateProblem.NEEDS_ANTECEDENT),
        ("29日", DateProblem.NEEDS_ANTECEDENT),
        ("本学期", DateProblem.NEEDS_ANTECEDENT),
        ("今年", DateProblem.NEEDS_YEAR),
    ],
)
def test_problem_where_nothing_is_known(text: str, problem: DateProblem) -> None:
    expression = only(text, DateContext())
    assert expression.problem is problem
    assert expression.begin is None


def test_month_and_day_are_kept_without_a_year() -> None:
    expression = only("3月15日", DateContext())
    assert (expression.month, expression.day, expression.year) == (3, 15, None)


HINTS = (YearHint(2021, "heading"), YearHint(2020, "folder"))


@pytest.mark.parametrize(
    ("text", "context", "year", "reason"),
    [
        ("2019年3月8日开会，4月5日又开", DateContext(year_hints=HINTS), 2019, "same sentence"),
        ("4月5日", DateContext(published=date(2022, 5, 1)), 2022, "publication date"),
        ("6月5日", DateContext(published=date(2022, 5, 1)), 2021, "publication date"),
        ("4月5日", DateContext(year_hints=HINTS), 2021, "heading"),
        ("2019年3月8日开会。4月5日又开", DateContext(), 2019, "earlier date"),
        ("4月5日开会。2022年5月1日", DateContext(), 2022, "later date"),
        ("庆祝建党100周年。4月5日开会", DateContext(), 2021, "anniversary"),
        ("2016年度评议会于1月16日召开", DateContext(), 2017, "2016年度"),
        ("2016年度评议会于11月16日召开", DateContext(), 2016, "2016年度"),
    ],
)
def test_where_the_year_comes_from(text: str, context: DateContext, year: int, reason: str) -> None:
    dated = [e for e in scan_dates(text, context) if e.day in (5, 16)]
    assert [e.year for e in dated] == [year]
    assert any(reason in why for why in dated[0].inferred)
    assert dated[0].confidence < 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-2022学年9月15日开会", date(2021, 9, 15)),
        ("2021-2022学年3月15日开会", date(2022, 3, 15)),
        ("2021-2022学年第一学期，1月5日散学", date(2022, 1, 5)),
        ("2021年12月30日开会，1月5日续开", date(2022, 1, 5)),
    ],
)
def test_a_stretch_over_new_year_gives_the_year_that_fits(text: str, day: date) -> None:
    assert scan_dates(text)[-1].begin == day


def test_a_term_does_not_date_a_day_outside_of_it() -> None:
    assert scan_dates("2022年第一学期计划，3月14日写成")[-1].problem is DateProblem.NEEDS_YEAR


def test_a_founding_year_does_not_date_what_follows() -> None:
    last = scan_dates("学校2010年建校，3月5日召开大会", DateContext(published=date(2022, 4, 1)))[-1]
    assert last.begin == date(2022, 3, 5)


def test_a_weekday_with_its_date_in_brackets_is_that_date() -> None:
    assert only("周一（3月14日）").begin == date(2022, 3, 14)


def test_days_of_a_numbered_week_are_a_range() -> None:
    week, days = scan_dates("第3周（9.12—9.18）", PUBLISHED)
    assert week.problem is DateProblem.NEEDS_TERM_CALENDAR
    assert (days.begin, days.finish) == (date(2022, 9, 12), date(2022, 9, 18))


def test_column_signs_are_no_digits() -> None:
    assert [e.text for e in scan_dates("2022年|3月|15日")] == ["2022年", "3月", "15日"]


def test_days_of_a_list_share_the_month() -> None:
    found = scan_dates("3月15、16、18日", PUBLISHED)
    assert [(e.month, e.day) for e in found] == [(3, 15), (3, 16), (3, 18)]


def test_a_weaker_source_makes_the_reading_less_sure() -> None:
    sentence = scan_dates("2022年3月8日开会，4月5日又开")[1]
    published = only("4月5日", DateContext(published=date(2022, 5, 1)))
    hinted = only("4月5日", DateContext(year_hints=(YearHint(2022, "folder"),)))
    guessed = scan_dates("2022年度评议会于4月5日召开")[-1]
    assert sentence.confidence > published.confidence > hinted.confidence > guessed.confidence


def test_sources_that_disagree_are_named() -> None:
    context = DateContext(published=date(2022, 5, 1), year_hints=(YearHint(2020, "folder"),))
    expression = only("4月5日", context)
    assert expression.year == 2022
    assert "conflict: the folder says 2020" in expression.inferred
    assert (
        expression.confidence < only("4月5日", DateContext(published=date(2022, 5, 1))).confidence
    )


def test_a_weekday_that_does_not_fit_is_named() -> None:
    wrong, right = only("2022年3月15日（星期五）"), only("2022年3月15日（星期二）")
    assert any("weekday" in why for why in wrong.inferred)
    assert right.inferred == ()
    assert (wrong.weekday, right.weekday) == (4, 1)


def test_last_years_number_in_january_is_named() -> None:
    context = DateContext(published=date(2023, 1, 12))
    assert any("a year before" in why for why in only("2022年1月10日", context).inferred)
    assert only("2023年1月10日", context).inferred == ()
    assert only("2022年6月10日", context).inferred == ()


def test_announced_and_deadline_dates_lie_ahead() -> None:
    context = DateContext(published=date(2022, 12, 20))
    assert only("定于1月5日召开", context).begin == date(2023, 1, 5)
    assert only("1月5日前报送", context).begin == date(2023, 1, 5)
    assert only("1月5日召开", context).begin == date(2022, 1, 5)


@pytest.mark.parametrize("word", ["同日", "当天", "当日", "同一天", "会后"])
def test_same_day_words_take_the_last_event_day(word: str) -> None:
    text = f"2022年3月8日开会。4月主题党日在即。{word}，党员参加服务"
    last = scan_dates(text)[-1]
    assert last.begin == last.finish == date(2022, 3, 8)
    assert any("date before" in why for why in last.inferred)


def test_same_day_words_skip_quoted_days_and_use_the_antecedent() -> None:
    text = "2022年3月8日开会，学习《2022年2月1日通知》。当天下午服务"
    assert scan_dates(text)[-1].begin == date(2022, 3, 8)
    context = DateContext(antecedent=date(2022, 3, 9))
    assert only("当天下午", context).begin == date(2022, 3, 9)
    assert only("次日上午", context).begin == date(2022, 3, 10)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2018年6月29日下午3:00", "下午3:00"),
        ("3月15日晚七点半", "晚七点半"),
        ("4月28日中午12时40分", "中午12时40分"),
        ("2018年1月16日下午第三、四节课", "下午第三、四节课"),
        ("2024年10月28日（星期一）19:00", "19:00"),
        ("2022年3月15日14:30-16:00", "14:30-16:00"),
        ("2019/3/15 10:12:36", "10:12:36"),
        ("2022年3月15日", None),
    ],
)
def test_clock_is_part_of_the_span(text: str, clock: str | None) -> None:
    expression = only(text)
    assert expression.text == text
    assert expression.clock == clock


def test_what_follows_a_day_is_not_always_a_clock() -> None:
    assert only("3月15日3点意见").text == "3月15日"
    assert only("3月15日晚会").text == "3月15日"
    assert only("3月15日早读").text == "3月15日"


TERM = Semester(name="2021-2022学年第二学期", begin=date(2022, 2, 14), end=date(2022, 7, 5))


def test_weeks_of_a_declared_term() -> None:
    context = DateContext(semesters=(TERM,))
    third, friday = scan_dates("第3周；第三周周五", context)
    assert (third.begin, third.finish) == (date(2022, 2, 28), date(2022, 3, 6))
    assert friday.begin == friday.finish == date(2022, 3, 4)
    assert third.granularity is Granularity.WEEK
    assert only("第29周", context).problem is DateProblem.INVALID


def test_declared_terms_replace_the_default_days() -> None:
    context = DateContext(semesters=(TERM,))
    declared = only("2021-2022学年第二学期", context)
    default = only("2021-2022学年第二学期", DateContext())
    assert (declared.begin, declared.finish) == (TERM.begin, TERM.end)
    assert (default.begin, default.finish) == (date(2022, 2, 1), date(2022, 8, 31))


def test_list_numbers_do_not_swallow_the_date() -> None:
    found = scan_dates("1.3月5日召开支委会；2.4月8日召开党员大会", PUBLISHED)
    assert [e.text for e in found] == ["3月5日", "4月8日"]


def test_remark_in_brackets_and_relative_word_are_one() -> None:
    context = DateContext(published=date(2008, 5, 17))
    expression = only("下周星期二（5月20日）", context)
    assert expression.begin == date(2008, 5, 20)
    apart = scan_dates("下周星期二（5月21日）", context)
    assert [e.begin for e in apart] == [date(2008, 5, 20), date(2008, 5, 21)]
    assert "conflict: not the day said before it" in apart[1].inferred


def test_elapsed_minutes_are_no_dates_of_a_document() -> None:
    assert scan_dates("30分钟后散会，2小时后整理", PUBLISHED) == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("支部大会 23.3.3 15:30 报告厅", [date(2023, 3, 3)]),
        ("时间：23-11-15 9:00", [date(2023, 11, 15)]),
        ("见第23.3.3条", []),
        ("版本 23.3.3", []),
        ("23.3.3 15人", []),
        ("23.13.3 15:30", []),
    ],
)
def test_a_year_of_two_digits_is_read_before_a_clock_only(text: str, days: list[date]) -> None:
    assert [d.begin for d in scan_dates(text) if d.begin is not None] == days
