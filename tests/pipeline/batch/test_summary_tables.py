"""The lines for other programs and the Parquet files say the same, with stated columns."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import quote

import openpyxl
import pyarrow.parquet
import pytest

from pipeline.batch import summary_tables
from pipeline.batch.comparing import ALIKE, SAME_FILE, CrossFlag
from pipeline.batch.district import put_together
from pipeline.batch.ledger import DONE, FAILED, Entry
from pipeline.batch.summary_html import summary_html
from pipeline.batch.summary_tables import (
    FLAG_COLUMNS,
    ITEM_COLUMNS,
    SCHOOL_COLUMNS,
    flag_lines,
    item_lines,
    parquet,
    school_lines,
)
from pipeline.batch.summary_xlsx import summary_xlsx
from rubrics.load import load_rubric
from tests.pipeline.batch.test_district import item, row

LACKING, MET = item("1", "unmet", "0", "1", "党课"), item("1", "met", "3", "3")
ENTRIES = [
    Entry("坏.zip", FAILED, None, "打不开"),
    Entry(
        "甲", DONE, "k", row=row("甲", "1", "2", "3", items=(item("1", "unmet", "0", "1", "党课"),))
    ),
    Entry("乙", DONE, "k", row=row("乙", items=(item("1", "met", "3", "3"),), unread=("a.docx",))),
]
TABLES = pytest.mark.parametrize(
    ("lines", "columns"), [(school_lines, SCHOOL_COLUMNS), (item_lines, ITEM_COLUMNS)]
)
Lines = Callable[[Iterable[Entry]], Iterator[bytes]]


@TABLES
def test_parquet_holds_what_the_lines_hold(
    lines: Lines, columns: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summary_tables, "_AT_ONCE", 2)  # so that several portions are written
    table = pyarrow.parquet.read_table(io.BytesIO(parquet(lines(ENTRIES), columns)))
    wanted = [json.loads(line) for line in lines(ENTRIES)]
    assert table.column_names == list(columns)
    assert table.to_pylist() == [{name: one.get(name) for name in columns} for one in wanted]


@TABLES
def test_every_fact_of_the_lines_has_its_column(lines: Lines, columns: Mapping[str, str]) -> None:
    assert {name for line in lines(ENTRIES) for name in json.loads(line)} == set(columns)


@TABLES
def test_nothing_makes_no_file(lines: Lines, columns: Mapping[str, str]) -> None:
    assert parquet(lines([]), columns) == b""


def test_flags_across_schools_have_a_line_for_each_file() -> None:
    flags = [
        CrossFlag(SAME_FILE, "photo", (("甲", "a.jpg"), ("乙", "b.jpg")), 1.0),
        CrossFlag(ALIKE, "minutes", (("甲", "c.docx"), ("丙", "d.docx")), 0.72),
    ]
    lines = [json.loads(line) for line in flag_lines(flags)]
    assert [(one["flag"], one["id"], one["file"]) for one in lines] == [
        (1, "甲", "a.jpg"),
        (1, "乙", "b.jpg"),
        (2, "甲", "c.docx"),
        (2, "丙", "d.docx"),
    ]
    table = pyarrow.parquet.read_table(io.BytesIO(parquet(flag_lines(flags), FLAG_COLUMNS)))
    assert table.to_pylist() == lines


def test_what_waits_for_people_is_listed_school_by_school() -> None:
    waiting = item("2", "needs_review", "1", "4")
    entries = [
        Entry("甲", DONE, "k", row=row("甲校", items=(LACKING, waiting))),
        Entry("乙", DONE, "k", row=row("乙校", items=(MET, waiting))),
        Entry("坏.zip", FAILED, None, "打不开"),
    ]
    folders = {"甲": "2022/甲", "乙": "乙"}
    district = put_together(entries, folders)
    rubric = load_rubric("yangzhou-2022")
    book = openpyxl.load_workbook(
        io.BytesIO(summary_xlsx(rubric, district, (), (), (), entries, folders))
    )
    listed = [tuple(one[:7]) for one in book["待判定清单"].iter_rows(min_row=2, values_only=True)]
    assert [(one[1], one[2], one[5], one[6]) for one in listed] == [
        ("甲校", "2", 1, 4),
        ("乙校", "2", 1, 4),
    ]
    page = summary_html(rubric, district, (), ()).decode("utf-8")
    assert f'href="{quote("2022/甲")}/' in page.partition('id="waiting"')[2]
    assert district.waiting[0].waits == [("甲校", "2022/甲"), ("乙校", "乙")]
