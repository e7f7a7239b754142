"""Numbers with a meaning: read where the school states them, not where a rule demands them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Document
from matchers.annotation import DocumentKind, Quantity
from matchers.quantities import find_quantities
from tests.matchers.documents_made import make_document

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data/quantities.jsonl").read_text("utf-8").splitlines()
]


def find(document: Document, kind: str = "report") -> tuple[Quantity, ...]:
    return find_quantities(document, kind=DocumentKind(kind), years=())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["lines"][-1][:24])
def test_numbers_and_near_misses(case: dict[str, Any]) -> None:
    found = find(make_document(case["lines"]), case["kind"])
    got = sorted(str([q.type, q.value, q.unit, q.year]) for q in found)
    assert got == sorted(map(str, case["found"]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["lines"][-1][:24])
def test_every_quote_stands_at_its_place_and_holds_the_number(case: dict[str, Any]) -> None:
    document = make_document(case["lines"])
    for quantity in find(document, case["kind"]):
        cited = quantity.citation
        assert document.blocks[cited.block].text[cited.start : cited.end] == cited.quote
        assert any(
            sign in cited.quote for sign in "0123456789一二三四五六七八九十壹贰叁肆伍陆柒捌玖"
        )


def test_last_year_is_the_year_before_the_papers() -> None:
    document = make_document(["2012年分类定级表", "上年度应缴党费6552元。"])
    assert [(q.type, q.year) for q in find(document, "form")] == [("dues_due", 2011)]


def test_the_folders_year_is_used_only_when_the_text_names_none() -> None:
    document = make_document(["情况", "正式党员23名，2021年发展党员1名。"])
    found = find_quantities(document, kind=DocumentKind.SUMMARY, years=(2022,))
    assert [(q.type, q.year) for q in found] == [
        ("formal_members", 2022),
        ("members_recruited", 2021),
    ]


def test_counts_of_several_rows_without_a_total_are_not_added_up() -> None:
    document = make_document(["满意度", "对象\t发放\t满意率", "教师\t60\t96%", "家长\t140\t94%"])
    assert [(q.type, q.value) for q in find(document, "form")] == [
        ("satisfaction_rate", "96"),
        ("satisfaction_rate", "94"),
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 9_999_999), st.sampled_from(["", "，", "合计"]), st.booleans())
def test_a_planted_budget_is_read_exactly(amount: int, lead: str, commas: bool) -> None:
    written = f"{amount:,}" if commas else str(amount)
    document = make_document(["经费说明", f"{lead}学校安排党建经费{written}元，列入预算。"])
    [found] = find(document, "other")
    assert found.value == str(amount)
    assert written in found.citation.quote


@pytest.mark.parametrize(
    "text", ["党员" * 9000 + "1" * 9000, "实缴" + " " * 20_000 + "x", "党费应缴：" * 3000]
)
def test_long_hostile_lines_give_no_number(text: str) -> None:
    assert find(make_document(["党费", text, f"{text}\t{text}"])) == ()
