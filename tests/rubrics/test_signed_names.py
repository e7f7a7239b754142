"""A signature counts for the person whose whole name it is, on a paper of the period."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from matchers.period import parse_period
from matchers.profile import Profile
from rubrics.case_evidence import build_evidence
from rubrics.case_model import Case, Expected
from rubrics.finding import RuleFinding
from rubrics.judge import assess
from rubrics.load import load_rubric

YANGZHOU = load_rubric("yangzhou-2022")
PEOPLE = Profile(leaders=("张一",), middle_managers=("王二",))


def _signed(text: str, **paper: Any) -> RuleFinding:
    papers = ({"types": ["duty_agreement"], "text": text, **paper},)
    made = Case.model_validate({"name": "", "rule": "29.2", "papers": papers, "expect": Expected()})
    card = assess(YANGZHOU, build_evidence(made), PEOPLE, parse_period("2022"))
    return next(one for item in card.findings for one in item.rules if one.id == "29.2")


@pytest.mark.parametrize(
    "text",
    [
        "责任人签字：张一 王二",
        "责任人：张一、王二",
        "签名：张 一　王二",
        "责任人（签字）：张一，王二",
        "张一（签字） 王二（签字）",
        "承诺人签名：书记 张一、主任 王二",
    ],
)
def test_names_behind_a_label_one_signs_at_are_signatures(text: str) -> None:
    found = _signed(text)
    assert (found.suggested, found.counted) == (Decimal(1), 2)
    assert {cited.quote.replace(" ", "") for cited in found.citations} == {"张一", "王二"}


@pytest.mark.parametrize(
    "text",
    ["班子成员名单：张一、王二 责任人（签字）：", "学校与张一、王二签订责任书", "抄送：张一 王二"],
)
def test_names_that_merely_stand_on_the_paper_are_left_to_a_person(text: str) -> None:
    found = _signed(text)
    assert (found.low, found.high, found.suggested) == (Decimal(0), Decimal(1), None)
    assert "未见签字" in found.explanation


@pytest.mark.parametrize("text", ["责任人签字：张一丰 王二", "责任人签字：张一 王二虎"])
def test_a_longer_name_is_another_person(text: str) -> None:
    found = _signed(text)
    assert (found.suggested, found.high, found.counted) == (Decimal(0), Decimal(0), 1)


def test_an_old_paper_is_not_this_years() -> None:
    found = _signed("责任人签字：张一 王二", years=(2016,))
    assert (found.suggested, found.high) == (Decimal(0), Decimal(0))
    assert ["不是本时段的" in one.why for one in found.not_counted] == [True]


def test_a_paper_without_a_year_is_left_to_a_person() -> None:
    found = _signed("责任人签字：张一 王二", years=())
    assert (found.low, found.high) == (Decimal(0), Decimal(1))
    assert "没有写明年度" in found.explanation
