"""Grades with quotas in a district's summary: after the ranking, or open with the reason."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from pipeline.batch.district import District, put_together
from pipeline.batch.ledger import DONE, FAILED, Entry
from pipeline.batch.row import SchoolRow
from pipeline.batch.summary_html import summary_html
from pipeline.batch.summary_tables import school_lines
from pipeline.batch.summary_xlsx import summary_xlsx
from rubrics.contender import contender
from rubrics.form_rules import Form
from rubrics.interval import Interval
from tests.pipeline.batch.test_district import row
from tests.rubrics.small_rubric import item, small_rubric

BANDS = "bands: [{label: 优秀, at_least: 90}, {label: 合格, at_least: 0}]"
LECTURES = (
    '{id: "1.1", text: 党课, points: 100, measures: '
    "[{kind: events, streams: [{types: [party_lecture], per: year}]}]}"
)
RUBRIC = small_rubric(
    item(LECTURES, "100"), "100", f"form: {{{BANDS}, quotas: [{{band: 优秀, most: 1}}]}}\n"
)
PLAIN = small_rubric(item(LECTURES, "100"), "100", f"form: {{{BANDS}}}\n")


def school(
    name: str, low: str, high: str | None = None, period: str = "2022年", form: Form = RUBRIC.form
) -> SchoolRow:
    high = high or low
    entered = contender(form, Interval(Decimal(low), Decimal(high)), ())
    return replace(row(name, low, low, high, period=period), contender=entered, grade=None)


def ranked(
    *rows: SchoolRow, failed: tuple[str, ...] = (), years: Mapping[str, str] | None = None
) -> District:
    entries = [Entry(one.name + one.period, DONE, "k", row=one) for one in rows]
    entries += [Entry(own, FAILED, None, "打不开") for own in failed]
    folders = {entry.id: entry.id for entry in entries}
    return put_together(entries, folders, RUBRIC.form, years or {})


def grades(found: District) -> dict[str, str | None]:
    return {one.id: one.grade for one in found.standings}


def test_each_period_has_its_own_places() -> None:
    found = ranked(school("甲", "95"), school("乙", "97"), school("甲", "91", period="2021年"))
    assert grades(found) == {"甲2022年": "合格", "乙2022年": "优秀", "甲2021年": "优秀"}


def test_a_school_that_could_not_be_checked_may_take_a_place() -> None:
    found = ranked(school("甲", "95"), school("乙", "80"), failed=("坏.zip",))
    assert grades(found) == {"甲2022年": None, "乙2022年": "合格"}
    assert "没有核查成" in found.standings[0].grade_why


@pytest.mark.parametrize(("year", "grade"), [("2022年", None), ("2021年", "优秀")])
def test_one_of_another_year_takes_none(year: str, grade: str | None) -> None:
    found = ranked(school("甲", "95"), failed=("坏.zip",), years={"坏.zip": year})
    assert grades(found) == {"甲2022年": grade}


def test_the_order_of_schools_changes_nothing() -> None:
    rows = [school("甲", "95"), school("乙", "92", "96"), school("丙", "95"), school("丁", "60")]
    before = grades(ranked(*rows))
    chance = random.Random(5)
    for _ in range(5):
        chance.shuffle(rows)
        assert grades(ranked(*rows)) == before


def test_summaries_show_the_grade_and_why() -> None:
    found = ranked(school("甲", "95"), school("乙", "92", "96"), school("丙", "60"))
    page = summary_html(RUBRIC, found, (), ()).decode("utf-8")
    assert "待定<br>" in page
    assert "待定分数的区间跨名额界线" in page
    assert "按总分属于“合格”" in page
    sheet = openpyxl.load_workbook(io.BytesIO(summary_xlsx(RUBRIC, found, (), ())))["排名"]
    heads, *lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    at = heads.index("等次")
    assert heads[at + 1] == "等次说明"
    assert [line[at] for line in lines] == ["待定", "待定", "合格"]
    assert all(line[at + 1] for line in lines)


def test_lines_for_programs_hold_the_grade_after_the_ranking() -> None:
    rows = (school("甲", "97"), school("乙", "92"))
    entries = [Entry(one.name + one.period, DONE, "k", row=one) for one in rows]
    told = [json.loads(line) for line in school_lines(entries, ranked(*rows).grades)]
    assert [one["grade"] for one in told] == ["优秀", "合格"]
    assert "占满" in told[1]["grade_why"]


def test_a_form_without_quotas_shows_each_schools_own_grade() -> None:
    rows = [replace(school("甲", "95", form=PLAIN.form), grade="优秀")]
    assert rows[0].contender is None
    entries = [Entry("甲", DONE, "k", row=rows[0])]
    found = put_together(entries, {"甲": "甲"}, PLAIN.form)
    assert found.grades == {}
    assert found.standings[0].grade == "优秀"
    sheet = openpyxl.load_workbook(io.BytesIO(summary_xlsx(PLAIN, found, (), ())))["排名"]
    assert "等次说明" not in [cell.value for cell in sheet[1]]
