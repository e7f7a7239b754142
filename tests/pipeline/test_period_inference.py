"""The period nobody named is that of most held events; it is said and never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from matchers.annotation import (
    Annotation,
    Attributes,
    DocumentEvidence,
    DocumentKind,
    EventDate,
    EvidenceKind,
    Granularity,
    Occurrence,
    Status,
)
from pipeline.errors import InputError
from pipeline.period_inference import given_period, infer_period, period_of_rubric
from tests.pipeline.made_assessment import RUBRIC


def _annotation(
    *days: date, status: Status = Status.HELD, granularity: Granularity = Granularity.DAY
) -> Annotation:
    occurrences = tuple(
        Occurrence(
            file="a.docx",
            record=0,
            types=("party_lecture",),
            title="党课",
            status=status,
            date=EventDate(day, day, granularity, "文字"),
            for_year=None,
            attributes=Attributes(),
            evidence_kind=EvidenceKind.MINUTES,
            confidence=1.0,
            citations=(),
        )
        for day in days
    )
    return Annotation("a.docx", DocumentKind.MINUTES, (), "", occurrences=occurrences)


def _document_for(*years: int) -> Annotation:
    plan = DocumentEvidence("a.docx", ("plan",), "计划", years, None, None, False, (), ())
    return Annotation("a.docx", DocumentKind.PLAN, (), "", documents=(plan,))


D21, D22, D23 = date(2021, 10, 1), date(2022, 3, 1), date(2023, 3, 1)


@pytest.mark.parametrize(
    ("annotations", "by_school_year", "label"),
    [
        ([_annotation(D22, D22, D21)], False, "2022年"),
        ([_annotation(D21), _annotation(D22)], False, "2022年"),  # a tie: the later year
        ([_annotation(D21, D22, D23)], True, "2021-2022学年"),
        ([_annotation(D21, D21, status=Status.PLANNED), _annotation(D22)], False, "2022年"),
        ([_annotation(D21, D21, granularity=Granularity.YEAR), _annotation(D22)], False, "2022年"),
        ([replace(_annotation(D21, D21), own=False), _annotation(D22)], False, "2022年"),
        ([_document_for(2021, 2022), _document_for(2022)], False, "2022年"),
        ([_document_for(2021, 2021), _annotation(D22)], False, "2022年"),
    ],
)
def test_most_held_days_decide(
    annotations: list[Annotation], by_school_year: bool, label: str
) -> None:
    found = infer_period(annotations, by_school_year)
    assert found is not None
    assert found.period.label == label
    assert found.inferred is not None
    assert label in found.inferred


def test_nothing_is_inferred_from_nothing() -> None:
    assert infer_period([_annotation()], False) is None


def test_the_order_of_files_changes_nothing() -> None:
    annotations = [_annotation(D21), _annotation(D22), _annotation(D22), _annotation(D21)]
    assert infer_period(annotations, False) == infer_period(annotations[::-1], False)


def test_a_named_period_is_not_marked_as_inferred() -> None:
    found = given_period("2022上半年")
    assert found is not None
    assert (found.period.label, found.inferred) == ("2022年上半年", None)
    assert given_period(None) is None


@pytest.mark.parametrize("text", ["", "去年", "2022-13", "2021-2023学年", "2022-02-30..2022-03-01"])
def test_a_bad_period_is_a_mistake_of_the_person(text: str) -> None:
    with pytest.raises(InputError, match="时段"):
        given_period(text)


def test_the_rubrics_year_stands_in_and_is_said() -> None:
    found = period_of_rubric(RUBRIC.model_copy(update={"year": 2022}))
    assert found.period.label == "2022年"
    assert found.inferred


def test_without_any_year_the_person_is_asked() -> None:
    with pytest.raises(InputError, match="--period"):
        period_of_rubric(RUBRIC)


def _titled(title: str, kind: DocumentKind = DocumentKind.PLAN) -> Annotation:
    return replace(_annotation(), title=title, kind=kind)


@pytest.mark.parametrize(
    ("annotations", "label"),
    [
        ([_titled("2021学年工作计划"), _annotation(D22, D22, D21)], "2021-2022学年"),
        ([_titled("工作计划（2021.9—2022.8）")], "2021-2022学年"),
        ([_titled("2022年度工作计划"), _annotation(D22)], "2022年"),
        ([_titled("2021学年计划"), _titled("2022年计划"), _annotation(D22)], "2022年"),
        ([_titled("2021学年运动会", DocumentKind.NEWS), _annotation(D22)], "2022年"),
        ([replace(_titled("2021学年计划"), own=False), _annotation(D22)], "2022年"),
    ],
)
def test_plans_and_summaries_say_whether_years_are_school_years(
    annotations: list[Annotation], label: str
) -> None:
    found = infer_period(annotations, None)
    assert found is not None
    assert found.period.label == label
