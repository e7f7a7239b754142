"""Patterns of dates in words: 昨天, 上周三, 三天前, 近三年, 教师节, 建党96周年, 第3周, 蛇年."""

from __future__ import annotations

import re

from matchers.anniversaries import calendar_lexicon, named_days
from matchers.date_pattern_language import PIECES, compose


def _alternatives(names: tuple[str, ...]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))


_PIECES = {
    **PIECES,
    "N": r"(?:\d{1,3}|[一二三四五六七八九十百零〇]{1,5})",
    "TERMS": _alternatives(calendar_lexicon().terms),
    "COUNTED": _alternatives(tuple(named_days())),
    "NAMED": _alternatives(tuple(n for n, day in named_days().items() if not day.only_counted)),
    "ANIMAL": "[" + "".join(calendar_lexicon().zodiac) + "]",
}

_TEMPLATES = {
    "counted_day": r"""
        (?:(?:第{W}(?P<nth>{N}){W}(?:个|届|次)(?P<d1>{COUNTED}))
        |(?P<d2>{COUNTED}){W}(?P<n>{N}){W}周年(?:纪念日)?)""",
    "named_day": r"""
        (?:(?P<y>{YEAR}){W}[的(]?['"“‘]?)?(?P<name>{NAMED})""",
    "solar_term": r"""
        (?:(?P<y>{YEAR}){W})?(?P<term>{TERMS})(?P<cue>节气|时节|当天|节|前后|日|期间|前夕)?""",
    "ago": r"""
        (?<![0-9第近满{CN}十百半多大上下前后])
        (?:(?P<n>{COUNT}){W}(?P<unit>个半月|年半|个月|个星期|天|周|星期|年|个?小时|分钟)
        |(?P<half>半个?月|半年))
        (?P<dir>之前|之后|以前|以后|前(?![半期言排所进提往列沿置夕])|后(?![半期续勤面排备]))""",
    "two_years": r"(?P<pair>今明|去今|近)两年",
    "clock_today": r"""
        (?:[上下]个小时
        |从?现在(?:到|至)(?:\d{1,2}|[一二两三四五六七八九十]{1,3})[点:时]\d{0,2}分?)""",
    "relative_day": r"""
        (?P<word>大前天|大后天|今天|今日(?!头条)|昨天|昨日|明天|明日(?!之)|前天|前日(?!本)
        |后天(?!努力|形成|养成|培养|习得)|即日
        |次日|翌日|第[二三四五六七]天|[前后]一[天日]|当天(?!然|鹅|才)|当日(?!常|语|本)|同一天|同日(?!本)|当晚|今晚|昨晚|明晚|今早|明早|今晨|昨夜|今夜|会后)""",
    "span_to_now": r"""
        (?:(?P<near>近|最近|过去|未来|今后)的?{W}(?P<half>半个?月|半年)
        |(?P<dir>近|最近|过去|未来|今后|之前|之后|前|后|上|下|还剩)的?{W}(?P<n>{COUNT}){W}
        (?P<unit>个{W}月|个{W}星期|天|日(?![,])|周(?!年)|年(?![级代])|个?{W}小时|分钟))""",
    "vague": r"""
        近日|(?<![0-9一二三四五六七八九十])日前|近期|前期|近段时间|连日来|不久前|前不久|最近|前些天|前几天|前一阶段|近来
        |期间(?=开展了)""",
    "part_alone": r"""
        (?P<part>上个?半年(?!度?考)|下个?半年|前半年|后半年|上半月|下半月|上半周|下半周
        |第[一二三四1-4](?:[、和至到~-]{0,2}第?[二三四2-4])?个?季度|前[一二两三]个?季度
        |(?<![{CN}十第前])[一二三四](?:[、和]?[二三四])?季度
        |[上下]{1,2}一?个?季度|(?:本一?|这一?)个?季度|当前季度|去冬今春|今冬明春
        |(?<!学)年[初底末]|(?<!学)年终(?!奖|总结|考|述职|绩效)|年中(?![国小学])|月初(?!中)|月底|月末|月尾
        |(?<![0-9{CN}十个本这每闰级])月中(?![国学心央共间的])
        |今[春夏秋冬](?:天|季)?|去[春夏秋冬]|去年底|去冬|阳春三月|金秋时节|暑假|寒假)""",
    "relative_week": r"""
        (?P<rel>上{1,3}|下{1,3}|本|这一|这|当前)个?(?:周(?=周|星期|礼拜))?{WEEK}
        (?:(?P<wd>{WD})(?![般年次周]|{COUNTED_ON})|(?P<end>末))?(?![年岁报期])""",
    "weekday_alone": r"""
        (?<![每第单双{CN}十0-9个]){WEEK}(?P<wd>{WD})
        (?!{COUNTED_ON})(?![次课节老先常文校书主个般年间天刊记总同期])
        (?![一-龥](?:同志|老师(?!们)|校长|书记|主任))""",
    "week_of_term": r"""
        第{W}(?P<n>\d{1,2}|{ORDINAL}){W}(?:教学)?(?:周(?![年岁])|个?星期)
        (?P<wd>(?:周|星期)?{WD}(?![次个节])|\((?:周|星期){WD}\))?""",
    "zodiac": r"""
        (?:{STEM_BRANCH})?(?P<animal>{ANIMAL})年
        |[玉金灵](?P<animal2>{ANIMAL})(?=[迎呈送报贺])""",
}

WORDS = {name: compose(template, _PIECES) for name, template in _TEMPLATES.items()}
