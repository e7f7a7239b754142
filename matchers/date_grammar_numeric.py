"""Patterns of dates in digits and signs: 2022-3-15, 2022.03, 20220315, 13.5.2015, 5.10, 29日."""

from __future__ import annotations

from matchers.date_pattern_language import PIECES, compose

_TEMPLATES = {
    "compact": r"""
        (?<![0-9A-Za-z.])(?P<y>{Y})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])
        (?:[_\x20]?(?P<t>[01]\d[0-5]\d[0-5]\d|2[0-3][0-5]\d[0-5]\d))?(?![0-9A-Za-z])""",
    "numeric_range": r"""
        (?<![0-9A-Za-z.\-/:])(?:(?P<y>{Y})(?P<s>[./]))?(?P<m>{M})(?P<s2>[./])(?P<d>{D})
        {SPACE}?[-~至到]{SPACE}?(?:(?P<m2>{M})[./])?(?P<d2>{D})(?![\d.%/:])日?""",
    # The day may be run together with a clock: 2017-09-1210:13.
    "numeric_date": r"""
        {ALONE}(?P<y>(?:1[0-9]|20|21)\d\d)
        (?:(?P<s1>{W}[-/.]{W})(?P<m>\d{1,2})(?P<s2>{W}[-/.]{W})
        |(?P<s3>{SPACE})(?P<m3>\d{2}){SPACE})
        (?P<d>[0-3]?\d(?=[0-2]\d:[0-5]\d)|\d{1,2}(?!\d))(?!\.\d)日?""",
    # One digit at the end: 23.3.3 15:30 is a year, month and day, 日期22.9.8 too.
    "day_first": r"""
        {ALONE}(?P<d>\d{1,2})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)
        (?P<y>{Y}|\d{1,2})
        (?!\d|[./]\d|-\d+(?![\d./]))""",
    "numeric_month": r"""
        {ALONE}(?P<y>{Y})(?P<s>[-/.])(?P<m>{M})(?P<m2>-{M}(?=月))?月?
        (?![\d%]|[./]\d|-\d{1,3}(?!\d)|万|元|分|亿|平|公)""",
    # Nothing but a sign between month and day: decided by what stands around it.
    "month_day_numeric": r"""
        (?:(?<![0-9A-Za-z.\-/:])|(?<=--))
        (?P<m>{M})(?P<s>[./·-])(?P<d>{D})(?![0-9A-Za-z%:/月]|[.\-]\d)""",
    "year_bare": r"""
        (?<![0-9A-Za-z.\-/])(?P<y>{Y})(?P<part>[Qq][1-4]|[上下]半年|第?[一二三四1-4]季度)?
        (?![0-9A-Za-z%/]|\.\d|-\d{1,3}(?!\d)|{SPACE}{0,2}年)""",
    "day_alone": r"""
        (?<![0-9A-Za-z月年第.路街巷道弄栋楼编])(?P<d>{D}){W}
            (?:日(?![捐游均志常程光子用后内龄益渐记]|报(?![区县市上送到名]))
            |号(?=$|[,.;。、\x20\n()]|[上下中]午|早|晚|[之以]?[前后]|到|至|-))
        |(?<=[、和及])(?P<listed>{D})(?=(?:[、和及]\d{1,2}){1,5}{W}[日号])""",
}

NUMERIC = {name: compose(template, PIECES) for name, template in _TEMPLATES.items()}
