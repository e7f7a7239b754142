"""Whether the assessment period could have had a part in what was found in a document.

Without a named period a submission is searched once to infer it, then again with it known. Most
papers say their years themselves; those need no second search.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from matchers.period import Period


@dataclass(frozen=True, slots=True)
class PeriodUse:
    """What a period would be asked for where none was known yet.

    `open`: a date may take its year from the period. `years`: the years that dates without one
    took from elsewhere; a period of another year would be told as a conflict.
    """

    open: bool = False
    years: tuple[int, ...] = ()

    def unaffected_by(self, period: Period) -> bool:
        """Say whether a search with this period would find the very same."""
        if self.open:
            return False
        named = period.years()
        if len(named) != 1:
            return not (self.years and period.is_in_school_year())
        return all(year in named for year in self.years)

    def joined(self, others: Iterable[PeriodUse]) -> PeriodUse:
        """Give what this one and the others ask for together."""
        uses = (self, *others)
        years = {year for use in uses for year in use.years}
        return PeriodUse(any(use.open for use in uses), tuple(sorted(years)))
