"""Header fields: labels in their many spellings, exact values, and nothing from blanks."""

from __future__ import annotations

import pytest

from matchers.body_lines import body_lines
from matchers.field_lexicon import field_lexicon
from matchers.fields import parse_fields
from matchers.normalize import normalize
from matchers.record import FieldName
from tests.matchers.made_documents import made


def _fields(text: str) -> list[tuple[str, str]]:
    document = made(text)
    found = parse_fields(document, body_lines(document))
    for field in found:
        block = document.blocks[field.region.block].text
        assert block[field.region.start : field.region.end] == field.value
    return [(field.name.value, field.value) for field in found]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("时间：2022年3月1日", [("time", "2022年3月1日")]),
        ("时 间: 2022年3月1日 ", [("time", "2022年3月1日")]),
        ("会议时间∶3月1日", [("time", "3月1日")]),
        ("【时间】：3月1日", [("time", "3月1日")]),
        ("1.时间：3月1日", [("time", "3月1日")]),
        ("（二）地点：会议室", [("place", "会议室")]),
        ("主 持 人：张 三", [("host", "张 三")]),
        ("主持：王明；记录：李华", [("host", "王明"), ("recorder", "李华")]),
        ("主持人（签名）：王明", [("host", "王明")]),
        ("召集人：王明", [("host", "王明")]),
        ("列席人员：无", [("non_voting", "无")]),
        ("缺席人员及原因：张丽（病假）", [("absent", "张丽（病假）")]),
        ("主讲人：支部书记 王明", [("lecturer", "支部书记 王明")]),
        ("决议：同意接收。", [("resolution", "同意接收。")]),
        ("時間：二〇二一年六月廿五日", [("time", "二〇二一年六月廿五日")]),
        ("应到12人，实到11人", [("expected", "12"), ("present", "11")]),
        ("应到会党员：23名 实到会党员：21名", [("expected", "23"), ("present", "21")]),
        ("应到十二人，实到十人", [("expected", "十二"), ("present", "十")]),
        ("应到会有选举权党员23人，实到会22人", [("expected", "23"), ("present", "22")]),
        ("缺席1人（张丽）", [("absent", "1人（张丽）")]),
        ("请假：2人", [("absent", "2人")]),
        (
            "应到会有表决权人数：9 实到会有表决权人数：8",
            [("expected", "9"), ("present", "8")],
        ),
        ("参加人员：王明、李华 应到2人", [("attendees", "王明、李华"), ("expected", "2")]),
        ("时间 2022.3.1 地点 一楼", [("time", "2022.3.1"), ("place", "一楼")]),
        ("会议内容：\n学习文件", [("content", "学习文件")]),
        ("主\n持\n人\n王明", [("host", "王明")]),
        ("| 时间 | 3月1日 | 地点 | 一楼 |", [("time", "3月1日"), ("place", "一楼")]),
        ("| 主⏎持⏎人 | 王明 |", [("host", "王明")]),
        ("| 会议内容 |\n| 学习文件 |", [("content", "学习文件")]),
        ("| 时间：3月1日 | 地点：一楼 |", [("time", "3月1日"), ("place", "一楼")]),
        ("| 时间 | 地点 |\n| 3月1日 | 一楼 |", [("time", "3月1日"), ("place", "一楼")]),
        (
            "| 主要内容 | 主持人：王明⏎一、定于4月1日活动。时间：4月1日 |",
            [("content", "主持人：王明\n一、定于4月1日活动。时间：4月1日"), ("host", "王明")],
        ),
    ],
)
def test_labelled_values_are_read(text: str, fields: list[tuple[str, str]]) -> None:
    assert _fields(text) == fields


@pytest.mark.parametrize(
    "text",
    [
        "时间：____年__月__日",
        "地点：________",
        "主持人：　　　　",
        "应到____人 实到____人 缺席____人",
        "| 时间 |  | 地点 |  |",
        "时间：待定",
        "时间过得真快，转眼又是一年。",
        "入党时间：2001年6月1日",
        "出生日期：1980年1月1日",
        "会议由王明主持，李华记录。",
        "大家在会议室讨论主题：没有结果",
        "实到会场的人很多",
        "应到2022年3月",
        "王明：同意。",
        "会议记录",
        "时间 真的过得太快了 地点 也不错。",
    ],
)
def test_blanks_and_look_alikes_give_no_value(text: str) -> None:
    assert _fields(text) == []


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("时间", FieldName.TIME),
        ("活 动 时 间", FieldName.TIME),
        ("时间（年月日）", FieldName.TIME),
        ("党课开展时间", FieldName.TIME),
        ("入党时间", None),
        ("出生日期", None),
        ("完成时限", None),
        ("参加人数（人）", FieldName.PRESENT),
        ("活动地点", FieldName.PLACE),
        ("主讲人", FieldName.LECTURER),
        ("姓名", None),
        ("分值", None),
        ("备注", FieldName.STATUS),
        ("这是一个非常非常长的单元格内容，写着活动的时间", None),
    ],
)
def test_column_heads_are_known_or_left_alone(head: str, name: FieldName | None) -> None:
    assert field_lexicon().column(normalize(head)) is name
