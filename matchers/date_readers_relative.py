"""Readers of what counts from a known day: 昨天, 上周三, 上月末, 三天前, 近三年, 本学期, 同日."""

from __future__ import annotations

import re
from datetime import date, timedelta

from matchers.annotation import Granularity
from matchers.date_calendar import (
    add_months,
    monday_of,
    month_days,
    months,
    part_of_month,
    part_of_year,
    quarters_in_year,
    week,
)
from matchers.date_candidate import Candidate, Days, Scene
from matchers.date_expression import DateProblem
from matchers.date_readers_written import (
    WEEKDAYS,
    count_of,
    month_part,
    number_of,
    with_year,
    year_part,
)

_PAST_DAYS = {"大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1}
_TODAY = dict.fromkeys(("今天", "今日", "今晚", "今早", "今晨", "今夜", "即日"), 0)
_COMING_DAYS = {"明天": 1, "明日": 1, "明晚": 1, "明早": 1, "后天": 2, "大后天": 3}
_DAY_OFFSETS = _PAST_DAYS | _TODAY | _COMING_DAYS
_SAME_DAY = {"当天": 0, "当日": 0, "同日": 0, "同一天": 0, "会后": 0, "当晚": 0}
_NEXT_DAY = {"次日": 1, "翌日": 1, "第二天": 1, "后一天": 1, "后一日": 1}
_DAY_BEFORE = {"前一天": -1, "前一日": -1}
_NTH_DAY = {"第三天": 2, "第四天": 3, "第五天": 4, "第六天": 5, "第七天": 6}
_FROM_ANTECEDENT = _SAME_DAY | _NEXT_DAY | _DAY_BEFORE | _NTH_DAY

_NAMED_DAY = re.compile(r"[\u4e00-\u9fff]{2}[日节](?:的|这天的?|到来的?)?\Z")
_IDIOMS = {"去冬今春": -1, "今冬明春": 0}


def _counted(found: re.Match[str], scene: Scene, kind: Granularity, days: Days | None) -> Candidate:
    candidate = Candidate(*found.span(), kind, days=days, anchored=True)
    if days is None:
        known = scene.today is not None
        candidate.problem = DateProblem.INVALID if known else DateProblem.NEEDS_ANTECEDENT
    else:
        candidate.inferred = (scene.note("day" if days[0] == days[1] else "days"),)
        candidate.confidence = 0.9
    return candidate


def read_relative_day(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 昨天, 今晚, and 同日, 当天, 会后, 次日 with the date before them."""
    word = found["word"]
    if word in _DAY_BEFORE and _of_a_named_day(found, scene):
        return Candidate(*found.span(), Granularity.DAY, anchored=True, doubtful=True)
    if word in _DAY_OFFSETS:
        today = scene.today
        day = today + timedelta(days=_DAY_OFFSETS[word]) if today else None
        candidate = _counted(found, scene, Granularity.DAY, (day, day) if day else None)
        candidate.clock = word[1:] if word[-1] in "晚早晨夜" else None
        return candidate
    candidate = _from_antecedent(found, _FROM_ANTECEDENT[word], scene)
    if candidate.days is None and word in _DAY_BEFORE and scene.today is not None:
        day = scene.today + timedelta(days=_DAY_BEFORE[word])
        return _counted(found, scene, Granularity.DAY, (day, day))
    candidate.clock = "晚" if word == "当晚" else None
    return candidate


def _of_a_named_day(found: re.Match[str], scene: Scene) -> bool:
    """Say whether 前一天 counts from a day called by name right before it (教师节前一天).

    The date of the sentence stands elsewhere in it: 8日，国际反腐败日前一天.
    """
    before = scene.previous_day
    if before is not None and before.end == found.start():
        return False
    return _NAMED_DAY.search(scene.text, max(0, found.start() - 8), found.start()) is not None


def _from_antecedent(found: re.Match[str], offset: int, scene: Scene) -> Candidate:
    candidate = Candidate(*found.span(), Granularity.DAY, anchored=True, confidence=0.85)
    before, known = scene.previous_day, scene.context.antecedent
    if before is not None and before.days is not None and before.days[0] == before.days[1]:
        day = before.days[0]
        candidate.inferred = ("day: from the date before it", *before.inferred)
    elif before is None and known is not None:
        day = known
        candidate.inferred = ("day: from the antecedent of the text",)
    else:
        candidate.problem = DateProblem.NEEDS_ANTECEDENT
        return candidate
    day += timedelta(days=offset)
    candidate.days = (day, day)
    return candidate


def read_relative_week(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 上周, 下下周日, 这个星期一, 下周末."""
    rel = found["rel"]
    offset = rel.count("下") - rel.count("上")
    kind = (
        Granularity.DAY if found["wd"] else Granularity.RANGE if found["end"] else Granularity.WEEK
    )
    if scene.today is None:
        return _counted(found, scene, kind, None)
    monday = monday_of(scene.today) + timedelta(weeks=offset)
    days = week(monday)
    if found["end"]:
        days = (monday + timedelta(days=5), monday + timedelta(days=6))
    elif found["wd"]:
        day = monday + timedelta(days=WEEKDAYS[found["wd"]])
        days = (day, day)
    candidate = _counted(found, scene, kind, days)
    candidate.weekday = WEEKDAYS[found["wd"]] if found["wd"] else None
    return candidate


def read_weekday_alone(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 星期一, 周三: the latest such day not after the known day."""
    weekday = WEEKDAYS[found["wd"]]
    days = None
    before = scene.previous
    if before is not None and before.days is not None and before.days[0].weekday() == weekday:
        near = not scene.sentence_ends(before.end, found.start())
        days = before.days if near and before.granularity is Granularity.DAY else None
    if days is None and scene.today is not None:
        day = scene.today - timedelta(days=(scene.today.weekday() - weekday) % 7)
        days = (day, day)
    candidate = _counted(found, scene, Granularity.DAY, days)
    candidate.weekday, candidate.bare_weekday = weekday, True
    candidate.confidence *= 0.7
    return candidate


def read_month_relative(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 上月末, 本月十日, 下个月, 去年本月十日."""
    rel = found["rel"]
    if scene.today is None:
        return _counted(found, scene, Granularity.MONTH, None)
    offset = rel.count("下") - rel.count("上")
    first = add_months(scene.today.replace(day=1), offset)
    if rel in ("当月", "同月") and scene.previous is not None and scene.previous.days is not None:
        first = scene.previous.days[0].replace(day=1)
    candidate = _counted(found, scene, Granularity.MONTH, month_days(first.year, first.month))
    if found["d"]:
        day = number_of(found["d"]) or 0
        candidate.granularity, candidate.day = Granularity.DAY, day
        last = month_days(first.year, first.month)[1]
        exact = first.replace(day=day) if 1 <= day <= last.day else None
        candidate.days = (exact, exact) if exact else None
        candidate.problem = None if exact else DateProblem.INVALID
    elif found["part"]:
        in_year, candidate.granularity = month_part(first.month, found["part"].strip())
        candidate.days = in_year(first.year)
    if found["y"] and candidate.days:
        return _moved_to_year(candidate, found["y"], scene)
    return candidate


def _moved_to_year(candidate: Candidate, phrase: str, scene: Scene) -> Candidate | None:
    if with_year(candidate, phrase, scene) is None or candidate.days is None:
        return None
    if candidate.year is not None:
        shift = (candidate.year - candidate.days[0].year) * 12
        candidate.days = (
            add_months(candidate.days[0], shift),
            add_months(candidate.days[1], shift),
        )
    return candidate


def read_ago(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 三天前, 两周前, 半年前, 10分钟之前: one day counted from the known day.

    Days and weeks after a date of the same sentence count from that date (4月2日扫墓，两天后总结).
    """
    number = 1 if found["half"] else count_of(found["n"])
    unit = found["half"] or found["unit"]
    before = scene.previous_day if "天" in unit or "周" in unit or "星期" in unit else None
    near = before is not None and not scene.sentence_ends(before.end, found.start())
    known = before.days[0] if near and before and before.days else scene.today
    if number is None or known is None:
        return None
    sign = -1 if "前" in found["dir"] else 1
    day = moved(known, sign * number, unit)
    candidate = _counted(found, scene, Granularity.DAY, (day, day) if day else None)
    candidate.clock_only = "时" in unit or "分" in unit
    candidate.confidence = 0.6
    return candidate


def moved(day: date, count: int, unit: str) -> date | None:
    """Give the day so many 天, 周, 个月, 年 on (半年: six months, 半个月: fifteen days)."""
    try:
        if unit == "半年":
            return add_months(day, 6 * count)
        if "半" in unit:
            whole = 0 if unit[0] == "半" else count
            half = 1 if count > 0 else -1
            if "年" in unit:
                return add_months(day, 12 * whole + 6 * half)
            return add_months(day, whole) + timedelta(days=15 * half)
        if "时" in unit or "分" in unit:
            return day
        if "年" in unit or "月" in unit:
            return add_months(day, count * (12 if "年" in unit else 1))
        weeks = 7 if "周" in unit or "星期" in unit else 1
        return day + timedelta(days=count * weeks)
    except (ValueError, OverflowError):
        return None


def read_span_to_now(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 近三年, 过去十年, 前1周, 未来两天: the stretch up to or from the known day."""
    number = 1 if found["half"] else count_of(found["n"])
    unit = (found["half"] or found["unit"]).replace(" ", "")
    if not number or scene.today is None:
        return None
    ahead = (found["dir"] or found["near"]) in ("未来", "今后", "之后", "后", "下", "还剩")
    far = moved(scene.today, number if ahead else -number, unit)
    if far is None:
        return None
    if "时" in unit or "分" in unit:
        days = (scene.today, scene.today)
    elif ahead:
        days = (scene.today + timedelta(days=1), far)
    else:
        days = (far, scene.today - timedelta(days=1))
    candidate = _counted(found, scene, Granularity.RANGE, days)
    candidate.clock_only = "时" in unit or "分" in unit
    candidate.confidence = 0.6
    return candidate


def read_clock_today(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 上个小时: a time of the known day."""
    days = (scene.today, scene.today) if scene.today else None
    candidate = _counted(found, scene, Granularity.DAY, days)
    candidate.clock_only = True
    return candidate


def read_two_years(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 今明两年, 去今两年, 近两年."""
    if scene.today is None:
        return _counted(found, scene, Granularity.RANGE, None)
    if found["pair"] == "近":
        begin, end = add_months(scene.today, -24), scene.today - timedelta(days=1)
        return _counted(found, scene, Granularity.RANGE, (begin, end))
    first = scene.today.year - (found["pair"] == "去今")
    return _counted(found, scene, Granularity.RANGE, months(first, 1, 24))


def read_part_alone(found: re.Match[str], scene: Scene) -> Candidate | None:
    """Read 上半年, 第三季度, 上季度, 年底, 月初, 下半周, 今春 of the known year or month."""
    part = found["part"]
    if part in _IDIOMS:
        return _winter_and_spring(found, _IDIOMS[part], scene)
    if part in ("月初", "月中", "月底", "月末", "月尾", "上半月", "下半月", "上半周", "下半周"):
        return _part_of_month_or_week(found, part, scene)
    if part[0] in "上下本这当" and ("季" in part or "个半年" in part):
        return _shifted_part(found, part, scene)
    if part in ("阳春三月", "金秋时节"):
        part = "春" if part == "阳春三月" else "秋"
    offset = -1 if part.startswith("去") else 0
    in_year, kind = year_part(part.lstrip("去今年") or part)
    candidate = Candidate(*found.span(), kind, in_year, confidence=0.8)
    phrase = "去年" if offset else "今年"
    if scene.today is None and not scene.context.year_hints:
        candidate.problem = DateProblem.NEEDS_YEAR
        return candidate
    return with_year(candidate, phrase, scene)


def _winter_and_spring(found: re.Match[str], offset: int, scene: Scene) -> Candidate:
    """Read 去冬今春: December of one year to May of the next."""
    if scene.today is None:
        return _counted(found, scene, Granularity.RANGE, None)
    days = months(scene.today.year + offset, 12, 17)
    return _counted(found, scene, Granularity.RANGE, days)


def _part_of_month_or_week(found: re.Match[str], part: str, scene: Scene) -> Candidate:
    if scene.today is None:
        return _counted(found, scene, Granularity.DEKAD, None)
    if part.endswith("周"):
        monday = monday_of(scene.today)
        first, last = (0, 2) if part[0] == "上" else (3, 6)
        days = (monday + timedelta(days=first), monday + timedelta(days=last))
        return _counted(found, scene, Granularity.RANGE, days)
    name = part[-1] if part.startswith("月") else part
    in_month = part_of_month(scene.today.month, name)
    return _counted(found, scene, Granularity.DEKAD, in_month(scene.today.year))


def _shifted_part(found: re.Match[str], part: str, scene: Scene) -> Candidate:
    kind = Granularity.QUARTER if "季" in part else Granularity.HALF_YEAR
    if scene.today is None:
        return _counted(found, scene, kind, None)
    offset = part.count("下") - part.count("上")
    size = 3 if "季" in part else 6
    index = scene.today.year * (12 // size) + (scene.today.month - 1) // size + offset
    year, number = divmod(index, 12 // size)
    in_year = quarters_in_year(number + 1, number + 1)
    if size == 6:
        in_year = part_of_year("上半年" if number == 0 else "下半年")
    return _counted(found, scene, kind, in_year(year))
