"""What of a date was not in the text itself, said in Chinese.

Matchers give such reasons in English ("year: from the heading") for programs; people read them
in the reports. A reason that is not in the tables is shown as it is rather than hidden.
"""

from __future__ import annotations

import re

from matchers.annotation import EventDate

_SOURCES = (
    ("header field", "表头"),
    ("head of the sheet", "表头"),
    ("words in the picture", "图中文字"),
    ("heading (for the year)", "标题的年度"),
    ("heading", "标题"),
    ("signature date", "落款日期"),
    ("document number", "文号"),
    ("publication date", "发布日期"),
    ("file name", "文件名"),
    ("folder or the period", "文件夹名或考核时段"),
    ("folder", "文件夹名"),
    ("neighbouring records", "前后记录"),
    ("camera's clock", "相机时间"),
    ("exif", "照片拍摄时间"),
    ("period", "考核时段"),
    ("reference date", "参照日期"),
    ("same sentence", "同一句"),
    ("end of the range", "起止日期的后一个"),
    ("date before it", "前一个日期"),
    ("antecedent of the text", "上文日期"),
    ("earlier date in the text", "上文日期"),
    ("later date", "下文日期"),
    ("anniversary in the text", "文中的周年"),
)
_SOURCE = "|".join(re.escape(english) for english, _ in _SOURCES)
_WHAT = {"year": "年份", "month": "月份", "day": "日", "date": "日期", "week": "周次"}

# pattern -> Chinese; {source} and {what} are looked up, the other groups are taken as they stand
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), chinese)
    for pattern, chinese in (
        (
            rf"(?P<what>year|month|day|date|week): (?P<phrase>\S+): from the (?P<source>{_SOURCE})"
            r"\s?(?P<rest>.*)",
            "{phrase}的{what}据{source}{rest}",
        ),
        (
            rf"(?P<what>year|month|day|date|week): from (?:the|an) (?P<source>{_SOURCE})"
            r"\s?(?P<rest>.*)",
            "{what}据{source}{rest}",
        ),
        (
            rf"year: (?P<phrase>\S+) counted from the (?P<source>{_SOURCE})\s?(?P<rest>.*)",
            "“{phrase}”从{source}推算{rest}",
        ),
        (r"year: (?P<phrase>\S+) after another date", "“{phrase}”从前一个日期推算"),
        (r"year: guessed from (?P<rest>.+)", "年份由“{rest}”推测"),
        (r"year: the meeting for (?P<rest>\d+) is held.*", "{rest}年度的会议按次年春召开推算"),
        (r"year: two digits", "年份只写了两位"),
        (r"year: of the zodiac animal.*", "年份据生肖"),
        (r"year: (?P<phrase>\S+) is in (?P<rest>\d+)", "“{phrase}”在{rest}年"),
        (r"year: (?P<phrase>\S+)", "年份据“{phrase}”"),
        (r"date: of signature", "以落款日期为准"),
        (r"day: (?P<phrase>.+) does not exist, only the month", "{phrase}不存在，只取月份"),
        (r"week: of the term (?P<rest>.+)", "周次据学期“{rest}”"),
        (r"calendar: lunar", "由农历换算"),
        (r"digits: letters read as digits", "把形近字母读作数字"),
        (r"order: day before month", "按“日/月”的次序读"),
        (r"term: (?P<rest>.+)学期 of a calendar year", "{rest}学期按自然年推算"),
        (r"damaged: read as (?P<rest>\S+), which fits.*", "文字受损，读作 {rest} 与上下文最合"),
        (r"damaged: several readings or no year", "文字受损，有几种读法"),
        (r"damaged date (?P<rest>.+): the proposed reading", "受损的 {rest} 按提议的读法"),
        (rf"conflict: the (?P<source>{_SOURCE}) says (?P<rest>\d+)", "与{source}的{rest}年不一致"),
        (
            rf"conflict: a year before the (?P<source>{_SOURCE}) (?P<rest>.+)",
            "比{source}（{rest}）早一年以上",
        ),
        (r"conflict: (?P<rest>\S+) is not the stated weekday", "{rest}与所写星期不符"),
        (r"conflict: not the day said before it", "与前面所写日期不符"),
    )
)


def inferred_parts(value: EventDate) -> str:
    """Say in Chinese what of a date was not in the text itself."""
    return "；".join(inferred_part(part) for part in value.inferred)


def inferred_part(part: str) -> str:
    """Give one reason in Chinese; one that is not known stays as it is."""
    for pattern, chinese in _FORMS:
        found = pattern.fullmatch(part)
        if found:
            groups = found.groupdict()
            groups["what"] = _WHAT.get(groups.get("what") or "", "")
            groups["source"] = dict(_SOURCES).get(groups.get("source") or "", "")
            if groups.get("rest") and chinese.endswith("{source}{rest}"):
                groups["rest"] = f"（{groups['rest'].strip('()')}）"
            return chinese.format(**groups)
    return part
