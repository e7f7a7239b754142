"""Do the types a measure names exist, and do its own parts fit together?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rubrics.fault import Fault, Place, near
from rubrics.measures import Documents, Events, Findings, Judgement, Level, Measure, Roster
from rubrics.occasion_measures import Completeness, Lateness
from rubrics.quantity_model import Quantity, Source
from rubrics.vocabulary import Vocabulary


def lint_measure(measure: Measure, place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Find the types of a measure that no lexicon has, and parts that contradict each other."""
    match measure:
        case Events():
            for index, stream in enumerate(measure.streams):
                at: Place = (*place, "streams", index)
                yield from _events(stream.types, (*at, "types"), vocabulary)
                yield from _documents(stream.indicated_by, (*at, "indicated_by"), vocabulary)
                if stream.companion:
                    beside: Place = (*at, "companion", "types")
                    yield from _events(stream.companion.types, beside, vocabulary)
        case Documents():
            for index, part in enumerate(measure.of):
                where = (*place, "of", index)
                yield from _documents(part.types, (*where, "types"), vocabulary)
                yield from _documents(part.weak_documents, (*where, "weak_documents"), vocabulary)
                yield from _events(part.weak_events, (*where, "weak_events"), vocabulary)
                yield from _events(part.evidence_of, (*where, "evidence_of"), vocabulary)
            if measure.need is not None and measure.need > len(measure.of):
                message = f"只列了 {len(measure.of)} 项，却要求 {measure.need} 项"
                yield Fault((*place, "need"), message)
        case Roster() | Judgement():
            yield from _events(measure.events, (*place, "events"), vocabulary)
            yield from _documents(measure.documents, (*place, "documents"), vocabulary)
        case Findings():
            yield from _documents(measure.registers, (*place, "registers"), vocabulary)
        case Quantity():
            yield from _documents(measure.indicated_by, (*place, "indicated_by"), vocabulary)
            yield from _quantities(measure, place, vocabulary)
            yield from _batch(measure, place)
        case Completeness():
            yield from _events(measure.events, (*place, "events"), vocabulary)
        case Lateness():
            yield from _events(measure.events, (*place, "events"), vocabulary)
            yield from _documents(measure.documents, (*place, "documents"), vocabulary)
            yield from _documents(measure.excused_by, (*place, "excused_by"), vocabulary)
        case Level():
            yield from _level(measure, place, vocabulary)


def _quantities(measure: Quantity, place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    sources: list[tuple[Place, Source | None]] = [
        (("num",), measure.num),
        (("den",), measure.den),
        *((("survey", i, "source"), share.source) for i, share in enumerate(measure.survey)),
    ]
    for keys, source in sources:
        name = source.quantity if source else None
        if name is not None and name not in vocabulary.quantities:
            hint = near(name, vocabulary.quantities)
            yield Fault((*place, *keys, "quantity"), f"没有“{name}”这个数值类型", hint)
        if source is not None:
            yield from _events(source.attendance, (*place, *keys, "attendance"), vocabulary)


def _batch(measure: Quantity, place: Place) -> Iterator[Fault]:
    """A statistic of the batch is made of the school's own number on the other side."""
    num, den = measure.num, measure.den
    hint = "num 写本校的数值，den 写 batch"
    if num is not None and num.batch is not None and (den is None or den.batch is not None):
        yield Fault((*place, "num", "batch"), "batch 要和本校自己的数值相除", hint)
    for index, share in enumerate(measure.survey):
        if share.source.batch is not None:
            yield Fault((*place, "survey", index, "source", "batch"), "survey 里不能写 batch", hint)


def _level(measure: Level, place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    ranks = [rank.id for rank in measure.order]
    for index, source in enumerate(measure.sources):
        at: Place = (*place, "sources", index)
        yield from _documents(source.documents, (*at, "documents"), vocabulary)
        for inner, name in enumerate(source.awards):
            if name not in vocabulary.awards:
                hint = near(name, vocabulary.awards)
                yield Fault((*at, "awards", inner), f"没有“{name}”这个荣誉类型", hint)
        if source.level is not None and source.level not in ranks:
            message = f"没有“{source.level}”这个级别"
            yield Fault((*at, "level"), message, near(source.level, ranks))
    if measure.at_least is not None and measure.at_least not in ranks:
        message = f"没有“{measure.at_least}”这个级别"
        yield Fault((*place, "at_least"), message, near(measure.at_least, ranks))


def _events(types: Iterable[str], place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    for index, name in enumerate(types):
        if name not in vocabulary.events:
            hint = near(name, vocabulary.events)
            yield Fault((*place, index), f"没有“{name}”这个活动类型", hint)


def _documents(types: Iterable[str], place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    for index, name in enumerate(types):
        if name not in vocabulary.documents:
            hint = near(name, vocabulary.documents)
            yield Fault((*place, index), f"没有“{name}”这个材料类型", hint)
