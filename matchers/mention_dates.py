"""Which of a record's dates belongs to a mention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from matchers.annotation import DocumentKind, EventDate, Granularity
from matchers.clauses import clause_around
from matchers.date_expression import DateExpression, DateProblem, DateRole
from matchers.period import month
from matchers.scene import Scene
from matchers.sentences import Span
from matchers.terms import Strength, TermHit

TOO_COARSE = (
    Granularity.YEAR,
    Granularity.HALF_YEAR,
    Granularity.SEMESTER,
    Granularity.QUARTER,
)
_ENTRY_LEAD = 6  # a bullet, a number
_SAYS_WHEN = re.compile(r"^[^,;:。]*[,:]?$|[,:(](?:会议|活动)?(?:时间|日期|定于|于|在)")
_THESE_TIMES = re.compile(r"[今当][天日今]的(?!会|大会|活动|党课|主题党日|学习|课)")
_MEANT_FIRST = re.compile(r"\((?:原定|原计划|原拟)于?\Z")
_LOOKS_BACK = re.compile(r"此前|去年|上次|曾于|早在|前不久|前期")
_TOLD_OF = re.compile(r"(?:通报|传达|汇报|回顾|总结|介绍|宣读|说明|肯定)[^。\n]{0,40}\Z")
_OPENING = 200
_SOON = timedelta(days=60)  # a day without its year, still to come, would be read as last year's
_LONG = timedelta(days=45)
# Each item of a summary stands for itself; a day said of one says nothing of the next.
_ITEMISING = (DocumentKind.SUMMARY, DocumentKind.REPORT)


def may_date(expression: DateExpression) -> bool:
    """Say whether a date may be an event's: not of a speech, a rule or a document number."""
    if expression.role is not DateRole.EVENT:
        return False
    return expression.begin is not None or is_yearless(expression)


def is_yearless(expression: DateExpression) -> bool:
    """Say whether a date names its month but no year is to be had for it."""
    return expression.problem is DateProblem.NEEDS_YEAR and expression.month is not None


def date_for(
    scene: Scene, hit: TermHit, sentence: Span, where: str
) -> tuple[DateExpression | None, DateProblem | None]:
    """Choose the date that belongs to a mention; the problem is why there is none."""
    told = where == "label" or hit.strength is Strength.MATTER
    if told and scene.session is not None:
        return scene.session, scene.session.problem
    if where == "label" and scene.lead is not None and is_fine(scene.lead):
        return scene.lead, scene.lead.problem
    usable = [d for d in scene.dates if may_date(d)]
    part = _part(scene.view.text, sentence, hit.start)
    here = [d for d in usable if part.start <= d.start < part.end]
    inside = [d for d in here if hit.start <= d.start and d.end <= hit.end]
    within = [d for d in inside if is_fine(d)]
    if within:  # 中心组12月6日举行…学习: the act spans its own day
        return _finer(scene, within[0]), within[0].problem
    chosen = _in_sentence(scene, hit, part, here)
    if chosen and _only_says_lately(scene, chosen, sentence, where):
        return None, DateProblem.VAGUE
    if chosen and scene.is_meeting and scene.session and chosen.granularity in TOO_COARSE:
        return scene.session, scene.session.problem  # 上半年 is what the meeting dealt with
    if chosen:
        return _finer(scene, chosen), chosen.problem
    if scene.session is not None:
        return scene.session, scene.session.problem
    if scene.kind in _ITEMISING:
        entry = entry_line(scene, hit.start)
        led = [d for d in usable if entry and entry.start <= d.start < hit.start and is_fine(d)]
        return (led[-1], led[-1].problem) if led else (None, None)
    earlier = [d for d in usable if d.start < part.start and _may_go_on(scene, d)]
    if earlier and where == "body":
        return earlier[-1], earlier[-1].problem
    if scene.lead is not None and _only_says_lately(scene, scene.lead, sentence, where):
        return None, DateProblem.VAGUE
    if scene.lead is not None:
        return scene.lead, scene.lead.problem
    unresolved = [d for d in scene.dates if d.problem and sentence.start <= d.start < sentence.end]
    return None, unresolved[0].problem if unresolved else None


def _is_aside(scene: Scene, day: DateExpression, clause: Span) -> bool:
    """Say whether a summary's day stands in brackets that close before a term's own clause.

    讲党课2次(6月24日、11月18日),同党员谈心 dates the lectures only.
    """
    if scene.kind not in _ITEMISING or day.start >= clause.start:
        return False
    text = scene.view.text[day.end : clause.start]
    closes = text.find(")")
    return closes >= 0 and text.find("(", 0, closes) < 0 and not text[closes:].strip("),;")


def _only_says_lately(scene: Scene, chosen: DateExpression, sentence: Span, where: str) -> bool:
    """Say whether a sentence tells of 近日, and the year in it is only part of a name.

    A title's sentence is the text's beginning.
    """
    titled = where == "label" and scene.kind is DocumentKind.NEWS
    end = max(sentence.end, _OPENING) if titled else sentence.end
    return chosen.granularity in TOO_COARSE and any(
        d.problem is DateProblem.VAGUE and sentence.start <= d.start < end for d in scene.dates
    )


def _in_sentence(
    scene: Scene, hit: TermHit, part: Span, here: Sequence[DateExpression]
) -> DateExpression | None:
    """Choose among the dates of the mention's own stretch: those of its clause come first."""
    text = scene.view.text
    clause = clause_around(text, part, Span(hit.start, hit.end))
    before = [d for d in here if d.end <= hit.start and not _is_aside(scene, d, clause)]
    after = [d for d in here if d.start >= hit.end]
    own = [d for d in here if clause.start <= d.start < clause.end and is_fine(d)]
    own = [d for d in own if not _MEANT_FIRST.search(text, max(0, d.start - 6), d.start)]
    if own and not any(d.end <= hit.start for d in own):
        return own[0]  # 教代会8月28日召开,少代会10月13日召开
    if before:
        best = max(before, key=lambda d: (d.granularity is Granularity.DAY, d.start))
        best = _first_of_run(text, before, _clauses_month(before, best, clause))
        if _is_of_object(scene, best):  # 对2023年度党费作了公示: the year is the dues'
            best = scene.lead or best
        if best.granularity is Granularity.DAY or not after:
            return best
    lone = scene.lead is None and scene.session is None
    if after and (
        lone or (is_fine(after[0]) and _SAYS_WHEN.search(text[hit.end : after[0].start]))
    ):
        return after[0]
    return before[-1] if before else None


def _clauses_month(
    before: Sequence[DateExpression], best: DateExpression, clause: Span
) -> DateExpression:
    """Prefer another month in the mention's own clause to a day of an earlier clause."""
    for month_said in reversed(before):
        if best.start >= clause.start or month_said.start < clause.start:
            break
        if month_said.granularity is not Granularity.MONTH or not month_said.begin:
            continue
        if month_said.finish and best.begin:
            inside = month_said.begin <= best.begin <= month_said.finish
            return best if inside else month_said
    return best


def entry_line(scene: Scene, at: int) -> Span | None:
    """Give the line that holds an offset where it is an entry: it begins with its day."""
    text = scene.view.text
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    near = any(
        start <= d.start <= start + _ENTRY_LEAD and is_fine(d) for d in scene.dates if may_date(d)
    )
    return Span(start, len(text) if end < 0 else end) if near else None


def _may_go_on(scene: Scene, day: DateExpression) -> bool:
    """Say whether what follows may still be of that day: not of a week, nor of a look back.

    今天的安稳来之不易 is of these times, and dates nothing. A report of one day that names an
    earlier one (通报8月6日…的情况) is back at its own behind that sentence.
    """
    told_of = _TOLD_OF.search(scene.view.text, max(0, day.start - 50), day.start)
    if told_of and _is_past(scene, day):
        return False
    if _THESE_TIMES.match(scene.view.text, day.start):
        return False
    past = _LOOKS_BACK.search(scene.view.text[max(0, day.start - 8) : day.start])
    return is_fine(day) and not _is_week(day) and past is None


def _is_past(scene: Scene, day: DateExpression) -> bool:
    """Say whether a day lies before the one that a report is of."""
    lead = scene.lead
    if lead is None or lead.begin is None or day.begin is None:
        return False
    return scene.kind is DocumentKind.NEWS and is_fine(lead) and day.begin < lead.begin


def before_deadline(scene: Scene, sentence: Span, hit: TermHit) -> bool:
    """Say whether a mention's sentence sets it a deadline (党费于10日前收齐)."""
    near = Span(max(sentence.start, hit.start - 20), min(sentence.end, hit.end + 12))
    return any(
        d.role is DateRole.DEADLINE and near.start <= d.start and d.end <= near.end
        for d in scene.dates
    )


def _first_of_run(
    text: str, days: Sequence[DateExpression], last: DateExpression
) -> DateExpression:
    """Give the first of days in a row that share one meeting (8月27日、28日)."""
    for day in reversed(days):
        if day is last or day.begin is None or last.begin is None:
            continue
        joined = text[day.end : last.start].strip() in ("、", "和", "及", "至")
        if joined and is_fine(day) and last.begin - day.begin == timedelta(days=1):
            return day
    return last


def _is_of_object(scene: Scene, chosen: DateExpression) -> bool:
    """Say whether a mere year or quarter inside a clause belongs to what was dealt with."""
    if chosen.granularity not in TOO_COARSE or scene.lead is None or not is_fine(scene.lead):
        return False
    before = scene.view.text[: chosen.start].rstrip()
    clause_begins = not before or before[-1] in ",;:。!?—在于自从\n"
    return scene.kind is DocumentKind.NEWS and not clause_begins


def _is_week(expression: DateExpression) -> bool:
    return expression.granularity is Granularity.WEEK


def _part(text: str, sentence: Span, at: int) -> Span:
    """Give the stretch between semicolons that holds an offset: dates do not cross them."""
    start = text.rfind(";", sentence.start, at) + 1 or sentence.start
    end = text.find(";", at, sentence.end)
    return Span(max(start, sentence.start), end if end >= 0 else sentence.end)


def is_fine(expression: DateExpression) -> bool:
    """Say whether a date is exact enough to tell two sessions apart."""
    if expression.granularity is Granularity.RANGE and expression.begin and expression.finish:
        return expression.finish - expression.begin <= _LONG  # 近三年 is no day of an event
    return expression.granularity in (Granularity.DAY, Granularity.RANGE, Granularity.WEEK)


def is_soon_before(expression: DateExpression | None, published: date | None) -> bool:
    """Say whether a page was published soon after an exact day that it names, or on it."""
    if expression is None or expression.finish is None or published is None:
        return False
    return is_fine(expression) and timedelta(0) <= published - expression.finish <= _SOON


def holds_day(session: DateExpression, lead: DateExpression) -> bool:
    """Say whether a time field only names a season or month that holds the text's first day."""
    if is_fine(session) or not is_fine(lead) or session.begin is None or session.finish is None:
        return False
    return lead.begin is not None and session.begin <= lead.begin <= session.finish


def _finer(scene: Scene, chosen: DateExpression) -> DateExpression:
    """Prefer a day to a mere month, quarter or year that holds it (4月支部主题党日).

    The session's or lead's day comes first, then the next day that the text names.
    """
    if is_fine(chosen) or chosen.begin is None or chosen.finish is None:
        return chosen
    following = (d for d in scene.dates if d.start > chosen.start and may_date(d))
    for other in (scene.session, scene.lead, *following):
        if other is None or not is_fine(other) or other.begin is None:
            continue
        if chosen.begin <= other.begin <= chosen.finish:
            return other
    return chosen


def event_date(expression: DateExpression | None, problem: DateProblem | None) -> EventDate | None:
    """Give a resolved expression as an event's date; a damaged one says that it is a reading."""
    if expression is not None and problem is DateProblem.INVALID:
        return _month_of(expression)
    if expression is None or expression.begin is None or expression.finish is None:
        return None
    inferred = expression.inferred
    if problem is DateProblem.DAMAGED:
        inferred = (*inferred, f"damaged date {expression.text!r}: the proposed reading")
    return EventDate(
        expression.begin, expression.finish, expression.granularity, expression.text, inferred
    )


def _month_of(expression: DateExpression) -> EventDate | None:
    """Give the month of a day that does not exist (2022年2月30日), if year and month are said."""
    if expression.year is None or expression.month is None or not 1 <= expression.month <= 12:
        return None
    whole = month(expression.year, expression.month)
    inferred = (*expression.inferred, f"day: {expression.text!r} does not exist, only the month")
    return EventDate(whole.begin, whole.end, Granularity.MONTH, expression.text, inferred)
