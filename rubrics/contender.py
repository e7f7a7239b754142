"""A school as it enters the ranking for a form's quotas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from rubrics.finding import Contender
from rubrics.form_rules import Form
from rubrics.grade import ON_GRADE, band_reach, grade, rounded
from rubrics.interval import ZERO, Interval, exactly
from rubrics.verdict import Verdict

_VETOED = "有否决情形成立或待确认，加权后的等次由人决定"


def contender(form: Form, total: Interval, verdicts: Sequence[Verdict]) -> Contender | None:
    """Give what is known of a school before the ranking; None in a form without quotas.

    Args:
        form: the form with bands and quotas.
        total: what the grade is read off.
        verdicts: which of the form's vetoes hold.
    """
    if not form.quotas or not form.bands:
        return None
    found = grade(form, total, verdicts, ranked=True)
    why = found.reason if found is not None and found.label is None else ""
    best, worst = band_reach(form, total, verdicts)
    high = None if total.high is None else rounded(form, total.high)
    vetoed = any(one.holds is not False for one in verdicts if one.veto.effect in ON_GRADE)
    return Contender(rounded(form, total.low), high, best, worst, why, vetoed)


def weighed_contender(
    form: Form, known: Contender | None, weighed: Decimal | None
) -> Contender | None:
    """Rank a school by its weighed total (自评, 考评) where the form weighs; else as it is known.

    A weighed total that is not there may be anything; so may a grade that a veto touches.
    """
    if known is None or not form.weights:
        return known
    if weighed is None:
        return replace(known, low=ZERO, high=None, best=0, worst=len(form.bands))
    value = rounded(form, weighed)
    if known.vetoed:
        return Contender(value, value, 0, len(form.bands), _VETOED, vetoed=True)
    unweighed = form.model_copy(update={"weights": ()})
    return contender(unweighed, exactly(weighed), ())
