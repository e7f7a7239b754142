"""What news and summaries tell in everyday words: acts without their names, beside near misses.

Every group holds what was done and, in the same words, what was not, not yet, or another's.
"""

from __future__ import annotations

import pytest

from benchmarks.accuracy_events import find_in_page
from matchers.annotation import Status

Found = set[tuple[str, str]]


def _found(page: dict[str, str], status: Status) -> Found:
    _, events = find_in_page(
        {"id": "w", "kind": "x", "published": "", "path": "a.docx", "title": ""} | page
    )
    return {
        (event_type, event.date.begin.isoformat() if event.date else "")
        for event in events
        if event.status is status
        for event_type in event.types
    }


def news(
    text: str, title: str = "学校党建新闻", own: str = "", published: str = "2022-06-30"
) -> Found:
    page = {"title": title, "text": text, "published": published, "own": own}
    return _found(page, Status.HELD)


def paper(text: str, title: str = "2022年支部工作总结", published: str = "") -> Found:
    return _found({"title": title, "text": text, "published": published}, Status.HELD)


DONE = [
    ("6月8日上午，党员带着工具到清林社区，给独居老人理发。", "volunteer_service"),
    ("6月8日，支部帮敬老院收麦，二十名党员下了地。", "volunteer_service"),
    ("6月8日，第二支部党员到老年大学教用手机。", "volunteer_service"),
    ("6月8日，党员轮值校门测温，站了一上午。", "volunteer_service"),
    ("6月8日上午，党员们把河边的步道清扫干净，又清理了河道。", "volunteer_service"),
    ("6月8日，新一届支委候选人产生之后，书记上“七一”主题党课，讲百年历程。", "party_lecture"),
    ("6月8日下午，支部在会议室看警示片《镜鉴》，签承诺书。", "integrity_education"),
    ("6月8日下午，支部党员参加党纪专题党课，书记主讲。", "integrity_education"),
    ("6月8日晚，支部讨论两名同学入党，实到16人。", "members_meeting"),
    ("6月8日，支部召开补选大会，补选支部委员一名。", "members_meeting"),
    ("6月8日，全体党员学二十大报告，书记导读。", "congress_study"),
    ("6月8日，书记给党员讲二十大报告里的教育篇。", "congress_study"),
    ("党委中心组于6月8日进行本年第2次集体学习。", "central_group_study"),
    ("6月8日，三名支委分别同五名新转入的党员谈话，填了登记表。", "heart_talk"),
    ("6月8日，五个支部书记先向党委汇报一年工作，书记点评。", "branch_report_hearing"),
    ("6月8日，党委检查各支部支委会、党小组、党课记录本和党费收缴簿。", "ledger_inspection"),
]
NOT_DONE = [
    ("6月8日，支部召开党员大会。社区的志愿者陪伴孩子们玩得尽兴。", "volunteer_service"),
    ("6月8日，支部召开支委会。开学在即，党员要先到岗。", "volunteer_service"),
    ("6月8日，学校和社区的老党员一起包饺子、读党章。", "volunteer_service"),
    ("6月8日，少先队员到清林社区给独居老人理发。", "volunteer_service"),
    ("6月8日，支部原想看警示片，放映机坏了，没有看成。", "integrity_education"),
    ("6月8日，支委会讨论入党积极分子的培养，分了工。", "members_meeting"),
    ("6月8日，支部开大会。列席的人说，这样的会等于上了一堂微党课。", "party_lecture"),
    ("6月8日开会，局里的同志讲了组织生活会怎样开、台账怎样记。", "organizational_life"),
    ("6月8日，书记强调三点：二要抓发展，加强意识形态领域风险排查。", "ideology_inspection"),
    ("6月8日会上提出两点希望：一是多学。二是组织党员到社区服务。", "volunteer_service"),
    ("6月8日，各支部开完组织生活会，书记讲发展，有人提到二十大报告。", "congress_study"),
    ("6月8日，学校召开中心组学习制度解读会，请人说明第2次修订。", "central_group_study"),
    ("6月8日，学生会开了新一届第一次全体会议。", "committee_meeting"),
    (
        "6月8日，支部召开新一届支部委员会候选人推荐大会，选举新一届支部委员会候选人。",
        "branch_election",
    ),
    ("6月8日，五年级党纪学习教育展板换新，四月以来党纪学习教育不断线。", "integrity_education"),
]


@pytest.mark.parametrize(("text", "event_type"), DONE)
def test_an_act_told_without_its_name_is_held(text: str, event_type: str) -> None:
    assert (event_type, "2022-06-08") in news(text)


@pytest.mark.parametrize(("text", "event_type"), NOT_DONE)
def test_the_same_words_for_something_else_are_not(text: str, event_type: str) -> None:
    assert event_type not in {found for found, _ in news(text)}


def test_points_of_what_happened_are_no_demands() -> None:
    text = "6月8日，支部做了两件事：一是学条例。二是组织党员清扫了社区楼道。"
    assert ("volunteer_service", "2022-06-08") in news(text)


ELECTED = "6月8日，支部换届，应到21人，实到19人，无记名投票，选出支部委员3名。"


def test_an_election_that_members_came_to_is_their_meeting() -> None:
    both = {("branch_election", "2022-06-08"), ("members_meeting", "2022-06-08")}
    assert both <= paper(ELECTED)


@pytest.mark.parametrize(
    "text",
    [
        "6月8日，支部换届，选出支部委员3名。",
        "6月8日，上级党委任命支部书记。应到21人的教职工会实到19人。",
    ],
)
def test_an_election_alone_names_no_meeting(text: str) -> None:
    assert "members_meeting" not in {found for found, _ in paper(text)}


def test_a_meeting_that_is_named_is_not_told_twice() -> None:
    text = "6月8日，支部召开党员大会换届，应到21人，实到19人，选出支部委员3名。"
    assert sorted(t for t, _ in paper(text)) == ["branch_election", "members_meeting"]


LECTURES = "党课3讲：总支书记2022年3月10日讲两会，5月9日讲师德，6月30日在车间讲工匠。"


def test_a_day_and_the_word_for_speaking_are_a_lecture_in_an_item_on_lectures() -> None:
    days = {"2022-03-10", "2022-05-09", "2022-06-30"}
    assert {day for found, day in paper(LECTURES) if found == "party_lecture"} == days


@pytest.mark.parametrize(
    "text",
    [
        "教学。6月30日教研组长讲课标，组内评议。",  # no item on lectures
        "党课全年2讲，另有一讲因疫情没有办；区里6月30日组织书记讲座，讲师德。",
    ],
)
def test_speaking_elsewhere_is_no_lecture(text: str) -> None:
    assert ("party_lecture", "2022-06-30") not in paper(text)


def test_the_short_name_behind_its_day_is_an_entry() -> None:
    text = "1月20日　民主评议，发票33张。\n3月9日　换届，选出委员5名。"
    assert {("member_appraisal", "2022-01-20"), ("branch_election", "2022-03-09")} <= paper(text)


@pytest.mark.parametrize("text", ["1月20日前，民主评议材料归档。", "1月20日，换届工作小组成立。"])
def test_the_short_name_as_part_of_another_word_is_none(text: str) -> None:
    assert not {"member_appraisal", "branch_election"} & {found for found, _ in paper(text)}


def test_the_day_of_publication_bounds_every_part_of_a_summary() -> None:
    text = (
        "发布日期：2023-06-20\n一、搭班子。9月14日，支委会研究实施办法。\n"
        "二、讲廉课。12月9日，书记讲廉政党课。"
    )
    found = paper(text, "“十廉工程”工作总结", "2023-06-20")
    assert ("committee_meeting", "2022-09-14") in found
    assert ("party_lecture", "2022-12-09") in found


def test_what_stands_under_a_heading_of_plans_is_to_come() -> None:
    text = "一、做了什么\n5月6日，召开支委会。\n四、下月预告\n6月10日党员大会；6月24日主题党日"
    assert paper(text, "党建月报（2022年5月）") == {("committee_meeting", "2022-05-06")}


def test_a_heading_behind_the_plans_ends_them() -> None:
    text = "一、下月打算\n多走访。\n二、本月情况\n5月6日，召开支委会。"
    assert ("committee_meeting", "2022-05-06") in paper(text, "党建月报（2022年5月）")


def test_a_day_of_what_was_reported_on_dates_its_own_sentence_only() -> None:
    text = (
        "6月8日，支部召开党员大会。一是校长通报5月6日督查的情况，会后列了清单。二是现场缴纳党费。"
    )
    assert {day for found, day in news(text) if found == "dues_payment"} == {"2022-06-08"}


def test_a_later_day_of_a_report_goes_on() -> None:
    text = "6月8日，支部召开党员大会。6月10日，党员到社区打扫卫生。随后现场缴纳党费。"
    assert {day for found, day in news(text) if found == "dues_payment"} == {"2022-06-10"}


NOTICE = "关于拟确定发展对象的公示"


@pytest.mark.parametrize(
    "text",
    [
        "经党小组推荐，2022年4月28日支委会研究，拟将1人列为发展对象。现予公示。",
        "拟确定发展对象1名，支委会2022年4月28日研究同意。现予公示。",
    ],
)
def test_the_meeting_a_public_notice_rests_on_is_to_be_looked_at(text: str) -> None:
    page = {"title": NOTICE, "text": text}
    assert ("committee_meeting", "2022-04-28") in _found(page, Status.UNCLEAR)
    assert "committee_meeting" not in {found for found, _ in _found(page, Status.HELD)}


@pytest.mark.parametrize(
    "text",
    [
        "公示期至2022年4月28日，其后提交支委会研究。",
        "2022年4月28日起公示。支委会办公室在三楼，研究后答复。",
    ],
)
def test_a_day_that_is_not_the_meetings_is_none_to_look_at(text: str) -> None:
    found = _found({"title": NOTICE, "text": text}, Status.UNCLEAR)
    assert ("committee_meeting", "2022-04-28") not in found


def test_a_year_before_a_title_in_book_marks_dates_nothing() -> None:
    text = "近日，学校召开党员大会。书记给大家上了一堂专题党课。会上还学了2022年《政府工作报告》。"
    assert ("party_lecture", "") in news(text, published="2022-04-03")


OWN = "城北第六中学"


@pytest.mark.parametrize(
    "title",
    [
        "区教育局测评组到城北六中开展民主测评",
        "城北职专党员走进乡中小学开展主题党日",
        "学校召开2022年上半年学校意识形态工作研判会",
        "六月份中学党支部主题党日",
    ],
)
def test_times_kinds_and_places_visited_name_no_other_school(title: str) -> None:
    text = "6月8日，支部开展主题党日，书记主持。"
    assert ("theme_party_day", "2022-06-08") in news(text, title, own=OWN)


def test_a_title_still_names_another_school() -> None:
    text = "6月8日，支部开展主题党日，书记主持。"
    assert news(text, "松林小学开展六月主题党日", own=OWN) == set()


def test_what_guests_hold_in_ones_own_house_is_theirs() -> None:
    text = "6月8日，市出版社第四支部的党员来到我校开展主题党日，参观校史馆。"
    assert news(text, own=OWN) == set()


def test_what_is_held_together_with_guests_is_ones_own_too() -> None:
    text = "6月8日，市出版社第四支部的党员来到我校，与我校党支部联合开展主题党日。"
    assert ("theme_party_day", "2022-06-08") in news(text, own=OWN)
