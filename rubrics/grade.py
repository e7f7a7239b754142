"""From totals to a grade: weights, rounding, bands with their gaps, and vetoes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from rubrics.finding import Finding, Grade
from rubrics.interval import ZERO, Interval
from rubrics.measure import observe
from rubrics.measured import Setting, combine
from rubrics.rubric import Band, Form, Veto
from rubrics.wording import number


def weigh(form: Form, totals: Mapping[str, Decimal]) -> Decimal | None:
    """Weigh the assessors' totals (自评, 考评); None when one of them is missing."""
    if not form.weights or any(weight.assessor not in totals for weight in form.weights):
        return None
    return sum((weight.share * totals[weight.assessor] for weight in form.weights), ZERO)


def rounded(form: Form, total: Decimal) -> Decimal:
    """Round a total to the form's place, half up."""
    return total.quantize(Decimal(1).scaleb(-form.round.places), ROUND_HALF_UP)


def band_of(form: Form, total: Decimal) -> tuple[Band | None, str]:
    """Find the band of a total; None with the reason where the form leaves a gap."""
    value = rounded(form, total)
    bands = sorted(form.bands, key=lambda band: band.at_least, reverse=True)
    for index, band in enumerate(bands):
        if value < band.at_least:
            continue
        if band.at_most is not None and value > band.at_most:
            above = bands[index - 1].at_least if index else band.at_most
            edges = f"{number(band.at_most)} 与 {number(above)} 之间"
            why = f"{number(value)} 分落在 {edges}，原表没有规定属于哪一档，也没有写明如何取整"
            return None, f"{why}，由人决定"
        return band, ""
    return None, f"{number(value)} 分低于所有档次"


def grade(
    form: Form, total: Interval, findings: Sequence[Finding], setting: Setting
) -> Grade | None:
    """Read the grade off the total, or say why it stays open; None when the form has no bands."""
    if not form.bands:
        return None
    fired, open_vetoes = _vetoes(form, findings, setting)
    if fired:
        worst = min(form.bands, key=lambda band: band.at_least)
        named = next((veto.band for veto in fired if veto.band), None)
        why = "、".join(veto.text for veto in fired)
        return Grade(named or worst.label, tuple(veto.text for veto in fired), f"否决情形：{why}")
    reasons = [_weights_reason(form)] if form.weights else []
    reasons += _open_reasons(form, open_vetoes)
    low, why_low = band_of(form, total.low)
    high, why_high = band_of(form, total.low if total.high is None else total.high)
    if low is not None and low == high:
        label = None if form.weights or open_vetoes else low.label
        reasons.insert(0, f"按总分属于“{low.label}”")
        return Grade(label, (), "；".join(reasons))
    reasons.insert(0, why_low or why_high or _span(low, high))
    return Grade(None, (), "；".join(reasons))


def _span(low: Band | None, high: Band | None) -> str:
    names = "到".join(f"“{band.label}”" for band in (low, high) if band)
    return f"还有待核的分数，等次可能为{names}"


def _weights_reason(form: Form) -> str:
    parts = " + ".join(f"{number(weight.share)}×{weight.assessor}" for weight in form.weights)
    return f"定级总分 = {parts}，须两个总分齐全"


def _open_reasons(form: Form, open_vetoes: Sequence[Veto]) -> list[str]:
    reasons = [f"请确认没有“{veto.text}”的情形" for veto in open_vetoes]
    if form.open_vetoes:
        reasons.append("原表写明否决情形“包括但不限于”所列，其他情形由人决定")
    return reasons


def _vetoes(
    form: Form, findings: Sequence[Finding], setting: Setting
) -> tuple[list[Veto], list[Veto]]:
    """Sort vetoes into those that certainly hold and those that may."""
    fired, still_open = [], []
    for veto in form.vetoes:
        verdict = _holds(veto, findings, setting)
        if verdict:
            fired.append(veto)
        elif verdict is None:
            still_open.append(veto)
    return fired, still_open


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
