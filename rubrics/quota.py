"""Bands with a quota: who of a batch gets them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal

from rubrics.form_rules import Form, Quota
from rubrics.grade import band_of


def ranked_bands(form: Form, totals: Mapping[str, Decimal]) -> dict[str, str | None]:
    """Give each school of a batch its band, with the quotas of the form.

    Args:
        form: the form with bands and quotas.
        totals: school → its total, decided to the point.

    Returns:
        School → band. Schools beyond a quota get the next lower band; where equal totals lie on
        both sides of a quota's edge all of them stay open (None), as does a total in a gap.
    """
    bands = sorted(form.bands, key=lambda band: band.at_least, reverse=True)
    labels: dict[str, str | None] = {}
    for name, total in totals.items():
        band, _ = band_of(form, total)
        labels[name] = band.label if band else None
    for index, band in enumerate(bands):
        quota = next((one for one in form.quotas if one.band == band.label), None)
        if quota is None:
            continue
        lower = bands[min(index + 1, len(bands) - 1)].label
        _cut(labels, totals, band.label, lower, _allowed(quota, len(totals)))
    return labels


def _allowed(quota: Quota, schools: int) -> int:
    if quota.share is None:
        return quota.most or 0
    return int((quota.share * schools).to_integral_value(ROUND_FLOOR))


def _cut(
    labels: dict[str, str | None],
    totals: Mapping[str, Decimal],
    label: str,
    lower: str,
    allowed: int,
) -> None:
    inside = sorted(
        (name for name, given in labels.items() if given == label),
        key=lambda name: (-totals[name], name),
    )
    if len(inside) <= allowed:
        return
    edge = totals[inside[allowed - 1]] if allowed else Decimal(math.inf)
    tied = totals[inside[allowed]] == edge
    for place, name in enumerate(inside):
        if tied and totals[name] == edge:
            labels[name] = None
        elif place >= allowed:
            labels[name] = lower
