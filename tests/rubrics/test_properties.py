"""What holds whatever the evidence: bounds, order, and that more evidence never lowers a score."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchers.annotation import Status
from matchers.period import parse_period
from matchers.profile import OrganizationForm, Ownership, Profile, Stage
from rubrics.case_evidence import build_evidence
from rubrics.case_model import Case, CaseEvent, CasePaper, Expected
from rubrics.evidence import Evidence
from rubrics.finding import Finding, FindingStatus, RuleFinding, Scorecard
from rubrics.judge import assess
from rubrics.load import known_rubrics, load_rubric
from rubrics.vocabulary import load_vocabulary

RUBRIC = load_rubric("yangzhou-2022")
WORDS = load_vocabulary()
PERIOD = parse_period("2022")
FULL = settings(max_examples=25, deadline=None)

_days = st.dates(date(2021, 6, 1), date(2023, 6, 30))


def _event(types: tuple[str, ...], on: date | None, span: int, status: Status) -> CaseEvent:
    until = on + timedelta(days=span) if on else None
    return CaseEvent(types=types, on=on, until=until, status=status)


_events = st.builds(
    _event,
    types=st.lists(st.sampled_from(sorted(WORDS.events)), min_size=1, max_size=2).map(tuple),
    on=st.none() | _days,
    span=st.sampled_from([0, 0, 0, 27, 90]),
    status=st.sampled_from([Status.HELD, Status.HELD, Status.HELD, *Status]),
)
_papers = st.builds(
    CasePaper,
    types=st.sampled_from(sorted(WORDS.documents)).map(lambda name: (name,)),
    years=st.sampled_from([(2022,), (2021,), ()]),
    signed=st.booleans(),
    template=st.booleans(),
    own=st.booleans(),
)
_profiles = st.builds(
    Profile,
    ownership=st.none() | st.sampled_from(Ownership),
    stage=st.none() | st.sampled_from(Stage),
    organization=st.none() | st.sampled_from(OrganizationForm),
    members=st.none() | st.integers(0, 120),
    groups=st.none() | st.integers(0, 5),
    leaders=st.sampled_from([(), ("甲", "乙")]),
    central_group=st.sampled_from([(), ("甲", "乙")]),
    declares=st.dictionaries(
        st.sampled_from(["election_due", "retired_branch", "reader_task"]), st.booleans()
    ),
)
_cases = st.builds(
    lambda events, papers, profile, unread: Case(
        name="任意",
        rule="1.1",
        profile=profile,
        events=tuple(events),
        papers=tuple(papers),
        unread=tuple(unread),
        expect=Expected(),
    ),
    st.lists(_events, max_size=25),
    st.lists(_papers, max_size=8),
    _profiles,
    st.lists(
        st.sampled_from(["党课/扫描.pdf", "照片/1.jpg", "2022年党建工作计划.doc"]), max_size=2
    ),
)


def _assess(evidence: Evidence, profile: Profile) -> Scorecard:
    return assess(RUBRIC, evidence, profile, PERIOD, vocabulary=WORDS)


@given(case=_cases)
@FULL
def test_scores_stay_within_their_bounds(case: Case) -> None:
    card = _assess(build_evidence(case), case.profile)
    for finding in card.findings:
        parts: list[Finding | RuleFinding] = [finding, *finding.rules]
        for part in parts:
            assert part.low is not None and part.high is not None and part.max is not None
            assert 0 <= part.low <= part.high <= part.max
            if part.suggested is not None:
                assert part.low <= part.suggested <= part.high
            else:
                assert part.low == 0
    assert card.total.low == sum(finding.low or Decimal(0) for finding in card.findings)
    assert card.total.max == 100
    assert card.total.low is not None and card.total.high is not None
    assert card.total.low <= (card.total.suggested or Decimal(0)) <= card.total.high


@given(case=_cases)
@FULL
def test_the_order_of_evidence_never_matters(case: Case) -> None:
    evidence = build_evidence(case)
    shuffled = replace(
        evidence,
        events=tuple(reversed(evidence.events)),
        annotations=tuple(reversed(evidence.annotations)),
        unread=tuple(reversed(evidence.unread)),
    )
    assert _assess(evidence, case.profile) == _assess(shuffled, case.profile)


@given(case=_cases, types=st.sampled_from(sorted(WORDS.events)), on=_days)
@FULL
def test_one_more_confirmed_event_never_lowers_a_score(case: Case, types: str, on: date) -> None:
    more = CaseEvent(types=(types,), on=on, speakers=("甲", "乙"))
    before = _assess(build_evidence(case), case.profile)
    added = case.model_copy(update={"events": (*case.events, more)})
    after = _assess(build_evidence(added), case.profile)
    for old, new in zip(before.findings, after.findings, strict=True):
        for was, now in zip(old.rules, new.rules, strict=True):
            assert (was.low or 0) <= (now.low or 0), now.id


@given(case=_cases, kind=st.sampled_from(sorted(WORDS.documents)))
@FULL
def test_one_more_paper_never_lowers_a_score(case: Case, kind: str) -> None:
    more = CasePaper(types=(kind,), signed=True)
    before = _assess(build_evidence(case), case.profile)
    added = case.model_copy(update={"papers": (*case.papers, more)})
    after = _assess(build_evidence(added), case.profile)
    for old, new in zip(before.findings, after.findings, strict=True):
        assert (old.low or 0) <= (new.low or 0), new.item


@pytest.mark.parametrize("name", known_rubrics())
@given(case=_cases)
@settings(max_examples=5, deadline=None)
def test_every_form_can_be_judged_in_any_order(name: str, case: Case) -> None:
    rubric, evidence = load_rubric(name), build_evidence(case)
    turned = replace(evidence, events=evidence.events[::-1], annotations=evidence.annotations[::-1])
    card = assess(rubric, evidence, case.profile, PERIOD, vocabulary=WORDS)
    assert card == assess(rubric, turned, case.profile, PERIOD, vocabulary=WORDS)
    assert len(card.findings) == len(rubric.items)
    assert card.coverage is not None
    assert card.total.needs_review == card.coverage.needs_review
    for finding in card.findings:
        assert (finding.max is None) == (rubric.max is None)
        done = finding.status in (FindingStatus.MET, FindingStatus.NOT_APPLICABLE)
        assert done == (finding.remedy is None)


@given(case=_cases)
@FULL
def test_a_doubt_may_only_widen(case: Case) -> None:
    """What is doubtful changes neither what is certain nor makes the best outcome worse."""
    evidence = build_evidence(case)
    certain = replace(evidence, unread=())
    for old, new in zip(
        _assess(certain, case.profile).findings,
        _assess(evidence, case.profile).findings,
        strict=True,
    ):
        assert new.low == old.low and (new.high or 0) >= (old.high or 0)
