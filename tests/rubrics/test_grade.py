"""Weights, bands with their gaps, and vetoes of the Tianning form."""

from __future__ import annotations

from decimal import Decimal

import pytest

from matchers.period import parse_period
from matchers.profile import Profile
from rubrics.case_evidence import build_evidence
from rubrics.case_model import Case, CaseEvent, CaseNumber, CasePaper, Expected
from rubrics.finding import FindingStatus, Grade
from rubrics.grade import band_of, weigh
from rubrics.judge import assess
from rubrics.load import load_rubric

TIANNING = load_rubric("tianning-2012")
ACTIVE = CaseEvent.model_validate({"types": ["members_meeting"], "on": "2022-03-01"})


def _grade(*numbers: CaseNumber, idle: bool = False, **declares: int) -> Grade:
    events = () if idle else (ACTIVE,)
    case = Case(name="", rule="1.1", events=events, numbers=numbers, expect=Expected())
    profile = Profile(declares=dict(declares))
    card = assess(TIANNING, build_evidence(case), profile, parse_period("2022"))
    assert card.grade is not None
    return card.grade


def test_self_and_review_are_weighed_exactly() -> None:
    totals = {"自评": Decimal(89), "考评": Decimal(90)}
    assert weigh(TIANNING.form, totals) == Decimal("89.6")


def test_a_missing_assessor_leaves_the_weighed_total_open() -> None:
    assert weigh(TIANNING.form, {"自评": Decimal(89)}) is None


@pytest.mark.parametrize(
    ("total", "label"),
    [("100", "先进"), ("90", "先进"), ("89", "较好"), ("75", "较好"), ("74", "一般"),
     ("60", "一般"), ("59.9", "后进"), ("0", "后进"), ("89.6", None), ("74.5", None)],
)  # fmt: skip
def test_bands_are_read_as_printed_and_gaps_stay_open(total: str, label: str | None) -> None:
    band, why = band_of(TIANNING.form, Decimal(total))
    assert (band.label if band else None) == label
    assert bool(why) == (label is None)


def test_the_gap_is_explained() -> None:
    assert "89 与 90 之间" in band_of(TIANNING.form, Decimal("89.6"))[1]


def test_no_grade_is_given_while_the_review_is_missing() -> None:
    found = _grade()
    assert found.label is None
    assert "0.4×自评 + 0.6×考评" in found.reason


def test_a_punished_member_is_a_veto() -> None:
    found = _grade(punished_members=1)
    assert found.label == "后进"
    assert found.vetoes == ("所管理的党员近一年受到刑事处罚、行政处罚、校纪校规处分",)


def test_a_year_without_any_activity_is_a_veto() -> None:
    assert "一年以上没有开展活动" in _grade(idle=True).vetoes


@pytest.mark.parametrize(
    ("period", "fires"),
    [("2022", True), ("2021-2022学年", True), ("2022上半年", False), ("2022下半年", False),
     ("2022Q1", False), ("2022-03", False)],
)  # fmt: skip
def test_only_a_whole_year_without_any_activity_is_a_veto(period: str, fires: bool) -> None:
    case = Case(name="", rule="1.1", expect=Expected())
    card = assess(TIANNING, build_evidence(case), Profile(), parse_period(period))
    assert card.grade is not None
    assert ("一年以上没有开展活动" in card.grade.vetoes) == fires


def test_an_item_of_which_nothing_is_confirmed_is_not_partly_met() -> None:
    """换届 was due and not held, and a paper waits for a person: nothing is met."""
    papers = (CasePaper(types=("branch_structure",)),)
    case = Case(name="", rule="1.1", papers=papers, expect=Expected())
    profile = Profile(declares={"election_due": True})
    shandong = load_rubric("shandong-basic")
    card = assess(shandong, build_evidence(case), profile, parse_period("2022"))
    found = next(one for one in card.findings if one.item == "2.1")
    assert {rule.status for rule in found.rules} >= {
        FindingStatus.UNMET,
        FindingStatus.NEEDS_REVIEW,
    }
    assert found.status is FindingStatus.NEEDS_REVIEW


def test_satisfaction_below_twelve_points_is_a_veto() -> None:
    low = CaseNumber(type="satisfaction_rate", value="59", unit="%")
    assert _grade(low).vetoes == ("“群众反映好”得分低于12分",)


def test_satisfaction_of_twelve_points_is_none() -> None:
    fair = CaseNumber(type="satisfaction_rate", value="60", unit="%")
    assert _grade(fair).vetoes == ()


def test_open_vetoes_are_named_for_a_person() -> None:
    found = _grade(punished_members=0)
    assert "领导班子不团结" in found.reason
    assert "包括但不限于" in found.reason


def test_a_form_without_bands_gets_no_grade() -> None:
    case = Case(name="", rule="1.1", expect=Expected())
    yangzhou = load_rubric("yangzhou-2022")
    assert assess(yangzhou, build_evidence(case), Profile(), parse_period("2022")).grade is None


def test_a_form_without_points_gets_none_invented() -> None:
    held = CaseEvent.model_validate({"types": ["staff_congress"], "on": "2022-04-29"})
    case = Case(name="", rule="1.1", events=(held,), expect=Expected())
    rubric = load_rubric("shandong-basic")
    card = assess(rubric, build_evidence(case), Profile(), parse_period("2022"))
    assert (card.total.suggested, card.total.low, card.total.high, card.total.max) == (None,) * 4
    assert all(finding.suggested is None and finding.max is None for finding in card.findings)
    assert card.coverage is not None
    counted = card.coverage
    states = (counted.met, counted.partial, counted.unmet)
    assert sum((*states, counted.needs_review, counted.not_applicable)) == 16
    assert counted.demands > counted.satisfied > 0
