"""Bands with a quota: the best get them, and nothing is decided that may still change."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.contender import contender, weighed_contender
from rubrics.finding import Contender
from rubrics.form_rules import Form, Veto
from rubrics.grade import band_of
from rubrics.interval import Interval
from rubrics.quota import Ranked, ranked_grades
from rubrics.verdict import Verdict

BANDS = [
    {"label": "优秀", "at_least": 90},
    {"label": "良好", "at_least": 80},
    {"label": "合格", "at_least": 60},
]


def _form(*quotas: dict[str, Any], **more: Any) -> Form:
    return Form.model_validate({"bands": BANDS, "quotas": quotas, **more})


ONE = _form({"band": "优秀", "most": 1})
TWO_FIFTHS = _form({"band": "优秀", "share": "0.4"})
BOTH = _form({"band": "优秀", "most": 1}, {"band": "良好", "most": 1})
NONE = _form({"band": "优秀", "most": 0})
GAP = Form.model_validate(
    {
        "bands": [
            {"label": "优秀", "at_least": 90},
            {"label": "合格", "at_least": 60, "at_most": 89},
        ],
        "quotas": [{"band": "优秀", "most": 1}],
    }
)  # fmt: skip


def _span(text: str) -> Interval:
    low, _, high = text.partition("-")
    return Interval(Decimal(low), Decimal(high or low))


def _ranked(form: Form, totals: str, unchecked: int = 0) -> dict[str, Ranked]:
    """Rank schools 甲乙丙… by totals such as "98 91-95"."""
    contenders = {}
    for name, text in zip("甲乙丙丁戊己", totals.split(), strict=False):
        one = contender(form, _span(text), ())
        assert one is not None
        contenders[name] = one
    return ranked_grades(form, contenders, unchecked)


@pytest.mark.parametrize(
    ("form", "totals", "unchecked", "grades"),
    [
        # decided totals
        (TWO_FIFTHS, "98 95 92 70 50", 0, "优秀 优秀 良好 合格 -"),
        (TWO_FIFTHS, "98 95 92 70", 0, "优秀 良好 良好 合格"),  # 1.6 places are one
        (ONE, "95 95 70", 0, "- - 合格"),
        (ONE, "96 95 95", 0, "优秀 良好 良好"),  # the tie lies wholly beyond the edge
        (TWO_FIFTHS, "95 95 91 70 60", 0, "优秀 优秀 良好 合格 合格"),  # wholly within
        (NONE, "98 85", 0, "良好 良好"),
        (BOTH, "98 95 85 70", 0, "优秀 良好 合格 合格"),  # who is cut takes a place below
        (BOTH, "98 95 95 85", 0, "优秀 - - 合格"),
        (ONE, "95.004 95.001 70", 0, "- - 合格"),  # equal as the form rounds them
        # open totals
        (ONE, "91-95 70 60", 0, "优秀 合格 合格"),  # nobody can come near
        (ONE, "91-95 94 60", 0, "- - 合格"),
        (ONE, "96 91-95 94", 0, "优秀 良好 良好"),
        (ONE, "98 85-95 70", 0, "优秀 良好 合格"),  # 良好 either way
        (ONE, "95 85-99 70", 0, "- - 合格"),
        (ONE, "95 85-95 70", 0, "- - 合格"),  # a tie is possible
        (ONE, "95 70-85 70", 0, "优秀 - 合格"),  # its own bands are open, its place is not
        (BOTH, "91-95 94 85", 0, "- - -"),  # held open: whoever falls takes the place below
        (BOTH, "98 85-95 86", 0, "优秀 - -"),
        # schools that could not be checked
        (ONE, "98 70", 1, "- 合格"),
        (TWO_FIFTHS, "98 95 92 70", 1, "优秀 - 良好 合格"),
        (_form({"band": "优秀", "most": 2}), "98 95 92", 1, "优秀 - 良好"),
        # a gap of the form
        (GAP, "95 89.5 70", 0, "优秀 合格 合格"),  # whichever side it is put on
        (GAP, "89.5 70", 0, "- 合格"),
    ],
)
def test_quotas_go_to_the_best_as_far_as_it_is_decided(
    form: Form, totals: str, unchecked: int, grades: str
) -> None:
    found = _ranked(form, totals, unchecked)
    assert [one.label or "-" for one in found.values()] == grades.split()


@pytest.mark.parametrize(
    ("form", "totals", "unchecked", "school", "said"),
    [
        (ONE, "98 95", 0, "甲", "按总分属于“优秀”；“优秀”名额 1 个，按名次在名额内"),
        (ONE, "98 95", 0, "乙", "已由总分更高的学校占满，归入“良好”"),
        (NONE, "98", 0, "甲", "“优秀”名额 0 个，没有可给的，归入“良好”"),
        (TWO_FIFTHS, "98 95 92", 0, "甲", "名额 1 个（3 所×40%）"),
        (ONE, "95 95", 0, "乙", "与名额界线同分，由人决定；等次可能为“优秀”、“良好”"),
        (ONE, "91-95 94", 0, "甲", "待定分数的区间跨名额界线"),
        (ONE, "91-95 94", 0, "乙", "其他学校待定分数的区间跨名额界线"),
        (ONE, "85-95 70", 0, "甲", "还有待核的分数，等次可能为“良好”到“优秀”"),
        (ONE, "98 95", 1, "甲", "另有 1 份材料没有核查成，会影响名次"),
        (TWO_FIFTHS, "98 95 92", 2, "乙", "5 所×40%，含没有核查成的 2 份"),
        (GAP, "89.5", 0, "甲", "89 与 90 之间"),
        (ONE, "70", 0, "甲", "按总分属于“合格”"),
    ],
)
def test_the_reason_is_told(
    form: Form, totals: str, unchecked: int, school: str, said: str
) -> None:
    assert said in _ranked(form, totals, unchecked)[school].reason


def test_a_school_outside_the_band_hears_nothing_of_its_quota() -> None:
    assert "名额" not in _ranked(ONE, "98 70")["乙"].reason


@pytest.mark.parametrize(
    ("effect", "holds", "reach"),
    [
        ({"effect": "band"}, True, (2, 2)),
        ({"effect": "cap_band", "band": "良好"}, True, (1, 1)),
        ({"effect": "lower_band"}, True, (1, 1)),
        ({"effect": "lower_band"}, None, (0, 1)),
        ({"effect": "band"}, None, (0, 2)),
        ({"effect": "lower_band"}, False, (0, 0)),
    ],
)
def test_a_veto_keeps_a_school_out_of_the_competition_or_leaves_it_open(
    effect: dict[str, str], holds: bool | None, reach: tuple[int, int]
) -> None:
    measures = [{"kind": "findings", "title": "事故", "declared": "accidents"}]
    veto = Veto.model_validate({"id": "v", "text": "出现事故", "measures": measures, **effect})
    found = contender(ONE, _span("95"), (Verdict(veto, holds),))
    assert found is not None
    assert (found.best, found.worst) == reach
    assert found.vetoed is (holds is not False)


def test_a_form_without_quotas_has_no_contenders() -> None:
    assert contender(_form(), _span("95"), ()) is None


def test_weighed_totals_are_ranked_once_they_are_there() -> None:
    weights = [{"assessor": "自评", "share": "0.4"}, {"assessor": "考评", "share": "0.6"}]
    form = _form({"band": "优秀", "most": 1}, weights=weights)
    known = contender(form, _span("95"), ())
    assert known is not None
    waiting = weighed_contender(form, known, None)
    weighed = weighed_contender(form, known, Decimal(92))
    touched = weighed_contender(form, replace(known, vetoed=True), Decimal(92))
    assert waiting and weighed and touched
    assert weighed == Contender(Decimal(92), Decimal(92), 0, 0)
    assert ranked_grades(form, {"甲": weighed})["甲"].label == "优秀"
    for other in (waiting, touched):
        found = ranked_grades(form, {"甲": weighed, "乙": other})
        assert [one.label for one in found.values()] == [None, None]
    assert "须两个总分齐全" in ranked_grades(form, {"乙": waiting})["乙"].reason


def _by_hand(form: Form, totals: dict[str, Decimal]) -> dict[str, set[str | None]]:
    """Rank decided totals the plain way, giving both bands to those who tie at an edge."""
    bands = [band.label for band in sorted(form.bands, key=lambda band: -band.at_least)]
    orders = [[]]  # type: list[list[str]]
    for value in sorted(set(totals.values()), reverse=True):
        tied = [name for name in totals if totals[name] == value]
        turns = [tied[n:] + tied[:n] for n in range(len(tied))]
        orders = [order + turn for order in orders for turn in turns]
    found: dict[str, set[str | None]] = {name: set() for name in totals}
    for order in orders:
        left = {q.band: _places(q.share, q.most, len(totals)) for q in form.quotas}
        waiting = {name: band_of(form, totals[name])[0] for name in order}
        sent: list[str] = []
        for label in bands:
            inside = [n for n in order if n in sent or (waiting[n] and waiting[n].label == label)]  # type: ignore[union-attr]
            room = left.get(label, len(order)) if label != bands[-1] else len(order)
            for name in inside[:room]:
                found[name].add(label)
            sent = inside[room:]
        for name in order:
            if waiting[name] is None:
                found[name].add(None)
    return found


def _places(share: Decimal | None, most: int | None, schools: int) -> int:
    if share is None:
        return most or 0
    return int((share * schools).to_integral_value(ROUND_FLOOR))


_FORMS = st.sampled_from([ONE, TWO_FIFTHS, BOTH, NONE])
_SPANS = st.tuples(
    st.sampled_from([50, 60, 79, 80, 85, 90, 92, 95]), st.sampled_from([0, 0, 3, 12])
)


@settings(max_examples=300, deadline=None)
@given(_FORMS, st.lists(_SPANS, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_a_decided_grade_holds_whatever_becomes_of_the_open_points(
    form: Form, spans: list[tuple[int, int]], chance: Any
) -> None:
    names = [f"{n}校" for n in range(len(spans))]
    known = {
        name: contender(form, Interval(Decimal(low), Decimal(low + wide)), ())
        for name, (low, wide) in zip(names, spans, strict=True)
    }
    entered = {name: one for name, one in known.items() if one is not None}
    decided = ranked_grades(form, entered)
    shuffled = list(entered.items())
    chance.shuffle(shuffled)
    assert ranked_grades(form, dict(shuffled)) == decided
    ends = [sorted({low, low + wide // 2, low + wide}) for low, wide in spans]
    for choice in product(*ends):
        totals = {name: Decimal(value) for name, value in zip(names, choice, strict=True)}
        truth = _by_hand(form, totals)
        for name, one in decided.items():
            if one.label is not None:
                assert truth[name] == {one.label}


@settings(max_examples=200, deadline=None)
@given(_FORMS, st.lists(st.sampled_from([60, 80, 85, 90, 92, 95]), min_size=1, max_size=5))
def test_decided_totals_stay_open_only_where_a_tie_makes_them(
    form: Form, values: list[int]
) -> None:
    totals = {f"{n}校": Decimal(value) for n, value in enumerate(values)}
    entered: dict[str, Contender] = {}
    for name, value in totals.items():
        one = contender(form, Interval(value, value), ())
        assert one is not None
        entered[name] = one
    truth = _by_hand(form, totals)
    for name, found in ranked_grades(form, entered).items():
        if found.label is None and truth[name] != {None}:
            assert len(set(values)) < len(values)
