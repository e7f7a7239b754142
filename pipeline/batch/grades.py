"""Grades that need the ranking of a whole batch: bands with quotas, period by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.batch.row import SchoolRow
from rubrics.finding import Contender
from rubrics.form_rules import Form
from rubrics.quota import Ranked, ranked_grades


def grades_in_periods(
    form: Form, rows: Sequence[tuple[str, SchoolRow]], failed: Sequence[str | None]
) -> Mapping[str, Ranked]:
    """Rank the schools of each period; nothing in a form without quotas.

    `failed` holds the period of each school that could not be checked, None where it is unknown:
    such a school may belong to any.
    """
    by_period: dict[str, dict[str, Contender]] = defaultdict(dict)
    for own, row in rows:
        if row.contender is not None:
            by_period[row.period][own] = row.contender
    found: dict[str, Ranked] = {}
    for period, contenders in by_period.items():
        unchecked = sum(one in (None, period) for one in failed)
        found |= ranked_grades(form, contenders, unchecked)
    return found
