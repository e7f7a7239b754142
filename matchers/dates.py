"""Dates in Chinese text: what the grammar finds, what it means, what stays open.

`find_dates` gives the dates that have days; `scan_dates` everything that looks like a date, with
its role and, where it could not be resolved, the problem; `date_of_file_name` the date a name
states. Spans take in a weekday and a time of day that follow the date directly
(2024年10月28日（星期一）19:00, 3月24日下午).
"""

from __future__ import annotations

from datetime import date, datetime

from matchers.annotation import DateMention
from matchers.date_expression import DateContext, DateRole
from matchers.date_file_names import date_of_file_name
from matchers.date_scan import scan, scan_dates
from matchers.normalize import normalize

__all__ = ["date_of_file_name", "find_dates", "scan_dates"]

_GIVEN_ROLES = (DateRole.EVENT, DateRole.FOR_YEAR, DateRole.DEADLINE, DateRole.COMMEMORATED)


def find_dates(text: str, reference: date | datetime | None = None) -> list[DateMention]:
    """Find the dates of a text that have days, in order of their place.

    Args:
        text: any text; offsets in the result are code points into it.
        reference: the day the text was written. A date without a year is the latest such day
            not after it; relative words (昨天, 上周三) count from it. Without it such dates are
            not given, unless a date earlier in the same sentence has the year.

    Not given: dates of titles in 《》, of quoted speeches and central meetings, document numbers,
    grades (2022级), recurring rules (每月5日), vague, damaged, impossible and implausible dates.
    """
    day = reference.date() if isinstance(reference, datetime) else reference
    context = DateContext(published=day, published_source="reference date")
    return [
        DateMention(c.start, c.end, text[c.start : c.end], *c.days, c.granularity, c.inferred)
        for c in scan(normalize(text), context, strict=True)
        if c.days is not None and c.problem is None and c.role in _GIVEN_ROLES
    ]
