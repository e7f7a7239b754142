"""Writing long patterns readably: pieces by name, one alternative a line, over normalised text.

In a template `{NAME}` stands for a piece, line breaks and indentation mean nothing, and `{SPACE}`
is a blank. Braces with digits are repetitions as always.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_REFERENCE = re.compile(r"\{([A-Z][A-Z_0-9]*)\}")
_LAYOUT = re.compile(r"\s+")


def compose(template: str, pieces: Mapping[str, str]) -> str:
    """Give the pattern of a template.

    Raises:
        KeyError: when the template names a piece that is not there.
    """
    compact = _LAYOUT.sub("", template)
    return _REFERENCE.sub(lambda found: pieces[found[1]], compact)


def _pieces() -> dict[str, str]:
    pieces = {"SPACE": "[ ]", "W": r"[ \t]{0,2}", "CN": "〇零一二三四五六七八九"}
    for name, template in _TEMPLATES.items():
        pieces[name] = compose(template, pieces)
    return pieces


# Each may use those before it.
_TEMPLATES = {
    "FREE": r"(?<![0-9])",  # not inside a number
    "ALONE": r"(?<![0-9A-Za-z])(?<!\d[.\-/])",  # nor inside a longer code
    "CN_YEAR": r"(?<![{CN}十百千万])(?:[{CN}]{4}|[两二]千(?:零?[{CN}十]{1,3})?)",
    # Two or three digits are a year before a month (15年一月), with a leading zero (07年), and
    # three of them where a clause ends with 在789年.
    "SHORT_YEAR": r"""
        (?:{FREE}\d{2,3}|(?<![{CN}十百])[{CN}]{2,3})
            (?=年{W}(?:(?:\d{1,2}|[{CN}十元]{1,2}){W}月|年?[初底末]|第?[一二三四1-4]季度|[上下]半年))
        |(?<=[在于元])\d{3}(?={W}年(?:$|[,。;、间]))
        |{FREE}0\d
        |(?<![{CN}十百])[零〇][{CN}]""",
    "WRITTEN_YEAR": r"(?:(?:{FREE}\d(?:{SPACE}?\d){3}|{CN_YEAR}|{SHORT_YEAR}){W}年)",
    "RELATIVE_YEAR": r"""
        (?:大前年|大后年|今年|去年|前年|明年|后年|本年|上年|上一年|翌年|次年|同年|当年)
        (?![级纪龄]|轻(?=[教党干同人的一化]))""",
    "YEAR": r"(?:{WRITTEN_YEAR}|{RELATIVE_YEAR})",
    "MONTH": r"(?:{FREE}\d{1,2}|(?<![{CN}十百])(?:十[一二]?|[一二三四五六七八九元]))",
    "CN_DAY": r"""
        (?:[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])""",
    "DAY": r"(?:\d{1,2}|{CN_DAY})",
    # Without 日 only what cannot be read as a count: 八月十五, 一月二十三.
    "CN_DAY_BARE": r"""
        (?:[二三]?十[一二三四五六七八九]|[二三]十|廿[一二三四五六七八九]?|卅一?|十)
        (?![个名次人项天条份岁年分点余多几日月至到、])""",
    "WD": "[一二三四五六日天]",
    # What makes the character after 周 a count or the beginning of a word: 上周三个党小组,
    # 本周一系列活动, 本周日常工作.
    "COUNTED_ON": r"""
        (?:(?<=[二三四五六])十|个(?![别人])|位(?!于)|场(?![馆所地])|项(?!目)|条(?!例)|节(?:党|思政|示范|公开)?课|[堂届轮篇件]
        |名(?=[教党学老同青退入预委职干])|批(?![准评改复示阅])|所(?=[学中小])|次
        |(?<=一)(?:系列|直|共|些|同(?!志)|并|律)|(?<=日)[常程志历均益期])""",
    "WEEK": "(?:周|星期|礼拜)",
    "WEEKDAY": r"(?:星期|周|礼拜){WD}",
    "ORDINAL": r"(?:[1-9]\d?|[一二三四五六七八九十]{1,3})",
    "COUNT": r"(?:[1-9]\d{0,2}|[一二两三四五六七八九十百]{1,4})",
    "M": "(?:1[0-2]|0?[1-9])",
    "D": r"(?:3[01]|[12]\d|0?[1-9])",
    "Y": r"(?:(?:19|20)\d\d)",
    "MONTH_PART": r"""
        (?:上中旬|中下旬|上旬|中旬|下旬|上半月|下半月|前半月|后半月|月?(?:初(?!中)|底|末(?!考)|尾)
        |中(?=[,。;、\x20)]|$|召开|开展|开始|举行|完成|前后|左右)
        |{W}的?{W}(?:倒数)?(?:第{W}{ORDINAL}{W}|最后{W}一?{W})个?{W}(?:{WEEKDAY}|周|星期)(?:的?{WEEKDAY})?)""",
    "SEASON": r"""
        (?:[初早阳暮盛炎金深晚寒严隆开](?=[春夏秋冬]))?[春夏秋冬](?:季学期|季|天)?(?![节游运])""",
    "YEAR_PART": r"""
        (?:[上下前后]半年
        |第?{W}[一二三四1-4]{W}(?:[、和至到~-]{0,2}{W}第?{W}[二三四2-4]{W})?个?{W}季度
        |前{W}[一二两三]{W}个?{W}季度|首个?季度|首月|伊始
        |{SEASON}
        |[Qq][1-4](?!\d)
        |(?:年{W})?(?:初|底|末|终|尾|中(?![国小学心央共华考]))
        |暑假|寒假|暑期)""",
    "YEAR_COUNT": r"""
        的?{W}(?:第{W}{ORDINAL}{W}(?:个{W}月|周|个{W}(?:星期|礼拜))
        |(?:前|头|后|最后){W}{COUNT}{W}(?:个?{W}月|周|个?{W}星期|天|日))""",
    "CN_ONES": "[一二三四五六七八九]",
    "LUNAR_MONTH": "(?:正|冬|腊|十[一二]?|[一二三四五六七八九])",
    "LUNAR_DAY": "(?:初[一二三四五六七八九十]|{CN_DAY})",
    "STEM_BRANCH": "[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]",
}

PIECES: Mapping[str, str] = _pieces()
