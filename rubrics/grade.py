"""From totals to a grade: weights, rounding, bands with their gaps, vetoes and quotas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from statistics import median

from rubrics.finding import Grade
from rubrics.form_rules import Band, Form, Quota, Veto, Weight
from rubrics.interval import ZERO, Interval, exactly, half_up
from rubrics.verdict import Verdict
from rubrics.vetoes import graded_after
from rubrics.wording import number

ON_GRADE = ("band", "cap_band", "lower_band")  # effects of vetoes that the grade itself feels


def weigh(form: Form, totals: Mapping[str, Decimal | Sequence[Decimal]]) -> Decimal | None:
    """Weigh the assessors' totals (自评, 考评); None when one of them is missing.

    Several totals of one assessor are put together as the form says.
    """
    if not form.weights or any(not _given(totals, weight) for weight in form.weights):
        return None
    return sum(
        (weight.share * _one(weight, totals[weight.assessor]) for weight in form.weights), ZERO
    )


def _given(totals: Mapping[str, Decimal | Sequence[Decimal]], weight: Weight) -> bool:
    told = totals.get(weight.assessor)
    return isinstance(told, Decimal) or bool(told)


def _one(weight: Weight, told: Decimal | Sequence[Decimal]) -> Decimal:
    if isinstance(told, Decimal):
        return told
    ordered = sorted(told)
    if weight.combine == "median":
        return median(ordered)
    if weight.combine == "trimmed_mean" and len(ordered) > 2:
        ordered = ordered[1:-1]
    return sum(ordered, ZERO) / len(ordered)


def rounded(form: Form, total: Decimal) -> Decimal:
    """Round a total to the form's place, half up."""
    return half_up(total, form.round.places)


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
    form: Form, total: Interval, verdicts: Sequence[Verdict], *, ranked: bool = False
) -> Grade | None:
    """Read the grade off the total, or say why it stays open; None when the form has no bands.

    Args:
        form: the form with its bands, vetoes and quotas.
        total: what the grade is read off.
        verdicts: which of the form's vetoes hold.
        ranked: whether quotas are settled already (by ranking the schools of a batch).
    """
    if not form.bands:
        return None
    fired, waiting = _on_grade(verdicts)
    texts = tuple(veto.text for veto in fired)
    why = [f"否决情形：{'、'.join(texts)}"] if fired else []
    forced = [veto for veto in fired if veto.effect == "band"]
    if forced:
        return Grade(_worst([_named(form, veto) for veto in forced]).label, texts, why[0])
    reasons = [_weights_reason(form)] if form.weights else []
    reasons += _open_reasons(form, waiting)
    low, why_low = band_of(form, total.low)
    high, why_high = band_of(form, total.low if total.high is None else total.high)
    if low is None or low != high:
        return Grade(
            None, texts, "；".join([why_low or why_high or _span(low, high), *why, *reasons])
        )
    band = _lowered(form, low, fired)
    quota = None if ranked else next((q for q in form.quotas if q.band == band.label), None)
    if quota is not None:
        reasons.append(
            f"“{band.label}”有名额限制（{quota_text(quota)}），要与同批学校一起排名后确定"
        )
    label = None if form.weights or waiting or quota else band.label
    reasons.insert(0, f"按总分属于“{low.label}”")
    if band != low:
        reasons.insert(1, f"{why[0]}，降为“{band.label}”")
    return Grade(label, texts, "；".join(reasons))


def grade_of_weighed(form: Form, total: Decimal, verdicts: Sequence[Verdict]) -> Grade:
    """Read the grade off a total that is weighed already, with all that the vetoes do to it.

    Without bands there is none; a veto that may hold leaves it open.
    """
    plain = form.model_copy(update={"weights": (), "quotas": ()})
    after = graded_after(exactly(total), verdicts)
    return grade(plain, after, verdicts) or Grade(None, (), "原表没有规定等次")


def _on_grade(verdicts: Sequence[Verdict]) -> tuple[list[Veto], list[Veto]]:
    """Give the vetoes on the grade that hold, and those that wait for a person."""
    felt = [one for one in verdicts if one.veto.effect in ON_GRADE]
    return [one.veto for one in felt if one.holds], [one.veto for one in felt if one.holds is None]


def band_reach(form: Form, total: Interval, verdicts: Sequence[Verdict]) -> tuple[int, int]:
    """Give the best and the worst band still possible before quotas, 0 the highest.

    Totals in a gap may get the band on either side. The number of bands stands for none at all.
    """
    fired, waiting = _on_grade(verdicts)
    high = total.low if total.high is None else total.high
    ends = (*_levels(form, total.low), *_levels(form, high))
    cases = ([], waiting, *([veto] for veto in waiting))
    found = [_level_after(form, level, [*fired, *case]) for level in ends for case in cases]
    return min(found), max(found)


def _levels(form: Form, total: Decimal) -> tuple[int, int]:
    """Give the band of a total, or the two bands around the gap it lies in."""
    value = rounded(form, total)
    bands = _ordered(form)[::-1]
    for index, band in enumerate(bands):
        if value < band.at_least:
            continue
        if band.at_most is None or value <= band.at_most:
            return index, index
        return (index - 1, index) if index else (0, min(1, len(bands) - 1))
    return len(bands), len(bands)


def _level_after(form: Form, level: int, fired: Sequence[Veto]) -> int:
    """Take a level to where vetoes leave it."""
    bands = _ordered(form)[::-1]
    forced = [_named(form, veto) for veto in fired if veto.effect == "band"]
    if forced:
        return bands.index(_worst(forced))
    return level if level == len(bands) else bands.index(_lowered(form, bands[level], fired))


def quota_text(quota: Quota) -> str:
    """Say how many schools may get a band."""
    if quota.share is not None:
        return f"不超过 {number(quota.share * 100)}%"
    return f"不超过 {quota.most} 所"


def _ordered(form: Form) -> list[Band]:
    return sorted(form.bands, key=lambda band: band.at_least)


def _named(form: Form, veto: Veto) -> Band:
    """Give the band a veto names, the lowest one if it names none."""
    named = [band for band in form.bands if band.label == veto.band]
    return named[0] if named else _ordered(form)[0]


def _worst(bands: Sequence[Band]) -> Band:
    return min(bands, key=lambda band: band.at_least)


def _lowered(form: Form, band: Band, fired: Sequence[Veto]) -> Band:
    """Take a band down by the vetoes that do not name the grade itself."""
    ordered = _ordered(form)
    for veto in fired:
        if veto.effect == "lower_band":
            band = ordered[max(0, ordered.index(band) - 1)]
        elif veto.effect == "cap_band":
            band = _worst([band, _named(form, veto)])
    return band


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
