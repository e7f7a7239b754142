"""Norms say how often, for whom and where that is written; none is without its article."""

from __future__ import annotations

import re

import pytest

from matchers.period import parse_period
from matchers.profile import Profile
from rubrics.due_facts import with_due_facts
from rubrics.load import known_rubrics, load_rubric
from rubrics.measures import Events
from rubrics.norms import known_norms, load_norms

FACTS = load_rubric("yangzhou-2022").facts


@pytest.mark.parametrize("name", known_norms())
def test_every_norm_names_its_article_and_wording(name: str) -> None:
    for norm in load_norms(name).norms:
        assert re.fullmatch(r"第[一二三四五六七八九十]+条", norm.article), norm.id
        assert norm.wording
        if norm.bound is not None:
            assert norm.bound.article and norm.bound.wording


def test_the_regulation_of_branches_holds_what_it_says_of_organisational_life() -> None:
    norms = load_norms("branch-work-2018")
    said = {norm.id: (norm.per.value, norm.need, norm.article) for norm in norms.norms}
    assert said["organizational_life"] == ("year", 1, "第十七条")
    assert said["member_appraisal"] == ("year", 1, "第十八条")
    assert said["heart_talk"] == ("year", 1, "第十九条")


@pytest.mark.parametrize("name", known_rubrics())
def test_no_form_states_the_bound_of_seven_members_without_its_source(name: str) -> None:
    for item in load_rubric(name).items:
        for rule in item.rules:
            for measure in (*rule.measures, *rule.also):
                for stream in measure.streams if isinstance(measure, Events) else ():
                    if "committee_meeting" in stream.types and stream.norm:
                        assert stream.when == ()
                        assert [one.at_least for one in stream.conditions] == [7]
                        assert "第二十条" in (stream.norm_source or "")


@pytest.mark.parametrize(
    ("period", "last", "due"),
    [
        ("2022", 2018, True),
        ("2022", 2019, True),
        ("2022", 2020, False),
        ("2022", 2022, None),
        ("2021-2022学年", 2018, True),
        ("2021-2022学年", 2019, None),  # it ends in 2022: before or after the year's last day?
        ("2021-2022学年", 2020, False),
    ],
)
def test_a_term_of_office_is_worked_out(period: str, last: int, due: bool | None) -> None:
    profile = Profile.model_validate(
        {"organization": "branch", "declares": {"last_election": last}}
    )
    told, reasons = with_due_facts(profile, FACTS, parse_period(period))
    assert told.declares.get("election_due") is due
    assert ("election_due" in reasons) == (due is not None)
    if due is not None:
        assert "第二十一条" in reasons["election_due"]


@pytest.mark.parametrize("said", [True, 2.5])
def test_what_is_no_year_tells_nothing(said: object) -> None:
    profile = Profile.model_validate(
        {"organization": "branch", "declares": {"last_election": said}}
    )
    assert with_due_facts(profile, FACTS, parse_period("2022")) == (profile, {})
