"""Where in a text a date can begin, and which patterns can begin so.

One search for the openings skips what cannot be a date; only there are the full patterns tried.
"""

from __future__ import annotations

import re
from collections import defaultdict

from matchers.anniversaries import calendar_lexicon, named_days
from matchers.date_grammar import PATTERNS
from matchers.date_pattern_language import PIECES, compose

_ANIMALS = "".join(calendar_lexicon().zodiac)
_PIECES = {**PIECES, "NUM": f"{PIECES['CN']}十百千廿卅两元正腊冬初", "ANIMALS": _ANIMALS}
# Every alternative begins with a literal or a set: the engine then leaves the others out by a
# look at one character.
_OPENINGS = (
    r"[0-9](?:[0-9]{3,}|[0-9]{0,2}(?={W}[年月日号级届天周个星小分./·\-~至到、上下中晚早清]))",
    r"[0-9](?=[0-9\x20]{0,8}[年日])",
    r"[{CN}]{4}(?=(?:-{1,2}|[~至到])[{CN}]{4}年)",
    r"""[{NUM}][{NUM}]{0,5}{W}
        (?:[年月日号]|天[之以]?[前后]|周[之以]?[前后]|个{W}(?:月|星期|小时|半月)|星期|小时|分钟|季度
        |[-~至到、]{W}[{NUM}0-9]{1,3}{W}(?:月|季度))""",
    r"[\[(](?=(?:19|20)[0-9]{2})",
    "每",
    "[单双]周",
    r"第{W}[0-9{CN}十]",
    r"[今昨明][天日年晚早晨夜春夏秋冬明]",
    r"前(?:[天日年半期不些几一]|{W}的?{W}[0-9{CN}十两]|段时间)",
    r"后(?:[天年半]|{W}的?{W}[0-9{CN}十两])",
    r"大(?:[前后][天年]|年初)",
    r"去[年春夏秋冬今]",
    r"""[上下](?:[上下]{0,2}(?:一?个|半[年月周]|月|周|星期|礼拜|年|学[期年]|季度|一(?:个?季|学|年))
        |{W}的?{W}[0-9{CN}十两])""",
    r"本(?:月|年|周|星期|礼拜|学[期年]|一?个?季|个(?:月|周|星期|礼拜|学|季))",
    r"这一?个?(?:月|周|星期|礼拜|季度|学[期年])",
    r"当(?:[天日月年晚]|前(?:[周月]|季度))",
    r"半(?:年|个?月)[之以]?[前后]",
    r"冬月|闰[一二三四五六七八九十]",
    r"同(?:[日年月]|一天)",
    r"[次翌][日年]",
    r"近(?:[日期来段两半]|{W}的?{W}[0-9{CN}十两])",
    r"最近|过去|未来|今后|之前|之后|还剩|日前|不久前|连日来|期间|会后|即日|第二天|新学[期年]",
    r"[年月][初底末终中尾]",
    r"[暑寒]假",
    r"阳春|金秋",
    r"[周](?={WD})",
    r"(?:星期|礼拜){WD}",
    r"从现在[到至]",
    r"现在[到至]",
    r"[农阴旧]历",
    r"[玉金灵][{ANIMALS}](?=[迎呈送报贺])",
    r"[{ANIMALS}]年",
    r"[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥][{ANIMALS}]?年",
)
_NAMES_AND_TERMS = (*named_days(), *calendar_lexicon().terms)
_FIRST = "".join(
    sorted(
        {
            *"0123456789[(每单双农阴旧玉金灵甲乙丙丁戊己庚辛壬癸最过未之还连期会即新年月暑寒阳",
            *"今昨明前后大去上下本这当同次翌近日不第周星礼从现半冬闰",
            *_PIECES["NUM"],
            *_ANIMALS,
            *(name[0] for name in _NAMES_AND_TERMS),
        }
    )
)


def _grouped(words: tuple[str, ...]) -> str:
    """Join words into an alternation with each first character named once."""
    rests: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=lambda w: (-len(w), w)):
        rests[word[0]].append(re.escape(word[1:]))
    return "|".join(f"{re.escape(c)}(?:{'|'.join(rest)})" for c, rest in sorted(rests.items()))


# The set comes first so that the engine skips to such a character by table; the look-behind then
# steps back over it to try the openings.
OPENING = re.compile(
    f"[{re.escape(_FIRST)}](?<=(?=(?:"
    + "|".join(compose(template, _PIECES) for template in _OPENINGS)
    + "|"
    + _grouped(_NAMES_AND_TERMS)
    + ")).)",
    re.DOTALL,
)

_AFTER_YEAR = (
    *(
        "term",
        "lunar",
        "damaged_in_year",
        "range_of_months",
        "month_day",
        "month_relative",
        "year_count",
    ),
    *("years_listed", "named_day", "solar_term", "year_part", "year_alone"),
)
_IN_DIGITS = (
    *("compact", "numeric_range", "numeric_date", "day_first", *_AFTER_YEAR, "ago", "grade"),
    *("numeric_month", "month_day_numeric", "year_bare", "day_alone", "damaged"),
)
_IN_NUMERALS = (*_AFTER_YEAR, "counted_day", "ago", "part_alone")
_IN_WORDS = (
    *(*_AFTER_YEAR, "counted_day", "two_years", "clock_today", "relative_day", "span_to_now"),
    *("vague", "part_alone", "relative_week", "weekday_alone", "zodiac"),
)
_BY_SIGNS = {
    "[(": ("document_number",),
    "每单双": ("recurring", *_IN_WORDS),
    "半": ("ago",),
    "第": ("counted_day", "part_alone", "week_of_term", "relative_day"),
    _PIECES["NUM"]: _IN_NUMERALS,
    "0123456789": _IN_DIGITS,
}


def _ordered(names: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, PATTERNS[name]) for name in PATTERNS if name in names)


_WORDS = _ordered(_IN_WORDS)
_BY_SIGN = {sign: _ordered(names) for signs, names in _BY_SIGNS.items() for sign in signs}


def patterns_at(sign: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give the named patterns that can begin with a character, in order of precedence."""
    return _BY_SIGN.get(sign, _WORDS)
