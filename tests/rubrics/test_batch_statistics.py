"""Figures of a whole batch: whose values make them, what a school alone knows, what is refused."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchers.checked_yaml import CheckedYamlError
from rubrics.batch_figure import BatchFigure, OwnFigure
from rubrics.batch_statistics import asked_statistics, batch_figures
from rubrics.describe import describe_rule
from rubrics.finding import Scorecard
from rubrics.rubric import Rubric
from rubrics.vocabulary import load_vocabulary
from tests.rubrics.small_rubric import item, judged, small_rubric

OWN = "{fact: papers, title: 投稿数}"
BEST = f"{{kind: quantity, title: 投稿, num: {OWN}, den: {{batch: best, title: 投稿数}}}}"
MEAN = (
    f"{{kind: quantity, title: 投稿, num: {OWN}, den: {{batch: mean, title: 投稿数}}, at_least: 1}}"
)
RATE = (
    "{kind: quantity, title: 满意率, num: {quantity: satisfaction_rate, title: 满意率}, "
    "den: {batch: best, title: 满意率}}"
)


def _rule(measure: str, score: str = "{kind: linear, k: 4}", extra: str = "") -> str:
    return f'{{id: "1.1", text: 折算, points: 4, score: {score}, measures: [{measure}]{extra}}}'


def _rubric(rules: str, extra: str = "") -> Rubric:
    return small_rubric(item(rules, "4", extra=extra), "4")


def _own(rubric: Rubric, period: str = "2022", **given: Any) -> tuple[OwnFigure, ...]:
    return judged(rubric, period, **given).own_figures


def _declared(**facts: object) -> dict[str, Any]:
    return {"profile": {"declares": facts}}


def _numbers(*values: str) -> dict[str, Any]:
    read = [{"type": "satisfaction_rate", "value": v, "unit": "%", "year": 2022} for v in values]
    return {"numbers": read}


@pytest.mark.parametrize(
    ("rules", "given", "value"),
    [
        (_rule(BEST), _declared(papers=5), "5"),
        (_rule(BEST), _declared(papers=0), "0"),  # none is a number, too
        (_rule(BEST), {}, None),  # nobody said: unknown, not nought
        (_rule(RATE), _numbers("95"), "0.95"),
        (_rule(RATE), _numbers("95", "97"), None),  # two claims are no value
        (_rule(MEAN, "{kind: award}"), _declared(papers=5), "5"),
    ],
)
def test_a_schools_own_value_is_read_or_unknown(
    rules: str, given: dict[str, Any], value: str | None
) -> None:
    (own,) = _own(_rubric(rules), **given)
    assert own.applies
    assert own.value == (None if value is None else Decimal(value))


PRIVATE = ", when: [{fact: ownership, equals: public}], na: full"


@pytest.mark.parametrize(
    ("declares", "value", "applies"),
    [
        ({"ownership": "public"}, Decimal(5), True),
        ({"ownership": "private"}, None, False),
        ({}, None, True),  # whether it applies is not known, so neither is its part
    ],
)
def test_a_school_to_which_the_rule_does_not_apply_is_not_counted(
    declares: dict[str, str], value: Decimal | None, applies: bool
) -> None:
    given: dict[str, Any] = {"profile": {**declares, "declares": {"papers": 5}}}
    assert _own(_rubric(_rule(BEST, extra=PRIVATE)), **given) == (
        OwnFigure("投稿数:best", value, applies),
    )


def test_a_waived_item_asks_nobody() -> None:
    waived = "    waived: 暂不要求\n    waived_until: 2022-12-31\n"
    rubric = _rubric(_rule(BEST), waived)
    assert not _own(rubric, **_declared(papers=5))[0].applies
    assert _own(rubric, "2023", **_declared(papers=5))[0].applies


def test_a_rubric_without_such_measures_asks_for_nothing() -> None:
    plain = _rubric(_rule(f"{{kind: quantity, title: 投稿, num: {OWN}}}"))
    assert asked_statistics(plain) == ()
    assert _own(plain, **_declared(papers=5)) == ()


def _known(*values: object) -> list[tuple[OwnFigure, ...]]:
    """Give schools' values for 投稿数:best; None is unknown, "-" does not apply."""
    return [
        (
            OwnFigure(
                "投稿数:best",
                None if value in (None, "-") else Decimal(str(value)),
                applies=value != "-",
            ),
        )
        for value in values
    ]


def _best(*values: object, failed: int = 0) -> BatchFigure:
    (figure,) = batch_figures(asked_statistics(_rubric(_rule(BEST))), _known(*values), failed)
    return figure


@pytest.mark.parametrize(
    ("values", "failed", "value", "counts"),
    [
        ((5, 20, 8), 0, "20", (3, 0, 0)),
        ((5, None, 8), 0, "8", (2, 1, 0)),
        ((5, "-", 8), 2, "8", (2, 0, 1)),
        ((0, 0), 0, "0", (2, 0, 0)),
        ((None, None), 0, None, (0, 2, 0)),
        ((), 1, None, (0, 0, 0)),
    ],
)
def test_only_known_values_are_the_population(
    values: tuple[object, ...], failed: int, value: str | None, counts: tuple[int, int, int]
) -> None:
    found = _best(*values, failed=failed)
    assert found.value == (None if value is None else Decimal(value))
    assert (found.known, found.unknown, found.not_asked) == counts
    assert found.failed == failed


def test_the_mean_is_over_the_known_values() -> None:
    asked = asked_statistics(_rubric(_rule(MEAN, "{kind: award}")))
    schools = [(OwnFigure("投稿数:mean", Decimal(n)),) for n in (4, 5, 9)]
    unknown = (OwnFigure("投稿数:mean", None),)
    assert batch_figures(asked, [*schools, unknown], 0)[0].value == Decimal(6)


_THIRDS = st.integers(0, 50).map(lambda n: Decimal(n) / 3)


@given(st.lists(_THIRDS, min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_schools_changes_nothing(values: list[Decimal], chance: random.Random) -> None:
    asked = asked_statistics(_rubric(_rule(MEAN, "{kind: award}")))
    schools = [(OwnFigure("投稿数:mean", value),) for value in values]
    before = batch_figures(asked, schools, 0)
    chance.shuffle(schools)
    assert batch_figures(asked, schools, 0) == before


def _judged(figure: BatchFigure | None, measure: str = BEST, **facts: object) -> Scorecard:
    score = "{kind: linear, k: 4}" if measure is BEST else "{kind: award}"
    batch = None if figure is None else {figure.key: figure}
    return judged(_rubric(_rule(measure, score)), batch=batch, **_declared(**facts))


@pytest.mark.parametrize(
    ("figure", "facts", "points"),
    [
        (_best(5, 20, 8), {"papers": 5}, (1, 1)),
        (_best(5, 20, 8), {"papers": 20}, (4, 4)),
        (_best(5, 20, 8), {"papers": 0}, (0, 0)),
        (_best(5, 20, 8), {}, (0, 4)),
        (_best(None, None), {"papers": 5}, (0, 4)),
        (_best(0, 0), {"papers": 0}, (0, 4)),  # nought by nought is for a person
        (None, {"papers": 5}, (0, 4)),  # one school alone
    ],
)
def test_points_follow_from_the_batch_or_stay_open(
    figure: BatchFigure | None, facts: dict[str, Any], points: tuple[int, int]
) -> None:
    found = _judged(figure, **facts).findings[0]
    low, high = points
    assert (found.low, found.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (_best(5, 20, 8), "投稿数的同批最高值 20（3 所学校）"),
        (
            _best(5, None, 8, "-", failed=1),
            "同批最高值 8（2 所学校；没有计入的："
            "1 所没有读到唯一的数值、1 所没有核查成、1 所不适用）",
        ),
        (_best(None), "投稿数的同批最高值没有（0 所学校；没有计入的：1 所没有读到唯一的数值）"),
        (None, "单独核查一所学校时不能确定"),
    ],
)
def test_the_explanation_names_the_population(figure: BatchFigure | None, said: str) -> None:
    assert said in _judged(figure, papers=4).findings[0].rules[0].explanation


def test_a_school_alone_is_told_what_it_waits_for_and_asked_for_nothing() -> None:
    found = _judged(None, papers=5).findings[0]
    assert found.remedy == "与同批学校一起核查后才有投稿数的同批最高值。"
    assert found.rules[0].lacking == ()
    assert found.rules[0].missing == ()


def test_a_school_whose_own_number_is_unknown_is_asked_for_it() -> None:
    found = _judged(_best(5, 20)).findings[0]
    assert found.rules[0].lacking == ("投稿数",)
    assert found.rules[0].needs == ("papers",)


def test_the_printed_rubric_says_with_what_the_number_is_compared() -> None:
    rule = _rubric(_rule(MEAN, "{kind: award}")).items[0].rules[0]
    assert "投稿（与同批学校的平均值比）" in describe_rule(rule, load_vocabulary())


def test_long_fractions_are_shown_short() -> None:
    asked = asked_statistics(_rubric(_rule(MEAN, "{kind: award}")))
    schools = [(OwnFigure("投稿数:mean", Decimal(n)),) for n in (4, 5, 19)]
    (figure,) = batch_figures(asked, schools, 0)
    told = _judged(figure, MEAN, papers=5).findings[0].rules[0].explanation
    assert "5÷约 9.33=" in told
    assert "9.3333" not in told


@pytest.mark.parametrize(
    ("measures", "said"),
    [
        ("{kind: quantity, title: 甲, num: {batch: mean, title: 甲}}", "和本校自己的数值相除"),
        (
            "{kind: quantity, title: 甲, num: {batch: mean, title: 甲}, "
            "den: {batch: best, title: 甲}}",
            "和本校自己的数值相除",
        ),
        (
            "{kind: quantity, title: 甲, survey: [{source: {batch: mean, title: 甲}, worth: 1}]}",
            "survey 里不能写 batch",
        ),
        (f"{BEST}, {BEST.replace('papers', 'prizes')}", "由不同的本校数值算出"),
    ],
)
def test_what_makes_no_sense_is_pointed_out(measures: str, said: str) -> None:
    with pytest.raises(CheckedYamlError, match=said):
        _rubric(_rule(measures))


@pytest.mark.parametrize(
    "measures",
    [
        f"{BEST}, {BEST}",
        f"{BEST}, {MEAN}",
        BEST.replace("title: 投稿数}, den", "title: 篇数}, den"),
    ],
)
def test_one_number_may_serve_several_measures(measures: str) -> None:
    assert _rubric(_rule(measures))
