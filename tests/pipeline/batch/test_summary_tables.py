"""The lines for other programs and the Parquet files say the same, with stated columns."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyarrow.parquet
import pytest

from pipeline.batch import summary_tables
from pipeline.batch.ledger import DONE, FAILED, Entry
from pipeline.batch.summary_tables import (
    ITEM_COLUMNS,
    SCHOOL_COLUMNS,
    item_lines,
    parquet,
    school_lines,
)
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
