"""Joining what stands side by side: a date with its weekday and clock, two dates to a range."""

from __future__ import annotations

import re
from datetime import date, timedelta

from matchers.annotation import Granularity
from matchers.date_candidate import Candidate, Days, Scene
from matchers.date_expression import DateProblem
from matchers.date_pattern_language import PIECES
from matchers.date_readers_written import WEEKDAYS, number_of

CN_DAY, W = PIECES["CN_DAY"], PIECES["W"]
_PERIOD = (
    r"(?:上午|下午|中午|早上|晚上|凌晨|清晨|清早|早晨|早间|午间|晚间|傍晚|夜间|夜里|午后|大课间"
    r"|晚(?![会报餐宴自])|早(?![在日期就已教读会操餐年]))"
)
_HOUR = r"(?:[0-2]?\d|[零一二两三四五六七八九]|十[一二]?|二十[一二三四]?)"
_MINUTES = (
    r"(?:[0-5]\d(?::[0-5]\d)?(?:\.\d+)?分?(?:[0-5]?\d秒)?"
    r"|[二三四五]?十[一二三四五六七八九]?分?|零[一二三四五六七八九]分?|半|整|钟|[一三1-3]刻)"
)
_OCLOCK = rf"点(?![意要建措希看认体内工])(?:钟|{W}{_MINUTES})?"
TIME = rf"(?:{_HOUR}{W}[:时]{W}{_MINUTES}?|{_HOUR}{W}{_OCLOCK})"
_LESSON = r"第?[一二三四五六七八1-8](?:[至到、,和-]第?[一二三四五六七八1-8])?节(?:课|晚自习)?"
_UNTIL = rf"(?:{W}[-~至到]{{1,2}}{W}(?:{_PERIOD})?{W}{TIME})?"
CLOCK = re.compile(
    rf"{W}[T,]?{W}(?P<clock>{_PERIOD}(?:{W}(?:{TIME}{_UNTIL}|{_LESSON}))?|{TIME}{_UNTIL}|{_LESSON})"
)
WEEKDAY = re.compile(rf"{W}(?:\({W}|,)?(?:星期|周|礼拜)(?P<wd>[一二三四五六日天])(?:{W}\))?")
_GAP = re.compile(rf"{W}起?{W}(?:-{{1,2}}|~|至|到|直到){W}从?")
_BETWEEN = re.compile(rf"{W}[和与]{W}")
_UNTIL_NOW = re.compile(rf"{W}起?{W}(?:至今(?!年)|迄今|到现在|至现在)")
_AFTER_BEFORE = re.compile(r"[之以]后")
_BARE_RIGHT = re.compile(rf"{W}(?:-|~|至|到){W}(?P<d>{CN_DAY}|\d{{1,2}}){W}[日号]")
_CLOCK_LEFT = re.compile(rf"{TIME}{W}[-~至到]{W}\Z")


def attach(candidate: Candidate, text: str) -> None:
    """Take the weekday and the time of day that follow a day into its span."""
    if candidate.granularity is not Granularity.DAY and not candidate.bare_day:
        return
    if candidate.weekday is None and (found := WEEKDAY.match(text, candidate.end)):
        closed = text[found.end() - 1] == ")"
        opened = "(" in found.group()
        if opened == closed:
            candidate.weekday, candidate.end = WEEKDAYS[found["wd"]], found.end()
    if found := CLOCK.match(text, candidate.end):
        candidate.clock = ((candidate.clock or "") + found["clock"]).strip()
        candidate.end = found.end()


def extend_left(candidate: Candidate, scene: Scene) -> None:
    """Take a time of the known day before a range into it: 2点-明天4点."""
    left = _CLOCK_LEFT.search(scene.text, max(0, candidate.start - 12), candidate.start)
    if left and candidate.anchored and candidate.days and scene.today:
        if candidate.days[1] < scene.today:
            return
        candidate.start = left.start()
        candidate.days = (scene.today, candidate.days[1])
        candidate.granularity = Granularity.RANGE


def extend_right(candidate: Candidate, text: str) -> None:
    """Take 到十二日, -29日 after a day into a range of the same month (or the next)."""
    found = _BARE_RIGHT.match(text, candidate.end)
    day = number_of(found["d"]) if found else None
    if not found or not day or candidate.days is None or candidate.days[0] != candidate.days[1]:
        return
    begin = candidate.days[0]
    finish = _same_or_next_month(begin, day)
    if finish is not None:
        _make_range(candidate, (begin, finish), found.end())


def until_now(candidate: Candidate, scene: Scene) -> None:
    """Take 至今 after a date into a range that ends on the known day."""
    found = _UNTIL_NOW.match(scene.text, candidate.end)
    if found is None or candidate.days is None or scene.today is None:
        return
    if candidate.days[0] <= scene.today:
        _make_range(candidate, (candidate.days[0], scene.today), found.end())


def _same_or_next_month(begin: date, day: int) -> date | None:
    try:
        if day >= begin.day:
            return begin.replace(day=day)
        following = begin.replace(day=1) + timedelta(days=32)
        return following.replace(day=day)
    except ValueError:
        return None


def take_from(candidate: Candidate, text: str) -> None:
    """Take the 从 before a range into its span."""
    if (
        candidate.granularity is Granularity.RANGE
        and text[candidate.start - 1 : candidate.start] == "从"
    ):
        candidate.start -= 1


def same_again(left: Candidate, right: Candidate, text: str) -> bool:
    """Say whether the right one only repeats the left day: 教师节当天, 12.9国际反腐败日.

    The time of day said with it goes to the left one.
    """
    if left.days is None or left.granularity is not Granularity.DAY:
        return False
    between = text[left.end : right.start]
    if len(between) > 1 or between not in ("", *"\"'“”‘’("):
        return False
    repeats = text.startswith(("当天", "当日", "同日"), right.start) and not between
    if repeats or (right.days == left.days and right.granularity is Granularity.DAY):
        left.clock = left.clock or right.clock
        return True
    return False


def joins(left: Candidate, right: Candidate, text: str) -> str | None:
    """Say how two neighbours belong together: "to", "between", "same" (a remark), or None."""
    gap_start, gap_end = left.end, right.start
    if gap_end < gap_start or gap_end - gap_start > 6:
        return None
    if _GAP.fullmatch(text, gap_start, gap_end):
        return "to"
    after = text[right.end : right.end + 2]
    if _BETWEEN.fullmatch(text, gap_start, gap_end) and after.startswith(("之间", "间")):
        return "between"
    if _AFTER_BEFORE.fullmatch(text, gap_start, gap_end) and after in ("之前", "以前"):
        return "between"
    if text[gap_start:gap_end] == "(" and text[right.end : right.end + 1] == ")":
        return "same"
    return None


def merge(left: Candidate, right: Candidate, how: str, text: str) -> bool:
    """Merge the right neighbour into the left one; False when they do not fit."""
    if left.days is None or right.days is None:
        return False
    if how == "same":
        if left.days != right.days:
            right.inferred += ("conflict: not the day said before it",)
            right.confidence *= 0.7
            return False
        left.end = right.end + 1
        left.month, left.day = right.month, right.day
        return True
    if right.days[1] < left.days[0]:
        return False
    begin, finish = left.days[0], right.days[1]
    end = right.end
    if how == "between":
        if right.granularity is not Granularity.DAY:
            finish = right.days[0] - timedelta(days=1)
        end += 1 if text.startswith("间", right.end) else 2
        if text[left.start - 1 : left.start] == "在" and text.startswith("之间", right.end):
            left.start -= 1
    left.inferred = tuple(dict.fromkeys((*left.inferred, *right.inferred)))
    left.confidence = min(left.confidence, right.confidence)
    left.clock = left.clock or right.clock
    _make_range(left, (begin, finish), end)
    take_from(left, text)
    return True


def _make_range(candidate: Candidate, days: Days, end: int) -> None:
    candidate.days, candidate.end = days, end
    candidate.doubtful = candidate.bare_year = False
    candidate.problem = (
        None if candidate.problem is not DateProblem.IMPLAUSIBLE else candidate.problem
    )
    one_day = days[0] == days[1]
    candidate.granularity = Granularity.DAY if one_day else Granularity.RANGE
