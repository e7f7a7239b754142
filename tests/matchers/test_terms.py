"""Which words name an event, and which only look like it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchers import terms
from matchers.lexicon import load_lexicon
from matchers.normalize import normalize
from matchers.terms import TermMatcher, term_matcher

HITS = [
    ("支委会在会议室召开", "committee_meeting"),
    ("党总支会议 会议室 3月8日", "committee_meeting"),
    ("会后在教室上党课", "party_lecture"),
    ("召开支部党员大会", "members_meeting"),
    ("预备党员转正大会", "members_meeting"),
    ("支委会会议记录", "committee_meeting"),
    ("第二党小组召开党小组会", "group_meeting"),
    ("书记为全体党员讲党课", "party_lecture"),
    ("三月主题党日活动", "theme_party_day"),
    ("2022年度组织生活会", "organizational_life"),
    ("领导班子民主生活会", "democratic_life"),
    ("民主评议党员大会", "member_appraisal"),
    ("党员民主评议", "member_appraisal"),
    ("理论学习中心组（扩大）学习", "central_group_study"),
    ("意识形态领域情况分析研判", "ideology_review"),
    ("对意识形态工作开展了一次督查", "ideology_inspection"),
    ("五届三次教代会", "staff_congress"),
    ("第五届教职工代表大会第三次会议", "staff_congress"),
    ("集体观看警示教育片", "integrity_education"),
    ("书记向大会作述职报告", "work_report"),
    ("按月交纳党费", "dues_payment"),
    ("书记校长思政第一课", "civics_class"),
    ("党员志愿服务活动", "volunteer_service"),
    ("每学期“四本一簿一证”使用情况检查", "ledger_inspection"),
    ("上了一堂题为《守初心，担使命，做先锋》的微党课", "party_lecture"),
    ("参观区廉政文化馆", "integrity_education"),
    ("2022年党费按月收缴登记", "dues_payment"),
    ("七届三次教工大会在礼堂召开", "staff_congress"),
    ("第六届四次教职工、工会会员大会", "staff_congress"),
    ("全体正式党员无记名投票，同意接收", "members_meeting"),
    ("会后新当选委员召开会议进行分工", "committee_meeting"),
    ("党支部召开支部委员会，研究发展党员", "committee_meeting"),
    ("集中研讨党的二十大报告", "congress_study"),
    ("支部全体党员到公园开展义务清洁", "volunteer_service"),
    ("党员在十字路口指挥交通", "volunteer_service"),
]

NEAR_MISSES = [
    ("地点：支部委员会会议室", "committee_meeting"),
    ("地点：党总支会议室", "committee_meeting"),
    ("在支委会会议室集中", "committee_meeting"),
    ("布置党员大会会议室", "members_meeting"),
    ("党小组会活动室", "group_meeting"),
    ("主题党日活动室", "theme_party_day"),
    ("党课教室", "party_lecture"),
    ("党员代表大会", "members_meeting"),
    ("支委会成员列席", "committee_meeting"),
    ("经支委会研究同意", "committee_meeting"),
    ("党小组长会议", "group_meeting"),
    ("落实三会一课制度", "party_lecture"),
    ("微团课", "party_lecture"),
    ("微党课比赛", "party_lecture"),
    ("主题班会", "theme_party_day"),
    ("组织生活会专题学习", "organizational_life"),
    ("民主评议行风", "member_appraisal"),
    ("中心组成员名单", "central_group_study"),
    ("党委理论学习中心组成员参加", "central_group_study"),
    ("党日常教育", "theme_party_day"),
    ("党员会议室", "members_meeting"),
    ("意识形态工作责任制", "ideology_review"),
    ("教代会预备会议", "staff_congress"),
    ("选举双代会代表", "staff_congress"),
    ("缴纳特殊党费", "dues_payment"),
    ("校务公开", "affairs_disclosure"),
    ("志愿服务队名单", "volunteer_service"),
    ("思政课教师培训", "civics_class"),
    ("周一教职工大会布置常规工作", "staff_congress"),
    ("全体学生代表无记名投票", "members_meeting"),
    ("新当选的班委开了班会", "committee_meeting"),
    ("党支部召开支部委员会换届选举大会", "committee_meeting"),
    ("听取支委会提出的方案", "committee_meeting"),
    ("集中研讨单元作业设计", "congress_study"),
    ("值日生义务打扫教室", "volunteer_service"),
    ("交警在路口指挥交通", "volunteer_service"),
]


@pytest.mark.parametrize(("text", "event_type"), HITS)
def test_a_name_is_found(text: str, event_type: str) -> None:
    hits = term_matcher().find(normalize(text)).hits
    assert event_type in {hit.type for hit in hits}


@pytest.mark.parametrize(("text", "event_type"), NEAR_MISSES)
def test_a_look_alike_is_not_found(text: str, event_type: str) -> None:
    found = term_matcher().find(normalize(text))
    assert event_type not in {hit.type for hit in found.hits}


def test_a_look_alike_keeps_its_reason() -> None:
    found = term_matcher().find("党小组长会议")
    assert any("不是党小组会" in alike.why for alike in found.lookalikes)


def test_a_longer_name_hides_the_shorter_one_inside_it() -> None:
    hits = term_matcher().find("民主评议党员大会").hits
    assert [(hit.type, hit.form) for hit in hits] == [("member_appraisal", "民主评议党员大会")]


def test_a_gap_does_not_cross_a_sentence() -> None:
    hits = term_matcher().find("书记讲了廉洁的要求。大家讨论党课").hits
    assert all(hit.form != "讲了*党课" for hit in hits)


def test_every_type_of_the_interface_is_known() -> None:
    assert len(load_lexicon().events) >= 35


def test_no_alias_is_hidden_by_a_look_alike_of_its_own_type() -> None:
    """A name that is also listed as a look-alike could never be found."""
    for entry in load_lexicon().events:
        clash = {*entry.names, *entry.acts} & set(entry.lookalikes)
        assert not clash, (entry.id, clash)


def test_alternatives_of_a_bureaus_own_word_are_spelled_out(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "events:\n  - id: own_day\n    title: 初心课堂\n    acts: [<上|讲>初心<课|课堂>]\n", "utf-8"
    )
    matcher = TermMatcher(load_lexicon(own))
    for text in ("上初心课", "讲初心课堂"):
        assert {hit.type for hit in matcher.find(text).hits} == {"own_day"}
    assert not matcher.find("听初心课").hits


_GAPPED = sorted(
    {
        form
        for entry in load_lexicon().events
        for form in (*entry.names, *entry.acts, *entry.agenda, *entry.weak)
        if "*" in form
    }
)
_FILLER = [
    "了",
    "一堂",
    "，",
    "。",
    "\n",
    "《守初心》",
    "《",
    "》",
    "“学习”",
    "“",
    "”",
    "全体党员",
    "1",
]


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_a_form_with_gaps_ends_where_its_pattern_says(data: st.DataObject) -> None:
    """The shorter way must answer as the pattern does, titles and stops in the gap or not."""
    form = data.draw(st.sampled_from(_GAPPED))
    first, *others = form.split("*")
    text = first
    for part in others:
        text += "".join(data.draw(st.lists(st.sampled_from(_FILLER), max_size=14)))
        if data.draw(st.booleans()):
            text += part
    text += others[-1]
    found = terms._gap_pattern(form).match(text, 0)
    assert terms.gapped_end(form, text, 0) == (found.end() if found else None)
    start = len("前面：")
    found = terms._gap_pattern(form).match(f"前面：{text}", start)
    assert terms.gapped_end(form, f"前面：{text}", start) == (found.end() if found else None)
