"""What a record holds that was looked at and not taken: words, and dates, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Citation
from matchers.annotation import Granularity, Occurrence, Rejected, Status
from matchers.date_expression import DateExpression, DateProblem, DateRole
from matchers.record_days import of_preparation
from matchers.record_text import RecordText
from matchers.terms import Lookalike

_PUBLISHED = "是发布日期，不是开展日期"
_ROLES = {
    DateRole.QUOTED: "是讲话、文件或学习篇目的日期",
    DateRole.DOCUMENT_NUMBER: "是文号",
    DateRole.FOR_YEAR: "是所属年度，不是开展日期",
    DateRole.RECURRING: "是规定的周期，不是一次活动的日期",
    DateRole.DEADLINE: "是期限，不是开展日期",
    DateRole.GRADE: "是年级或届别",
    DateRole.COMMEMORATED: "是所纪念的日子，不一定在当天开展",
}
_PROBLEMS = {
    DateProblem.INVALID: "没有这一天",
    DateProblem.VAGUE: "没有写明是哪一天",
    DateProblem.NEEDS_YEAR: "没有年份，也没有可以依据的年份",
    DateProblem.NEEDS_TERM_CALENDAR: "没有校历，换算不出是哪一天",
    DateProblem.NEEDS_ANTECEDENT: "前面没有写日期，看不出是哪一天",
    DateProblem.DAMAGED: "数字或文字受损，不能确定是哪一天",
    DateProblem.IMPLAUSIBLE: "年份不合理",
}
_ANOTHER = "是文中提到的另一个日期，没有作为本项的日期"
_PREPARATION = "是预备会（报到、筹备）的日期，不是正式会议的日期"
_FINE = (Granularity.DAY, Granularity.RANGE, Granularity.WEEK)
_TOLD = (Status.HELD, Status.UNCLEAR)
_MOST = 12  # dates shown of one record; the rest say nothing new


def with_rejected(
    view: RecordText,
    occurrences: Sequence[Occurrence],
    lookalikes: Sequence[Lookalike],
    dates: Sequence[DateExpression],
    published: Sequence[DateExpression],
) -> tuple[tuple[Occurrence, ...], tuple[Rejected, ...]]:
    """Put what was not taken beside what may count: what was held or has to be looked at.

    Args:
        view: the record's text.
        occurrences: what it tells of.
        lookalikes: its words that only look like an event term.
        dates: its dates.
        published: the dates of its line of publication.

    Returns:
        The occurrences again, and the look-alikes where no occurrence keeps them.
    """
    words = tuple(_rejected(a.why, view.cite(a.start, a.end)) for a in lookalikes)
    rejected = (*words, *_dates_not_taken(view, dates, published, occurrences))
    told = tuple(replace(o, rejected=rejected) if o.status in _TOLD else o for o in occurrences)
    return told, () if any(o.rejected for o in told) else words


def _dates_not_taken(
    view: RecordText,
    dates: Sequence[DateExpression],
    published: Sequence[DateExpression],
    occurrences: Sequence[Occurrence],
) -> tuple[Rejected, ...]:
    """Give the dates that date none of the occurrences, with their role or problem.

    Mere months and years that fit are not listed, nor is a day that any of the occurrences has.
    """
    taken = {day for o in occurrences if o.date for day in (o.date.begin, o.date.end)}
    found: dict[tuple[str, str], Rejected] = {}
    for date in (*dates, *published):
        why = _PUBLISHED if date in published else _why(date)
        if why == _ANOTHER and of_preparation(view.text, date, dates):
            why = _PREPARATION
        if why is None or (date.role is DateRole.EVENT and {date.begin, date.finish} & taken):
            continue
        found.setdefault((date.text, why), _rejected(why, view.cite(date.start, date.end)))
    return tuple(found.values())[:_MOST]


def _why(date: DateExpression) -> str | None:
    if date.role in _ROLES:
        return _ROLES[date.role]
    if date.problem is not None:
        return _PROBLEMS[date.problem]
    return _ANOTHER if date.granularity in _FINE and date.begin is not None else None


def _rejected(why: str, cited: Citation) -> Rejected:
    return Rejected(cited.quote, why, cited.block, cited.start, cited.end, cited.file)
