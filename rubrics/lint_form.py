"""Do the rules for the sum of a form name what is there, and do its bands leave gaps?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rubrics.fault import Fault, Place, near
from rubrics.form_rules import Veto
from rubrics.interval import ZERO
from rubrics.lint_measures import lint_measure
from rubrics.rubric import Rubric
from rubrics.vocabulary import Vocabulary
from rubrics.wording import number


def lint_form(rubric: Rubric, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Find what the form's own rules name that is not there, and gaps between its bands."""
    form = rubric.form
    items = [item.id for item in rubric.items]
    rules = {rule.id for item in rubric.items for rule in item.rules}
    bands = [band.label for band in form.bands]
    shares = sum((weight.share for weight in form.weights), ZERO)
    if form.weights and shares != 1:
        yield Fault(("form", "weights"), f"各评分人的比例合计为 {number(shares)}，应为 1")
    for index, veto in enumerate(form.vetoes):
        at: Place = ("form", "vetoes", index)
        for inner, measure in enumerate(veto.measures):
            yield from lint_measure(measure, (*at, "measures", inner), vocabulary)
        if veto.item is not None and veto.item not in items:
            yield Fault((*at, "item"), f"没有“{veto.item}”这条指标", near(veto.item, items))
        if veto.band is not None and veto.band not in bands:
            yield Fault((*at, "band"), f"没有“{veto.band}”这个等次", near(veto.band, bands))
        yield from _targets(rubric, veto, at)
    for index, pool in enumerate(form.pools):
        for inner, rule_id in enumerate(pool.rules):
            if rule_id not in rules:
                where: Place = ("form", "pools", index, "rules", inner)
                yield Fault(where, f"没有“{rule_id}”这条规则", near(rule_id, rules))
    for index, quota in enumerate(form.quotas):
        if quota.band not in bands:
            where = ("form", "quotas", index, "band")
            yield Fault(where, f"没有“{quota.band}”这个等次", near(quota.band, bands))
    yield from _gaps(rubric)


def _targets(rubric: Rubric, veto: Veto, place: Place) -> Iterator[Fault]:
    """What a veto zeroes must be there."""
    if veto.effect == "zero_group":
        known, what = [group.id for group in rubric.groups], "分组"
    else:
        known, what = [item.id for item in rubric.items], "指标"
    for index, name in enumerate(veto.targets):
        if name not in known:
            yield Fault((*place, "targets", index), f"没有“{name}”这个{what}", near(name, known))


def _gaps(rubric: Rubric) -> Iterator[Fault]:
    """Bands with printed upper ends may leave totals without a grade."""
    ordered = sorted(enumerate(rubric.form.bands), key=lambda pair: pair[1].at_least)
    for (index, lower), (_, upper) in pairwise(ordered):
        if lower.at_most is not None and lower.at_most < upper.at_least:
            edges = f"{number(lower.at_most)} 分与 {number(upper.at_least)} 分之间"
            message = f"等次“{lower.label}”与“{upper.label}”在 {edges}有空档"
            hint = "原表如此就保留，落在空档的总分由人定级"
            yield Fault(("form", "bands", index, "at_most"), message, hint, warning=True)
