"""Honours: awarded, applied for or only wished for, with the level the words tell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from matchers.annotation import AwardStatus, DocumentKind
from matchers.awards import find_awards
from tests.matchers.documents_made import make_document

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data/awards.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["lines"][-1][:20])
def test_honours_and_near_misses(case: dict[str, Any]) -> None:
    document = make_document(case["lines"])
    found = find_awards(document, kind=DocumentKind(case["kind"]))
    got = [
        [a.type, a.level, a.year, a.status.value] for a in found if a.type != "member_commendation"
    ]
    assert got == case["awards"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["lines"][-1][:20])
def test_titles_and_quotes_stand_in_the_text(case: dict[str, Any]) -> None:
    document = make_document(case["lines"])
    for award in find_awards(document, kind=DocumentKind(case["kind"])):
        cited = award.citation
        text = document.blocks[cited.block].text
        assert text[cited.start : cited.end] == cited.quote
        assert award.title in text


def test_a_county_level_city_is_said_to_be_one() -> None:
    document = make_document(["学校被评为仪征市文明校园。"])
    [award] = find_awards(document, kind=DocumentKind.NEWS)
    assert (award.level, award.level_text) == ("county", "仪征市")
    assert any("县级市" in reason for reason in award.reasons)


def test_the_same_honour_told_twice_is_given_once_as_awarded() -> None:
    document = make_document(
        ["申报书", "学校申报扬州市文明校园。", "学校被评为扬州市文明校园。"],
    )
    [award] = find_awards(document, kind=DocumentKind.SUMMARY)
    assert award.status is AwardStatus.AWARDED
