"""The measure `findings`: confirmed negative findings, unknown unless somebody wrote them down."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rubrics.conditions import Value, fact_value
from rubrics.finding import DecidedBy
from rubrics.interval import ZERO, Interval, exactly
from rubrics.measure_documents import present_types
from rubrics.measured import Measured, Setting
from rubrics.measures import Findings
from rubrics.wording import listed, number


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
        left = _left(declared, measure, setting)
        return Measured(
            lacking=left.lacking,
            value=left.lacking,
            decided_by=DecidedBy.PROFILE,
            sentence=f"{sentence}{left.said}",
            present=True,
            counted=declared,
            documents=papers,
            needs=left.needs,
            doubts=left.doubts,
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


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left of findings after some were mended, and what is to be said of that."""

    lacking: Interval
    said: str = ""
    needs: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def _left(declared: int, measure: Findings, setting: Setting) -> _Left:
    """Give back part of what was mended; how much was mended nobody may have said."""
    if measure.rectified is None or not declared:
        return _Left(exactly(declared))
    mended = fact_value(setting.profile, measure.rectified)
    mended = 0 if mended is False else mended
    back = 1 - measure.rectified_as
    if isinstance(mended, bool) or not isinstance(mended, int) or mended < 0:
        least = declared - declared * back
        doubt = f"{measure.title}有几{measure.unit}已经整改，还没有说明"
        return _Left(Interval(least, Decimal(declared)), "", (measure.rectified,), (doubt,))
    mended = min(mended, declared)
    said = f"，其中 {mended} {measure.unit}已整改，按 {number(measure.rectified_as)} 计"
    return _Left(exactly(declared - mended * back), said if mended else "，都没有整改")


def _without_number(declared: Value | None, measure: Findings) -> tuple[str, ...]:
    """Say that what was declared gives no number: 有 tells that there were some, not how many."""
    if declared is None:
        return ()
    return (f"学校信息里的 {measure.declared} 要写数（几{measure.unit}；没有写 0 或“无”）",)
