"""Readers of written dates: years, months, days and their parts (2022年3月15日, 四月上旬)."""

from __future__ import annotations

import re
from datetime import date

from matchers.annotation import Granularity
from matchers.date_calendar import (
    day_in_year,
    month_days,
    months_in_year,
    part_of_month,
    part_of_year,
    quarters_in_year,
    weekday_of,
    weeks_of,
)
from matchers.date_candidate import Candidate, Days, InYear, Scene
from matchers.date_expression import DateProblem, DateRole
from matchers.date_year_words import read_year
from matchers.numerals import parse_numeral

_PLACEHOLDER_YEAR = re.compile(r"[Xx×*_\s]年[ ]?$")
WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}

_QUARTERS = re.compile(
    r"(?P<up_to>前?)\s*(?:第?\s*(?P<first>[一二三1-3])\s*[、和至到~-]{0,2})?\s*第?\s*(?P<last>[一二两三四首1-4])"
    r"\s*个?\s*季度|[Qq](?P<q>[1-4])"
)
_SEASON = re.compile("[春夏秋冬]|[暑寒](?=假|期)")


def number_of(text: str | None) -> int | None:
    """Read a month, day or ordinal: 3, 03, 三, 廿三, 元 (January), 初八."""
    if text is None:
        return None
    if text in ("元", "正"):
        return 1
    return parse_numeral(text.strip().removeprefix("初"))


def count_of(text: str | None) -> int | None:
    """Read how many: 三, 12; two numerals side by side are a guess (七八个), no number."""
    if text and len(text) == 2 and all(sign in "一二两三四五六七八九" for sign in text):
        return None
    return number_of(text)


def with_year(candidate: Candidate, phrase: str | None, scene: Scene) -> Candidate | None:
    """Give the candidate its year phrase's year; None when the phrase is no year."""
    if phrase is None:
        return candidate
    reading = read_year(phrase, scene)
    if reading is None:
        return None
    candidate.year = reading.year
    candidate.explicit_year = reading.explicit
    candidate.inferred += reading.inferred
    candidate.confidence *= reading.confidence
    if reading.year is None:
        candidate.problem = DateProblem.NEEDS_YEAR
    return candidate


def read_month_day(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 2022年3月15日, 3月, 三月二十三, 4月上旬, 十月的第一周."""
    month, day = number_of(found["m"]), number_of(found["d"] or found["cut"] or found["bare"])
    if month is None:
        return None
    part = found["part"]
    candidate = Candidate(*found.span(), Granularity.MONTH, month=month, day=day)
    if day is not None or not 1 <= month <= 12:
        candidate.granularity = Granularity.DAY if day is not None else Granularity.MONTH
        candidate.in_year = day_in_year(month, day if day is not None else 1)
        if last := number_of(found["dd"]):
            candidate.granularity = Granularity.RANGE
            candidate.in_year = _run_of_days(month, day or 1, last)
    elif part is not None:
        candidate.in_year, candidate.granularity = month_part(month, part.strip())
    else:
        candidate.in_year = months_in_year(month, month)
    if found["y"] is None and _PLACEHOLDER_YEAR.search(
        scene.text, max(0, found.start() - 4), found.start()
    ):
        candidate.problem = DateProblem.NEEDS_YEAR
    return with_year(candidate, found["y"], scene)


def _run_of_days(month: int, first: int, last: int) -> InYear:
    begin_in, end_in = day_in_year(month, first), day_in_year(month, last)

    def in_year(year: int) -> Days | None:
        begin, end = begin_in(year), end_in(year)
        return (begin[0], end[1]) if begin and end and begin[0] <= end[1] else None

    return in_year


def month_part(month: int, part: str) -> tuple[InYear, Granularity]:
    """Give the days of a part of a month in a year, and how exact that is."""
    part = part.removeprefix("月")
    if part.endswith(("旬", "半月")) or part in ("初", "中", "底", "末", "尾"):
        return part_of_month(month, part), Granularity.DEKAD
    ordinal = re.search(r"第\s*(\w+?)\s*个?\s*(?:周|星期|礼拜)", part)
    number = -1 if ordinal is None else number_of(ordinal[1]) or 0
    number = -number if "倒数" in part else number
    weekday = re.search(r"(?:周|星期|礼拜)\s*的?(?:周|星期)?([一二三四五六日天])$", part)

    def in_year(year: int) -> Days | None:
        first, last = month_days(year, month)
        if weekday is not None:
            return weekday_of(first, last, WEEKDAYS[weekday[1]], number)
        return weeks_of(first, last, number)

    return in_year, Granularity.DAY if weekday else Granularity.WEEK


def read_range_of_months(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 3-5月, 三至五月; a second month before the first lies in the next year."""
    pair = found["pair"] or ""
    first, last = number_of(found["a"] or pair[:1]), number_of(found["b"] or pair[1:])
    if first is None or last is None or not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    if found["sign"] == "、" and last != first + 1:
        return None
    last += 12 if last < first else 0
    candidate = Candidate(*found.span(), Granularity.RANGE, months_in_year(first, last))
    return with_year(candidate, found["y"], scene)


def read_year_alone(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 2022年, 去年, 2022年度 (the year something is for)."""
    candidate = Candidate(*found.span(), Granularity.YEAR, months_in_year(1, 12))
    if found["fy"]:
        candidate.role = DateRole.FOR_YEAR
    return with_year(candidate, found["y"], scene)


def read_year_bare(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 2018 standing alone, 2022Q1, 2022上半年."""
    text, (start, end) = scene.text, found.span()
    candidate = Candidate(start, end, Granularity.YEAR, months_in_year(1, 12))
    candidate.year, candidate.explicit_year = int(found["y"]), True
    if found["part"]:
        candidate.in_year, candidate.granularity = year_part(found["part"])
        return candidate
    candidate.bare_year = True
    alone = (start == 0 or text[start - 1] in " \t\n") and text[end : end + 1] in ("", " ", "\n")
    candidate.doubtful = not alone
    candidate.confidence = 0.6
    return candidate


def read_year_part(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 2022年上半年, 去年底, 今年第一季度, 前年春."""
    in_year, granularity = year_part(found["part"].strip())
    return with_year(Candidate(*found.span(), granularity, in_year), found["y"], scene)


def year_part(part: str) -> tuple[InYear, Granularity]:
    """Give the days of a part of a year, and how exact that is."""
    part = part.removeprefix("年").strip()
    if part in ("首月", "伊始"):
        return months_in_year(1, 1), Granularity.MONTH
    if quarter := _QUARTERS.search(part):
        number = number_of(quarter["last"] or quarter["q"]) or 1
        first = 1 if quarter["up_to"] else number_of(quarter["first"]) or number
        kind = Granularity.QUARTER if first == number else Granularity.RANGE
        return quarters_in_year(min(first, number), number), kind
    if part.endswith("半年"):
        return part_of_year(part), Granularity.HALF_YEAR
    if season := _SEASON.search(part):
        return part_of_year(season[0]), Granularity.RANGE
    return part_of_year(part[0]), Granularity.MONTH


def read_year_count(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 2021年的第一周, 明年第九个月, 今年的最后3周, 去年的前10天."""
    shape = re.search(
        r"(第|前|头|后|最后)\s*(\w+?)\s*(?:个\s*)?(月|周|星期|礼拜|天|日)$", found["count"]
    )
    number = number_of(shape[2]) if shape else None
    if shape is None or not number:
        return None
    where, unit = shape[1], shape[3]
    first, count = (number, 1) if where == "第" else (1, number)
    back = where in ("后", "最后")

    def in_year(year: int) -> Days | None:
        return _stretch(year, unit, -count if back else first, count)

    granularity = {"月": Granularity.MONTH, "天": Granularity.DAY, "日": Granularity.DAY}
    kind = granularity.get(unit, Granularity.WEEK) if count == 1 else Granularity.RANGE
    return with_year(Candidate(*found.span(), kind, in_year), found["y"], scene)


def _stretch(year: int, unit: str, first: int, count: int) -> Days | None:
    begin, end = date(year, 1, 1), date(year, 12, 31)
    if unit == "月":
        start = first if first > 0 else 13 + first
        last = start + count - 1
        return months_in_year(start, last)(year) if 1 <= start <= last <= 12 else None
    if unit in ("天", "日"):
        ordinal = begin.toordinal() + first - 1 if first > 0 else end.toordinal() + first + 1
        last_day = ordinal + count - 1
        inside = begin.toordinal() <= ordinal <= last_day <= end.toordinal()
        return (date.fromordinal(ordinal), date.fromordinal(last_day)) if inside else None
    return weeks_of(begin, end, first, count)


def read_years_listed(found: re.Match[str], _scene: Scene) -> Candidate | None:
    """Read 2020、2021两年, 二〇一九至二〇二一年: years that follow each other."""
    first, last = number_of(found["a"] or found["c"]), number_of(found["b"] or found["d"])
    if not first or not last or first < 1900 or not 0 < last - first < 10:
        return None
    candidate = Candidate(
        *found.span(), Granularity.RANGE, months_in_year(1, 12 * (last - first + 1))
    )
    candidate.year, candidate.explicit_year = first, True
    return candidate


def read_grade(found: re.Match[str], _scene: Scene) -> Candidate | None:
    """Read 2022级, 2015届: a class of students, no date."""
    if len(found["y"]) == 2:
        return None
    candidate = Candidate(*found.span(), Granularity.YEAR, role=DateRole.GRADE)
    candidate.year, candidate.explicit_year = int(found["y"]), True
    return candidate


def read_document_number(found: re.Match[str], _scene: Scene) -> Candidate | None:
    """Read [2020]1号: a hint at the year, no date."""
    candidate = Candidate(*found.span(), Granularity.YEAR, role=DateRole.DOCUMENT_NUMBER)
    candidate.year, candidate.explicit_year = int(found["y"]), True
    return candidate


def read_recurring(found: re.Match[str], _scene: Scene) -> Candidate | None:
    """Read 每月5日, 每周三, 单周: a rule, no date."""
    return Candidate(*found.span(), Granularity.DAY, role=DateRole.RECURRING)


def read_vague(found: re.Match[str], _scene: Scene) -> Candidate | None:
    """Read 近日, 日前: some day not long ago."""
    return Candidate(*found.span(), Granularity.RANGE, problem=DateProblem.VAGUE)
