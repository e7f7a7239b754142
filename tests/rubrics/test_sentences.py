"""What people read: facts by their Chinese names, the line to write, and remedies to act on."""

from __future__ import annotations

import re

import pytest

from matchers.period import parse_period
from matchers.profile import Profile
from rubrics.case_evidence import build_evidence
from rubrics.case_model import Case, CaseAward, Expected
from rubrics.fact_names import ask, fact_line, fact_title
from rubrics.finding import Finding, Scorecard
from rubrics.judge import assess
from rubrics.load import known_rubrics, load_rubric
from rubrics.show import show

EMPTY = Case(name="", rule="1.1", expect=Expected())
KEYS = re.compile(r"[a-z]+_[a-z_]+|ownership|organization|\b(?:members|groups|stage|leaders)\b")


def _card(name: str, case: Case = EMPTY, profile: Profile | None = None) -> Scorecard:
    period = parse_period("2022")
    return assess(load_rubric(name), build_evidence(case), profile or Profile(), period)


def _without_lines(text: str) -> str:
    """Take out what is to be written into the file; keys belong there and nowhere else."""
    return re.sub(r"写一行 [^；。]*", "", text)


def _said(finding: Finding) -> list[str]:
    said = [finding.remedy or ""]
    for rule in finding.rules:
        said += [rule.explanation, *rule.lacking, *(entry.why for entry in rule.not_counted)]
    return said


@pytest.mark.parametrize("name", known_rubrics())
@pytest.mark.parametrize(
    "profile", [Profile(), Profile.model_validate({"members": 23, "ownership": "public",
     "declares": {"retired_branch": False, "election_due": False, "reader_task": False}})],
)  # fmt: skip
def test_no_sentence_names_a_fact_by_its_key(name: str, profile: Profile) -> None:
    for finding in _card(name, profile=profile).findings:
        for text in _said(finding):
            assert not KEYS.search(_without_lines(text)), text


@pytest.mark.parametrize("name", known_rubrics())
def test_the_shown_rubric_names_facts_in_chinese(name: str) -> None:
    decided = [line for line in show(load_rubric(name)).splitlines() if "怎样判定" in line]
    assert decided
    for line in decided:
        assert not KEYS.search(line), line


@pytest.mark.parametrize("name", known_rubrics())
def test_every_fact_has_a_name_and_a_line_to_write(name: str) -> None:
    rubric = load_rubric(name)
    for fact in rubric.facts:
        assert not KEYS.search(fact_title(fact.name, rubric.facts))
        assert fact_line(fact.name, rubric.facts).startswith(f"{fact.name}: ")


def test_a_missing_fact_is_asked_for_with_its_line() -> None:
    rubric = load_rubric("yangzhou-2022")
    assert ask("members", rubric.facts) == (
        "有多少名正式党员（在 学校信息.yaml 里写一行 members: 人数）"
    )
    assert "的 declares 下写一行 election_due: 是（不是就写 否）" in ask(
        "election_due", rubric.facts
    )


def test_a_line_as_told_is_a_profile_that_answers() -> None:
    told = {"declares": {"election_due": "是", "transfer_faults": "0"}}
    assert Profile.model_validate(told).declares == {"election_due": True, "transfer_faults": 0}


@pytest.mark.parametrize("name", known_rubrics())
def test_every_lost_or_open_item_has_one_sentence(name: str) -> None:
    for finding in _card(name).findings:
        if finding.remedy is not None:
            assert finding.remedy.endswith("。")
            assert finding.remedy.count("。") == 1, finding.remedy
            assert "补做" not in finding.remedy or "不必补做" in finding.remedy


def test_a_remedy_says_what_a_person_is_asked_and_which_paper_serves() -> None:
    remedies = {finding.item: finding.remedy or "" for finding in _card("yangzhou-2022").findings}
    assert "2.3 是否讨论研究了重大问题且记录详细" in remedies["2"]
    assert "意识形态分析研判写在支委会、校长办公会等会议记录里的一项议题也算" in remedies["26"]
    assert "一项议题" not in remedies["18"]
    assert "查到几人次就写几，没有写 0" in remedies["14"]
    assert "不必另写" in remedies["29"]


def test_a_level_that_could_be_higher_is_told_as_it_stands() -> None:
    award = CaseAward(type="party_brand", level="city")
    card = _card("yangzhou-2022", EMPTY.model_copy(update={"awards": (award,)}))
    remedy = next(finding.remedy for finding in card.findings if finding.item == "24")
    assert remedy is not None
    assert "市级认定" in remedy and "更高级别" in remedy
