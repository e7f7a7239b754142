"""An assessment (or only a reading) as JSON: the result file that other programs rely on.

The shape is described by `assessment.schema.json`. Lists keep the order of the run, which is
fixed by the stages; nothing here depends on the clock except the `created` it is given.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractors.document import Citation, Document
from matchers.annotation import Annotation, Attributes, Event, EventDate, Flag, Rejected
from matchers.profile import Profile
from pipeline.assessment import AssessedPeriod, Assessment, Reading, SelfAssessment
from pipeline.reports.wording import rejected_in
from rubrics.finding import Answer, Coverage, Finding, Grade, RuleFinding, Total
from rubrics.fingerprint import fingerprint
from rubrics.rubric import Rubric
from rubrics.sheets import Sheet

ASSESSMENT_SCHEMA = "zuozheng/assessment/1"
EVENTS_SCHEMA = "zuozheng/events/1"
SCHEMA_FILE = Path(__file__).parent.parent / "assessment.schema.json"

Json = dict[str, Any]


def assessment_json(assessment: Assessment, *, version: str, created: datetime | None) -> str:
    """Give the text of `assessment.json`; `created` None leaves that key out."""
    reading = assessment.reading
    content: Json = {"schema": ASSESSMENT_SCHEMA}
    if created is not None:
        content["created"] = created.isoformat(timespec="seconds")
    content |= {
        "version": version,
        "rubric": _rubric(assessment.rubric),
        "submission": {"name": reading.name, "profile": _profile(reading.profile)},
        "period": _period(assessment.period),
        "files": _files(reading),
        "events": [_event(event) for event in reading.events],
        "findings": [_finding(finding) for finding in assessment.scorecard.findings],
        "total": _total(assessment.scorecard.total),
        "coverage": _coverage(assessment.scorecard.coverage),
        "grade": _grade(assessment.scorecard.grade),
        "flags": [_flag(flag) for flag in assessment.flags],
    }
    if assessment.self_scores is not None:
        content["self_scores"] = _self_scores(assessment.self_scores)
    if assessment.sheets:
        content["sheets"] = [_sheet(sheet) for sheet in assessment.sheets]
    return _text(content)


def _sheet(sheet: Sheet) -> Json:
    """One of the form's attachments, its fields in the printed order."""
    return {
        "title": sheet.title,
        "fields": [
            {
                "label": field.label,
                "value": field.value,
                "open": field.open,
                "citations": _citations(field.citations),
            }
            for field in sheet.fields
        ],
    }


def _self_scores(own: SelfAssessment) -> Json:
    scores = own.scores
    said = {claim.item: claim.message for claim in own.claims}
    return {
        "file": own.file,
        "computed": number(scores.computed),
        "stated": number(scores.stated),
        "computed_review": number(scores.computed_review),
        "stated_grade": scores.stated_grade,
        "items": [
            {
                "item": one.item,
                "max": number(one.max),
                "self_score": number(one.self_score),
                "review_score": number(one.review_score),
                "remark": said.get(one.item),
            }
            for one in scores.scores
        ],
        "weighed": number(own.weighed),
        "grade": own.grade,
        "weighing": own.weighing,
    }


def events_json(reading: Reading) -> str:
    """Give the text of `zuozheng events --json`."""
    return _text(
        {
            "schema": EVENTS_SCHEMA,
            "period": _period(reading.period),
            "files": _files(reading),
            "events": [_event(event) for event in reading.events],
            "flags": [_flag(flag) for flag in (*reading.flags, *reading.profile_flags)],
        }
    )


def _text(content: Json) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def number(points: Decimal | None) -> int | float | None:
    """Give points as a JSON number: 2 rather than 2.0; None stays None."""
    if points is None:
        return None
    return int(points) if points == points.to_integral_value() else float(points)


def _rubric(rubric: Rubric) -> Json:
    return {
        "id": rubric.id,
        "version": rubric.version,
        "title": rubric.title,
        "max": number(rubric.max),
        "fingerprint": fingerprint(rubric),
    }


def _profile(profile: Profile) -> Json:
    """Give only what the school declared."""
    declared: Json = profile.model_dump(mode="json", exclude_defaults=True)
    return declared


def _period(assessed: AssessedPeriod | None) -> Json | None:
    if assessed is None:
        return None
    return {
        "begin": assessed.period.begin.isoformat(),
        "end": assessed.period.end.isoformat(),
        "label": assessed.period.label,
        "inferred": assessed.inferred is not None,
        "inferred_from": assessed.inferred,
    }


def _files(reading: Reading) -> list[Json]:
    pairs = zip(reading.documents, reading.annotations, strict=True)
    return [_file(document, annotation) for document, annotation in pairs]


def _file(document: Document, annotation: Annotation) -> Json:
    return {
        "path": document.path,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "bytes": document.size,
        "status": document.status.value,
        "reason": document.reason,
        "pages": document.pages,
        "chars": document.chars,
        "kind": annotation.kind.value,
        "problems": list(dict.fromkeys(problem.message for problem in document.problems)),
        "set_aside": [_rejected(rejected) for rejected in rejected_in(annotation)],
    }


def _rejected(rejected: Rejected) -> Json:
    return {name: getattr(rejected, name) for name in ("text", "why", "block", "start", "end")}


def _event(event: Event) -> Json:
    return {
        "id": event.id,
        "types": list(event.types),
        "title": event.title,
        "date": _date(event.date),
        "status": event.status.value,
        "for_year": event.for_year,
        "attributes": _attributes(event.attributes),
        "confidence": round(event.confidence, 4),
        "reasons": list(event.reasons),
        "evidence_kinds": [kind.value for kind in event.evidence_kinds],
        "files": list(event.files),
        "citations": _citations(event.passages),
        "rejected": [{"file": r.file, **_rejected(r)} for r in event.rejected],
    }


def _date(when: EventDate | None) -> Json | None:
    if when is None:
        return None
    return {
        "begin": when.begin.isoformat(),
        "end": when.end.isoformat(),
        "granularity": when.granularity.value,
        "text": when.text,
        "inferred": list(when.inferred),
    }


def _attributes(attributes: Attributes) -> Json:
    values = {name: getattr(attributes, name) for name in Attributes.__slots__}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()}


def _citations(citations: Iterable[Citation]) -> list[Json]:
    return [
        {
            "file": citation.file,
            "page": citation.page,
            "block": citation.block,
            "start": citation.start,
            "end": citation.end,
            "quote": citation.quote,
            "bbox": None if citation.bbox is None else [round(side, 2) for side in citation.bbox],
            **(
                {} if citation.confidence is None else {"confidence": round(citation.confidence, 4)}
            ),
        }
        for citation in citations
    ]


def _finding(finding: Finding) -> Json:
    return {
        "item": finding.item,
        "path": list(finding.path),
        "text": finding.text,
        "criteria": finding.criteria,
        "max": number(finding.max),
        "suggested": number(finding.suggested),
        "low": number(finding.low),
        "high": number(finding.high),
        "status": finding.status.value,
        "rules": [_rule(rule) for rule in finding.rules],
        "remedy": finding.remedy,
    }


def _rule(rule: RuleFinding) -> Json:
    return {
        "id": rule.id,
        "text": rule.text,
        "max": number(rule.max),
        "suggested": number(rule.suggested),
        "low": number(rule.low),
        "high": number(rule.high),
        "decided_by": rule.decided_by.value,
        "status": rule.status.value,
        "required": rule.required,
        "counted": rule.counted,
        "possible": rule.possible,
        "claimed": rule.claimed,
        "missing": list(rule.missing),
        "events": list(rule.events),
        "documents": list(rule.documents),
        "citations": _citations(rule.citations),
        "not_counted": [
            {"event": left.event, "file": left.file, "why": left.why} for left in rule.not_counted
        ],
        "needs": list(rule.needs),
        "explanation": rule.explanation,
        "lacking": list(rule.lacking),
        "answers": [_answer(one) for one in rule.answers],
    }


def _answer(answer: Answer) -> Json:
    ends = {"low": number(answer.low), "high": number(answer.high)}
    return {"fact": answer.fact, "answer": answer.answer, **ends, "excluded": answer.excluded}


def _total(total: Total) -> Json:
    return {
        "suggested": number(total.suggested),
        "low": number(total.low),
        "high": number(total.high),
        "max": number(total.max),
        "needs_review": total.needs_review,
    }


def _coverage(coverage: Coverage | None) -> Json | None:
    if coverage is None:
        return None
    return {name: getattr(coverage, name) for name in Coverage.__slots__}


def _grade(grade: Grade | None) -> Json | None:
    if grade is None:
        return None
    return {"label": grade.label, "vetoes": list(grade.vetoes), "reason": grade.reason}


def _flag(flag: Flag) -> Json:
    return {
        "kind": flag.kind,
        "severity": flag.severity,
        "message": flag.message,
        "citations": _citations(flag.citations),
    }
