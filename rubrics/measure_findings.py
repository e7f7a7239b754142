"""The measure `findings`: confirmed negative findings, unknown unless somebody wrote them down."""

from __future__ import annotations

from decimal import Decimal

from rubrics.conditions import Value, fact_value
from rubrics.finding import DecidedBy
from rubrics.interval import ZERO, Interval, exactly
from rubrics.measure_documents import present_types
from rubrics.measured import Measured, Setting
from rubrics.measures import Findings
from rubrics.wording import listed


def measure_findings(measure: Findings, setting: Setting) -> Measured:
    """Take the declared number; nobody having found anything is not the same as nothing there."""
    declared = fact_value(setting.profile, measure.declared) if measure.declared else None
    if declared is False:  # “无”: looked for and none found
        declared = 0
    counted = f"（同一{measure.once_per}只计 1 {measure.unit}）" if measure.once_per else ""
    counted += f"（{measure.sample}）" if measure.sample else ""
    title = f"{measure.title}{counted}"
    papers = present_types(measure.registers, setting)
    if isinstance(declared, int) and not isinstance(declared, bool) and declared >= 0:
        sentence = f"{title}：检查记录为 {declared} {measure.unit}"
        return Measured(
            lacking=exactly(declared),
            value=exactly(declared),
            decided_by=DecidedBy.PROFILE,
            sentence=sentence,
            present=True,
            counted=declared,
            documents=papers,
        )
    look = f"，请查看 {listed(papers, 3)}" if papers else "，材料中没有可供核对的台账"
    return Measured(
        lacking=Interval(ZERO, None),
        value=Interval(Decimal(0), None),
        decided_by=DecidedBy.JUDGEMENT,
        sentence=f"{title}：没有检查记录，不等于没有问题{look}",
        present=bool(papers),
        documents=papers,
        needs=(measure.declared,) if measure.declared else (),
        doubts=(f"{measure.title}须由检查人核定", *_without_number(declared, measure)),
        human=True,
    )


def _without_number(declared: Value | None, measure: Findings) -> tuple[str, ...]:
    """Say that what was declared gives no number: 有 tells that there were some, not how many."""
    if declared is None:
        return ()
    return (f"学校信息里的 {measure.declared} 要写数（几{measure.unit}；没有写 0 或“无”）",)
