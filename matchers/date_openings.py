"""Where in a text a date can begin, and which patterns can begin so.

One search for the openings skips what cannot be a date; only there are the full patterns tried.
"""

from __future__ import annotations

import re
from collections import defaultdict

from matchers.anniversaries import calendar_lexicon, named_days
from matchers.date_grammar import CN, PATTERNS, W

_NUM = f"{CN}十百千廿卅两元正腊冬初"
_COUNT = rf"{W}的?{W}[0-9{CN}十两]"
_DIGITS = rf"[0-9]{{4,}}|[0-9]{{1,3}}(?={W}[年月日号级届天周个星小分./·\-~至到、上下中晚早清]|[ ][0-9][ 0-9]*[ ]?[年日])"
_CHINESE = (
    rf"[{_NUM}]+{W}(?:[年月日号]|天[之以]?[前后]|周[之以]?[前后]|个{W}(?:月|星期|小时)|星期|小时|分钟|季度"
    rf"|[-~至到、]{W}[{_NUM}0-9]+{W}月)"
)
_RELATIVE = (
    r"[今昨明][天日年晚早晨夜春夏秋冬明]|前[天日年半期不些几一]|后[天年半]|大[前后][天年]|去[年春夏秋冬今]"
    r"|[上下]+(?:个|半年|半月|半周|月|周|星期|礼拜|年|学[期年]|季度|一(?:个?季|学|年))"
    r"|本(?:月|年|周|星期|礼拜|学[期年]|一?个?季|个(?:月|周|星期|礼拜|学|季))"
    r"|这(?:一?个?)(?:月|周|星期|礼拜|学[期年])|当[天日月年]|同(?:[日年月]|一天)|[次翌][日年]|近[日期来段]"
    r"|日前|不久前|连日来|最近|期间|会后|即日|第二天|新学[期年]|[年月][初底末终中]|[暑寒]假|阳春|金秋"
    r"|(?:周|星期|礼拜)[一二三四五六日天]|从?现在[到至]"
)
_SPANS = rf"(?:近|最近|过去|未来|今后|之前|之后|前|后|上|下|还剩){_COUNT}|近两年"
_ORDINAL = rf"第{W}[0-9{CN}十]"
_RECURRING = r"每|[单双]周"
_LUNAR = r"[农阴旧]历|闰"
_ANIMALS = "".join(calendar_lexicon().zodiac)
_ZODIAC = rf"[玉金灵]?[{_ANIMALS}](?:年|(?=[迎呈送报贺]))|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥][{_ANIMALS}]年"
_BRACKET = r"[\[(](?=(?:19|20)[0-9]{2})"

_AFTER_YEAR = (
    "term",
    "lunar",
    "range_of_months",
    "month_day",
    "month_relative",
    "year_count",
    "named_day",
    "solar_term",
    "year_part",
)
_BY_OPENING: dict[str, tuple[str, ...]] = {
    "digits": (
        "compact",
        "numeric_range",
        "numeric_date",
        "day_first",
        *_AFTER_YEAR,
        "ago",
        "grade",
        "year_alone",
        "numeric_month",
        "month_day_numeric",
        "year_bare",
        "day_alone",
        "damaged",
    ),
    "chinese": (*_AFTER_YEAR, "ago", "year_alone", "part_alone"),
    "bracket": ("document_number",),
    "recurring": ("recurring",),
    "ordinal": ("counted_day", "part_alone", "week_of_term", "relative_day"),
    "spans": (*_AFTER_YEAR, "year_alone", "part_alone", "two_years", "span_to_now"),
    "relative": (
        *_AFTER_YEAR,
        "year_alone",
        "two_years",
        "clock_today",
        "relative_day",
        "span_to_now",
        "vague",
        "part_alone",
        "relative_week",
        "weekday_alone",
    ),
    "lunar": ("lunar",),
    "names": ("counted_day", "named_day", "solar_term", "lunar"),
    "zodiac": ("zodiac",),
}


def _grouped(words: list[str]) -> str:
    """Join words into an alternation with each first character named once."""
    rests: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=lambda w: (-len(w), w)):
        rests[word[0]].append(re.escape(word[1:]))
    return "|".join(f"{re.escape(c)}(?:{'|'.join(rest)})" for c, rest in sorted(rests.items()))


_NAMES = _grouped([*named_days(), *calendar_lexicon().terms])
_EXPRESSIONS = {
    "digits": _DIGITS,
    "chinese": _CHINESE,
    "names": _NAMES,
    "bracket": _BRACKET,
    "recurring": _RECURRING,
    "ordinal": _ORDINAL,
    "spans": _SPANS,
    "relative": _RELATIVE,
    "lunar": _LUNAR,
    "zodiac": _ZODIAC,
}

# Every character with which one of the expressions can begin.
_FIRST = "".join(
    sorted(
        {
            *"0123456789[(每单双农阴旧闰玉金灵甲乙丙丁戊己庚辛壬癸",
            *"今昨明前后大去上下本这当同次翌近日不连最期会即第新年月暑寒阳周星礼从现过未之还",
            *_NUM,
            *_ANIMALS,
            *(name[0] for name in named_days()),
            *(term[0] for term in calendar_lexicon().terms),
        }
    )
)
# The set comes first so that the engine skips to such a character by table; the look-behind then
# steps back over it to try the expressions.
OPENING = re.compile(
    f"[{re.escape(_FIRST)}](?<=(?=(?:"
    + "|".join(f"(?P<{name}>{e})" for name, e in _EXPRESSIONS.items())
    + ")).)",
    re.DOTALL,
)
COMPILED: dict[str, re.Pattern[str]] = {name: re.compile(p) for name, p in PATTERNS.items()}
PATTERNS_AT: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    opening: tuple((name, COMPILED[name]) for name in PATTERNS if name in names)
    for opening, names in _BY_OPENING.items()
}
