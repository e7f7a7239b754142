"""Readers of dates in digits and signs: 2022-3-15, 2022.03, 20220315, 13.5.2015, 12/1, 29日."""

from __future__ import annotations

import re

from matchers.anniversaries import named_days
from matchers.annotation import Granularity
from matchers.date_calendar import day_in_year, months_in_year
from matchers.date_candidate import Candidate, Days, Scene
from matchers.date_runs import in_company
from matchers.date_year_words import two_digit_year

_CLOCK_BEHIND = re.compile(r"[ ]{1,2}(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)")
# What stands right after or before a number with a point or slash when it is a measure, a clause,
# a version or a share, and what makes it a day.
_NOT_A_DAY_AFTER = re.compile(
    r"\s*(?:分|条|次|人|级|号文|月龄|万|亿|元|倍|个|米|千|公|平|度|岁|年|章|节|版|点|%|以上|以下|的[教代委党员])"
)
_NOT_A_DAY_BEFORE = re.compile(
    r"(?:第|扣|得|加|减|版本|[vV]|共计|达|占|为|约|第\s|编号|No\.?|号)[:\x20\t]*\Z"
)
_DAY_CUE_AFTER = re.compile(
    r"[\"'”’]?\s*(?:\(?(?:周|星期)[一二三四五六日天]|[上下]午|晚|早上|中午|国际|全国|世界|国家|全民"
    r"|(?<=\d\d)(?:支部)?(?:党员大会|支委会|党小组会|组织生活会|民主生活会|党课)"
    r"|运动|事变|纪念|宣传|主题|活动|召开|前后|前夕|当天|那天|系列|学雷锋|警示|志愿|廉|"
    + "|".join(sorted(named_days()))
    + ")"
)
_WEEK_BEFORE = re.compile(r"周[ \t]?\([ \t]?\Z")
_DAY_CUE_BEFORE = re.compile(r"(?:时间|日期|于|定于|在|[“\"'‘])\s*[:：]?[ \t]*\Z")


_DAY_LABEL = re.compile(r"(?:时间|日期)\s*[:：]?[ \t]*\Z")


def _dated(found: re.Match[str], year: int, month: int, day: int) -> Candidate:
    candidate = Candidate(*found.span(), Granularity.DAY, day_in_year(month, day))
    candidate.year, candidate.month, candidate.day = year, month, day
    candidate.explicit_year = True
    return candidate


def read_numeric_date(found: re.Match[str], _scene: Scene) -> Candidate | None:
    """Read 2022-3-15, 2022/3/15, 2022.3.15, 2022 03 15, 2017-09-1210:13."""
    first, second = (found["s1"] or "").strip(), (found["s2"] or "").strip()
    if first and first != second and {first, second} != {"年", "月"} and "." not in first + second:
        return None
    month = int(found["m"] or found["m3"])
    return _dated(found, int(found["y"]), month, int(found["d"]))


def read_numeric_range(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 2022.04.29-05.5, 04.29-05.05; without a year or a leading zero it needs a cue."""
    month, day = int(found["m"]), int(found["d"])
    last_month, last_day = int(found["m2"] or month), int(found["d2"])
    if found["y"] is None and found["m2"] is None:
        return None
    first, second = day_in_year(month, day), day_in_year(last_month, last_day)
    later = (last_month, last_day) < (month, day)

    def in_year(year: int) -> Days | None:
        begin, finish = first(year), second(year + later)
        return (begin[0], finish[1]) if begin and finish else None

    candidate = Candidate(*found.span(), Granularity.RANGE, in_year, month=month, day=day)
    if found["y"]:
        candidate.year, candidate.explicit_year = int(found["y"]), True
    padded = found["m"].startswith("0") or _WEEK_BEFORE.search(
        scene.text, max(0, found.start() - 4), found.start()
    )
    known = found["y"] or padded or _cued(found, scene.text)
    candidate.doubtful = _refused(found, scene.text) or not known
    return candidate


def read_day_first(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 13.5.2015, 3-7-2017, 05/05/89: day, month, year; 23.3.3 15:30 begins with its year."""
    day, month, year = int(found["d"]), int(found["m"]), int(found["y"])
    if len(found["y"]) < 4 and (found["s"] != "/" or _cued(found, scene.text)):
        return _year_first(found, scene)
    if len(found["y"]) == 2:
        if found["s"] != "/" or len(found["d"]) < 2 or len(found["m"]) < 2:
            return None
        year = two_digit_year(year)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    candidate = _dated(found, year, month, day)
    candidate.inferred = ("order: day before month",)
    candidate.confidence = 0.8
    return candidate


def _year_first(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 23.3.3, 23-3-15 before a clock or behind 日期; else it may be a clause or a version."""
    year, month, day = two_digit_year(int(found["d"])), int(found["m"]), int(found["y"])
    clock = _CLOCK_BEHIND.match(scene.text, found.end())
    told = clock is not None or _cued(found, scene.text)
    if not told or len(found["d"]) < 2 or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    candidate = _dated(found, year, month, day)
    candidate.inferred = ("year: two digits",)
    candidate.confidence = 0.8
    return candidate


def read_compact(found: re.Match[str], _scene: Scene) -> Candidate | None:
    """Read 20220315, 20210331141035 (with the time)."""
    candidate = _dated(found, int(found["y"]), int(found["m"]), int(found["d"]))
    if clock := found["t"]:
        candidate.clock = f"{clock[:2]}:{clock[2:4]}"
    candidate.confidence = 0.9
    return candidate


def read_numeric_month(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 2022-03, 2022.9, 2022/03, 2022.3-5月."""
    month = int(found["m"])
    last = int(found["m2"][1:]) if found["m2"] else month
    if last < month:
        return None
    candidate = Candidate(*found.span(), Granularity.MONTH, months_in_year(month, last))
    candidate.granularity = Granularity.MONTH if last == month else Granularity.RANGE
    candidate.year, candidate.month, candidate.explicit_year = int(found["y"]), month, True
    candidate.confidence = 0.8
    candidate.doubtful = _refused(found, scene.text)
    return candidate


def read_month_day_numeric(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 5.10, 12/1, 12·5: doubtful unless what stands around it makes it a day."""
    candidate = Candidate(*found.span(), Granularity.DAY)
    candidate.month, candidate.day = int(found["m"]), int(found["d"])
    candidate.in_year = day_in_year(candidate.month, candidate.day)
    candidate.confidence = 0.7
    text = scene.text
    alone = not text[: found.start()].strip() and not text[found.end() :].strip()
    cued = _DAY_CUE_AFTER.match(text, found.end()) or (
        _DAY_CUE_BEFORE.search(text, max(0, found.start() - 8), found.start())
        and not _refused(found, text)
    )
    known = cued or (alone and found["s"] in "/·") or in_company(text, *found.span())
    candidate.doubtful = _refused(found, text) or not known
    return candidate


def _cued(found: re.Match[str], text: str) -> bool:
    """Say whether a label of a date stands directly before (日期22.9.8, the cell of a register)."""
    return _DAY_LABEL.search(text, max(0, found.start() - 8), found.start()) is not None


def _refused(found: re.Match[str], text: str) -> bool:
    return bool(
        _NOT_A_DAY_AFTER.match(text, found.end())
        or _NOT_A_DAY_BEFORE.search(text, max(0, found.start() - 4), found.start())
    )


def read_day_alone(found: re.Match[str], _scene: Scene) -> Candidate | None:
    """Read 29日, 12号: a day of the month that the context gives."""
    return Candidate(
        *found.span(), Granularity.DAY, day=int(found["d"] or found["listed"]), bare_day=True
    )
