"""One school's assessment summed up in a row."""

from __future__ import annotations

from collections import Counter

from extractors.document import FileStatus
from matchers.annotation import Status
from pipeline.assessment import Assessment
from pipeline.batch.prints import text_prints
from pipeline.batch.row import ItemRow, SchoolRow
from rubrics.contender import weighed_contender


def row_of(assessment: Assessment) -> SchoolRow:
    """Sum up an assessment."""
    reading, card = assessment.reading, assessment.scorecard
    statuses = Counter(document.status for document in reading.documents)
    severities = Counter(flag.severity for flag in assessment.flags)
    held = [event for event in reading.events if event.status is Status.HELD]
    own, coverage = assessment.self_scores, card.coverage
    return SchoolRow(
        name=reading.profile.name or reading.name,
        title=assessment.rubric.title,
        period=assessment.period.period.label,
        period_inferred=assessment.period.inferred is not None,
        suggested=card.total.suggested,
        low=card.total.low,
        high=card.total.high,
        max=card.total.max,
        needs_review=card.total.needs_review,
        grade=card.grade.label if card.grade else None,
        weighed=own.weighed if own else None,
        self_total=own.scores.computed if own else None,
        held=sum(reading.in_period(event) for event in held),
        files={status.value: statuses[status] for status in FileStatus if statuses[status]},
        unread=reading.unread,
        flags={name: severities[name] for name in ("high", "medium", "low") if severities[name]},
        items=_items(assessment),
        met=coverage.met if coverage else 0,
        partial=coverage.partial if coverage else 0,
        unmet=coverage.unmet if coverage else 0,
        demands=coverage.demands if coverage else 0,
        satisfied=coverage.satisfied if coverage else 0,
        notes=card.notes,
        contender=weighed_contender(
            assessment.rubric.form, card.contender, own.weighed if own else None
        ),
        own_figures=card.own_figures,
        prints=text_prints(reading),
    )


def _items(assessment: Assessment) -> tuple[ItemRow, ...]:
    rows = []
    for finding in assessment.scorecard.findings:
        lacking = dict.fromkeys(text for rule in finding.rules for text in rule.lacking)
        rows.append(
            ItemRow(
                item=finding.item,
                text=finding.text,
                max=finding.max,
                suggested=finding.suggested,
                low=finding.low,
                high=finding.high,
                status=finding.status.value,
                lacking=tuple(lacking),
                self_score=assessment.self_score(finding.item),
            )
        )
    return tuple(rows)
