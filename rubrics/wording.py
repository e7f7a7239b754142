"""The small pieces of Chinese sentences: numbers, days, stretches of time."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from matchers.annotation import Event, Status
from matchers.period import Period, calendar_year, half_year, month, quarter

_LONG = 4  # decimal places
_ONE = Decimal(1)

STATUS_WHY = {
    Status.PLANNED: "只是计划或通知，未见已经开展的记录",
    Status.CANCELLED: "已取消或延期",
    Status.REQUIRED: "是制度或要求，不是一次活动",
    Status.CLAIMED: "只是总结中的说法，未见活动记录",
    Status.REFERENCED: "只是提到，不是一次活动的记录",
}

RELATION = {"speak": "发言", "attend": "参加", "lecture": "主讲", "sign": "签字"}
WHO = {
    "leaders": "班子成员",
    "central_group": "中心组成员",
    "middle_managers": "中层干部",
    "secretary": "书记",
}


def number(value: Decimal | int) -> str:
    """Write a number without needless zeros: 0.50 -> 0.5, 4.0 -> 4."""
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def short(value: Decimal | int) -> str:
    """Write a number for people: a long one to two decimal places (four below 1), as 约."""
    exact = number(value)
    if len(exact.partition(".")[2]) <= _LONG:
        return exact
    places = Decimal("0.0001") if abs(Decimal(value)) < _ONE else Decimal("0.01")
    return f"约 {number(Decimal(value).quantize(places))}"


def tidy(value: Decimal) -> Decimal:
    """Give the same number without needless zeros, so that equal points look equal."""
    return Decimal(number(value))


def period_code(part: Period) -> str:
    """Name a stretch for programs: 2022Q3, 2022-07, 2022H2.

    Other stretches (terms, windows) keep their Chinese label.
    """
    year = part.begin.year
    if part == calendar_year(year):
        return str(year)
    if part.begin.month in (1, 7):
        number_of_half = 1 if part.begin.month == 1 else 2
        if part == half_year(year, number_of_half):
            return f"{year}H{number_of_half}"
    if part.begin.month % 3 == 1 and part == quarter(year, (part.begin.month + 2) // 3):
        return f"{year}Q{(part.begin.month + 2) // 3}"
    if part == month(year, part.begin.month):
        return f"{year}-{part.begin.month:02d}"
    return part.label


def day_text(event: Event) -> str:
    """Say when an event was, or that it does not say."""
    if event.date is None:
        return "日期不明"
    if event.date.begin == event.date.end:
        return event.date.begin.isoformat()
    return f"{event.date.begin.isoformat()}至{event.date.end.isoformat()}"


def labels(parts: tuple[Period, ...]) -> str:
    """List stretches with 、."""
    return "、".join(part.label for part in parts)


def listed(names: tuple[str, ...], most: int = 6) -> str:
    """List names with 、, the first few only when there are many."""
    shown = "、".join(names[:most])
    return shown if len(names) <= most else f"{shown}等 {len(names)} 项"


def describe_grades(grades: Mapping[str, Decimal]) -> str:
    """List the grades a person may give with their points: 好 20 分、较好 15 分."""
    return "、".join(f"{name} {number(points)} 分" for name, points in grades.items())
