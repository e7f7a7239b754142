"""Which kind of its type an event is, and what only sounds like one."""

from __future__ import annotations

import pytest

from matchers.annotate import annotate
from matchers.annotation import Event, Status
from matchers.context import SubmissionContext
from matchers.lexicon import load_lexicon
from matchers.merge import merge
from matchers.period import calendar_year
from matchers.profile import Profile
from tests.matchers.made_documents import made

YEAR = SubmissionContext(period=calendar_year(2022), profile=Profile(secretary="王强"))


def minutes(title: str, content: str, more: str = "") -> str:
    return (
        f"# {title}\n时间：2022年3月15日\n地点：会议室\n主持人：李敏\n{more}"
        f"参加人员：全体党员\n内容：{content}"
    )


def held(text: str) -> Event:
    events = merge([annotate(made(text, "材料/1.docx"), YEAR)]).events
    (event,) = [e for e in events if e.status is Status.HELD]
    return event


KINDS = [
    (minutes("微党课记录", "李敏讲述焦裕禄的故事。"), {"micro_lecture"}),
    (
        minutes("专题党课记录", "学习党章。", "主讲人：王强\n"),
        {"topical_lecture", "secretary_lecture"},
    ),
    (minutes("党课记录", "支部书记讲廉洁。", "主讲人：党支部书记\n"), {"secretary_lecture"}),
    (minutes("廉政党课记录", "讲纪律。", "主讲人：李敏\n"), {"integrity_lecture"}),
    (minutes("2021年度组织生活会会议记录", "批评与自我批评。"), {"annual_life_meeting"}),
    (minutes("党史学习教育专题组织生活会会议记录", "批评与自我批评。"), {"topical_life_meeting"}),
    (
        minutes("2021年度专题组织生活会会议记录", "批评与自我批评。"),
        {"annual_life_meeting", "topical_life_meeting"},
    ),
    (
        minutes("三月主题党日活动记录", "全体党员参观革命纪念馆，重温入党誓词。"),
        {"visit_party_day", "oath_party_day"},
    ),
    (
        minutes("三月主题党日活动记录", "集中学习全会公报，清扫校园卫生。"),
        {"study_party_day", "service_party_day"},
    ),
    (minutes("支委（扩大）会会议记录", "研究党费使用。"), {"enlarged_committee"}),
    (
        minutes("预备党员转正大会会议记录", "讨论张华同志转正，应到20人，实到20人。"),
        {"confirmation_meeting"},
    ),
    (
        "我校开展微党课活动\n2022年3月15日下午，我校党支部开展微党课活动，全体党员参加。",
        {"micro_lecture"},
    ),
]

NOT_THESE = [
    # a title of a book, a plan for the next time, what is asked for, an earlier one
    (minutes("党课记录", "学习《微党课三十讲》。"), {"micro_lecture"}),
    (minutes("党课记录", "下一步将开展微党课。"), {"micro_lecture"}),
    (
        minutes("党课记录", "李敏讲党章。", "主讲人：李敏\n"),
        {"secretary_lecture", "topical_lecture"},
    ),
    (
        minutes("组织生活会会议记录", "批评与自我批评，2021年度工作得到肯定。"),
        {"annual_life_meeting"},
    ),
    (minutes("2022年度第二次组织生活会会议记录", "批评与自我批评。"), {"annual_life_meeting"}),
    (minutes("三月主题党日活动记录", "集中学习公报。计划4月参观革命纪念馆。"), {"visit_party_day"}),
    (
        minutes("三月主题党日活动记录", "集中学习。会议要求党员做好志愿服务。"),
        {"service_party_day"},
    ),
    (
        minutes("三月主题党日活动记录", "清扫校园。回顾上个月参观纪念馆的情况。"),
        {"visit_party_day"},
    ),
    (minutes("支委会会议记录", "研究扩大宣传。"), {"enlarged_committee"}),
    (minutes("支部党员大会会议记录", "通报工作，应到20人，实到20人。"), {"confirmation_meeting"}),
]


@pytest.mark.parametrize(("text", "kinds"), KINDS)
def test_the_kind_of_an_event_is_told(text: str, kinds: set[str]) -> None:
    assert kinds <= {*held(text).attributes.subtypes}


@pytest.mark.parametrize(("text", "kinds"), NOT_THESE)
def test_what_only_sounds_like_a_kind_is_none(text: str, kinds: set[str]) -> None:
    assert not kinds & {*held(text).attributes.subtypes}


def test_every_kind_has_a_name_of_its_own() -> None:
    lexicon = load_lexicon()
    names = [name for entry in lexicon.events for name in entry.subtypes]
    assert len(names) == len(set(names)) >= 25
    assert all(lexicon.subtype_title(name) != name for name in names)


def test_the_papers_of_one_event_add_up() -> None:
    first = made(minutes("专题党课记录", "讲党章。"), "1.docx")
    second = made(
        "我校开展党课活动\n2022年3月15日下午，我校党支部书记王强为全体党员上党课。", "2.docx"
    )
    (event,) = merge([annotate(first, YEAR), annotate(second, YEAR)]).events
    assert {"topical_lecture", "secretary_lecture"} <= {*event.attributes.subtypes}
