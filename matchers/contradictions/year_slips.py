"""January entries of a year's book that still bear the year before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchers.annotation import Flag, Granularity, Occurrence, Status
from matchers.normalize import normalize

_YEARS = re.compile(r"(?<!\d)(20\d\d)年(?!度)")
_SLIPS_UNTIL = 2  # the month: so long the hand still writes the old year


def check_years(title: str, occurrences: Sequence[Occurrence]) -> Iterator[Flag]:
    """Flag days of the first months that a paper for one year writes with the year before.

    Args:
        title: the document's title; it must name a single year (2023年度 may be held in 2024,
            and says nothing).
        occurrences: what the document tells of; some of it must lie in that year.
    """
    years = {int(year) for year in _YEARS.findall(normalize(title))}
    dated = [o for o in occurrences if o.status is Status.HELD and o.date is not None]
    if len(years) != 1:
        return
    (year,) = years
    if not any(o.date is not None and o.date.begin.year == year for o in dated):
        return
    for one in dated:
        when = one.date
        if when is None or when.inferred or when.granularity is not Granularity.DAY:
            continue
        if when.begin.year == year - 1 and when.begin.month <= _SLIPS_UNTIL:
            message = (
                f"“{title}”里写着“{when.text}”，其余是 {year} 年的，可能把年份写成了上一年；"
                f"先按写的 {when.begin:%Y-%m-%d} 计，请核对。"
            )
            yield Flag("year_slip", "medium", message, one.citations[-1:])
