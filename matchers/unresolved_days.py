"""Days that a text names and nobody can work out from it: said beside what was left undated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from matchers.annotation import Occurrence, Status
from matchers.date_expression import DateExpression, DateProblem

_WHY = {
    DateProblem.NEEDS_TERM_CALENDAR: (
        "写的是“{}”，没有校历（学校概况里的学期起止日期），换算不出是哪一天"
    ),
    DateProblem.NEEDS_ANTECEDENT: "写的是“{}”，前面没有写日期，看不出是哪一天",
}
_COUNTABLE = (Status.HELD, Status.UNCLEAR)


def say_unresolved(
    occurrences: Iterable[Occurrence], dates: Sequence[DateExpression]
) -> Iterator[Occurrence]:
    """Give the occurrences again; those without a date say which words could not be resolved.

    Args:
        occurrences: what a record tells of.
        dates: the record's date expressions.
    """
    said = [_WHY[d.problem].format(d.text) for d in dates if d.problem in _WHY]
    for occurrence in occurrences:
        if said and occurrence.date is None and occurrence.status in _COUNTABLE:
            occurrence = replace(occurrence, trace=(*occurrence.trace, said[0]))
        yield occurrence
