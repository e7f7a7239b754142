"""Names in lists of people, and the role a lecturer is named by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchers.people import names, role_of
from matchers.speakers import speakers_in


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("王明、李华，赵军", ["王明", "李华", "赵军"]),
        ("王明 李华\t赵军", ["王明", "李华", "赵军"]),
        ("张 三、李四", ["张三", "李四"]),
        ("张　三　李　四　王小明", ["张三", "李四", "王小明"]),
        ("书记王明、校长李华", ["王明", "李华"]),
        ("王明（书记）、李华（校长）", ["王明", "李华"]),
        ("王明同志、李华老师", ["王明", "李华"]),
        ("党支部书记：王明", ["王明"]),
        ("1人（张丽，病假）", ["张丽"]),
        ("张丽、赵军2人因公外出", ["张丽", "赵军"]),
        ("张丽（病假）、赵军（公差）", ["张丽", "赵军"]),
        ("欧阳明月、司马光", ["欧阳明月", "司马光"]),
        ("阿依古丽·买买提", ["阿依古丽·买买提"]),
        ("中心组成员：王明、李华", ["王明", "李华"]),
        ("上官云、诸葛明", ["上官云", "诸葛明"]),
        ("全体党员", []),
        ("全体党员、入党积极分子", []),
        ("支部委员5人", []),
        ("各党小组组长", []),
        ("无", []),
        ("全体教职工", []),
        ("教育局督导组", []),
        ("应到12人，实到11人", []),
        ("病假、事假", []),
        ("见签到表", []),
        ("", []),
    ],
)
def test_names_are_read_from_lists(text: str, people: list[str]) -> None:
    assert [name for name, _, _ in names(text)] == people


@given(st.text(alphabet="王明李华、，（）(): 书记全体党员张 三1人病假\t·", max_size=40))
def test_spans_are_where_the_names_stand(text: str) -> None:
    end_before = 0
    for name, start, end in names(text):
        assert end_before <= start < end <= len(text)
        assert "".join(text[start:end].split()) == name
        end_before = end


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("支部书记王明", "secretary"),
        ("王明（党支部书记）", "secretary"),
        ("书记、校长王明", "secretary"),
        ("校长李华", "principal"),
        ("园长", "principal"),
        ("副校长李华", "member"),
        ("副书记赵军", "committee"),
        ("支委", "committee"),
        ("组织委员周敏", "committee"),
        ("党员教师代表", "member"),
        ("王明", None),
        ("书记为全体党员", "secretary"),
        ("李华为全体党员教师", None),
        ("", None),
    ],
)
def test_the_role_is_the_lecturers_not_the_listeners(text: str, role: str | None) -> None:
    assert role_of(text) == role


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("学习报告。何敏、顾佳作交流发言。", ["何敏", "顾佳"]),
        ("李梅、王建军和赵晓燕三位同志先后作了交流发言。", ["李梅", "王建军", "赵晓燕"]),
        ("研讨交流\t陈国平:要落实。\n李梅:谈体会。\n记录人:周静", ["陈国平", "李梅"]),
        ("讨论发言:\n何敏:我认为。\n顾佳:我谈三点。", ["何敏", "顾佳"]),
        ("何敏作交流发言。", []),
        ("全体党员、教师作交流发言。", []),
        ("时间:3月\n何敏:发言。\n顾佳:发言。", []),
        ("讨论发言:\n要求:紧扣主题。\n地点:会议室。", []),
    ],
)
def test_speakers_are_those_named_before_a_speech_or_line_by_line(
    text: str, people: list[str]
) -> None:
    assert list(speakers_in(text)) == people
