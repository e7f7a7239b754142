"""One event out of the occurrences that speak of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from matchers.annotation import Attributes, Event, EvidenceKind, Occurrence, Status

# The paper that says most about an event comes first; its title and fields are the event's.
_WEIGHT = {
    EvidenceKind.MINUTES: 0,
    EvidenceKind.NEWS: 1,
    EvidenceKind.REGISTER: 2,
    EvidenceKind.SIGNIN: 3,
    EvidenceKind.AGENDA: 4,
    EvidenceKind.NOTICE: 5,
    EvidenceKind.SUMMARY: 6,
    EvidenceKind.REPORT: 6,
    EvidenceKind.SCRIPT: 7,
    EvidenceKind.FORM: 8,
    EvidenceKind.PLAN: 9,
    EvidenceKind.PHOTO: 10,
    EvidenceKind.OTHER: 11,
}
_STATUS_ORDER = (
    Status.HELD,
    Status.CANCELLED,
    Status.PLANNED,
    Status.UNCLEAR,
    Status.CLAIMED,
    Status.REQUIRED,
    Status.REFERENCED,
)
_ADDED_UP = ("audience", "subtypes")
_JOINED = {
    Status.PLANNED: "通知或安排（佐证同一活动）",
    Status.UNCLEAR: "线索（佐证同一活动）",
    Status.CLAIMED: "总结里的说法（佐证同一活动）",
    Status.REFERENCED: "其他材料提到",
    Status.CANCELLED: "这份材料写没有开展，请核对",
}


def build_event(cluster: Sequence[Occurrence]) -> Event:
    """Build the event of a cluster; its id is given later, when all events are ordered."""
    members = sorted(cluster, key=_rank)
    first = members[0]
    proof = [m for m in members if m.status is first.status]
    types = sorted(
        {t for m in (proof if first.status is Status.HELD else members) for t in m.types}
    )
    return Event(
        id="",
        types=tuple(types),
        title=first.title,
        status=first.status,
        date=next((m.date for m in proof if m.date is not None), None),
        for_year=next((m.for_year for m in members if m.for_year is not None), None),
        attributes=_joined(members),
        confidence=_confidence(proof),
        reasons=_reasons(members, first.status),
        evidence_kinds=tuple(sorted({m.evidence_kind for m in members})),
        files=tuple(sorted({m.file for m in members})),
        citations=tuple(dict.fromkeys(c for m in members for c in m.citations)),
        proofs=tuple(dict.fromkeys(p for m in members for p in m.proofs)),
        lines=tuple(dict.fromkeys(line for m in proof for line in m.lines)),
        rejected=tuple(dict.fromkeys(r for m in members for r in m.rejected)),
    )


def _rank(occurrence: Occurrence) -> tuple[object, ...]:
    return (
        _STATUS_ORDER.index(occurrence.status),
        _WEIGHT[occurrence.evidence_kind],
        occurrence.file,
        occurrence.record,
        occurrence.types,
    )


def _joined(members: Sequence[Occurrence]) -> Attributes:
    """Take each attribute from the best paper that has it."""
    joined = members[0].attributes
    for member in members[1:]:
        more = {
            field.name: getattr(member.attributes, field.name)
            for field in fields(Attributes)
            if field.name not in _ADDED_UP and getattr(joined, field.name) in (None, ())
        }
        joined = replace(joined, **more)
    audience = {group for member in members for group in member.attributes.audience}
    proof = [member for member in members if member.status is members[0].status]
    subtypes = {kind for member in proof for kind in member.attributes.subtypes}
    return replace(joined, audience=tuple(sorted(audience)), subtypes=tuple(sorted(subtypes)))


def _confidence(proof: Sequence[Occurrence]) -> float:
    """Let independent papers add up: the doubt left is the product of their doubts."""
    doubt = 1.0
    seen: set[EvidenceKind] = set()
    for member in proof:
        if member.evidence_kind not in seen:
            doubt *= 1.0 - member.confidence
            seen.add(member.evidence_kind)
    return round(min(0.99, 1.0 - doubt), 3)


def _reasons(members: Sequence[Occurrence], status: Status) -> tuple[str, ...]:
    reasons = []
    for member in members:
        how = "；".join(member.trace)
        if member.status is not status:
            how = f"{_JOINED.get(member.status, member.status.value)}：{how}"
        reasons.append(f"{member.file}：{how}")
    return tuple(dict.fromkeys(reasons))
