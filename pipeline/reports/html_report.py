"""An assessment as one HTML file: nothing is loaded from outside, every text is escaped."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined

from matchers.annotation import Event, Status
from pipeline.assessment import Assessment
from pipeline.reports import wording
from pipeline.reports.compiled_templates import CompiledTemplates
from pipeline.reports.html_view import (
    Passages,
    attribute_rows,
    citations_of_event,
    counted_choices,
    events_by_file,
    groups_of,
    needs_of,
    other_citations,
    people,
    reasons,
    rules_by_event,
)
from pipeline.reports.inferred_wording import inferred_parts
from pipeline.reports.monthly_view import monthly_grids
from pipeline.reports.reading_doubts import is_doubtful
from pipeline.reports.wording import shortened
from rubrics.finding import FindingStatus
from rubrics.fingerprint import fingerprint

_COMPILED = CompiledTemplates()


def html_report(assessment: Assessment, *, version: str, created: datetime | None) -> str:
    """Give the whole page; `created` None leaves the time out."""
    template = _environment(assessment).get_template("report.html.j2")
    return template.render(
        _values(assessment), version=version, created=created and f"{created:%Y-%m-%d %H:%M}"
    )


def _rule_tables(assessment: Assessment, events: dict[str, Event]) -> dict[str, object]:
    card = assessment.scorecard
    used, left = rules_by_event(card)
    rules = [rule for finding in card.findings for rule in finding.rules]
    grids = monthly_grids(assessment.rubric, rules, events, assessment.period.period)
    return {"used_by": used, "left_by": left, "month_grids": grids}


def _environment(assessment: Assessment) -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.reports"),
        bytecode_cache=_COMPILED,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    events = {event.id: event for event in assessment.reading.events}
    hard_to_read = wording.hard_to_read(assessment.reading)
    environment.filters |= {
        "all_hard_to_read": partial(is_doubtful, unclear=hard_to_read),
        "attribute_rows": partial(attribute_rows, lexicon=assessment.reading.lexicon),
        "citations_of": citations_of_event,
        "other_citations": partial(other_citations, events=events),
        "event_title": assessment.reading.lexicon.title,
        "inferred_parts": inferred_parts,
        "lacking": wording.lacking,
        "people": people,
        "plain": wording.plain_points,
        "passages": Passages(assessment.reading.documents),
        "points": wording.points,
        "problem_messages": wording.problems,
        "range_to": wording.point_range,
        "reasons": reasons,
        "sentences": wording.sentences,
        "set_aside": wording.set_aside,
        "not_taken": wording.reasons_not_taken,
        "still_open": wording.still_open,
        "short": shortened,
        "when": wording.when,
    }
    environment.globals |= {
        "decided_by": wording.DECIDED_BY,
        "document_kind": wording.DOCUMENT_KIND,
        "event_by_id": events,
        "event_status": wording.EVENT_STATUS,
        "evidence_kind": wording.EVIDENCE_KIND,
        "file_status": wording.FILE_STATUS,
        "finding_status": wording.FINDING_STATUS,
        "hard_to_read": hard_to_read,
        "severity": wording.SEVERITY,
        "own_column": assessment.self_scores is not None
        and assessment.scorecard.total.max is not None,
        "self_score": assessment.self_score,
        "share": partial(_share, assessment),
        "questions": {fact.name: fact.question for fact in assessment.rubric.facts},
    }
    environment.globals |= _rule_tables(assessment, events)
    return environment


def _values(assessment: Assessment) -> dict[str, object]:
    reading, card = assessment.reading, assessment.scorecard
    types, statuses = counted_choices(reading.events, reading.lexicon)
    return {
        "school": reading.profile.name or reading.name,
        "rubric": assessment.rubric,
        "fingerprint": fingerprint(assessment.rubric),
        "period": assessment.period,
        "reading": reading,
        "card": card,
        "total": card.total,
        "met_count": sum(f.status is FindingStatus.MET for f in card.findings),
        "held_count": sum(event.status is Status.HELD for event in reading.events),
        "own": assessment.self_scores,
        "sheets": assessment.sheets,
        "needs": needs_of(card, assessment.rubric),
        "groups": groups_of(card),
        "events": wording.by_date(reading.events),
        "event_types": types,
        "event_statuses": statuses,
        "flags": wording.gravest_first(assessment.flags),
        "ledger": list(zip(reading.documents, reading.annotations, strict=True)),
        "events_of": events_by_file(reading.events),
    }


def _share(assessment: Assessment, part: object) -> float:
    """Give a number of points as a percentage of the maximum, for the bar."""
    whole = assessment.scorecard.total.max
    return round(100 * float(str(part)) / float(whole), 2) if whole else 0.0
