"""The HTML page stands alone, lets no text become markup, and opens every score to its reasons."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from openpyxl import load_workbook

from extractors.document import Problem
from pipeline.reports.html_report import html_report
from pipeline.reports.html_view import Need, Passages
from pipeline.reports.inferred_wording import inferred_part, inferred_parts
from pipeline.reports.json_report import events_json
from pipeline.reports.wording import (
    part,
    place,
    point_range,
    points,
    sentences,
    when,
)
from pipeline.reports.xlsx_report import xlsx_report
from tests.pipeline.made_assessment import (
    BROKEN,
    EVENTS,
    FINDING,
    FLAG,
    MINUTES,
    SCRIPT,
    made_assessment,
    with_monthly_meetings,
    without_points,
)

PAGE = html_report(made_assessment(inferred="由材料推断"), version="1", created=None)


class _Outline(HTMLParser):
    """Collects tags, attributes and text; checks that tags are closed in order."""

    VOID = frozenset({"meta", "input", "br", "hr", "img", "link"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture(scope="module")
def outline() -> _Outline:
    parser = _Outline()
    parser.feed(PAGE)
    assert not parser.open
    return parser


def test_the_page_loads_nothing_from_outside(outline: _Outline) -> None:
    for tag, attributes in outline.tags:
        assert tag not in {"img", "link", "iframe", "object", "embed", "base"}
        assert "src" not in attributes
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in PAGE
    assert "@import" not in PAGE


def test_texts_of_files_never_become_markup(outline: _Outline) -> None:
    assert SCRIPT not in PAGE
    assert sum(tag == "script" for tag, _ in outline.tags) == 1
    assert any(SCRIPT in text for text in outline.texts)


def test_every_link_leads_somewhere(outline: _Outline) -> None:
    targets = {attributes.get("id") for _, attributes in outline.tags}
    links = [attributes["href"] for tag, attributes in outline.tags if tag == "a"]
    assert links
    assert {(link or "")[1:] for link in links} <= targets


def test_a_score_opens_to_rule_events_passages_and_what_was_left_out(outline: _Outline) -> None:
    text = "".join(outline.texts)
    rule = FINDING.rules[0]
    wanted = [
        rule.text,
        rule.explanation,
        "第二季度、第三季度",
        "2022年3月15日下午",
        "表1 第1行",
        "只是计划",
        "日期不明",
        FINDING.remedy,
        FINDING.criteria,
        "离退休党员党支部是否存在",
    ]
    assert not [part for part in wanted if str(part) not in text]


def test_every_file_is_in_the_ledger_with_its_reason(outline: _Outline) -> None:
    text = "".join(outline.texts)
    assert MINUTES.path in text
    assert BROKEN.reason is not None
    assert BROKEN.reason in text
    assert "第 2 段有重复的字" in text


def test_flags_are_questions_with_their_passages(outline: _Outline) -> None:
    text = "".join(outline.texts)
    assert FLAG.message in text
    assert "造假" not in text


def test_an_inferred_period_is_marked(outline: _Outline) -> None:
    assert "推断" in "".join(outline.texts)
    assert "推断" not in html_report(made_assessment(), version="1", created=None)


def test_the_same_assessment_gives_the_same_page() -> None:
    again = html_report(made_assessment(inferred="由材料推断"), version="1", created=None)
    assert again == PAGE


def test_the_time_is_shown_only_when_given() -> None:
    dated = html_report(made_assessment(), version="1", created=datetime(2026, 1, 5, 9, 30))
    assert "2026-01-05 09:30" in dated
    assert "生成时间" not in PAGE


def test_a_form_without_points_shows_none() -> None:
    page = html_report(without_points(made_assessment()), version="1", created=None)
    assert "本标准不设分值" in page
    assert "None" not in re.sub(r"<(script|style)>.*?</\1>", "", page, flags=re.DOTALL)


def test_a_heading_is_quoted_with_the_lines_that_follow_it() -> None:
    """Minutes quoted by their title alone would show neither the day nor the people."""
    assessment = made_assessment()
    passages = Passages(assessment.reading.documents)
    title = MINUTES.cite(0, 0, 4)
    ((_, (alone,)),) = passages([title])
    ((_, (shown,)),) = passages([title], wide=True)
    assert (alone.quote, alone.after) == ("党课记录", "")
    assert shown.quote == "党课记录"
    assert "2022年3月15日下午" in shown.after
    assert len(shown.after) < 90
    ((_, (part,)),) = passages([MINUTES.cite(2, 0, 3)], wide=True)
    assert part.after.startswith("：张三")


def test_what_a_rule_counted_stands_by_month_and_body() -> None:
    page = html_report(with_monthly_meetings(made_assessment()), version="1", created=None)
    assert '<th scope="row">党小组会·二小组</th><td></td><td></td><td><a href="#event-M3">' in page
    assert "按活动和组织分月" not in PAGE


def test_words_that_were_no_event_stand_with_their_file() -> None:
    assert "看到但没有当作活动的（2）" in PAGE
    assert "“教研”“备课”：教学活动" in PAGE
    assert "思政课&lt;script&gt;" in PAGE


def test_what_was_looked_at_beside_an_event_stands_with_it_escaped() -> None:
    assert "看到但没有采用的（1）" in PAGE
    assert "<dt>种类、形式</dt><dd>微党课</dd>" in PAGE
    assert "“5月20日&lt;script&gt;" in PAGE


def test_an_event_leads_to_the_rules_that_counted_it_and_a_rule_leaves_none_without_reason(
    outline: _Outline,
) -> None:
    assert '计入：<a href="#rule-18.1">18.1</a>' in PAGE
    assert any(a.get("id") == "rule-18.1" for _, a in outline.tags)


def test_what_was_hard_to_read_is_marked_wherever_it_leads() -> None:
    assert "识别把握不大" not in re.sub(
        r"<script>.*</script>", "", PAGE.split("<main")[1].split('id="files"')[0]
    )
    doubtful = replace(MINUTES, problems=(Problem("low_confidence", "第 1 页识别把握不大（41%）"),))
    assessment = made_assessment()
    reading = replace(assessment.reading, documents=(doubtful, BROKEN))
    page = html_report(replace(assessment, reading=reading), version="1", created=None)
    sections = {
        name: page.split(f'id="{name}"')[1].split("</section>")[0]
        for name in ("items", "events", "files")
    }
    for name, section in sections.items():
        assert "识别把握不大，请核对原件" in section, name
    assert '<tr class="read doubt">' in sections["files"]


def test_a_quote_that_was_hard_to_read_is_marked_in_every_report() -> None:
    block = replace(MINUTES.blocks[1], confidence=0.55)
    scan = replace(MINUTES, blocks=(MINUTES.blocks[0], block, MINUTES.blocks[2]))
    assessment = made_assessment()
    first, *others = assessment.reading.events
    event = replace(first, citations=(scan.cite(1, 3, 15),))
    reading = replace(assessment.reading, documents=(scan, BROKEN), events=(event, *others))
    doubtful = replace(assessment, reading=reading)
    events = html_report(doubtful, version="1", created=None).split('id="events"')[1]
    assert "识别把握 55%，请核对原件" in events
    assert '<span class="tag warn">识别把握不大</span>' in events
    assert '"confidence": 0.55' in events_json(reading)
    table = load_workbook(io.BytesIO(xlsx_report(doubtful, version="1", created=None)))["活动"]
    cells = [str(cell.value) for row in table.iter_rows() for cell in row]
    assert any("识别把握不大，请核对原件" in cell for cell in cells)


def test_every_score_can_be_overruled(outline: _Outline) -> None:
    """The script makes the fields out of these marks; on paper and without it they do no harm."""
    entries = [a for _, a in outline.tags if "data-item" in a]
    rules = [a for _, a in outline.tags if "data-rule" in a]
    assert [(a["data-item"], a["data-max"], a["data-told"]) for a in entries] == [
        ("18", "3", "0.5")
    ]
    assert [(a["data-rule"], a["data-max"], a["data-told"]) for a in rules] == [
        ("18.1", "2", "0.5"),
        ("18.2", "1", ""),
    ]


def test_an_item_without_any_points_is_shown_all_the_same() -> None:
    assessment = made_assessment()
    zero = replace(FINDING, low=Decimal(0), high=Decimal(0), suggested=Decimal(0))
    card = replace(assessment.scorecard, findings=(zero,))
    page = html_report(replace(assessment, scorecard=card), version="1", created=None)
    assert 'data-told="0" data-open="0"' in page


def test_a_fact_is_asked_for_with_lines_to_paste() -> None:
    need = Need("election_due", "是否应当换届（true 或 false）？", own_key=False, items=("10",))
    assert need.plain_question == "是否应当换届？"
    assert "是 或 否" in need.answer
    assert need.line == "election_due: ？"
    own = Need("ownership", "学校是公办（public）还是民办（private）？", own_key=True, items=("1",))
    assert own.plain_question == "学校是公办还是民办？"
    assert "民办写 private" in own.answer
    assert own.line == "ownership: ？"  # nothing that would be true without having been thought of


def test_points_are_written_as_people_write_them() -> None:
    rule = FINDING.rules[0]
    assert points(rule.suggested) == "0.5"
    assert points(FINDING.rules[1].suggested) == "—"
    assert point_range(rule.low, rule.high) == "0～1.5"


def test_dates_and_places_are_chinese() -> None:
    assert when(EVENTS[0].date) == "2022年3月15日"
    assert when(None) == "日期不明"
    assert place(MINUTES.cite(2, 0, 3), MINUTES.blocks[2]) == "第3段"


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("year: from the heading", "年份据标题"),
        ("year: from the signature date 2022-12-27", "年份据落款日期（2022-12-27）"),
        ("year: from the folder or the period", "年份据文件夹名或考核时段"),
        ("year: from the same sentence (2022)", "年份据同一句（2022）"),
        ("year: 今年: from the signature date 2022-12-27", "今年的年份据落款日期（2022-12-27）"),
        ("year: 今年 counted from the period", "“今年”从考核时段推算"),
        ("year: 次年 after another date", "“次年”从前一个日期推算"),
        ("day: from the date before it", "日据前一个日期"),
        ("date: of signature", "以落款日期为准"),
        ("conflict: the file name says 2021", "与文件名的2021年不一致"),
        ("conflict: 2022-10-12 is not the stated weekday", "2022-10-12与所写星期不符"),
        ("something new", "something new"),
    ],
)
def test_what_was_inferred_of_a_date_is_said_in_chinese(english: str, chinese: str) -> None:
    assert inferred_part(english) == chinese


def test_several_inferred_parts_are_joined() -> None:
    stated = EVENTS[0].date
    assert stated is not None
    inferred = replace(stated, inferred=("year: from the heading", "date: of signature"))
    assert inferred_parts(inferred) == "年份据标题；以落款日期为准"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("2022-07", "2022年7月"),
        ("2022Q3", "2022年第三季度"),
        ("2022H2", "2022年下半年"),
        ("2022", "2022年"),
        ("选举办法", "选举办法"),
        ("2021-2022学年第二学期", "2021-2022学年第二学期"),
    ],
)
def test_missing_parts_are_said_in_chinese(code: str, expected: str) -> None:
    assert part(code) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("应有4次。确认3次", ["应有4次。", "确认3次"]),
        ("依据“每月一次。”计。扣1分。", ["依据“每月一次。”计。", "扣1分。"]),
        ("（见第3条。）得2分", ["（见第3条。）得2分"]),
        ("", []),
    ],
)
def test_an_explanation_is_cut_into_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected
