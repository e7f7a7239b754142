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
from rubrics.answers import answers_said
from rubrics.fact_names import fact_line, plain_question
from rubrics.finding import Finding, RuleFinding, Scorecard
from rubrics.rubric import Rubric

_AROUND = 60  # characters shown on each side of a quote
_BELOW = 6  # blocks below a heading in which a cited line is one of its own
_FOLLOWING = 80  # characters of the following blocks, where a quote is its whole short block
_SHORT = 40
_ROW = 3  # a row of that many cells says what it is about by itself
_YES_OR_NO = "（true 或 false）"


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
    effects: tuple[str, ...] = ()  # what each answer would come to, rule by rule

    @property
    def answer(self) -> str:
        """Say what to write behind the key."""
        if self.own_key:
            return f"如 {fact_line(self.name, ())}"
        return "填 是 或 否" if _YES_OR_NO in self.question else "把 ？ 换成答案"

    @property
    def plain_question(self) -> str:
        """Give the question without the words that only programs use."""
        return f"{plain_question(self.question)}？"

    @property
    def line(self) -> str:
        """Give the line to write, with a mark where the answer is to be put in."""
        return f"{self.name}: ？"


class Passages:
    """Turns citations into passages, looking the surrounding text up in the documents."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.path: document for document in documents}

    def __call__(
        self, citations: Sequence[Citation], wide: bool = False
    ) -> list[tuple[str, list[Passage]]]:
        """Give one passage a citation, in their order; neighbours of one file come together.

        A heading alone shows little: with `wide`, the text that follows one stands behind it,
        unless the lines below it are cited themselves.
        """
        runs = groupby(dict.fromkeys(citations), key=lambda citation: citation.file)
        return [(file, self._of_file(tuple(run), wide)) for file, run in runs]

    def _of_file(self, run: Sequence[Citation], wide: bool) -> list[Passage]:
        cited = {citation.block for citation in run}
        return [
            self._passage(one, wide and cited.isdisjoint(range(one.block + 1, one.block + _BELOW)))
            for one in run
        ]

    def _passage(self, citation: Citation, wide: bool) -> Passage:
        document = self._documents.get(citation.file)
        if document is None or citation.block >= len(document.blocks):
            return Passage(wording.place(citation, None), "", citation.quote, "")
        block = document.blocks[citation.block]
        begin, end = citation.start, citation.end
        before = block.text[max(0, begin - _AROUND) : begin]
        after = block.text[end : end + _AROUND]
        more = "…" if end + _AROUND < len(block.text) else ""
        alone = not before and not after and len(block.cells) < _ROW
        if wide and alone and end < _SHORT:
            after, more = _following(document, citation.block), ""
        return Passage(
            wording.place(citation, block),
            ("…" if begin > _AROUND else "") + before,
            citation.quote,
            after + more,
        )


def _following(document: Document, index: int) -> str:
    """Give the beginning of what stands after a block: the lines of time, place and people."""
    text = ""
    for block in document.blocks[index + 1 :]:
        if len(text) > _FOLLOWING:
            break
        text += "　" + " ".join(block.text.split())
    return text[:_FOLLOWING] + ("…" if len(text) > _FOLLOWING else "")


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
    effects = _effects(card)
    for finding in card.findings:
        for name in (name for rule in finding.rules for name in rule.needs):
            waiting = items.setdefault(name, [])
            if finding.item not in waiting:
                waiting.append(finding.item)
    return [
        Need(
            name,
            questions.get(name, name),
            name in Profile.model_fields,
            tuple(waiting),
            tuple(effects.get(name, ())),
        )
        for name, waiting in items.items()
    ]


def _effects(card: Scorecard) -> dict[str, list[str]]:
    """Say for each missing fact which points its answers would bring, against those of now."""
    found: dict[str, list[str]] = {}
    for rule in (rule for finding in card.findings for rule in finding.rules):
        for name in dict.fromkeys(one.fact for one in rule.answers):
            said = answers_said([one for one in rule.answers if one.fact == name])
            now = wording.point_range(rule.low, rule.high)
            found.setdefault(name, []).append(f"{rule.id} 款现在 {now} 分，{said}")
    return found


def citations_of_event(rule: RuleFinding, event: Event) -> list[Citation]:
    """Give the rule's citations that speak of one of its events."""
    return [citation for citation in rule.citations if citation in event.passages]


def other_citations(rule: RuleFinding, events: Mapping[str, Event]) -> list[Citation]:
    """Give the rule's citations that belong to none of its events."""
    shown = {c for name in rule.events if name in events for c in events[name].passages}
    return [citation for citation in rule.citations if citation not in shown]


def rules_by_event(card: Scorecard) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Give for each event the rules in which it was counted, and those that left it out."""
    used: dict[str, list[str]] = {}
    left: dict[str, list[str]] = {}
    for rule in (rule for finding in card.findings for rule in finding.rules):
        for event in dict.fromkeys(rule.events):
            used.setdefault(event, []).append(rule.id)
        for name in dict.fromkeys(out.event for out in rule.not_counted if out.event):
            left.setdefault(name, []).append(rule.id)
    return used, left


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


def people(event: Event) -> str:
    """Say in a few words who held an event and how many came, as far as its records tell."""
    facts = event.attributes
    told = (
        ("", facts.organisation),
        ("主持 ", facts.host),
        ("主讲 ", facts.lecturer),
        ("应到 ", facts.expected),
        ("实到 ", facts.present),
    )
    return "，".join(f"{label}{value}" for label, value in told if value is not None)


def reasons(event: Event) -> list[str]:
    """Give the reasons for an event's status; the only file of an event need not be repeated."""
    if len(event.files) != 1:
        return list(event.reasons)
    return [reason.removeprefix(f"{event.files[0]}：") for reason in event.reasons]


def attribute_rows(event: Event, lexicon: EventLexicon) -> list[tuple[str, str]]:
    """Give the event's attributes that are known, labelled."""
    kinds = wording.subtypes(event, lexicon)
    rows = [("种类、形式", kinds)] if kinds else []
    for name, label in wording.ATTRIBUTES:
        value = getattr(event.attributes, name)
        if value not in (None, ()):
            rows.append((label, "、".join(value) if isinstance(value, tuple) else str(value)))
    return rows
