"""Everything in a text that looks like a date, resolved or not. Types only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matchers.annotation import Granularity
from matchers.profile import Semester


class DateRole(StrEnum):
    """What a date is for, as far as its surroundings tell."""

    EVENT = "event"  # may date an event
    QUOTED = "quoted"  # of a speech, a central meeting, a document in 《》, a reading list
    DOCUMENT_NUMBER = "document_number"  # 浚教办发〔2024〕2号: a hint at the year only
    FOR_YEAR = "for_year"  # 2022年度: the year an event is for, not when it was held
    RECURRING = "recurring"  # 每月5日, 每周三: a rule, not a happening
    DEADLINE = "deadline"  # 12月底前, 5月20日之前
    GRADE = "grade"  # 2022级, 2015届
    COMMEMORATED = "commemorated"  # 建党100周年, 庆祝教师节: celebrated, not necessarily on the day


class DateProblem(StrEnum):
    """Why an expression has no days (or only a proposed reading)."""

    INVALID = "invalid"  # 2月30日
    VAGUE = "vague"  # 近日, 日前
    NEEDS_YEAR = "needs_year"
    NEEDS_TERM_CALENDAR = "needs_term_calendar"  # 第3周
    NEEDS_ANTECEDENT = "needs_antecedent"  # 同日, 当天 with nothing before
    DAMAGED = "damaged"  # 1113, 1228日: characters lost; `begin` is the proposed reading
    IMPLAUSIBLE = "implausible"  # 2107年


_SCHOOL_BEGINS = 9  # the month


@dataclass(frozen=True, slots=True)
class DateExpression:
    """One date-like expression.

    `begin`/`finish` are None when it could not be resolved; `problem` then says why.
    `explicit_year` tells whether the year stands in the expression itself. `inferred` as in
    `DateMention`. `clock` is the time of day as written (下午3:00, 上午), or None.
    """

    start: int
    end: int
    text: str
    role: DateRole
    granularity: Granularity
    begin: date | None = None
    finish: date | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    explicit_year: bool = False
    inferred: tuple[str, ...] = ()
    problem: DateProblem | None = None
    clock: str | None = None
    weekday: int | None = None  # as stated in the text, Monday = 0
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class YearHint:
    """A year that holds for the text although it is not in the date; `source` in English.

    Sources, best first: "heading", "header field", "signature date", "document number",
    "publication date", "file name", "folder", "neighbouring records", "exif", "period".
    With `school` it is the school year that begins in September of `year`.
    """

    year: int
    source: str
    school: bool = False

    def year_of(self, month: int | None) -> int:
        """Give the calendar year in which a month lies: March of school year 2022 is in 2023."""
        return self.year + (self.school and month is not None and month < _SCHOOL_BEGINS)


@dataclass(frozen=True, slots=True)
class DateContext:
    """What is known from outside the text when its dates are resolved.

    `published` is the day the text was published or signed: a date without a year is the
    latest such day not after it. Otherwise the first of `year_hints` decides (best first).
    `antecedent` is the day that 同日 or 当天 at the beginning of the text point to, `month` the
    month of a day that has none before it (a month's calendar: 15日).
    """

    published: date | None = None
    published_source: str = "publication date"
    year_hints: tuple[YearHint, ...] = ()
    semesters: tuple[Semester, ...] = ()
    antecedent: date | None = None
    month: int | None = None
