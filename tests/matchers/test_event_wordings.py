"""How events are told in running text: wordings that say a thing was done, and their near misses.

Every wording stands beside one that looks like it and is not the event, or not yet.
"""

from __future__ import annotations

import pytest

from benchmarks.accuracy_events import find_in_page
from matchers.annotation import Status

PUBLISHED = "2022-06-30"


def held(
    text: str, title: str = "学校党建新闻", published: str = PUBLISHED
) -> set[tuple[str, str]]:
    """Give type and day of everything held that one article tells."""
    page = {"id": "w", "kind": "news", "title": title, "text": text, "published": published}
    _, events = find_in_page(page)
    return {
        (event_type, event.date.begin.isoformat() if event.date else "")
        for event in events
        if event.status is Status.HELD
        for event_type in event.types
    }


def types(text: str, title: str = "学校党建新闻") -> set[str]:
    return {event_type for event_type, _ in held(text, title)}


DONE = [
    ("6月8日，支部书记为党员上了一堂题为《扎根乡土，静待花开》的专题党课。", "party_lecture"),
    ("6月8日下午，组织委员带来一堂微党课。", "party_lecture"),
    ("6月8日下午，全体党员聆听了书记讲授的专题党课。", "party_lecture"),
    ("6月8日中午，语文党小组在办公室碰头，议了三件事。", "group_meeting"),
    ("6月8日，数学党小组开展研讨，组长主持。", "group_meeting"),
    ("6月8日下午，学校召开全体党员教师大会，书记主持。", "members_meeting"),
    ("6月8日下午，党支部召开接收预备党员支部大会。", "members_meeting"),
    ("6月8日下午，学校党总支召开总支扩大会议，总支委员参加。", "committee_meeting"),
    ("6月8日下午，学校召开意识形态领域风险研判专题会。", "ideology_review"),
    ("6月8日，党委中心组开展集体学习，五名成员作交流发言。", "central_group_study"),
    ("6月8日，党员教师来到街心公园捡拾垃圾。", "volunteer_service"),
    ("6月8日，全体党员走进区廉政教育馆，接受教育。", "integrity_education"),
    ("6月8日，大会选举产生新一届党支部委员会。", "branch_election"),
    ("6月8日，书记给五年级学生上了一节以“家乡”为题的思政课。", "civics_class"),
]

NOT_DONE = [
    ("支部将于7月8日请书记上一堂专题党课。", "party_lecture"),
    ("6月8日，学校参加区里的微党课展评，获二等奖。", "party_lecture"),
    ("6月8日，学校召开党小组长会议，安排下月工作。", "group_meeting"),
    ("6月8日会上，书记部署七一活动，请各党小组组织学习。", "group_meeting"),
    ("6月8日，青年教师在党员会议室举行读书会。", "members_meeting"),
    ("6月8日，学校召开校务会，党委中心组成员参加。", "central_group_study"),
    ("为深入学习贯彻党的二十大精神，6月8日，支部召开党员大会。", "congress_study"),
    ("为进一步加强志愿服务，营造氛围，6月8日党支部召开支委会。", "volunteer_service"),
    ("6月8日开展谈心，书记表示，组织生活会拟于月底召开。", "organizational_life"),
    ("组织生活会定于6月28日召开，请党员做好准备。", "organizational_life"),
    ("6月8日，大会选举产生新一届工会委员会。", "branch_election"),
    ("会议没有就意识形态工作形成研判意见，6月8日散会。", "ideology_review"),
    ("6月8日督查结束，结果将在月底的意识形态分析研判会上通报。", "ideology_review"),
    ("6月8日，班主任给五年级学生上了一节思政课。", "civics_class"),
    ("会上提到，去年支部开展主题党日十二次、党员民主评议一次。", "member_appraisal"),
]


@pytest.mark.parametrize(("text", "event_type"), DONE)
def test_a_wording_that_says_it_was_done_is_held(text: str, event_type: str) -> None:
    assert (event_type, "2022-06-08") in held(text)


@pytest.mark.parametrize(("text", "event_type"), NOT_DONE)
def test_a_wording_that_only_looks_like_it_is_not(text: str, event_type: str) -> None:
    assert event_type not in types(text)


def test_the_day_inside_an_act_is_its_day() -> None:
    text = "校党委理论学习中心组6月7日举行本年度第五次集中学习。6月9日，全校放假。"
    assert held(text) == {("central_group_study", "2022-06-07")}


def test_the_day_of_publication_dates_nothing() -> None:
    text = "近来，党员教师来到街心公园捡拾垃圾，受到称赞。"
    assert ("volunteer_service", PUBLISHED) not in held(text)


def test_one_year_is_moved_for_all_that_is_said_of_a_meeting() -> None:
    text = "1月16日，支部召开民主评议党员大会。随后支部对党员进行民主测评。"
    title = "支部2016年度民主评议党员大会"
    assert held(text, title, "") == {("member_appraisal", "2017-01-16")}
