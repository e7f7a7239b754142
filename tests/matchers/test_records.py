"""Documents cut into records: the right number, with exact fields and honest regions."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import BlockKind, Document
from matchers.body_lines import body_lines
from matchers.document_kind import classify
from matchers.fields import parse_fields
from matchers.record import FieldName, Record, RecordKind, Region
from matchers.records import cut
from tests.matchers.made_documents import made

_DATA = Path(__file__).parent / "data" / "records.jsonl"
_CASES = [json.loads(line) for line in _DATA.read_text("utf-8").splitlines()]


def _cut(document: Document) -> tuple[Record, ...]:
    return cut(document, classify(document))


def _text(document: Document, region: Region) -> str:
    return document.blocks[region.block].text[region.start : region.end]


@pytest.mark.parametrize("case", _CASES, ids=[f"{c['id']}-{c['why']}" for c in _CASES])
def test_layouts_are_cut_as_labelled(case: dict[str, Any]) -> None:
    document = made(case["text"])
    records = _cut(document)
    assert len(records) == len(case["records"])
    for wanted, record in zip(case["records"], records, strict=True):
        assert record.kind.value == wanted["kind"]
        if "title" in wanted:
            assert (record.title and _text(document, record.title)) == wanted["title"]
        values: dict[str, str] = {}
        for field in record.fields:
            values.setdefault(field.name.value, field.value)
        assert {name: values.get(name) for name in wanted.get("fields", {})} == wanted.get(
            "fields", {}
        )
        assert not set(wanted.get("without", [])) & set(values)
        body = "\n".join(_text(document, region) for region in record.regions)
        assert all(words in body for words in wanted.get("has", []))
        assert not any(words in body for words in wanted.get("not", []))
        headings = [_text(document, heading) for heading in record.headings]
        assert all(words in headings for words in wanted.get("headings", []))


def test_a_book_of_ten_minutes_gives_ten_records() -> None:
    pages = [
        f"# 支委会会议记录\n| 时间 | 2022年{month}月9日 | 地点 | 会议室 |\n"
        f"| 主持人 | 王明 | 记录人 | 李华 |\n| 内容 | 议题{month}。时间：另行通知。 |\n"
        for month in range(1, 11)
    ]
    records = _cut(made("\n".join(pages)))
    assert [record.kind for record in records] == [RecordKind.MINUTES] * 10
    assert [field.value for r in records for field in r.fields if field.label == "时间"] == [
        f"2022年{month}月9日" for month in range(1, 11)
    ]


def test_a_register_over_several_sheets_keeps_every_row() -> None:
    first = made(
        "| 时间 | 主题 | 地点 |\n| 2022年3月1日 | 党课 | 一楼 |\n| 2022年3月2日 | 学习 | 二楼 |"
    )
    blocks = [
        *first.blocks,
        *(
            replace(b, index=b.index + 3, locator=replace(b.locator, sheet="二", table=None))
            for b in first.blocks
        ),
    ]
    records = _cut(replace(first, blocks=tuple(blocks)))
    assert [record.kind for record in records] == [RecordKind.REGISTER_ROW] * 4


def test_what_was_deleted_or_is_furniture_belongs_to_no_record() -> None:
    document = made("# 会议记录\n时间：2022年3月1日\n地点：一楼\n主持人：王明\n内容：学习")
    kinds = (BlockKind.DELETED, BlockKind.HEADER, BlockKind.FOOTER, BlockKind.COMMENT)
    extra = tuple(
        replace(document.blocks[1], index=5 + number, kind=kind, text="时间：2021年1月1日")
        for number, kind in enumerate(kinds)
    )
    records = _cut(replace(document, blocks=document.blocks + extra))
    assert len(records) == 1
    assert {region.block for region in records[0].regions} == {0, 1, 2, 3, 4}


def test_an_empty_document_has_no_records() -> None:
    assert _cut(made("")) == ()


_LINES = st.lists(
    st.sampled_from(
        [
            "# 党员大会记录",
            "支委会记录",
            "时间：2022年3月1日  地点：一楼",
            "时间：",
            "主 持 人：王明",
            "主",
            "要",
            "内",
            "容",
            "应到12人，实到11人，缺席1人（张丽）",
            "| 时间 | 2022年3月1日 | 地点 | 一楼 |",
            "| 主持人 | | 记录人 | 李华 |",
            "| 会议内容 |",
            "| 序号 | 时间 | 主题 | 人数 |",
            "| 1 | 3月1日 | 党课 | 20 |",
            "| ^ | ^ | 学习 | 20 |",
            "| 时⏎间 | 4月1日⏎下午 | 主⏎题 | 学习⏎讨论 |",
            "| 合计 | | | 40 |",
            "3月5日，学校党支部开展了主题党日活动，全体党员参加，会上学习了文件，气氛热烈，大家受到教育。",
            "一、政治建设",
            "（一）学习教育",
            "2022-03-06 来源：本站",
            "各项工作都做得很好，" * 30,
            "⏎⏎　",
            "关于会议的通知",
        ]
    )
    | st.text(alphabet="时间：地点 \t主持人，。⏎（）12月日", max_size=12),
    max_size=24,
)


@settings(max_examples=300, deadline=None)
@given(lines=_LINES, path=st.sampled_from(["记录.docx", "通知.docx", "台账.xlsx", "报道.txt", "a"]))
def test_records_are_honest_about_any_text(lines: list[str], path: str) -> None:
    """Regions lie in their blocks, in order, without overlap; fields quote exactly."""
    document = made("\n".join(lines), path)
    records = _cut(document)
    assert records == _cut(document)
    assert [record.index for record in records] == list(range(len(records)))
    own = [[(r.block, r.start, r.end) for r in record.regions] for record in records]
    assert all(regions == sorted(regions) for regions in own)
    firsts = [regions[0] for regions in own]
    assert firsts == sorted(firsts)  # a text may go on behind a table that stands in it
    spans = sorted(span for regions in own for span in regions)
    for (block, _, end), (after, start, _) in pairwise(spans):
        assert (block, end) <= (after, start)
    owners: dict[int, set[int]] = {}
    for record in records:
        assert record.regions
        for region in record.regions:
            assert 0 <= region.start < region.end <= len(document.blocks[region.block].text)
            owners.setdefault(region.block, set()).add(record.index)
        for field in record.fields:
            assert field.value == _text(document, field.region)
            assert field.value == field.value.strip() != ""
            assert any(region.block == field.region.block for region in record.regions)
        for place in (*record.headings, *([record.title] if record.title else [])):
            assert _text(document, place).strip()
    assert all(
        len(records_of) == 1 or "\n" in document.blocks[block].text
        for block, records_of in owners.items()
    )


COUNTED_BOOK = """# 党总支委员会会议记录簿
| 第1次 | 1月12日15:00 | 地点 | 会议室 |
| 出席 | 五名委员 | 列席 | 工会主席 |
一、专题研究全年党建工作，同意印发要点。
| 第2次 | 2月23日09:30 | 地点 | 线上 |
| 出席 | 五名委员 |
二、教学常规检查。
| 第3次 | 3月30日15:00 | 地点 | 会议室 |
| 出席 | 四名委员 |
三、期中考务。
"""


def test_a_count_of_meetings_may_stand_where_the_label_of_time_would() -> None:
    document = made(COUNTED_BOOK)
    records = cut(document, classify(document))
    times = [record.field(FieldName.TIME) for record in records]
    assert [time.value for time in times if time] == [
        "1月12日15:00",
        "2月23日09:30",
        "3月30日15:00",
    ]


def test_a_row_of_a_register_has_no_time_behind_its_count() -> None:
    document = made("| 第1次 | 1月12日 | 学习讲话 | 五人 |\n| 第2次 | 2月3日 | 学习条例 | 五人 |")
    assert not [f for f in parse_fields(document, body_lines(document)) if f.label == "第1次"]


SECTIONS = """# 党支部工作手册
——— 支部委员会会议记录 ———
| 时间 | 出席 | 议题与决定 |
| 2022年2月18日 | 三名委员 | 党费基数 |
| 2022年3月18日 | 三名委员 | 网课督学 |
——— 支部党员大会记录 ———
| 日期 | 2022年3月25日 | 地点 | 线上 |
| 应到/实到 | 30/28 | 主持 | 樊 |
| 内容 | 报告上一季度工作 |
"""


def test_a_heading_over_a_table_does_not_name_the_minutes_behind_the_table() -> None:
    document = made(SECTIONS)
    minutes = [r for r in cut(document, classify(document)) if r.kind is RecordKind.MINUTES]
    (title,) = (record.title for record in minutes)
    assert title is not None
    assert "党员大会" in document.blocks[title.block].text[title.start : title.end]
