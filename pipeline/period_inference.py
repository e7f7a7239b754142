"""Which period is counted in: the one a person named, or the one the material speaks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from matchers.annotation import Annotation, DocumentKind, Granularity, Status
from matchers.document_years import school_year_named, title_years
from matchers.period import Period, PeriodError, calendar_year, parse_period, school_year
from pipeline.assessment import AssessedPeriod
from pipeline.errors import InputError
from rubrics.rubric import Rubric

_FOR_A_YEAR = (DocumentKind.PLAN, DocumentKind.SUMMARY)
_FINE = (Granularity.DAY, Granularity.WEEK, Granularity.DEKAD, Granularity.MONTH)


def given_period(period: str | Period | AssessedPeriod | None) -> AssessedPeriod | None:
    """Take the period a person (or a folder's name) named; None when nobody named one.

    Raises:
        InputError: when the text is none of the accepted forms.
    """
    if isinstance(period, str):
        try:
            period = parse_period(period)
        except PeriodError as error:
            raise InputError(str(error)) from error
    return AssessedPeriod(period) if isinstance(period, Period) else period


def infer_period(
    annotations: Iterable[Annotation], by_school_year: bool | None
) -> AssessedPeriod | None:
    """Take the year (or school year) in which most of the dated events that were held lie.

    Documents that are for a year (plans, reports) decide when no event does. Among equals the
    later year is taken. `by_school_year` None leaves it to the titles of plans and summaries
    which of the two it is. None when nothing in the material has a year.
    """
    listed = tuple(annotations)
    if by_school_year is None:
        by_school_year = _speaks_of_school_years(listed)
    found = Counter(_year(day, by_school_year) for day in _held_days(listed))
    unit, what = "处", "已开展活动的日期"
    if not found:
        found = Counter(_titled_school_years(listed)) if by_school_year else found
        found = found or Counter(y for a in listed for paper in a.documents for y in paper.years)
        unit, what = "份", "写明年度的文件"
    if not found:
        return None
    count, year = max((count, year) for year, count in found.items())
    counted = _whole_year(year, by_school_year)
    reason = f"由材料推断：{found.total()} {unit}{what}中，{count} {unit}在{counted.label}"
    return AssessedPeriod(counted, reason)


def _speaks_of_school_years(annotations: Iterable[Annotation]) -> bool:
    """Say whether more plans and summaries name a school year in their titles than a year."""
    school = calendar = 0
    for annotation in annotations:
        if annotation.own and annotation.kind in _FOR_A_YEAR:
            named = school_year_named(annotation.title) is not None
            school += named
            calendar += not named and bool(title_years(annotation.title))
    return school > calendar


def _titled_school_years(annotations: Iterable[Annotation]) -> Iterator[int]:
    for annotation in annotations:
        first = school_year_named(annotation.title)
        if annotation.own and annotation.kind in _FOR_A_YEAR and first is not None:
            yield first


def period_of_rubric(rubric: Rubric) -> AssessedPeriod:
    """Take the rubric's own year, for material in which nothing has a year.

    Raises:
        InputError: when the rubric is for no year in particular.
    """
    if rubric.year is None:
        raise InputError(
            "没有从材料里找到带年份的活动或文件，推断不出考核时段。\n"
            "请用 --period 写明，例如 --period 2022"
        )
    counted = _whole_year(rubric.year, rubric.period == "school_year")
    return AssessedPeriod(counted, "材料里没有带年份的内容，按评分标准的年度")


def _whole_year(year: int, by_school_year: bool) -> Period:
    return school_year(year) if by_school_year else calendar_year(year)


def _held_days(annotations: Iterable[Annotation]) -> Iterator[date]:
    for annotation in annotations:
        for occurrence in annotation.occurrences:
            when = occurrence.date
            held = annotation.own and occurrence.status is Status.HELD
            if held and when is not None and when.granularity in _FINE:
                yield when.begin


def _year(day: date, by_school_year: bool) -> int:
    return day.year - 1 if by_school_year and day.month < 9 else day.year
