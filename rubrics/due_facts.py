"""Facts that follow from others: whether a term of office has ended, by the year it began."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matchers.period import Period
from matchers.profile import Profile
from rubrics.conditions import Due, Fact, all_hold, fact_value


def with_due_facts(
    profile: Profile, facts: Sequence[Fact], period: Period
) -> tuple[Profile, Mapping[str, str]]:
    """Add the facts that follow from what the school declares; what it declares itself stays.

    Returns:
        The profile, and for each fact added how it followed (Chinese).
    """
    added: dict[str, bool] = {}
    reasons: dict[str, str] = {}
    for fact in facts:
        if fact.due is None or fact_value(profile, fact.name) is not None:
            continue
        verdict = _due(fact.due, profile, period)
        if verdict is not None:
            added[fact.name], reasons[fact.name] = verdict
    if not added:
        return profile, {}
    declared = {**profile.declares, **added}
    return profile.model_copy(update={"declares": declared}), reasons


def _due(due: Due, profile: Profile, period: Period) -> tuple[bool, str] | None:
    """Say whether the years since the last time are over in the period; None when not clear.

    A last time within the period tells nothing: it may be the one that was due.
    """
    last = fact_value(profile, due.since)
    if isinstance(last, bool) or not isinstance(last, int) or due.years is None:
        return None
    if all_hold(due.norm_when, profile) is not True or last >= period.begin.year:
        return None
    end = last + due.years
    over = end <= period.end.year
    if not over or end <= period.begin.year or period.begin.year == period.end.year:
        said = "应当换届" if over else "任期未满"
        return over, f"按上次换届在{last}年推算，{end}年届满，本时段{said}（{due.norm_source}）"
    return None  # it ends in the second of the period's two years: before or after its last day?
