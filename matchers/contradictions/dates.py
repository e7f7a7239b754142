"""Dates that cannot be, look damaged, or do not fall on the weekday they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.document import Citation
from matchers.annotation import Flag, Granularity
from matchers.date_expression import DateExpression, DateProblem

_WEEKDAYS = "一二三四五六日"


def check_dates(dates: Sequence[tuple[DateExpression, Citation]]) -> Iterator[Flag]:
    """Flag dates that cannot be, look damaged, or do not fall on the weekday they name."""
    for expression, citation in dates:
        if expression.problem is DateProblem.INVALID:
            message = f"“{expression.text}”不是有效日期，未计入任何时段，请核对原件。"
            yield Flag("impossible_date", "high", message, (citation,))
        elif expression.problem is DateProblem.IMPLAUSIBLE:
            message = f"“{expression.text}”的年份不合常理，可能是笔误，请核对原件。"
            yield Flag("implausible_date", "medium", message, (citation,))
        elif expression.problem is DateProblem.DAMAGED:
            day = expression.begin if expression.granularity is not Granularity.YEAR else None
            reading = f"，可能是{day:%Y-%m-%d}" if day else ""
            message = f"“{expression.text}”疑似在转换时丢了字{reading}，请对照原件确认。"
            yield Flag("damaged_date", "medium", message, (citation,))
        elif (flag := _check_weekday(expression, citation)) is not None:
            yield flag


def _check_weekday(expression: DateExpression, citation: Citation) -> Flag | None:
    """Flag a date whose stated weekday is not the calendar's."""
    if expression.weekday is None or expression.begin is None:
        return None
    actual = expression.begin.weekday()
    if actual == expression.weekday or expression.begin != expression.finish:
        return None
    message = (
        f"“{expression.text}”写的是星期{_WEEKDAYS[expression.weekday]}，"
        f"而 {expression.begin:%Y-%m-%d} 是星期{_WEEKDAYS[actual]}，请核对日期。"
    )
    return Flag("weekday_mismatch", "medium", message, (citation,))
