"""An assessment as a short table for the terminal."""

from __future__ import annotations

from matchers.annotation import Status
from pipeline.assessment import Assessment, Reading
from pipeline.reports.console_layout import USUAL_COLUMNS, ConsoleView, laid_out
from pipeline.reports.reading_doubts import doubtful_places
from pipeline.reports.wording import (
    FINDING_STATUS,
    HARD_TO_READ,
    lacking,
    point_range,
    points,
    self_lines,
    suggestion,
)
from rubrics.finding import Finding, FindingStatus

_FIXED_COLUMNS = 48  # what the item, the points, the state and the gaps between them need
_SELF_COLUMNS = 6  # what the school's own points need besides
_MARK, _MARK_COLUMNS = "＊", 2  # behind the state of what rests on words recognised with doubt
_RIGHT = frozenset({2, 3})  # columns of numbers


def console_table(assessment: Assessment, columns: int = USUAL_COLUMNS) -> str:
    """Give the heading, the table of items within `columns`, and the total."""
    return laid_out(console_view(assessment), columns)


def console_view(assessment: Assessment) -> ConsoleView:
    """Give what there is to show of an assessment."""
    reading, card, period = assessment.reading, assessment.scorecard, assessment.period
    own = assessment.self_scores is not None and card.total.max is not None
    rows: list[tuple[str, ...]] = [("指标", "内容", "满分", "建议得分", "状态", "缺口")]
    marked = {one.item for one in card.findings if doubtful_places(one, reading)}
    rows += [_row(finding, _MARK * (finding.item in marked)) for finding in card.findings]
    right = _RIGHT
    if own:
        told = ["自评", *(points(assessment.self_score(one.item)) for one in card.findings)]
        rows = [(*row[:3], mine, *row[3:]) for row, mine in zip(rows, told, strict=True)]
        right = right | {4}
    if card.total.max is None:  # a form without points: no columns of dashes
        rows, right = [row[:2] + row[4:] for row in rows], frozenset()
    heading = f"{reading.profile.name or reading.name}　{assessment.rubric.title}\n"
    heading += f"考核时段：{period.period.label}"
    heading += f"（{period.inferred}）\n" if period.inferred else "\n"
    return ConsoleView(
        heading=heading,
        rows=tuple(rows),
        right=tuple(sorted(right)),
        shrinking=(1, len(rows[0]) - 1),
        fixed=_FIXED_COLUMNS + _SELF_COLUMNS * own + _MARK_COLUMNS * bool(marked),
        summary=_marks(len(marked)) + _summary(assessment),
    )


def _marks(count: int) -> str:
    """Explain the marks in the table."""
    return f"标{_MARK}的 {count} 项依据的文字{HARD_TO_READ}。\n" if count else ""


def _row(finding: Finding, mark: str) -> tuple[str, ...]:
    return (
        finding.item,
        finding.text,
        points(finding.max),
        suggestion(finding),
        FINDING_STATUS[finding.status] + mark,
        _gap(finding),
    )


def _gap(finding: Finding) -> str:
    """Name what is missing, or what waits for a person."""
    missing = dict.fromkeys(text for rule in finding.rules for text in lacking(rule))
    if missing:
        return "缺 " + "；".join(missing)
    if finding.remedy and finding.status is not FindingStatus.MET:
        return finding.remedy
    return ""


def _summary(assessment: Assessment) -> str:
    reading, total = assessment.reading, assessment.scorecard.total
    lines = []
    if total.max is not None:
        lines.append(
            f"建议总分 {points(total.suggested)}，可能在 {point_range(total.low, total.high)} "
            f"之间，满分 {points(total.max)}。"
        )
    coverage = assessment.scorecard.coverage
    if total.max is None and coverage is not None:
        lines.append(
            f"达标 {coverage.met} 项，部分达标 {coverage.partial} 项，"
            f"未见佐证 {coverage.unmet} 项；"
            f"可以计数的要求 {coverage.demands} 条，已满足 {coverage.satisfied} 条。"
        )
    grade = assessment.scorecard.grade
    if grade is not None:
        reason = f"（{grade.reason}）" if grade.reason else ""
        lines.append(f"等次：{grade.label or '待定'}{reason}")
    if assessment.self_scores is not None:
        lines += self_lines(assessment.self_scores)
    lines.append(f"待人工判定的指标 {total.needs_review} 项。")
    lines.append(_material(reading, len(assessment.flags)))
    lines += [f"注意：{note}" for note in assessment.scorecard.notes]
    return "\n".join(lines) + "\n"


def _material(reading: Reading, flags: int) -> str:
    """Sum up what was read and found."""
    files, blank = len(reading.documents), reading.without_text
    held = [event for event in reading.events if event.status is Status.HELD]
    counted = sum(reading.in_period(event) for event in held)
    return (
        f"文件 {files} 个，其中没有读出内容的 {blank} 个；时段内已开展的活动 {counted} 场，"
        f"另有计划、要求、自述等 {len(reading.events) - counted} 条未计入；"
        f"疑点 {flags} 处。"
    )
