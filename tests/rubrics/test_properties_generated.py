"""What holds of every rubric that can be written, whatever the evidence (see `generated.py`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchers.annotation import AwardStatus, EvidenceKind, Status
from matchers.period import Period, parse_period
from matchers.profile import Profile
from rubrics.case_evidence import build_evidence
from rubrics.case_model import Case, CaseAward, CaseEvent, CasePaper, Expected
from rubrics.evidence import Evidence
from rubrics.finding import Finding, RuleFinding, Scorecard
from rubrics.judge import assess
from rubrics.lint import lint
from rubrics.load import parse_rubric
from rubrics.rubric import Rubric
from rubrics.vocabulary import load_vocabulary
from tests.rubrics.generated import EVENTS, FACTS, HONOURS, LEVELS, PAPERS, rubrics

WORDS = load_vocabulary()
MANY = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

_days = st.dates(date(2021, 6, 1), date(2023, 6, 30))
_events = st.builds(
    CaseEvent,
    types=st.lists(st.sampled_from(EVENTS), min_size=1, max_size=2, unique=True).map(tuple),
    on=st.none() | _days,
    status=st.sampled_from([Status.HELD, Status.HELD, Status.HELD, *Status]),
    for_year=st.sampled_from([None, None, 2021, 2022]),
    lecturer_role=st.sampled_from([None, "secretary", "member"]),
    topic=st.sampled_from([None, "二十大", "其他"]),
    speakers=st.sampled_from([(), ("甲",), ("甲", "乙")]),
    evidence=st.sampled_from([(EvidenceKind.MINUTES,), (EvidenceKind.NEWS, EvidenceKind.PHOTO)]),
)
_papers = st.builds(
    CasePaper,
    types=st.sampled_from(PAPERS).map(lambda name: (name,)),
    years=st.sampled_from([(2022,), (2021,), ()]),
    signed=st.booleans(),
    own=st.booleans(),
)
_awards = st.builds(
    CaseAward,
    type=st.sampled_from(HONOURS),
    level=st.none() | st.sampled_from(LEVELS),
    year=st.sampled_from([None, 2021, 2022]),
    status=st.sampled_from(AwardStatus),
    own=st.sampled_from([True, True, False, None]),
)
_profiles = st.builds(
    Profile,
    ownership=st.sampled_from([None, "public", "private"]),
    members=st.none() | st.integers(0, 60),
    leaders=st.sampled_from([(), ("甲", "乙")]),
    central_group=st.sampled_from([(), ("甲",)]),
    declares=st.dictionaries(st.sampled_from(FACTS), st.booleans())
    | st.just({"faults": 1, "due_on": 20220630}),
)
_periods = st.sampled_from(["2022", "2021-2022学年", "2022上半年"]).map(parse_period)


def _case(
    events: list[CaseEvent], papers: list[CasePaper], awards: list[CaseAward], unread: list[str]
) -> Case:
    return Case(
        name="任意",
        rule="1.1",
        events=tuple(events),
        papers=tuple(papers),
        awards=tuple(awards),
        unread=tuple(unread),
        expect=Expected(),
    )


_cases = st.builds(
    _case,
    st.lists(_events, max_size=14),
    st.lists(_papers, max_size=4),
    st.lists(_awards, max_size=2),
    st.lists(st.sampled_from(["党课/扫描.pdf", "党建工作计划.doc"]), max_size=1),
)


def _judge(rubric: Rubric, evidence: Evidence, profile: Profile, period: Period) -> Scorecard:
    return assess(rubric, evidence, profile, period, vocabulary=WORDS)


def _rules(card: Scorecard) -> list[RuleFinding]:
    """List the rules that count; one that leaves the maximum has no points."""
    rules = [rule for finding in card.findings for rule in finding.rules]
    return [rule for rule in rules if rule.low is not None]


def _never_lower(rubric: Rubric, before: Scorecard, after: Scorecard) -> None:
    """Hold a submission with more evidence against the same with less: every end, every sum."""
    for was, now in zip(_rules(before), _rules(after), strict=True):
        assert (was.low or 0) <= (now.low or 0), now.explanation
        assert (was.suggested or 0) <= (now.suggested or 0), now.explanation
        assert (was.high or 0) <= (now.high or 0), (was.explanation, now.explanation)
    for one, other in zip(before.findings, after.findings, strict=True):
        assert (one.low or 0) <= (other.low or 0)
        assert (one.suggested or 0) <= (other.suggested or 0)
        assert (one.high or 0) <= (other.high or 0)
    assert (before.total.low or 0) <= (after.total.low or 0)
    assert (before.total.high or 0) <= (after.total.high or 0)
    labels = [band.label for band in rubric.form.bands]
    if before.grade and after.grade and before.grade.label and after.grade.label:
        assert labels.index(after.grade.label) <= labels.index(before.grade.label)


@given(rubric=rubrics(), case=_cases, profile=_profiles, period=_periods)
@MANY
def test_points_stay_between_nothing_and_the_maximum(
    rubric: Rubric, case: Case, profile: Profile, period: Period
) -> None:
    card = _judge(rubric, build_evidence(case), profile, period)
    parts: list[Finding | RuleFinding] = [*card.findings, *_rules(card)]
    for part in parts:
        assert part.low is not None and part.high is not None and part.max is not None
        assert 0 <= part.low <= part.high <= part.max
        if part.suggested is not None:
            assert part.low <= part.suggested <= part.high
    total = card.total
    assert total.low is not None and total.high is not None and total.max is not None
    assert 0 <= total.low <= total.high
    assert total.suggested is None or total.low <= total.suggested <= total.high
    if not any(item.bonus for item in rubric.items) or not rubric.form.bonus.beyond:
        assert total.high <= max(total.max, rubric.max or Decimal(0))


@given(rubric=rubrics(), case=_cases, profile=_profiles, period=_periods)
@MANY
def test_the_order_of_the_evidence_never_matters(
    rubric: Rubric, case: Case, profile: Profile, period: Period
) -> None:
    evidence = build_evidence(case)
    turned = replace(
        evidence,
        events=evidence.events[::-1],
        annotations=evidence.annotations[::-1],
        unread=evidence.unread[::-1],
    )
    assert _judge(rubric, evidence, profile, period) == _judge(rubric, turned, profile, period)


@given(
    rubric=rubrics(growing=True),
    case=_cases,
    profile=_profiles,
    period=_periods,
    types=st.sampled_from(EVENTS),
    on=_days,
)
@MANY
def test_one_more_confirmed_event_never_lowers_anything(
    rubric: Rubric, case: Case, profile: Profile, period: Period, types: str, on: date
) -> None:
    more = CaseEvent(
        types=(types,),
        on=on,
        for_year=on.year,
        lecturer_role="secretary",
        topic="二十大",
        speakers=("甲", "乙"),
        evidence=(EvidenceKind.MINUTES, EvidenceKind.PHOTO),
    )
    added = case.model_copy(update={"events": (*case.events, more)})
    before = _judge(rubric, build_evidence(case), profile, period)
    after = _judge(rubric, build_evidence(added), profile, period)
    _never_lower(rubric, before, after)


@given(
    rubric=rubrics(growing=True),
    case=_cases,
    profile=_profiles,
    period=_periods,
    kind=st.sampled_from(PAPERS),
)
@MANY
def test_one_more_paper_never_lowers_anything(
    rubric: Rubric, case: Case, profile: Profile, period: Period, kind: str
) -> None:
    more = CasePaper(types=(kind,), signed=True, years=(2021, 2022))
    added = case.model_copy(update={"papers": (*case.papers, more)})
    before = _judge(rubric, build_evidence(case), profile, period)
    after = _judge(rubric, build_evidence(added), profile, period)
    _never_lower(rubric, before, after)


@given(
    rubric=rubrics(growing=True),
    case=_cases,
    profile=_profiles,
    period=_periods,
    kind=st.sampled_from(HONOURS),
    level=st.sampled_from(LEVELS),
)
@MANY
def test_one_more_honour_never_lowers_anything(
    rubric: Rubric, case: Case, profile: Profile, period: Period, kind: str, level: str
) -> None:
    added = case.model_copy(update={"awards": (*case.awards, CaseAward(type=kind, level=level))})
    before = _judge(rubric, build_evidence(case), profile, period)
    after = _judge(rubric, build_evidence(added), profile, period)
    _never_lower(rubric, before, after)


@given(rubric=rubrics(), case=_cases, profile=_profiles, period=_periods)
@MANY
def test_an_unread_file_only_widens(
    rubric: Rubric, case: Case, profile: Profile, period: Period
) -> None:
    read = case.model_copy(update={"unread": ()})
    unread = case.model_copy(update={"unread": ("党课/扫描.pdf", "党建工作计划.doc")})
    before = _rules(_judge(rubric, build_evidence(read), profile, period))
    after = _rules(_judge(rubric, build_evidence(unread), profile, period))
    if not build_evidence(read).documents:
        return  # nothing was handed in at all
    for was, now in zip(before, after, strict=True):
        assert now.low == was.low
        assert (now.high or 0) >= (was.high or 0)


@given(rubric=rubrics(), case=_cases, profile=_profiles, period=_periods)
@MANY
def test_what_is_only_shown_never_changes_a_score(
    rubric: Rubric, case: Case, profile: Profile, period: Period
) -> None:
    evidence = build_evidence(case)
    plain = rubric.model_copy(
        update={
            "items": tuple(
                item.model_copy(
                    update={"rules": tuple(r.model_copy(update={"also": ()}) for r in item.rules)}
                )
                for item in rubric.items
            )
        }
    )
    shown = _judge(rubric, evidence, profile, period)
    hidden = _judge(plain, evidence, profile, period)
    assert shown.total == hidden.total
    for one, other in zip(_rules(shown), _rules(hidden), strict=True):
        assert (one.low, one.suggested, one.high) == (other.low, other.suggested, other.high)


@given(rubric=rubrics())
@MANY
def test_a_rubric_that_can_be_made_can_be_written_and_read_back(rubric: Rubric) -> None:
    wrong = [fault for fault in lint(rubric, WORDS) if not fault.warning]
    assert wrong == []
    text = rubric.model_dump_json(exclude_defaults=True)
    assert parse_rubric(text, "表.yaml") == rubric
