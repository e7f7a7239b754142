"""What a clause of a form has counted: measures for the draft, or a person's judgement."""

from __future__ import annotations

import re
from decimal import Decimal

from matchers.annotation import EvidenceKind
from rubrics.clause_reading import Frequency, Reading
from rubrics.interval import ONE
from rubrics.measures import (
    ChainLink,
    DocumentPart,
    Documents,
    Events,
    Findings,
    Judgement,
    Level,
    LevelSource,
    Measure,
    Per,
    Rank,
    Roster,
    Stream,
)
from rubrics.occasion_measures import Completeness, Piece
from rubrics.quantity_model import Quantity, Source, Steps
from rubrics.recognising import UMBRELLA, recognise, recognise_papers_of
from rubrics.scorers import Award, Deduct, Discretion, Ladder, Linear, PerUnit, Rung, Scorer
from rubrics.vocabulary import Vocabulary

NORMS = "branch-work-2018"
_NORMED = frozenset({"members_meeting", "committee_meeting", "group_meeting", "theme_party_day"})
_RANKS = (
    ("applied", "已申报"),
    ("school", "校级"),
    ("county", "县（区）级"),
    ("city", "市级"),
    ("province", "省级"),
    ("national", "国家级"),
)
_LINKS = (
    ("会案", EvidenceKind.AGENDA),
    ("会议记录", EvidenceKind.MINUTES),
    ("照片", EvidenceKind.PHOTO),
    ("讲稿", EvidenceKind.SCRIPT),
    ("签到", EvidenceKind.SIGNIN),
    ("报道", EvidenceKind.NEWS),
)
_ASKS_PAPER = re.compile(r"有[^，；。]{0,20}(?:报告|计划|制度|方案|清单|台账|名单|总结|章程)")
_DONE = re.compile(r"报告|宣讲|述职|督查|公开")
_FILED = re.compile(r"(?:台账|材料|资料|档案)[^，；。]{0,4}(?:完整|齐全|健全|规范)")
_UNDONE = re.compile(r"^\s*(?:未|没有|不)")
_PERSON = re.compile(r"少一人|缺一人|每少1人|每缺1人")
_SIGNED = re.compile(r"签订|签字|签署")
_WHO = re.compile(r"班子成员|中层|中心组成员")
_PER_MEMBER = re.compile(r"每(?:年每)?[名位个]党员[^，；。]{0,4}?(\d+)\s*元")
_RATES = ("到课率", "出勤率", "参会率", "参与率", "完成率", "满意率", "合格率", "覆盖率")
_PEOPLE = (
    ("班子成员", "leaders"),
    ("中层", "middle_managers"),
    ("中心组成员", "central_group"),
)
_EVIDENCE = {
    "会议": EvidenceKind.MINUTES,
    "活动": EvidenceKind.MINUTES,
    "记录": EvidenceKind.MINUTES,
    "照片": EvidenceKind.PHOTO,
    "签到": EvidenceKind.SIGNIN,
    "考勤": EvidenceKind.SIGNIN,
    "新闻": EvidenceKind.NEWS,
    "报道": EvidenceKind.NEWS,
}
_QUALITY = re.compile(r"规范|完整|无缺失|到位|切实|真实|有效")


def choose_measures(
    clause: str, reading: Reading, demand: str, vocabulary: Vocabulary
) -> tuple[Measure, ...]:
    """Choose what is looked at for a clause; whatever has no known type is for a person.

    A clause that also speaks of quality (规范, 完整…) gets a person's word beside the count.
    """
    measure = _one(reading.clause or clause, reading, demand, vocabulary)
    if isinstance(measure, Judgement):
        return (with_evidence(measure, clause, vocabulary),)
    if reading.more:
        first = measure.model_copy(update={"weight": (reading.each or ONE) / unit(reading)})
        return first, *_more(reading, demand, vocabulary, measure)
    if reading.scorer == "deduct" and _PERSON.search(clause) and isinstance(measure, Events):
        return measure, _roster(clause, measure.streams[0].types)
    quality = reading.scorer == "award" and _QUALITY.search(clause)
    if quality and not isinstance(measure, Judgement):
        return measure, _judgement(clause)
    return (measure,)


def _more(
    reading: Reading, demand: str, vocabulary: Vocabulary, first: Measure
) -> tuple[Measure, ...]:
    """Choose measures for deductions that share one rule; each weighs what it costs."""
    made: list[Measure] = []
    events = first.streams[0].types if isinstance(first, Events) else ()
    for clause, other in reading.more:
        measure = _one(clause, other, demand, vocabulary, events)
        if isinstance(measure, Judgement):
            measure = Findings(title=clause[:30])
        weight = (other.each or ONE) / unit(reading)
        made.append(measure.model_copy(update={"weight": weight}))
    return tuple(made)


def unit(reading: Reading) -> Decimal:
    """Give what one lacking costs in a rule of several deductions.

    The first one's cost, or 1 where the others are no exact multiples of it (扣3分 and 扣2分).
    """
    each = reading.each or ONE
    ratios = [(other.each or ONE) / each for _, other in reading.more]
    exact = all(ratio == ratio.quantize(Decimal("0.0001")) for ratio in ratios)
    return each if exact else ONE


def _one(
    clause: str,
    reading: Reading,
    demand: str,
    vocabulary: Vocabulary,
    before: tuple[str, ...] = (),
) -> Measure:
    """Choose one measure; `before` are the events that the clause before this one counts."""
    special = _special(clause, reading, demand, vocabulary, before)
    return special or _usual(clause, reading, demand, vocabulary)


def _special(
    clause: str,
    reading: Reading,
    demand: str,
    vocabulary: Vocabulary,
    before: tuple[str, ...],
) -> Measure | None:
    """Read rates in steps, papers that occasions lack, people who sign, and levels."""
    if reading.steps is not None:
        return _stepped(clause, reading.steps, before or recognise(demand, vocabulary).events)
    if reading.lacks is not None:
        events = before or recognise(clause + demand, vocabulary).events
        if not events:
            return None
        piece = Piece(title=reading.lacks, evidence=_EVIDENCE[reading.lacks[:2]])
        return Completeness(title=clause[:20], events=events[:1], of=(piece,))
    if _SIGNED.search(clause) and _WHO.search(clause):
        papers = recognise(clause, vocabulary).documents
        if papers:
            return _roster(clause, papers, sign=True)
    if reading.at_least is not None:
        level = _level(clause, reading, demand, vocabulary)
        return level if isinstance(level, Level) else None
    if per_member := _PER_MEMBER.search(clause):
        return Quantity(
            title="每名党员党建经费",
            unit="元",
            num=Source(quantity="party_budget", title="党建经费预算"),
            den=Source(fact="members", quantity="formal_members", title="正式党员人数"),
            at_least=Decimal(per_member[1]),
            indicated_by=("party_budget",),
        )
    return None


def _stepped(clause: str, steps: tuple[Decimal, Decimal], events: tuple[str, ...]) -> Measure:
    """Read a rate of attendance off the events; other rates are told in the profile."""
    title = next((word for word in _RATES if word in clause), clause[:12])
    counted = title in ("到课率", "出勤率", "参会率") and events
    source = (
        Source(attendance=events[:1], title=title)
        if counted
        else Source(fact="rate_to_fill_in", title=title)
    )
    return Quantity(title=title, num=source, steps=Steps(start=steps[0], by=steps[1]))


def _roster(clause: str, types: tuple[str, ...], *, sign: bool = False) -> Measure:
    who = tuple(name for word, name in _PEOPLE if word in clause) or ("central_group",)
    if sign:
        return Roster(who=who, relation="sign", documents=types)
    return Roster(who=who, relation="speak", events=types)


def _usual(clause: str, reading: Reading, demand: str, vocabulary: Vocabulary) -> Measure:
    if not reading.understood or reading.scorer == "discretion":
        return _judgement(clause)
    if reading.findings:
        return Findings(title=clause[:30])
    if reading.scorer == "linear" or reading.shares:
        return _quantity(clause, vocabulary)
    if reading.scorer == "ladder":
        return _level(clause, reading, demand, vocabulary)
    found = recognise(clause, vocabulary)
    events = found.events
    if not events and (reading.frequency is not None or _DONE.search(clause)):
        events = recognise(demand, vocabulary).events[:1]
    papers = found.documents or recognise_papers_of(clause, demand, vocabulary)
    if reading.only == "documents":
        return _documents(papers, vocabulary)
    if reading.only:
        papers = ()
        events = (reading.only,) if reading.only != "events" else events
    if _FILED.search(clause) and not papers:
        return _judgement(clause)
    links = tuple(ChainLink(kind=kind, title=word) for word, kind in _LINKS if word in clause)
    if events and len(links) > 1:
        return Events(streams=(Stream(types=events[:1], per=Per.PERIOD, need=1, chain=links),))
    if events and UMBRELLA in clause and reading.frequency is None:
        return _by_norms(clause, events)
    if events and reading.frequency is not None:
        return Events(streams=tuple(_stream((event,), reading.frequency) for event in events))
    if papers:
        return _documents(papers, vocabulary)
    undone = reading.scorer == "deduct" and _UNDONE.match(clause)
    if not events or _ASKS_PAPER.search(clause) or (reading.scorer == "deduct" and not undone):
        return _judgement(clause)
    once = Frequency(Per.PERIOD, 1)
    return Events(streams=tuple(_stream((event,), once) for event in events))


def _by_norms(clause: str, events: tuple[str, ...]) -> Measure:
    """三会一课 without a frequency of its own: the regulation's, where it states one."""
    normed = tuple(event for event in events if event in _NORMED)
    if not normed:
        return _judgement(clause)
    return Events(streams=tuple(Stream(types=(event,), norm=event) for event in normed))


def _documents(types: tuple[str, ...], vocabulary: Vocabulary) -> Measure:
    parts = tuple(DocumentPart(types=(name,), title=vocabulary.title(name)) for name in types)
    return Documents(of=parts)


def _quantity(clause: str, vocabulary: Vocabulary) -> Measure:
    for name, title in vocabulary.quantities.items():
        if title in clause:
            return Quantity(title=title, num=Source(quantity=name, title=title))
    return _judgement(clause)


def _level(clause: str, reading: Reading, demand: str, vocabulary: Vocabulary) -> Measure:
    awards = _awards(clause, vocabulary) or _awards(demand, vocabulary)
    if not awards:
        return _judgement(clause)
    levels = {level for level, _ in reading.rungs}
    order = tuple(
        Rank(id=name, title=title)
        for name, title in _RANKS
        if name in levels or name not in ("applied", "school")
    )
    return Level(
        title=(demand or clause)[:20],
        order=order,
        sources=(LevelSource(awards=awards[:1]),),
        at_least=reading.at_least,
        awarded_in="any" if reading.at_least else "period",
    )


def _awards(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Find honours by the words of their titles."""
    return tuple(
        name
        for name, title in vocabulary.awards.items()
        if any(
            len(word) > 1 and word in text
            for word in (*re.split(r"[、“”（）]", title), *vocabulary.award_words[name])
        )
    )


def _stream(types: tuple[str, ...], frequency: Frequency) -> Stream:
    return Stream(
        types=types,
        per=frequency.per,
        need=frequency.need,
        years=frequency.years,
        total=frequency.total,
    )


def _judgement(clause: str) -> Judgement:
    return Judgement(topics=(clause[:20],), ask=clause[:40])


def with_evidence(judgement: Judgement, text: str, vocabulary: Vocabulary) -> Judgement:
    """Let a person see the events and papers that a judged clause speaks of."""
    found = recognise(text, vocabulary)
    return judgement.model_copy(update={"events": found.events, "documents": found.documents})


def choose_scorer(reading: Reading, measures: tuple[Measure, ...]) -> Scorer:
    """Give the scorer, or a person's discretion where nothing can be counted for it."""
    first = measures[0]
    countable = not isinstance(first, Judgement)
    if not reading.understood:
        return Discretion()
    match reading.scorer:
        case "deduct" if countable and reading.each is not None:
            return Deduct(each=unit(reading))
        case "per_unit" if countable and reading.each is not None:
            return PerUnit(each=reading.each)
        case "ladder" if isinstance(first, Quantity):
            return Ladder(rungs=tuple(Rung(at_least=a, points=p) for a, p in reading.shares))
        case "ladder" if isinstance(first, Level):
            rungs = tuple(Rung(level=level, points=points) for level, points in reading.rungs)
            return Ladder(rungs=rungs)
        case "linear" if isinstance(first, Quantity) and reading.each is not None:
            return Linear(k=reading.each)
        case "award":
            return Award()
        case _:
            return Discretion()
