"""What was held at a school in the year: drawn first, written up afterwards."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.scale.school import YEAR, School
from benchmarks.scale.voice import Voice

_CLOSED = (
    (dt.date(YEAR, 1, 20), dt.date(YEAR, 2, 14)),
    (dt.date(YEAR, 4, 3), dt.date(YEAR, 4, 5)),
    (dt.date(YEAR, 4, 30), dt.date(YEAR, 5, 4)),
    (dt.date(YEAR, 7, 2), dt.date(YEAR, 8, 29)),
    (dt.date(YEAR, 10, 1), dt.date(YEAR, 10, 9)),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of happening: its event types, how often it is held, and what is said there."""

    types: tuple[str, ...]
    title: str  # as its minutes are headed
    least: int
    most: int
    topics: str
    points: str
    committee: bool = False  # only the committee comes


KINDS = (
    Kind(("committee_meeting",), "支部委员会会议", 6, 10, "committee_topics", "remark", True),
    Kind(("members_meeting",), "支部党员大会", 2, 4, "members_topics", "remark"),
    Kind(("party_lecture",), "党课", 2, 4, "lecture_titles", "party_day_story"),
    Kind(("theme_party_day",), "主题党日活动", 3, 6, "party_day_topics", "party_day_story"),
    Kind(
        ("central_group_study",), "理论学习中心组学习", 4, 8, "study_topics", "study_points", True
    ),
    Kind(
        ("organizational_life", "member_appraisal"),
        "组织生活会暨民主评议党员",
        1,
        1,
        "organizational_topics",
        "life_points",
    ),
    Kind(
        ("ideology_review",), "意识形态工作分析研判会", 2, 4, "review_topics", "ideology_points",
        True,
    ),
    Kind(("integrity_education",), "党风廉政警示教育活动", 1, 2, "integrity_topics",
         "integrity_points"),
    Kind(("volunteer_service",), "党员志愿服务活动", 1, 3, "service_topics", "service_points"),
    Kind(("staff_congress",), "教职工代表大会", 0, 1, "congress_topics", "congress_points"),
    Kind(("group_meeting",), "党小组会", 2, 6, "committee_topics", "remark"),
    Kind(("ledger_inspection",), "“四本一簿一证”使用情况检查", 0, 2, "inspection_topics",
         "inspection_points", True),
    Kind(("civics_class",), "书记思政课", 1, 2, "civics_topics", "civics_points"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that was held, on one day."""

    kind: Kind
    day: dt.date
    hour: str
    room: str
    topic: str
    there: tuple[str, ...]
    absent: tuple[str, ...]
    speaker: str  # who lectures or leads
    host: str
    group: int = 0  # number of the Party group, 0 for the whole branch

    @property
    def expected(self) -> int:
        """Give how many should have come."""
        return len(self.there) + len(self.absent)

    @property
    def present(self) -> int:
        """Give how many came."""
        return len(self.there)


def draw_year(school: School, voice: Voice) -> tuple[Happening, ...]:
    """Draw what the school held in the year, in the order of the days; one a day."""
    dice = voice.dice
    days = _days(dice)
    held = [
        _draw(kind, next(days), school, voice)
        for kind in KINDS
        for _ in range(dice.randint(kind.least, kind.most))
    ]
    return tuple(sorted(held, key=lambda happening: happening.day))


def _draw(kind: Kind, day: dt.date, school: School, voice: Voice) -> Happening:
    dice = voice.dice
    group = dice.randint(1, school.groups) if kind.types == ("group_meeting",) else 0
    coming = school.committee if kind.committee else school.members
    if group:
        coming = school.members[group - 1 :: school.groups]
    away = dice.sample(coming[1:], dice.choice((0, 0, 1, 1, 2)))
    there = tuple(person for person in coming if person not in away)
    return Happening(
        kind=kind,
        day=day,
        hour=voice.say("hours"),
        room=voice.say("rooms"),
        topic=voice.say(kind.topics),
        there=there,
        absent=tuple(away),
        speaker=dice.choice(there),
        host=there[0],
        group=group,
    )


def _days(dice: random.Random) -> Iterator[dt.date]:
    """Give school days of the year in a drawn order, none of them twice."""
    first = dt.date(YEAR, 1, 4)
    year = [first + dt.timedelta(days=number) for number in range(360)]
    open_days = [day for day in year if day.weekday() < 5 and not _closed(day)]
    dice.shuffle(open_days)
    return iter(open_days)


def _closed(day: dt.date) -> bool:
    return any(begin <= day <= end for begin, end in _CLOSED)
