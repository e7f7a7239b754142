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


def paper(kind_title: str, text: str, path: str = "材料.docx") -> set[tuple[str, str]]:
    """Give what is held in a school's own paper (no day of publication)."""
    page = {
        "id": "w",
        "kind": "x",
        "title": kind_title,
        "text": text,
        "published": "",
        "path": path,
    }
    _, events = find_in_page(page)
    return {
        (event_type, event.date.begin.isoformat() if event.date else "")
        for event in events
        if event.status is Status.HELD
        for event_type in event.types
    }


DONE = [
    ("6月8日，按照会议的决定，6名党员到校门口值守，疏导交通。", "volunteer_service"),
    ("6月8日，在书记倡议下，党员们清扫了社区楼道。", "volunteer_service"),
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
    ("6月8日，支部与湖滨社区党委开展联合主题党日，共建活动中学习条例。", "community_party_day"),
    ("6月8日下午，支部到河口村开展共建活动，与村党支部一起学习。", "community_party_day"),
    ("6月8日，学校召开专题研究党建工作会议，定下三件事。", "party_building_study"),
    ("6月8日，书记与五名党员谈心谈话，听取意见。", "heart_talk"),
    ("6月8日，书记向全体教职工作述职报告。", "work_report"),
    ("6月8日，学校召开学生代表大会，校长致辞。", "student_congress"),
    ("6月8日，支部学习党的二十大精神，书记领读报告。", "congress_study"),
    ("6月8日，校党总支副书记给高一学生上思政课。", "civics_class"),
    ("6月8日，支部全体党员和少先队员一起开展志愿服务。", "volunteer_service"),
    ("6月8日，支部组织党员到廉政馆接受教育。", "integrity_education"),
    ("6月8日，学校第五届两代会在礼堂召开，工会代表参加。", "staff_congress"),
]

NOT_DONE = [
    ("6月8日，党支部召开党员大会。赵敏希望增加6名党员参与值守。", "volunteer_service"),
    ("6月8日，党支部召开党员大会，会议决定增加4名党员参与值守。", "volunteer_service"),
    ("6月8日，党支部召开党员大会，有党员建议到社区开展志愿服务。", "volunteer_service"),
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
    ("6月1日开会。各支部于6月8日前召开组织生活会。", "organizational_life"),
    ("6月1日召开支委会，党员大会暂定6月8日。", "members_meeting"),
    ("6月1日召开支委会，主题党日放在6月8日。", "theme_party_day"),
    ("会上提到，去年支部开展主题党日十二次、党员民主评议一次。", "member_appraisal"),
    ("6月8日，两校党支部开展结对共建活动，一起教研。", "community_party_day"),
    ("6月8日，支部与湖滨社区党委共建，双方参加签约仪式。", "community_party_day"),
    ("6月8日，支部与湖滨社区党委共同举办亲子运动会。", "community_party_day"),
    ("6月8日，71名教师到社区报到，参与巡逻。", "community_party_day"),
    ("6月8日，学校召开年度党建工作会议，全体教职工参加。", "party_building_study"),
    ("6月8日，支部召开组织生活会，先深入谈心谈话，再开展批评。", "heart_talk"),
    ("6月8日，中层干部岗位竞聘会上，八人作述职。", "work_report"),
    ("6月8日，校学生会主席出席市学联第十六次代表大会。", "student_congress"),
    ("6月8日，学校召开年度述职会，书记重点讲学习贯彻党的二十大精神。", "congress_study"),
    ("6月8日，市委副书记到校给高一学生上思政课。", "civics_class"),
    ("6月8日，党支部号召少先队员到公园开展志愿服务。", "volunteer_service"),
    ("6月8日，讲解员到校介绍廉政馆的建设过程。", "integrity_education"),
    ("6月8日，学校第三次团代会、学代会召开，两代会选出了委员。", "staff_congress"),
    ("6月8日党员大会上，有人批评党小组会次数偏少。", "group_meeting"),
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


SUMMARY = "2022年支部工作总结"
ROWS_OF_DAYS = [
    ("3月6日、6月12日，支部两次专题研判意识形态。", "ideology_review", ["03-06", "06-12"]),
    ("3月6日和6月12日，总支听取各支部工作汇报。", "branch_report_hearing", ["03-06", "06-12"]),
    ("党员大会召开2次，分别在3月6日、6月12日。", "members_meeting", ["03-06", "06-12"]),
    ("“四本一簿一证”：3月6日、6月12日检查两次。", "ledger_inspection", ["03-06", "06-12"]),
    ("带头讲党课，3月6日讲《初心》、6月12日讲《担当》。", "party_lecture", ["03-06", "06-12"]),
    ("3月6日、7日召开教代会，代表分组讨论。", "staff_congress", ["03-06"]),
]


@pytest.mark.parametrize(("text", "event_type", "days"), ROWS_OF_DAYS)
def test_every_day_of_a_row_is_a_happening_unless_they_follow_one_another(
    text: str, event_type: str, days: list[str]
) -> None:
    found = {day for kind, day in paper(SUMMARY, text) if kind == event_type}
    assert found == {f"2022-{day}" for day in days}


def test_days_that_are_only_intended_are_no_row() -> None:
    text = "下一步，拟于2023年3月6日、6月12日两次专题研判意识形态。"
    assert paper(SUMMARY, text) == set()


def test_each_clause_has_its_own_day() -> None:
    text = "六届一次教代会8月28日召开，少代会10月13日召开。"
    assert paper(SUMMARY, text) == {
        ("staff_congress", "2022-08-28"),
        ("pioneer_congress", "2022-10-13"),
    }


def test_an_entry_that_begins_with_its_day_dates_all_its_sentences() -> None:
    text = "■3月31日，主题党日。清明祭扫，副书记讲微党课。\n■4月7日，召开支委会。"
    assert paper("2022年党建大事记", text) == {
        ("theme_party_day", "2022-03-31"),
        ("party_lecture", "2022-03-31"),
        ("committee_meeting", "2022-04-07"),
    }


def test_what_was_put_off_is_held_on_the_day_it_took_place() -> None:
    text = "组织生活会因疫情由2月推迟到5月22日召开。教代会推迟到9月。"
    assert paper(SUMMARY, text) == {("organizational_life", "2022-05-22")}


def test_what_is_only_discussed_is_prepared() -> None:
    text = "1月11日，召开支委会，研究2021年度组织生活会。"
    assert paper(SUMMARY, text) == {("committee_meeting", "2022-01-11")}


NOTICES = [
    ("公示时间：2022年5月12日至18日。", {("affairs_disclosure", "2022-05-12")}),
    ("请于2022年5月12日前提出意见。", set()),
]


@pytest.mark.parametrize(("text", "expected"), NOTICES)
def test_a_public_notice_is_the_disclosure_on_its_posting_days(
    text: str, expected: set[tuple[str, str]]
) -> None:
    body = f"经个人申请、党小组推荐，拟接收一名同志为预备党员，现予公示。{text}"
    assert paper("关于拟接收预备党员的公示", body) == expected


ALREADY = [
    ("本规则经2022年3月31日党员大会讨论通过，自通过之日起施行。", Status.UNCLEAR),
    ("党员大会一般每季度召开一次，2022年3月31日前各支部须召开一次。", Status.REQUIRED),
    ("党员大会定于2022年3月31日召开，请已报名的同志参加。", Status.REQUIRED),
]


@pytest.mark.parametrize(("text", "status"), ALREADY)
def test_what_a_rule_says_was_done_on_a_day_is_to_be_looked_at(text: str, status: Status) -> None:
    body = f"第一条　会议由书记召集。{text}"
    page = {
        "id": "w",
        "kind": "policy",
        "title": "党员大会议事规则",
        "text": body,
        "path": "制度.docx",
    }
    _, events = find_in_page(page)
    found = {e.status for e in events if "members_meeting" in e.types and e.date is not None}
    assert found == {Status.UNCLEAR} if status is Status.UNCLEAR else found <= {status}


def test_a_line_of_publication_is_not_the_day_of_the_event() -> None:
    text = "江城新闻 2022-07-02 09:54:05\n7月1日，党支部举行主题党日活动。"
    assert held(text, "支部主题党日", "2022-07-02") == {("theme_party_day", "2022-07-01")}


STAMPS = [
    "日期:2022-07-02",
    "发布人:校办　时间:2022-07-02　点击:9",
    "时间:2022-07-02 09:12　来源:江城小学",
    "时间:2022-07-02 09:12:44",
]


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_page_stamp_called_time_or_date_is_not_the_day_of_the_event(stamp: str) -> None:
    text = f"{stamp}\n7月1日下午，党员到活动室集中，书记主持，随后学习了条例。"
    assert held(text, "支部主题党日", "") == {("theme_party_day", "2022-07-01")}


TIMES = ["时间:2022年7月1日 14:30", "活动时间:2022年7月1日", "时间:2022-07-01　地点:活动室"]


@pytest.mark.parametrize("line", TIMES)
def test_a_line_that_says_when_it_was_held_stays_the_day(line: str) -> None:
    text = f"{line}\n党员到活动室集中，书记主持，随后学习了条例。"
    assert held(text, "支部主题党日", "2022-07-03") == {("theme_party_day", "2022-07-01")}


def test_a_title_takes_the_day_on_which_the_text_holds_it() -> None:
    text = "6月3日，工会开第七届教代会的准备会。\n6月20日，代表集中召开本次教代会。"
    assert held(text, "第七届教代会第一次会议") == {("staff_congress", "2022-06-20")}


def test_a_theme_in_quotation_marks_is_no_event() -> None:
    text = "6月8日，各中队开了“学做小主人，迎接少代会”主题队会。"
    assert "pioneer_congress" not in types(text)


def test_what_an_authority_inspects_was_not_held_that_day() -> None:
    text = "6月8日，督查组到校，查看民主评议党员、组织生活会开展情况，查阅支委会记录。"
    assert types(text, "区教育局到我校开展党建专项督查") == set()


def test_the_congress_of_a_city_is_not_the_schools() -> None:
    text = "6月8日，校团委副书记参加了共青团江城市第十六次代表大会。"
    assert "league_congress" not in types(text)
    own = "6月8日，共青团江城中学第十六次代表大会召开。"
    assert "league_congress" in types(own)


def test_before_the_meeting_is_another_day() -> None:
    text = "6月8日，支部召开组织生活会。会前支委和党员之间谈了心。"
    assert types(text) == {"organizational_life"}


def test_what_lies_behind_the_day_of_publication_is_still_to_come() -> None:
    text = "6月8日召开支委会。2022年7月8日主题党日，地点在烈士陵园。"
    assert types(text) == {"committee_meeting"}


def test_a_paper_without_a_word_of_anything_done_holds_nothing() -> None:
    text = "3月6日召开支委会，各支部准备材料。6月底前召开党员大会，责任人：组织委员。届时通报。"
    assert paper("支部工作", text) == set()


def test_a_row_that_only_names_its_month_is_to_be_looked_at() -> None:
    rows = "月份\t题目\t主讲人\n3月26日\t初心\t书记\n9月\t纪律\t支委\n5月9日\t担当\t书记"
    assert paper("党课登记表（2022年）", rows, "党课登记.xlsx") == {
        ("party_lecture", "2022-03-26"),
        ("party_lecture", "2022-05-09"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "1月13日，书记向全体教职工述职。\n关于开展2023年度党员民主评议工作的通知",
        "1月13日，书记向全体教职工作2023年度述职，汇报打算。",
        "关于做好2023年度述职工作的通知\n1月13日，书记向全体教职工述职。",
    ],
)
def test_no_event_follows_the_day_its_text_was_published(text: str) -> None:
    assert held(text, "书记述职", "2023-01-14") == {("work_report", "2023-01-13")}


def test_what_stands_beside_moves_no_event_into_the_next_year() -> None:
    text = "2023年1月13日，支委会召开。1月13日，书记向教职工述职。\n2023年度民主评议党员通知"
    assert ("work_report", "2023-01-13") in paper("会议记录", text)


def test_a_meeting_for_a_year_is_still_held_in_the_spring_after_it() -> None:
    text = "3月1日，支部召开2022年度组织生活会，全体党员参加。"
    assert held(text, "组织生活会", "2023-03-02") == {("organizational_life", "2023-03-01")}
    assert paper("2022年度组织生活会记录", text) == {("organizational_life", "2023-03-01")}


TO_PUPILS = "6月8日，大队辅导员给六年级学生上了一堂党课。"


def test_what_else_was_held_does_not_lift_a_lecture_to_pupils() -> None:
    text = TO_PUPILS + "下午，党支部召开党员大会，全体党员参加。"
    assert held(text) == {("members_meeting", "2022-06-08")}


@pytest.mark.parametrize(
    "lecture",
    [
        "6月8日，书记给全体党员上了一堂党课。",
        "6月8日，书记上了一堂党课，党员和学生代表参加。",
    ],
)
def test_a_lecture_to_members_is_held_beside_a_meeting(lecture: str) -> None:
    found = held(lecture + "下午，党支部召开党员大会，全体党员参加。")
    assert found == {("members_meeting", "2022-06-08"), ("party_lecture", "2022-06-08")}


@pytest.mark.parametrize(
    "line",
    [
        "下一篇：我校党支部召开党员大会",
        "上一条：党支部开展主题党日活动",
        "相关新闻\n书记上专题党课\n我校召开支委会 2022-06-02",
        "推荐阅读：\n全体党员观看警示教育片",
    ],
)
def test_what_other_pages_are_called_is_not_held(line: str) -> None:
    assert held(f"6月8日，三年级学生开展了手抄报展评活动。\n{line}") == set()
    assert held(f"{TO_PUPILS}\n{line}") == set()
    told = f"6月8日，党支部召开党员大会，全体党员参加。\n{line}"
    assert held(told) == {("members_meeting", "2022-06-08")}


COMMITTEE = (
    "支委会会议记录",
    "时间：2022年6月8日\n地点：校长室\n主持人：李明\n记录人：王芳\n出席：李明、王芳\n{}",
)
GROUP = (
    "第二党小组会议记录",
    "时间：2022年6月8日\n地点：办公室\n主持人：李明\n记录人：王芳\n应到8人，实到8人\n{}",
)
ONLY_TOPICS = [
    (COMMITTEE, "议题：党员大会议程", "members_meeting"),
    (COMMITTEE, "会议内容：讨论接收赵敏为预备党员事宜。", "members_meeting"),
    (COMMITTEE, "议题：党费使用的公示", "affairs_disclosure"),
    (COMMITTEE, "会议内容：会议提出增加6名党员参与值守，由李明排班。", "volunteer_service"),
    (GROUP, "会议内容：讨论预备党员陈涛转正意见。", "members_meeting"),
    (GROUP, "会议内容：学习支部委员会会议纪要。", "committee_meeting"),
    (
        ("党员大会记录", GROUP[1]),
        "会议内容：赵敏说，党费的公示只有一半教师参加过。",
        "affairs_disclosure",
    ),
    (
        ("中心组学习记录", GROUP[1]),
        "会议内容：赵敏谈体会，提出增加2名党员参与值守。",
        "volunteer_service",
    ),
]
TOLD_THERE = [
    (COMMITTEE, "会议内容：会后召开全体党员大会，宣布名单。", "members_meeting"),
    (COMMITTEE, "会议内容：会后，党员参加了校门口志愿服务。", "volunteer_service"),
    (COMMITTEE, "会议内容：研究工作，并在公开栏公示了党费收缴情况。", "affairs_disclosure"),
    (("党员大会记录", GROUP[1]), "会议内容：讨论预备党员陈涛转正，表决通过。", "members_meeting"),
    (("党员大会记录", GROUP[1]), "会议内容：会上公示了上半年党费收缴情况。", "affairs_disclosure"),
    (("党员大会记录", GROUP[1]), "会议内容：会后组织党员到社区开展志愿服务。", "volunteer_service"),
    (("支委会暨党员大会记录", GROUP[1]), "会议内容：学习党章。", "members_meeting"),
    (("党小组会暨支委会记录", GROUP[1]), "会议内容：学习党章。", "committee_meeting"),
]


@pytest.mark.parametrize(("minutes", "line", "event_type"), ONLY_TOPICS)
def test_a_topic_of_another_meeting_is_no_meeting(
    minutes: tuple[str, str], line: str, event_type: str
) -> None:
    assert event_type not in {t for t, _ in paper(minutes[0], minutes[1].format(line))}


@pytest.mark.parametrize(("minutes", "line", "event_type"), TOLD_THERE)
def test_what_a_meeting_tells_as_held_there_stays_held(
    minutes: tuple[str, str], line: str, event_type: str
) -> None:
    assert event_type in {t for t, _ in paper(minutes[0], minutes[1].format(line))}


@pytest.mark.parametrize(
    ("text", "event_type", "hit"),
    [
        ("6月8日，支部组织群众评议党员、党员评议支部。", "member_appraisal", False),
        ("6月8日，支部开展党员评议班子活动。", "member_appraisal", False),
        ("6月8日，支部召开党员评议大会，评议党员。", "member_appraisal", True),
        ("6月8日，支部开展民主评议党员。", "member_appraisal", True),
        ("6月8日，党员到桃园新村居委会报到，参加志愿服务。", "community_party_day", False),
        ("6月8日，党员到南村小学报到，参加志愿服务。", "community_party_day", False),
        ("6月8日，党员到桃园社区报到，参加志愿服务。", "community_party_day", False),
        ("6月8日，党员到桃园社区党委报到，参加联合党日。", "community_party_day", True),
        ("6月8日，党员到青山村委会报到，帮助秋收。", "community_party_day", True),
    ],
)
def test_whom_it_judges_and_where_one_reports_tell_the_type(
    text: str, event_type: str, hit: bool
) -> None:
    assert (event_type in types(text)) is hit


STUDY = (
    "中心组学习记录",
    "时间：2022年6月8日\n地点：会议室\n主持人：沈丽华\n参加：沈丽华 何敏 顾佳\n"
    "学习内容：二十大报告\n{}",
)
SPOKEN = [
    (STUDY, "何敏、顾佳作交流发言。"),
    (STUDY, "何敏、顾佳和沈丽华同志先后作重点发言。"),
    (STUDY, "讨论发言：\n何敏：我认为要落实。\n顾佳：我谈三点。"),
    (STUDY, "研讨交流\n1.何敏（副书记）：要把精神落到课堂。\n2.顾佳：结合德育谈体会。"),
]
NOT_SPOKEN = [
    (STUDY, "何敏作交流发言。"),
    (STUDY, "研讨交流：\n要求：围绕主题。\n时间：另定。"),
    (STUDY, "下次由何敏、顾佳作交流发言。"),
    (("党员大会记录", STUDY[1]), "讨论发言：\n何敏：我认为要落实。\n顾佳：我谈三点。"),
]


@pytest.mark.parametrize(("minutes", "line"), SPOKEN)
def test_a_discussion_is_held_where_its_speakers_are_named(
    minutes: tuple[str, str], line: str
) -> None:
    found = paper(minutes[0], minutes[1].format(line))
    assert ("central_group_discussion", "2022-06-08") in found


@pytest.mark.parametrize(("minutes", "line"), NOT_SPOKEN)
def test_without_two_speakers_of_the_central_group_there_is_no_discussion(
    minutes: tuple[str, str], line: str
) -> None:
    found = paper(minutes[0], minutes[1].format(line))
    assert "central_group_discussion" not in {t for t, _ in found}


@pytest.mark.parametrize(
    "text",
    [
        "6月8日下午，中心组集中学习中央经济工作会议精神（5月11日至12日）。\n"
        "领学之后，李梅、王建军、赵晓燕三位同志先后作了交流发言。",
        "6月8日下午，支部开展主题党日，学习中央纪委全会公报（1月10日）。\n"
        "随后，党员赴敬老院开展志愿服务。",
    ],
)
def test_the_day_of_what_was_studied_dates_nothing_after_it(text: str) -> None:
    assert {day for _, day in held(text)} == {"2022-06-08"}


@pytest.mark.parametrize(
    "text",
    [
        "党支部召开党员大会（6月8日），学习会议精神。",
        "党支部开展主题党日，学习全会精神（6月8日）。",
        "全体党员参加了在报告厅举行的主题党日活动（6月8日）。",
    ],
)
def test_a_day_in_brackets_may_be_the_events_own(text: str) -> None:
    assert "2022-06-08" in {day for _, day in held(text)}


def test_the_month_of_a_clause_outranks_the_day_of_the_one_before_it() -> None:
    page = {
        "id": "w",
        "kind": "plan",
        "title": "2023年下半年党支部工作计划",
        "text": "9月30日开展主题党日，10月由书记上党课。",
        "published": "",
    }
    _, events = find_in_page(page)
    days = {t: e.date.begin.isoformat() for e in events if e.date for t in e.types}
    assert days == {"theme_party_day": "2023-09-30", "party_lecture": "2023-10-01"}


def test_a_meeting_moved_to_the_next_spring_is_not_its_own_plan() -> None:
    page = {
        "id": "w",
        "kind": "x",
        "title": "2022年度组织生活会会议记录",
        "text": "时间：3月1日\n地点：会议室\n主持人：陈明\n"
        "召开2022年度组织生活会，党员开展批评与自我批评。",
        "published": "",
        "path": "2022年/材料.docx",
    }
    _, events = find_in_page(page)
    assert [(e.status, str(e.date and e.date.begin)) for e in events] == [
        (Status.HELD, "2023-03-01")
    ]
    assert not any("以后的活动" in why for why in events[0].reasons)
