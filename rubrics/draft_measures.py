"""What a clause of a form has counted: measures for the draft, or a person's judgement."""

from __future__ import annotations

import re

from matchers.annotation import EvidenceKind
from rubrics.clause_reading import Frequency, Reading
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
    Stream,
)
from rubrics.quantity_model import Quantity, Source
from rubrics.recognising import UMBRELLA, recognise
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
_QUALITY = re.compile(r"规范|完整|无缺失|到位|切实|真实|有效")


def choose_measures(
    clause: str, reading: Reading, demand: str, vocabulary: Vocabulary
) -> tuple[Measure, ...]:
    """Choose what is looked at for a clause; whatever has no known type is for a person.

    A clause that also speaks of quality (规范, 完整…) gets a person's word beside the count.
    """
    measure = _one(clause, reading, demand, vocabulary)
    quality = reading.scorer == "award" and _QUALITY.search(clause)
    if quality and not isinstance(measure, Judgement):
        return measure, _judgement(clause)
    return (measure,)


def _one(clause: str, reading: Reading, demand: str, vocabulary: Vocabulary) -> Measure:
    if not reading.understood or reading.scorer == "discretion":
        return _judgement(clause)
    if reading.findings:
        return Findings(title=clause[:30])
    if reading.scorer == "linear":
        return _quantity(clause, vocabulary)
    if reading.scorer == "ladder":
        return _level(clause, reading, demand, vocabulary)
    found = recognise(clause, vocabulary)
    events = found.events
    if not events and reading.frequency is not None:
        events = recognise(demand, vocabulary).events[:1]
    links = tuple(ChainLink(kind=kind, title=word) for word, kind in _LINKS if word in clause)
    if events and len(links) > 1:
        return Events(streams=(Stream(types=events[:1], per=Per.PERIOD, need=1, chain=links),))
    if events and UMBRELLA in clause and reading.frequency is None:
        return _by_norms(clause, events)
    if events and reading.frequency is not None:
        return Events(streams=tuple(_stream((event,), reading.frequency) for event in events))
    if found.documents:
        return _documents(found.documents, vocabulary)
    if not events or _ASKS_PAPER.search(clause) or reading.scorer == "deduct":
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
    awards = tuple(
        name
        for name, title in vocabulary.awards.items()
        if any(word and word in clause for word in re.split(r"[、“”]", title))
    )
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
        awarded_in="period",
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


def choose_scorer(reading: Reading, measures: tuple[Measure, ...]) -> Scorer:
    """Give the scorer, or a person's discretion where nothing can be counted for it."""
    first = measures[0]
    countable = not isinstance(first, Judgement)
    if not reading.understood:
        return Discretion()
    match reading.scorer:
        case "deduct" if countable and reading.each is not None:
            return Deduct(each=reading.each)
        case "per_unit" if countable and reading.each is not None:
            return PerUnit(each=reading.each)
        case "ladder" if isinstance(first, Level):
            rungs = tuple(Rung(level=level, points=points) for level, points in reading.rungs)
            return Ladder(rungs=rungs)
        case "linear" if isinstance(first, Quantity) and reading.each is not None:
            return Linear(k=reading.each)
        case "award":
            return Award()
        case _:
            return Discretion()
