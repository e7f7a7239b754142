"""All patterns of the date grammar in their order of precedence.

Each describes one sort of expression whole, over normalised text; its reader takes the named
groups apart. Where several match at the same place, the first whose reader takes it counts.
"""

from __future__ import annotations

import re

from matchers.date_damage import DAMAGED, DAMAGED_IN_YEAR
from matchers.date_grammar_numeric import NUMERIC
from matchers.date_grammar_words import WORDS
from matchers.date_grammar_written import WRITTEN

_ALL = {**WRITTEN, **NUMERIC, **WORDS, "damaged": DAMAGED, "damaged_in_year": DAMAGED_IN_YEAR}
ORDER = (
    "document_number",
    "recurring",
    "term",
    "compact",
    "numeric_range",
    "numeric_date",
    "day_first",
    "lunar",
    "damaged_in_year",
    "range_of_months",
    "month_day",
    "month_relative",
    "year_count",
    "years_listed",
    "counted_day",
    "named_day",
    "solar_term",
    "ago",
    "year_part",
    "grade",
    "year_alone",
    "numeric_month",
    "month_day_numeric",
    "year_bare",
    "day_alone",
    "two_years",
    "clock_today",
    "relative_day",
    "span_to_now",
    "vague",
    "part_alone",
    "relative_week",
    "weekday_alone",
    "week_of_term",
    "zodiac",
    "damaged",
)
PATTERNS: dict[str, re.Pattern[str]] = {name: re.compile(_ALL[name]) for name in ORDER}
