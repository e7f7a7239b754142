"""What a clause of a form has counted: measures for the draft, or a person's judgement."""

from __future__ import annotations

import re
from dataclasses import replace

from matchers.annotation import EvidenceKind
from rubrics.clause_frequency import read_frequency
from rubrics.clause_model import Frequency, Reading
from rubrics.draft_numbers import TO_FILL_IN
from rubrics.draft_often import frequency_of, own_frequencies
from rubrics.draft_scorers import unit
from rubrics.draft_special import level_of, roster, special_measure
from rubrics.draft_subjects import says_no_subject, speaks_of_occasions
from rubrics.draft_titles import fault_title, fault_unit, number_title, question
from rubrics.interval import ONE
from rubrics.measures import (
    ChainLink,
    DocumentPart,
    Documents,
    Events,
    Findings,
    Judgement,
    Measure,
    Per,
    Stream,
)
from rubrics.quantity_model import Quantity, Source
from rubrics.recognising import (
    UMBRELLA,
    Recognised,
    bare_paper,
    recognise,
    recognise_papers_of,
    things_there,
)
from rubrics.recognising_bodies import says_it_stands
from rubrics.score_terms import plain_terms
from rubrics.vocabulary import Vocabulary

NORMS = "branch-work-2018"
_NORMED = frozenset({"members_meeting", "committee_meeting", "group_meeting", "theme_party_day"})
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
_NOT_DONE = re.compile(r"(?:未|没有)(?:按时|按期)?(?:召开|开展|组织|举行|进行)")
_UNDONE = re.compile(r"^\s*(?:未|没有|不)")
_VERB = re.compile(
    r"(?:未|没有?|不|缺少?)(?:按[时期]|按要求)?(报告|汇报|研判|督查|检查|述职|评议|换届|公开|谈话|培训|研讨|研究|签订)"
)
_PERSON = re.compile(r"少一人|缺一人|每少1人|每缺1人")
_QUALITY = re.compile(r"规范|完整|无缺失|到位|切实|真实|有效")


def choose_measures(
    clause: str, reading: Reading, demand: str, vocabulary: Vocabulary, topic: str = ""
) -> tuple[Measure, ...]:
    """Choose what is looked at for a clause; whatever has no known type is for a person.

    A clause that also speaks of quality (规范, 完整…) gets a person's word beside the count.
    `topic` is the heading above the demand (主题党日), for a demand that does not say its subject.
    """
    measure = _one(reading.clause or clause, reading, demand, vocabulary)
    if topic and isinstance(measure, Judgement) and reading.scorer != "discretion":
        headed = replace(reading, demand=f"{topic}：{demand}")
        under = _one(reading.clause or clause, headed, headed.demand, vocabulary)
        vague = isinstance(under, Findings | Quantity) or _too_few(under, reading)
        measure = measure if vague else under
    costs = reading.scorer == "deduct" and reading.each is not None and reading.understood
    if isinstance(measure, Judgement) and costs:
        measure = _faults(reading.clause or clause, demand)  # how many, a person says
    unknown = isinstance(measure, Judgement) or _too_few(measure, reading)
    if unknown and reading.scorer == "per_unit":
        title = number_title(clause, demand)
        measure = Quantity(title=title, num=Source(fact=TO_FILL_IN, title=title))
    if isinstance(measure, Judgement):
        return (with_evidence(measure, f"{clause}，{measure.ask}", vocabulary),)
    if reading.more:
        first = measure.model_copy(update={"weight": (reading.each or ONE) / unit(reading)})
        return first, *_more(reading, demand, vocabulary, measure)
    if reading.scorer == "deduct" and _PERSON.search(clause) and isinstance(measure, Events):
        return measure, roster(clause, measure.streams[0].types)
    if reading.scorer == "award" and _QUALITY.search(clause):
        return measure, _judgement(clause, demand)
    return (measure,)


def _too_few(measure: Measure, reading: Reading) -> bool:
    """Say whether the papers known could never earn the full points: then others are meant too."""
    if not isinstance(measure, Documents) or reading.points is None or reading.each is None:
        return False
    return len(measure.of) * reading.each < reading.points


def _more(
    reading: Reading, demand: str, vocabulary: Vocabulary, first: Measure
) -> tuple[Measure, ...]:
    """Choose measures for deductions that share one rule; each weighs what it costs."""
    made: list[Measure] = []
    events = first.streams[0].types if isinstance(first, Events) else ()
    for clause, other in reading.more:
        measure = _one(clause, other, demand, vocabulary, events)
        if isinstance(measure, Judgement) or _same_occasion(measure, first):
            measure = _faults(clause, demand)
        weight = (other.each or ONE) / unit(reading)
        made.append(measure.model_copy(update={"weight": weight}))
    return tuple(made)


def _same_occasion(measure: Measure, first: Measure) -> bool:
    """Say whether a fault is one of the occasion or paper that is counted already.

    未开展批评的另扣1分; 有计划未按时上报的扣1分.
    """
    if isinstance(measure, Documents) and isinstance(first, Documents):
        asked = {name for part in first.of for name in part.types}
        return all(name in asked for part in measure.of for name in part.types)
    if not isinstance(measure, Events) or not isinstance(first, Events):
        return False
    counted = {name for stream in first.streams for name in stream.types}
    return all(name in counted for stream in measure.streams for name in stream.types)


def _one(
    clause: str,
    reading: Reading,
    demand: str,
    vocabulary: Vocabulary,
    before: tuple[str, ...] = (),
) -> Measure:
    """Choose one measure; `before` are the events that the clause before this one counts."""
    special = special_measure(clause, reading, demand, vocabulary, before)
    return special or _usual(clause, reading, demand, vocabulary)


def _usual(clause: str, reading: Reading, demand: str, vocabulary: Vocabulary) -> Measure:
    if not reading.understood or reading.scorer == "discretion":
        return _judgement(clause, demand)
    if reading.findings and not _not_held(clause, demand, vocabulary):
        return _faults(clause, demand)
    if reading.scorer == "ladder":
        return level_of(clause, reading, demand, vocabulary)
    if reading.only:
        return _only(reading, vocabulary)
    found, frequency = _subject(clause, reading, demand, vocabulary)
    papers = found.documents or recognise_papers_of(clause, demand, vocabulary)
    papers = papers or (() if found.events else bare_paper(clause, vocabulary))
    found = Recognised(found.events, papers)
    return _counted(clause, reading, found, frequency, vocabulary) or _judgement(clause, demand)


def _only(reading: Reading, vocabulary: Vocabulary) -> Measure:
    """Count nothing but papers, or nothing but events, in a form without points."""
    if reading.only == "documents":
        return _documents(reading.subjects, vocabulary)
    if reading.frequency is None:
        return _by_norms(reading.subjects)
    return Events(streams=tuple(_stream((event,), reading.frequency) for event in reading.subjects))


def _subject(
    clause: str, reading: Reading, demand: str, vocabulary: Vocabulary
) -> tuple[Recognised, Frequency | None]:
    """Find what a clause speaks of, and how often; what it does not name the demand does."""
    found = recognise(clause, vocabulary)
    if says_no_subject(clause) and not found.events and not found.documents:
        return _demanded(clause, demand, reading, vocabulary)
    if reading.frequency is None and speaks_of_occasions(clause):
        asked = found.events or recognise(demand, vocabulary).events[:1]
        if asked:
            return Recognised(asked, ()), frequency_of(asked, demand, vocabulary)
    events = found.events
    if not events and (reading.frequency is not None or _DONE.search(clause)):
        events = recognise(demand, vocabulary).events[:1]
    papers = found.documents
    if not papers and reading.frequency is None and (not events or says_it_stands(clause)):
        papers = things_there(plain_terms(clause), vocabulary)
    return Recognised(events, papers), reading.frequency


def _phrases_of(clause: str, demand: str) -> str:
    """Keep the phrases of a demand that tell of what a clause says was not done (未报告的)."""
    verb = _VERB.search(clause)
    if verb is None:
        return demand
    kept = [phrase for phrase in re.split(r"[，；。]", demand) if verb[1] in phrase]
    return "，".join(kept) or demand


def _demanded(
    clause: str, demand: str, reading: Reading, vocabulary: Vocabulary
) -> tuple[Recognised, Frequency | None]:
    """Give what the demand names: its events where it says how often, else its papers."""
    demand = _phrases_of(clause, demand)
    frequency = reading.frequency or read_frequency(demand)
    asked = recognise(demand, vocabulary)
    if asked.events and frequency is not None:
        return Recognised(asked.events, ()), frequency
    papers = asked.documents
    if not papers and (not asked.events or says_it_stands(demand)):
        papers = things_there(demand, vocabulary)
    return Recognised(() if papers else asked.events, papers), frequency


def _not_held(clause: str, demand: str, vocabulary: Vocabulary) -> bool:
    """Say whether a fault is that the event demanded so and so often was not held."""
    asked = read_frequency(demand) is not None and bool(recognise(demand, vocabulary).events)
    return asked and says_no_subject(clause) and bool(_UNDONE.match(clause))


def _counted(
    clause: str,
    reading: Reading,
    found: Recognised,
    frequency: Frequency | None,
    vocabulary: Vocabulary,
) -> Measure | None:
    """Count the events or papers a clause speaks of; None where there are neither."""
    events, papers = found.events, found.documents
    if _FILED.search(clause) and not papers:
        return None
    links = tuple(ChainLink(kind=kind, title=word) for word, kind in _LINKS if word in clause)
    if events and len(links) > 1:
        return Events(streams=(Stream(types=events[:1], per=Per.PERIOD, need=1, chain=links),))
    said = f"{clause}，{reading.demand}" if says_no_subject(clause) else clause
    if events and UMBRELLA in said and frequency is None:
        stated = tuple(e for e in events if e in _NORMED or reading.scorer != "deduct")
        return _by_norms(stated)
    if events and frequency is not None:
        own = own_frequencies(f"{clause}，{reading.demand}", vocabulary)
        often = ((event, own.get(event, frequency)) for event in events)
        return Events(streams=tuple(_stream((event,), times) for event, times in often))
    if papers:
        return _documents(papers, vocabulary)
    if reading.scorer == "deduct" and events and set(events) <= _NORMED:
        return _by_norms(events)
    undone = _UNDONE.match(clause) or _NOT_DONE.search(said) or reading.nothing
    if not events or _ASKS_PAPER.search(clause) or (reading.scorer == "deduct" and not undone):
        return None
    once = Frequency(Per.PERIOD, 1)
    return Events(streams=tuple(_stream((event,), once) for event in events))


def _by_norms(events: tuple[str, ...]) -> Measure:
    """三会一课 without a frequency of its own: the regulation's, where it states one."""
    return Events(streams=tuple(_normed(event) for event in events))


def _normed(event: str) -> Stream:
    if event in _NORMED:
        return Stream(types=(event,), norm=event)
    return Stream(types=(event,), per=Per.PERIOD, need=1)  # the regulation states none: once


def _documents(types: tuple[str, ...], vocabulary: Vocabulary) -> Measure:
    parts = tuple(DocumentPart(types=(name,), title=vocabulary.title(name)) for name in types)
    return Documents(of=parts)


def _stream(types: tuple[str, ...], frequency: Frequency) -> Stream:
    return Stream(
        types=types,
        per=frequency.per,
        need=frequency.need,
        years=frequency.years,
        total=frequency.total,
    )


def _judgement(clause: str, demand: str) -> Judgement:
    asked = question(clause, demand)
    return Judgement(topics=(asked[:20],), ask=asked[:40])


def _faults(clause: str, demand: str) -> Findings:
    return Findings(title=fault_title(clause, demand), unit=fault_unit(clause))


def with_evidence(judgement: Judgement, text: str, vocabulary: Vocabulary) -> Judgement:
    """Let a person see the events and papers that a judged clause speaks of."""
    found = recognise(text, vocabulary)
    return judgement.model_copy(update={"events": found.events, "documents": found.documents})
