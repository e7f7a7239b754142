"""Which vetoes hold, and the points they take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rubrics.finding import Finding, FindingStatus, Total
from rubrics.form_rules import Form, Veto
from rubrics.interval import ZERO, Interval, exactly
from rubrics.measure import observe
from rubrics.measured import Setting, combine
from rubrics.rubric import Rubric
from rubrics.verdict import Verdict


def judge_vetoes(form: Form, findings: Sequence[Finding], setting: Setting) -> tuple[Verdict, ...]:
    """Look at every veto of a form, in the form's order."""
    return tuple(Verdict(veto, _holds(veto, findings, setting)) for veto in form.vetoes)


def _holds(veto: Veto, findings: Sequence[Finding], setting: Setting) -> bool | None:
    if veto.item is not None and veto.item_below is not None:
        finding = next((one for one in findings if one.item == veto.item), None)
        if finding is None or finding.low is None or finding.high is None:
            return None
        if finding.high < veto.item_below:
            return True
        return False if finding.low >= veto.item_below else None
    seen = combine([observe(measure, setting) for measure in veto.measures])
    if seen.lacking.low > ZERO and not seen.human:
        return True
    return False if seen.lacking.high == ZERO else None


def without_vetoed(
    rubric: Rubric, findings: Sequence[Finding], verdicts: Sequence[Verdict]
) -> tuple[Finding, ...]:
    """Take the points of items that a veto zeroes; one that may hold opens them down to nothing."""
    kept = list(findings)
    for verdict in verdicts:
        if verdict.holds is False or not verdict.veto.targets:
            continue
        named = _items(rubric, verdict.veto)
        kept = [_zeroed(one, verdict) if one.item in named else one for one in kept]
    return tuple(kept)


def _items(rubric: Rubric, veto: Veto) -> set[str]:
    if veto.effect == "zero_item":
        return set(veto.targets)
    return {item.id for item in rubric.items if item.group in veto.targets}


def _zeroed(finding: Finding, verdict: Verdict) -> Finding:
    if finding.low is None or finding.status is FindingStatus.NOT_APPLICABLE:
        return finding
    text = verdict.veto.text
    if verdict.holds is None:
        remedy = f"请确认没有“{text}”的情形，否则本条不得分。{finding.remedy or ''}"
        return replace(finding, low=ZERO, status=FindingStatus.NEEDS_REVIEW, remedy=remedy)
    remedy = f"出现“{text}”，本条不得分。"
    return replace(
        finding, low=ZERO, high=ZERO, suggested=ZERO, status=FindingStatus.UNMET, remedy=remedy
    )


def total_after(total: Total, verdicts: Sequence[Verdict]) -> Total:
    """Leave no points at all where a veto says so; one that may hold opens the total."""
    zeroed = _zeroes(verdicts)
    if total.low is None or zeroed is False:
        return total
    if zeroed:
        return replace(total, low=ZERO, high=ZERO, suggested=ZERO)
    return replace(total, low=ZERO)


def graded_after(graded: Interval, verdicts: Sequence[Verdict]) -> Interval:
    """Do the same to what a grade is read off."""
    zeroed = _zeroes(verdicts)
    if zeroed is False:
        return graded
    return exactly(0) if zeroed else graded.hull(exactly(0))


def _zeroes(verdicts: Sequence[Verdict]) -> bool | None:
    """Say whether a veto leaves no points at all; None when a person has to say."""
    states = [one.holds for one in verdicts if one.veto.effect == "zero"]
    if True in states:
        return True
    return None if None in states else False
