"""Forms without points: what of a sentence is counted, and what is left to a person."""

from __future__ import annotations

import pytest

from benchmarks.made_forms import seen
from rubrics.draft_demands import demands
from rubrics.draft_measures import choose_measures
from rubrics.form_items import FormItem
from rubrics.vocabulary import load_vocabulary


def _read(text: str, *headings: str) -> list[str]:
    """Write each rule as what it looks at, and how often that is demanded."""
    item = FormItem("1", "", headings, text, "", None, None, None, 0)
    told = []
    for clause, reading in demands(item, load_vocabulary()):
        measure = choose_measures(clause, reading, item.text, load_vocabulary())[0]
        looked = seen(measure)
        types = "+".join(looked.get("types", ()))
        often = f" {looked['need']}/{looked['per']}" if "per" in looked else ""
        told.append(f"{measure.kind} {types}{often}".strip())
    return told


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("是否每月召开1次支部委员会会议？", ["events committee_meeting 1/month"]),
        ("党课是否每季度不少于1次？", ["events party_lecture 1/quarter"]),
        (
            "督促每月召开1次支部委员会会议、每季度召开1次党员大会。",
            ["events committee_meeting 1/month", "events members_meeting 1/quarter"],
        ),
        ("组织警示教育，上半年、下半年各不少于1次。", ["events integrity_education 1/half_year"]),
        ("落实“三会一课”、谈心谈话、民主评议党员等制度。", [
            "events committee_meeting+group_meeting+members_meeting+party_lecture",
            "events heart_talk 1/period", "events member_appraisal 1/period"]),
        ("按期召开团代会、少代会。",
         ["events league_congress 1/period", "events pioneer_congress 1/period"]),
    ],
)  # fmt: skip
def test_what_is_held_is_counted(text: str, read: list[str]) -> None:
    assert _read(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("是否有年度党员教育培训计划？", ["documents member_study_plan"]),
        ("是否有固定的党员活动室？", ["documents activity_room_material"]),
        ("党组织活动经费是否列入学校年度预算？", ["documents party_budget"]),
        ("委员是否有明确的分工文件？", ["documents leadership_division"]),
        ("建立健全谈心谈话制度。", ["documents talk_policy"]),
        ("书记切实履行“第一责任人”职责。", ["documents duty_list_first"]),
    ],
)
def test_papers_and_what_they_show_are_looked_for(text: str, read: list[str]) -> None:
    assert _read(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("党员每年参加集中学习培训是否达到32学时？", ["quantity"]),
        ("按照不低于教职工总数1%的比例配备专职党务工作人员。", ["quantity"]),
        ("党费是否按月足额收缴？", ["quantity"]),
        ("是否存在党员连续6个月不交纳党费的情况？", ["findings"]),
        ("全年未发生师德失范问题。", ["findings"]),
    ],
)
def test_numbers_and_faults_are_no_matter_of_opinion(text: str, read: list[str]) -> None:
    assert _read(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "落实意识形态工作，强化意识形态工作的领导责任感。",  # the topic, no review of it
        "发挥思政课铸魂育人主渠道作用。",  # no lesson is demanded
        "党员教师的先锋模范作用是否明显？",
        "正式党员7人以上的支部，委员要团结。",  # a condition, no number to reach
        "强化师德建设主体责任。",  # no duty list of the Party's
    ],
)
def test_what_only_sounds_like_a_demand_is_left_to_a_person(text: str) -> None:
    assert _read(text) == ["judgement"]


def test_a_sentence_that_is_read_whole_leaves_nothing_over() -> None:
    assert "judgement" not in _read("每月开展1次主题党日，每年召开1次组织生活会。")
    assert _read("每月开展1次主题党日，活动要有质量。")[-1] == "judgement"


def test_what_a_frequency_is_of_may_stand_before_it_or_in_the_heading() -> None:
    assert _read("每月开展1次，可与志愿服务结合进行。", "基本活动", "主题党日") == [
        "events theme_party_day 1/month"
    ]
    assert _read("每半年分析研判1次意识形态工作，每年专题报告1次。") == [
        "events ideology_review 1/half_year", "events ideology_report 1/year",
    ]  # fmt: skip
    assert _read("领导班子有年度理论学习计划，每月集中学习不少于1次。") == [
        "documents central_group_study_plan", "events central_group_study 1/month",
    ]  # fmt: skip


def test_to_whom_something_is_done_is_no_event() -> None:
    assert _read("班子成员每年向党员大会述职1次。") == ["events work_report 1/year"]


def test_papers_of_a_list_share_their_first_words() -> None:
    assert _read("换届请示、批复、选举结果报告单存档。") == [
        "documents election_reply+election_request+election_result"
    ]


def test_a_demand_met_again_is_read_once() -> None:
    assert _read("开展谈心谈话。班子成员之间进行谈心谈话。") == ["events heart_talk 1/period"]
