"""What the HTML page needs and the results do not hold as such: groups, passages, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from extractors.document import Citation, Document
from matchers.annotation import Event
from matchers.lexicon import EventLexicon
from matchers.profile import Profile
from pipeline.reports import wording
from rubrics.finding import Finding, RuleFinding, Scorecard
from rubrics.rubric import Rubric

_AROUND = 60  # characters shown on each side of a quote


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote with the text around it and the place where it stands."""

    place: str
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """The findings under one heading of the form, with their sums (None without points)."""

    title: str
    findings: tuple[Finding, ...]
    max: Decimal | None
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Need:
    """A fact that the profile should declare, and the items that wait for it.

    `own_key` says whether it is a key of the profile itself rather than of its `declares`.
    """

    name: str
    question: str
    own_key: bool
    items: tuple[str, ...]

    @property
    def example(self) -> str:
        """Give what may stand behind the key: true for a question of yes or no, else dots."""
        return "true" if "true 或 false" in self.question else "…"


class Passages:
    """Turns citations into passages, looking the surrounding text up in the documents."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.path: document for document in documents}

    def __call__(self, citations: Sequence[Citation]) -> list[tuple[str, list[Passage]]]:
        """Give one passage a citation, in their order; neighbours of one file come together."""
        runs = groupby(dict.fromkeys(citations), key=lambda citation: citation.file)
        return [(file, [self._passage(citation) for citation in run]) for file, run in runs]

    def _passage(self, citation: Citation) -> Passage:
        document = self._documents.get(citation.file)
        if document is None or citation.block >= len(document.blocks):
            return Passage(wording.place(citation, None), "", citation.quote, "")
        block = document.blocks[citation.block]
        begin, end = citation.start, citation.end
        before = block.text[max(0, begin - _AROUND) : begin]
        after = block.text[end : end + _AROUND]
        return Passage(
            wording.place(citation, block),
            ("…" if begin > _AROUND else "") + before,
            citation.quote,
            after + ("…" if end + _AROUND < len(block.text) else ""),
        )


def groups_of(card: Scorecard) -> list[GroupView]:
    """Give the findings under their headings, in the form's order."""
    runs = groupby(card.findings, key=lambda finding: finding.path[:-1])
    return [_group(" › ".join(path), tuple(findings)) for path, findings in runs]


def _group(title: str, findings: tuple[Finding, ...]) -> GroupView:
    return GroupView(
        title,
        findings,
        _sum(finding.max for finding in findings),
        _sum(finding.low for finding in findings),
        _sum(finding.high for finding in findings),
    )


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def needs_of(card: Scorecard, rubric: Rubric) -> list[Need]:
    """List the facts that rules wait for, in the form's order, each with its items."""
    questions = {fact.name: fact.question for fact in rubric.facts}
    items: dict[str, list[str]] = {}
    for finding in card.findings:
        for name in (name for rule in finding.rules for name in rule.needs):
            waiting = items.setdefault(name, [])
            if finding.item not in waiting:
                waiting.append(finding.item)
    return [
        Need(name, questions.get(name, name), name in Profile.model_fields, tuple(waiting))
        for name, waiting in items.items()
    ]


def citations_of_event(rule: RuleFinding, event: Event) -> list[Citation]:
    """Give the rule's citations that speak of one of its events."""
    return [citation for citation in rule.citations if citation in event.citations]


def other_citations(rule: RuleFinding, events: Mapping[str, Event]) -> list[Citation]:
    """Give the rule's citations that belong to none of its events."""
    shown = {c for name in rule.events if name in events for c in events[name].citations}
    return [citation for citation in rule.citations if citation not in shown]


def items_by_event(card: Scorecard) -> dict[str, list[str]]:
    """Give for each event the items in which it was counted."""
    used: dict[str, list[str]] = {}
    for finding in card.findings:
        for event in dict.fromkeys(event for rule in finding.rules for event in rule.events):
            used.setdefault(event, []).append(finding.item)
    return used


def events_by_file(events: Iterable[Event]) -> Counter[str]:
    """Count the events that each file speaks of."""
    return Counter(file for event in events for file in event.files)


Choice = tuple[str, str, int]


def counted_choices(
    events: Sequence[Event], lexicon: EventLexicon
) -> tuple[list[Choice], list[Choice]]:
    """Give the types and the statuses that occur, as (identifier, Chinese, count)."""
    types = Counter(event_type for event in events for event_type in event.types)
    statuses = Counter(event.status for event in events)
    title = lexicon.title
    return (
        [(name, title(name), count) for name, count in sorted(types.items(), key=_most_first)],
        [
            (s.value, wording.EVENT_STATUS[s], statuses[s])
            for s in wording.EVENT_STATUS
            if s in statuses
        ],
    )


def _most_first(entry: tuple[str, int]) -> tuple[int, str]:
    return -entry[1], entry[0]


def attribute_rows(event: Event) -> list[tuple[str, str]]:
    """Give the event's attributes that are known, labelled."""
    rows = []
    for name, label in wording.ATTRIBUTES:
        value = getattr(event.attributes, name)
        if value not in (None, ()):
            rows.append((label, "、".join(value) if isinstance(value, tuple) else str(value)))
    return rows
