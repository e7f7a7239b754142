"""Readers of named days and school terms: 教师节, 建党96周年, 农历正月十五, 冬至, 本学期, 第3周."""

from __future__ import annotations

import re
from datetime import date, timedelta

from matchers.anniversaries import (
    calendar_lexicon,
    lunar_in_year,
    lunar_month,
    named_days,
    term_in_year,
    zodiac_years,
)
from matchers.annotation import Granularity
from matchers.date_calendar import months_in_year, school_year_days, term_days
from matchers.date_candidate import Candidate, Days, Scene
from matchers.date_expression import DateProblem, DateRole
from matchers.date_readers_written import WEEKDAYS, number_of, with_year
from matchers.period import Period
from matchers.profile import Semester

_QUOTES = "\"'“”‘’"
_FESTIVE = re.compile(r"[\"'”’]?(?:国庆|假期|长假|黄金周|前夕|期间|前后|妇女|节)")
_TERM_CUE_BEFORE = re.compile(r"(?:节气|今日|今天|时值|正值|恰逢|适逢)[^。]{0,2}$")
_ON_THE_DAY_AFTER = re.compile(r"[\"'”’]?(?:当天|当日|这天|这一天|那天|[上下]午|晚|,)")
_ON_THE_DAY_BEFORE = re.compile(r"(?:^|[。,;:!?\n于在逢值])[\"'“‘]?$")
_NOT_A_DAY_NAME = re.compile(
    r"[\"'”’]?(?:小学|中学|学校|大街|大道|街道|广场|红旗|奖章|同志|路|班|级|校区|幼儿园|村|队|厂|制片|南昌|记|志|报)"
)
_NUMERAL = "〇零一二三四五六七八九十百千"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_TERM_NUMBERS = {"一": 1, "1": 1, "上": 1, "秋": 1, "二": 2, "2": 2, "下": 2, "春": 2}
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}


def _celebrated(text: str, start: int, end: int) -> DateRole:
    """Give EVENT where the words say that something was on the day, not about it."""
    on_the_day = _ON_THE_DAY_AFTER.match(text, end) and _ON_THE_DAY_BEFORE.search(
        text[max(0, start - 2) : start] or ""
    )
    return DateRole.EVENT if on_the_day else DateRole.COMMEMORATED


def read_named_day(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 教师节, 2020年重阳节, 七一; not 八一小学, nor 十一 without quotes or 假期."""
    text, entry = scene.text, named_days()[found["name"]]
    end = found.end("name")
    if _NOT_A_DAY_NAME.match(text, end) or (
        found["name"][-1] == "节" and text[end : end + 1] == "日"
    ):
        return None
    around = text[max(0, found.start("name") - 1)] + text[end : end + 1]
    quoted = len(around) == 2 and all(sign in _QUOTES for sign in around)
    if found["name"][-1] in _NUMERAL and _part_of_a_number(text, *found.span("name")):
        return None
    if entry.needs_cue and not (quoted or found["y"] or _FESTIVE.match(text, end)):
        return None
    candidate = Candidate(*found.span(), Granularity.DAY, entry.in_year())
    candidate.end = end + (1 if found["y"] and quoted else 0)
    candidate.confidence = 0.7
    candidate.role = _celebrated(text, found.start(), candidate.end)
    return with_year(candidate, found["y"], scene)


def _part_of_a_number(text: str, start: int, end: int) -> bool:
    """Say whether 五一, 十一, 三八 only belong to a number or a list of numbers."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return bool(before and before in _NUMERAL + "第") or bool(
        after and after in _NUMERAL + "个次是要、届级月年日号"
    )


def read_solar_term(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 2023年冬至, 清明节; common words such as 雨水 only where a cue makes them a day."""
    name = found["term"]
    cue = (
        found["cue"]
        or found["y"]
        or _TERM_CUE_BEFORE.search(scene.text, max(0, found.start() - 6), found.start())
    )
    if name in calendar_lexicon().common_word_terms and not cue:
        return None
    candidate = Candidate(*found.span(), Granularity.DAY, term_in_year(name), confidence=0.7)
    keep = found["cue"] in ("节气", "节", "日")
    candidate.end = found.end("cue") if keep else found.end("term")
    candidate.role = _celebrated(scene.text, found.start(), candidate.end)
    return with_year(candidate, found["y"], scene)


def read_counted_day(found: re.Match[str], _scene: Scene) -> Candidate | None:
    """Read 建党96周年, 第59个学雷锋纪念日: the count gives the year."""
    name = found["d1"] or found["d2"]
    entry, count = named_days()[name], number_of(found["nth"] or found["n"])
    base = entry.first if found["nth"] else entry.founded
    if base is None or not count:
        return None
    year = base + count - (1 if found["nth"] else 0)
    candidate = Candidate(*found.span(), Granularity.DAY, entry.in_year(), year=year)
    candidate.role = DateRole.COMMEMORATED
    candidate.inferred = (f"year: {found.group().replace(' ', '')} is in {year}",)
    candidate.confidence = 0.8
    return candidate


def read_lunar(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 农历八月十五, 正月初八, 五月廿二, 腊月, 大年初三 in the common calendar."""
    month_text = found["m"] or found["m3"] or found["m4"] or "正"
    month = _LUNAR_MONTHS.get(month_text) or number_of(month_text)
    day_text = found["d"] or found["d3"] or found["d4"] or found["d5"]
    day = number_of(day_text)
    if not month or month > 12 or (day_text and not (day and day <= 30)):
        return None
    leap = bool(found["leap"] or found["leap3"])
    candidate = Candidate(*found.span(), Granularity.DAY, confidence=0.9)
    candidate.in_year = lunar_in_year(month, day, leap) if day else lunar_month(month, leap)
    candidate.granularity = Granularity.DAY if day else Granularity.RANGE
    candidate.inferred = ("calendar: lunar",)
    year = found["y"] or found["y2"] or found["y3"] or found["y4"] or found["y5"]
    if year and year[0] in _STEMS:
        return _in_named_year(candidate, year, scene)
    return with_year(candidate, year, scene)


def _in_named_year(candidate: Candidate, year: str, scene: Scene) -> Candidate | None:
    """Give 壬寅年正月初十 the latest year of that name, sixty to the cycle."""
    stem, branch = _STEMS.index(year[0]), _BRANCHES.index(year[1])
    if stem % 2 != branch % 2:
        return None
    if scene.today is not None:
        place = (6 * stem - 5 * branch) % 60
        candidate.year = scene.today.year - (scene.today.year - 4 - place) % 60
        candidate.inferred += (f"year: {year} is {candidate.year}",)
    return candidate


def read_zodiac(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 蛇年, 玉兔迎…: the year of that animal nearest to the known one, a weak hint."""
    near = scene.today.year if scene.today else None
    if near is None and scene.context.year_hints:
        near = scene.context.year_hints[0].year
    candidate = Candidate(*found.span(), Granularity.YEAR, months_in_year(1, 12), confidence=0.4)
    candidate.problem = DateProblem.VAGUE
    if near is not None:
        candidate.year = zodiac_years(found["animal"] or found["animal2"], near)
        candidate.inferred = (f"year: of the zodiac animal, nearest to {near}",)
    return candidate


def read_term(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 2021-2022学年第一学期, 2022年春季学期, 2013年下学期, 2022学年, 本学期, 上学年."""
    if found["rel"]:
        return _relative_term(found, scene)
    candidate = Candidate(*found.span(), Granularity.SEMESTER)
    numbers = ("n", "n2", "n3", "n4", "n5", "n6", "s")
    number = next((found[name] for name in numbers if found[name]), None)
    if found["a"] or found["single"]:
        first = int(found["a"] or found["single"])
        first += 2000 if first < 100 else 0
        if found["a"] and int(found["b"]) % 100 != (first + 1) % 100:
            candidate.problem = DateProblem.INVALID
        which = _TERM_NUMBERS.get(number or "")
        candidate.explicit_year, candidate.year = True, first
        candidate.granularity = Granularity.SEMESTER if which else Granularity.YEAR
        candidate.in_year = lambda year: (
            _declared(year, which, scene) if which else school_year_days(year)
        )
        return candidate
    half = found["ud"] or found["ud2"]
    # In a calendar year the spring term comes first (上学期) but closes a school year (第二学期).
    spring = found["season"] == "春" or half in ("上", "第二")
    if half:
        candidate.inferred = (f"term: {half}学期 of a calendar year",)
        candidate.confidence = 0.6
    candidate.in_year = lambda year: (
        _declared(year - 1, 2, scene) if spring else _declared(year, 1, scene)
    )
    return with_year(candidate, found["y"] or found["bare"], scene)


def _declared(first: int, number: int, scene: Scene) -> Days:
    """Give the declared term that lies mostly in the default one, or the default."""
    begin, end = term_days(first, number)
    default = Period(begin, end, "")
    for term in scene.context.semesters:
        middle = term.begin + (term.end - term.begin) / 2
        if middle in default:
            return term.begin, term.end
    return begin, end


def _relative_term(found: re.Match[str], scene: Scene) -> Candidate:
    candidate = Candidate(*found.span(), Granularity.SEMESTER, anchored=True, confidence=0.8)
    if scene.today is None:
        candidate.problem = DateProblem.NEEDS_ANTECEDENT
        return candidate
    today = scene.today
    offset = {"上": -1, "上一": -1, "下": 1, "下一": 1}.get(found["rel"], 0)
    if found["unit"] == "学年":
        candidate.granularity = Granularity.YEAR
        candidate.days = school_year_days(today.year - (today.month < 9) + offset)
    else:
        first = today.year if today.month >= 9 else today.year - 1
        number = 1 if today.month >= 9 or today.month == 1 else 2
        index = first * 2 + number - 1 + offset
        candidate.days = _declared(index // 2, index % 2 + 1, scene)
    candidate.inferred = (scene.note("term"),)
    return candidate


def read_week_of_term(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 第3周, 第三周周五: exact only with the declared term."""
    number = number_of(found["n"])
    if not number or number > 30:
        return None
    weekday = next((WEEKDAYS[sign] for sign in found["wd"] or "" if sign in WEEKDAYS), None)
    candidate = Candidate(*found.span(), Granularity.WEEK, anchored=True, weekday=weekday)
    term = _current_term(scene)
    if term is None:
        candidate.problem = DateProblem.NEEDS_TERM_CALENDAR
        return candidate
    monday = term.begin - timedelta(days=term.begin.weekday()) + timedelta(weeks=number - 1)
    if monday > term.end:
        candidate.problem = DateProblem.INVALID
        return candidate
    candidate.days = (monday, monday + timedelta(days=6))
    if weekday is not None:
        day = monday + timedelta(days=weekday)
        candidate.days, candidate.granularity = (day, day), Granularity.DAY
    candidate.inferred = (f"week: of the term {term.name}",)
    candidate.confidence = 0.8
    return candidate


def _current_term(scene: Scene) -> Semester | None:
    terms = scene.context.semesters
    known: date | None = scene.today
    if scene.previous is not None and scene.previous.days is not None:
        known = scene.previous.days[0]
    if known is not None:
        for term in terms:
            if term.begin - timedelta(days=14) <= known <= term.end + timedelta(days=14):
                return term
        return None
    return terms[0] if len(terms) == 1 else None
