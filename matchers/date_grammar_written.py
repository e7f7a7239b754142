"""Patterns of dates written with 年, 月, 日: 2022年3月15日, 四月上旬, 2021-2022学年第一学期."""

from __future__ import annotations

from matchers.date_pattern_language import PIECES, compose

_TEMPLATES = {
    "document_number": r"[\[(](?P<y>{Y})年?[\])]{W}第?{W}\d{1,4}{W}号",
    "recurring": r"""
        每{W}(?:逢)?(?:个)?(?:单|双|两|三|{ORDINAL})?{W}个?
            (?:学期|学年|季度|半年|年|月|周|星期|天|日)(?:度|份)?(?:的)?{W}
            (?:{DAY}{W}月{W}(?:{DAY}{W}[日号])?(?:[上中下]旬)?
                (?:[和、与]{DAY}{W}月(?:[上中下]旬)?)*
            |{DAY}{W}[日号](?:左右)?
            |[上中下]旬
            |月?[初底末]
            |{WD}(?![次个般])(?:[、和]{WD})*
            |第{ORDINAL}个?(?:周|星期)?{WEEKDAY}?
            |最后一?个?(?:周|星期)(?:的)?(?:周|星期)?{WD}?
            |{WEEKDAY}
            |[1-4一二三四]季度)?
        |(?:单|双)周(?:(?:星期|周)?{WD})?""",
    "term": r"""
        (?:{FREE}(?P<a>\d{4}|\d{2}(?=-\d\d学年)){W}年?{W}(?:-{1,2}|~|至|/){W}
            (?P<b>\d{4}|\d{2}){W}年?{W}
            (?:学年度?(?:{W}[,(-]?{W}(?:第?(?P<n>[一二12上下])\)?{W}学期|(?P<s>[春秋])季?学期)
                |{W}\((?P<n5>[一二12上下])\))?
            |第(?P<n6>[一二12])学期
            |-(?P<n2>[12])\)?{W}学期
            |\((?P<n3>[12一二])\){W}(?:学期)?
            |(?P<ny>学期))
        |(?P<y>{YEAR}){W}(?:(?P<season>[春秋])季?{W}(?:新?学期|开学)|(?P<ud>[上下]|第[一二])学期)
        |{FREE}(?P<single>\d{4}){W}学年度?{W}(?:第?(?P<n4>[一二12上下]){W}学期)?
        |{FREE}(?P<bare>(?:19|20)\d\d)(?P<ud2>[上下])学期
        |(?P<rel>本|上|下|这|上一|下一|新)个?(?P<unit>学期|学年)(?!考))""",
    "lunar": r"""
        (?:(?P<y>{YEAR}){W})?(?:农历|阴历|旧历)(?P<y2>{YEAR}|{STEM_BRANCH}年)?{W}
            (?P<leap>闰)?(?P<m>{LUNAR_MONTH}|\d{1,2})月(?:{W}(?P<d>初[1-9]|{LUNAR_DAY}|\d{1,2})日?)?
        |(?:(?P<y3>{YEAR}|{STEM_BRANCH}年){W})?(?P<leap3>闰)?(?P<m3>{LUNAR_MONTH})月(?P<d3>初[1-9]|初{CN_DAY}|廿{CN_ONES}(?!日))
        |(?:(?P<y4>{YEAR}|{STEM_BRANCH}年){W})?(?P<m4>[正冬腊])月(?P<d4>{CN_DAY})?
        |(?:(?P<y5>{YEAR}){W})?大年(?P<d5>初[一二三四五六七八九十])""",
    "range_of_months": r"""
        (?:(?P<y>{YEAR}){W}的?{W})?
        (?:(?P<a>{FREE}{M}|[一二三四五六七八九十]{1,2}){W}(?P<sign>-{1,2}|[~至到、]){W}
            (?P<b>{M}|[一二三四五六七八九十]{1,2})
        |(?<![{CN}十百])(?P<pair>一二|二三|三四|四五|五六|六七|七八|八九|九十))
        {W}月份?(?!龄|\d|{W}\d)""",
    "month_day": r"""
        (?:(?P<y>{YEAR})(?:度|年)?{W}的?{W}(?:上半年|下半年)?)?(?:本月|上个?月|当月)?
        (?:阳春|金秋)?(?P<m>{MONTH}){W}月
        (?![龄薪刊饼亮球考]|[一两二三]次|一(?!{W}[日号]))份?
        (?:{W}的?{W}(?P<d>\d{SPACE}?\d|\d|{CN_DAY})
            (?:{W}[日号]?{W}(?:-{1,2}|[~至到]){W}(?P<dd>{DAY}))?{W}[日号](?![楼院室])
        |(?P<cut>\d{1,2})(?=[上下中]午|晚|早上|召开|,|。|$|\n|\(
            |[、和及]\d{1,2}(?:[、和及]\d{1,2}){0,5}{W}[日号])
        |(?P<bare>{CN_DAY_BARE})
        |(?P<part>{MONTH_PART}))?""",
    "month_relative": r"""
        (?:(?P<y>{YEAR})的?)?(?P<rel>上{1,3}个?月|下{1,3}个?月|本月|这个月|当前?月|同月)(?![考球台饼亮])份?
        (?:{W}(?P<d>{DAY}){W}[日号]|(?P<part>{MONTH_PART}))?""",
    "years_listed": r"""
        {FREE}(?P<a>{Y}){W}年?(?:{W}[、和及]{W}{Y}{W}年?){0,3}{W}[、和及]{W}(?P<b>{Y}){W}年?
        {W}[两三四五]个?年度?
        |(?<![{CN}十])(?P<c>[{CN}]{4}){W}(?:-{1,2}|[~至到]){W}(?P<d>[{CN}]{4}){W}年(?:度(?!假))?""",
    "year_count": r"(?P<y>{YEAR}){W}(?P<count>{YEAR_COUNT})",
    "year_part": r"(?P<y>{YEAR}){W}度?(?:的{W})?(?P<part>{YEAR_PART})",
    "grade": r"{FREE}(?P<y>(?:19|20)?\d\d)(?:级|届)(?=[^别]|$)",
    "year_alone": r"""
        (?P<y>{YEAR})(?P<fy>{SPACE}{0,2}度)?(?!级|以来|龄|{W}第{W}\d+{W}[号期])""",
}

WRITTEN = {name: compose(template, PIECES) for name, template in _TEMPLATES.items()}
