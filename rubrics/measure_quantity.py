"""The measure `quantity`: a number or ratio against a threshold, a table, or as it is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from rubrics.batch_figure import figure_name
from rubrics.conditions import fact_value
from rubrics.finding import DecidedBy
from rubrics.interval import ONE, ZERO, Interval, exactly
from rubrics.lacks import Lack, Sort, lack
from rubrics.measure_documents import present_types
from rubrics.measured import Measured, Setting, unique
from rubrics.quantity_model import DecisionTable, Quantity, Source, Steps, TableRow
from rubrics.quantity_sources import Read, read_source, read_survey
from rubrics.wording import listed, number, short

_OPEN = Interval(ZERO, ONE)


def measure_quantity(measure: Quantity, setting: Setting) -> Measured:
    """Read the number; an unknown one leaves the rule open and says what is needed."""
    num = (
        read_survey(measure.survey, setting)
        if measure.num is None
        else read_source(measure.num, setting)
    )
    if measure.table is not None:
        return _by_table(measure, measure.table, num, setting)
    den = read_source(measure.den, setting) if measure.den else Read((ONE,))
    divisors = [value for value in den.values if value > 0]
    ratios = sorted({value / by for value in num.values for by in divisors})
    if not ratios:
        return _unknown(measure, num, den, setting)
    value = Interval(ratios[0], ratios[-1])
    if measure.steps is not None:
        return _by_steps(measure, measure.steps, num, den, value)
    lacking = _short(measure, value)
    doubts = () if value.exact else (f"{measure.title}在材料中有不同的数值，请核对",)
    doubts = (*doubts, *num.doubts)
    return Measured(
        lacking=lacking,
        value=value,
        decided_by=DecidedBy.VALUE,
        sentence=_sentence(measure, num, den, value),
        present=lacking.low == ZERO,
        citations=unique((*num.citations, *den.citations)),
        doubts=doubts,
        notes=(*num.notes, *den.notes),
        missing=(measure.title,) if lacking == exactly(1) else (),
        lacks=_short_of(measure) if lacking == exactly(1) else (),
    )


def _by_steps(measure: Quantity, steps: Steps, num: Read, den: Read, value: Interval) -> Measured:
    """Count how many steps the rate lies below its bound, and how many above."""
    ends = [value.low, value.low if value.high is None else value.high]
    sign = ONE if steps.better == "higher" else -ONE
    offs = sorted(sign * (end - steps.start) / steps.by for end in ends)
    short = Interval(_whole(steps, -offs[1]), _whole(steps, -offs[0]))
    beyond = Interval(_whole(steps, offs[0]), _whole(steps, offs[1]))
    different = () if value.exact else (f"{measure.title}在材料中有不同的数值，请核对",)
    bound = f"以 {_rounded(steps.start)} 为准，每差 {_rounded(steps.by)} 计 1"
    return Measured(
        lacking=short,
        value=beyond,
        decided_by=DecidedBy.VALUE,
        sentence=f"{_sentence(measure, num, den, value)}（{bound}）",
        present=short.low == ZERO,
        citations=unique((*num.citations, *den.citations)),
        doubts=(*different, *num.doubts),
        notes=(*num.notes, *den.notes),
        missing=(measure.title,) if short.low > ZERO else (),
        lacks=_short_of(measure) if short.low > ZERO else (),
    )


def _whole(steps: Steps, count: Decimal) -> Decimal:
    """Give the steps that count, never fewer than none."""
    if steps.part == "exact":
        return max(ZERO, count)
    rounding = ROUND_FLOOR if steps.part == "full" else ROUND_CEILING
    return max(ZERO, count.to_integral_value(rounding))


def _short(measure: Quantity, value: Interval) -> Interval:
    """Give 0 where the threshold is met, 1 where not."""
    high = value.low if value.high is None else value.high
    verdicts = [_meets(measure, value.low), _meets(measure, high)]
    return Interval(ZERO if any(verdicts) else ONE, ZERO if all(verdicts) else ONE)


def _meets(measure: Quantity, value: Decimal) -> bool:
    if measure.at_least is not None and value < measure.at_least:
        return False
    return measure.at_most is None or value <= measure.at_most


def _unknown(measure: Quantity, num: Read, den: Read, setting: Setting) -> Measured:
    sources = [(measure.main, num), *([(measure.den, den)] if measure.den else [])]
    empty = [source for source, read in sources if not read.values]
    absent = tuple(source.title for source in empty if source.batch is None)
    awaits = tuple(figure_name(one.title, one.batch) for one in empty if one.batch)
    papers = present_types(measure.indicated_by, setting)
    said = f"没有读到{'、'.join(absent) or '有效'}的数值"
    if awaits and not absent:  # nothing is lacking in the school's own papers
        said = f"还没有{listed(awaits)}"
    doubts = [said, *num.doubts, *den.doubts]
    if papers:
        doubts.append(f"请核对：{listed(papers, 3)}")
    return Measured(
        lacking=_OPEN,
        value=Interval(ZERO, None),
        decided_by=DecidedBy.VALUE,
        sentence=f"{measure.title}：{said}",
        documents=papers,
        citations=unique((*num.citations, *den.citations)),
        needs=(*num.needs, *den.needs),
        doubts=tuple(doubts),
        notes=(*num.notes, *den.notes),
        missing=absent,
        lacks=_unread_figures(sources),
        awaits=awaits,
    )


def _short_of(measure: Quantity) -> tuple[Lack, ...]:
    return lack((measure.title,), Sort.SHORT)


def _unread_figures(sources: Sequence[tuple[Source, Read]]) -> tuple[Lack, ...]:
    """Name numbers not read; those the school itself has to say are asked for, not looked for."""
    return tuple(
        Lack(source.title, Sort.FIGURE, unsure=bool(read.needs))
        for source, read in sources
        if not read.values and source.batch is None
    )


def _sentence(measure: Quantity, num: Read, den: Read, value: Interval) -> str:
    high = value.low if value.high is None else value.high
    shown = _rounded(value.low) if value.exact else f"{_rounded(value.low)}～{_rounded(high)}"
    sums = ""
    if measure.den and len(num.values) == 1 and len(den.values) == 1:
        sums = f"{short(num.values[0])}÷{short(den.values[0])}="
    bounds = [f"应不低于 {number(measure.at_least)}" if measure.at_least is not None else ""]
    bounds.append(f"应不高于 {number(measure.at_most)}" if measure.at_most is not None else "")
    said = "，".join(part for part in bounds if part)
    return f"{measure.title}：{sums}{shown}{measure.unit}" + (f"（{said}）" if said else "")


def _rounded(value: Decimal) -> str:
    return number(value.quantize(Decimal("0.0001") if value < ONE else Decimal("0.01")))


def _by_table(measure: Quantity, table: DecisionTable, num: Read, setting: Setting) -> Measured:
    """Compare what the school is with what its size demands."""
    actual = fact_value(setting.profile, table.actual)
    needs = (*num.needs, *(() if actual is not None else (table.actual,)))
    if actual is None or len(num.values) != 1:
        sentence = f"{measure.title}：要先知道{measure.main.title}和实际情况"
        doubts = (sentence,)
        return Measured(_OPEN, _OPEN, DecidedBy.PROFILE, sentence, needs=needs, doubts=doubts)
    row = _row(table, num.values[0])
    fits = row is None or str(actual) in row.expect
    sentence = f"{measure.title}：{measure.main.title} {number(num.values[0])}"
    sentence += f"，{'符合' if fits else '不符合'}应有的设置"
    if fits:
        return Measured(exactly(0), exactly(1), DecidedBy.PROFILE, sentence, present=True)
    if row is not None and row.firm:
        return Measured(
            exactly(1),
            exactly(0),
            DecidedBy.PROFILE,
            sentence,
            missing=(measure.title,),
            lacks=_short_of(measure),
        )
    doubts = ("规定写的是“一般应”，是否属于例外请人核对",)
    return Measured(_OPEN, _OPEN, DecidedBy.PROFILE, sentence, doubts=doubts)


def _row(table: DecisionTable, size: Decimal) -> TableRow | None:
    reached = [row for row in table.rows if size >= row.at_least]
    return max(reached, key=lambda row: row.at_least) if reached else None
