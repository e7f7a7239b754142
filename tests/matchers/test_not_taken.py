"""What was looked at and not taken stands beside the event, or with the paper that holds none."""

from __future__ import annotations

import pytest

from matchers.annotate import annotate
from matchers.annotation import Event, Rejected, Status
from matchers.context import SubmissionContext
from matchers.merge import merge
from matchers.period import calendar_year
from tests.matchers.made_documents import made

YEAR = SubmissionContext(period=calendar_year(2022))
HEAD = "# 支部党员大会会议记录\n时间：2022年3月15日下午3点\n地点：会议室\n主持人：王强\n"

DATES = {
    "deadline": ("会议要求各小组在5月20日前上交心得。", "5月20日", "期限"),
    "speech": ("学习习近平总书记在1月11日省部级专题研讨班上的讲话。", "1月11日", "讲话"),
    "rule": ("会议强调每月5日为主题党日。", "每月5日", "周期"),
    "vague": ("会上通报了近日走访的情况。", "近日", "哪一天"),
    "no such day": ("会上通报了2月30日收到的来信。", "2月30日", "没有这一天"),
    "another day": ("会上回顾了1月6日的慰问。", "1月6日", "另一个日期"),
    "document number": ("传达浚教办发〔2022〕2号文件。", "〔2022〕2号", "文件"),
}


def held(text: str) -> Event:
    found = merge([annotate(made(text, "记录.docx"), YEAR)])
    (event,) = [e for e in found.events if e.status is Status.HELD]
    return event


@pytest.mark.parametrize("name", DATES)
def test_a_date_seen_and_not_taken_says_what_it_is(name: str) -> None:
    sentence, words, why = DATES[name]
    event = held(HEAD + sentence)
    assert event.date is not None and event.date.begin.isoformat() == "2022-03-15"
    (rejected,) = [r for r in event.rejected if words in r.text]
    assert why in rejected.why


def test_what_is_rejected_is_quoted_from_its_place() -> None:
    text = HEAD + "会议要求各小组在5月20日前上交心得。"
    document = made(text, "记录.docx")
    (event,) = merge([annotate(document, YEAR)]).events
    for rejected in event.rejected:
        assert rejected.file == document.path and rejected.block is not None
        assert document.blocks[rejected.block].text[rejected.start : rejected.end] == rejected.text


def test_the_events_own_day_is_not_among_what_was_rejected() -> None:
    event = held(HEAD + "2022年3月15日，全体党员参加会议，会议由王强主持。")
    assert not [r for r in event.rejected if "15" in r.text]


def test_the_day_of_publication_is_said_to_be_one() -> None:
    news = (
        "五月动态\n2022年5月9日，我校党支部召开支部党员大会，全体党员参加。\n发布时间：2022-05-20"
    )
    event = held(news)
    assert [r.why for r in event.rejected if "20" in r.text] == ["是发布日期，不是开展日期"]


def test_lookalikes_stand_with_their_event_and_with_papers_that_hold_none() -> None:
    beside = annotate(made(HEAD + "会议地点在党课教室，学校支部委员会组织全体党员参加。"), YEAR)
    assert all(isinstance(r, Rejected) for o in beside.occurrences for r in o.rejected)
    alone = annotate(made("# 校园平面图\n一楼：支委会会议室、党课教室。", "平面图.docx"), YEAR)
    assert not alone.occurrences
    assert alone.rejected
    assert all(r.why and r.file == "平面图.docx" for r in alone.rejected)


def test_a_plan_lists_no_dates_it_cannot_have_held() -> None:
    plan = "# 2022年党建工作计划\n3月15日前召开支部党员大会。\n每月5日开展主题党日。"
    assert all(not o.rejected for o in annotate(made(plan, "计划.docx"), YEAR).occurrences)
