"""The regular expressions of the date grammar, over normalised text.

Each pattern describes one sort of expression whole; its reader takes the named groups apart.
"""

from __future__ import annotations

import re

from matchers.anniversaries import calendar_lexicon, named_days
from matchers.date_damage import DAMAGED

W = r"[ \t]{0,2}"
CN = "〇零一二三四五六七八九"
NOT_IN_NUMBER = r"(?<![0-9])"
_CN_YEAR = rf"(?<![{CN}十百千万])(?:[{CN}]{{4}}|[两二]千(?:零?[{CN}十]{{1,3}})?)"
# A year of two or three digits is a year only before a month (15年一月), or with a leading zero.
_SHORT_YEAR = (
    rf"(?:{NOT_IN_NUMBER}\d{{2,3}}|(?<![{CN}十百])[{CN}]{{2,3}})(?=年{W}(?:\d{{1,2}}|[{CN}十元]{{1,2}}){W}月)"
    rf"|(?<=[在于元])\d{{3}}(?={W}年(?:$|[,。;、间]))|{NOT_IN_NUMBER}0\d|(?<![{CN}十百])[零〇][{CN}]"
)
WRITTEN_YEAR = rf"(?:(?:{NOT_IN_NUMBER}\d(?:[ ]?\d){{3}}|{_CN_YEAR}|{_SHORT_YEAR}){W}年)"
RELATIVE_YEAR = r"(?:大前年|大后年|今年|去年|前年|明年|后年|本年|上年|上一年|翌年|次年|同年|当年)"
YEAR = rf"(?:{WRITTEN_YEAR}|{RELATIVE_YEAR})"
MONTH_NUMBER = rf"(?:{NOT_IN_NUMBER}\d{{1,2}}|(?<![{CN}十百])(?:十[一二]?|[一二三四五六七八九元]))"
CN_DAY = r"(?:[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])"
# Without 日 only what cannot be read as a count: 八月十五, 一月二十三.
_CN_DAY_BARE = r"(?:[二三]?十[一二三四五六七八九]|[二三]十|廿[一二三四五六七八九]?|卅一?|十)(?![个名次人项天条份岁年分点余多几日月至到、])"
WEEKDAY = r"(?:星期|周|礼拜)[一二三四五六日天]"
ORDINAL = r"(?:[1-9]\d?|[一二三四五六七八九十]{1,3})"
COUNT = r"(?:[1-9]\d{0,2}|[一二两三四五六七八九十百]{1,4})"
_MONTH_PART = (
    rf"(?:上中旬|中下旬|上旬|中旬|下旬|上半月|下半月|前半月|后半月|初|底|末(?!考)"
    rf"|{W}的?{W}(?:第{W}{ORDINAL}{W}|最后{W}一?{W})个?{W}(?:{WEEKDAY}|周|星期)(?:{WEEKDAY})?)"
)
_YEAR_PART = (
    rf"(?:[上下前后]半年|第?{W}[一二三四1-4]{W}季度|前{W}[一二三]{W}季度|[Qq][1-4](?!\d)"
    rf"|(?:年{W})?(?:初|底|末|终|中(?![国小学心央共华考]))"
    rf"|[春夏秋冬](?:季学期|季|天)?(?![节游运])|暑假|寒假|暑期)"
)
_YEAR_COUNT = (
    rf"的?{W}(?:第{W}{ORDINAL}{W}(?:个{W}月|周|个{W}(?:星期|礼拜))"
    rf"|(?:前|后|最后){W}{COUNT}{W}(?:个{W}月|周|个?{W}星期|天|日))"
)

MONTH_DAY = (
    rf"(?:(?P<y>{YEAR})(?:度|年)?{W}的?{W}(?:上半年|下半年)?)?(?P<relmonth>本月|上个?月|当月)?"
    rf"(?P<season>阳春|金秋)?(?P<m>{MONTH_NUMBER}){W}月(?![龄薪刊饼亮球考][^ ]?|[一两二三]次|一[学练测评讲课查报考题])份?"
    rf"(?:{W}的?{W}(?P<d>\d[ ]?\d|\d|{CN_DAY})(?:{W}[日号]?{W}[-~至到]{W}(?P<dd>\d{{1,2}}|{CN_DAY}))?{W}[日号](?![楼院室])"
    rf"|(?P<cut>\d{{1,2}})(?=[上下中]午|晚|早上|召开|,|。|$|\n|\()"
    rf"|(?P<bare>{_CN_DAY_BARE})|(?P<part>{_MONTH_PART}))?"
)
MONTH_RELATIVE = (
    rf"(?:(?P<y>{YEAR})的?)?(?P<rel>上+个?月|下+个?月|本月|这个月|当月|同月)(?!考)份?"
    rf"(?:{W}(?P<d>\d{{1,2}}|{CN_DAY}){W}[日号]|(?P<part>{_MONTH_PART}))?"
)
YEAR_PART = rf"(?P<y>{YEAR}){W}度?(?:的{W})?(?P<part>{_YEAR_PART})"
YEAR_COUNT = rf"(?P<y>{YEAR}){W}(?P<count>{_YEAR_COUNT})"
YEAR_ALONE = rf"(?P<y>{YEAR})(?P<fy>[ ]{{0,2}}度)?(?!级|以来|龄|{W}第{W}\d+{W}[号期])"
YEAR_BARE = r"(?<![0-9A-Za-z.\-/])(?P<y>(?:19|20)\d\d)(?P<part>[Qq][1-4]|[上下]半年)?(?![0-9A-Za-z%/]|\.\d|-\d{1,3}(?!\d)|[ ]{0,2}年)"
PART_ALONE = (
    rf"(?P<part>上个?半年(?!度?考)|下个?半年|前半年|后半年|上半月|下半月|上半周|下半周"
    rf"|第[一二三四1-4]季度|(?<![{CN}十第前])[一二三四]季度|前[一二三]季度|[上下本]一?个?季度"
    r"|年初|年底|年末|年终(?!奖|总结|考|述职|绩效)|年中(?![国小学])|月初|月底|月末"
    r"|今[春夏秋冬](?:天|季)?|去[春夏秋冬]|去年底|去冬|阳春三月|金秋时节|暑假|寒假)"
)
TERM = (
    rf"(?:(?<![0-9])(?P<a>\d{{4}}|\d{{2}}(?=-\d\d学年)){W}年?{W}(?:-{{1,2}}|~|至|/){W}(?P<b>\d{{4}}|\d{{2}}){W}年?{W}"
    rf"(?:(?P<sy>学年)度?{W}[,(-]?{W}(?:第?(?P<n>[一二12上下])\)?{W}学期|(?P<s>[春秋])季?学期)?|-(?P<n2>[12])\)?{W}学期|\((?P<n3>[12一二])\){W}(?:学期)?|(?P<ny>学期))"
    rf"|(?P<y>{YEAR}){W}(?:(?P<season>[春秋])季?{W}(?:新?学期|开学)|(?P<ud>[上下])学期)"
    rf"|(?<![0-9])(?P<single>\d{{4}}){W}学年度?{W}(?:第?(?P<n4>[一二12上下]){W}学期)?"
    r"|(?P<rel>本|上|下|这|上一|下一|新)个?(?P<unit>学期|学年)(?!考))"
)
WEEK_OF_TERM = rf"第{W}(?P<n>\d{{1,2}}|{ORDINAL}){W}(?:教学)?(?:周(?![年岁])|个?星期)(?P<wd>(?:周|星期)?[一二三四五六日天](?![次个节])|\((?:周|星期)[一二三四五六日天]\))?"
NUMERIC_DATE = (
    r"(?<![0-9A-Za-z])(?<!\d[.\-/])"
    rf"(?P<y>(?:1[0-9]|20|21)\d\d)(?:(?P<s1>{W}[-/.]{W})(?P<m>\d{{1,2}})(?P<s2>{W}[-/.]{W})|(?P<s3>[ ])(?P<m3>\d{{2}})[ ])"
    r"(?P<d>[0-3]?\d(?=[0-2]\d:[0-5]\d)|\d{1,2}(?![\d]))(?!\.\d)日?"
)
NUMERIC_MONTH = r"(?<![0-9A-Za-z])(?<!\d[.\-/])(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>1[0-2]|0?[1-9])(?P<m2>-(?:1[0-2]|0?[1-9])(?=月))?月?(?![\d%]|[./]\d|-\d{1,3}(?!\d)|万|元|分|亿|平|公)"
NUMERIC_RANGE = r"(?<![0-9A-Za-z.\-/:])(?:(?P<y>(?:19|20)\d\d)(?P<s>[./]))?(?P<m>1[0-2]|0?[1-9])(?P<s2>[./])(?P<d>3[01]|[12]\d|0?[1-9])[ ]?[-~至到][ ]?(?:(?P<m2>1[0-2]|0?[1-9])[./])?(?P<d2>3[01]|[12]\d|0?[1-9])(?![\d.%/:])日?"
DAY_FIRST = r"(?<![0-9A-Za-z])(?<!\d[.\-/])(?P<d>\d{1,2})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d|\d{2})(?!\d|[./]\d|-\d+(?![\d./]))"
COMPACT = r"(?<![0-9A-Za-z.])(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:[_ ]?(?P<t>[01]\d[0-5]\d[0-5]\d|2[0-3][0-5]\d[0-5]\d))?(?![0-9A-Za-z])"
# Month and day with nothing but a sign between: decided by what stands around it.
MONTH_DAY_NUMERIC = r"(?<![0-9A-Za-z.\-/:])(?P<m>1[0-2]|0?[1-9])(?P<s>[./·-])(?P<d>3[01]|[12]\d|0?[1-9])(?![0-9A-Za-z%:/月]|[.\-]\d)"
DAY_ALONE = rf"(?<![0-9A-Za-z月年第.])(?P<d>3[01]|[12]\d|0?[1-9]){W}(?:日(?![捐游均志报常程光子用后前内龄益渐记])|号(?=$|[,.;。、 \n()]|[上下中]午|早|晚|[之以]?[前后]|到|至|-))"
RANGE_OF_MONTHS = rf"(?:(?P<y>{YEAR}){W}的?{W})?(?P<a>{NOT_IN_NUMBER}(?:1[0-2]|0?[1-9])|[一二三四五六七八九十]{{1,2}}){W}(?P<sign>[-~至到、]){W}(?P<b>1[0-2]|0?[1-9]|[一二三四五六七八九十]{{1,2}}){W}月份?(?!龄|\d|{W}\d)"
_RELATIVE_DAYS = r"大前天|大后天|今天|今日(?!头条)|昨天|昨日|明天|明日|前天|前日|后天(?!努力)|即日|次日|翌日|第二天|当天|当日|同一天|同日|今晚|昨晚|明晚|今早|明早|今晨|昨夜|今夜|会后"
RELATIVE_DAY = rf"(?P<word>{_RELATIVE_DAYS})"
RELATIVE_WEEK = r"(?P<rel>上+|下+|本|这一|这)个?(?:周(?=星期|礼拜))?(?:周|星期|礼拜)(?:(?P<wd>[一二三四五六日天])(?![般年次周])|(?P<end>末))?(?![年岁报期])"
WEEKDAY_ALONE = rf"(?<![每第单双{CN}十0-9个])(?:星期|礼拜|周)(?P<wd>[一二三四五六日天])(?![次课节老先常文校书主个般年间天刊记总同期])"
AGO = rf"(?<![0-9第近满{CN}十百])(?P<n>{COUNT}){W}(?P<unit>个月|个星期|天|日|周|星期|年|个?小时|分钟)(?P<dir>之前|之后|以前|以后|前(?![半期言排所进提往列沿置夕])|后(?![半期续勤面排备]))"
SPAN_TO_NOW = rf"(?P<dir>近|最近|过去|未来|今后|之前|之后|前|后|上|下|还剩)的?{W}(?P<n>{COUNT}){W}(?P<unit>个{W}月|个{W}星期|天|日(?![,])|周(?!年)|年(?![级代])|个?{W}小时|分钟)"
TWO_YEARS = r"(?P<pair>今明|去今|近)两年"
CLOCK_TODAY = (
    r"(?:[上下]个小时|从?现在(?:到|至)(?:\d{1,2}|[一二两三四五六七八九十]{1,3})[点:时]\d{0,2}分?)"
)
LUNAR = (
    rf"(?:(?P<y>{YEAR}){W})?(?P<tag>农历|阴历|旧历)(?P<y2>{YEAR}|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)?{W}(?P<leap>闰)?(?P<m>正|冬|腊|十[一二]?|[一二三四五六七八九]|\d{{1,2}})月{W}(?P<d>初[一二三四五六七八九十]|{CN_DAY}|\d{{1,2}}){W}日?"
    rf"|(?:(?P<y3>{YEAR}){W})?(?P<m3>[正腊冬]|十[一二]?|[一二三四五六七八九])月(?P<d3>初[一二三四五六七八九十])"
    rf"|(?:(?P<y4>{YEAR}){W})?(?P<m4>[正腊冬])月(?P<d4>{CN_DAY})"
)
VAGUE = r"近日|日前|近期|前期|近段时间|连日来|不久前|前不久|最近|前些天|前几天|前一阶段|近来|期间(?=开展了)"
RECURRING = (
    rf"每{W}(?:逢)?(?:个)?(?:单|双|两|三|{ORDINAL})?{W}个?(?:学期|学年|季度|半年|年|月|周|星期|天|日)(?:度|份)?(?:的)?{W}"
    rf"(?:(?:\d{{1,2}}|{CN_DAY}){W}月{W}(?:(?:\d{{1,2}}|{CN_DAY}){W}[日号])?(?:[上中下]旬)?(?:[和、与](?:\d{{1,2}}|{CN_DAY}){W}月(?:[上中下]旬)?)*|(?:\d{{1,2}}|{CN_DAY}){W}[日号](?:左右)?|[上中下]旬|月?[初底末]"
    rf"|[一二三四五六日天](?![次个般])(?:[、和][一二三四五六日天])*|第{ORDINAL}个?(?:周|星期)?{WEEKDAY}?|最后一?个?(?:周|星期)(?:的)?(?:周|星期)?[一二三四五六日天]?|{WEEKDAY}|[1-4一二三四]季度)?"
    rf"|(?:单|双)周(?:(?:星期|周)?[一二三四五六日天])?"
)
DOCUMENT_NUMBER = rf"[\[(](?P<y>(?:19|20)\d\d)年?[\])]{W}第?{W}\d{{1,4}}{W}号"
GRADE = rf"{NOT_IN_NUMBER}(?P<y>(?:19|20)?\d\d)(?:级|届)(?=[^别]|$)"
COUNTED_DAY = (
    r"(?:(?:第{W}(?P<nth>{N}){W}(?:个|届|次)(?P<d1>{NAMES}))"
    r"|(?P<d2>{NAMES}){W}(?P<n>{N}){W}周年(?:纪念日)?)"
)
NAMED_DAY = r"(?:(?P<y>{YEAR}){W}[的(]?['\"“‘]?)?(?P<name>{NAMES})(?P<q>(?<=['\"“‘].)['\"”’])?"
SOLAR_TERM = r"(?:(?P<y>{YEAR}){W})?(?P<term>{TERMS})(?P<cue>节气|时节|当天|节|前后|日|期间|前夕)?"
ZODIAC = r"(?:(?P<stem>[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])?(?P<animal>[鼠牛虎兔龙蛇马羊猴鸡狗猪])年|(?:玉|金|灵)(?P<animal2>[鼠牛虎兔龙蛇马羊猴鸡狗猪])(?=迎|呈|送|报|贺))"


def _alternatives(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))


def _fill(pattern: str) -> str:
    uncounted = [name for name, entry in named_days().items() if not entry.only_counted]
    counted = list(named_days())
    pool = counted if pattern is COUNTED_DAY else uncounted
    values = {"W": W, "YEAR": YEAR, "N": r"(?:\d{1,3}|[一二三四五六七八九十百零〇]{1,5})"}
    for key, value in values.items():
        pattern = pattern.replace("{" + key + "}", value)
    pattern = pattern.replace("{NAMES}", _alternatives(pool))
    return pattern.replace("{TERMS}", _alternatives(list(calendar_lexicon().terms)))


# In order of precedence where several could begin at the same place.
PATTERNS: dict[str, str] = {
    "document_number": DOCUMENT_NUMBER,
    "recurring": RECURRING,
    "term": TERM,
    "compact": COMPACT,
    "numeric_range": NUMERIC_RANGE,
    "numeric_date": NUMERIC_DATE,
    "day_first": DAY_FIRST,
    "lunar": LUNAR,
    "range_of_months": RANGE_OF_MONTHS,
    "month_day": MONTH_DAY,
    "month_relative": MONTH_RELATIVE,
    "year_count": YEAR_COUNT,
    "counted_day": _fill(COUNTED_DAY),
    "named_day": _fill(NAMED_DAY),
    "solar_term": _fill(SOLAR_TERM),
    "ago": AGO,
    "year_part": YEAR_PART,
    "grade": GRADE,
    "year_alone": YEAR_ALONE,
    "numeric_month": NUMERIC_MONTH,
    "month_day_numeric": MONTH_DAY_NUMERIC,
    "year_bare": YEAR_BARE,
    "day_alone": DAY_ALONE,
    "two_years": TWO_YEARS,
    "clock_today": CLOCK_TODAY,
    "relative_day": RELATIVE_DAY,
    "span_to_now": SPAN_TO_NOW,
    "vague": VAGUE,
    "part_alone": PART_ALONE,
    "relative_week": RELATIVE_WEEK,
    "weekday_alone": WEEKDAY_ALONE,
    "week_of_term": WEEK_OF_TERM,
    "zodiac": ZODIAC,
    "damaged": DAMAGED,
}
